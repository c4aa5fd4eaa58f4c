"""Calls that the vendor's client refuses or sends wrongly work or are refused by the rules of the interface."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .support import DATA, Farm, Half

CALLS: list[dict[str, Any]] = json.loads((DATA / "refused-calls-2.0.0.json").read_text("utf-8"))
# The vendor's slips: what the interface takes, and the body that it takes; by call and what is special about it.
SENT: dict[str, dict[str, Any]] = {
    "env.get_render_env 0": {"cgId": 2004, "osName": 1},
    "env.get_render_env 1": {"cgId": 2004, "cgIds": ["2000"], "osName": 1},
    "env.add_render_env 0": {"cgId": 2000},
    "env.add_render_env 1": {
        "cgId": 2000,
        "cgName": "Maya",
        "cgVersion": "2020",
        "renderLayerType": 0,
        "editName": "t",
        "renderSystem": 0,
        "pluginIds": [1166],
    },
    "env.update_render_env 0": {
        "cgId": 2000,
        "cgName": "Maya",
        "cgVersion": "2018",
        "editName": "t",
        "renderSystem": 1,
        "pluginIds": [2703],
    },
    "query.error_detail 0": {"language": 0, "code": "10010"},
    "query.error_detail 1": {"language": 0, "codes": ["10010"]},
    "query.supported_plugin 0": {"cgId": 2000, "osName": "linux"},
    "query.supported_plugin 1": {"cgId": 2001, "osName": "linux"},
    "task.edit_task_hardware_config 0": {
        "taskIds": ["1"],
        "hardwareConfigIds": ["2"],
        "model": "28C",
        "gpuNum": "",
        "ram": "64GB",
    },
    "task.create_task 1": {"count": 1, "taskUserLevel": 50, "labels": ["a", "b"]},
}


def _numbered() -> dict[str, dict[str, Any]]:
    named: dict[str, dict[str, Any]] = {}
    for one in CALLS:
        number = sum(name.startswith(one["call"] + " ") for name in named)
        named[f"{one['call']} {number}"] = one
    return named


@pytest.mark.parametrize("name", _numbered())
def test_a_call_that_the_vendor_refuses(half: Half, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    one = _numbered()[name]
    arguments = dict(one["kwargs"])
    if one["note"] == "a tuple":
        arguments["labels"] = tuple(arguments["labels"])
    farm = Farm()
    api = half.client(farm, domain="task.renderbus.com", platform="2", api_version="2.0.0")
    if name in SENT:
        half.call(api, one["call"], **arguments)
        assert farm.bodies == [SENT[name]]
        return
    with pytest.raises((TypeError, ValueError)):
        half.call(api, one["call"], **arguments)
    assert not farm.requests


@pytest.mark.parametrize("name", ["task_ids", "hardware_config_ids"])
@pytest.mark.parametrize("ids", [[], [""], [" "], [None], [1.5], [True], "1"])
def test_hardware_is_changed_for_ids_only(half: Half, name: str, ids: Any) -> None:
    farm = Farm()
    given: dict[str, Any] = {"task_ids": [1], "hardware_config_ids": [2], "model": "28C", "gpu_num": "", "ram": "64GB"}
    with pytest.raises((TypeError, ValueError), match=name):
        half.call(half.client(farm, api_version="2.0.0"), "task.edit_task_hardware_config", **{**given, name: ids})
    assert not farm.requests
