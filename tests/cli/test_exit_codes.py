"""How a command ends, and the one line that says why."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rayvision_cli.terminal.exit_codes import MEANINGS
from rayvision_cli.terminal.failures import ADVICE, FINDING_OUT
from rayvision_client.models import ReplyCode
from rayvision_client.operations import OPERATIONS

from ..each import each  # noqa: TID252  # has no name of its own


@pytest.fixture
def refused(rayvision: Callable[..., Any], farm: Any) -> Callable[..., Any]:
    """Run a command to which the farm gives an error."""

    def refused(code: int, *words: object) -> Any:
        farm.heal()
        farm.fault("business", operation="queryAllFrameStats", code=code, message="服务器 says\nno\x1b[31m")
        return rayvision("query", "stats", *words)

    return refused


# Every code once; how the line depends on the command's words is the same for all codes.
@each(
    ("code", "words"),
    [
        *((code, []) for code in sorted({*map(int, ADVICE), 799})),
        (602, ["--json"]),
        *((c, ["--lang", "zh"]) for c in (601, 602, 799)),
    ],
)
def test_a_refusal_is_one_line_with_the_codes_name_and_what_to_do(
    refused: Callable[..., Any], code: int, words: list[str]
) -> None:
    done = refused(code, *words)
    assert done.code == (3 if code in (602, 603, 610, 611) else 1)
    assert done.out == ""
    (line,) = done.err.splitlines()
    assert f"{code} {ReplyCode(code).name}: " in line
    # The service's own words stand beside, in one line, without what would steer the terminal.
    assert "服务器 says no\\x1b[31m" in line
    assert ("服务返回" in line) is ("zh" in words)


def test_a_code_that_the_client_finds_itself_is_a_number_too(rayvision: Callable[..., Any]) -> None:
    assert "404 RESOURCE_NOT_FOUND: " in rayvision("task", "wait", 99999999).err


def test_each_documented_code_has_advice() -> None:
    assert ADVICE.keys() == {*map(int, ReplyCode)} - {ReplyCode.SUCCESS}


def test_what_is_not_known_to_be_done_can_be_looked_up() -> None:
    not_repeatable = {operation.id for operation in OPERATIONS.values() if not operation.idempotent}
    assert FINDING_OUT.keys() == not_repeatable


@each(
    ("fault", "words", "code", "hint"),
    [
        ({}, "query stats", 0, ""),
        ({}, "task stop 4", 1, "404 RESOURCE_NOT_FOUND"),
        ({}, "task wait 4", 1, "no task 4"),
        ({}, "query frames 4", 1, "404"),
        ({"kind": "http-429", "operation": "createTask", "seconds": 0}, "task create", 1, "try again after 0 s"),
        ({}, "query stats --profile nowhere", 3, "nowhere"),
        (
            {"kind": "html-502", "operation": "queryAllFrameStats"},
            *("query stats --timeout 3", 4, "another edition of the API: --api-version 2.0.0 (HTTP 502"),
        ),
        ({"kind": "drop-after", "operation": "createTask", "times": 1}, "task create", 4, "'rayvision task list'"),
        (
            {"kind": "drop-before", "operation": "createTask"},
            *("task create --once lost --timeout 1", 4, "give the same command again"),
        ),
        # A second attempt would be answered, but comes too late for anyone who waits no longer than that.
        (
            {"kind": "delay", "operation": "queryAllFrameStats", "seconds": 3, "times": 1},
            *("query stats --timeout 0.3", 5, "--timeout"),
        ),
    ],
)
def test_code_says_how_a_command_ended_and_one_line_why(
    rayvision: Callable[..., Any], farm: Any, fault: dict[str, Any], words: str, code: int, hint: str
) -> None:
    farm.heal()
    if fault:
        farm.fault(**fault)
    done = rayvision(*words.split())
    assert (done.code, len(done.err.splitlines())) == (code, int(code > 0)), done.err
    assert hint in done.err
    assert bool(done.out) is (code == 0)


@pytest.mark.parametrize("missing", ["RAYVISION_API_ACCESS_ID", "RAYVISION_API_KEY"])
def test_missing_keys_are_3(rayvision: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.delenv(missing)
    done = rayvision("query", "stats")
    assert (done.code, done.out) == (3, "")
    assert "rayvision configure" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_wrong_key_is_3_and_shows_no_key(rayvision: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAYVISION_API_KEY", "thewrongkey0000")
    done = rayvision("query", "stats")
    assert done.code == 3
    assert "SIGNATURE_INVALID" in done.err
    assert "thewrongkey" not in done.err


@pytest.fixture
def dead_end() -> Iterator[str]:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{taken.getsockname()[1]}"


def test_an_unreachable_farm_is_4(run: Callable[..., Any], keys: None, dead_end: str) -> None:
    done = run("query", "stats", "--domain", dead_end, "--protocol", "http", "--timeout", "2")
    assert (done.code, done.out) == (4, "")
    assert dead_end in done.err
    assert len(done.err.splitlines()) == 1


def test_waiting_too_long_is_5(rayvision: Callable[..., Any], submitted: Callable[..., int], farm: Any) -> None:
    farm.speed(0)
    done = rayvision("task", "wait", task_id := submitted(), "--timeout", "0.5", "--poll", "0.1", "--json")
    assert (done.code, done.out) == (5, "")
    assert f"{task_id}" in done.err


@pytest.mark.parametrize("until", [[], ["--until", "succeeded"]])
def test_failures_are_6(
    rayvision: Callable[..., Any], submitted: Callable[..., int], farm: Any, until: list[str]
) -> None:
    farm.scene(failing=[2])
    task_id = submitted()
    farm.advance(hours=3)
    done = rayvision("task", "wait", task_id, *until)
    assert done.code == 6
    assert f"{task_id} some failed" in done.err
    # How the tasks ended was asked for, so that is printed all the same.
    (task,) = rayvision("task", "wait", task_id, *until, "--json").document
    assert (task["id"], task["taskStatus"]) == (task_id, 30)


def test_failures_are_an_end_where_any_end_will_do(
    rayvision: Callable[..., Any], submitted: Callable[..., int], farm: Any
) -> None:
    farm.scene(failing=[2])
    task_id = submitted()
    farm.advance(hours=3)
    assert rayvision("task", "wait", task_id, "--until", "finished").code == 0


@pytest.mark.parametrize("words", [["--help"], ["--help", "--lang", "zh"]])
def test_help_documents_the_codes(run: Callable[..., Any], words: list[str]) -> None:
    done = run(*words)
    documented = {int(code) for code in re.findall(r"^ +(\d+)  \S", done.out, re.MULTILINE)}
    assert documented == set(map(int, MEANINGS))


def test_missing_libraries_are_one_line_and_2(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("rayvision_cli.", "cyclopts"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cyclopts", None)
    done = run("query", "stats")
    assert (done.code, done.out) == (2, "")
    assert "pip install 'rayvision-sdk[cli]'" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_fault_of_our_own_is_not_hidden(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rayvision_cli.app", None)
    with pytest.raises(ModuleNotFoundError):
        run("query", "stats")


def test_an_empty_command_line_is_help(run: Callable[..., Any]) -> None:
    assert "Usage" in run().out
