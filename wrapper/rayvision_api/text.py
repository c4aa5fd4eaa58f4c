"""Text from elsewhere: what a server sent is made safe for a terminal, and what a person typed is read as a time."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta, timezone, tzinfo

from rayvision_client.types import CHINA_STANDARD_TIME

_JOINER = "\N{ZERO WIDTH JOINER}"

# Characters of an access id.
_SHOWN = 4

# They have neither year, month, day nor weekday in common.
_TWO_DAYS = (datetime(2000, 1, 1), datetime(2001, 2, 2))  # noqa: DTZ001  # a text without a zone is not to get one


def printable(text: str) -> str:
    r"""Write control characters out, `\x1b` for example: nothing that a server sends may steer a terminal.

    So are those that turn the direction of text around, those that have no width, and halves of characters.
    """
    if text.isprintable():
        return text
    harmful = [letter for letter in set(text) if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    if _JOINER in harmful:
        harmful.remove(_JOINER)
        text = re.sub(_JOINER, _joined, text)
    return text.translate({ord(letter): _escape(letter) for letter in harmful})


def _joined(joiner: re.Match[str]) -> str:
    """Keep what makes one emoji of two; elsewhere, it makes two names look the same."""
    following = joiner.string[joiner.end() : joiner.end() + 1]
    return _JOINER if following and unicodedata.category(following) == "So" else _escape(_JOINER)


def _escape(letter: str) -> str:
    return letter.encode("unicode_escape", "surrogatepass").decode("ascii")


def in_one_line(text: str) -> str:
    """Write a text in one line that shows all of it."""
    return printable(" ".join(text.split()))


def masked(access_id: str) -> str:
    """Show what distinguishes an access id from others: its last characters; none of a short one."""
    return f"…{access_id[-_SHOWN:]}" if len(access_id) > 2 * _SHOWN else "…" if access_id else ""


def parsed_time(name: str, text: str) -> datetime:
    """Read a time from text, which may leave out its zone but not its day."""
    from dateutil import parser

    try:
        # What a text leaves out is taken from the default.
        first, second = (parser.parse(text, default=default, tzinfos=_zone) for default in _TWO_DAYS)
        reason = "it does not say which day" if first.date() != second.date() else ""
    except (ValueError, ArithmeticError) as error:
        reason = str(error)
    if reason:
        raise ValueError(f"{name} is {text!r}, which is not a time ({reason}); '2020-01-31 18:00:00' is one")
    return first


def _zone(zone: str | None, offset: int | None) -> tzinfo | None:
    if zone is None and offset is None:
        return None
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if zone == "CST":
        return CHINA_STANDARD_TIME
    raise ValueError(f"unknown time zone {zone!r}")
