"""What neither an error nor the log may show: credentials, signatures, personal data, and what steers a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from rayvision_api._secret import Secret
from rayvision_api.text import in_one_line

HIDDEN = "***"

# An access id `ID`, as one gives it to a farm on one's own machine, is not a secret, and is part of many words.
_SHORTEST_SECRET = 4

# An e-mail address, a mobile number of China, and any number with a country code, where they stand within other text.
# A text, to be compiled when something is shown: most programs never log a body. No part is tried again from its
# middle, for a long text of letters would take as long as its square.
_PERSONAL = (
    r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)*+"
    r"|(?<!\d)(?:\+?86[ -]?)?1[3-9]\d{9}(?!\d)"
    r"|\+\d[\d ()-]{6,}\d"
)
# An e-mail address has 320 characters at most.
_LONGEST_ADDRESS = 320
# A letter takes this many characters where HTML spells it: `&#x2f;`.
_LONGEST_SPELLING = 6

# Longer messages and names are cut, for people to read.
_LONGEST_TEXT = 2_000
_LONGEST_NAME = 200
# A body's characters and members that the log shows.
_LARGEST_BODY = 20_000
_LEFT_OUT = "…"


def redacted_text(text: str, secrets: Iterable[Secret[str]], longest: int = _LONGEST_TEXT) -> str:
    """Strike out of a text the given secrets, and what looks like personal data; leave out what is beyond a length."""
    hidden = [one for one in (secret.reveal() for secret in secrets) if len(one) >= _SHORTEST_SECRET]
    margin = max([_LONGEST_ADDRESS, *(_LONGEST_SPELLING * len(one) for one in hidden)])
    is_whole = len(text) <= longest
    # Cut before anything looks at it, and again afterwards: the first cut may have left the beginning of a secret.
    shown = text[: longest + margin]
    for one in hidden:
        shown = re.sub("".join(map(_spellings, one)), HIDDEN, shown, flags=re.IGNORECASE)
    shown = re.sub(_PERSONAL, HIDDEN, shown)
    if is_whole:
        return shown
    if len(text) > longest + margin:
        shown = shown[:-margin]
    return shown[:longest] + _LEFT_OUT


def _spellings(letter: str) -> str:
    """Return the pattern of a letter as JSON, a URL or HTML may spell it: an error page quotes in any of these."""
    if letter.isalnum():
        return letter
    return rf"(?:\\?{re.escape(letter)}|%{ord(letter):02x}|&#{ord(letter)};|&#x{ord(letter):x};)"


def one_line(value: object, secrets: tuple[Secret[str], ...]) -> str | None:
    """Return what a server sent as a name, fit for a line of a log: short, in one line, without secrets."""
    if value in (None, ""):
        return None
    text = value if isinstance(value, str) else str(redacted(value, secrets, frozenset()))
    return in_one_line(redacted_text(text, secrets, _LONGEST_NAME))


def redacted(value: Any, secrets: tuple[Secret[str], ...], sensitive_members: frozenset[str]) -> Any:
    """Copy a JSON value, with what may not be shown struck out, and left out what is beyond a size."""
    try:
        return _Copy(secrets, sensitive_members).of(value)
    except RecursionError:
        return "(too deeply nested to be shown)"


class _Copy:
    """A copy of a JSON value that is fit to be logged."""

    def __init__(self, secrets: tuple[Secret[str], ...], sensitive_members: frozenset[str]) -> None:
        self._secrets = secrets
        self._sensitive_members = sensitive_members
        self._room = _LARGEST_BODY

    def of(self, value: Any) -> Any:
        """Copy a value, as far as there is room."""
        self._room -= 1
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Mapping):
            return self._members(value)
        if isinstance(value, list | tuple):
            return self._elements(value)
        return value

    def _text(self, text: str) -> str:
        shown = redacted_text(text, self._secrets, max(0, min(_LONGEST_TEXT, self._room)))
        self._room -= len(shown)
        return shown

    def _members(self, members: Mapping[Any, Any]) -> dict[str, Any]:
        copy: dict[str, Any] = {}
        for name, item in members.items():
            if self._room <= 0:
                copy[_LEFT_OUT] = _LEFT_OUT
                break
            is_hidden = name in self._sensitive_members and item not in (None, "")
            copy[self._text(str(name))] = HIDDEN if is_hidden else self.of(item)
        return copy

    def _elements(self, elements: list[Any] | tuple[Any, ...]) -> list[Any]:
        copy: list[Any] = []
        for element in elements:
            if self._room <= 0:
                copy.append(_LEFT_OUT)
                break
            copy.append(self.of(element))
        return copy
