"""The programs that write and format code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from generator.errors import GeneratorError

_FORMAT = Path(__file__).parent / "format.toml"


class GenerationError(GeneratorError):
    """The code generator could not make a client of a spec that keeps all rules."""


def format_code(folder: Path) -> None:
    """Drop the imports that a module does not need, sort the rest, and format."""
    for arguments in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
        run([sys.executable, "-m", "ruff", *arguments, "--no-cache", "--config", str(_FORMAT), str(folder)])


def run(command: list[str]) -> None:
    """Run a program.

    Raises:
        GenerationError: It failed.
    """
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own command lines
    if done.returncode:
        raise GenerationError(f"{' '.join(command[2:5])} failed:\n{done.stdout}{done.stderr}")
