"""What wrapper and command line lack: methods, their arguments and words, help.

It is found by reading the source, not by importing it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.source import parsed, table
from generator.spec.document import Operation, Spec, name_of
from generator.spec.extensions import METHOD, PAGINATION
from generator.spec.names import attribute_name, constant_name, python_name

Function = ast.FunctionDef | ast.AsyncFunctionDef

ASYNC_HALF = "wrapper/rayvision_api/_async"
COMMANDS = "wrapper/rayvision_cli/commands/operations.py"

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
    calls = [operation.data[METHOD] for operation in spec.operations()]
    groups = list(dict.fromkeys(call.partition(".")[0] for call in calls))
    methods = {
        f"{group}.{name}": method
        for group in groups
        for name, method in _methods(parsed(root / ASYNC_HALF / f"{group}.py")).items()
    }
    return [
        *_missing_groups(root, groups),
        *(line for operation in spec.operations() for line in _missing_of(spec, operation, methods)),
        *_not_passed_on(spec, methods),
        *_still_named(root, groups, {*calls, *methods}),
    ]


def _missing_groups(root: Path, groups: list[str]) -> Iterator[str]:
    """Groups that the client does not offer, or the command line does not explain."""
    offered = _methods(parsed(root / ASYNC_HALF / "api.py"))
    helped = table(root / COMMANDS, "GROUPS")
    for group in groups:
        if group not in offered:
            file = f"{ASYNC_HALF}/{group}.py"
            yield f"api.{group} is missing: write the group in {file}, and give it a property in {ASYNC_HALF}/api.py"
        if group not in helped:
            yield f"rayvision {group} has no line of help: write one in GROUPS of {COMMANDS}"


def _still_named(root: Path, groups: list[str], known: set[str]) -> Iterator[str]:
    """Calls that the command line names, and that neither spec nor wrapper have."""
    texts = {node.value for node in ast.walk(parsed(root / COMMANDS)) if isinstance(node, ast.Constant)}
    for name in sorted(text for text in texts - known if isinstance(text, str)):
        group, _, method = name.partition(".")
        if group in groups and method.isidentifier():
            yield f"api.{name} is gone, and {COMMANDS} still names it"


def _missing_of(spec: Spec, operation: Operation, methods: Mapping[str, Function]) -> Iterator[str]:
    """What the method of an operation lacks: itself, its words, what it sends."""
    name, file = operation.data["operationId"], _file(operation.data[METHOD])
    call, constant = f"api.{operation.data[METHOD]}", f"operations.{constant_name(name)}"
    method = methods.get(operation.data[METHOD])
    if method is None:
        yield f"{call} is missing: write it in {file}, for {constant}"
        return
    if f"`{name}`" not in _documentation(method):
        yield f"{call} is not explained: its docstring in {file} has to name `{name}`"
    if operation.data.get("deprecated") and "deprecated" not in _documentation(method).lower():
        yield f"{call} is deprecated: its docstring in {file} has to say so"
    if constant not in ast.unparse(method):
        yield f"{call} does not call {constant}: see {file}"
    for argument in _not_sent(spec, operation, method):
        yield f"{call} has no argument for {argument}: see {file}"
    for argument in _not_said_to_be_deprecated(spec, operation, method):
        yield f"{argument} of {call} is deprecated: its docstring in {file} has to say so"


def _made(model: str, method: Function) -> list[ast.Call]:
    """The requests that a method makes."""
    calls = [node for node in ast.walk(method) if isinstance(node, ast.Call)]
    return [call for call in calls if ast.unparse(call.func).rpartition(".")[2] == model]


def _not_said_to_be_deprecated(spec: Spec, operation: Operation, method: Function) -> Iterator[str]:
    """The arguments that fill a deprecated member, and are not documented as deprecated."""
    members = spec.resolve(operation.asked).get("properties", {}).items()
    deprecated = {attribute_name(wire, member) for wire, member in members if member.get("deprecated")}
    for call in _made(name_of(operation.asked), method) if deprecated else ():
        values = [keyword.value for keyword in call.keywords if keyword.arg in deprecated]
        names = {node.id for value in values for node in ast.walk(value) if isinstance(node, ast.Name)}
        for name in sorted(names & _arguments(method)):
            words = re.search(rf"^    {name}: .*(?:\n {{8}}.*)*", _documentation(method), re.MULTILINE)
            if words is None or "deprecated" not in words[0].lower():
                yield name


def _not_sent(spec: Spec, operation: Operation, method: Function) -> Iterator[str]:
    """The members of a request that the method never fills in, unless it is given the request whole."""
    model, request = name_of(operation.asked), spec.resolve(operation.asked)
    if model in ast.unparse(method.args):
        return
    filled = {keyword.arg for call in _made(model, method) for keyword in call.keywords}
    for wire, member in request.get("properties", {}).items():
        is_filled = "const" in member and wire in request.get("required", ())
        if not is_filled and not filled & {None, attribute_name(wire, member)}:
            yield f"{model}.{attribute_name(wire, member)}"


def _not_passed_on(spec: Spec, methods: Mapping[str, Function]) -> Iterator[str]:
    """The arguments of an operation's method that its iterator, or a method composed of it, lacks."""
    for operation in spec.operations():
        own, name = operation.data[METHOD], operation.data["operationId"]
        page = operation.data.get(PAGINATION, {}).get("page", "pageNum")
        for call, method in methods.items() if own in methods else ():
            other, decided = COMPOSED.get(call, (None, {python_name(page)}))
            is_iterator = ".iter_" in call and f"(operation `{name}`)" in _documentation(method)
            for argument in sorted(_arguments(methods[own]) - _arguments(method) - decided):
                if name == other or is_iterator:
                    yield f"api.{call} has no argument {argument}, which api.{own} has: see {_file(call)}"


def _arguments(method: Function) -> set[str]:
    return {argument.arg for argument in (*method.args.posonlyargs, *method.args.args, *method.args.kwonlyargs)}


def _documentation(method: Function) -> str:
    return ast.get_docstring(method) or ""


def _file(call: str) -> str:
    """Where the methods of a call's group are."""
    return f"{ASYNC_HALF}/{call.partition('.')[0]}.py"


def _methods(module: ast.Module) -> dict[str, Function]:
    """The methods of a module's classes, under all names that they have there."""
    found: dict[str, Function] = {}
    for class_ in module.body:
        for node in class_.body if isinstance(class_, ast.ClassDef) else ():
            match node:
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    found[node.name] = node
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=other)) if other in found:
                    found[name] = found[other]
    return found
