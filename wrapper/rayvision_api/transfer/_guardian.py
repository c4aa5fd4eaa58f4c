"""Starts a program and outlives the process that asked for it by a moment.

    python -c SOURCE FD NAME=VALUE... -- PROGRAM ARGUMENT...

FD is the reading end of a pipe. When its other end is closed, because the caller wants to stop or has been killed, the
program and all that it has started are ended. A process of its own, for a killed one can end nothing any more, and
asking the kernel for it (PR_SET_PDEATHSIG) goes by the thread that started the program. The variables are for the
program alone. Imports nothing that takes time.
"""

import _thread
import os
import signal
import sys
import time

CANNOT_START = 127
MARK = "rayvision: cannot start the program: "
_GRACE = 1.0
_STEP = 0.01


def _end(group: int) -> None:
    """Ask a group of processes to end, and after a moment make them."""
    deadline = time.monotonic() + _GRACE
    try:
        os.killpg(group, signal.SIGTERM)
        while time.monotonic() < deadline:
            time.sleep(_STEP)
            os.killpg(group, 0)
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        # macOS raises PermissionError for a group whose processes have all ended.
        return


def _watch(pipe: int, group: int) -> None:
    os.read(pipe, 1)
    _end(group)


def main() -> None:
    """Run the program, and exit as it does."""
    pipe = int(sys.argv[1])
    start = sys.argv.index("--")
    program = sys.argv[start + 1 :]
    environment = os.environ | dict(variable.split("=", 1) for variable in sys.argv[2:start])
    try:
        child = os.posix_spawn(
            program[0], program, environment, file_actions=[(os.POSIX_SPAWN_CLOSE, pipe)], setpgroup=0
        )
    except OSError as error:
        os.write(1, (MARK + str(error.strerror)).encode())
        os._exit(CANNOT_START)
    _thread.start_new_thread(_watch, (pipe, child))
    _, status = os.waitpid(child, 0)
    # What it has left behind would go on, and hold the pipes open.
    _end(child)
    code = os.waitstatus_to_exitcode(status)
    os._exit(code if code >= 0 else 128 - code)


if __name__ == "__main__":
    main()
