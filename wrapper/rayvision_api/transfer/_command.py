"""The transmitter's command line: 13 options, always all of them, as a list that no shell ever sees."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from rayvision_api._arguments import integer, text

LINE_VARIABLE = "RAYVISION_TRANSFER_LINE"
_LEAST_PORT, _HIGHEST_PORT = 1, 65_535
# By the program's own help, in KB/s.
HIGHEST_SPEED = 1_048_576


class Kind(StrEnum):
    """What is transferred."""

    UPLOAD_PATH = "upload_path"
    """A file or a folder. Of a file, the remote path is its whole new name."""
    UPLOAD_JSON = "upload_json"
    """The files that an `upload.json` lists, each to its own place."""
    UPLOAD_LIST = "upload_list"
    """The files that a list names."""
    DOWNLOAD_PATH = "download_path"
    """A folder or a file."""
    DOWNLOAD_LIST = "download_list"
    """The files that a list names."""


class NetworkMode(IntEnum):
    """How the engine sends, in the program's own numbers."""

    AUTO = 0
    """By UDP, and by TCP where that does not get through."""
    UDP = 1
    """By UDP."""
    TCP = 2
    """By TCP."""


@dataclass(frozen=True)
class Line:
    """A server to transfer with.

    Attributes:
        host: Its address.
        port: Its port.
        engine: How it is spoken to. `aspera` is the only one: `raysync` ends the transfers of everybody else on the
            machine when it starts, and `raysyncproxy` is another program.
    """

    host: str
    port: int
    engine: str = "aspera"

    def __post_init__(self) -> None:
        text("host", self.host)
        if not _LEAST_PORT <= integer("port", self.port) <= _HIGHEST_PORT:
            raise ValueError(f"port is {self.port}; it has to be at most {_HIGHEST_PORT}")
        if self.engine != "aspera":
            raise ValueError(f"engine is {self.engine!r}; it has to be 'aspera'")

    @classmethod
    def from_environment(cls) -> Line | None:
        """Read the server that `RAYVISION_TRANSFER_LINE` names, as `HOST:PORT`.

        Raises:
            ValueError: It names none like this.
        """
        value = os.environ.get(LINE_VARIABLE)
        if not value:
            return None
        match = re.fullmatch(r"\[?([^\[\]]+)\]?:([0-9]{1,5})", value)
        if match is None:
            raise ValueError(f"{LINE_VARIABLE} is {value!r}; it has to be HOST:PORT")
        return cls(match[1], int(match[2]))


@dataclass(frozen=True)
class Storage:
    """Where files lie on the farm.

    Attributes:
        storage_id: Number of the storage: that for configuration, input or output.
        user_id: Number of the account whose folder it is.
    """

    storage_id: int
    user_id: int

    def __post_init__(self) -> None:
        # The record of uploads has no room for more.
        integer("storage_id", self.storage_id, most=2**63 - 1)
        integer("user_id", self.user_id, most=2**63 - 1)


def command_line(
    kind: Kind,
    line: Line,
    storage: Storage,
    local: str | os.PathLike[str],
    remote: str = "/",
    *,
    keep_path: bool = False,
    speed: int = HIGHEST_SPEED,
    network_mode: NetworkMode = NetworkMode.AUTO,
    attempts: int = 2,
) -> list[str]:
    """Write what stands behind the program's name.

    Args:
        kind: What is transferred.
        line: The server.
        storage: Where on the farm.
        local: The file, folder or list on this machine; or the folder to download into.
        remote: Where in the account's folder.
        keep_path: Whether the levels of the path are kept: of a download, the name of the remote folder.
        speed: At most how fast, in KB/s.
        network_mode: How the engine sends.
        attempts: How often the program tries by itself.

    Raises:
        ValueError: A value is out of its range, holds a NUL character, or would name a file as the account's folder.
        TypeError: A value is of the wrong type.
    """
    # A path that starts with a dash would be an option.
    path = os.path.abspath(local)  # noqa: PTH100  # Path.absolute keeps `..`
    if "\0" in path or "\0" in text("remote", remote):
        raise ValueError("local and remote may not hold NUL characters")
    if kind is Kind.UPLOAD_PATH and not remote.strip("/") and not os.path.isdir(path):  # noqa: PTH112  # as above
        raise ValueError(f"remote is {remote!r}, which would be the whole name of the file; give it a name")
    if not 1 <= integer("speed", speed) <= HIGHEST_SPEED:
        raise ValueError(f"speed is {speed} KB/s; it has to be at most {HIGHEST_SPEED}")
    options = {
        "-E": line.engine,
        "-H": line.host,
        "-P": line.port,
        "-S": storage.storage_id,
        "-U": storage.user_id,
        "-T": kind.value,
        "-L": path,
        "-R": remote,
        "-r": integer("attempts", attempts, least=0),
        "-K": "true" if keep_path else "false",
        "-s": speed,
        # Its own database of what was sent is never used: it believes in files that the farm has long removed.
        "-C": "None",
        "-p": int(network_mode),
    }
    return [str(part) for option in options.items() for part in option]
