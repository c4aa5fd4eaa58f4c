"""The record of uploads: what is on the farm is not sent again, and nothing is believed to be there that may not be."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from rayvision_api.transfer import FileChangedError, Record, Storage, TransferError, TransferFile

STORAGE = Storage(10201, 10001136)
DAY = 86_400
OLD = time.time() - 3600


def _file(folder: Path, name: str = "a", content: bytes = b"content", *, young: bool = False) -> TransferFile:
    path = folder / name
    path.write_bytes(content)
    if not young:
        os.utime(path, (OLD, OLD))
    return TransferFile(str(path), f"/in/{name}", len(content))


def _sent(record: Record, *files: TransferFile, storage: Storage = STORAGE) -> None:
    record.add(storage, record.sort(storage, files).to_send)


def _known(record: Record, *files: TransferFile, storage: Storage = STORAGE) -> list[TransferFile]:
    return [one.file for one in record.sort(storage, files).unchanged]


def test_a_file_that_was_sent_is_known_in_the_next_program_too(tmp_path: Path) -> None:
    file, other = _file(tmp_path), _file(tmp_path, "b")
    _sent(Record(tmp_path / "record"), file)
    sorting = Record(tmp_path / "record").sort(STORAGE, [file, other])
    assert [one.file for one in sorting.unchanged] == [file]
    assert [one.file for one in sorting.to_send] == [other]
    assert sorting.unchanged[0].sha256 == hashlib.sha256(b"content").digest()


def test_what_was_only_looked_at_is_not_taken_for_sent(tmp_path: Path) -> None:
    file, record = _file(tmp_path), Record(tmp_path / "record")
    record.sort(STORAGE, [file])
    assert _known(record, file) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_bytes(b"longer content"),
        lambda path: path.write_bytes(b"CONTENT"),
        lambda path: (path.write_bytes(b"CONTENT"), os.utime(path, (OLD, OLD))),
        lambda path: (path.unlink(), path.write_bytes(b"CONTENT"), os.utime(path, (OLD, OLD))),
    ],
    ids=["size", "content", "content, time put back", "another file, time put back"],
)
@pytest.mark.skipif(sys.platform == "win32", reason="there, a time that was put back is not noticed")
def test_a_file_that_has_changed_is_sent_again(
    change: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What was just written would be read again anyway.
    later = time.time_ns() + 60 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: later)
    file, record = _file(tmp_path), Record(tmp_path / "record")
    _sent(record, file)
    change(Path(file.local))
    assert _known(record, file) == []


def test_a_file_that_looks_as_it_did_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # It was written long enough ago for every change to show.
    later = time.time_ns() + 60 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: later)
    file, record = _file(tmp_path), Record(tmp_path / "record")
    _sent(record, file)
    monkeypatch.delattr(os, "read")
    assert _known(record, file) == [file]


def test_a_file_that_was_only_touched_or_moved_is_not_sent_again(tmp_path: Path) -> None:
    file, record = _file(tmp_path), Record(tmp_path / "record")
    _sent(record, file)
    os.utime(file.local, (OLD + 5, OLD + 5))
    moved = TransferFile(str(Path(file.local).rename(tmp_path / "moved")), file.server, file.size)
    assert _known(record, moved) == [moved]
    elsewhere = TransferFile(moved.local, "/in/elsewhere", file.size)
    assert _known(record, elsewhere) == []


def test_a_file_that_was_just_written_is_read_again_before_it_is_believed(tmp_path: Path) -> None:
    record = Record(tmp_path / "record")
    file = _file(tmp_path, young=True)
    checked = record.sort(STORAGE, [file]).to_send
    assert checked[0].is_young
    record.add(STORAGE, checked)
    assert _known(record, file) == [file]
    with sqlite3.connect(record.path) as database:
        assert database.execute("SELECT count(*) FROM files").fetchone() == (0,)
    database.close()


def test_a_file_that_changed_during_the_upload_is_not_written_down(tmp_path: Path) -> None:
    file, record = _file(tmp_path), Record(tmp_path / "record")
    checked = record.sort(STORAGE, [file]).to_send
    Path(file.local).write_bytes(b"CONTENT")
    record.add(STORAGE, checked)
    assert _known(record, file) == []
    Path(file.local).write_bytes(b"content")
    assert _known(record, file) == []
    gone = record.sort(STORAGE, [file]).to_send
    Path(file.local).unlink()
    record.add(STORAGE, gone)


def test_a_file_that_changes_while_it_is_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, record = _file(tmp_path), Record(tmp_path / "record")
    read = os.read

    def growing(handle: int, size: int) -> bytes:
        with Path(file.local).open("ab") as more:
            more.write(b"x")
        return read(handle, size)

    monkeypatch.setattr(os, "read", growing)
    with pytest.raises(FileChangedError, match="while it was being read"):
        record.sort(STORAGE, [file])


def test_accounts_and_storages_share_no_belief(tmp_path: Path) -> None:
    file, record = _file(tmp_path), Record(tmp_path / "record")
    _sent(record, file)
    for other in (Storage(10201, 7), Storage(7, 10001136)):
        assert _known(record, file, storage=other) == []


def test_a_file_is_forgotten_when_the_farm_may_have_removed_it(tmp_path: Path) -> None:
    now = [1e9]
    file = _file(tmp_path)
    record = Record(tmp_path / "record", days=3, clock=lambda: now[0])
    _sent(record, file)
    now[0] += 3 * DAY - 1
    assert _known(record, file) == [file], "looking at it is not sending it"
    now[0] += 2
    assert _known(record, file) == []
    _sent(record, _file(tmp_path, "b"))
    with sqlite3.connect(record.path) as database:
        assert database.execute("SELECT count(*) FROM sent").fetchone() == (1,)
    database.close()


def test_what_the_farm_misses_is_forgotten_on_request(tmp_path: Path) -> None:
    files = [_file(tmp_path, name) for name in "abc"]
    record, other = Record(tmp_path / "record"), Storage(1, 1)
    for storage in (STORAGE, other):
        _sent(record, *files, storage=storage)
    record.forget(STORAGE, ["in/a", "/in//b"])
    assert _known(record, *files) == files[2:]
    assert _known(record, *files, storage=other) == files
    record.forget(STORAGE)
    assert (_known(record, *files), _known(record, *files, storage=other)) == ([], files)
    record.forget()
    assert _known(record, *files, storage=other) == []


def test_names_of_any_kind_are_kept_apart(tmp_path: Path) -> None:
    names = ["a b", "$(x)", "ü", "u\u0308", "A", "b\n", "'"] if sys.platform != "win32" else ["a b", "$(x)", "ü"]
    files = [_file(tmp_path, name, name.encode()) for name in names]
    if sys.platform == "linux":
        files.append(_file(tmp_path, "\udcff"))
    record = Record(tmp_path / "record")
    _sent(record, *files)
    assert _known(record, *files) == files


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_record_that_is_broken_is_set_aside_and_begun_anew(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "record"
    path.write_bytes(content)
    record = Record(path)
    [kept] = tmp_path.glob("record.broken-*")
    assert kept.read_bytes() == content
    file = _file(tmp_path)
    _sent(record, file)
    assert _known(Record(path), file) == [file]
    assert list(tmp_path.glob("record.broken-*")) == [kept]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(TransferError, match="record of uploads"):
        Record(tmp_path / "file" / "record")
    with pytest.raises(TransferError, match="record of uploads"):
        Record(tmp_path)


def test_the_days_have_to_be_some(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="days is 0"):
        Record(tmp_path / "record", days=0)


WRITER = """
import sys
from rayvision_api.transfer import Record, Storage, TransferFile
path, folder, start = sys.argv[1:]
files = [TransferFile(f"{folder}/{n}", f"/in/{n}", 0) for n in range(int(start), int(start) + 60)]
for _ in range(10):
    record = Record(path)
    record.add(Storage(1, 1), record.sort(Storage(1, 1), files).to_send)
    record.forget(Storage(1, 1), [files[0].server])
