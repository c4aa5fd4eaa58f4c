"""The transmitter's command line: 13 options, always all of them, as a list that no shell ever sees."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import StrEnum

from rayvision_api._arguments import integer, text

LINE_VARIABLE = "RAYVISION_TRANSFER_LINE"
# `raysync` ends all other transfers on the machine when it starts; `raysyncproxy` is another program.
ENGINE = "aspera"
# The highest there is, by the program's own help, in KB/s.
_SPEED = 1_048_576


class Kind(StrEnum):
    """What is transferred."""

    UPLOAD_PATH = "upload_path"
    """A file or a folder. Of a file, the remote path is its whole new name."""
    UPLOAD_JSON = "upload_json"
    """The files that an `upload.json` lists, each to its own place."""
    DOWNLOAD_PATH = "download_path"
    """A folder or a file."""


@dataclass(frozen=True)
class Line:
    """A server to transfer with.

    Attributes:
        host: Its address.
        port: Its port.
    """

    host: str
    port: int

    def __post_init__(self) -> None:
        text("host", self.host)
        integer("port", self.port, most=65_535)

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
) -> list[str]:
    """Write what stands behind the program's name.

    Args:
        kind: What is transferred.
        line: The server.
        storage: Where on the farm.
        local: The file, folder or list on this machine; or the folder to download into.
        remote: Where in the account's folder.
        keep_path: Whether the levels of the path are kept: of a download, the name of the remote folder.

    Raises:
        ValueError: A path holds a NUL character, or would name a file as the account's folder.
        TypeError: `remote` is not text.
    """
    # A path that starts with a dash would be an option.
    path = os.path.abspath(local)  # noqa: PTH100  # Path.absolute keeps `..`
    if "\0" in path or "\0" in text("remote", remote):
        raise ValueError("local and remote may not hold NUL characters")
    if kind is Kind.UPLOAD_PATH and not remote.strip("/") and not os.path.isdir(path):  # noqa: PTH112  # `path` is text
        raise ValueError(f"remote is {remote!r}, which would be the whole name of the file; give it a name")
    options = {
        "-E": ENGINE,
        "-H": line.host,
        "-P": line.port,
        "-S": storage.storage_id,
        "-U": storage.user_id,
        "-T": kind.value,
        "-L": path,
        "-R": remote,
        "-r": 2,
        "-K": "true" if keep_path else "false",
        "-s": _SPEED,
        # Its own database of what was sent is never used: it believes in files that the farm has long removed.
        "-C": "None",
        # UDP or TCP; only engine `raysync` uses it.
        "-p": 0,
    }
    return [str(part) for option in options.items() for part in option]
