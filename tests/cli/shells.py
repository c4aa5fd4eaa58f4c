"""Where a shell is: on the machine, else from Debian where this process may install it."""

from __future__ import annotations

import os
import shutil
import subprocess

# Tests that run side by side wait for each other.
_APT = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
_PATIENCE = 600


class MissingError(Exception):
    """There is no such shell, and none can be had; the text says why."""


def find(shell: str) -> str:
    """Find a shell, installing Debian's package where it is missing.

    Raises:
        MissingError: It is not there, and cannot be installed.
    """
    if found := shutil.which(shell):
        return found
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise MissingError(f"no {shell} on this machine, and only root on Debian or Ubuntu can install it here")
    for command in ([*_APT, "update"], [*_APT, "install", "-y", "--no-install-recommends", shell]):
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
        except subprocess.TimeoutExpired as error:
            raise MissingError(f"`{' '.join(command)}` took longer than {_PATIENCE} seconds") from error
        if done.returncode:
            raise MissingError(f"`{' '.join(command)}` failed: {done.stderr.strip()[-300:]}")
    found = shutil.which(shell)
    if not found:
        raise MissingError(f"Debian's package {shell} is installed, but no `{shell}` is on the path")
    return found
