"""A reply that is not an envelope raises `NotAnEnvelopeError` and nothing else."""

from __future__ import annotations

import asyncio
import copy
import json
import pickle
from typing import Any

import httpx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rayvision_client.api.query import query_task_info
from rayvision_client.api.user import query_user_profile
from rayvision_client.errors import NotAnEnvelopeError
from rayvision_client.models import TaskIdsRequest

HTML = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
BODIES = {
    "HTML of a proxy": HTML,
    "truncated JSON": b'{"version": "1.0.0", "code": 200, "data": {"items": [',
    "JSON and something behind it": b'{"code": 200}{"code": 200}',
    "nothing": b"",
    "blanks": b"  \r\n",
    "a list": b'[{"code": 200}]',
    "a number": b"200",
    "a text": b'"success"',
    "null": b"null",
    "true": b"true",
    "an object without a code": b'{"data": {}}',
    "a code that is null": b'{"code": null}',
    "a code that is a word": b'{"code": "success"}',
    "a code that is a fraction": b'{"code": 200.5}',
    "a code that is an object": b'{"code": {"code": 200}}',
    "a code that is a yes": b'{"code": true, "data": null}',
    "bytes that are no text": b"\xff\xfe\x00\xd8",
    "half a character": '{"code": 200, "message": "成'.encode()[:-1],
    "compressed bytes": b"\x1f\x8b\x08\x00",
    "a number with too many digits": b'{"code": 2' + b"0" * 5000 + b"}",
    "brackets without end": b"[" * 200_000,
    "objects without end": b'{"a":' * 200_000,
}


def client(content: bytes, status: int) -> httpx.Client:
    transport = httpx.MockTransport(lambda _: httpx.Response(status, content=content))
    return httpx.Client(base_url="https://farm.example", transport=transport)


@pytest.mark.parametrize("status", [200, 502])
@pytest.mark.parametrize("name", BODIES)
def test_sync_says_what_came(name: str, status: int) -> None:
    with client(BODIES[name], status) as http, pytest.raises(NotAnEnvelopeError) as caught:
        query_user_profile.sync(http)
    assert caught.value.status == status
    assert caught.value.content == BODIES[name]


@pytest.mark.parametrize("name", BODIES)
def test_asyncio_says_what_came(name: str) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=BODIES[name]))

    async def call() -> None:
        async with httpx.AsyncClient(base_url="https://farm.example", transport=transport) as http:
            await query_task_info.asyncio(http, TaskIdsRequest(task_ids=[1]))

    with pytest.raises(NotAnEnvelopeError) as caught:
        asyncio.run(call())
    assert caught.value.content == BODIES[name]


@pytest.mark.parametrize("status", [204, 301, 302, 400, 404, 418, 500, 520, 525, 599])
def test_no_http_status_raises_anything_else(status: int) -> None:
    for content in (b"", HTML):
        with client(content, status) as http, pytest.raises(NotAnEnvelopeError) as caught:
            query_user_profile.sync(http)
        assert caught.value.status == status


def test_a_redirect_is_not_followed() -> None:
    seen: list[str] = []

    def redirect(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.host)
        return httpx.Response(307, headers={"Location": "https://elsewhere.example/"})

    with (
        httpx.Client(base_url="https://farm.example", transport=httpx.MockTransport(redirect)) as http,
        pytest.raises(NotAnEnvelopeError),
    ):
        query_user_profile.sync(http)
    assert seen == ["farm.example"]


def test_the_message_says_status_length_and_beginning_and_stays_short() -> None:
    error = NotAnEnvelopeError(502, HTML + b"\xff" * 10_000)
    text = str(error)
    assert "502" in text
    assert str(len(HTML) + 10_000) in text
    assert "502 Bad Gateway" in text
    assert len(text) < 1000
    assert "\n" not in text


def test_the_error_can_be_copied_and_pickled() -> None:
    error = NotAnEnvelopeError(502, HTML)
    for twin in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert (twin.status, twin.content, str(twin)) == (502, HTML, str(error))


@given(content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
@example(content=b'{"code": 1}')
def test_any_bytes_are_an_envelope_or_this_error(content: bytes) -> None:
    with client(content, 200) as http:
        try:
            code = query_user_profile.sync(http)["code"]
        except NotAnEnvelopeError:
            return
    assert isinstance(code, int)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=50)
@given(value=JSON, code=st.integers(-1, 10**6))
def test_any_json_is_an_envelope_if_it_is_an_object_with_a_number_as_code(value: Any, code: int) -> None:
    enveloped = {"data": value, "code": code}
    with client(json.dumps(enveloped).encode(), 200) as http:
        assert repr(query_user_profile.sync(http).to_dict()) == repr(enveloped)
    if not isinstance(value, dict) or not isinstance(value.get("code"), int):
        with client(json.dumps(value).encode(), 200) as http, pytest.raises(NotAnEnvelopeError):
            query_user_profile.sync(http)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_an_envelope_may_come_in_any_encoding_of_json(encoding: str) -> None:
    envelope = {"code": 200, "message": "成功"}
    with client(json.dumps(envelope, ensure_ascii=False).encode(encoding), 200) as http:
        assert query_user_profile.sync(http).to_dict() == envelope
