"""The script `rayvision`, also `python -m rayvision_cli`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

_EXTRA = ("attrs", "cyclopts", "docstring_parser", "rich", "rich_rst")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The words of the command line; by default those of this process.

    Returns:
        The exit code.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # Started without it, as services and windowed programs are: nobody wants to read.
            setattr(sys, name, StringIO())
    if sys.stdin is None:
        # Closed by whoever started it: there is nothing to read.
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  # it stays open, as standard input does
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--version"]:
        # Answered before anything else is imported: tools ask for it often.
        from rayvision_api import __version__

        sys.stdout.write(f"rayvision {__version__}\n")
        return 0
    try:
        from rayvision_cli.app import run

        return run(words)
    except KeyboardInterrupt:
        # Even before the command line knows its language.
        sys.stderr.write("rayvision: interrupted\n")
        return 130
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        sys.stderr.write(f"rayvision: {error.name} is missing; run: pip install 'rayvision-sdk[cli]'\n")
        return 2
    except ImportError as error:
        if error.name != "httpx":
            raise
        sys.stderr.write("rayvision: the httpx that is installed is another library; run: pip install 'httpx<1'\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
