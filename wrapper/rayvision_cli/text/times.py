"""Times as people type them: `yesterday`, `-2d`, `2h`, or a date; in their own zone where they name none."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from rayvision_api.text import parsed_time

_DAYS = {"today": 0, "yesterday": 1}
_UNITS = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_AGO = re.compile(rf"-?(\d+(?:\.\d+)?) ?({'|'.join(_UNITS)})(?: ago)?")


def zone_of_name(name: str | None) -> tzinfo | None:
    """Find a time zone by its name, `Europe/Berlin` for example; no name is this machine's.

    Raises:
        ValueError: There is none.
    """
    if name is None:
        return None
    try:
        return UTC if name.upper() == "UTC" else ZoneInfo(name)
    except (OSError, KeyError, ValueError):
        # What the library raises for a name depends on what the name looks like.
        raise ValueError(f"--timezone is {name!r}; it has to be a name, 'Europe/Berlin' for example") from None


def moment(name: str, text: str, zone: tzinfo | None) -> datetime:
    """Read a time.

    Args:
        name: What the time is, for the error.
        text: The time.
        zone: The zone of one that names none; `None` for this machine's.

    Raises:
        ValueError: It is not a time.
    """
    word = text.strip().lower()
    now = datetime.now(UTC).astimezone(zone)
    if word == "now":
        return now
    if word in _DAYS:
        midnight = (now - timedelta(days=_DAYS[word])).replace(hour=0, minute=0, second=0, microsecond=0)
        return _placed(midnight.replace(tzinfo=None), zone)
    if found := _AGO.fullmatch(word):
        try:
            return now - timedelta(**{_UNITS[found[2]]: float(found[1])})
        except OverflowError:
            raise ValueError(f"{name} is {text!r}, which is not a time (too long ago); '2h' is one") from None
    read = parsed_time(name, text)
    return _placed(read, zone) if read.tzinfo is None else read


def _placed(time: datetime, zone: tzinfo | None) -> datetime:
    # With the offset of that time, which is not that of now where the clocks have been changed since.
    return time.replace(tzinfo=zone) if zone else time.astimezone()
