"""Finding the transmitter, the vendor's program that moves files: it is not ours, and a user installs it."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from rayvision_api.transfer._errors import TransmitterNotFoundError

VARIABLE = "RAYVISION_TRANSMITTER"
_PROGRAM = "rayvision_transmitter.exe" if sys.platform == "win32" else "rayvision_transmitter"
# Where rayvision_sync 3.1.8 has it.
WITHIN_RAYVISION_SYNC = ("transmission", "windows" if sys.platform == "win32" else "linux", _PROGRAM)


@dataclass(frozen=True)
class Transmitter:
    """The program that is used.

    Attributes:
        path: Where it is.
        found: How it was found: `argument`, `environment`, `installed` or `rayvision_sync`.
    """

    path: Path
    found: str

    def variables(self) -> dict[str, str]:
        """Return what its environment has beyond this process's: where its libraries and its logs are."""
        from platformdirs import user_log_path

        # Else it writes its log beside itself, where it may have no right to.
        variables = {"RAYVISION_LOG": os.environ.get("RAYVISION_LOG", str(user_log_path("rayvision", appauthor=False)))}
        if sys.platform != "win32":
            # rayvision_sync puts this folder alone there, and for its own process too.
            paths = (str(self.path.parent), os.environ.get("LD_LIBRARY_PATH"))
            variables["LD_LIBRARY_PATH"] = os.pathsep.join(path for path in paths if path)
        return variables


def installed_path() -> Path:
    """Return where this user's own transmitter stands, once it is installed."""
    from platformdirs import user_data_path

    return user_data_path("rayvision", appauthor=False) / "transmitter" / _PROGRAM


def find_transmitter(path: str | os.PathLike[str] | None = None) -> Transmitter:
    """Find the transmitter.

    Looked for in this order: the argument; the environment variable `RAYVISION_TRANSMITTER`; this user's own; the one
    that an installed `rayvision_sync` brings, which is not imported for it. The first that is named or there is used,
    and has to work.

    Args:
        path: The program, by its path or by its name on `PATH`.

    Raises:
        TransmitterNotFoundError: There is none, or it may not be started; the message says what to do.
    """
    for found, candidate in (("argument", path), ("environment", os.environ.get(VARIABLE))):
        if candidate:
            return _usable(Transmitter(_on_path(candidate), found))
    for found, place in (("installed", installed_path()), ("rayvision_sync", _of_rayvision_sync())):
        if place is not None and place.exists():
            return _usable(Transmitter(place, found))
    raise TransmitterNotFoundError(
        "there is no transmitter, the vendor's program that transfers files; "
        f"install it with `rayvision transmitter install`, or name the program in {VARIABLE}"
    )


def _on_path(candidate: str | os.PathLike[str]) -> Path:
    name = os.fspath(candidate)
    known = shutil.which(name) if os.path.basename(name) == name else None  # noqa: PTH119  # as it is written
    # Its working directory is another one.
    return Path(known or name).absolute()


def _usable(transmitter: Transmitter) -> Transmitter:
    named = {"argument": "as it was given", "environment": f"as {VARIABLE} says"}.get(transmitter.found, "")
    where = f"the transmitter, {str(transmitter.path)!r}{', ' + named if named else ''},"
    if not transmitter.path.is_file():
        raise TransmitterNotFoundError(f"{where} is not a file; name the program itself")
    if not os.access(transmitter.path, os.X_OK):
        raise TransmitterNotFoundError(f"{where} may not be started by this user; allow it: chmod u+x")
    return transmitter


def _of_rayvision_sync() -> Path | None:
    try:
        spec = find_spec("rayvision_sync")
    except (ImportError, ValueError):
        return None
    folders = (spec.submodule_search_locations or []) if spec else []
    return next((Path(folder).joinpath(*WITHIN_RAYVISION_SYNC) for folder in folders), None)
