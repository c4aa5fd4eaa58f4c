"""Generated folders are compared in both directions, and replaced whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.output import differences, replace

from ..generating import contents  # noqa: TID252  # has no name of its own

FILES = {"a.py": b"a = 1\n", "deep/er/b.py": b"", "data.json": '{"镜": 1}'.encode()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "parent" / "folder"
    replace(path, FILES)
    return path


def test_a_new_folder_holds_just_the_files(folder: Path) -> None:
    assert contents(folder) == FILES
    assert differences(folder, FILES) == []


def test_an_old_folder_is_replaced_whole(folder: Path) -> None:
    (folder / "leftover.txt").write_text("old", "utf-8")
    (folder / "empty").mkdir()
    replace(folder, {"c.py": b"c"})
    assert contents(folder) == {"c.py": b"c"}
    assert [path.name for path in folder.iterdir()] == ["c.py"]


def test_nothing_is_left_beside_the_folder(folder: Path) -> None:
    replace(folder, {"c.py": b"c"})
    assert [path.name for path in folder.parent.iterdir()] == ["folder"]


def test_the_old_folder_stays_when_the_new_one_cannot_be_written(folder: Path) -> None:
    with pytest.raises(OSError, match=r"x/y|x"):
        replace(folder, {"x": b"", "x/y": b""})
    assert contents(folder) == FILES
    assert [path.name for path in folder.parent.iterdir()] == ["folder"]


def test_every_difference_is_one_line_that_says_which_it_is(folder: Path) -> None:
    (folder / "a.py").write_bytes(b"a = 2\n")
    (folder / "deep/er/b.py").unlink()
    (folder / "deep/new.py").write_bytes(b"")
    found = {line.split(":")[0]: line for line in differences(folder, FILES)}
    assert len(found) == len(differences(folder, FILES)) == 3
    assert found["differs"].endswith("folder/a.py")
    assert found["missing"].endswith("folder/deep/er/b.py")
    assert found["stale"].endswith("folder/deep/new.py")


def test_a_folder_that_is_not_there_lacks_every_file(tmp_path: Path) -> None:
    lines = differences(tmp_path / "none", FILES)
    assert len(lines) == len(FILES)
    assert all(line.startswith("missing") for line in lines)


def test_a_difference_in_the_line_ends_alone_is_a_difference(folder: Path) -> None:
    (folder / "a.py").write_bytes(b"a = 1\r\n")
    assert len(differences(folder, FILES)) == 1
