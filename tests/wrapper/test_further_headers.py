"""Headers of the caller's own go with every request, and never in place of the client's."""

from __future__ import annotations

from typing import Any

import pytest

from .support import Farm, Half, is_rightly_signed


def test_further_headers_are_sent_and_not_signed(half: Half, farm: Farm) -> None:
    api = half.client(farm, headers={"X-Studio": "b", "User-Agent": "pipeline/3"})
    half.call(api, "query.platforms")
    [request] = farm.requests
    assert request.headers["X-Studio"] == "b"
    assert request.headers["User-Agent"] == "pipeline/3"
    assert is_rightly_signed(request, "task.renderbus.com")


def test_clients_name_is_sent_by_default(half: Half, farm: Farm) -> None:
    half.call(half.client(farm), "query.platforms")
    assert farm.requests[0].headers["User-Agent"].startswith("rayvision-sdk/")


def test_changing_the_dict_afterwards_changes_nothing(half: Half, farm: Farm) -> None:
    headers = {"X-Studio": "b"}
    api = half.client(farm, headers=headers)
    headers["X-Studio"] = "c"
    half.call(api, "query.platforms")
    assert farm.requests[0].headers["X-Studio"] == "b"


@pytest.mark.parametrize(
    "name",
    [
        "Content-Type",
        "content-type",
        "host",
        "HOST",
        "accessId",
        "accessid",
        "signature",
        "SIGNATURE",
        "nonce",
        "utctimestamp",
        "Platform",
        "channel",
        "version",
        "Upgrade",
    ],
)
def test_headers_of_the_client_cannot_be_doubled_or_replaced(half: Half, farm: Farm, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        half.client(farm, headers={name: "evil"})


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Studio": "a\r\nsignature: b"},
        {"X-Studio": "镜头"},
        {"X-Studio": " b"},
        {"X-Studio": "b\t"},
        {"X-Studio": 5},
        {5: "x"},
        {"X Studio": "b"},
        {"": "b"},
    ],
    ids=repr,
)
def test_headers_that_cannot_be_sent_are_refused_when_the_client_is_made(half: Half, headers: Any) -> None:
    with pytest.raises((ValueError, TypeError), match="header"):
        half.client(headers=headers)


@pytest.mark.parametrize("value", ["", "b", "b c", "b\tc"])
def test_headers_of_any_printable_value_are_sent(half: Half, farm: Farm, value: str) -> None:
    half.call(half.client(farm, headers={"X-Studio": value}), "query.platforms")
    assert farm.requests[0].headers["X-Studio"] == value
