"""Installing the vendor's transmitter: out of the vendor's own package, alone, and into this user's folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

from rayvision_api._file_errors import naming
from rayvision_api.transfer._errors import TransferError, TransmitterNotFoundError
from rayvision_api.transfer._transmitter import WITHIN_RAYVISION_SYNC, Transmitter, find_transmitter, installed_path

_PACKAGE = "rayvision-sync"
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+!]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LONGEST_DOWNLOAD = 600.0
_LONGEST_START = 30.0


# The version whose file is on the Python Package Index.
KNOWN_VERSION = "3.1.8"
_KNOWN = {KNOWN_VERSION: "3a2611cbc68c7634fe2b37096ad1371dea0cc4ad502fc141a252e7e073c137ad"}


def install_transmitter(version: str = KNOWN_VERSION, sha256: str | None = None) -> Transmitter:
    """Download the vendor's package `rayvision-sync` by pip, and unpack its transmitter alone.

    The program is the vendor's, under the vendor's terms, and not a part of this package. Nothing of the package is
    imported or run, and what it depends on is not installed.

    Args:
        version: The version, `3.1.8` for example.
        sha256: The SHA-256 of its wheel, in 64 hexadecimal digits, as the package index shows it. Of 3.1.8 it is known.

    Raises:
        ValueError: The version or the digest is malformed, or the digest missing.
        TransferError: pip cannot download it, it is not the file of this digest, or it holds no transmitter for this
            system.
        OSError: It cannot be written.
    """
    if not _VERSION.fullmatch(version):
        raise ValueError(f"version is {version!r}; it has to be a number such as 3.1.8")
    sha256 = sha256 or _KNOWN.get(version)
    if sha256 is None:
        raise ValueError(f"sha256 is missing; it is known of {KNOWN_VERSION} alone, so name that of {version}'s wheel")
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"sha256 is {sha256!r}; it has to be 64 hexadecimal digits, in small letters")
    target = installed_path().parent
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="transmitter-", dir=target.parent) as name:
        folder = Path(name)
        unpacked = _unpacked(_downloaded(folder, version, sha256), folder / "new")
        if target.exists():
            target.rename(folder / "old")
        unpacked.rename(target)
    return find_transmitter(installed_path())


def transmitter_version(transmitter: Transmitter) -> str:
    """Start the transmitter, and return the version that it prints.

    Raises:
        TransmitterNotFoundError: It does not start, or does not print its version.
    """
    what = f"the transmitter, {str(transmitter.path)!r},"
    try:
        done = subprocess.run(  # noqa: S603  # the program that the user has chosen
            [transmitter.path, "-v"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST_START,
            env=os.environ | transmitter.variables(),
            check=False,  # it prints its version with exit code 1
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TransmitterNotFoundError(f"{what} does not start: {error}") from None
    found = re.search(rb"current version: *([0-9.]+)", done.stdout)
    if found is None:
        raise TransmitterNotFoundError(f"{what} does not print its version; it ended with exit code {done.returncode}")
    return found[1].decode()


def _downloaded(folder: Path, version: str, sha256: str) -> Path:
    if find_spec("pip") is None:
        raise TransferError(f"pip, which fetches {_PACKAGE}, is not in this environment; python -m ensurepip adds it")
    requirement = folder / "requirements.txt"
    with naming(requirement):
        requirement.write_text(f"{_PACKAGE}=={version} --hash=sha256:{sha256}\n", "utf-8")
    options = ("--no-deps", "--only-binary=:all:", "--require-hashes", "--disable-pip-version-check", "--no-input")
    places = ("--dest", str(folder), "--requirement", str(requirement))
    command = [sys.executable, "-m", "pip", "download", *options, *places]
    try:
        done = subprocess.run(  # noqa: S603  # pip, with checked arguments
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_LONGEST_DOWNLOAD,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TransferError(f"pip did not download {_PACKAGE} {version} within ten minutes; try again") from None
    wheel = next(folder.glob("*.whl"), None)
    if done.returncode or wheel is None:
        said = " ".join(done.stderr.partition("ERROR: ")[2].split()) or "it does not say why"
        raise TransferError(f"pip cannot download {_PACKAGE} {version}: {said}")
    return wheel


def _unpacked(wheel: Path, folder: Path) -> Path:
    """Unpack the program's own folder, for its owner alone."""
    *within, program = WITHIN_RAYVISION_SYNC
    prefix = "/".join(("rayvision_sync", *within, ""))
    folder.mkdir(mode=0o700)
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.infolist():
            rest = member.filename.removeprefix(prefix)
            if member.is_dir() or rest == member.filename:
                continue
            path = folder.joinpath(*rest.split("/"))
            if ".." in rest.split("/") or "\\" in rest or not path.is_relative_to(folder):
                raise TransferError(
                    f"{wheel.name} holds {member.filename!r}, which leads out of its folder; not installed"
                )
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with archive.open(member) as source, naming(path), path.open("xb") as target:
                shutil.copyfileobj(source, target)
            # It starts programs that lie beside it.
            path.chmod(0o700)
    if not (folder / program).is_file():
        raise TransferError(f"{wheel.name} holds no {prefix}{program}, a transmitter for this system; not installed")
    return folder
