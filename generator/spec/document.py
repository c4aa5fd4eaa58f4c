"""The spec as a document in which every place knows its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.errors import GeneratorError

SCHEMAS = "#/components/schemas/"

HTTP_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

Steps = tuple[str | int, ...]
"""The way from the document's root to a place in it: keys of objects and indices of arrays."""


@dataclass(frozen=True)
class Problem:
    """Something wrong with the spec, and where."""

    steps: Steps
    message: str


class BrokenSpecError(GeneratorError):
    """The spec cannot be built from; every problem has its file, line and JSON pointer."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))


@dataclass(frozen=True)
class Operation:
    """One operation of the spec, and where it stands."""

    path: str
    method: str
    data: dict[str, Any]

    @property
    def steps(self) -> Steps:
        """The way to it."""
        return ("paths", self.path, self.method)

    @property
    def asked(self) -> dict[str, Any]:
        """The schema of its request's body, mostly a reference."""
        return json_schema(self.data.get("requestBody"))

    @property
    def answered(self) -> dict[str, Any]:
        """The schema of its reply's body, mostly a reference."""
        return json_schema(self.data.get("responses", {}).get("200"))


@dataclass(frozen=True, eq=False)
class Spec:
    """A document, which stays as it is, and where it comes from.

    Attributes:
        path: The file.
        document: What it says; or what follows from that for one edition of the API.
        lines: The line of every place in the file.
        origins: Of a document that follows from the file: the place there of every place here.
    """

    path: Path
    document: dict[str, Any]
    lines: dict[Steps, int]
    origins: dict[Steps, Steps] = field(default_factory=dict)

    def operations(self) -> Iterator[Operation]:
        """All operations, in the order of the document."""
        for path, item in (self.document.get("paths") or {}).items():
            for method, data in (item or {}).items():
                if method in HTTP_METHODS and isinstance(data, dict):
                    yield Operation(path, method, data)

    def schemas(self) -> dict[str, dict[str, Any]]:
        """All named schemas."""
        schemas: dict[str, dict[str, Any]] = self.document.get("components", {}).get("schemas", {})
        return schemas

    def resolve(self, node: Any) -> Any:
        """The node itself, or what it refers to."""
        while isinstance(node, dict) and "$ref" in node:
            node = self.target(node["$ref"])
        return node

    def target(self, reference: str) -> Any:
        """What a reference within the document refers to.

        Raises:
            KeyError: There is nothing.
        """
        if not reference.startswith("#/"):
            raise KeyError(reference)
        node: Any = self.document
        for step in reference[2:].split("/"):
            node = node[step.replace("~1", "/").replace("~0", "~")]
        return node

    def describe(self, problem: Problem) -> str:
        """A problem in one line: file, line, JSON pointer, what is wrong."""
        steps = place = self.origin(problem.steps)
        while steps not in self.lines:
            steps = steps[:-1]
        return f"{self.path}:{self.lines[steps]}: {pointer(place)}: {problem.message}"

    def origin(self, steps: Steps) -> Steps:
        """The place in the file that a place in the document comes from."""
        known = next((end for end in range(len(steps), 0, -1) if steps[:end] in self.origins), 0)
        return (*self.origins.get(steps[:known], ()), *steps[known:])


def pointer(steps: Steps) -> str:
    """The JSON pointer of a place, as a URI fragment."""
    return "#" + "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def json_schema(holder: Any) -> dict[str, Any]:
    """The schema of a body, of a request or a reply."""
    schema: dict[str, Any] = (holder or {}).get("content", {}).get("application/json", {}).get("schema", {})
    return schema


def is_null(schema: Any) -> bool:
    """Whether a schema allows nothing but null."""
    return isinstance(schema, dict) and (schema.get("type") == "null" or schema.get("const", ...) is None)


def walk(node: Any, steps: Steps = (), *, of_names: bool = False) -> Iterator[tuple[Steps, Any]]:
    """Every place below a node, itself included, with the way to it.

    But not what holds the members of an object: its keys are their names, and no words of OpenAPI.
    """
    if not of_names:
        yield steps, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from walk(value, (*steps, key), of_names=key == "properties" and not of_names)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from walk(value, (*steps, index))


def objects(node: Any, steps: Steps = ()) -> Iterator[tuple[Steps, dict[str, Any]]]:
    """Every object of JSON below a node, itself included, with the way to it; as `walk` has them."""
    return ((place, one) for place, one in walk(node, steps) if isinstance(one, dict))


def name_of(reference: Mapping[str, Any]) -> str:
    """The name of the schema to which a reference leads; empty if it is not a reference."""
    return str(reference.get("$ref", "")).removeprefix(SCHEMAS)


def own_members(schema: Mapping[str, Any], steps: Steps = ()) -> Iterator[tuple[Steps, dict[str, Any]]]:
    """The members that a schema declares itself, with the way to each; those of an envelope are in a part of it."""
    for wire, member in schema.get("properties", {}).items():
        yield (*steps, "properties", wire), member
    for index, part in enumerate(schema.get("allOf", ())):
        yield from own_members(part, (*steps, "allOf", index))


def data_of(spec: Spec, operation: Operation) -> dict[str, Any]:
    """The schema of what an operation answers within its envelope; if it has none, of its whole reply."""
    members = {steps[-1]: member for steps, member in own_members(spec.resolve(operation.answered))}
    return members.get("data", operation.answered)


def references(spec: Spec, roots: list[Any]) -> set[str]:
    """All references that stand below some places, and below what these refer to."""
    found: set[str] = set()
    todo = list(roots)
    while todo:
        for _, node in objects(todo.pop()):
            reference = node.get("$ref")
            if isinstance(reference, str) and reference not in found:
                found.add(reference)
                todo.append(spec.target(reference))
    return found


def reachable(spec: Spec, roots: list[Any]) -> set[str]:
    """The names of all schemas to which a reference leads from some places."""
    return {one.removeprefix(SCHEMAS) for one in references(spec, roots) if one.startswith(SCHEMAS)}


def reached(spec: Spec, side: str) -> set[str]:
    """The names of all schemas to which a reference leads from a side of operations: `requestBody`, `responses`."""
    return reachable(spec, [operation.data.get(side) for operation in spec.operations()])


def unused(spec: Spec) -> list[Steps]:
    """The components to which nothing leads from outside of them; of the headers, those that no request has."""
    document = spec.document
    used = references(spec, [node for key, node in document.items() if key != "components"])
    used |= {f"#/components/securitySchemes/{name}" for entry in document.get("security", ()) for name in entry}
    places: list[Steps] = [
        ("components", kind, name) for kind, parts in document.get("components", {}).items() for name in parts
    ]
    return [steps for steps in places if pointer(steps) not in used]
