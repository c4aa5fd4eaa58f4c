"""The sync half of the wrapper, derived from the async half word by word.

The async half is what a person writes; it may use nothing that this table cannot translate. Documentation is translated
with the code. A rule that no file needs is an error, so that the table stays as short as it can be.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.client.tools import GenerationError, format_code
from generator.output import Files, read_files
from generator.source import parsed

_HEADER = "# Generated from wrapper/rayvision_api/_async/{name} by `python -m generator build`. Do not edit.\n"

RULES = {
    r"\basync (?=def|with|for)": "",
    r"\bawait ": "",
    r"\bAsync(?=[A-Z])": "",
    r"\b__a(?=enter__|exit__|iter__|next__)": "__",
    r"\baclose\b": "close",
    r"\bhandle_async_request\b": "handle_request",
    r"\b_async\b": "_sync",
    r"\bStopAsyncIteration\b": "StopIteration",
    r"\bAwaitable\[((?:[^][]|\[[^][]*\])*)\]": r"\1",
    r"\basync_(?=[a-z])": "",
}


def sync_files(async_half: Path) -> Files:
    """Derive the package `_sync` from the package `_async`.

    Raises:
        GeneratorError: A module is not Python.
        GenerationError: A rule of the table above fits nothing in any file.
    """
    used: set[str] = set()
    with TemporaryDirectory(prefix="rayvision-") as name:
        folder = Path(name)
        for path in sorted(async_half.glob("*.py")):
            parsed(path)  # its errors name its own lines, not those of the copy
            text = translate(path.read_text("utf-8"), used)
            (folder / path.name).write_text(_HEADER.format(name=path.name) + text, "utf-8")
        if unused := sorted(set(RULES) - used):
            raise GenerationError(f"nothing in {async_half.name} needs the rules {unused}: shorten the table")
        format_code(folder)
        return read_files(folder)


def translate(source: str, used: set[str]) -> str:
    """Translate one module; the rules that it needed are added to `used`."""
    for pattern, replacement in RULES.items():
        source, count = re.subn(pattern, replacement, source)
        if count:
            used.add(pattern)
    return source
