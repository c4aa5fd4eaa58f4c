"""The command: `python -m rayvision_sandbox`, or `rayvision-sandbox`."""

import sys
from collections.abc import Sequence

# What the extra `sandbox` brings, by the names under which it is imported.
EXTRA = ("PIL", "orjson", "starlette", "uvicorn")
USAGE_ERROR = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a farm until it is stopped, if what it needs is installed.

    Returns:
        The exit code: 0 after a clean stop, 2 if the farm could not start.
    """
    try:
        from rayvision_sandbox import command
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in EXTRA:
            raise
        print(f"rayvision-sandbox: {missing} is not installed: pip install 'rayvision-sdk[sandbox]'", file=sys.stderr)
        return USAGE_ERROR
    return command.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
