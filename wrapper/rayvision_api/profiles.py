"""Profiles: the keys, domain, platform, protocol and edition of an account under a name, in one file of this user's.

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
from configparser import ConfigParser
from configparser import Error as MalformedError
from contextlib import AbstractContextManager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from attrs import field, fields, frozen

from rayvision_api._file_errors import naming
from rayvision_api._lock import locked
from rayvision_api._secret import hides_locals

PATH_VARIABLE = "RAYVISION_API_PROFILES"
DEFAULT = "default"
_KEYRING_SERVICE = "rayvision-sdk"
# Seconds that another program may take to store its profile.
_PATIENCE = 30.0


@frozen
class Profile:
    """What is stored of an account; `None` for what is not."""

    access_id: str | None = field(default=None, repr=False)
    access_key: str | None = field(default=None, repr=False)
    domain: str | None = None
    platform: str | None = None
    protocol: str | None = None
    api_version: str | None = None


_MEMBERS = tuple(one.name for one in fields(Profile))


def path() -> Path:
    """Return the file of this user's profiles, which `RAYVISION_API_PROFILES` may name."""
    if named := os.environ.get(PATH_VARIABLE):
        return Path(os.path.expanduser(named))  # noqa: PTH111  # pathlib fails where there is no home
    from platformdirs import user_config_path

    return user_config_path("rayvision", appauthor=False) / "profiles.ini"


@hides_locals
def names() -> list[str]:
    """List the profiles that there are.

    Raises:
        ValueError: The file is malformed, or others may read it, or `RAYVISION_API_PROFILES` names one that cannot be
            read.
    """
    _clear_up()
    return _parsed(_text()).sections()


@hides_locals
def load(name: str | None = None) -> Profile:
    """Read a profile.

    Args:
        name: Its name; by default `default`, which need not exist.

    Raises:
        ValueError: There is no profile of that name, or the file is malformed, or others may read it, or it cannot be
            read although it or the profile is named.
    """
    _clear_up()
    parser = _parsed(_text(is_needed=name is not None))
    if not parser.has_section(name or DEFAULT):
        if name is None:
            return Profile()
        raise ValueError(f"profile is {name!r}, which {path()} does not have; it has {parser.sections() or 'none'}")
    section = parser[name or DEFAULT]
    if unknown := len(set(section) - set(_MEMBERS)):
        # Their names are not quoted: a key that was pasted on a separate line looks like one.
        raise ValueError(f"{path()}: profile {name or DEFAULT!r} has {unknown} lines other than {', '.join(_MEMBERS)}")
    stored = {key: section[key] for key in _MEMBERS if section.get(key)}
    if "access_id" in stored and "access_key" not in stored and (key := _from_keyring(stored["access_id"])):
        stored["access_key"] = key
    return Profile(**stored)


@hides_locals
def save(profile: Profile, name: str = DEFAULT) -> None:
    """Store a profile, beside the others and in place of one of that name.

    The file is replaced in one step and readable by this user alone; comments stay, and so does a symbolic link.
    Programs that save at the same time wait for each other. The access key goes to the system's keyring where there is
    a working one, else into the file.

    Args:
        profile: What to store.
        name: Its name.

    Raises:
        ValueError: The name or a member cannot be stored, or the file there is malformed, or others may read it.
        OSError: It cannot be written, or another program keeps it locked.
    """
    if not re.fullmatch(r"[^\[\]\r\n]*[^\[\]\s][^\[\]\r\n]*", name):
        raise ValueError(f"name is {name!r}; it has to be one line, not empty, and without brackets")
    for key in _MEMBERS:
        if not re.fullmatch(r"[!-~]+", getattr(profile, key) or "-"):
            raise ValueError(f"{key} holds spaces, line breaks or non-ASCII characters")
    members = {key: value for key in _MEMBERS if (value := getattr(profile, key)) is not None}
    _target().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone():
        before = _text(is_needed=True)
        wanted = {**_sections(before), name: members}
        if profile.access_id and profile.access_key and _to_keyring(profile.access_id, profile.access_key):
            del members["access_key"]
        after = _with_section(before, name, members)
        if _sections(after) != wanted:
            raise ValueError(f"{path()} is laid out in a way that cannot be kept; indent no line of it")
        _replace(after)


