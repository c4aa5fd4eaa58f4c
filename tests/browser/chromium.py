"""Where Chromium is: on the machine, else from Debian where this process may install it."""

from __future__ import annotations

import os
import shutil
import subprocess

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_INSTALL = (["apt-get", "-q", "update"], ["apt-get", "-q", "install", "-y", "--no-install-recommends", "chromium"])
_PATIENCE = 600

# Nothing that the browser does of its own accord shall be among what a page asks for.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class MissingError(Exception):
    """There is no Chromium, and none can be had; the text says why."""


def find() -> str:
    """Find Chromium, installing Debian's package where it is missing.

    Raises:
        MissingError: It is not there, and cannot be installed.
    """
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found:
        return found
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise MissingError("no Chromium on this machine, and only root on Debian or Ubuntu can install it here")
    for command in _INSTALL:
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
        except subprocess.TimeoutExpired as error:
            raise MissingError(f"`{' '.join(command)}` took longer than {_PATIENCE} seconds") from error
        if done.returncode:
            raise MissingError(f"`{' '.join(command)}` failed: {done.stderr.strip()[-300:]}")
    found = shutil.which("chromium")
    if not found:
        raise MissingError("Debian's package chromium is installed, but no `chromium` is on the path")
    return found
