"""Keyword arguments of the newer calls are taken in the vendor's spelling and in ours, but not in both."""

from __future__ import annotations

from typing import Any

import pytest

from .support import RECORDED, Farm, Half

pytestmark = pytest.mark.both_halves

# Ours, by the vendor's.
SPELLINGS = {
    "taskIds": "task_ids",
    "taskId": "task_id",
    "taskLimit": "task_limit",
    "hardwareConfigIds": "hardware_config_ids",
    "gpuNum": "gpu_num",
    "labelNames": "label_names",
    "renderingType": "rendering_type",
    "pageNum": "page_num",
    "pageSize": "page_size",
    "startDate": "start_date",
    "endDate": "end_date",
    "data": "render_env",
}
SPELT = [one for one in RECORDED if one["headers"]["version"] == "2.0.0" and SPELLINGS.keys() & one["kwargs"].keys()]
CALLS = {one["call"]: one for one in SPELT}


def _client(half: Half, farm: Farm) -> Any:
    return half.client(farm, platform="2", domain="task.renderbus.com", api_version="2.0.0")


@pytest.mark.parametrize("record", SPELT, ids=lambda record: f"{record['id']}-{record['call']}")
def test_our_spelling_sends_what_the_vendors_does(half: Half, record: dict[str, Any]) -> None:
    farm = Farm()
    api = _client(half, farm)
    ours = {SPELLINGS.get(name, name): value for name, value in record["kwargs"].items()}
    half.call(api, record["call"], **record["kwargs"])
    half.call(api, record["call"], **ours)
    assert farm.texts[0] == farm.texts[1]


@pytest.mark.parametrize("call", CALLS)
def test_an_argument_in_both_spellings_is_given_twice(half: Half, call: str) -> None:
    given = CALLS[call]["kwargs"]
    for name in SPELLINGS.keys() & given.keys():
        farm = Farm()
        with pytest.raises(TypeError, match=rf"{SPELLINGS[name]}.* twice.* {name}"):
            half.call(_client(half, farm), call, **given, **{SPELLINGS[name]: given[name]})
        assert not farm.requests


@pytest.mark.parametrize("call", [call for call, one in CALLS.items() if next(iter(one["kwargs"])) in SPELLINGS])
def test_an_argument_by_place_and_in_the_vendors_spelling_is_given_twice(half: Half, call: str) -> None:
    given = CALLS[call]["kwargs"]
    farm = Farm()
    with pytest.raises(TypeError, match=r"multiple values|given twice"):
        half.call(_client(half, farm), call, next(iter(given.values())), **given)
    assert not farm.requests


@pytest.mark.parametrize("call", CALLS)
def test_an_argument_that_there_is_not_is_named_as_it_was_given(half: Half, call: str) -> None:
    farm = Farm()
    with pytest.raises(TypeError, match="frameColour"):
        half.call(_client(half, farm), call, **CALLS[call]["kwargs"], frameColour=1)
    assert not farm.requests
