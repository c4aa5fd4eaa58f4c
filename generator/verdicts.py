"""What it means to callers that a fact is another one: a rule for each fact that has a meaning."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from generator.facts import in_python, is_narrower, is_within, on_the_wire, shown


class Kind(Enum):
    """What a change means to those who call the client; the worst comes first."""

    BROKEN = "Broken"
    ADDED = "Added"
    CHANGED = "Changed"
    DOCUMENTED = "Explained anew"


Verdict = tuple[Kind, str]
Rule = Callable[[Any, Any], Verdict]
"""Judges what a fact was and what it is; `None` where it was not, or is not, said."""


def _says(kind: Kind, words: str) -> Rule:
    return lambda old, new: (kind, words.format(old=shown(old), new=shown(new)))


def _yes_or_no(yes: Verdict, no: Verdict) -> Rule:
    return lambda _, new: yes if new else no


def _limit(key: str, narrower: Callable[[Any, Any], bool]) -> Rule:
    def rule(old: Any, new: Any) -> Verdict:
        words = f"{key} is {shown(new)}, was {shown(old)}"
        if old is None or (new is not None and narrower(old, new)):
            return Kind.BROKEN, f"takes fewer values: {words}"
        return Kind.CHANGED, f"takes more values: {words}"

    return rule


def _answer(old: Any, new: Any) -> Verdict:
    if not old:
        return Kind.ADDED, f"answers {shown(new)}, where it answered nothing"
    if in_python(new) == in_python(old):
        return _same_to_python("answers", old, new)
    return (Kind.CHANGED if new and new < old else Kind.BROKEN), f"answers {shown(new)}, was {shown(old)}"


def _value(old: Any, new: Any) -> Verdict:
    before, after = in_python(old), in_python(new)
    if after == before:
        return _same_to_python("is", old, new)
    if after == before | {"None"}:
        return Kind.BROKEN, "may be None now"
    if before == after | {"None"}:
        return Kind.CHANGED, "is never None now"
    return (Kind.CHANGED if after < before else Kind.BROKEN), f"is {shown(new)}, was {shown(old)}"


def _argument(old: Any, new: Any) -> Verdict:
    if in_python(new) == in_python(old) and is_narrower(new, old):
        return Kind.BROKEN, f"takes smaller numbers alone: {on_the_wire(new)}, took {on_the_wire(old)}"
    if in_python(new) == in_python(old):
        return _same_to_python("takes", old, new)
    is_wider = is_within(old, new) and not is_narrower(new, old)
    return (Kind.CHANGED if is_wider else Kind.BROKEN), f"takes {shown(new)}, took {shown(old)}"


def _same_to_python(verb: str, old: Any, new: Any) -> Verdict:
    # The spec is published for languages too in which a number has a size, and null is not the same as missing.
    words = f"{verb} {on_the_wire(new)}, before {on_the_wire(old)}: the same to Python, and not to every language"
    return Kind.CHANGED, words


def _default(old: Any, new: Any) -> Verdict:
    words = f"left out, stands for {shown(new)}, was {shown(old)}"
    return (Kind.CHANGED if old is None else Kind.BROKEN), words


def _pages(old: Any, new: Any) -> Verdict:
    if not old:
        return Kind.ADDED, "answers page by page, and can be iterated"
    if not new:
        return Kind.BROKEN, "no longer answers page by page, and cannot be iterated"
    return Kind.CHANGED, "says in other members which page it is"


def _waiting(old: Any, new: Any) -> Verdict:
    if not old:
        return Kind.ADDED, "can be waited on"
    if not new:
        return Kind.BROKEN, "can no longer be waited on"
    if old["member"] != new["member"]:
        return Kind.BROKEN, f"is waited on by its member {new['member']}, was by {old['member']}"
    lost = {key: [value for value in old[key] if value not in new[key]] for key in ("finished", "succeeded")}
    won = {key: [value for value in new[key] if value not in old[key]] for key in ("finished", "succeeded")}
    words = [f"{shown(values)} no longer counts as {key}" for key, values in lost.items() if values]
    words += [f"{shown(values)} counts as {key}" for key, values in won.items() if values]
    if not words:
        return Kind.DOCUMENTED, "is waited on as before"
    kind = Kind.BROKEN if any(lost.values()) else Kind.CHANGED
    return kind, f"is waited on otherwise: {' and '.join(words)}"


def _servers(old: Any, new: Any) -> Verdict:
    gone = [url for url in old if url not in new]
    return (Kind.BROKEN if gone else Kind.CHANGED), f"names the servers {shown(new)}, was {shown(old)}"


_AT_LEAST = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_AT_MOST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_OF_A_FORM = ("pattern", "multipleOf", "uniqueItems", "enum", "const")

_DEPRECATED = _yes_or_no((Kind.CHANGED, "is deprecated"), (Kind.CHANGED, "is no longer deprecated"))
_SENSITIVE = _yes_or_no(
    (Kind.CHANGED, "is kept out of logs and errors"), (Kind.BROKEN, "is no longer kept out of logs and errors")
)

OPERATION: dict[str, Rule] = {
    "operationId": _says(Kind.BROKEN, "is operation {new}, was {old}: its low-level module and constant are renamed"),
    "x-rayvision-method": _says(Kind.BROKEN, "is called api.{new}, was api.{old}"),
    # Who takes the new version notices nothing. But the spec is published for other languages too, and a service that
    # moves a path shuts out every client that is out already: that has to be said aloud.
    "path": _says(Kind.BROKEN, "is at {new}, was at {old}: clients of the older spec no longer find it"),
    "request": _says(Kind.BROKEN, "takes {new} in the low-level client, took {old}"),
    "answer": _answer,
    "x-rayvision-idempotent": _yes_or_no(
        (Kind.CHANGED, "is repeated by itself after a network fault"),
        (Kind.BROKEN, "is no longer repeated by itself: where its reply is lost, it raises OutcomeUnknownError"),
    ),
    "x-rayvision-pagination": _pages,
    "x-rayvision-waiter": _waiting,
    "deprecated": _DEPRECATED,
}

REQUEST: dict[str, Rule] = {
    "type": _argument,
    "required": _yes_or_no((Kind.BROKEN, "is required now"), (Kind.CHANGED, "may be left out now")),
    "default": _default,
    "deprecated": _DEPRECATED,
    "x-rayvision-sensitive": _SENSITIVE,
    "x-rayvision-time": _says(Kind.BROKEN, "takes another kind of time: {new}, was {old}"),
    **{key: _limit(key, lambda old, new: bool(new > old)) for key in _AT_LEAST},
    **{key: _limit(key, lambda old, new: bool(new < old)) for key in _AT_MOST},
    **{key: _limit(key, lambda _, new: new is not False) for key in _OF_A_FORM},
}

REPLY: dict[str, Rule] = {
    "type": _value,
    "deprecated": _DEPRECATED,
    "x-rayvision-sensitive": _SENSITIVE,
    "x-rayvision-time": _says(Kind.BROKEN, "is another kind of time: {new}, was {old}"),
    "x-rayvision-view": _says(Kind.BROKEN, "is another attribute of the view: {new}, was {old}"),
    # Replies are views: nothing is checked, so no limit of a value makes a reply unreadable.
    **{
        key: _says(Kind.CHANGED, f"has other values: {key} is {{new}}, was {{old}}")
        for key in (*_AT_LEAST, *_AT_MOST, *_OF_A_FORM, "default")
    },
}

OTHER: dict[str, Rule] = {
    "info": _says(Kind.DOCUMENTED, "has another introduction"),
    "openapi": _says(Kind.CHANGED, "is OpenAPI {new}, was {old}"),
    "servers": _servers,
}
