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
    promised = _shape(first, _data(first, known))
    given = _shape(later, _data(later, operation), (*operation.steps, "responses", "200"))
    yield from _unlike(first, promised, later, given, ())


def _unlike(first: Spec, promised: _Shape, later: Spec, given: _Shape, above: tuple[Steps, ...]) -> Iterator[Problem]:
    """Where a reply, or a part of one, is not what the first edition's views make of it."""
    if given.steps in above:
        return
    if not given.may_stand_for(promised):
        yield Problem(given.steps, f"is {given.reads_as}, and in edition {FIRST.version} {promised.reads_as}")
        return
    above = (*above, given.steps)
    for wire, member in promised.members.items():
        if wire not in given.members:
            what = f"lacks {wire!r}, which edition {FIRST.version} has; where it does not come any more, say so"
            yield Problem(given.steps, what)
            continue
        old, new = _shape(first, member), _shape(later, given.members[wire], (*given.steps, "properties", wire))
        if wire not in promised.required:
            old.kinds.add("null")
        elif wire not in given.required:
            yield Problem((*given.steps, "required"), f"has to hold {wire!r}, as in edition {FIRST.version}")
        yield from _unlike(first, old, later, new, above)
    if promised.items is not None and given.items is not None:
        old, new = _shape(first, promised.items), _shape(later, given.items, (*given.steps, "items"))
        yield from _unlike(first, old, later, new, above)


@dataclass
class _Shape:
    """What a schema comes down to: which kinds of value, with which members and items, and where it stands."""

    steps: Steps
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


def _shape(spec: Spec, schema: Any, steps: Steps = ()) -> _Shape:
    shape = _Shape(steps)
    _add(spec, schema, shape)
    return shape


def _add(spec: Spec, schema: Any, shape: _Shape) -> None:
    if "$ref" in schema:
        shape.steps = ("components", "schemas", schema["$ref"].rpartition("/")[2])
        schema = spec.resolve(schema)
    kind = schema.get("type", [])
    shape.kinds |= {kind} if isinstance(kind, str) else set(kind)
    shape.marks |= {"enumeration"} if "enum" in schema else set()
    shape.marks |= {schema["x-rayvision-time"]} if "x-rayvision-time" in schema else set()
    shape.members |= schema.get("properties", {})
    shape.required |= set(schema.get("required", ()))
    shape.items = schema.get("items", shape.items)
    for part in (*schema.get("allOf", ()), *schema.get("oneOf", ())):
        _add(spec, part, shape)


def _body(operation: Operation) -> Any:
    return operation.data["requestBody"]["content"]["application/json"]["schema"]


def _data(spec: Spec, operation: Operation) -> Any:
    envelope = spec.resolve(operation.data["responses"]["200"]["content"]["application/json"]["schema"])
    return envelope["allOf"][1]["properties"]["data"]
