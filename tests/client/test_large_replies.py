"""Large replies may be parsed by orjson: they read as the standard library reads them, to the last digit."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rayvision_client import client
from rayvision_client.client import decode
from rayvision_client.errors import NotAnEnvelopeError

from ..each import each  # noqa: TID252  # has no name of its own

PADDING = "x" * 20_000

numbers = st.integers() | st.integers(-(2**70), 2**70) | st.floats() | st.sampled_from([2**63, 2**64, -(2**63) - 1])
values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture(params=["with orjson", "without orjson"], autouse=True, scope="module")
def parser(request: pytest.FixtureRequest) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "without orjson":
            patch.setitem(sys.modules, "orjson", None)
        else:
            pytest.importorskip("orjson")
        client._orjson_loads.cache_clear()
        yield request.param
    client._orjson_loads.cache_clear()


@given(value=values, ascii_only=st.booleans())
@example(value=2**64, ascii_only=True)
@example(value=[-(2**63) - 1, 1.5], ascii_only=True)
@example(value=float("inf"), ascii_only=True)
@example(value="\ud800", ascii_only=True)
@example(value="镜头", ascii_only=False)
def test_large_reply_reads_as_the_standard_library_reads_it(value: Any, ascii_only: bool) -> None:
    text = json.dumps({"code": 200, "data": value, "padding": PADDING}, ensure_ascii=ascii_only)
    content = text.encode("utf-8", "surrogatepass")
    try:
        expected = json.loads(content)
    except ValueError:
        with pytest.raises(NotAnEnvelopeError):
            decode(200, content)
        return
    # Compared as text, for 2**64 equals the float that it would be rounded to, and NaN does not equal itself.
    assert repr(decode(200, content)) == repr(expected)


@each("digits", range(1, 40))
@each("offset", range(4))
@each("sign", [1, -1])
def test_long_numbers_keep_every_digit_wherever_they_stand(digits: int, offset: int, sign: int) -> None:
    number = sign * int("9" * digits)
    content = json.dumps({"code": 200, "data": ["y" * offset, number], "padding": PADDING}).encode()
    assert decode(200, content)["data"][1] == number
    assert type(decode(200, content)["data"][1]) is int


@pytest.mark.parametrize("wire", ["1e400", "NaN", "-Infinity", "-0", "-0.0", "1E5", "123456789012345678901234567890.5"])
def test_odd_numbers_read_alike(wire: str) -> None:
    content = f'{{"code": 200, "data": {wire}, "padding": "{PADDING}"}}'.encode()
    assert repr(decode(200, content)["data"]) == repr(json.loads(wire))


def test_other_encodings_are_read_too() -> None:
    for encoding in ("utf-16", "utf-32", "utf-8-sig"):
        content = json.dumps({"code": 200, "data": "镜头", "padding": PADDING}).encode(encoding)
        assert decode(200, content)["data"] == "镜头"


@pytest.mark.parametrize("end", [b"", b"}}", b",", b"\xff"])
def test_broken_large_reply_is_no_envelope(end: bytes) -> None:
    with pytest.raises(NotAnEnvelopeError):
        decode(200, f'{{"code": 200, "padding": "{PADDING}"'.encode() + end)


def test_orjson_reads_large_replies_where_it_is_installed(parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("the standard library was asked")

    times = {"y" * offset: 1_700_000_000_000 for offset in range(4)}
    content = json.dumps({"code": 200, "data": times, "padding": PADDING}).encode()
    monkeypatch.setattr(json, "loads", refuse)
    if parser == "with orjson":
        assert decode(200, content)["code"] == 200
    else:
        with pytest.raises(AssertionError):
            decode(200, content)
