"""No text of a service stops the program, steers a terminal or breaks a line: not in an error, not in the log."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from rayvision_api import RayvisionError
from rayvision_api._redaction import redacted_text
from rayvision_api._secret import Secret

from ..each import each  # noqa: TID252  # has no name of its own
from .support import ACCESS_KEY, Farm, Half, envelope

STEERING = ["\x1b[31m", "\x9b31m", "\x07", "\r\n", "\u202e", "\u2066", "\u2028", "\x85", "\x00"]
UNSEEN = ["\u200b", "\u200e", "\u200f", "\u00ad", "\ufeff", "\u2060", "\u061c", "\u200c", "a\u200db"]


def _html(text: str) -> httpx.Response:
    return httpx.Response(200, content=text.encode())


def _redirect(text: str) -> httpx.Response:
    return httpx.Response(302, headers=[(b"Location", b"https://x.example/" + text.encode())])


KINDS: dict[str, Callable[[str], Any]] = {
    "message": lambda text: envelope(None, 799, text),
    "request id": lambda text: envelope(None, 799, "no", requestId=text),
    "redirected by the service": lambda text: envelope({"domain": text}, 301, text),
    "page": _html,
    "location": _redirect,
    "network": httpx.ReadError,
    "data": lambda text: envelope({text: [text]}, message=text, requestId=text),
}


@each("text", [*STEERING, *UNSEEN], named=ascii)
@each("kind", KINDS)
def test_no_text_steers_what_shows_it(half: Half, kind: str, text: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.clear()
    caplog.set_level(logging.DEBUG, logger="rayvision_api")
    shown: list[str] = []
    with half.client(Farm(KINDS[kind](f"before{text}after")), retries=None) as api:
        try:
            api.query.task_info([1])
        except RayvisionError as error:
            shown.append(str(error))
    shown += [record.getMessage() for record in caplog.records]
    assert shown
    for line in shown:
        assert line.isprintable(), line


LONG = 120_000
ENDLESS = {
    "letters": "a",
    "dots": "a.",
    "at signs": "a@",
    "dashes": "-",
    "digits": "13",
    "plus": "+1",
    "spaces": "+1" + " " * 40,
    "entities": "&#",
    "the key, almost": ACCESS_KEY[:-1],
    "steering": "\x1b",
}


def _seconds(step: Callable[[], object]) -> float:
    began = time.thread_time()
    step()
    return time.thread_time() - began


@pytest.mark.parametrize("pattern", ENDLESS)
def test_redaction_is_linear(pattern: str) -> None:
    """Not of a text that is cut, but of all of it: 16 times the text takes far less than 256 times the time."""
    secrets = (Secret(ACCESS_KEY),)

    def redact(length: int) -> None:
        text = ENDLESS[pattern] * (length // len(ENDLESS[pattern]))
        redacted_text(text, secrets, longest=length)

    redact(1000)
    short = min(_seconds(lambda: redact(LONG // 16)) for _ in range(5))
    assert min(_seconds(lambda: redact(LONG)) for _ in range(3)) < 128 * short


@each("pattern", ENDLESS)
@each("kind", ["message", "request id", "page", "data"])
def test_what_is_shown_of_a_long_text_is_short(
    half: Half, kind: str, pattern: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.clear()
    caplog.set_level(logging.DEBUG, logger="rayvision_api")
    shown: list[str] = []
    with half.client(Farm(KINDS[kind](ENDLESS[pattern] * LONG)), retries=None) as api:
        try:
            api.query.task_info([1])
        except RayvisionError as error:
            shown += [str(error), repr(error)]
    shown += [record.getMessage() for record in caplog.records]
    # A control character takes ten where it is written out.
    assert max(map(len, shown)) < 200_000


def test_large_body_is_shown_in_part(half: Half, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="rayvision_api")
    data = {"items": [{"id": number, "remark": "x" * 50} for number in range(50_000)], "last": 1}
    with half.client(Farm(envelope(data))) as api:
        assert len(api.query.get_task_list().items) == 50_000
    assert max(len(record.getMessage()) for record in caplog.records) < 200_000


@pytest.mark.parametrize(("kind", "cuts"), [("message", range(1900, 2100, 3)), ("page", range(150, 210, 4))])
@pytest.mark.parametrize("secret", [ACCESS_KEY, "call 13912345678 now", "write to artist.name@studio.example soon"])
def test_no_cut_leaves_a_part_of_a_secret(half: Half, secret: str, kind: str, cuts: range) -> None:
    hidden = secret.split()[-2] if " " in secret else secret
    for before in cuts:
        farm = Farm(KINDS[kind]("." * before + f" {secret} " + "," * 5000))
        with half.client(farm, retries=None) as api, pytest.raises(RayvisionError) as caught:
            api.query.platforms()
        for length in range(6, len(hidden) + 1):
            assert hidden[:length] not in str(caught.value)


def test_message_stays_as_it_came_in_the_attribute(half: Half) -> None:
    text = "Erste Zeile\n第二行"
    with half.client(Farm(envelope(None, 799, text))) as api, pytest.raises(RayvisionError) as caught:
        api.query.platforms()
    assert vars(caught.value)["error"] == text
    assert json.dumps(text)[1:-1] not in str(caught.value)
