"""What distinguishes two specs, in words for those who call the client.

`redocly diff` was tried first, on twenty changes to our spec. It knows neither our extensions nor that our enumerations
are open, and names JSON pointers instead of what a caller writes. It called a new status broken and a removed argument
a patch; a method under another name, a call that is no longer repeated and a time that is a number now were patches
too; and a value of an enumeration under another name was no change at all.

Here, two specs are compared property by property, and a rule says what a difference means. What no rule knows counts
as broken, so that nothing slips through because nobody thought of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.compare import properties
from generator.compare.impact import OPERATION, OTHER, REPLY, REQUEST, Impact, Rule
from generator.compare.properties import DOCUMENTATION, Properties, bare
from generator.spec.document import Operation, Spec, reached
from generator.spec.editions import numbers, plain, with_edition
from generator.spec.extensions import METHOD
from generator.spec.names import python_name


@dataclass(frozen=True)
class Change:
    """One thing that is not what it was."""

    impact: Impact
    subject: str
    words: str

    def __str__(self) -> str:
        return f"{self.subject} {self.words}"


def changes(old: Spec, new: Spec) -> list[Change]:
    """List what changed from one spec to another, the worst first; and in which edition, if not in all."""
    gone, common, added = _sorted_out(dict.fromkeys(numbers(old)), dict.fromkeys(numbers(new)))
    found = [Change(Impact.BROKEN, f"edition {number}", "is gone") for number in gone]
    found += [Change(Impact.ADDED, f"edition {number}", "is new") for number in added]
    in_edition = {number: _changes(plain(old, number), plain(new, number)) for number in common}
    for change, number in with_edition(in_edition):
        subject = f"edition {number}: {change.subject}" if number else change.subject
        found.append(replace(change, subject=subject))
    return sorted(dict.fromkeys(found), key=lambda change: list(Impact).index(change.impact))


def _changes(old: Spec, new: Spec) -> list[Change]:
    return [
        *_operation_changes(old, new),
        *_schema_changes(old, new),
        *_compared("the spec", properties.of_document(old), properties.of_document(new), OTHER),
    ]


def _operation_changes(old: Spec, new: Spec) -> Iterator[Change]:
    pairs, removed, added = _paired(list(old.operations()), list(new.operations()))
    for operation in removed:
        yield Change(Impact.BROKEN, _call(operation), f"is gone (operation {operation.data.get('operationId')})")
    for operation in added:
        yield Change(Impact.ADDED, _call(operation), f"is new (operation {operation.data.get('operationId')})")
    for before, after in pairs:
        yield from _compared(
            _call(before),
            properties.of_path(old, before.path) | properties.of_operation(old, before),
            properties.of_path(new, after.path) | properties.of_operation(new, after),
            OPERATION,
        )


def _paired(
    old: list[Operation], new: list[Operation]
) -> tuple[list[tuple[Operation, Operation]], list[Operation], list[Operation]]:
    """Find each operation again, by its id, else by its method, else by its path; the rest is removed or added."""
    pairs = []
    names_of: list[Callable[[Operation], Any]] = [
        lambda operation: operation.data.get("operationId"),
        _call,
        lambda operation: operation.path,
    ]
    for name_of in names_of:
        names = {name_of(operation): operation for operation in new}
        found = [(operation, names[name_of(operation)]) for operation in old if name_of(operation) in names]
        old = [operation for operation in old if name_of(operation) not in names]
        new = [operation for operation in new if all(operation is not after for _, after in found)]
        pairs += found
    return pairs, old, new


def _call(operation: Operation) -> str:
    return f"api.{operation.data.get(METHOD)}"


def _schema_changes(old: Spec, new: Spec) -> Iterator[Change]:
    gone, common, added = _sorted_out(old.schemas(), new.schemas())
    for name in gone:
        yield Change(Impact.BROKEN, name, "is gone")
    for name in added:
        yield Change(Impact.ADDED, name, "is new")
    asked = reached(old, "requestBody") | reached(new, "requestBody")
    answered = reached(old, "responses") | reached(new, "responses")
    for name in common:
        before, after = old.schemas()[name], new.schemas()[name]
        if properties.shape(before) != properties.shape(after):
            yield Change(Impact.BROKEN, name, f"is {properties.shape(after)}, was {properties.shape(before)}")
            continue
        if properties.shape(before) == "an enumeration":
            yield from _enum_changes(name, properties.enum_values(before), properties.enum_values(after))
        for names, rules in ((asked, REQUEST), (answered, REPLY)):
            if name in names:
                yield from _compared(name, properties.of_schema(before), properties.of_schema(after), rules)
                yield from _member_changes(name, before, after, rules)


def _enum_changes(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """Compare enumerations, which are open: a new value breaks nobody."""
    gone, common, added = _sorted_out(old, new)
    for value in gone:
        yield Change(Impact.BROKEN, f"{name}.{old[value]}", f"({value}) is gone")
    for value in added:
        yield Change(Impact.ADDED, f"{name}.{new[value]}", f"({value}) is new")
    for value in common:
        if old[value] != new[value]:
            yield Change(Impact.BROKEN, f"{name}.{old[value]}", f"({value}) is called {name}.{new[value]}")


def _member_changes(
    name: str, old: Mapping[str, Any], new: Mapping[str, Any], rules: Mapping[str, Rule]
) -> Iterator[Change]:
    properties_of = properties.of_reply_member if rules is REPLY else properties.of_argument
    gone, common, added = _sorted_out(properties.members(old), properties.members(new))
    for wire in gone:
        yield Change(Impact.BROKEN, _member(name, wire), "is gone")
    for wire in added:
        if rules is REPLY:
            yield Change(Impact.ADDED, _member(name, wire), "is new")
        elif properties.is_required(new, wire):
            yield Change(Impact.BROKEN, _member(name, wire), "is new and required: calls without it are refused")
        else:
            yield Change(Impact.ADDED, _member(name, wire), "is new, and may be left out")
    for wire in common:
        yield from _compared(_member(name, wire), properties_of(old, wire), properties_of(new, wire), rules)


def _member(name: str, wire: str) -> str:
    return f"{name}.{python_name(wire)}"


def _compared(subject: str, old: Properties, new: Properties, rules: Mapping[str, Rule]) -> Iterator[Change]:
    """Judge each property that is not what it was."""
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        # What holds of `element/minimum` is what holds of `minimum`.
        last = key.rpartition("/")[2]
        if last in DOCUMENTATION or (last not in rules and bare(before) == bare(after)):
            yield Change(Impact.DOCUMENTED, subject, "is reworded")
        elif last in rules:
            impact, words = rules[last](before, after)
            yield Change(impact, subject, words)
        else:
            yield Change(Impact.BROKEN, subject, f"has another {key}, and no rule says what that means to a caller")


def _sorted_out(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[list[str], list[str], list[str]]:
    """What is in the first alone, in both, and in the second alone."""
    return (
        [key for key in old if key not in new],
        [key for key in old if key in new],
        [key for key in new if key not in old],
    )
