"""Generated folders are compared in both directions, and replaced whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.output import Output

from ..generating import contents  # noqa: TID252  # has no name of its own

FILES = {"a.py": b"a = 1\n", "deep/er/b.py": b"", "data.json": '{"镜": 1}'.encode()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "parent" / "folder"
    Output(path, FILES).write()
    return path


def test_nothing_is_left_beside_the_folder(folder: Path) -> None:
    Output(folder, {"c.py": b"c"}).write()
    assert [path.name for path in folder.parent.iterdir()] == ["folder"]


def test_the_old_folder_stays_when_the_new_one_cannot_be_written(folder: Path) -> None:
    with pytest.raises(OSError, match=r"x/y|x"):
        Output(folder, {"x": b"", "x/y": b""}).write()
    assert contents(folder) == FILES
    assert [path.name for path in folder.parent.iterdir()] == ["folder"]


def test_a_folder_that_is_found_wanting_never_takes_the_place_of_the_old_one(folder: Path) -> None:
    def refuse(new: Path) -> None:
        assert contents(new) == {"c.py": b"c"}
        raise ValueError(new.name)

    with pytest.raises(ValueError, match=r"^folder$"):
        Output(folder, {"c.py": b"c"}, refuse).write()
    assert contents(folder) == FILES
    assert [path.name for path in folder.parent.iterdir()] == ["folder"]


def test_a_difference_in_the_line_ends_alone_is_a_difference(folder: Path) -> None:
    assert Output(folder, FILES).differences() == []
    (folder / "a.py").write_bytes(b"a = 1\r\n")
    assert Output(folder, FILES).differences() == [f"differs: {folder / 'a.py'}"]
