"""Looking on while tasks render: at a terminal, through a pipe, and with an end by hand."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from rayvision_api import RayvisionAPI

from .terminal import CTRL_C


@pytest.fixture
def rendering(submitted: Callable[..., int], api: RayvisionAPI, farm: Any) -> int:
    """A task that stands still while some of its frames are done."""
    farm.speed(0)
    farm.scene(name="镜头_010.ma", frames=40)
    task_id = submitted()
    for _ in range(100):
        farm.advance(hours=0.02)
        if (api.query.task_info([task_id]).items[0].done_frames or 0) > 0:
            return task_id
    raise AssertionError(api.query.task_info([task_id]).items[0])


def done_frames(api: RayvisionAPI, task_id: int) -> int:
    return api.query.task_info([task_id]).items[0].done_frames or 0


def is_running(api: RayvisionAPI, task_id: int) -> bool:
    return api.query.task_info([task_id]).items[0]["taskStatus"] == 5


def test_bars_show_frames_rate_time_left_and_money(
    terminal: Callable[..., Any], rendering: int, api: RayvisionAPI, farm: Any
) -> None:
    person = terminal("task", "wait", rendering, "--poll", "0.1", columns=120)
    person.until(f"{done_frames(api, rendering)}/40")
    farm.advance(hours=0.05)
    seen = person.until("left")
    assert re.search(r"\d+ (s|min|h)( \d+ (s|min))? left +\d+\.\d/min", seen)
    assert re.search(r"\d+\.\d\d CNY spent", seen)
    assert re.search(rf"{rendering} +镜头_010\.ma", seen)
    assert "rendering" in seen
    farm.advance(hours=5)
    assert person.end() == 0
    assert "40/40" in person.text
    assert "finished" in person.text
    assert person.shows_cursor


@pytest.mark.parametrize("columns", [40, 80])
def test_bars_fit_narrow_terminals(
    terminal: Callable[..., Any], rendering: int, submitted: Callable[..., int], columns: int
) -> None:
    other = submitted()
    person = terminal("task", "wait", rendering, other, "--poll", "0.1", columns=columns)
    person.until(str(other))
    person.until("/40")
    person.press(f"abc{CTRL_C}")
    person.end()
    # Neither is a bar broken in two, nor does what was typed stand between them.
    bars, _, said = person.text.partition("rayvision: ")
    assert [line.split()[0] for line in bars.splitlines()[:2]] == [str(rendering), str(other)], person.text
    # And a line about both.
    assert len(bars.splitlines()) == 3, person.text
    assert said


@pytest.mark.parametrize("columns", [60, 80])
def test_ids_and_labels_are_whole_and_pace_goes_first(
    terminal: Callable[..., Any], submitted: Callable[..., int], farm: Any, columns: int
) -> None:
    farm.speed(0)
    farm.scene(name="sq020_sh0450_lighting_beauty_v013.ma", frames=100)
    task_id = submitted("shot_010", "client A")
    farm.advance(hours=0.2)
    person = terminal("task", "wait", task_id, "--poll", "0.1", columns=columns)
    seen = person.until("/100")
    assert re.search(rf"{task_id}  shot_010, client A  .*█", seen)
    assert "spent" not in seen


def test_bars_tell_failures_from_progress_with_and_without_colours(
    terminal: Callable[..., Any], submitted: Callable[..., int], farm: Any
) -> None:
    farm.speed(0)
    farm.scene(frames=40, failing=[1])
    task_id = submitted()
    farm.advance(hours=0.2)
    coloured, plain = (terminal("task", "wait", task_id, "--poll", "0.1", env=env) for env in ({}, {"NO_COLOR": "1"}))
    assert re.search(r"█+\xd7+·+", plain.until("1 failed"))
    coloured.until("1 failed")
    assert re.search(r"\x1b\[32m█+\x1b\[0m\x1b\[1;31m\xd7+\x1b\[0m\x1b\[2m·+", coloured.written.decode())


def test_the_end_names_the_command_that_restarts_what_failed(
    rayvision: Callable[..., Any], submitted: Callable[..., int], farm: Any, api: RayvisionAPI
) -> None:
    farm.scene(failing=[2])
    ids = [submitted(), submitted()]
    farm.advance(hours=3)
    done = rayvision("task", "wait", *ids)
    assert done.code == 6
    command = done.out.splitlines()[-1].removeprefix("Restart the failed frames: ")
    assert command.split()[-2:] == [str(task_id) for task_id in ids]
    assert rayvision(*command.split()[1:]).code == 0
    farm.advance(hours=3)
    assert [task.failed_frames for task in api.query.task_info(ids).items] == [0, 0]


@pytest.mark.parametrize("end", [CTRL_C, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize(
    ("words", "said"), [(["task", "wait", "{task}"], "the tasks keep running"), (["top"], "rayvision: interrupted")]
)
def test_whatever_ends_the_program_leaves_the_terminal_clean_and_the_tasks_running(
    terminal: Callable[..., Any],
    rendering: int,
    api: RayvisionAPI,
    words: list[str],
    said: str,
    end: str | signal.Signals,
) -> None:
    person = terminal(*(word.format(task=rendering) for word in words))
    person.until("/40")
    assert not person.shows_cursor
    if isinstance(end, signal.Signals):
        person.send(end)
        assert person.end() == 128 + end
    else:
        person.press(end)
        assert person.end() == 130
        assert person.text.endswith(said)
    assert person.shows_cursor
    assert person.is_as_before
    assert (b"\x1b[?1049l" in person.written) is (words == ["top"])
    assert "Traceback" not in person.text
    assert is_running(api, rendering)


def test_a_terminal_that_vanishes_ends_the_program(terminal: Callable[..., Any], rendering: int) -> None:
    person = terminal("task", "wait", rendering)
    person.until("/40")
    assert person.vanish() == 128 + signal.SIGHUP


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_pipe_gets_a_line_when_something_has_changed(
    piped: Callable[..., subprocess.Popen[bytes]], rendering: int, api: RayvisionAPI, farm: Any, language: str
) -> None:
    process = piped("task", "wait", rendering, "--poll", "0.05", "--lang", language)
    assert process.stdout is not None
    first = process.stdout.readline().decode()
    assert f"{done_frames(api, rendering)}/40" in first
    assert "镜头_010.ma" in first
    farm.advance(hours=5)
    out, err = process.communicate(timeout=60)
    lines = out.decode().splitlines()
    assert (process.returncode, err) == (0, b"")
    assert "40/40" in lines[-1]
    assert b"\x1b" not in out
    # Many looks, few changes.
    assert len(lines) == len({line.split("  ", 1)[1] for line in lines}) <= 3


def test_an_interrupt_of_a_pipe_is_130(
    piped: Callable[..., subprocess.Popen[bytes]], rendering: int, api: RayvisionAPI
) -> None:
    process = piped("task", "wait", rendering, "--poll", "0.05")
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert err.decode() == "rayvision: waiting was interrupted; the tasks keep running\n"
    assert is_running(api, rendering)


def test_a_document_tells_of_all_tasks(rayvision: Callable[..., Any], submitted: Callable[..., int], farm: Any) -> None:
    ids = [submitted(), submitted()]
    farm.advance(hours=3)
    done = rayvision("task", "wait", *ids, "--json")
    assert [task["id"] for task in done.document] == ids
    assert done.err == ""


def test_top_is_a_live_table(terminal: Callable[..., Any], rendering: int, api: RayvisionAPI, farm: Any) -> None:
    person = terminal("top", "--every", "0.2", rows=80)
    person.until(f"{done_frames(api, rendering)}/40")
    assert not person.shows_cursor
    farm.advance(hours=0.03)
    person.until(f"{done_frames(api, rendering)}/40")
    farm.fault("html-502", operation="getTaskList", times=4)
    person.until("does not answer like")
    farm.heal()
    person.until("running   s")
    person.press("q")
    assert person.end() == 0
    assert person.shows_cursor
    assert person.is_as_before


def test_top_keeps_what_has_ended_in_sight_and_sorts(
    terminal: Callable[..., Any], submitted: Callable[..., int], farm: Any
) -> None:
    farm.speed(0)
    # What other tests have left rendering has failed frames of its own.
    farm.advance(hours=30)
    farm.scene(failing=[2])
    task_id = submitted()
    farm.advance(hours=0.02)
    person = terminal("top", "--every", "0.2")
    person.until("▸ rendering")
    farm.advance(hours=3)
    assert re.search(rf"{task_id} .*✕ finished, 1 failed", person.until("✕ finished, 1 failed"))
    person.until("sorts: status")
    person.press("s")
    person.until("sorts: progress")
    person.press("q")
    assert person.end() == 0


@pytest.mark.parametrize("rows", [8, 12])
def test_top_fits_low_terminals(
    terminal: Callable[..., Any], submitted: Callable[..., int], farm: Any, rows: int
) -> None:
    farm.speed(0)
    for _ in range(12):
        submitted()
    person = terminal("top", rows=rows)
    person.until("running")
    person.until("+ ")
    person.press("q")
    assert person.end() == 0


def test_one_picture(rayvision: Callable[..., Any], terminal: Callable[..., Any], rendering: int) -> None:
    assert str(rendering) in rayvision("top", "--once").out
    assert rendering in {task["id"] for task in rayvision("top", "--json").document}
    person = terminal("top", "--once")
    assert person.end() == 0
    assert str(rendering) in person.written.decode()


def test_top_through_a_pipe_is_plain(piped: Callable[..., subprocess.Popen[bytes]], rendering: int) -> None:
    process = piped("top", "--every", "0.1")
    assert process.stdout is not None
    lines: list[str] = []
    while sum(line.startswith(f"{rendering}\t") for line in lines) < 2:
        lines.append(process.stdout.readline().decode())
        assert lines[-1], lines
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"\x1b" not in "".join(lines).encode() + out
    assert len(err.splitlines()) == 1
