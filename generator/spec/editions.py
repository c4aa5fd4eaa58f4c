"""The editions of the API: what the marks in the spec come to for each edition, and for the one client of all.

The marks are described in `spec/extensions.schema.json`. What an edition changes holds for every later one until it is
changed again; what has no mark is the same in all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

from generator.spec.document import HTTP_METHODS, Operation, Problem, Spec, Steps, reachable, unused
from generator.spec.extensions import EDITIONS, MARKS, NAMES, PAGINATION, SINCE, UNTIL, VALUES, WAITER

T = TypeVar("T")

# Which type a schema is of: a change of one of the first five replaces all of them.
_TYPE = ("$ref", "type", "oneOf", "anyOf", "allOf", "items", "enum", "const", "format")

# Below these stands data, whatever it looks like.
_DATA = {"value", "example", "default", "const", "enum"}


def numbers(spec: Spec) -> list[str]:
    """The numbers of all editions, in their order. A document without the mark has one, which is its version."""
    return list(spec.document.get(EDITIONS) or [str(spec.document["info"]["version"])])


def editions_of(marked: Any, known: list[str]) -> list[str]:
    """The editions, among those that are known, which have what carries these marks."""
    if not isinstance(marked, dict):
        return known
    return known[known.index(marked.get(SINCE, known[0])) : known.index(marked.get(UNTIL, known[-1])) + 1]


@lru_cache(maxsize=8)
def plain(spec: Spec, number: str) -> Spec:
    """The document of one edition, which shows nothing of any other and carries no marks."""
    return _Reading(spec, number).result


@lru_cache(maxsize=8)
def combined(spec: Spec) -> Spec:
    """The document of all editions at once, under the names of the first, for the one client that speaks them all.

    A member is required there if every edition requires it and has no default, which the client would fill in; if its
    types differ, it may be of any of them.
    """
    return _Reading(spec, None).result


def with_edition(in_edition: Mapping[str, Collection[T]]) -> Iterator[tuple[T, str | None]]:
    """Yield each thing for each edition that has it: with its number, or with `None` if all have it."""
    for number, some in in_edition.items():
        for one in some:
            yield one, None if all(one in others for others in in_edition.values()) else number


def clashes(spec: Spec) -> Iterator[Problem]:
    """In no edition are two operations at one path, or two members of an object called the same."""
    for number in numbers(spec):
        yield from _Reading(spec, number).clashes


def names_of(document: Spec, schema: str) -> dict[str, str]:
    """What the members of a named schema are called in the document of an edition, by their first names."""
    place = ("components", "schemas", schema, "properties")
    return {str(document.origins[*place, name][-1]): name for name in document.schemas()[schema].get("properties", {})}


class _Reading:
    """Reads a document as one edition has it, or as all have it together (`None`), and keeps what came from where."""

    def __init__(self, spec: Spec, number: str | None) -> None:
        self._spec = spec
        self._known = numbers(spec)
        self._number = number
        self._origins: dict[Steps, Steps] = {}
        self.clashes: list[Problem] = []
        self.result = self._document()

    def _document(self) -> Spec:
        root = {key: value for key, value in self._spec.document.items() if key not in (EDITIONS, "paths")}
        document = self._read(root, (), ())
        document["info"]["version"] = self._number or self._known[0]
        document["paths"] = {}
        for operation in self._spec.operations():
            if self._has(operation.data):
                self._read_operation(operation, document["paths"])
        spec = replace(self._spec, document=document, origins=self._origins)
        for operation in spec.operations():
            self._translate_metadata(spec, operation)
        _drop_unused(spec)
        return spec

    def _read_operation(self, operation: Operation, paths: dict[str, Any]) -> None:
        said = self._said(operation.data)
        path = str(said.pop("path", operation.path))
        steps = ("paths", path, operation.method)
        self._claim(steps[:2], operation.steps[:2], operation.steps, "path")
        item = self._spec.document["paths"][operation.path]
        beside = {key: value for key, value in item.items() if key not in HTTP_METHODS}
        paths.setdefault(path, beside)[operation.method] = self._read(said, operation.steps, steps)

    def _claim(self, steps: Steps, origin: Steps, place: Steps, what: str) -> None:
        """Keep where a path or a member comes from, which has to be one place."""
        other = self._origins.setdefault(steps, origin)
        if other != origin:
            words = f"has the {what} {steps[-1]} in edition {self._number}, and so has {other[-1]}"
            self.clashes.append(Problem(place, f"{words}: give one of them another"))

    def _has(self, node: Any) -> bool:
        return self._number is None or self._number in editions_of(node, self._known)

    def _said(self, node: dict[str, Any]) -> dict[str, Any]:
        """What a part says, without its marks. Of all editions together: what the first says, and the types of all."""
        if MARKS.isdisjoint(node):
            return dict(node)
        if self._number:
            return self._said_in(node, self._number)
        said = self._said_in({**node, EDITIONS: {}}, self._known[0])
        if "description" in said:
            said["description"] = " ".join([said["description"].rstrip(), *_notes(node)])
        types = [choice for one in editions_of(node, self._known) for choice in _choices(self._said_in(node, one))]
        distinct = [choice for index, choice in enumerate(types) if choice not in types[:index]]
        if len(distinct) == len(_choices(said)):
            return said
        return {key: value for key, value in said.items() if key not in _TYPE} | {"oneOf": distinct}

    def _said_in(self, node: dict[str, Any], number: str) -> dict[str, Any]:
        said = {key: value for key, value in node.items() if key not in MARKS}
        for edition in self._known[: self._known.index(number) + 1]:
            change = node.get(EDITIONS, {}).get(edition, {})
            if not change.keys().isdisjoint(_TYPE[:5]):
                said = {key: value for key, value in said.items() if key not in _TYPE}
            said |= change
        return said

    def _read(self, node: Any, origin: Steps, steps: Steps) -> Any:
        self._origins[steps] = origin
        if isinstance(node, list):
            kept = [(index, value) for index, value in enumerate(node) if self._has(value)]
            return [self._read(value, (*origin, index), (*steps, new)) for new, (index, value) in enumerate(kept)]
        if not isinstance(node, dict):
            return node
        made: dict[str, Any] = {}
        for key, value in (self._said(node) | self._values(node)).items():
            below = (*origin, key), (*steps, key)
            if key == "properties":
                made |= self._read_members(node, *below)
            elif key in _DATA or key.startswith("x-"):
                made[key] = value
            elif self._has(value) and (key != "required" or "properties" not in node):
                made[key] = self._read(value, *below)
        return made

    def _read_members(self, node: dict[str, Any], origin: Steps, steps: Steps) -> dict[str, Any]:
        """The members of an object, and which of them are required."""
        members: dict[str, Any] = {}
        required = []
        for wire, said in self._in_order(node["properties"], origin).items():
            name = str(said.pop("name", wire))
            said.pop("required", None)
            self._claim((*steps, name), (*origin, wire), (*origin, wire), "name")
            members[name] = self._read(said, (*origin, wire), (*steps, name))
            members[name] |= {} if self._number else _all_names(wire, node["properties"][wire])
            if self._requires(node, wire):
                required.append(name)
        return {"required": required, "properties": members} if required else {"properties": members}

    def _in_order(self, members: dict[str, Any], origin: Steps) -> dict[str, dict[str, Any]]:
        """What each member says, in the order in which an edition has them."""
        said = {wire: self._said(member) for wire, member in members.items() if self._has(member)}
        order = list(said)
        for wire, member in said.items():
            follower = member.pop("before", wire)
            if follower not in said:
                words = f"stands before {follower} in edition {self._number}, which has no such member: name another"
                self.clashes.append(Problem((*origin, wire), words))
            elif follower != wire:
                order.remove(wire)
                order.insert(order.index(follower), wire)
        return {wire: said[wire] for wire in order}

    def _requires(self, node: dict[str, Any], wire: str) -> bool:
        """Whether an object always has a member: in this edition, or in all."""
        member = node["properties"][wire]
        always = wire in node.get("required", ())
        if self._number:
            return bool(self._said_in(member, self._number).get("required", always))
        said = [self._said_in(member, one) for one in self._known]
        is_marked = not {SINCE, UNTIL}.isdisjoint(member)
        return not is_marked and all(one.get("required", always) and "default" not in one for one in said)

    def _values(self, node: dict[str, Any]) -> dict[str, Any]:
        """The values of an enumeration that an edition has, with their names and explanations."""
        if VALUES not in node:
            return {}
        marks = [node[VALUES].get(str(value), {}) for value in node["enum"]]
        said: dict[str, Any] = {}
        for key in ("enum", "x-enum-varnames", "x-enum-descriptions"):
            words = node.get(key, [])
            # One too many or too few is reported by a rule, which has to see it.
            kept = [word for word, mark in zip(words, marks, strict=False) if self._has(mark)]
            said[key] = [*kept, *words[len(marks) :]]
        if not self._number:
            meanings = zip(said["x-enum-descriptions"], marks, strict=False)
            said["x-enum-descriptions"] = [" ".join([meaning, *_notes(mark)]) for meaning, mark in meanings]
        return said

    def _translate_metadata(self, spec: Spec, operation: Operation) -> None:
        """Write pagination and waiter with the names and the values that this edition has."""
        for key in {PAGINATION, WAITER} & operation.data.keys():
            said = operation.data[key] = dict(operation.data[key])
            for entry, value in said.items():
                side = "requestBody" if entry in ("page", "size") else "responses"
                schemas = sorted(reachable(spec, [operation.data.get(side)]))
                if isinstance(value, str):
                    names = [names_of(spec, schema) for schema in schemas]
                    said[entry] = next((of[value] for of in names if value in of), value)
                elif isinstance(value, list):
                    members = [spec.schemas()[schema].get("properties", {}).get(said["member"]) for schema in schemas]
                    known = {one for member in members for one in spec.resolve(member or {}).get("enum", ())}
                    said[entry] = [one for one in value if one in known]


def _notes(marked: dict[str, Any]) -> list[str]:
    """What the description of a part says for all editions together."""
    notes = [f"{word} edition {marked[mark]}." for word, mark in (("Since", SINCE), ("Until", UNTIL)) if mark in marked]
    names = {number: change["name"] for number, change in marked.get(EDITIONS, {}).items() if "name" in change}
    return notes + [f"Called `{name}` since edition {number}." for number, name in names.items()]


def _all_names(wire: str, member: dict[str, Any]) -> dict[str, list[str]]:
    """The names of a member that has several, the latest first."""
    names = [change["name"] for change in member.get(EDITIONS, {}).values() if "name" in change]
    return {NAMES: [*reversed(names), wire]} if names else {}


def _choices(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The types that a value may be of, one by one; the size of a number is not a separate type."""
    if "oneOf" in schema:
        return [choice for part in schema["oneOf"] for choice in _choices(part)]
    own = {key: schema[key] for key in _TYPE if key in schema and key != "format"}
    kinds = own.get("type")
    return [own | {"type": kind} for kind in kinds] if isinstance(kinds, list) else [own]


def _drop_unused(spec: Spec) -> None:
    """Leave out the components that nothing refers to any more, and the tags and headers that nothing names."""
    components = spec.document.get("components", {})
    for entry in spec.document.get("security", ()):
        for name in entry.keys() - components.get("securitySchemes", {}).keys():
            del entry[name]
    for _, kind, name in unused(spec):
        del components[kind][name]
    tags = {tag for operation in spec.operations() for tag in operation.data.get("tags", ())}
    if "tags" in spec.document:
        spec.document["tags"] = [tag for tag in spec.document["tags"] if tag.get("name") in tags]
