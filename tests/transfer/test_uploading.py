"""Uploads: again is cheap and right, and success is not believed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from rayvision_api.transfer import (
    Progress,
    Record,
    TransferError,
    TransferFailedError,
    TransferFile,
    TransferPolicy,
    TransferStoppedError,
    upload,
)

from ..each import each  # noqa: TID252  # has no name of its own
from .conftest import INPUT, LINE, Farm

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs of these tests are scripts")
QUICK = TransferPolicy(attempts=3, first_pause=0.01)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return Record(tmp_path / "record")


def _pairs(files: list[TransferFile]) -> list[tuple[str, str]]:
    return [(file.local, file.server) for file in files]


def test_what_is_there_already_is_not_sent_again(farm: Farm, record: Record) -> None:
    files = farm.files(a=100, b=200)
    first = upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record)
    assert (first.sent, first.unchanged) == (files, [])
    [*more] = farm.files(c=50)
    seen: list[Progress] = []
    second = upload(farm.transmitter, LINE, INPUT, _pairs(files + more), record=record, on_progress=seen.append)
    assert (second.sent, second.unchanged) == (more, files)
    assert farm.begun == ["a", "b", "c"]
    assert (seen[-1].files_total, seen[-1].files_done, seen[-1].files_unchanged) == (1, 1, 2)


def test_one_file_for_several_places_arrives_at_each(farm: Farm, record: Record) -> None:
    [file] = farm.files(a=100)
    pairs = [(file.local, "/in/a"), (file.local, "/in/b"), (file.local, "/in/a")]
    upload(farm.transmitter, LINE, INPUT, pairs, record=record, policy=QUICK)
    assert set(farm.stored()) == {"in/a", "in/b"}
    assert len(upload(farm.transmitter, LINE, INPUT, pairs, record=record).unchanged) == 2


def test_nothing_to_send_starts_nothing(farm: Farm, record: Record) -> None:
    files = farm.files(a=100)
    upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record)
    farm.transmitter.path.unlink()
    assert upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record).unchanged == files
    assert upload(farm.transmitter, LINE, INPUT, [], record=record).sent == []


@each(
    ("local", "server", "message"),
    [
        ("a\nb", "/in/a", "line break"),
        ("a", "/in/a\r", "line break"),
        ("\udcff", "/in/a", "not UTF-8"),
        ("a", "/in/\udcff", "not UTF-8"),
        ("a", "/in/\0", "NUL"),
        ("a", "/in/../../a", "'..'"),
        ("a", "/", "account's folder"),
    ],
)
def test_names_that_nobody_could_read_are_refused(
    local: str, server: str, message: str, farm: Farm, record: Record
) -> None:
    with pytest.raises(ValueError, match=message):
        upload(farm.transmitter, LINE, INPUT, [(local, server)], record=record)


@each("local", [os.devnull, str(Path(__file__).parent)])
def test_what_is_no_file_is_not_waited_for(local: str, farm: Farm, record: Record) -> None:
    with pytest.raises(OSError, match="Not a file"):
        upload(farm.transmitter, LINE, INPUT, [(local, "/in/a")], record=record)


def test_a_file_may_be_named_from_the_current_folder(
    farm: Farm, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    [file] = farm.files(a=100)
    monkeypatch.chdir(farm.local)
    assert upload(farm.transmitter, LINE, INPUT, [("a", "/in/a")], record=record).sent == [file]


def test_everything_is_sent_again_on_request(farm: Farm, record: Record) -> None:
    files = farm.files(a=100)
    for _ in range(2):
        assert upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record, resend=True).sent == files
    assert farm.begun == ["a", "a"]


def test_a_file_that_was_left_out_is_sent_although_the_transmitter_says_success(farm: Farm, record: Record) -> None:
    files = farm.files(a=100, b=100)
    farm.fault("kind=silent,file=b,times=2")
    upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record, policy=QUICK)
    assert set(farm.stored()) == {"in/a", "in/b"}
    assert farm.begun == ["a", "b"]


def test_a_success_that_never_comes_true_is_an_error(farm: Farm, record: Record) -> None:
    files = farm.files(a=100, b=100)
    farm.fault("kind=silent,file=b")
    with pytest.raises(TransferFailedError, match="did not name it as done") as caught:
        upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record, policy=QUICK)
    assert list(caught.value.failed) == [files[1].local]
    assert len(farm.journal("fault")) == QUICK.attempts
    farm.fault()
    assert upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record).sent == [files[1]]


def test_what_had_arrived_before_a_failure_is_not_sent_again(farm: Farm, record: Record) -> None:
    files = farm.files(a=100, b=100, c=100)
    farm.fault("kind=break,file=b")
    with pytest.raises(TransferFailedError):
        upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record, policy=TransferPolicy(attempts=1))
    farm.fault()
    again = upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record)
    assert (again.unchanged, again.sent) == (files[:1], files[1:])
    assert farm.stored() == {f"in/{Path(file.local).name}": Path(file.local).read_bytes() for file in files}


def test_an_upload_that_was_stopped_goes_on_where_it_was(farm: Farm, record: Record) -> None:
    files = farm.files(a=100, b=100)
    farm.fault("kind=stall,file=b,times=1")
    stop = threading.Event()

    def stop_at_b(progress: Progress) -> None:
        if progress.bytes_done > 100:
            stop.set()

    with pytest.raises(TransferStoppedError):
        upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record, on_progress=stop_at_b, stop=stop)
    assert upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record).sent == files[1:]


def test_a_full_disk_under_the_record_is_told_and_loses_nothing(
    farm: Farm, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = farm.files(**{f"{number:03}{'x' * 200}": 10 for number in range(100)})
    connect = sqlite3.connect

    def full(*arguments: Any, **options: Any) -> sqlite3.Connection:
        database = connect(*arguments, **options)
        database.execute("PRAGMA max_page_count = 3")
        return database

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", full)
        with pytest.raises(TransferError, match="disk is full; make room"):
            upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record)
    assert len(upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record).sent) == len(files)
    assert upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record).sent == []
    assert len(farm.stored()) == len(files)


UPLOADER = """
import sys
from pathlib import Path
from rayvision_api.transfer import Line, Record, Storage, Transmitter, upload
transmitter, record, *names = sys.argv[1:]
files = [(name, f"/in/{Path(name).name}") for name in names]
line, storage = Line("127.0.0.1", 10221), Storage(10201, 10001136)
upload(Transmitter(Path(transmitter), "argument"), line, storage, files, record=Record(record))
"""


def test_an_upload_that_is_killed_at_any_moment_is_whole_in_the_end(
    farm: Farm, record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is killed leaves its temporary folders there.
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    files = farm.files(**{f"f{number}": 5_000 for number in range(8)})
    farm.fault("kind=slow,bytes=50000")
    command = [sys.executable, "-c", UPLOADER, str(farm.transmitter.path), str(record.path)]
    for moment in (0.3, 0.6, 0.9, 1.2, 1.5):
        with subprocess.Popen([*command, *(file.local for file in files)]) as process:
            time.sleep(moment)
            os.kill(process.pid, signal.SIGKILL)
    farm.fault()
    upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record)
    assert farm.stored() == {f"in/{Path(file.local).name}": Path(file.local).read_bytes() for file in files}
    assert upload(farm.transmitter, LINE, INPUT, _pairs(files), record=record).sent == []
