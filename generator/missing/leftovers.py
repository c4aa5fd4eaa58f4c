"""What still speaks of an operation, a schema, a member or a value that the spec no longer has.

The spec is compared with what it was: in the last commit, before its last change, and in the last release. A member
whose name others still have is not found: that it is gone from its own object is for the type checker to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.compare import git
from generator.spec.document import Spec, own_members
from generator.spec.extensions import METHOD
from generator.spec.names import constant_name, python_name

# What is derived, tells of the past, or is a separate sample.
_NOT_SEARCHED = re.compile(
    r"(generated_client|published|wrapper/rayvision_api/_sync|tests/data|tests/generator/(fixture|golden))/"
    r"|CHANGELOG\.md$|\.patch$|package-lock\.json$"
)
_MOST_PLACES = 8


def leftovers(spec: Spec, root: Path) -> list[str]:
    """Search all files of the project for the names of what is gone.

    Raises:
        BrokenSpecError: An earlier spec cannot be read.
        GitError: There is no git, or this is not its repository.
    """
    gone: dict[str, str] = {}
    for revision in git.earlier_specs(root):
        gone |= dict(_names(git.spec_of(root, revision)))
    files = [root / name for name in git.files(root) if not _NOT_SEARCHED.search(name)] if gone else []
    still = dict(_names(spec))
    places: dict[str, list[str]] = {name: [] for name in gone if name not in still}
    for file in files:
        for name, line in _lines(file, list(places)):
            places[name].append(f"{file.relative_to(root).as_posix()}:{line}")
    found = []
    for name, some in places.items():
        if some:
            more = f" and {len(some) - _MOST_PLACES} places more" if len(some) > _MOST_PLACES else ""
            where = ", ".join(some[:_MOST_PLACES])
            found.append(f"{gone[name]} is gone from the spec, and {name} still stands in {where}{more}")
    return found


def _names(spec: Spec) -> Iterator[tuple[str, str]]:
    """The words by which code and pages speak of what a spec has, and of what.

    In quotes where the word alone may mean something else.
    """
    for operation in spec.operations():
        name, call = str(operation.data.get("operationId")), str(operation.data.get(METHOD))
        command = call.replace(".", " ").replace("_", "-")
        summary = f'"{str(operation.data.get("summary")).rstrip(".")}"'
        for word in (name, call, f"rayvision {command}", f"operations.{constant_name(name)}", operation.path, summary):
            yield word, f"operation {name}"
    for schema, content in spec.schemas().items():
        yield schema, f"schema {schema}"
        for wire in [str(steps[-1]) for steps, _ in own_members(content)]:
            for word in {wire, python_name(wire)}:
                yield (f'"{word}"' if word.islower() and "_" not in word else word), f"member {schema}.{wire}"
            yield f'"{python_name(wire).replace("_", " ")}"', f"member {schema}.{wire}"
        for value in map(str, content.get("x-enum-varnames", ())):
            yield f"{schema}.{value}", f"value {schema}.{value}"
            if "_" in value:
                yield value, f"value {schema}.{value}"
                yield value.lower().replace("_", "-"), f"value {schema}.{value}"


def _lines(file: Path, names: list[str]) -> Iterator[tuple[str, int]]:
    """The names that stand in a file as whole words, each with its lines."""
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError:
        return  # a picture
    for name in names:
        if name in text:
            whole = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
            yield from ((name, number) for number, line in enumerate(text.splitlines(), 1) if whole.search(line))
