"""What neither an error nor the log may show: credentials, signatures, phone numbers, e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

HIDDEN = "***"

# An access id `ID`, as one gives it to a farm on one's own machine, is no secret and part of many a word.
_SHORTEST_SECRET = 4

# An e-mail address, a mobile number of China, and any number with a country code, where they stand within other text.
# A text, to be compiled when something is shown: most programs never log a body.
_PERSONAL = (
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*"
    r"|(?<!\d)(?:\+?86[ -]?)?1[3-9]\d{9}(?!\d)"
    r"|\+\d[\d ()-]{6,}\d"
)


def redacted_text(text: str, secrets: Iterable[str]) -> str:
    """Strike out of a text the given secrets, and what looks like personal data."""
    for secret in secrets:
        if len(secret) >= _SHORTEST_SECRET:
            text = re.sub("".join(map(_spellings, secret)), HIDDEN, text, flags=re.IGNORECASE)
    return re.sub(_PERSONAL, HIDDEN, text)


def _spellings(letter: str) -> str:
    """Give the pattern of a letter as JSON, a URL or HTML may spell it: an error page quotes in any of these."""
    if letter.isalnum():
        return letter
    return rf"(?:\\?{re.escape(letter)}|%{ord(letter):02x}|&#{ord(letter)};|&#x{ord(letter):x};)"


def one_line(value: object, secrets: Iterable[str]) -> str | None:
    """Give what a server sent as a name, fit for a line of a log: short, in one line, without secrets."""
    return " ".join(redacted_text(str(value), secrets).split())[:200] if value not in (None, "") else None


def redacted(value: Any, secrets: tuple[str, ...], sensitive_members: frozenset[str]) -> Any:
    """Copy a JSON value, with what may not be shown struck out."""
    try:
        return _redacted(value, secrets, sensitive_members)
    except RecursionError:
        return "(too deeply nested to be shown)"


def _redacted(value: Any, secrets: tuple[str, ...], sensitive_members: frozenset[str]) -> Any:
    if isinstance(value, Mapping):
        return {
            redacted_text(str(key), secrets): HIDDEN
            if key in sensitive_members and item not in (None, "")
            else _redacted(item, secrets, sensitive_members)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [_redacted(item, secrets, sensitive_members) for item in value]
    return redacted_text(value, secrets) if isinstance(value, str) else value
