"""Packs the modules of the client when the wheel for hosts is built."""

from __future__ import annotations

import ast
import gzip
import io
import json
import shutil
import tempfile
import tokenize
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

_PROJECT = Path(__file__).parents[2]
_PACKED = (
    ("generated_client", "rayvision_client/**/*.py"),
    ("wrapper", "rayvision_api/**/*.py"),
    ("published", "rayvision_spec/job-files/*.json"),
)


class TakeMetadata(MetadataHookInterface):
    """Gives the wheel for hosts the metadata of the whole project."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add what is dynamic in `pyproject.toml`."""
        project = tomllib.loads((_PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
        metadata |= {key: project[key] for key in ("dependencies", "license", "requires-python")}


class PackModules(BuildHookInterface[Any]):
    """Puts the text of each file by its path into the wheel, and a package of each name that loads it from there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files, and tell the builder of them."""
        files = {
            path.relative_to(_PROJECT / folder).as_posix(): path
            for folder, pattern in _PACKED
            for path in (_PROJECT / folder).glob(pattern)
            if "__pyinstaller" not in path.parts
        }
        # What is alike has to be near: the async half of a module beside its sync half.
        near = sorted(files, key=lambda name: (name.rpartition("/")[2], name))
        texts = {name: _without_words(files[name]) for name in near}
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        (folder / "rayvision_packed").mkdir()
        (folder / "rayvision_packed/modules.json.gz").write_bytes(gzip.compress(json.dumps(texts).encode(), mtime=0))
        for name in ("rayvision_api", "rayvision_client"):
            (folder / name).mkdir()
            shutil.copy(Path(self.root, "package.py"), folder / name / "__init__.py")
        build_data["force_include"] |= {str(made): made.name for made in folder.iterdir()}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the files."""
        self._folder.cleanup()


def _without_words(path: Path) -> str:
    """Read a file without its comments and docstrings, each line of code where it was, as tracebacks name it."""
    text = path.read_text("utf-8")
    if path.suffix == ".json":
        return json.dumps(json.loads(text))
    lines = text.splitlines()
    for statement in ast.walk(ast.parse(text)):
        match statement:
            case ast.Expr(ast.Constant(str()), lineno=first, end_lineno=last, col_offset=column):
                lines[first - 1 : last] = [" " * column + '""', *[""] * (last - first)]
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column].rstrip()
    return "\n".join(lines) + "\n"
