"""What a change means to callers: a rule for each property whose change callers notice."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from generator.compare.properties import in_python, is_narrower, is_within, on_the_wire, shown
from generator.spec.extensions import COMMANDS, IDEMPOTENT, METHOD, PAGINATION, SENSITIVE, TIME, VIEW, WAITER


class Impact(Enum):
    """What a change means to those who call the client; the worst comes first."""

    BROKEN = "Broken"
    ADDED = "Added"
    CHANGED = "Changed"
    DOCUMENTED = "Reworded"


Assessment = tuple[Impact, str]
Rule = Callable[[Any, Any], Assessment]
"""Judges what a property was and what it is; `None` where it was not, or is not, said."""


def _says(kind: Impact, words: str) -> Rule:
    return lambda old, new: (kind, words.format(old=shown(old), new=shown(new)))


def _yes_or_no(yes: Assessment, no: Assessment) -> Rule:
    return lambda _, new: yes if new else no


def _limit(key: str, narrower: Callable[[Any, Any], bool]) -> Rule:
    def rule(old: Any, new: Any) -> Assessment:
        words = f"{key} is {shown(new)}, was {shown(old)}"
        if old is None or (new is not None and narrower(old, new)):
            return Impact.BROKEN, f"takes fewer values: {words}"
        return Impact.CHANGED, f"takes more values: {words}"

    return rule


def _answer(old: Any, new: Any) -> Assessment:
    if not old:
        return Impact.ADDED, f"answers {shown(new)}, where it answered nothing"
    if in_python(new) == in_python(old):
        return _same_to_python("answers", old, new)
    return (Impact.CHANGED if new and new < old else Impact.BROKEN), f"answers {shown(new)}, was {shown(old)}"


def _value(old: Any, new: Any) -> Assessment:
    before, after = in_python(old), in_python(new)
    if after == before:
        return _same_to_python("is", old, new)
    if after == before | {"None"}:
        return Impact.BROKEN, "may be None now"
    if before == after | {"None"}:
        return Impact.CHANGED, "is never None now"
    return (Impact.CHANGED if after < before else Impact.BROKEN), f"is {shown(new)}, was {shown(old)}"


def _argument(old: Any, new: Any) -> Assessment:
    if in_python(new) == in_python(old) and is_narrower(new, old):
        return Impact.BROKEN, f"takes smaller numbers alone: {on_the_wire(new)}, took {on_the_wire(old)}"
    if in_python(new) == in_python(old):
        return _same_to_python("takes", old, new)
    is_wider = is_within(old, new) and not is_narrower(new, old)
    return (Impact.CHANGED if is_wider else Impact.BROKEN), f"takes {shown(new)}, took {shown(old)}"


def _same_to_python(verb: str, old: Any, new: Any) -> Assessment:
    # The spec is published for languages too in which a number has a size, and null is not the same as missing.
    words = f"{verb} {on_the_wire(new)}, before {on_the_wire(old)}: the same to Python, and not to every language"
    return Impact.CHANGED, words


def _default(old: Any, new: Any) -> Assessment:
    words = f"left out, stands for {shown(new)}, was {shown(old)}"
    return (Impact.CHANGED if old is None else Impact.BROKEN), words


def _constant(old: Any, new: Any) -> Assessment:
    words = f"has other values: const is {shown(new)}, was {shown(old)}"
    return (Impact.BROKEN if old is not None and new is not None else Impact.CHANGED), words


def _commands(old: list[str], new: list[str]) -> Assessment:
    lost = [command for command in old if command not in new]
    if lost:
        return Impact.BROKEN, f"is no longer `rayvision {lost[0]}`, but `rayvision {new[0]}`"
    return Impact.CHANGED, f"is {' and '.join(f'`rayvision {command}`' for command in new)}"


def _pages(old: Any, new: Any) -> Assessment:
    if not old:
        return Impact.ADDED, "answers page by page, and can be iterated"
    if not new:
        return Impact.BROKEN, "no longer answers page by page, and cannot be iterated"
    return Impact.CHANGED, "says in other members which page it is"


def _waiting(old: Any, new: Any) -> Assessment:
    if not old:
        return Impact.ADDED, "can be waited on"
    if not new:
        return Impact.BROKEN, "can no longer be waited on"
    if old["member"] != new["member"]:
        return Impact.BROKEN, f"is waited on by its member {new['member']}, was by {old['member']}"
    lost = {key: [value for value in old[key] if value not in new[key]] for key in ("finished", "succeeded")}
    gained = {key: [value for value in new[key] if value not in old[key]] for key in ("finished", "succeeded")}
    words = [f"{shown(values)} no longer counts as {key}" for key, values in lost.items() if values]
    words += [f"{shown(values)} counts as {key}" for key, values in gained.items() if values]
    if not words:
        return Impact.DOCUMENTED, "is waited on as before"
    kind = Impact.BROKEN if any(lost.values()) else Impact.CHANGED
    return kind, f"is waited on otherwise: {' and '.join(words)}"


def _servers(old: Any, new: Any) -> Assessment:
    gone = [url for url in old if url not in new]
    return (Impact.BROKEN if gone else Impact.CHANGED), f"names the servers {shown(new)}, was {shown(old)}"


_AT_LEAST = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_AT_MOST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_OF_A_FORM = ("pattern", "multipleOf", "uniqueItems", "enum", "const")

_DEPRECATED = _yes_or_no((Impact.CHANGED, "is deprecated"), (Impact.CHANGED, "is no longer deprecated"))
_SENSITIVE = _yes_or_no(
    (Impact.CHANGED, "is kept out of logs and errors"), (Impact.BROKEN, "is no longer kept out of logs and errors")
)

OPERATION: dict[str, Rule] = {
    "operationId": _says(Impact.BROKEN, "is operation {new}, was {old}: its low-level module and constant are renamed"),
    METHOD: _says(Impact.BROKEN, "is called api.{new}, was api.{old}"),
    COMMANDS: _commands,
    # Who takes the new version notices nothing. But the spec is published for other languages too, and a service that
    # moves a path shuts out every client that is out already: that has to be said aloud.
    "path": _says(Impact.BROKEN, "is at {new}, was at {old}: clients of the older spec no longer find it"),
    "request": _says(Impact.BROKEN, "takes {new} in the low-level client, took {old}"),
    "answer": _answer,
    IDEMPOTENT: _yes_or_no(
        (Impact.CHANGED, "is repeated by itself after a network fault"),
        (Impact.BROKEN, "is no longer repeated by itself: where its reply is lost, it raises OutcomeUnknownError"),
    ),
    PAGINATION: _pages,
    WAITER: _waiting,
    "deprecated": _DEPRECATED,
}

REQUEST: dict[str, Rule] = {
    "type": _argument,
    "required": _yes_or_no((Impact.BROKEN, "is required now"), (Impact.CHANGED, "may be left out now")),
    "default": _default,
    "deprecated": _DEPRECATED,
    SENSITIVE: _SENSITIVE,
    TIME: _says(Impact.BROKEN, "takes another kind of time: {new}, was {old}"),
    **{key: _limit(key, lambda old, new: bool(new > old)) for key in _AT_LEAST},
    **{key: _limit(key, lambda old, new: bool(new < old)) for key in _AT_MOST},
    **{key: _limit(key, lambda _, new: new is not False) for key in _OF_A_FORM},
}

REPLY: dict[str, Rule] = {
    "type": _value,
    "deprecated": _DEPRECATED,
    SENSITIVE: _SENSITIVE,
    TIME: _says(Impact.BROKEN, "is another kind of time: {new}, was {old}"),
    VIEW: _says(Impact.BROKEN, "is another attribute of the view: {new}, was {old}"),
    # Replies are views: nothing is checked, so no limit of a value makes a reply unreadable.
    **{
        key: _says(Impact.CHANGED, f"has other values: {key} is {{new}}, was {{old}}")
        for key in (*_AT_LEAST, *_AT_MOST, *_OF_A_FORM, "default")
    },
    # It distinguishes what came from other things.
    "const": _constant,
}

OTHER: dict[str, Rule] = {
    "info": _says(Impact.DOCUMENTED, "has another introduction"),
    "openapi": _says(Impact.CHANGED, "is OpenAPI {new}, was {old}"),
    "servers": _servers,
}
