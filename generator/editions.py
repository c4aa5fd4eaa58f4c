"""The editions of the API: what the marks in the spec come to for each edition, and for the one client of all.

The marks are described in `spec/extensions.schema.json`. What an edition changes holds for every later one until it is
changed again; what has no mark is the same in all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.spec import HTTP_METHODS, Operation, Spec, Steps, reachable, walk

SINCE = "x-rayvision-since"
UNTIL = "x-rayvision-until"
EDITIONS = "x-rayvision-editions"
VALUES = "x-rayvision-values"
NAMES = "x-rayvision-names"
"""In the document of all editions together: what a member is called on the wire, the latest name first."""

SOURCE = "x-rayvision-source"
"""Names what all editions are described by, so it is in the document of none."""

VIEW = "x-rayvision-view"
"""How a view of our own has a member, which matters to nobody who reads the document of an edition."""

MARKS = {SINCE, UNTIL, EDITIONS, VALUES}

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


def mark_of_value(enumeration: dict[str, Any], value: Any) -> dict[str, Any]:
    """The marks of a value of an enumeration, as those of other parts are written."""
    mark = enumeration.get(VALUES, {}).get(str(value), {})
    return {f"x-rayvision-{key}": number for key, number in mark.items()}


def said_in(marked: dict[str, Any], number: str, known: list[str]) -> dict[str, Any]:
    """What an operation, a member or another part says in one edition, without the marks."""
    said = {key: value for key, value in marked.items() if key not in MARKS}
    for edition in known[: known.index(number) + 1]:
        change = marked.get(EDITIONS, {}).get(edition, {})
        if not change.keys().isdisjoint(_TYPE[:5]):
            said = {key: value for key, value in said.items() if key not in _TYPE}
        said |= change
    return said


def plain(spec: Spec, number: str, *, refusing: bool = False) -> Spec:
    """The document of one edition, which shows nothing of any other and carries no marks.

    Args:
        spec: The spec of all editions.
        number: Number of the edition.
        refusing: Whether a member of another edition is kept as one that must not be there, to check examples by.
    """
    return _Reading(spec, number, refusing=refusing).result()


def combined(spec: Spec) -> Spec:
    """The document of all editions at once, under the names of the first, for the one client that speaks them all.

    A member is required there if every edition requires it and has no default, which the client would fill in; if its
    types differ, it may be of any of them.
    """
    return _Reading(spec, None).result()


class _Reading:
    """Reads a document as one edition has it, or as all have it together (`None`), and keeps what came from where."""

    def __init__(self, spec: Spec, number: str | None, *, refusing: bool = False) -> None:
        self._spec = spec
        self._known = numbers(spec)
        self._number = number
        self._refusing = refusing
        self._origins: dict[Steps, Steps] = {}
        self._renamed: dict[str, dict[str, str]] = {}
        self._schemas = {} if number else {one: plain(spec, one).schemas().keys() for one in self._known}

    def result(self) -> Spec:
        root = {key: value for key, value in self._spec.document.items() if key not in (EDITIONS, "paths")}
        document = self._read(root, (), ())
        document["paths"] = {}
        for operation in self._spec.operations():
            if self._has(operation.data):
                self._read_operation(operation, document["paths"])
        document["info"]["version"] = self._number or self._known[0]
        spec = replace(self._spec, document=document, origins=self._origins)
        for operation in spec.operations():
            self._mend_metadata(spec, operation)
        _drop_unused(spec)
        return spec

    def _read_operation(self, operation: Operation, paths: dict[str, Any]) -> None:
        said = self._said(operation.data)
        path = str(said.pop("path", operation.path))
        steps = ("paths", path, operation.method)
        self._origins[steps[:2]] = operation.steps[:2]
        item = self._spec.document["paths"][operation.path]
        beside = {key: value for key, value in item.items() if key not in HTTP_METHODS}
        paths.setdefault(path, beside)[operation.method] = self._read(said, operation.steps, steps)

    def _has(self, node: Any) -> bool:
        return self._number is None or self._number in editions_of(node, self._known)

    def _said(self, node: dict[str, Any]) -> dict[str, Any]:
        """What a part says, without its marks. Of all editions together: what the first says, and the types of all."""
        if MARKS.isdisjoint(node):
            return dict(node)
        if self._number:
            return said_in(node, self._number, self._known)
        said = said_in({**node, EDITIONS: {}}, self._known[-1], self._known)
        if "description" in said:
            said["description"] = " ".join([said["description"].rstrip(), *_notes(node)])
        versions = [said_in(node, number, self._known) for number in editions_of(node, self._known)]
        types = [choice for version in versions for choice in _choices(version)]
        distinct = [choice for index, choice in enumerate(types) if choice not in types[:index]]
        if len(distinct) == len(_choices(said)):
            return said
        return {key: value for key, value in said.items() if key not in _TYPE} | {"oneOf": distinct}

    def _read(self, node: Any, origin: Steps, steps: Steps) -> Any:
        self._origins[steps] = origin
        if isinstance(node, list):
            kept = [(index, value) for index, value in enumerate(node) if self._has(value)]
            return [self._read(value, (*origin, index), (*steps, new)) for new, (index, value) in enumerate(kept)]
        if not isinstance(node, dict):
            return node
        made: dict[str, Any] = {}
        for key, value in self._values(node, self._said(node)).items():
            below = (*origin, key), (*steps, key)
            if key == SOURCE and self._number:
                continue
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
        names: dict[str, str] = {}
        followers: dict[str, str] = {}
        for wire, member in node["properties"].items():
            said = self._said(member)
            name = names[wire] = str(said.pop("name", wire))
            said.pop("required", None)
            follower = said.pop("before", None)
            if follower:
                followers[name] = follower
            if self._has(member):
                members[name] = self._read(said, (*origin, wire), (*steps, name))
                if not self._number:
                    members[name] |= _all_names(wire, member)
            elif self._refusing:
                members.setdefault(name, False)
        if self._refusing:
            members |= {wire: False for wire, name in names.items() if wire not in members}
        members = _in_order(members, {name: names[wire] for name, wire in followers.items() if name in members})
        self._renamed.setdefault(str(steps[2]), {}).update(names)
        required = [name for wire, name in names.items() if self._requires(node, wire, str(steps[2]))]
        return {"required": required, "properties": members} if required else {"properties": members}

    def _requires(self, node: dict[str, Any], wire: str, schema: str) -> bool:
        """Whether an object always has a member: in this edition, or in each that knows the object."""
        asked = [self._number] if self._number else [one for one in self._known if schema in self._schemas[one]]
        member = node["properties"][wire]
        always = wire in node.get("required", ())
        said = [said_in(member, one, self._known) for one in asked if one in editions_of(member, self._known)]
        is_required = len(said) == len(asked) and all(one.get("required", always) for one in said)
        return is_required and (self._number is not None or not any("default" in one for one in said))

    def _values(self, node: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
        """Leave out the values of an enumeration that an edition does not have, with their names and explanations."""
        kept = [place for place, value in enumerate(said.get("enum", ())) if self._has(mark_of_value(node, value))]
        for key in ("enum", "x-enum-varnames", "x-enum-descriptions") if VALUES in node else ():
            said[key] = [said[key][place] for place in kept]
        if VALUES in node and not self._number:
            meanings = zip(said["enum"], said["x-enum-descriptions"], strict=True)
            said["x-enum-descriptions"] = [
                " ".join([meaning, *_notes(mark_of_value(node, value))]) for value, meaning in meanings
            ]
        return said

    def _mend_metadata(self, spec: Spec, operation: Operation) -> None:
        """Say in an operation's metadata what its members are called, and only values that they have."""
        for key, sides in _MEMBERS_OF_METADATA.items():
            if key not in operation.data:
                continue
            said = operation.data[key] = dict(operation.data[key])
            for side, entries in sides:
                schemas = reachable(spec, [operation.data.get(side)])
                for entry in entries & said.keys():
                    names = [self._renamed.get(schema, {}).get(said[entry]) for schema in schemas]
                    said[entry] = next((name for name in names if name), said[entry])
            for schema in reachable(spec, [operation.data.get("responses")]) if "finished" in said else ():
                member = spec.schemas()[schema].get("properties", {}).get(said["member"])
                enumeration, whole = spec.resolve(member or {}), self._spec.resolve(member or {})
                strangers = set(whole.get("enum", ())) - set(enumeration.get("enum", ()))
                for entry in ("finished", "succeeded"):
                    said[entry] = [value for value in said[entry] if value not in strangers]


