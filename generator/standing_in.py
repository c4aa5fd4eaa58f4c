"""What a later edition has to keep so that one wrapper serves it: what its calls send, and what they promise to give.

The wrapper's methods are written and typed for the first edition. A later edition may move and rename an operation, and
add to what it takes and gives; a call that both have (`x-rayvision-method`) still has to take what the wrapper always
sends, and to answer with all that the wrapper's types speak of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.editions import FIRST
from generator.spec import Operation, Problem, Spec, Steps

_METHOD = "x-rayvision-method"


def problems(first: Spec, later: Spec) -> list[Problem]:
    """Everything about a later edition's spec that the wrapper could not live with."""
    calls = {operation.data[_METHOD]: operation for operation in first.operations()}
    found = [
        problem
        for operation in later.operations()
        if (known := calls.get(operation.data[_METHOD]))
        for rule in (_is_walked_alike, _takes_what_is_sent, _gives_what_is_promised)
        for problem in rule(first, known, later, operation)
    ]
    # What several operations share is reported once.
    return list(dict.fromkeys(found))


def _is_walked_alike(_first: Spec, known: Operation, _later: Spec, operation: Operation) -> Iterator[Problem]:
    pagination, waiter = "x-rayvision-pagination", "x-rayvision-waiter"
    if known.data.get(pagination) != operation.data.get(pagination):
        yield Problem((*operation.steps, pagination), f"has to be that of edition {FIRST.version}")
    if known.data.get(waiter, {}).get("member") != operation.data.get(waiter, {}).get("member"):
        yield Problem((*operation.steps, waiter), f"has to watch the member that edition {FIRST.version} watches")


def _takes_what_is_sent(first: Spec, known: Operation, later: Spec, operation: Operation) -> Iterator[Problem]:
    sent = _shape(first, _body(known))
    taken = _shape(later, _body(operation))
    names = {wire: later.resolve(member).get("x-rayvision-formerly", wire) for wire, member in taken.members.items()}
    for wire in sorted(sent.required - set(names.values())):
        yield Problem(
            (*operation.steps, "requestBody"),
            f"takes no {wire!r}, which the call {operation.data[_METHOD]} always sends; where it has another name now, "
            "say so there with x-rayvision-formerly",
        )
    for wire in sorted(taken.required):
        if names[wire] not in sent.required:
            yield Problem(
                (*operation.steps, "requestBody"),
                f"requires {wire!r}, which the call {operation.data[_METHOD]} does not always send",
            )


def _gives_what_is_promised(first: Spec, known: Operation, later: Spec, operation: Operation) -> Iterator[Problem]:
    steps = (*operation.steps, "responses", "200")
    yield from _unlike(first, _data(first, known), later, _data(later, operation), steps, set())


def _unlike(
    first: Spec,
    promised: Any,
    later: Spec,
    given: Any,
    steps: Steps,
    seen: set[tuple[int, int]],
    *,
    may_be_null: bool = False,
) -> Iterator[Problem]:
    """Where a reply, or a part of one, is not what the first edition's views make of it."""
    if "$ref" in given:
        steps = ("components", "schemas", given["$ref"].rpartition("/")[2])
    promised, given = first.resolve(promised), later.resolve(given)
    if (id(promised), id(given)) in seen:
        return
    seen.add((id(promised), id(given)))
    old, new = _shape(first, promised), _shape(later, given)
    if may_be_null:
        old.kinds.add("null")
    if not new.may_stand_for(old):
        yield Problem(steps, f"is {new.reads_as}, and in edition {FIRST.version} {old.reads_as}")
        return
    for wire, member in old.members.items():
        if wire not in new.members:
            yield Problem(
                steps, f"lacks {wire!r}, which edition {FIRST.version} has; where it does not come any more, say so"
            )
            continue
        if wire in old.required and wire not in new.required:
            yield Problem((*steps, "required"), f"has to hold {wire!r}, as in edition {FIRST.version}")
        below = (*steps, "properties", wire)
        yield from _unlike(first, member, later, new.members[wire], below, seen, may_be_null=wire not in old.required)
    if old.items is not None and new.items is not None:
        yield from _unlike(first, old.items, later, new.items, (*steps, "items"), seen)


@dataclass
class _Shape:
    """What a schema comes down to: which kinds of value, with which members and items."""

    kinds: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    members: dict[str, Any] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    items: Any = None

    def may_stand_for(self, other: _Shape) -> bool:
        """Say whether a view's attribute of this shape is one of the other: an enumeration's members are numbers."""
        return self.kinds <= other.kinds and self.marks in (other.marks, other.marks | {"enumeration"})

    @property
    def reads_as(self) -> str:
        """How a view types it, in words."""
        return " or ".join(sorted(self.kinds)) + "".join(f" ({mark})" for mark in sorted(self.marks))


def _shape(spec: Spec, schema: Any, shape: _Shape | None = None) -> _Shape:
    schema, shape = spec.resolve(schema), shape or _Shape()
    kind = schema.get("type", [])
    shape.kinds |= {kind} if isinstance(kind, str) else set(kind)
    shape.marks |= {"enumeration"} if "enum" in schema else set()
    shape.marks |= {schema["x-rayvision-time"]} if "x-rayvision-time" in schema else set()
    shape.members |= schema.get("properties", {})
    shape.required |= set(schema.get("required", ()))
    shape.items = schema.get("items", shape.items)
    for part in (*schema.get("allOf", ()), *schema.get("oneOf", ())):
        _shape(spec, part, shape)
    return shape


def _body(operation: Operation) -> Any:
    return operation.data["requestBody"]["content"]["application/json"]["schema"]


def _data(spec: Spec, operation: Operation) -> Any:
    envelope = spec.resolve(operation.data["responses"]["200"]["content"]["application/json"]["schema"])
    return envelope["allOf"][1]["properties"]["data"]