def _target() -> Path:
    """Return the file that is read and written, where `path()` may be a symbolic link to it."""
    # A link that leads in a circle is an OSError when it is opened.
    return Path(os.path.realpath(path()))


def _temporary() -> Path:
    return _target().with_name(f".{_target().name}.new")


def _alone() -> AbstractContextManager[None]:
    """Let no other program save while a block runs."""
    return locked(_target().with_name(f".{_target().name}.lock"), _PATIENCE)


def _clear_up() -> None:
    """Remove what a program left that was killed while it saved: there are keys in it."""
    with suppress(OSError):
        if _temporary().exists():
            with _alone():
                _temporary().unlink(missing_ok=True)


def _replace(text: str) -> None:
    temporary = _temporary()
    temporary.unlink(missing_ok=True)
    try:
        # Path.open takes no opener.
        with naming(_target()), open(temporary, "x", encoding="utf-8", opener=_for_this_user) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(_target())
    except BaseException:  # whatever ends the writing, no half file with keys stays
        temporary.unlink(missing_ok=True)
        raise


def _for_this_user(file: str, flags: int) -> int:
    return os.open(file, flags, 0o600)


def _text(*, is_needed: bool = False) -> str:
    """Read the file; a missing one is empty.

    Args:
        is_needed: Whether one that cannot be read is an error, as it is where the environment names it.
    """
    file = path()
    reason = None
    try:
        with file.open(encoding="utf-8-sig") as stream:
            mode = os.fstat(stream.fileno()).st_mode
            if sys.platform != "win32" and mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise ValueError(f"{file} can be read by others; make it yours alone: chmod 600 '{file}'")
            return stream.read()
    except FileNotFoundError:
        pass
    except UnicodeDecodeError:
        reason = "it is not text in UTF-8"
    except OSError as error:
        if is_needed or os.environ.get(PATH_VARIABLE):
            reason = error.strerror or type(error).__name__
    if reason:
        # Raised out here, for the reader's error holds the content.
        raise ValueError(f"{file} cannot be read: {reason}")
    return ""


def _parsed(text: str) -> ConfigParser:
    # An access key may hold any character, so none has a special meaning; and no section feeds the others.
    parser = ConfigParser(interpolation=None, default_section="")
    line: Any = None
    try:
        parser.read_string(text)
    except MalformedError as error:
        line = getattr(error, "lineno", None) or next(iter(getattr(error, "errors", [])), ("?",))[0]
    if line is not None:
        # Raised out here, for the parser's error quotes the line, and the line may hold a key.
        raise ValueError(f"{path()} is malformed at line {line}; write '[default]' or 'access_id = ...' there")
    return parser


def _sections(text: str) -> dict[str, dict[str, str]]:
    parser = _parsed(text)
    return {name: dict(parser[name]) for name in parser.sections()}


def _with_section(text: str, name: str, members: dict[str, str]) -> str:
    """Put a section's members into a text, and leave all else, comments too, as it is."""
    lines = text.rstrip().split("\n") if text.strip() else []
    headers = [index for index, line in enumerate(lines) if _header(line)]
    start = next((index for index in headers if _header(lines[index]) == name), None)
    if start is None:
        lines += ["", f"[{name}]"] if lines else [f"[{name}]"]
        start = len(lines) - 1
    end = next((index for index in headers if index > start), len(lines))
    missing = dict(members)
    body: list[str] = []
    # Where the members end: what comes after that may be a comment on the next section.
    place = 0
    for line in lines[start + 1 : end]:
        key = re.split("[=:]", line, maxsplit=1)[0].strip().lower()
        if not key or key.startswith(("#", ";")):
            body.append(line)
        elif key in missing:
            body.append(f"{key} = {missing.pop(key)}")
            place = len(body)
    body[place:place] = [f"{key} = {value}" for key, value in missing.items()]
    return "\n".join([*lines[: start + 1], *body, *lines[end:]]) + "\n"


def _header(line: str) -> str | None:
    found = ConfigParser.SECTCRE.match(line.strip())
    return found["header"] if found else None


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
