"""The transmitter is run, watched, tried again, and ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from rayvision_api import AsyncRayvisionAPI
from rayvision_api.transfer import (
    Kind,
    Progress,
    Tracker,
    TransferFailedError,
    TransferFile,
    TransferPolicy,
    TransferStalledError,
    TransferStoppedError,
    Transmitter,
    TransmitterNotFoundError,
    command_line,
    transmit,
)

from ..support import ACCESS_ID, ACCESS_KEY, envelope  # noqa: TID252  # has no name of its own
from ..support import Farm as Service  # noqa: TID252  # as above
from .conftest import INPUT, LINE, Farm, program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs of these tests are scripts")
QUICK = TransferPolicy(first_pause=0.01)
HOSTILE = ["a b", "$(touch PWNED)", "`touch PWNED`", "'\"", "; touch PWNED", "-v", "(x)", "ü", "%PATH%", "a\\b", "#?*"]


def _eventually(what: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if what():
            return True
        time.sleep(0.02)
    return False


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_files_of_hostile_names_arrive_whole(farm: Farm) -> None:
    files = farm.files(**dict.fromkeys(HOSTILE, 1000))
    tracker = Tracker(files)
    transmit(farm.transmitter, farm.upload(files), tracker)
    assert tracker.missing == []
    assert farm.stored() == {
        f"in/{Path(file.local).name}".replace("\\", "\\"): Path(file.local).read_bytes() for file in files
    }
    assert not [path for path in Path.cwd().iterdir() if path.name == "PWNED"]


def test_progress_is_told_as_it_comes_and_totals_stand_from_the_start(farm: Farm) -> None:
    files = farm.files(a=300_000, b=100_000, c=0)
    farm.fault("kind=slow,bytes=400000")
    seen: list[Progress] = []
    transmit(farm.transmitter, farm.upload(files), Tracker(files, seen.append))
    assert {(one.files_total, one.bytes_total) for one in seen} == {(3, 400_000)}
    assert [one.bytes_done for one in seen] == sorted(one.bytes_done for one in seen)
    assert len({one.bytes_done for one in seen}) > 3
    assert (seen[-1].files_done, seen[-1].bytes_done, seen[-1].failed) == (3, 400_000, {})
    assert any(one.bytes_per_second and one.seconds_left is not None for one in seen)


def test_exit_1_is_tried_again_until_it_is_done(farm: Farm) -> None:
    files = farm.files(a=1000, b=1000)
    farm.fault("kind=break,file=b,times=3")
    tracker = Tracker(files)
    transmit(farm.transmitter, farm.upload(files), tracker, policy=QUICK)
    assert (tracker.missing, tracker.failed) == ([], {})
    assert len(farm.journal("fault")) == 3


def test_exit_1_for_ever_ends_after_some_attempts_although_bytes_are_sent_each_time(farm: Farm) -> None:
    files = farm.files(a=1000, b=1000)
    farm.fault("kind=break,file=b")
    with pytest.raises(TransferFailedError) as caught:
        transmit(
            farm.transmitter, farm.upload(files), Tracker(files), policy=TransferPolicy(attempts=3, first_pause=0.01)
        )
    assert caught.value.exit_code == 1
    assert list(caught.value.failed) == [files[1].local]
    assert "error-104" in str(caught.value)
    assert len(farm.journal("fault")) == 3


def test_pauses_grow_up_to_the_longest() -> None:
    policy = TransferPolicy(first_pause=2, longest_pause=8)
    for attempt, longest in ((1, 2), (2, 4), (9, 8), (5000, 8)):
        assert 0.75 * longest <= policy.pause(attempt) <= longest


@pytest.mark.parametrize("fault", ["kind=exit-255", ""])
def test_exit_255_is_never_tried_again(fault: str, farm: Farm) -> None:
    files = farm.files(a=10)
    farm.fault(fault)
    missing = TransferFile(str(farm.local / "b"), "/in/b", 5)
    listed = files if fault else [*files, missing]
    with pytest.raises(TransferFailedError) as caught:
        transmit(farm.transmitter, farm.upload(listed), Tracker(listed), policy=QUICK)
    assert caught.value.exit_code == 255
    assert caught.value.failed == ({} if fault else {missing.local: "it is not there, or cannot be read"})
    assert not fault or "it says: 'upload task failure: at least one file is failure'" in str(caught.value)
    assert len(farm.journal("fault", "begin")) == 1


@pytest.mark.parametrize("kind", ["stall", "stubborn"])
def test_a_transfer_that_stands_still_is_ended_with_its_program(kind: str, farm: Farm) -> None:
    files = farm.files(a=1000)
    farm.fault(f"kind={kind}")
    # On a busy machine, the program takes seconds to start.
    with pytest.raises(TransferStalledError, match="nothing has moved for 5 s"):
        transmit(farm.transmitter, farm.upload(files), Tracker(files), policy=TransferPolicy(stalled=5))
    process = farm.journal()[-1]["process"]
    assert _eventually(lambda: not _alive(process))


def test_saying_the_same_over_and_over_is_standing_still(farm: Farm, tmp_path: Path) -> None:
    line = "upload file progress (a) upload speed: 1KB/S, progress: 50%"
    code = f"import time\nwhile True:\n    print({line!r}, flush=True)\n    time.sleep(0.05)"
    chatty = Transmitter(program(tmp_path / "chatty", code), "argument")
    with pytest.raises(TransferStalledError):
        transmit(chatty, [], Tracker(), policy=TransferPolicy(stalled=1))


def test_what_a_caller_raises_on_progress_ends_the_program(farm: Farm) -> None:
    files = farm.files(a=1000)
    farm.fault("kind=stall")

    def refuse(_progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        transmit(farm.transmitter, farm.upload(files), Tracker(files, refuse))
    assert _eventually(lambda: not _alive(farm.journal()[-1]["process"]))


def test_a_transfer_is_stopped_from_another_thread(farm: Farm) -> None:
    files = farm.files(a=10, b=1000)
    farm.fault("kind=stubborn,file=b")
    stop = threading.Event()
    tracker = Tracker(files, lambda progress: stop.set() if progress.bytes_done > 100 else None)
    with pytest.raises(TransferStoppedError, match="1 of 2 files are done"):
        transmit(farm.transmitter, farm.upload(files), tracker, stop=stop)
    assert tracker.done == {files[0]}
    assert _eventually(lambda: not _alive(farm.journal()[-1]["process"]))


def test_stopping_ends_a_pause_between_attempts(farm: Farm) -> None:
    files = farm.files(a=10)
    farm.fault("kind=exit-1")
    stop = threading.Event()

    def after_the_end(line: str) -> None:
        if line == "rayvision transmitter exit end":
            threading.Timer(0.3, stop.set).start()

    with pytest.raises(TransferStoppedError, match="between"):
        transmit(
            *(farm.transmitter, farm.upload(files), Tracker(files)),
            policy=TransferPolicy(first_pause=600, longest_pause=600),
            stop=stop,
            on_line=after_the_end,
        )


SLEEPER = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("children", os.getpid(), child.pid, flush=True)
time.sleep(600 if "stay" in sys.argv else 0)
"""


