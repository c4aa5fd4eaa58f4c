"""The script `rayvision`, also `python -m rayvision_cli`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
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
        # Closed by what started it: there is nothing to read.
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  # it stays open, as standard input does
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words == ["--version"]:
            # Answered before anything else is imported: tools ask for it often.
            from rayvision_api import __all__ as names
            from rayvision_api import __version__

            # The vendor's package has a version too; what is imported next fails then.
            if "RayvisionError" in names:
                with suppress(OSError):
                    sys.stdout.write(f"rayvision {__version__}\n")
                    sys.stdout.flush()
                    return 0
        from rayvision_cli.app import run

        return run(words)
    except KeyboardInterrupt:
        # Even before the command line knows its language.
        sys.stderr.write("rayvision: interrupted\n")
        return 130
    except ImportError as error:
        return _cannot_start(error)


def _cannot_start(error: ImportError) -> int:
    """Print what is wrong with the installation."""
    spec = find_spec("rayvision_api")
    if spec is not None and spec.origin and Path(spec.origin).with_name("core.py").exists():
        advice = "pip uninstall rayvision-api, and then: pip install --force-reinstall --no-deps rayvision-sdk"
        sys.stderr.write(f"rayvision: the vendor's rayvision-api has overwritten rayvision-sdk; run: {advice}\n")
    elif error.name == "httpx" and not isinstance(error, ModuleNotFoundError):
        sys.stderr.write("rayvision: the httpx that is installed is another library; run: pip install 'httpx<1'\n")
    elif (error.name or "").partition(".")[0] in _EXTRA:
        sys.stderr.write(f"rayvision: {error.name} is missing; run: pip install 'rayvision-sdk[cli]'\n")
    else:
        raise error
    return 2


if __name__ == "__main__":
    sys.exit(main())
