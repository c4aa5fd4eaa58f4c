"""Profiles: the keys, domain and platform of an account under a name, in one file of this user's.

    # ~/.config/rayvision/profiles.ini, or where `path()` says on this system
    [default]
    access_id = ...
    access_key = ...

    [studio-b]
    access_id = ...
    domain = www.foxrenderfarm.com
    platform = 6

A profile without `access_key` has it in the system's keyring, where the package `keyring` is installed and works.
"""

from __future__ import annotations

import os
import re
import stat
import sys
import tempfile
from configparser import ConfigParser
from configparser import Error as MalformedError
from importlib import import_module
from pathlib import Path
from typing import Any

from attrs import field, frozen

PATH_VARIABLE = "RAYVISION_API_PROFILES"
DEFAULT = "default"
_KEYRING_SERVICE = "rayvision-sdk"
_MEMBERS = ("access_id", "access_key", "domain", "platform")


@frozen
class Profile:
    """What is stored of an account; `None` for what is not."""

    access_id: str | None = field(default=None, repr=False)
    access_key: str | None = field(default=None, repr=False)
    domain: str | None = None
    platform: str | None = None


def path() -> Path:
    """Give the file of this user's profiles, which `RAYVISION_API_PROFILES` may name."""
    if named := os.environ.get(PATH_VARIABLE):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("rayvision", appauthor=False) / "profiles.ini"


def names() -> list[str]:
    """List the profiles that there are.

    Raises:
        ValueError: The file is malformed, or others may read it.
    """
    return _read().sections()


def load(name: str | None = None) -> Profile:
    """Read a profile.

    Args:
        name: Its name; by default `default`, which need not exist.

    Raises:
        ValueError: There is no profile of that name, or the file is malformed, or others may read it.
    """
    parser = _read()
    if not parser.has_section(name or DEFAULT):
        if name is None:
            return Profile()
        raise ValueError(f"profile is {name!r}, which {path()} does not have; it has {parser.sections() or 'none'}")
    section = parser[name or DEFAULT]
    if unknown := len(set(section) - set(_MEMBERS)):
        # Their names are not quoted: a key that was pasted on a line of its own looks like one.
        raise ValueError(f"{path()}: profile {name or DEFAULT!r} has {unknown} lines other than {', '.join(_MEMBERS)}")
    stored = {key: section[key] for key in _MEMBERS if section.get(key)}
    if "access_id" in stored and "access_key" not in stored and (key := _from_keyring(stored["access_id"])):
        stored["access_key"] = key
    return Profile(**stored)


def save(profile: Profile, name: str = DEFAULT) -> None:
    """Store a profile, beside the others and in the place of one of that name.

    The file is replaced in one step and readable by this user alone. The access key goes to the system's keyring where
    there is a working one, else into the file.

    Args:
        profile: What to store.
        name: Its name.

    Raises:
        ValueError: The name or a member cannot be stored, or the file there is malformed, or others may read it.
        OSError: It cannot be written.
    """
    if not re.fullmatch(r"[^\[\]\r\n]*[^\[\]\s][^\[\]\r\n]*", name):
        raise ValueError(f"name is {name!r}; it has to be one line, not empty, and without brackets")
    for key in _MEMBERS:
        if not re.fullmatch(r"[!-~]+", getattr(profile, key) or "-"):
            raise ValueError(f"{key} holds spaces, line breaks or non-ASCII characters")
    parser = _read()
    members = {key: value for key in _MEMBERS if (value := getattr(profile, key)) is not None}
    if profile.access_id and profile.access_key and _to_keyring(profile.access_id, profile.access_key):
        del members["access_key"]
    parser[name] = members
    target = path()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # mkstemp makes a file that only this user may read.
    handle, temporary = tempfile.mkstemp(prefix=".profiles-", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            parser.write(file)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except BaseException:  # whatever ends the writing, no half file with keys stays
        Path(temporary).unlink(missing_ok=True)
        raise


def _read() -> ConfigParser:
    # An access key may hold any character, so none has a meaning of its own; and no section feeds the others.
    parser = ConfigParser(interpolation=None, default_section="")
    file = path()
    line: Any = None
    try:
        with file.open(encoding="utf-8-sig") as stream:
            mode = os.fstat(stream.fileno()).st_mode
            if sys.platform != "win32" and mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise ValueError(f"{file} can be read by others; make it yours alone: chmod 600 '{file}'")
            parser.read_file(stream)
    except FileNotFoundError:
        pass
    except (MalformedError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", None) or next(iter(getattr(error, "errors", [])), ("?",))[0]
    if line is not None:
        # Raised out here, for the parser's error quotes the line, and the line may hold a key.
        raise ValueError(f"{file} is malformed at line {line}; '[default]' and 'access_id = ...' are how it goes")
    return parser


def _from_keyring(access_id: str) -> str | None:
    try:
        key: str | None = import_module("keyring").get_password(_KEYRING_SERVICE, access_id)
    except Exception:  # noqa: BLE001  # a headless machine fails in ways that no list holds, and has other places
        key = None
    return key


def _to_keyring(access_id: str, access_key: str) -> bool:
    try:
        keyring = import_module("keyring")
        keyring.set_password(_KEYRING_SERVICE, access_id, access_key)
        return bool(keyring.get_password(_KEYRING_SERVICE, access_id) == access_key)
    except Exception:  # noqa: BLE001  # as above
        return False
