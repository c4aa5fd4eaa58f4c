"""The command: `python -m rayvision_sandbox.transmitter`, or `rayvision-sandbox-transmitter`."""

import sys

from rayvision_sandbox.transmitter.command import main

if __name__ == "__main__":
    sys.exit(main())
