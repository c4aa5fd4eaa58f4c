"""Reads the spec: YAML that holds what JSON can, with the line of every place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.spec.document import BrokenSpecError, Problem, Spec, Steps

JOB_FILES = tuple(f"job-files/{name}.schema.json" for name in ("asset", "task", "tips", "upload"))
"""The schemas of the files of a job, below the folder of the spec."""

FILES = ("openapi.yaml", "extensions.schema.json", "signing.md.jinja", "signing-vectors.json", *JOB_FILES)
"""Whatever is read of that folder."""


def load(path: Path) -> Spec:
    """Read the spec.

    Raises:
        BrokenSpecError: It cannot be read, is not YAML, or has a key twice.
    """
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(_text(path))
        root = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BrokenSpecError([f"{path}:{line}: #: not YAML: {getattr(error, 'problem', error)}: {_REMEDY}"]) from error
    except RecursionError as error:
        words = "is nested too deeply: give inner parts a name below components/schemas"
        raise BrokenSpecError([f"{path}:1: #: {words}"]) from error
    if not isinstance(root, yaml.MappingNode):
        raise BrokenSpecError([f"{path}:1: #: is not a mapping of YAML: begin with openapi: 3.1.0"])
    lines: dict[Steps, int] = {}
    spec = Spec(path, {}, lines)
    problems = list(_index(root, (), lines))
    if problems:
        raise BrokenSpecError([spec.describe(problem) for problem in problems])
    spec.document.update(loader.construct_document(root))
    return spec


def load_json(path: Path, member: str) -> dict[str, Any]:
    """Read a file of JSON that belongs to the spec and has to have a member.

    Raises:
        BrokenSpecError: It cannot be read, is not JSON, or does not have it.
    """
    try:
        document = json.loads(_text(path))
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise BrokenSpecError([f"{path}:{line}: #: not JSON: {error}: {_REMEDY}"]) from error
    if not isinstance(document, dict) or not isinstance(document.get(member), list | dict):
        raise BrokenSpecError([f"{path}:1: #: has no {member}: write an object with it"])
    return document


def unknown_files(folder: Path) -> list[str]:
    """The files below the folder of the spec that nothing reads, but for what editors and systems leave behind."""
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [name for name in found if name not in FILES and not re.search(r"(^|/)\.|~$", name)]


def _text(path: Path) -> str:
    """Read a file, which is in UTF-8 as JSON is, whatever else YAML may be in.

    Raises:
        BrokenSpecError: It cannot be read, or is in another encoding.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        words = f"cannot be read ({error.strerror}): put the file there, or name the project by --root"
        raise BrokenSpecError([f"{path}: {words}"]) from error
    try:
        text, broken = content.decode("utf-8"), None
    except UnicodeDecodeError as error:
        text = content[: error.start].decode("utf-8")
        broken = f"byte 0x{content[error.start]:02x} is not UTF-8: save the file as UTF-8"
    odd = re.search(r"[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]", text)
    if odd:
        text, broken = (
            text[: odd.start()],
            f"U+{ord(odd[0]):04X} may not stand in it: leave it out, or save the file as UTF-8 without BOM",
        )
    if broken:
        line = text.count("\n") + 1
        raise BrokenSpecError([f"{path}:{line}: #: not YAML: {broken}"])
    return text


# What JSON has. YAML knows more (dates, binaries, sets, objects of a language), which no JSON schema could describe.
_JSON_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "map", "seq")}

_REMEDY = "look there and in the line above for a bracket, a quotation mark, a colon or an indent that is wrong"

_MOST_PLACES = 300_000

_DEEPEST = 100


def _index(
    node: yaml.Node, steps: Steps, lines: dict[Steps, int], above: tuple[yaml.Node, ...] = ()
) -> Iterator[Problem]:
    lines.setdefault(steps, node.start_mark.line + 1)
    if node in above:
        yield Problem(steps, "contains itself: write it without an alias, and refer to schemas by $ref")
        return
    if len(lines) >= _MOST_PLACES or len(above) > _DEEPEST:
        # What aliases multiply would be gone through for ever; that is said once.
        if len(lines) == _MOST_PLACES or len(above) == _DEEPEST + 1:
            words = "is too much, as aliases multiply what they stand for, or nested too deeply: use $ref instead"
            yield Problem(steps, words)
        return
    if node.tag.endswith(":float") and node.value.lower().lstrip("+-") in {".inf", ".nan"}:
        yield Problem(steps, f"{node.value} is not a number of JSON: leave it out")
    if node.tag not in _JSON_TAGS:
        yield Problem(steps, f"is a {node.tag.rpartition(':')[2]}: write it as text, in quotes")
    yield from _index_below(node, steps, lines, (*above, node))


def _index_below(
    node: yaml.Node, steps: Steps, lines: dict[Steps, int], above: tuple[yaml.Node, ...]
) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                yield Problem(steps, f"the key in line {key.start_mark.line + 1} is not text: put it in quotes")
                continue
            if key.value in seen:
                words = f"appears twice, again in line {key.start_mark.line + 1}: leave one out"
                yield Problem((*steps, key.value), words)
            seen.add(key.value)
            lines[(*steps, key.value)] = key.start_mark.line + 1
            yield from _index(value, (*steps, key.value), lines, above)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _index(value, (*steps, index), lines, above)
