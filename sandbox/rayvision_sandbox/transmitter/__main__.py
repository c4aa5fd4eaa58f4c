"""The command: `python -m rayvision_sandbox.transmitter`, or `rayvision-sandbox-transmitter`."""

import sys
from collections.abc import Sequence

from rayvision_sandbox.transmitter import command


def main(arguments: Sequence[str] | None = None) -> int:
    """Transfer files as the arguments say.

    Returns:
        The exit code: 0 for success, 1 if a retry may help, 255 if not.
    """
    return command.main(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
