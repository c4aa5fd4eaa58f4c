"""What distinguishes two specs, in words for those who call the client.

`redocly diff` was tried first, on twenty changes to our spec. It knows neither our extensions nor that our enumerations
are open, and names JSON pointers instead of what a caller writes. It called a new status broken and a removed argument
a patch; a method under another name, a call that is no longer repeated and a time that is a number now were patches
too; and a value of an enumeration under another name was no change at all.

Here, two specs are compared fact by fact, and a rule says what a difference means. What no rule knows counts as broken,
so that nothing slips through because nobody thought of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import facts, verdicts
from generator.annotate import python_name
from generator.editions import numbers, plain
from generator.facts import DOCUMENTATION, Facts, bare
from generator.spec import Operation, Spec, reachable
from generator.verdicts import Kind, Rule


@dataclass(frozen=True)
class Change:
    """One thing that is not what it was."""

    kind: Kind
    subject: str
    words: str

    def __str__(self) -> str:
        return f"{self.subject} {self.words}"


def changes(old: Spec, new: Spec) -> list[Change]:
    """List what changed from one spec to another, the worst first; and in which edition, if not in all."""
    gone, common, added = _sorted_out(dict.fromkeys(numbers(old)), dict.fromkeys(numbers(new)))
    found = [Change(Kind.BROKEN, f"edition {number}", "is gone") for number in gone]
    found += [Change(Kind.ADDED, f"edition {number}", "is new") for number in added]
    in_edition = {number: _changes(plain(old, number), plain(new, number)) for number in common}
    for number, some in in_edition.items():
        for change in some:
            everywhere = all(change in others for others in in_edition.values())
            subject = change.subject if everywhere else f"edition {number}: {change.subject}"
            found.append(Change(change.kind, subject, change.words))
    return sorted(dict.fromkeys(found), key=lambda change: list(Kind).index(change.kind))


def _changes(old: Spec, new: Spec) -> list[Change]:
    return [
        *_operation_changes(old, new),
        *_schema_changes(old, new),
        *_compared("the spec", facts.other_facts(old), facts.other_facts(new), verdicts.OTHER),
    ]


def _operation_changes(old: Spec, new: Spec) -> Iterator[Change]:
    pairs, removed, added = _paired(list(old.operations()), list(new.operations()))
    for operation in removed:
        yield Change(Kind.BROKEN, _call(operation), f"is gone (operation {operation.data.get('operationId')})")
    for operation in added:
        yield Change(Kind.ADDED, _call(operation), f"is new (operation {operation.data.get('operationId')})")
    for before, after in pairs:
        yield from _compared(
            _call(before),
            facts.path_facts(old, before.path) | facts.operation_facts(old, before),
            facts.path_facts(new, after.path) | facts.operation_facts(new, after),
            verdicts.OPERATION,
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
    return f"api.{operation.data.get('x-rayvision-method')}"


def _schema_changes(old: Spec, new: Spec) -> Iterator[Change]:
    gone, common, added = _sorted_out(old.schemas(), new.schemas())
    for name in gone:
        yield Change(Kind.BROKEN, name, "is gone")
    for name in added:
        yield Change(Kind.ADDED, name, "is new")
    asked = _reached(old, "requestBody") | _reached(new, "requestBody")
    told = _reached(old, "responses") | _reached(new, "responses")
    for name in common:
        before, after = old.schemas()[name], new.schemas()[name]
        if facts.shape(before) != facts.shape(after):
            yield Change(Kind.BROKEN, name, f"is {facts.shape(after)}, was {facts.shape(before)}")
            continue
        if facts.shape(before) == "an enumeration":
            yield from _enum_changes(name, facts.enum_values(before), facts.enum_values(after))
        if name in asked:
            yield from _compared(name, facts.schema_facts(before), facts.schema_facts(after), verdicts.REQUEST)
            yield from _argument_changes(name, before, after)
        if name in told:
            yield from _compared(name, facts.schema_facts(before), facts.schema_facts(after), verdicts.REPLY)
            yield from _reply_member_changes(name, before, after)


def _reached(spec: Spec, side: str) -> set[str]:
    return reachable(spec, [operation.data.get(side) for operation in spec.operations()])


def _enum_changes(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """Compare enumerations, which are open: a new value breaks nobody."""
    gone, common, added = _sorted_out(old, new)
    for value in gone:
        yield Change(Kind.BROKEN, f"{name}.{old[value]}", f"({value}) is gone")
    for value in added:
        yield Change(Kind.ADDED, f"{name}.{new[value]}", f"({value}) is new")
    for value in common:
        if old[value] != new[value]:
            yield Change(Kind.BROKEN, f"{name}.{old[value]}", f"({value}) is called {name}.{new[value]}")


def _argument_changes(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    gone, common, added = _sorted_out(facts.own_members(old), facts.own_members(new))
    for wire in gone:
        yield Change(Kind.BROKEN, _member(name, wire), "is gone")
    for wire in added:
        if wire in facts.required_members(new):
            yield Change(Kind.BROKEN, _member(name, wire), "is new and required: calls without it are refused")
        else:
            yield Change(Kind.ADDED, _member(name, wire), "is new, and may be left out")
    for wire in common:
        before, after = facts.argument_facts(old, wire), facts.argument_facts(new, wire)
        yield from _compared(_member(name, wire), before, after, verdicts.REQUEST)


def _reply_member_changes(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    gone, common, added = _sorted_out(facts.own_members(old), facts.own_members(new))
    for wire in gone:
        yield Change(Kind.BROKEN, _member(name, wire), "is gone")
    for wire in added:
        yield Change(Kind.ADDED, _member(name, wire), "is new")
    for wire in common:
        before, after = facts.reply_member_facts(old, wire), facts.reply_member_facts(new, wire)
        yield from _compared(_member(name, wire), before, after, verdicts.REPLY)


def _member(name: str, wire: str) -> str:
    return f"{name}.{python_name(wire)}"


def _compared(subject: str, old: Facts, new: Facts, rules: Mapping[str, Rule]) -> Iterator[Change]:
    """Judge each fact that is not what it was."""
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        # What holds of `element/minimum` is what holds of `minimum`.
        last = key.rpartition("/")[2]
        if last in DOCUMENTATION or (last not in rules and bare(before) == bare(after)):
            yield Change(Kind.DOCUMENTED, subject, "is explained anew")
        elif last in rules:
            kind, words = rules[last](before, after)
            yield Change(kind, subject, words)
        else:
            yield Change(Kind.BROKEN, subject, f"has another {key}, and no rule says what that means to a caller")


def _sorted_out(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[list[str], list[str], list[str]]:
    """What is in the first alone, in both, and in the second alone."""
    return (
        [key for key in old if key not in new],
        [key for key in old if key in new],
        [key for key in new if key not in old],
    )
