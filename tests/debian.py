"""Programs that tests drive: those of the machine, else Debian's, where this process may install them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable

# Tests that run side by side wait for each other.
_APT = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
_PATIENCE = 600


class MissingError(Exception):
    """There is no such program, and none can be had; the text says why."""


def find(package: str, others: Iterable[str] = ()) -> str:
    """Find a program, installing Debian's package of its name where it is missing.

    Args:
        package: Name of the package and of the program.
        others: Names by which it may be there as well.

    Raises:
        MissingError: It is not there, and cannot be installed.
    """
    found = next(filter(None, map(shutil.which, (package, *others))), None)
    if found:
        return found
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise MissingError(f"no {package} on this machine, and only root on Debian or Ubuntu can install it here")
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", package]):
        command = [*_APT, *arguments]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
        except subprocess.TimeoutExpired as error:
            raise MissingError(f"`{' '.join(command)}` took longer than {_PATIENCE} seconds") from error
        if done.returncode:
            raise MissingError(f"`{' '.join(command)}` failed: {done.stderr.strip()[-300:]}")
    found = shutil.which(package)
    if not found:
        raise MissingError(f"Debian's package {package} is installed, but no `{package}` is on the path")
    return found
