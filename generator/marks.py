"""Rules for the marks of editions: each names an edition that there is, and changes something there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.editions import (
    EDITIONS,
    MARKS,
    SINCE,
    UNTIL,
    VALUES,
    editions_of,
    mark_of_value,
    numbers,
    plain,
    said_in,
)
from generator.spec import Problem, Spec, Steps, reachable, walk


def known_numbers(spec: Spec) -> Iterator[Problem]:
    """Every mark names editions that the document lists, and none ends before it begins."""
    known = numbers(spec)
    for steps, node in _marked(spec):
        if not all(isinstance(node.get(key, {}), dict) for key in (EDITIONS, VALUES)):
            yield Problem(steps, "has a mark that is no object")
            continue
        named = [((*steps, key), node[key]) for key in (SINCE, UNTIL) if key in node]
        named += [((*steps, EDITIONS, number), number) for number in node.get(EDITIONS, ())]
        for value, mark in node.get(VALUES, {}).items():
            named += [((*steps, VALUES, value, key), number) for key, number in mark.items()]
            if value not in map(str, node.get("enum", ())):
                yield Problem((*steps, VALUES, value), "is no value of this enumeration")
        unknown = [place for place, number in named if number not in known]
        for place in unknown:
            yield Problem(place, f"names no edition that there is: {', '.join(known)}")
        for place, mark in [] if unknown else [(steps, node), *_marked_values(steps, node)]:
            if not editions_of(mark, known):
                yield Problem(place, f"is of no edition: it begins with {mark[SINCE]} and ends with {mark[UNTIL]}")


def distinct_places(spec: Spec) -> Iterator[Problem]:
    """In no edition are two operations at one path, or two members of an object called the same."""
    for number in numbers(spec):
        operations = [(operation.path, operation.steps, operation.data) for operation in spec.operations()]
        yield from _meeting(spec, number, "path", operations)
        for steps, node in walk(spec.schemas(), ("components", "schemas")):
            members = node.get("properties", {}) if isinstance(node, dict) else {}
            yield from _meeting(
                spec, number, "name", [(wire, (*steps, "properties", wire), member) for wire, member in members.items()]
            )


def _meeting(spec: Spec, number: str, key: str, things: list[tuple[str, Steps, dict[str, Any]]]) -> Iterator[Problem]:
    """The things that have the path or the name of another in an edition."""
    known = numbers(spec)
    seen: dict[str, str] = {}
    for first, steps, marked in things:
        if number in editions_of(marked, known):
            name = str(said_in(marked, number, known).get(key, first))
            if seen.setdefault(name, first) != first:
                yield Problem(steps, f"has the {key} {name} in edition {number}, and so has {seen[name]}")


def effective(spec: Spec) -> Iterator[Problem]:
    """What is marked is there in one of its editions, for an operation needs it; and every change can be seen there."""
    known = numbers(spec)
    there = {number: _places(plain(spec, number)) for number in known}
    for steps, node in _marked(spec):
        own = [number for number in known if steps in there[number]]
        if not own:
            yield Problem(steps, "is of no edition in which an operation has it")
            continue
        spans = [
            ((*steps, EDITIONS, number), _span(number, node[EDITIONS], known)) for number in node.get(EDITIONS, ())
        ]
        spans += [(place, editions_of(mark, known)) for place, mark in _marked_values(steps, node)]
        for place, span in spans:
            if not set(span) & set(own):
                yield Problem(place, f"changes nothing: this is there in {', '.join(own)} alone")


def plain_requests(spec: Spec) -> Iterator[Problem]:
    """An object inside a request has the same names in all editions: clients translate those of the request alone."""
    bodies = [operation.data.get("requestBody") for operation in spec.operations()]
    outer = {
        str(node["$ref"]).rpartition("/")[2]
        for body in bodies
        for steps, node in walk(body)
        if steps[-1:] == ("schema",) and "$ref" in node
    }
    for name in sorted(reachable(spec, bodies) - outer):
        for steps, node in walk(spec.schemas()[name], ("components", "schemas", name)):
            for number, change in node.get(EDITIONS, {}).items() if isinstance(node, dict) else ():
                if "name" in change:
                    yield Problem((*steps, EDITIONS, number, "name"), "is the name of a member inside a member")


def _marked(spec: Spec) -> Iterator[tuple[Steps, dict[str, Any]]]:
    """Everything that is marked, but for the document with its list of editions."""
    for steps, node in walk(spec.document):
        if steps and isinstance(node, dict) and not MARKS.isdisjoint(node):
            yield steps, node


def _marked_values(steps: Steps, node: dict[str, Any]) -> list[tuple[Steps, dict[str, Any]]]:
    return [((*steps, VALUES, value), mark_of_value(node, value)) for value in node.get(VALUES, ())]


def _span(number: str, changes: dict[str, Any], known: list[str]) -> list[str]:
    """The editions in which a change holds: until the next one."""
    later = [known.index(one) for one in changes if known.index(one) > known.index(number)]
    return known[known.index(number) : min(later, default=len(known))]


def _places(document: Spec) -> set[Steps]:
    """The places of the spec that are left in the document of an edition."""
    components = document.document.get("components", {})
    return {
        origin
        for steps, origin in document.origins.items()
        if steps[0:1] != ("components",) or len(steps) < 3 or steps[2] in components[steps[1]]
    }
