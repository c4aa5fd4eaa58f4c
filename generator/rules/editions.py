"""Rules for the marks of editions: each names an edition that there is, and changes something there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.spec.document import Problem, Spec, Steps, objects, reachable, walk
from generator.spec.editions import editions_of, numbers, plain
from generator.spec.extensions import EDITIONS, MARKS, SINCE, UNTIL, VALUES


def known_numbers(spec: Spec) -> Iterator[Problem]:
    """Every mark names editions that the document lists."""
    known = numbers(spec)
    for steps, node in objects(spec.document):
        named = list(node) if steps[-1:] == (EDITIONS,) else [node[key] for key in (SINCE, UNTIL) if key in node]
        if unknown := [str(number) for number in named if number not in known]:
            words = f"names {', '.join(unknown)}, but the editions are {', '.join(known)}: name one of these"
            yield Problem(steps, words)


def effective(spec: Spec) -> Iterator[Problem]:
    """Everything marked exists in at least one of its editions, and every change takes effect in one."""
    known = numbers(spec)
    there = {number: _places(plain(spec, number)) for number in known}
    for steps, node in objects(spec.document):
        if not steps or MARKS.isdisjoint(node) or VALUES in steps:
            continue
        own = [number for number in known if steps in there[number]]
        if not own:
            yield Problem(steps, "is of no edition in which an operation has it: mend its marks, or take it out")
            continue
        spans = [((*steps, EDITIONS, number), known[known.index(number) :]) for number in node.get(EDITIONS, ())]
        for value, mark in node.get(VALUES, {}).items():
            if value not in (values := list(map(str, node.get("enum", ())))):
                yield Problem((*steps, VALUES, value), f"{value!r} is not one of {values}: write one of these")
            spans.append(((*steps, VALUES, value), editions_of(mark, known)))
        for place, span in spans:
            if not set(span) & set(own):
                yield Problem(place, f"changes nothing, for this is there in {', '.join(own)} alone: leave it out")


def _places(document: Spec) -> set[Steps]:
    """The places of the spec that the document of an edition shows."""
    return {document.origins[steps] for steps, _ in walk(document.document) if steps in document.origins}


def plain_requests(spec: Spec) -> Iterator[Problem]:
    """An object inside a request has the same names in all editions: clients translate those of the request alone."""
    bodies = [spec.resolve(operation.asked) for operation in spec.operations()]
    for name in sorted(reachable(spec, bodies)):
        for wire, member in spec.schemas()[name].get("properties", {}).items():
            for number, change in member.get(EDITIONS, {}).items():
                if "name" in change:
                    place = ("components", "schemas", name, "properties", wire, EDITIONS, number, "name")
                    yield Problem(place, "renames a member inside a member: add the new one, with x-rayvision-since")