"""


def test_programs_that_run_at_once_do_not_harm_each_other(tmp_path: Path) -> None:
    files = [_file(tmp_path, str(number), b"x") for number in range(120)]
    # Two that share half of their files, and one whose end nobody waits for.
    starts = [0, 30, 60, 15]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / "record"), str(tmp_path), str(start)], stderr=subprocess.PIPE
        )
        for start in starts
    ]
    running[-1].kill()
    complaints = [process.communicate(timeout=120)[1] for process in running]
    assert complaints[:-1] == [b""] * 3
    found = _known(Record(tmp_path / "record"), *files, storage=Storage(1, 1))
    gone = {f"/in/{start}" for start in starts}
    assert {file.server for file in files} - gone <= {file.server for file in found}


def _ten_thousand(folder: Path) -> list[TransferFile]:
    return [_file(folder, f"{number:05}", number.to_bytes(4) * 500) for number in range(10_000)]


def test_10_000_files_take_at_most_10_mb(tmp_path: Path) -> None:
    files = _ten_thousand(tmp_path)
    record = Record(tmp_path / "record")
    tracemalloc.start()
    try:
        record.add(STORAGE, record.sort(STORAGE, files).to_send)
        sorting = record.sort(STORAGE, files)
        assert len(sorting.unchanged) == 10_000
        assert tracemalloc.get_traced_memory()[1] <= 10 * 2**20
    finally:
        tracemalloc.stop()
