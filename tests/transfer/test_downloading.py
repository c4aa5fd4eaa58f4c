"""Downloads: again is cheap and right, half a file never counts, and names of the farm are not trusted."""

from __future__ import annotations

import os
import sys
import threading
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from rayvision_api.transfer import (
    OutputEntry,
    Picture,
    Progress,
    Storage,
    TransferError,
    TransferFailedError,
    TransferPolicy,
    TransferStoppedError,
    Transmitter,
    download,
    download_folders,
)

from .conftest import LINE, Farm, program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs of these tests are scripts")
OUTPUT = Storage(20201, 10001136)
QUICK = TransferPolicy(attempts=2, first_pause=0.01)
MOMENT = datetime(2026, 1, 31, 12, tzinfo=UTC)


def _rendered(farm: Farm, **sizes: int) -> list[OutputEntry]:
    """Put pictures into the output storage, and list them as the farm would."""
    folder = farm.root / "20201/10001000/10001136"
    entries = []
    for name, size in sizes.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(size))
        entries.append(OutputEntry(f"/{name}", size, MOMENT))
    return entries


def _fetch(farm: Farm, entries: list[OutputEntry], **options: object) -> list[Picture]:
    return download(farm.transmitter, LINE, OUTPUT, entries, farm.local / "frames", policy=QUICK, **options)  # type: ignore[arg-type]  # of several types


def _fetched(farm: Farm) -> dict[str, bytes]:
    folder = farm.local / "frames"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pictures_land_below_the_folder_of_their_task(farm: Farm) -> None:
    entries = _rendered(farm, **{"41_shot/a.0001.png": 300, "41_shot/layer $(x)/a.0002.png": 200})
    seen: list[Progress] = []
    pictures = _fetch(farm, entries, on_progress=seen.append)
    assert _fetched(farm) == farm.stored(20201)
    assert [(picture.frame, picture.size, picture.is_new) for picture in pictures] == [(1, 300, True), (2, 200, True)]
    assert (seen[-1].files_done, seen[-1].files_total, seen[-1].bytes_done) == (2, 2, 500)


def test_what_is_here_is_not_fetched_again(farm: Farm) -> None:
    entries = _rendered(farm, **{"41_shot/a.png": 300, "41_shot/b.png": 200})
    _fetch(farm, entries)
    more = _rendered(farm, **{"41_shot/c.png": 100})
    assert [picture.is_new for picture in _fetch(farm, entries + more)] == [False, False, True]
    assert sorted(farm.begun) == ["a.png", "b.png", "c.png"]
    assert _fetched(farm) == farm.stored(20201)


def test_a_picture_that_was_rendered_again_replaces_the_old_one(farm: Farm) -> None:
    entries = _rendered(farm, **{"41_shot/a.png": 300})
    _fetch(farm, entries)
    [again] = _rendered(farm, **{"41_shot/a.png": 300})
    _fetch(farm, [again._replace(changed=datetime(2026, 2, 1, tzinfo=UTC))])
    assert _fetched(farm) == farm.stored(20201)


@pytest.mark.parametrize("fault", ["half,file=a.png,times=1", "silent,file=a.png,times=1", "break,file=b.png,times=1"])
def test_half_a_picture_never_counts(fault: str, farm: Farm) -> None:
    entries = _rendered(farm, **{"41_shot/a.png": 300, "41_shot/b.png": 200})
    farm.fault(f"kind={fault}")
    _fetch(farm, entries)
    assert _fetched(farm) == farm.stored(20201)


def test_a_success_that_never_comes_true_is_an_error_and_leaves_no_half_file(farm: Farm) -> None:
    entries = _rendered(farm, **{"41_shot/a.png": 300, "41_shot/b.png": 200})
    farm.fault("kind=half,file=a.png")
    with pytest.raises(TransferFailedError, match="the farm lists 300 bytes, and 150 bytes arrived"):
        _fetch(farm, entries)
    assert set(_fetched(farm)) == {"41_shot/b.png"}


@pytest.mark.parametrize(
    "name",
    [
        *("/../a.png", "/41_shot/..", "/41_shot/../../a.png", "/41_shot\\a.png", "/", "/41_shot/a\0.png"),
        *("/41_link/a.png", "/41_link/new/a.png", "/41_dangling/a.png", "/.rayvision-x/lock", "/41_shot/\ud800.png"),
    ],
)
def test_names_that_lead_elsewhere_are_refused_before_anything_is_fetched(name: str, farm: Farm) -> None:
    (farm.local / "frames").mkdir()
    (farm.local / "frames/41_link").symlink_to(farm.local)
    (farm.local / "frames/41_dangling").symlink_to(farm.local / "nowhere")
    with pytest.raises(TransferError, match="which would not be in"):
        _fetch(farm, [OutputEntry(name, 1)])
    assert not (farm.root / "journal.jsonl").exists()


def test_a_link_in_the_place_of_a_picture_is_replaced_and_not_followed(farm: Farm) -> None:
    entries = _rendered(farm, **{"41_shot/a.png": 300})
    (farm.local / "frames/41_shot").mkdir(parents=True)
    (farm.local / "mine").write_text("mine")
    (farm.local / "frames/41_shot/a.png").symlink_to(farm.local / "mine")
    _fetch(farm, entries)
    assert _fetched(farm) == farm.stored(20201)
    assert (farm.local / "mine").read_text() == "mine"


def test_a_folder_in_the_place_of_a_picture_stays(farm: Farm) -> None:
    entries = _rendered(farm, **{"41_shot/a.png": 300, "41_shot/b.png": 300})
    (farm.local / "frames/41_shot/b.png").mkdir(parents=True)
    with pytest.raises(TransferError, match=r"where .*b\.png' is a folder; move it away"):
        _fetch(farm, entries)
    assert not (farm.root / "journal.jsonl").exists()


