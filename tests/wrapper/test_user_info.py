"""`user_info`: what the vendor's client collected in its constructor, fetched when it is first read."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from rayvision_api import RayvisionAPIError

from .support import EXAMPLES, INTERFACES, REPLIES, Farm, Half, envelope

pytestmark = pytest.mark.both_halves

SOURCES = ("user.query_user_profile", "user.query_user_setting", "user.get_transfer_bid")


def _farm() -> Farm:
    return Farm(lambda request: httpx.Response(200, json=EXAMPLES[request.url.path]))


def _snake(name: str) -> str:
    # The vendor's own rule.
    return re.sub(r"([a-z]|\d)([A-Z])", r"\1_\2", name).lower()


def test_profile_settings_and_transfer_ids_are_merged_under_snake_case_names(half: Half) -> None:
    info = half.user_info(half.client(_farm(), platform="20"))
    expected: dict[str, Any] = {}
    for source in SOURCES:
        expected |= {_snake(name): value for name, value in REPLIES[source]["data"].items()}
    beside = {"domain", "platform", "local_os"}
    assert {key: value for key, value in info.items() if key not in beside} == {
        key: value for key, value in expected.items() if key not in beside
    }
    assert info["domain"] == "task.renderbus.com"
    # The client's platform, not that of the profile.
    assert info["platform"] == "20"
    assert info["local_os"] in ("windows", "linux")


def test_nothing_is_fetched_before_it_is_read_and_once_after(half: Half) -> None:
    farm = _farm()
    api = half.client(farm)
    assert farm.requests == []
    first = half.user_info(api)
    assert sorted(request.url.path for request in farm.requests) == sorted(
        one["path"] for one in INTERFACES if one["method"] in SOURCES
    )
    assert half.user_info(api) == first
    assert len(farm.requests) == 3


def test_failure_is_raised_and_not_kept(half: Half) -> None:
    broken = [True]

    def answer(request: httpx.Request) -> httpx.Response:
        if broken and request.url.path.endswith("queryUserSetting"):
            return httpx.Response(200, json=envelope(None, 605, "not permitted"))
        return httpx.Response(200, json=EXAMPLES[request.url.path])

    api = half.client(Farm(answer))
    with pytest.raises(RayvisionAPIError, match="605"):
        half.user_info(api)
    broken.clear()
    assert half.user_info(api)["user_id"] == REPLIES["user.query_user_profile"]["data"]["userId"]


def test_empty_replies_leave_what_the_client_knows_itself(half: Half, farm: Farm) -> None:
    info = half.user_info(half.client(farm, platform=9))
    assert info.keys() == {"domain", "platform", "local_os"}
    assert info["platform"] == "9"
