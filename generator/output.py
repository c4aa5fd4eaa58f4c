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
        present = read_files(self.folder) if self.folder.is_dir() else {}
        lines = []
        for name in sorted(present.keys() | self.files.keys()):
            if name not in present:
                lines.append(f"missing: {self.folder / name}")
            elif name not in self.files:
                lines.append(f"stale:   {self.folder / name}")
            elif present[name] != self.files[name]:
                lines.append(f"differs: {self.folder / name}")
        return lines

    def write(self) -> None:
        """Put a new folder in place of the old one, which stays as it is until the new one is whole.

        Where there are no files, there is no folder.
        """
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        workplace = Path(mkdtemp(prefix=f".{self.folder.name}-", dir=self.folder.parent))
        new, old = workplace / self.folder.name, workplace / "replaced"
        try:
            for name, content in self.files.items():
                path = new / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            self.check(new)
            if self.folder.exists():
                self.folder.replace(old)
            try:
                if self.files:
                    new.replace(self.folder)
            except OSError:
                if old.exists():
                    old.replace(self.folder)
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