def test_names_that_mean_something_on_this_machine_are_names(farm: Farm) -> None:
    names = ["lock", "C:/a.png", "con.png", "~", "-rf", "$(touch x)", "a\n.png", "files/lock"]
    entries = _rendered(farm, **dict.fromkeys(names, 50))
    assert len(_fetch(farm, entries)) == len(names)
    assert _fetched(farm) == farm.stored(20201)


def test_of_a_file_that_is_listed_twice_the_last_word_counts(farm: Farm) -> None:
    [entry] = _rendered(farm, **{"41_shot/a.png": 300})
    older = entry._replace(path="/41_shot//a.png", size=100)
    assert [picture.size for picture in _fetch(farm, [older, entry])] == [300]


def test_between_two_attempts_there_is_a_pause_even_after_success(farm: Farm) -> None:
    [entry] = _rendered(farm, **{"41_shot/a.png": 300})
    farm.fault("kind=silent")
    stop = threading.Event()

    class Recording(TransferPolicy):
        def pause(self, attempt: int) -> float:
            stop.set()
            return super().pause(attempt)

    with pytest.raises(TransferStoppedError, match="between two attempts"):
        download(farm.transmitter, LINE, OUTPUT, [entry], farm.local / "frames", policy=Recording(), stop=stop)


def test_a_disk_that_fills_up_is_told(farm: Farm, monkeypatch: pytest.MonkeyPatch) -> None:
    [entry] = _rendered(farm, **{"41_shot/a.png": 300})
    room = iter([1000, 149])
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=next(room)))
    farm.fault("kind=exit-255")
    with pytest.raises(TransferError, match=r"the files take 300 bytes.* has room for 149; make room"):
        _fetch(farm, [entry])


def test_files_that_find_no_room_are_not_begun(farm: Farm) -> None:
    with pytest.raises(TransferError, match="make room"):
        _fetch(farm, [OutputEntry("/41_shot/a.png", 2**60)])
    assert not (farm.root / "journal.jsonl").exists()


def test_what_a_killed_run_left_behind_is_removed(farm: Farm) -> None:
    entries = _rendered(farm, **{"41_shot/a.png": 300})
    left = farm.local / "frames/.rayvision-dead"
    # It was killed before it had a lock, while files came, and when all were in their places: then, nothing is missing.
    for files in ([], ["lock", "files/41_shot/a.png"], ["lock"]):
        for name in files:
            (left / name).parent.mkdir(parents=True, exist_ok=True)
            (left / name).touch()
        left.mkdir(parents=True, exist_ok=True)
        _fetch(farm, entries)
        assert set(_fetched(farm)) == {"41_shot/a.png"}
        assert not left.exists()


def test_what_another_user_is_downloading_into_the_same_folder_stays(farm: Farm) -> None:
    entries = _rendered(farm, **{"41_shot/a.png": 300})
    theirs = farm.local / "frames/.rayvision-theirs"
    (theirs / "files").mkdir(parents=True)
    # To root, who may everything, it is one without a lock.
    theirs.chmod(0)
    _fetch(farm, entries)
    assert set(_fetched(farm)) == {"41_shot/a.png"}
    assert theirs.exists()
    theirs.chmod(0o700)


@pytest.mark.parametrize("says", ["", "print('download file done (/41_shot/a.0001.png)')"])
def test_what_nobody_lists_and_is_named_as_done_has_to_be_here(says: str, farm: Farm) -> None:
    liar = Transmitter(program(farm.local / "liar", says), "argument")
    with pytest.raises(TransferFailedError, match="and 0 arrived"):
        download_folders(liar, LINE, OUTPUT, ["41_shot"], farm.local / "frames", policy=QUICK)
    assert _fetched(farm) == {}


def test_nothing_of_a_folder_that_nobody_lists_comes_before_all_of_it_has(farm: Farm) -> None:
    _rendered(farm, **{"41_shot/a.0001.png": 300, "41_shot/b/a.0002.png": 200})
    farm.fault("kind=break,file=*2.png,times=2")
    with pytest.raises(TransferFailedError):
        download_folders(farm.transmitter, LINE, OUTPUT, ["41_shot"], farm.local / "frames", policy=QUICK)
    assert _fetched(farm) == {}
    pictures = download_folders(farm.transmitter, LINE, OUTPUT, ["41_shot"], farm.local / "frames", policy=QUICK)
    assert [(picture.frame, picture.size) for picture in pictures] == [(1, 300), (2, 200)]


@pytest.mark.parametrize("name", ["..", "/", "41_shot/..", "41_shot/../../b"])
def test_a_folder_that_leads_elsewhere_is_refused_before_anything_is_fetched(name: str, farm: Farm) -> None:
    _rendered(farm, **{"41_shot/a.png": 300})
    with pytest.raises(TransferError, match="which would not be in"):
        download_folders(farm.transmitter, LINE, OUTPUT, ["41_shot", name], farm.local / "frames", policy=QUICK)
    assert download_folders(farm.transmitter, LINE, OUTPUT, [], farm.local / "frames") == []
    assert not (farm.root / "journal.jsonl").exists()


def test_a_folder_that_nobody_lists_lands_at_its_whole_path(farm: Farm) -> None:
    _rendered(farm, **{"a/41_shot/x.png": 300, "b/41_shot/x.png": 200})
    remotes = iter(["a/41_shot", "/b/41_shot"])
    download_folders(farm.transmitter, LINE, OUTPUT, remotes, farm.local / "frames", policy=QUICK)
    assert _fetched(farm) == farm.stored(20201)
