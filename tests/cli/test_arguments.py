"""What is typed, and what of it reaches the farm."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Self

import pytest
from rayvision_api import RayvisionAPI
from rayvision_cli.commands.parameters import arguments_of
from rayvision_cli.text import times
from rayvision_cli.text.times import moment, zone_of_name


def ids(done: Any) -> set[int]:
    return {task["id"] for task in done.document["items"]}


@pytest.mark.parametrize(
    "words",
    [
        ["--status", "finished", "--status", "failed"],
        ["--status", "finished,45"],
        ["--status=25"],
        ["--status", "FINISHED"],
        ["--status", "finished, user_stop"],
    ],
)
def test_statuses_are_named_or_numbered(
    rayvision: Callable[..., Any], submitted: Callable[..., int], farm: Any, words: list[str]
) -> None:
    ended = submitted()
    farm.advance(hours=3)
    farm.speed(0)
    waiting = submitted()
    found = ids(rayvision("query", "tasks", *words, "--all", "--json"))
    assert ended in found
    assert waiting not in found


def test_a_status_that_has_no_name_here_may_have_a_number(rayvision: Callable[..., Any]) -> None:
    # It is for the service to say that there is no such status.
    assert "statusList0" in rayvision("query", "tasks", "--status", "71").err


@pytest.mark.parametrize(
    ("typed", "ago"),
    [
        ("-2d", timedelta(days=2)),
        ("2h", timedelta(hours=2)),
        ("90 min ago", timedelta(minutes=90)),
        ("now", timedelta()),
    ],
)
def test_times_are_so_long_ago(typed: str, ago: timedelta) -> None:
    read = moment("--since", typed, None)
    assert abs(datetime.now(UTC) - read - ago) < timedelta(minutes=5)


def test_a_time_without_a_zone_is_the_readers() -> None:
    tokyo = zone_of_name("Asia/Tokyo")
    assert moment("--since", "2026-01-31 18:00", tokyo).isoformat() == "2026-01-31T18:00:00+09:00"
    assert moment("--since", "2026-01-31 18:00Z", tokyo).isoformat() == "2026-01-31T18:00:00+00:00"
    yesterday = moment("--since", "yesterday", tokyo)
    assert (yesterday.utcoffset(), yesterday.hour) == (timedelta(hours=9), 0)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system's zone cannot be changed for a test")
def test_days_begin_at_midnight_where_the_clocks_are_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Noon(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(2026, 3, 29, 12, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(times, "datetime", Noon)
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    try:
        for zone in (None, zone_of_name("Europe/Berlin")):
            assert moment("--since", "today", zone).isoformat() == "2026-03-29T00:00:00+01:00"
            assert moment("--since", "yesterday", zone).isoformat() == "2026-03-28T00:00:00+01:00"
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()


def test_since_takes_what_people_type(rayvision: Callable[..., Any], submitted: Callable[..., int]) -> None:
    task_id = submitted()
    for words in (
        ["--since", "-2d"],
        ["--since=yesterday"],
        ["--since", "10000 d"],
        ["--since", "2020-01-31T18:00+08:00"],
    ):
        assert task_id in ids(rayvision("task", "list", "--all", "--json", *words))
    assert task_id not in ids(rayvision("task", "list", "--all", "--json", "--until", "2020-01-31T18:00Z"))
    wrong = rayvision("task", "list", "--timezone", "Nowhere/Land")
    assert (wrong.code, wrong.out) == (2, "")
    assert "Nowhere/Land" in wrong.err


def test_labels_pass_untouched(rayvision: Callable[..., Any]) -> None:
    names = ["镜头 010", "a,b", "[red]x[/]", r"C:\scenes\shot.ma", "--json", ":smile:", "é"]
    words = [f"--label={name}" for name in names]
    (task_id,) = rayvision("task", "create", *words, "--json").document["taskIdList"]
    labels = rayvision("query", "info", task_id, "--json").document["items"][0]["labels"]
    for name in names:
        assert name in labels or name.replace("\\", "\\\\") in labels
    shown = rayvision("query", "tasks", "--search", task_id).out
    assert all(name in shown for name in names)


@pytest.mark.parametrize("size", [1, 3])
def test_all_pages_make_one_document(rayvision: Callable[..., Any], size: int) -> None:
    created = rayvision("task", "create", "--count", 7, "--json").document["taskIdList"]
    document = rayvision("query", "tasks", "--all", "--page-size", size, "--json").document
    found = [task["id"] for task in document["items"]]
    assert set(created) <= set(found)
    assert len(set(found)) == len(found) == document["total"]


def test_all_frames_are_lines(rayvision: Callable[..., Any], submitted: Callable[..., int], farm: Any) -> None:
    farm.scene(frames=25)
    task_id = submitted()
    farm.advance(hours=3)
    lines = rayvision("query", "frames", task_id, "--all", "--page-size", 10).out.splitlines()
    assert len(lines) == 26
    assert len({line.split("\t")[0] for line in lines}) == 26


def test_a_page_is_as_large_as_a_person_can_read(rayvision: Callable[..., Any], api: RayvisionAPI) -> None:
    api.task.create_task(count=40)
    assert len(rayvision("query", "tasks", "--json").document["items"]) == 30
    done = rayvision("query", "tasks")
    # A script is not told that there are more.
    assert (len(done.out.splitlines()), done.err, "--all" in done.out) == (31, "", False)


@pytest.mark.parametrize("before", [True, False])
def test_options_stand_before_or_behind_the_command(
    run: Callable[..., Any], farm: Any, keys: None, before: bool
) -> None:
    options = ["--domain", farm.domain, "--protocol", "http", "--platform", "2", "--json"]
    words = [*options, "query", "stats"] if before else ["query", "stats", *options]
    assert run(*words).document["totalFrames"] >= 0


def test_platform_reaches_the_farm(rayvision: Callable[..., Any]) -> None:
    (task_id,) = rayvision("task", "create", "--platform", 2, "--json").document["taskIdList"]
    assert rayvision("query", "info", task_id, "--platform", 2, "--json").code == 0
    assert task_id not in ids(rayvision("query", "tasks", "--all", "--platform", 5, "--json"))


def test_an_error_is_explained_in_the_language_of_the_command_line(rayvision: Callable[..., Any]) -> None:
    texts = {
        words: rayvision("query", "error", "50001", *words.split(), "--json").document[0]["desDescriptionCn"]
        for words in ("--lang en", "--lang zh", "--lang zh --language english")
    }
    assert texts["--lang en"].isascii()
    assert not texts["--lang zh"].isascii()
    assert texts["--lang zh --language english"] == texts["--lang en"]


@pytest.mark.parametrize("verb", ["abort", "delete"])
def test_what_cannot_be_undone_needs_a_word_where_nobody_can_be_asked(
    rayvision: Callable[..., Any], submitted: Callable[..., int], farm: Any, verb: str
) -> None:
    # A task that has ended meanwhile could not be abandoned.
    farm.speed(0)
    task_id = submitted()
    done = rayvision("task", verb, task_id)
    assert (done.code, done.out) == (2, "")
    assert "--yes" in done.err
    assert task_id in ids(rayvision("query", "tasks", "--all", "--json"))
    assert rayvision("task", verb, task_id, "--yes").code == 0


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("yes", 0), ("n", 2), ("", 2)])
def test_what_cannot_be_undone_is_asked_at_a_terminal(
    terminal: Callable[..., Any], rayvision: Callable[..., Any], submitted: Callable[..., int], answer: str, code: int
) -> None:
    task_id = submitted()
    person = terminal("task", "delete", task_id)
    person.until(f"{task_id}? [y/N]")
    person.press(f"{answer}\n")
    assert person.end() == code
    assert (task_id in ids(rayvision("query", "tasks", "--all", "--json"))) is (code != 0)


def test_key_has_one_task_whatever_breaks(rayvision: Callable[..., Any], farm: Any) -> None:
    farm.fault("drop-after", operation="createTask", times=1)
    (task_id,) = rayvision("task", "create", "--once", "once 1", "--label", "a", "--json").document["taskIdList"]
    assert rayvision("task", "create", "--once", "once 1", "--json").document == {"taskIdList": [task_id]}
    assert str(task_id) in rayvision("task", "create", "--once", "once 1").out
    (other,) = rayvision("task", "create", "--once", "once 2", "--json").document["taskIdList"]
    assert other != task_id
    farm.fault("drop-after", operation="submitTask", times=1)
    for _ in range(2):
        assert rayvision("task", "submit", "--once", task_id).code == 0
    assert rayvision("task", "submit", task_id).code == 1


def test_arguments_of_a_call_that_is_new_are_explained_by_its_docstring() -> None:
    def added(self: object, name: str, *, count: int = 1, language: str = "0") -> None:
        """Do what no other call does.

        Args:
            name: Whose name.
            count: How many times.
            language: In which language.
        """

    explained = {one.name: one.parameter.annotation.__metadata__[0].help for one in arguments_of(added)}
    assert explained == {"name": "Whose name.", "count": "How many times.", "language": "In which language."}
