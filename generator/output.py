"""Generated files in the working tree: a folder of their own is compared both ways and replaced whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

Files = dict[str, bytes]
"""The files of a folder: their content by their path below it, with forward slashes."""


@dataclass(frozen=True)
class Output:
    """What is generated into a folder; whatever else is there is stale.

    Attributes:
        folder: Where the files go.
        files: The files.
        check: What a new folder has to pass before it takes the place of the old one: it raises an error if not.
    """

    folder: Path
    files: Files
    check: Callable[[Path], None] = lambda _: None

    def differences(self) -> list[str]:
        """What distinguishes the folder from what it should hold, a line for each file."""
        return differences(self.folder, self.files)

    def write(self) -> None:
        """Bring the folder up to date."""
        replace(self.folder, self.files, self.check)


def differences(folder: Path, files: Files) -> list[str]:
    """What distinguishes a folder from what it should hold, a line for each file."""
    present = read_files(folder) if folder.is_dir() else {}
    lines = []
    for name in sorted(present.keys() | files.keys()):
        if name not in present:
            lines.append(f"missing: {folder / name}")
        elif name not in files:
            lines.append(f"stale:   {folder / name}")
        elif present[name] != files[name]:
            lines.append(f"differs: {folder / name}")
    return lines


def replace(folder: Path, files: Files, check: Callable[[Path], None] = lambda _: None) -> None:
    """Put a new folder in place of the old one, which stays as it is until the new one is whole.

    Where there are no files, there is no folder.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    workplace = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        new, old = workplace / folder.name, workplace / "old"
        for name, content in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        check(new)
        if folder.exists():
            folder.replace(old)
        try:
            if files:
                new.replace(folder)
        except OSError:
            if old.exists():
                old.replace(folder)
            raise
    finally:
        shutil.rmtree(workplace)


def read_files(folder: Path) -> Files:
    """Read all files of a folder but what Python caches there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