# Which entries of an operation's metadata name members, and of what.
_MEMBERS_OF_METADATA = {
    "x-rayvision-pagination": [("requestBody", {"page", "size"}), ("responses", {"items", "total", "pages"})],
    "x-rayvision-waiter": [("responses", {"member"})],
}


def _notes(marked: dict[str, Any]) -> list[str]:
    """What the description of a part says for all editions together."""
    notes = [f"Since edition {marked[SINCE]}."] if SINCE in marked else []
    notes += [f"Until edition {marked[UNTIL]}."] if UNTIL in marked else []
    return notes + [
        f"Called `{change['name']}` since edition {number}."
        for number, change in marked.get(EDITIONS, {}).items()
        if "name" in change
    ]


def _all_names(wire: str, member: dict[str, Any]) -> dict[str, list[str]]:
    """The names of a member that has several, the latest first."""
    names = [change["name"] for change in member.get(EDITIONS, {}).values() if "name" in change]
    return {NAMES: [*reversed(names), wire]} if names else {}


def _in_order(members: dict[str, Any], followers: dict[str, str]) -> dict[str, Any]:
    """The same members, some of them moved to stand in front of another."""
    order = list(members)
    for name, follower in followers.items():
        order.remove(name)
        order.insert(order.index(follower), name)
    return {name: members[name] for name in order}


def _choices(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The types that a value may be of, one by one; the size of a number is no type of its own."""
    if "oneOf" in schema:
        return [choice for part in schema["oneOf"] for choice in _choices(part)]
    own = {key: schema[key] for key in _TYPE if key in schema and key != "format"}
    kinds = own.get("type")
    return [own | {"type": kind} for kind in kinds] if isinstance(kinds, list) else [own]


def _drop_unused(spec: Spec) -> None:
    """Leave out the components that nothing refers to any more, and the tags and headers that nothing names."""
    document = spec.document
    used: set[str] = set()
    todo = [value for key, value in document.items() if key != "components"]
    while todo:
        for _, node in walk(todo.pop()):
            reference = node.get("$ref") if isinstance(node, dict) else None
            if isinstance(reference, str) and reference not in used:
                used.add(reference)
                todo.append(spec.target(reference))
    components = document.get("components", {})
    schemes = components.get("securitySchemes", {})
    for kind in list(components):
        if kind != "securitySchemes":
            kept = {name: part for name, part in components[kind].items() if f"#/components/{kind}/{name}" in used}
            components[kind] = kept
    if "security" in document:
        document["security"] = [
            {name: scopes for name, scopes in entry.items() if name in schemes} for entry in document["security"]
        ]
    tags = {tag for operation in spec.operations() for tag in operation.data.get("tags", ())}
    if "tags" in document:
        document["tags"] = [tag for tag in document["tags"] if tag.get("name") in tags]
