"""Generated folders in the working tree: compared both ways, replaced whole."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

from generator.client import Files, read_files


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


def replace(folder: Path, files: Files) -> None:
    """Put a new folder in the place of the old one, which stays as it is until the new one is whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    workplace = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        new, old = workplace / "new", workplace / "old"
        for name, content in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if folder.exists():
            folder.replace(old)
        try:
            new.replace(folder)
        except OSError:
            if old.exists():
                old.replace(folder)
            raise
    finally:
        shutil.rmtree(workplace)
