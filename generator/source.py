"""Reads the Python that is written by hand, without running it."""

from __future__ import annotations

import ast
from pathlib import Path

from generator.errors import GeneratorError


def parsed(path: Path) -> ast.Module:
    """The source of a module; of one that is not there, nothing.

    Raises:
        GeneratorError: It is not Python.
    """
    try:
        return ast.parse(path.read_text("utf-8")) if path.is_file() else ast.Module([], [])
    except SyntaxError as error:
        raise GeneratorError(f"{path}:{error.lineno}: not Python: {error.msg}: mend it, and build again") from error
