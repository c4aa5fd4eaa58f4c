"""Errors travel between processes: they pickle and copy with everything that they say."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import rayvision_api
from rayvision_api import (
    RayvisionAPIError,
    RayvisionError,
)

from .support import Farm, Half, envelope

API_ERRORS = sorted(
    name
    for name in rayvision_api.__all__
    if isinstance(getattr(rayvision_api, name), type) and issubclass(getattr(rayvision_api, name), RayvisionAPIError)
)
NOW = datetime(2020, 3, 23, 8, tzinfo=UTC)


def same(error: BaseException, other: BaseException) -> None:
    assert type(other) is type(error)
    assert str(other) == str(error)
    assert other.args == error.args
    assert vars(other) == vars(error)


def round_trips(error: BaseException) -> list[Any]:
    copies = [pickle.loads(pickle.dumps(error, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]
    return [*copies, copy.copy(error), copy.deepcopy(error)]


@pytest.mark.parametrize("name", API_ERRORS)
def test_refusals_of_the_service_survive(name: str) -> None:
    error = getattr(rayvision_api, name)(605, "没有权限", "https://x/y", "createTask", "id-1", NOW)
    for other in round_trips(error):
        same(error, other)
        assert (other.error_code, other.error, other.request) == (605, "没有权限", "https://x/y")
        assert (other.operation, other.request_id, other.server_time) == ("createTask", "id-1", NOW)
        assert other.code_name == "INSUFFICIENT_PERMISSIONS"


@pytest.mark.parametrize(
    "answer",
    [
        lambda: httpx.Response(200, json=envelope(None, 404, "gone", requestId="r-1")),
        lambda: httpx.Response(200, json=envelope(None, 799, "new")),
        lambda: httpx.Response(200, json={"code": 611}),
        lambda: httpx.Response(502, content=b"<html>"),
        lambda: httpx.Response(302, headers={"Location": "https://elsewhere"}),
        lambda: httpx.Response(200, json=envelope("x")),
        lambda: httpx.ConnectError("refused"),
        lambda: httpx.ReadTimeout("slow"),
    ],
    ids=["404", "799", "bare", "html", "redirect", "kind", "refused", "slow"],
)
@pytest.mark.parametrize("method", ["query.platforms", "task.create_task"])
def test_errors_of_a_call_survive(half: Half, method: str, answer: Any) -> None:
    def reply(request: httpx.Request) -> httpx.Response:
        response = answer()
        if isinstance(response, Exception):
            raise response
        return response

    with pytest.raises(RayvisionError) as caught:
        half.call(half.client(Farm(reply)), method)
    for other in round_trips(caught.value):
        same(caught.value, other)


def test_error_about_a_closed_client_survives(half: Half, farm: Farm) -> None:
    api = half.client(farm)
    half.close(api)
    with pytest.raises(RayvisionError) as caught:
        half.call(api, "query.platforms")
    for other in round_trips(caught.value):
        same(caught.value, other)
