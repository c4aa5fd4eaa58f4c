"""Restarts, a budget, and what is run at the end, with nobody there."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rayvision_api import RayvisionAPI, RetryPolicy
from rayvision_cli.watching import notifying, on_end
from rayvision_cli.watching.on_end import variables

from ..reliability.loopback import Sent, http_reply, serving  # noqa: TID252  # has no name of its own

HOSTILE = "$(touch hacked)`touch hacked`;&|<!channel>.ma"


class Receiver:
    """An address for notifications: answers one after the other, the last one for ever."""

    url: str

    def __init__(self) -> None:
        self.answers: list[tuple[int, bytes]] = [(200, b"")]
        self.got: list[Any] = []


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setattr(notifying, "_POLICY", RetryPolicy(first_wait=0))
    receiver = Receiver()

    def answer(sent: Sent, _: Any) -> bytes:
        receiver.got.append(sent.body)
        status, content = receiver.answers.pop(0) if len(receiver.answers) > 1 else receiver.answers[0]
        return http_reply(content, f"{status} -")

    with serving(answer) as server:
        receiver.url = f"http://{server.domain}/hook/SECRETPATH"
        yield receiver


@pytest.fixture
def ended(farm: Any, submitted: Callable[..., int]) -> int:
    """A task that has ended, one of its frames with a failure that a restart mends."""
    farm.scene(name=HOSTILE, failing=[3])
    task_id = submitted()
    farm.advance(hours=5)
    return task_id


def test_failed_frames_are_restarted_and_success_is_told(
    rayvision: Callable[..., Any], ended: int, receiver: Receiver, api: RayvisionAPI
) -> None:
    done = rayvision(
        *("task", "wait", ended, "--until-ok", 2, "--restart-pause", 0, "--poll", 0.05, "--notify", receiver.url)
    )
    assert done.code == 0
    assert f"task {ended}: failed frames are rendered again: " in done.out
    (message,) = receiver.got
    (task,) = api.query.task_info([ended]).items
    assert (message["result"], message["exitCode"], message["restarts"]) == ("succeeded", 0, 1)
    assert float(message["cost"]) == task.render_consume
    assert message["currency"] == "CNY"


def test_facts_are_in_the_environment_and_names_stay_text(
    rayvision: Callable[..., Any], ended: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    script = tmp_path / "told.py"
    script.write_text(
        "import json, os\n"
        "facts = {name: value for name, value in os.environ.items() if name.startswith('RAYVISION_')}\n"
        "open('told.json', 'w').write(json.dumps(facts))\n"
        "print('not of the document')\n"
        "raise SystemExit(9)\n",
        encoding="utf-8",
    )
    done = rayvision(
        "task", "wait", ended, "--json", "--on-end", f'"{sys.executable}" told.py && echo $RAYVISION_SCENE'
    )
    assert done.code == 6
    assert [task["id"] for task in done.document] == [ended]
    assert "ended with 9" in done.err
    told = json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
    assert (told["RAYVISION_RESULT"], told["RAYVISION_EXIT_CODE"]) == ("failed", "6")
    assert (told["RAYVISION_TASK_ID"], told["RAYVISION_FAILED"]) == (str(ended), "1")
    assert told["RAYVISION_SCENE"] == HOSTILE
    assert json.loads(told["RAYVISION_FACTS"])["tasks"][0]["scene"] == HOSTILE
    assert not (tmp_path / "hacked").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes there have no names in folders")
def test_command_that_takes_too_long_or_is_interrupted_ends_with_what_it_waits_for(
    rayvision: Callable[..., Any],
    piped: Callable[..., Any],
    ended: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    os.mkfifo(held := tmp_path / "held")
    # The shell stays, as there is more to do. It is waited for by the time that the pipe is opened.
    words = ("task", "wait", ended, "--on-end", f"sleep 1; sleep 600 > '{held}'; true")
    monkeypatch.setattr(on_end, "_LONGEST_COMMAND", 2)
    with os.fdopen(os.open(held, os.O_RDONLY | os.O_NONBLOCK), "rb") as pipe:
        assert "was ended" in rayvision(*words).err
        assert select.select([pipe], [], [], 30)[0], "the command holds it open still"
    process = piped(*words)
    with held.open("rb") as pipe:
        process.send_signal(signal.SIGINT)
        assert select.select([pipe], [], [], 30)[0], "the command holds it open still"
    process.communicate(timeout=30)
    assert process.returncode == 130


def test_nothing_steers_the_interpreter_of_windows() -> None:
    tasks = [{"scene": 'a" & calc %PATH%.ma', "status": "FAILED"}]
    names = ("result", "exitCode", "failedFrames", "restarts", "givenUp", "cost", "currency", "text")
    told = variables({"tasks": tasks, "taskIds": [1], **dict.fromkeys(names, "^|x")}, windows=True)
    assert not set("\"&|<>^%!()'") & set("".join(told.values()))


@pytest.mark.parametrize(
    ("form", "good", "read"),
    [
        ("slack", b"ok", lambda got: got["text"]),
        ("feishu", b'{"code": 0}', lambda got: got["content"]["text"]),
        ("dingtalk", b'{"errcode": 0}', lambda got: got["text"]["content"]),
    ],
)
def test_chat_services_get_their_forms_and_names_ring_nobody(
    rayvision: Callable[..., Any],
    ended: int,
    receiver: Receiver,
    form: str,
    good: bytes,
    read: Callable[[Any], str],
) -> None:
    receiver.answers = [(503, b""), (200, good)]
    done = rayvision("task", "wait", ended, "--until", "finished", "--notify", receiver.url, "--notify-as", form)
    assert (done.code, done.err) == (0, "")
    first, second = receiver.got
    assert first == second
    text = read(second)
    assert str(ended) in text
    assert "<!channel>" not in text or form == "dingtalk"


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        ("json", (404, b"")),
        ("json", (302, b"")),
        ("slack", (200, b"no_service")),
        ("feishu", (200, b'{"code": 19024}')),
        ("dingtalk", (200, b'{"errcode": 310000}')),
        ("dingtalk", (200, b"<html>")),
    ],
)
def test_refusal_is_told_once_without_the_address(
    rayvision: Callable[..., Any], ended: int, receiver: Receiver, form: str, answer: tuple[int, bytes]
) -> None:
    receiver.answers = [answer]
    done = rayvision("task", "wait", ended, "--until", "finished", "--notify", receiver.url, "--notify-as", form)
    assert (done.code, len(receiver.got)) == (0, 1)
    assert "did not reach 127.0.0.1" in done.err
    assert "SECRETPATH" not in done.err


@pytest.mark.parametrize("url", ["http://chat.example/hook", "chat.example", "ftp://127.0.0.1/x", ""])
def test_message_goes_nowhere_in_the_clear(rayvision: Callable[..., Any], ended: int, url: str) -> None:
    done = rayvision("task", "wait", ended, "--notify", url)
    assert done.code == 2
    assert "https://" in done.err


def test_budget_stops_what_would_go_beyond_and_says_so(
    rayvision: Callable[..., Any], submitted: Callable[..., int], farm: Any, api: RayvisionAPI
) -> None:
    farm.scene(name="long.ma", frames=400, nodes=2)
    task_id = submitted()
    done = rayvision("task", "wait", task_id, "--budget", 3, "--poll", 0.05)
    assert done.code == 6
    assert done.out.count("most of the budget is spent") == 1
    assert done.out.count(f"stopped: {task_id}") == 1
    (task,) = api.query.task_info([task_id]).items
    assert not task.task_status.is_success


@pytest.mark.parametrize(("words", "code"), [(["--budget", 4], 6), (["--budget", 4, "--json"], 6), (["--on-end"], 0)])
def test_the_night_goes_on_when_its_reader_is_gone(
    words: list[object], code: int, piped: Any, submitted: Callable[..., int], farm: Any, tmp_path: Path
) -> None:
    farm.speed(1000)
    farm.scene(frames=8 if code == 0 else 400, nodes=2)
    told = tmp_path / "told"
    line = [f"echo > '{told}'"] if "--on-end" in words else []
    process = piped("task", "wait", submitted(), *words, *line, "--poll", 0.05)
    for stream in (process.stdout, process.stderr):
        stream.close()
    assert process.wait(60) == code
    assert told.exists() == bool(line)


def test_budget_says_that_nothing_could_be_stopped(
    rayvision: Callable[..., Any], submitted: Callable[..., int], farm: Any
) -> None:
    farm.scene(name="long.ma", frames=20, nodes=2)
    farm.fault("business", operation="stopTask", code=601)
    done = rayvision("task", "wait", submitted(), "--budget", 0.1, "--poll", 0.05)
    assert "), and no task could be stopped" in done.out


def test_time_limit_is_told(
    rayvision: Callable[..., Any], submitted: Callable[..., int], farm: Any, receiver: Receiver
) -> None:
    farm.speed(0)
    done = rayvision("task", "wait", submitted(), "--timeout", 0.2, "--poll", 0.05, "--notify", receiver.url)
    assert done.code == 5
    assert [message["result"] for message in receiver.got] == ["timed_out"]
