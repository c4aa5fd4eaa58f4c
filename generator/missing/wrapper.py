"""What wrapper and command line lack: methods, their arguments and words, help.

It is found by reading the source, not by importing it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.spec.document import Operation, Spec, name_of
from generator.spec.names import attribute_name, constant_name, python_name

ASYNC_HALF = "wrapper/rayvision_api/_async"
COMMANDS = "wrapper/rayvision_cli/commands.py"

COMPOSED = {
    "task.create_once": ("createTask", {"count"}),
    "task.submit_once": ("submitTask", {"asset_lsolation_model", "only_id"}),
    "task.wait": ("queryTaskInfo", {"task_ids_list"}),
    "task.as_completed": ("queryTaskInfo", {"task_ids_list"}),
    "task.supervise": ("queryTaskInfo", {"task_ids_list"}),
}
"""Methods that do more than their operation, and which of its arguments they decide themselves; beside `iter_...`."""


def missing(spec: Spec, root: Path) -> list[str]:
    """Name each thing that has to be written by hand, and where."""
    lines: list[str] = []
    groups: dict[str, list[Operation]] = {}
    for operation in spec.operations():
        groups.setdefault(_names(operation)[0], []).append(operation)
    for group, operations in groups.items():
        lines += _missing_in_group(spec, root, group, operations)
    lines += _not_passed_on(spec, root, groups)
    lines += _still_named(spec, root, groups)
    helped = _keys(parsed(root / COMMANDS), ast.Constant)
    lines += [
        f"rayvision {group} has no line of help: write one in GROUPS of {COMMANDS}"
        for group in groups
        if group not in helped
    ]
    return lines


def _said(node: ast.AST) -> set[str]:
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def _still_named(spec: Spec, root: Path, groups: Iterable[str]) -> Iterator[str]:
    """Calls that the command line names, and that neither spec nor wrapper have."""
    known = {operation.data["x-rayvision-method"] for operation in spec.operations()}
    known |= {f"{group}.{name}" for group in groups for name in _functions(parsed(root / ASYNC_HALF / f"{group}.py"))}
    for name in sorted(_said(parsed(root / COMMANDS)) - known):
        group, _, method = name.partition(".")
        if group in groups and method.isidentifier():
            yield f"api.{name} is gone, and {COMMANDS} still names it"


def _missing_in_group(spec: Spec, root: Path, group: str, operations: list[Operation]) -> Iterator[str]:
    """What a group of the wrapper lacks: itself, methods, their words, what they send."""
    file = f"{ASYNC_HALF}/{group}.py"
    if group not in _functions(parsed(root / ASYNC_HALF / "api.py")):
        yield f"api.{group} is missing: write the group in {file}, and give it a property in {ASYNC_HALF}/api.py"
    methods = _functions(parsed(root / file))
    for operation in operations:
        _, name = _names(operation)
        call, constant = f"api.{group}.{name}", _constant(operation)
        if name not in methods:
            yield f"{call} is missing: write it in {file}, for {constant}"
            continue
        if f"`{operation.data['operationId']}`" not in _documentation(methods[name]):
            yield f"{call} is not explained: its docstring in {file} has to name `{operation.data['operationId']}`"
        if operation.data.get("deprecated") and "deprecated" not in _documentation(methods[name]).lower():
            yield f"{call} is deprecated: its docstring in {file} has to say so"
        if constant not in ast.unparse(methods[name]):
            yield f"{call} does not call {constant}: see {file}"
        for argument in _not_sent(spec, operation, methods[name]):
            yield f"{call} has no argument for {argument}: see {file}"
        for argument in _not_said_to_be_deprecated(spec, operation, methods[name]):
            yield f"{argument} of {call} is deprecated: its docstring in {file} has to say so"


def _made(model: str, method: ast.AST) -> list[ast.Call]:
    """The requests that a method makes."""
    calls = [node for node in ast.walk(method) if isinstance(node, ast.Call)]
    return [call for call in calls if ast.unparse(call.func).rpartition(".")[2] == model]


def _not_said_to_be_deprecated(spec: Spec, operation: Operation, method: ast.AST) -> Iterator[str]:
    """The arguments of which a member is made that is deprecated, and that are not explained so."""
    members = spec.resolve(operation.asked).get("properties", {}).items()
    deprecated = {attribute_name(wire, member) for wire, member in members if member.get("deprecated")}
    for call in _made(name_of(operation.asked), method) if deprecated else ():
        values = [keyword.value for keyword in call.keywords if keyword.arg in deprecated]
        names = {node.id for value in values for node in ast.walk(value) if isinstance(node, ast.Name)}
        for name in sorted(names & _arguments(method)):
            words = re.search(rf"^    {name}: .*(?:\n {{8}}.*)*", _documentation(method), re.MULTILINE)
            if words is None or "deprecated" not in words[0].lower():
                yield name


def _not_sent(spec: Spec, operation: Operation, method: ast.AST) -> Iterator[str]:
    """The members of a request that the method never fills in, unless it is given the request whole."""
    model, request = name_of(operation.asked), spec.resolve(operation.asked)
    filled = {keyword.arg for call in _made(model, method) for keyword in call.keywords}
    is_given = isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) and model in ast.unparse(method.args)
    for wire, member in request.get("properties", {}).items():
        is_filled = "const" in member and wire in request.get("required", ())
        if not is_given and not is_filled and not filled & {None, attribute_name(wire, member)}:
            yield f"{model}.{attribute_name(wire, member)}"


def _not_passed_on(spec: Spec, root: Path, groups: Iterable[str]) -> Iterator[str]:
    """The arguments of an operation's method that those lack which go through its pages, or do more than it."""
    methods = {
        f"{group}.{name}": method
        for group in groups
        for name, method in _functions(parsed(root / ASYNC_HALF / f"{group}.py")).items()
    }
    for operation in spec.operations():
        own, name = operation.data["x-rayvision-method"], operation.data["operationId"]
        page = operation.data.get("x-rayvision-pagination", {}).get("page", "pageNum")
        for call, method in methods.items() if own in methods else ():
            group, _, composed = call.partition(".")
            other, decided = COMPOSED.get(call, (None, {python_name(page)}))
            is_iterator = composed.startswith("iter_") and f"(operation `{name}`)" in _documentation(method)
            for argument in sorted(_arguments(methods[own]) - _arguments(method) - decided):
                if name == other or is_iterator:
                    file = f"{ASYNC_HALF}/{group}.py"
                    yield f"api.{call} has no argument {argument}, which api.{own} has: see {file}"


