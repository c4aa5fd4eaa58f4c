"""The sandbox's stand-in for the transmitter, over a folder of the test's own."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rayvision_api.transfer import Kind, Line, Storage, TransferFile, Transmitter, command_line

LINE = Line("127.0.0.1", 10221)
INPUT = Storage(10201, 10001136)


def program(path: Path, code: str) -> Path:
    """Write a program in Python."""
    path.write_text(f"#!{sys.executable}\n{code}\n", "utf-8")
    path.chmod(0o700)
    return path


class Farm:
    """A folder that stands in for the farm's storages."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = folder / "storage"
        self.local = folder / "local files"
        self.local.mkdir()
        self._monkeypatch = monkeypatch
        code = "import sys\nfrom rayvision_sandbox.transmitter.__main__ import main\nsys.exit(main())"
        self.transmitter = Transmitter(program(folder / "transmitter", code), "argument")
        monkeypatch.setenv("RAYVISION_SANDBOX_STORAGE", str(self.root))

    def fault(self, *specs: str) -> None:
        self._monkeypatch.setenv("RAYVISION_SANDBOX_TRANSMITTER_FAULTS", ";".join(specs))

    def files(self, **sizes: int) -> list[TransferFile]:
        made = []
        for name, size in sizes.items():
            path = self.local / name
            path.write_bytes(hashlib.sha256(name.encode()).digest() * (size // 32 + 1))
            with path.open("r+b") as file:
                file.truncate(size)
            made.append(TransferFile(str(path), f"/in/{name}", size))
        return made

    def upload(self, files: list[TransferFile]) -> list[str]:
        listed = self.local.parent / "upload.json"
        assets = [{"local": file.local, "server": file.server} for file in files]
        listed.write_text(json.dumps({"asset": assets}), "utf-8")
        return command_line(Kind.UPLOAD_JSON, LINE, INPUT, listed)

    def stored(self, storage: int = 10201) -> dict[str, bytes]:
        folder = self.root / str(storage) / "10001000" / "10001136"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def journal(self, *what: str) -> list[dict[str, Any]]:
        """What the transmitter did: all of it, or of some kinds."""
        lines = map(json.loads, (self.root / "journal.jsonl").read_text("utf-8").splitlines())
        return [line for line in lines if line["what"] in what or not what]

    @property
    def begun(self) -> list[str]:
        """Names of the files whose transfer began."""
        return [Path(line["path"]).name for line in self.journal("begin")]


@pytest.fixture
def farm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Farm]:
    monkeypatch.setenv("RAYVISION_LOG", str(tmp_path / "logs"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return Farm(tmp_path, monkeypatch)