def _children(lines: list[str]) -> list[int]:
    return [int(number) for line in lines if line.startswith("children") for number in line.split()[1:]]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="how processes fare is read from /proc")
def test_children_of_the_program_end_with_it(tmp_path: Path) -> None:
    sleeper = Transmitter(program(tmp_path / "sleeper", SLEEPER), "argument")
    lines: list[str] = []
    transmit(sleeper, [], Tracker(), on_line=lines.append)
    assert len(_children(lines)) == 2
    assert _eventually(lambda: not any(map(_alive, _children(lines))))

    stop = threading.Event()
    lines.clear()

    def stop_then(line: str) -> None:
        lines.append(line)
        stop.set()

    with pytest.raises(TransferStoppedError):
        transmit(sleeper, ["stay"], Tracker(), stop=stop, on_line=stop_then)
    assert _eventually(lambda: not any(map(_alive, _children(lines))))


def test_what_the_program_leaves_behind_holds_nobody_up(farm: Farm) -> None:
    files = farm.files(a=1000)
    farm.fault("kind=grandchild")
    tracker = Tracker(files)
    transmit(farm.transmitter, farm.upload(files), tracker, policy=TransferPolicy(stalled=60))
    assert tracker.missing == []


ESCAPED = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
print("children", child.pid, flush=True)
"""


def test_a_child_that_got_away_holds_nobody_up(tmp_path: Path) -> None:
    lines: list[str] = []
    started = time.monotonic()
    transmit(Transmitter(program(tmp_path / "x", ESCAPED), "argument"), [], Tracker(), on_line=lines.append)
    assert time.monotonic() - started < 40
    os.kill(_children(lines)[0], signal.SIGKILL)


OWNER = """
import sys
from rayvision_api.transfer import Tracker, Transmitter, transmit
from pathlib import Path
transmit(Transmitter(Path(sys.argv[1]), "argument"), ["stay"], Tracker(), on_line=lambda line: print(line, flush=True))
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="how processes fare is read from /proc")
def test_the_program_ends_when_its_owner_is_killed(tmp_path: Path) -> None:
    sleeper = program(tmp_path / "sleeper", SLEEPER)
    # What is killed leaves its temporary folder there.
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", OWNER, str(sleeper)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as owner:
        assert owner.stdout
        children = _children([owner.stdout.readline()])
        assert all(map(_alive, children))
        owner.kill()
        owner.stdout.close()
    assert len(children) == 2
    assert _eventually(lambda: not any(map(_alive, children)))


