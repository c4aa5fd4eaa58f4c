"""Reads the Python that is written by hand, without running it."""

from __future__ import annotations

import ast
from pathlib import Path

from generator.errors import GeneratorError


def table(path: Path, name: str) -> dict[str, ast.expr]:
    """Return the values of a module's dictionary by their keys, unevaluated."""
    for node in parsed(path).body:
        match node:
            case ast.AnnAssign(ast.Name(id=found), value=ast.Dict(keys, values)) if found == name:
                pairs = zip(keys, values, strict=True)
                return {str(key.value): value for key, value in pairs if isinstance(key, ast.Constant)}
    return {}


def parsed(path: Path) -> ast.Module:
    """The source of a module; of one that is not there, nothing.

    Raises:
        GeneratorError: It is not Python.
    """
    try:
        return ast.parse(path.read_text("utf-8")) if path.is_file() else ast.Module([], [])
    except (SyntaxError, ValueError) as error:
        line, problem = getattr(error, "lineno", None) or 1, getattr(error, "msg", error)
        raise GeneratorError(f"{path}:{line}: not Python: {problem}: mend it") from error
