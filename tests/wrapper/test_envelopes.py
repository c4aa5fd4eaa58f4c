"""What is not an envelope of the service raises one clear error, whatever HTTP status it comes with."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rayvision_api import RayvisionAPIError, RayvisionError, RayvisionProtocolError
from rayvision_client.operations import EDITIONS

from ..each import each  # noqa: TID252  # has no name of its own
from .support import Farm, Half, envelope

HTML = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


def refused(half: Half, response: httpx.Response, method: str = "query.platforms") -> RayvisionProtocolError:
    """Call a method of a farm that answers nonsense, and give the error."""
    api = half.client(Farm(lambda _: response))
    with pytest.raises(RayvisionProtocolError) as caught:
        half.call(api, method)
    error = caught.value
    assert isinstance(error, RayvisionError)
    assert not isinstance(error, RayvisionAPIError)
    assert error.operation
    assert error.request.startswith("https://task.renderbus.com/api/render/")
    assert error.status == response.status_code
    assert error.operation in str(error)
    assert str(response.status_code) in str(error)
    return error


@each(
    "content",
    [
        # tests/client/test_not_an_envelope.py tries all that is not one.
        b"{",
        b"[]",
        b'{"data": []}',
        b"[" * 200_000,
        b'{"code": 200, "data": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        b'{"code": ' + b"1" * 10_000 + b"}",
    ],
    named=lambda content: f"{len(content)}-{content[:30]!r}",
)
@each("status", [200, 502])
def test_body_that_is_no_envelope_is_a_protocol_error(half: Half, content: bytes, status: int) -> None:
    refused(half, httpx.Response(status, content=content))


@each("status", [100, 204, 206, 304, 400, 401, 407, 413, 500, 502, 503, 504, 520, 525, 599, 999])
def test_html_under_any_status_is_a_protocol_error(half: Half, status: int) -> None:
    error = refused(half, httpx.Response(status, content=HTML, headers={"Content-Type": "text/html"}))
    assert "502 Bad Gateway" in str(error)


@pytest.mark.parametrize("status", [200, 204, 502])
def test_empty_body_is_called_empty(half: Half, status: int) -> None:
    assert "empty" in str(refused(half, httpx.Response(status)))


@pytest.mark.parametrize("status", [301, 302, 400, 404, 500, 502])
def test_success_under_a_failing_status_is_not_believed(half: Half, status: int) -> None:
    refused(half, httpx.Response(status, json=envelope([])))


@pytest.mark.parametrize("asked", EDITIONS)
@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(404, content=HTML),
        httpx.Response(404),
        httpx.Response(404, json={"status": 404, "error": "Not Found"}),
        httpx.Response(404, json=envelope([])),
        httpx.Response(404, json=envelope(None, 404, "no such page")),
        httpx.Response(200, content=HTML),
        httpx.Response(200, json={"status": "ok"}),
        httpx.Response(502, content=HTML),
    ],
)
def test_where_nothing_speaks_the_edition_the_others_are_named(
    half: Half, asked: str, response: httpx.Response
) -> None:
    api = half.client(Farm(lambda _: response), api_version=asked)
    for method in ("query.platforms", "task.create_task"):
        with pytest.raises(RayvisionError, match="try api_version=") as caught:
            half.call(api, method)
        assert {*caught.value.editions} == {*EDITIONS} - {asked}
        assert {one for one in EDITIONS if f"api_version='{one}'" in str(caught.value)} == {*caught.value.editions}


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(302, headers={"Location": "https://elsewhere"}),
        httpx.Response(500, json=envelope([])),
        httpx.Response(200, json=envelope(None, 404, "no such task")),
        httpx.Response(429, content=HTML),
    ],
)
def test_where_the_service_or_its_address_is_at_fault_no_edition_is_named(half: Half, response: httpx.Response) -> None:
    with pytest.raises(RayvisionError) as caught:
        half.call(half.client(Farm(lambda _: response)), "query.platforms")
    assert "api_version" not in str(caught.value)


@pytest.mark.parametrize(
    ("method", "data"),
    [
        ("query.platforms", {"platform": 2}),
        ("query.platforms", "x"),
        ("query.platforms", 5),
        ("query.get_task_list", []),
        ("query.get_task_list", "x"),
        ("user.query_user_profile", [{}]),
        ("query.all_frame_status", True),
    ],
)
def test_data_of_another_kind_than_documented_is_a_protocol_error(half: Half, method: str, data: Any) -> None:
    refused(half, httpx.Response(200, json=envelope(data)), method)


def test_words_stay_short_however_long_the_body_is(half: Half) -> None:
    assert len(str(refused(half, httpx.Response(200, content=b"<p>" * 1_000_000)))) < 1000


@given(content=st.binary(max_size=200), status=st.integers(min_value=200, max_value=599))
def test_any_bytes_give_a_result_or_an_error_of_ours(half: Half, content: bytes, status: int) -> None:
    api = half.client(Farm(lambda _: httpx.Response(status, content=content)))
    with pytest.raises(RayvisionError):
        half.call(api, "query.platforms")