SPY = """
import json, os, sys
print(json.dumps({"argv": sys.argv[1:], "stdin": sys.stdin.read(), "cwd": os.getcwd(),
                  "env": {key: os.environ.get(key) for key in ("LD_LIBRARY_PATH", "RAYVISION_LOG")}}), flush=True)
print("late words on stderr", file=sys.stderr)
"""


def test_the_program_gets_its_arguments_and_an_environment_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/of/the/host")
    monkeypatch.setenv("RAYVISION_LOG", "/logs")
    before = dict(os.environ)
    spy = Transmitter(program(tmp_path / "spy", SPY), "argument")
    lines: list[str] = []
    arguments = ["-L", "a b", "--", "$(x)", "", "NAME=VALUE", "\udcff", "line\nbreak"]
    transmit(spy, arguments, Tracker(), on_line=lines.append)
    told = json.loads(lines[0])
    assert told["argv"] == arguments
    assert told["stdin"] == ""
    assert told["env"] == {"LD_LIBRARY_PATH": f"{tmp_path}:/of/the/host", "RAYVISION_LOG": "/logs"}
    assert Path(told["cwd"]) != Path.cwd()
    assert not Path(told["cwd"]).exists()
    assert lines[1] == "late words on stderr"
    assert dict(os.environ) == before


