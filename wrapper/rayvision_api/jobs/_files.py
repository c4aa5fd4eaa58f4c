"""The four files of a job: read without losing anything, and written so that none is ever incomplete."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from rayvision_api._file_errors import naming

NAMES = ("task.json", "upload.json", "asset.json", "tips.json")
REQUIRED = ("task.json", "upload.json")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class _Number(float):
    """A number that is not whole, and the text that it was."""

    def __new__(cls, text: str) -> Self:
        number = super().__new__(cls, text)
        number.text = text
        return number

    text: str


class JobFile:
    """One file: its content, and the bytes that it was read from.

    Attributes:
        content: What it holds; an empty object if there is no file, or it cannot be read.
        problem: Why it cannot be read, if so.
        repeated: Names that one of its objects has twice; the last one of each counts.
        marked: Whether it starts with a byte order mark.
    """

    def __init__(self, content: dict[str, Any] | None = None) -> None:
        self.content: dict[str, Any] = {} if content is None else content
        self.problem: str | None = None
        self.repeated: list[str] = []
        self.marked = False
        self._bytes: bytes | None = None
        self._read: dict[str, Any] = {}

    @classmethod
    def read(cls, path: Path) -> JobFile:
        """Read a file that may be missing or malformed."""
        file = cls()
        try:
            file._bytes = path.read_bytes()
        except FileNotFoundError:
            return file
        except OSError as error:
            file.problem = f"cannot be read: {error.strerror}"
            return file
        file.marked = file._bytes.startswith(_BYTE_ORDER_MARK)
        try:
            # Twice, for what is changed has to be held against what was read.
            file.content, file._read = file._parsed(), file._parsed()
        except (ValueError, RecursionError) as error:
            file.problem = f"is not JSON: {error}"
        return file

    @property
    def exists(self) -> bool:
        """Whether there is such a file, or something to write into one."""
        return self._bytes is not None or self.problem is not None or bool(self.content)

    def to_bytes(self) -> bytes | None:
        """Return what is to be written: the very bytes that were read, unless something has been changed."""
        if self.content == self._read:
            return self._bytes
        return (_written(self.content, "") + "\n").encode()

    def _parsed(self) -> dict[str, Any]:
        self.repeated = []
        text = (self._bytes or b"").decode("utf-8-sig")
        content = json.loads(
            text, parse_float=_Number, parse_constant=_no_constant, object_pairs_hook=self._without_repeats
        )
        if not isinstance(content, dict):
            raise ValueError("its outermost value has to be an object")
        return content

    def _without_repeats(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) < len(pairs):
            names = [name for name, _ in pairs]
            self.repeated += sorted({name for name in names if names.count(name) > 1})
        return members


def job_folder(folder: str | os.PathLike[str]) -> Path:
    """Return the folder of a job.

    Raises:
        NotADirectoryError: There is no such folder.
    """
    path = Path(folder)
    if not path.is_dir():
        raise NotADirectoryError(f"{str(path)!r} is not a folder; give the one with task.json and upload.json")
    return path


def write(path: Path, content: bytes) -> None:
    """Write a file in one step: whatever happens, the old content is there or the new one."""
    temporary = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with naming(path), temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except BaseException:  # whatever ends the writing, no half file stays
        temporary.unlink(missing_ok=True)
        raise


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is not a number in JSON")


def _written(value: Any, indent: str) -> str:
    deeper = indent + "    "
    if isinstance(value, dict) and value:
        members = (f"{deeper}{_text(name)}: {_written(member, deeper)}" for name, member in value.items())
        return "{\n" + ",\n".join(members) + f"\n{indent}}}"
    if isinstance(value, list | tuple) and value:
        return "[\n" + ",\n".join(deeper + _written(item, deeper) for item in value) + f"\n{indent}]"
    if isinstance(value, _Number):
        return value.text
    if isinstance(value, str):
        return _text(value)
    return json.dumps(value, allow_nan=False)


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        # A file name with bytes that are not UTF-8: as escapes, it can at least be written and read again.
        return json.dumps(value)
    return json.dumps(value, ensure_ascii=False)
