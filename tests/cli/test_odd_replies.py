"""Servers that write what JSON does not know, leave things out or refuse, and outputs that cannot be written."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ..each import each  # noqa: TID252  # has no name of its own
from ..reliability.loopback import http_reply, serving  # noqa: TID252  # has no name of its own
from .conftest import COMMAND, Done, start
from .terminal import Terminal

TASK = {"id": 5, "taskAlias": "2W5", "sceneName": "shot.ma", "taskStatus": 5, "submitDate": 1584950400000}


class Scripted:
    """A service that answers everything with what it was told last."""

    def __init__(self, domain: str) -> None:
        self.options = ("--domain", domain, "--protocol", "http")
        self.answer: dict[str, Any] = {}

    def page(self, *tasks: dict[str, Any], **members: Any) -> None:
        """Answer with a page of tasks."""
        self.answer = {"data": {"items": list(tasks), "total": len(tasks), "pageCount": 1, **members}}


@pytest.fixture
def scripted(keys: None) -> Iterator[Scripted]:
    with serving(lambda *_: http_reply({"code": 200, "message": "success", **service.answer})) as server:
        service = Scripted(server.domain)
        yield service


@pytest.fixture
def ask(run: Callable[..., Done], scripted: Scripted) -> Callable[..., Done]:
    return lambda *words: run(*words, *scripted.options)


@pytest.mark.parametrize("odd", [float("inf"), float("-inf"), float("nan")])
def test_numbers_that_json_does_not_know_are_shown_and_are_null(
    ask: Callable[..., Done], scripted: Scripted, odd: float
) -> None:
    scripted.page(TASK | {"renderConsume": odd, "renderDuration": odd, "totalFrames": odd})
    for words in (("query", "tasks"), ("query", "info", 5), ("top", "--once")):
        assert (ask(*words).code, ask(*words).err) == (0, ""), words
    document = json.loads(ask("query", "tasks", "--json").out, parse_constant=pytest.fail)
    assert document["items"][0]["renderDuration"] is None
    assert document["items"][0]["sceneName"] == "shot.ma"


@pytest.mark.parametrize("answer", [{"data": None}, {"data": {"items": [TASK]}}, {"data": {"items": [], "total": "9"}}])
def test_list_without_counts_is_shown_at_a_terminal(scripted: Scripted, answer: dict[str, Any]) -> None:
    scripted.answer = answer
    person = Terminal([*COMMAND, "query", "tasks", *scripted.options])
    assert person.end() == 0
    assert "Traceback" not in person.text
    person.close()


def test_what_the_client_found_out_is_not_the_services_word(ask: Callable[..., Done], scripted: Scripted) -> None:
    scripted.page()
    done = ask("task", "wait", 5)
    assert done.code == 1
    assert "The service says" not in done.err


def test_tasks_that_were_never_submitted_are_not_running(ask: Callable[..., Done], scripted: Scripted) -> None:
    created = {name: value for name, value in TASK.items() if name != "submitDate"} | {"id": 6, "taskStatus": 0}
    scripted.page(TASK, TASK | {"id": 7, "taskStatus": 0}, created, created | {"id": 8, "submitDate": 0})
    assert [task["id"] for task in ask("top", "--json").document] == [5, 7]


def test_top_goes_on_after_a_refusal_and_ends_where_the_keys_are_wrong(scripted: Scripted) -> None:
    scripted.page(TASK)
    person = Terminal([*COMMAND, "top", "--every", "0.1", *scripted.options], columns=200)
    person.until("shot.ma")
    scripted.answer = {"code": 987, "message": "not now", "data": None}
    person.until("not now")
    scripted.page(TASK | {"sceneName": "later.ma"})
    person.until("later.ma")
    scripted.answer = {"code": 611, "message": "wrong", "data": None}
    assert person.end() == 3
    person.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@each("words", [["query", "tasks"], ["query", "tasks", "--json"], ["--version"], ["completion", "bash"]])
def test_result_that_cannot_be_written_is_no_refusal(
    words: list[str], scripted: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAYVISION_LANG", "en")
    scripted.page(TASK)
    with Path("/dev/full").open("w") as full:
        process = start(*words, *(scripted.options if "query" in words else []), stdout=full)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 7
    assert err.decode() == f"rayvision: standard output cannot be written: {os.strerror(errno.ENOSPC)}\n"


def test_list_of_commands_has_no_loose_end(run: Callable[..., Done]) -> None:
    assert ", (" not in run("task", "bogus").err
