"""Local paths, and where they land on the farm.

A job may have been made on another system than the one that reads it, so the form of a path says what it is, and
`os.path` is not asked.
"""

from __future__ import annotations

import re

_DRIVE = re.compile(r"[A-Za-z]:")
_UNEVEN = re.compile(r"\\|/(?:/|\.(?:/|\Z)|\Z)")


def is_windows(path: str) -> bool:
    r"""Return whether a path has a drive letter or leads to a share: `D:\a`, `\\host\share\a`."""
    return bool(_DRIVE.match(path)) or path.startswith("\\\\")


def is_absolute(path: str) -> bool:
    r"""Return whether a path alone says where a file is; `D:a` and `\a` depend on the current drive and folder."""
    return path.startswith(("/", "\\\\")) or bool(re.match(r"[A-Za-z]:[/\\]", path))


def server_path(local: str) -> str:
    r"""Return where a local file goes in the account's folder of the input storage, as the vendor's analysers do.

    `D:\a\b.ma` becomes `/D/a/b.ma`, `\\host\share\b.ma` becomes `/host/share/b.ma`, and `/home/b.ma` becomes
    `home/b.ma`. The farm finds a file there by its path in the scene. Every other character stays as it is.

    Args:
        local: The path, of any system. One that is not absolute keeps its form.
    """
    path = local.replace("\\", "/")
    # Windows's own way to write paths of any length.
    if path.startswith(("//?/", "//./")):
        path = path[4:]
        if path[:4].upper() == "UNC/":
            path = "//" + path[4:]
    if _DRIVE.match(path):
        return f"/{path[0]}/{path[2:].lstrip('/')}"
    if path.startswith("//"):
        return "/" + path.lstrip("/")
    # `convert_path` of rayvision_utils 1.2.2.4 takes the slash away, and the transmitter puts it back. Kept, for what
    # else reads it on the farm is not known.
    return path.removeprefix("/")


def farm_path(server: str) -> str:
    """Return where the transmitter puts a file; a leading slash makes no difference."""
    if server.startswith("/") and not _UNEVEN.search(server):
        return server
    return "/" + "/".join(part for part in server.replace("\\", "/").split("/") if part not in {"", "."})


def name_problem(path: str) -> tuple[str, str] | None:
    """Return why job files or the transmitter cannot name a file: a code, and the reason."""
    if "\n" in path or "\r" in path:
        return "line-break", "whose name has a line break, so that no line of the transmitter can name it; rename it"
    try:
        path.encode()
    except UnicodeEncodeError:
        return "name-not-utf8", "whose bytes are not UTF-8, so that no job file can name it; rename it"
    return None


def place_problem(server: str) -> str | None:
    """Return what is wrong with a path in the account's folder."""
    if "\0" in server:
        return "; it may not have a NUL character in it"
    if (problem := name_problem(server)) is not None:
        return f", {problem[1]}"
    if ".." in server.replace("\\", "/").split("/"):
        return "; it may not have '..' in it"
    return ", the account's folder itself; name a file in it" if farm_path(server) == "/" else None