def _arguments(method: ast.AST) -> set[str]:
    if not isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
        return set()
    return {argument.arg for argument in (*method.args.posonlyargs, *method.args.args, *method.args.kwonlyargs)}


def _documentation(method: ast.AST) -> str:
    return ast.get_docstring(method) or ""  # type: ignore[arg-type]  # a function


def _names(operation: Operation) -> tuple[str, str]:
    group, _, method = operation.data["x-rayvision-method"].partition(".")
    return group, method


def _constant(operation: Operation) -> str:
    """How the wrapper speaks of an operation."""
    return f"operations.{constant_name(operation.data['operationId'])}"


def _keys(module: ast.Module, kind: type[ast.expr]) -> set[str]:
    """The texts by which a module's dictionaries hold values of some kind."""
    return {
        key.value
        for node in ast.walk(module)
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(key.value, str) and isinstance(value, kind)
    }


def _functions(module: ast.Module) -> dict[str, ast.AST]:
    """The methods of a module's classes, under all names that they have there."""
    found: dict[str, ast.AST] = {}
    for class_ in module.body:
        for node in class_.body if isinstance(class_, ast.ClassDef) else ():
            match node:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                    found[name] = node
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=other)) if other in found:
                    found[name] = found[other]
    return found


def parsed(path: Path) -> ast.Module:
    """The source of a module; of one that is not there, nothing."""
    return ast.parse(path.read_text("utf-8")) if path.is_file() else ast.Module([], [])
