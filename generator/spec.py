"""The spec as a document in which every place knows its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

JOB_FILES = tuple(f"job-files/{name}.schema.json" for name in ("asset", "task", "tips", "upload"))
"""The schemas of the files of a job, below the folder of the spec."""

FILES = ("openapi.yaml", "extensions.schema.json", "signing.md.jinja", "signing-vectors.json", *JOB_FILES)
"""Whatever is read of that folder."""

_SCHEMAS = "#/components/schemas/"

HTTP_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

Steps = tuple[str | int, ...]
"""The way from the document's root to a place in it: keys of objects and indices of arrays."""


@dataclass(frozen=True)
class Problem:
    """Something wrong with the spec, and where."""

    steps: Steps
    message: str


class BrokenSpecError(Exception):
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


@dataclass(frozen=True)
class Spec:
    """A document, and where it comes from.

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


def references(spec: Spec, roots: list[Any]) -> set[str]:
    """All references that stand below some places, and below what these refer to."""
    found: set[str] = set()
    todo = list(roots)
    while todo:
        for _, node in walk(todo.pop()):
            reference = node.get("$ref") if isinstance(node, dict) else None
            if isinstance(reference, str) and reference not in found:
                found.add(reference)
                todo.append(spec.target(reference))
    return found


def reachable(spec: Spec, roots: list[Any]) -> set[str]:
    """The names of all schemas to which a reference leads from some places."""
    return {name for one in references(spec, roots) for _, is_schema, name in [one.partition(_SCHEMAS)] if is_schema}


def unused(spec: Spec) -> list[Steps]:
    """The components to which nothing leads from outside of them; of the headers, those that no request has."""
    document = spec.document
    used = references(spec, [node for key, node in document.items() if key != "components"])
    used |= {f"#/components/securitySchemes/{name}" for entry in document.get("security", ()) for name in entry}
    places: list[Steps] = [
        ("components", kind, name) for kind, parts in document.get("components", {}).items() for name in parts
    ]
    return [steps for steps in places if pointer(steps) not in used]


def load(path: Path) -> Spec:
    """Read the spec.

    Raises:
        BrokenSpecError: It cannot be read, is not YAML, or says a thing twice.
    """
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(_text(path))
        root = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BrokenSpecError([f"{path}:{line}: #: not YAML: {getattr(error, 'problem', error)}"]) from error
    except RecursionError as error:
        raise BrokenSpecError([f"{path}:1: #: is nested too deeply"]) from error
    if not isinstance(root, yaml.MappingNode):
        raise BrokenSpecError([f"{path}:1: #: the spec has to be a YAML mapping"])
    lines: dict[Steps, int] = {}
    spec = Spec(path, {}, lines)
    problems = list(_index(root, (), lines))
    if problems:
        raise BrokenSpecError([spec.describe(problem) for problem in problems])
    spec.document.update(loader.construct_document(root))
    return spec


def strangers(folder: Path) -> list[str]:
    """The files below the folder of the spec that nothing reads, but for what editors and systems leave behind."""
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [name for name in found if name not in FILES and not re.search(r"(^|/)\.|~$", name)]


def _text(path: Path) -> str:
    """Read the file, which is in UTF-8 as JSON is, whatever else YAML may be in.

    Raises:
        BrokenSpecError: It cannot be read, or is in another encoding.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BrokenSpecError([f"{path}: cannot be read: {error.strerror}"]) from error
    try:
        text, broken = content.decode("utf-8"), None
    except UnicodeDecodeError as error:
        text, broken = content[: error.start].decode("utf-8"), f"byte 0x{content[error.start]:02x} is not UTF-8"
    odd = re.search(r"[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]", text)
    if odd:
        text, broken = (
            text[: odd.start()],
            f"U+{ord(odd[0]):04X} may not stand in it; save the file as UTF-8 without BOM",
        )
    if broken:
        line = text.count("\n") + 1
        raise BrokenSpecError([f"{path}:{line}: #: not YAML: {broken}"])
    return text


# What JSON has. YAML knows more (dates, binaries, sets, objects of a language), which no JSON schema could describe.
_JSON_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "map", "seq")}


_MOST_PLACES = 300_000
_DEEPEST = 100


def _index(
    node: yaml.Node, steps: Steps, lines: dict[Steps, int], above: tuple[yaml.Node, ...] = ()
) -> Iterator[Problem]:
    lines.setdefault(steps, node.start_mark.line + 1)
    if node in above:
        yield Problem(steps, "contains itself")
        return
    if len(lines) >= _MOST_PLACES or len(above) > _DEEPEST:
        # What aliases multiply would be gone through for ever; that is said once.
        if len(lines) == _MOST_PLACES or len(above) == _DEEPEST + 1:
            yield Problem(steps, "is too much: aliases multiply what they stand for, or it is nested too deeply")
        return
    if node.tag.endswith(":float") and node.value.lower().lstrip("+-") in {".inf", ".nan"}:
        yield Problem(steps, "is no number of JSON: leave it out")
    if node.tag not in _JSON_TAGS:
        yield Problem(steps, f"is a {node.tag.rpartition(':')[2]}; write it as text, in quotes")
    yield from _index_below(node, steps, lines, (*above, node))


def _index_below(
    node: yaml.Node, steps: Steps, lines: dict[Steps, int], above: tuple[yaml.Node, ...]
) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                yield Problem(steps, f"the key in line {key.start_mark.line + 1} is no text; put it in quotes")
                continue
            if key.value in seen:
                yield Problem((*steps, key.value), f"stands twice, again in line {key.start_mark.line + 1}")
            seen.add(key.value)
            lines[(*steps, key.value)] = key.start_mark.line + 1
            yield from _index(value, (*steps, key.value), lines, above)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _index(value, (*steps, index), lines, above)
