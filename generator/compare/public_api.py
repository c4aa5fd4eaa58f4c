"""The public surface: what an application can import, call and catch, compared by griffe, and the options of commands.

griffe reads the source and imports nothing, so names that are loaded when they are first asked for count like others.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import griffe

from generator.source import table

SOURCES = ("wrapper", "generated_client", "sandbox")
PACKAGES = ("rayvision_api", "rayvision_client", "rayvision_sandbox")

_OPTIONS = "wrapper/rayvision_cli/commands/parameters.py"

# griffe goes through what is public by its name. Clients and groups stand in modules that are private, for nobody
# imports them from there; of the sandbox, this is what its documentation offers.
_PUBLIC = ("rayvision_api", "rayvision_client", "rayvision_sandbox.app.create_app", "rayvision_sandbox.pytest_plugin")
_HALVES = ("rayvision_api._async", "rayvision_api._sync")
_IN_A_HALF = re.compile(r"rayvision_api\._(?P<half>a?sync)\.(?P<module>\w+)(\.\w+)?(?P<rest>.*)")

# Paths and summaries of operations are the spec's, and judged with it; the version is meant to change.
_VALUES_SAID_ELSEWHERE = ("rayvision_client.operations.", "rayvision_api.__version__")


def broken(old: Path, new: Path, groups: list[str]) -> list[tuple[str, str]]:
    """Name what users of an older tree would miss in a newer one: its name, and what became of it.

    Args:
        old: The folder of the older tree.
        new: The folder of the newer one.
        groups: The groups of operations that the older tree has: `task`, `query`... One may stand there twice.
    """
    before, after = _loaded(old), _loaded(new)
    halves = [f"{half}.{name}" for half in _HALVES for name in ("api", *groups)]
    found = [one for name in (*_PUBLIC, *halves) for one in _differences(name, before, after)]
    return [(_as_used(name), words) for name, words in dict.fromkeys(found)]


def broken_options(old: Path, new: Path) -> list[tuple[str, str]]:
    """Name the options of operations that an older tree's command line has and a newer one's has not.

    Commands, and the words that options take, are the spec's, and judged by `generator.compare.specs`.
    """
    options, now = (_option_names(root / _OPTIONS) for root in (old, new))
    return [
        (f"--{option.replace('_', '-')}", f"is gone: {argument} is another option now")
        for argument, option in options.items()
        if now.get(argument) != option
    ]


def _option_names(path: Path) -> dict[str, str]:
    """What arguments are called on the command line where that is another word, by a module's table `NAMES`."""
    return {argument: ast.literal_eval(option) for argument, option in table(path, "NAMES").items()}


def _as_used(path: str) -> str:
    """Name what stands in a private module as its users write it: `RayvisionAPI.tag.delete_label`."""
    found = _IN_A_HALF.fullmatch(path)
    if found is None:
        return path
    client = "AsyncRayvisionAPI" if found["half"] == "async" else "RayvisionAPI"
    return client + ("" if found["module"] == "api" else f".{found['module']}") + found["rest"]


def _loaded(root: Path) -> griffe.ModulesCollection:
    loader = griffe.GriffeLoader(search_paths=[root / source for source in SOURCES], allow_inspection=False)
    for package in PACKAGES:
        with suppress(ModuleNotFoundError):  # it is missed when it is looked at
            loader.load(package, try_relative_path=False)
    loader.resolve_aliases(external=False)
    return loader.modules_collection


def _differences(
    name: str, before: griffe.ModulesCollection, after: griffe.ModulesCollection
) -> Iterator[tuple[str, str]]:
    try:
        old = before[name]
    except KeyError:
        return
    try:
        new = after[name]
    except KeyError:
        yield name, "is gone"
        return
    # A name that is loaded when it is asked for is there as long as `__all__` has it.
    for export in [str(export) for export in old.exports or () if export not in (new.exports or ())]:
        yield f"{name}.{export}", "is gone"
    # griffe compares what things hold; a function is looked at as its module's.
    pair = (old.parent, new.parent) if old.is_function else (old, new)
    for breakage in griffe.find_breaking_changes(*pair):
        path = breakage.obj.path
        is_value = breakage.kind is griffe.BreakageKind.ATTRIBUTE_CHANGED_VALUE
        if path.startswith(old.path) and not (is_value and path.startswith(_VALUES_SAID_ELSEWHERE)):
            yield path, _described(breakage)


def _described(breakage: griffe.Breakage) -> str:
    if breakage.kind is griffe.BreakageKind.OBJECT_REMOVED:
        return "is gone"
    old, new = breakage.old_value, breakage.new_value
    kind = breakage.kind.value.lower()
    if isinstance(old or new, griffe.Parameter):
        defaults = f" from {old.default} to {new.default}" if old and new and old.default != new.default else ""
        return f"takes {(old or new).name} otherwise: {kind}{defaults}"
    return f"is another: {kind} from {old} to {new}"
