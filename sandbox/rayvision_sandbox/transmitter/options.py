"""The 13 options, as the transmitter reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

HELP = """\
-E engine     aspera or raysync
-H host       address of the server
-P port       its port
-S storage    number of the storage
-U user       number of the account
-T type       upload_path, upload_json, upload_list, download_path or download_list
-L local      file, folder or list; or the folder to download into
-R remote     place in the account's folder (default /)
-r retry      attempts (default 2)
-K keep       whether the levels of the path are kept (default 0)
-s speed      KB/s (default 2000)
-C config     ini file of a database, or None; this stand-in has none
-p protocol   0, 1 or 2
-c ranges     part of a list: "0 100"
-h, -v        this help; the version
"""
VERSION = "1.1.5"
TYPES = ("upload_path", "upload_json", "upload_list", "download_path", "download_list")
MAX_SPEED = 1_048_576
_NEEDED = ("-E", "-H", "-P", "-S", "-U", "-T", "-L")
_DEFAULTS = {"-R": "/", "-r": "2", "-K": "0", "-s": "2000", "-C": "None", "-p": "0", "-c": ""}
_SWITCHES = {"0": False, "1": True, "false": False, "true": True}


class OptionsError(ValueError):
    """The options make no sense."""


@dataclass(frozen=True)
class Options:
    """The options of one run."""

    host: str
    port: int
    storage: int
    user: int
    type: str
    local: str
    remote: str
    keep: bool
    part: tuple[int, int] | None

    @property
    def is_upload(self) -> bool:
        """Whether files go to the farm."""
        return self.type.startswith("upload")


def parse(arguments: Sequence[str]) -> Options:
    """Read the options.

    Raises:
        OptionsError: One is unknown, missing, given twice or malformed.
    """
    given = dict(_pairs(arguments))
    missing = [name for name in _NEEDED if not given.get(name)]
    if missing:
        raise OptionsError(f"{missing[0]} is needed")
    values = _DEFAULTS | given
    if values["-E"] not in {"aspera", "raysync"}:
        raise OptionsError(f"unknown engine {values['-E']}")
    if values["-T"] not in TYPES:
        raise OptionsError(f"unknown type {values['-T']}")
    if values["-K"] not in _SWITCHES:
        raise OptionsError(f"-K is {values['-K']}")
    for name, least, most in (("-P", 1, 65_535), ("-r", 0, 1000), ("-s", 1, MAX_SPEED), ("-p", 0, 2)):
        _number(name, values[name], least, most)
    return Options(
        host=values["-H"],
        port=int(values["-P"]),
        storage=_number("-S", values["-S"], 1, 2**31),
        user=_number("-U", values["-U"], 1, 2**31),
        type=values["-T"],
        local=values["-L"],
        remote=values["-R"],
        keep=_SWITCHES[values["-K"]],
        part=_part(values["-c"]),
    )


def _pairs(arguments: Sequence[str]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    rest = list(arguments)
    while rest:
        name = rest.pop(0)
        if name not in (*_NEEDED, *_DEFAULTS) or not rest or name in dict(pairs):
            raise OptionsError(f"what is {name!r}, at this place?")
        pairs.append((name, rest.pop(0)))
    return pairs


def _number(name: str, value: str, least: int, most: int) -> int:
    if not (value.isascii() and value.isdigit()) or not least <= int(value) <= most:
        raise OptionsError(f"{name} is {value}")
    return int(value)


def _part(value: str) -> tuple[int, int] | None:
    if not value:
        return None
    try:
        first, end = (int(number) for number in value.split())
    except ValueError:
        raise OptionsError(f"-c is {value}") from None
    return first, end