def test_a_program_that_cannot_be_started_is_said_so_and_not_tried_again(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x7fELF of another machine")
    broken.chmod(0o700)
    lines: list[str] = []
    with pytest.raises(TransmitterNotFoundError, match="cannot be started"):
        transmit(Transmitter(broken, "argument"), [], Tracker(), on_line=lines.append)
    assert len(lines) == 1


# As rayvision_transmitter 1.1.5 ended where nobody listened.
UNREACHABLE = """
print("ascp: Failed to open TCP connection for SSH, exiting.")
print("send connect request to transmit server")
print("upload task failure: has recoverable error, need retry")
print("upload task has failure")
print("run state is 0")
print("rayvision transmitter exit end")
raise SystemExit(1)
"""


def test_the_reason_is_told_and_not_what_is_said_at_every_end(tmp_path: Path) -> None:
    transmitter = Transmitter(program(tmp_path / "x", UNREACHABLE), "argument")
    with pytest.raises(TransferFailedError, match=r"it says: 'ascp: Failed to open TCP connection"):
        transmit(transmitter, [], Tracker(), policy=TransferPolicy(attempts=1))


def test_a_program_that_is_killed_is_not_taken_for_success(tmp_path: Path) -> None:
    dying = program(tmp_path / "dying", "import os; os.kill(os.getpid(), 9)")
    with pytest.raises(TransferFailedError) as caught:
        transmit(Transmitter(dying, "argument"), [], Tracker())
    assert caught.value.exit_code == 128 + 9


def _client() -> AsyncRayvisionAPI:
    """Make a client of a service that names the storages."""
    bids = dict.fromkeys(("config_bid", "input_bid", "output_bid"), str(INPUT.storage_id))
    service = Service(envelope({"userId": INPUT.user_id, **bids}))
    return AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, platform="2", api_version="1.0.0", transport=service.transport)


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])
async def test_coroutines_transfer_and_cancel_alike(anyio_backend: Any, farm: Farm) -> None:
    files = farm.files(a=1000)
    half = threading.Event()
    async with _client() as api:

        async def upload(**options: Any) -> Any:
            pairs = [(file.local, file.server) for file in files]
            return await api.transfer.upload(pairs, transmitter=farm.transmitter.path, line=LINE, **options)

        assert (await upload()).sent == files
        assert (await upload()).unchanged == files
        farm.fault("kind=exit-255")
        with pytest.raises(TransferFailedError):
            await upload(resend=True)
        farm.fault("kind=stubborn")
        async with anyio.create_task_group() as group:
            group.start_soon(
                lambda: upload(resend=True, on_progress=lambda seen: half.set() if seen.bytes_done else None)
            )
            while not half.is_set():  # noqa: ASYNC110  # another thread sets it
                await anyio.sleep(0.02)
            group.cancel_scope.cancel()
        # It is over before the caller goes on.
        assert not _alive(farm.journal()[-1]["process"])


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_a_task_of_asyncio_that_is_cancelled_ends_the_program_first(anyio_backend: Any, farm: Farm) -> None:
    import asyncio

    files = [(file.local, file.server) for file in farm.files(a=1000)]
    farm.fault("kind=stall")
    half = threading.Event()
    async with _client() as api:
        upload = api.transfer.upload(
            files,
            on_progress=lambda seen: half.set() if seen.bytes_done else None,
            transmitter=farm.transmitter.path,
            line=LINE,
        )
        task = asyncio.ensure_future(upload)
        while not (half.is_set() or task.done()):  # noqa: ASYNC110  # another thread sets it
            await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not _alive(farm.journal()[-1]["process"])


def test_two_transfers_at_once_do_not_hold_each_other_up(farm: Farm) -> None:
    files = farm.files(a=1000)
    farm.fault("kind=stall,times=1")
    stop = threading.Event()
    half = threading.Event()
    tracker = Tracker(files, lambda progress: half.set() if progress.bytes_done else None)

    def first() -> None:
        with pytest.raises(TransferStoppedError):
            transmit(farm.transmitter, farm.upload(files), tracker, stop=stop)

    thread = threading.Thread(target=first)
    thread.start()
    assert half.wait(20)
    second = Tracker(files)
    transmit(farm.transmitter, command_line(Kind.UPLOAD_PATH, LINE, INPUT, files[0].local, "/other"), second)
    stop.set()
    thread.join(20)
    assert not thread.is_alive()
    assert farm.stored()["other"] == Path(files[0].local).read_bytes()
