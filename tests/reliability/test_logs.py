"""The log: silent by default, one line for a call at INFO, what travelled at DEBUG."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
import textwrap
from contextlib import suppress

import httpx
import pytest
from rayvision_api import RayvisionError

from .loopback import Sent, http_reply, serving
from .support import ALL, Farm, Half, envelope, perform

NAME = "rayvision_api"
SCRIPT = """
    import asyncio, sys
    from rayvision_api import AsyncRayvisionAPI, RayvisionAPI, RayvisionError, RetryPolicy

    options = {"domain": sys.argv[1], "protocol": "http", "retries": RetryPolicy(first_wait=0, longest_wait=0)}
    with RayvisionAPI("id", "key", **options) as api:
        try:
            api.query.platforms()
        except RayvisionError:
            pass
        api.query.platforms()
    async def main():
        async with AsyncRayvisionAPI("id", "key", **options) as api:
            await api.query.platforms()
    asyncio.run(main())
    import logging
    assert not logging.getLogger().handlers
    assert not logging.getLogger("rayvision_api").handlers or all(
        isinstance(handler, logging.NullHandler) for handler in logging.getLogger("rayvision_api").handlers
    )
    assert logging.getLogger("rayvision_api").level == logging.NOTSET
"""


def test_nothing_is_printed_unless_the_application_asks() -> None:
    def answer(sent: Sent, connection: object) -> bytes:
        if len(server.requests) <= 4 or len(server.requests) % 2:
            return http_reply(b"<html>Bad Gateway</html>", "502 Bad Gateway")
        return http_reply(envelope([]))

    with serving(answer) as server:
        command = [sys.executable, "-c", textwrap.dedent(SCRIPT), server.domain]
        result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert len(server.requests) >= 8


def _lines(caplog: pytest.LogCaptureFixture, level: int) -> list[str]:
    return [one.getMessage() for one in caplog.records if one.name == NAME and one.levelno == level]


def test_every_call_is_one_line_with_operation_duration_code_and_request_id(
    half: Half, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger=NAME)
    for operation in ALL:
        caplog.clear()
        with half.client(Farm(envelope(requestId="r-4711"))) as api:
            perform(api, operation)
        (line,) = _lines(caplog, logging.INFO)
        assert operation.id in line
        assert re.search(r"\d+(\.\d+)? ?(ms|s)\b", line)
        assert "200" in line
        assert "r-4711" in line
        assert [one for one in caplog.records if one.levelno != logging.INFO] == []


def test_line_of_a_failed_call_tells_how_it_failed(half: Half, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger=NAME)
    failures = {
        "404": envelope(None, 404, "no"),
        "RayvisionConnectionError": httpx.ConnectError("refused"),
        "RayvisionTimeoutError": httpx.ReadTimeout("slow"),
        "RayvisionProtocolError": httpx.Response(200, html="<html>"),
    }
    for word, failure in failures.items():
        caplog.clear()
        with half.client(Farm(failure)) as api, pytest.raises(RayvisionError):
            api.query.platforms()
        (line,) = _lines(caplog, logging.INFO)
        assert "queryPlatforms" in line
        assert word in line


def test_call_that_was_repeated_is_still_one_line(half: Half, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger=NAME)
    farm = Farm(httpx.ReadError("reset"), httpx.Response(503), envelope([], requestId="r-1"))
    with half.client(farm) as api:
        api.query.platforms()
    (line,) = _lines(caplog, logging.INFO)
    assert "r-1" in line


def test_request_id_of_a_retried_call_is_not_that_of_an_earlier_attempt(
    half: Half, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger=NAME)
    farm = Farm(envelope(None, 500, requestId="r-old"), httpx.Response(200, html="<html>"))
    with half.client(farm) as api, pytest.raises(RayvisionError):
        api.query.platforms()
    (line,) = _lines(caplog, logging.INFO)
    assert "r-old" not in line


def test_bodies_are_logged_at_debug(half: Half, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger=NAME)
    with half.client(Farm(envelope({"taskIdList": [4711]}))) as api:
        api.task.create_task(labels=["shot_010"])
    text = "\n".join(_lines(caplog, logging.DEBUG))
    assert "shot_010" in text
    assert "4711" in text


@pytest.mark.parametrize("odd", ["a\nb", "\r\n2026 forged line", {"a": 1}, [1], 7, None, "x" * 10_000])
def test_request_id_of_any_kind_leaves_the_line_whole(
    half: Half, odd: object, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger=NAME)
    with half.client(Farm(envelope([], requestId=odd))) as api:
        api.query.platforms()
    (line,) = _lines(caplog, logging.INFO)
    assert "\n" not in line
    assert "\r" not in line


@pytest.mark.parametrize("depth", [300, 700, 900])
def test_deeply_nested_reply_is_no_harm_to_the_log(half: Half, depth: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger=NAME)
    content = b'{"code":200,"data":' + b"[" * depth + b"]" * depth + b"}"
    with half.client(Farm(httpx.Response(200, content=content)), retries=None) as api, suppress(RayvisionError):
        api.query.platforms()
    assert len(_lines(caplog, logging.INFO)) == 1
