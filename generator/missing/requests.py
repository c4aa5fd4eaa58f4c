"""How the wrapper fills in requests: with members that there are, and with all that have to be there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.missing.wrapper import ASYNC_HALF, Function
from generator.source import parsed
from generator.spec.document import Spec, reached
from generator.spec.editions import combined
from generator.spec.names import attribute_name

ARGUMENTS = "wrapper/rayvision_api/_arguments.py"


def misfilled(spec: Spec, root: Path) -> Iterator[str]:
    """Name the members that the wrapper still fills in, and those that it may leave out, and must not."""
    together = combined(spec)
    requests = reached(together, "requestBody")
    optional = _that_may_give_none(parsed(root / ARGUMENTS))
    for path in sorted((root / ASYNC_HALF).glob("*.py")):
        for method in _functions(parsed(path)):
            left_out = _left_out_by_default(method)
            for call in ast.walk(method):
                model = ast.unparse(call.func).removeprefix("models.") if isinstance(call, ast.Call) else ""
                if isinstance(call, ast.Call) and model in requests:
                    words = _misfilled(together.schemas()[model], call, left_out, optional)
                    yield from (f"{model}.{name} {what}: see {ASYNC_HALF}/{path.name}" for name, what in words)


def _misfilled(
    request: dict[str, Any], call: ast.Call, left_out: set[str], optional: set[str]
) -> Iterator[tuple[str, str]]:
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    members = {attribute_name(wire, member): wire for wire, member in request.get("properties", {}).items()}
    for name in given.keys() - members.keys() - {None}:
        yield str(name), "is gone, and is still sent"
    for name, wire in members.items():
        is_required = wire in request.get("required", ()) and "const" not in request["properties"][wire]
        if is_required and None not in given and _may_be_none(given.get(name), left_out, optional):
            yield name, "is required, and may be left out"


def _may_be_none(value: ast.expr | None, left_out: set[str], optional: set[str]) -> bool:
    """Whether an expression may come to None, as far as can be seen."""
    match value:
        case None | ast.Constant(value=None):
            return True
        case ast.Name(id=name):
            return name in left_out
        case ast.IfExp(body=body, orelse=other):
            # Of a name, the condition knows.
            return any(_may_be_none(one, left_out, optional) for one in (body, other) if not isinstance(one, ast.Name))
        case ast.Call(func=ast.Name(id=name)):
            return name in optional and any(_may_be_none(one, left_out, optional) for one in value.args)
    return False


def _that_may_give_none(module: ast.Module) -> set[str]:
    """The functions whose result may be None, as their annotations say."""
    return {one.name for one in _functions(module) if one.returns and "None" in ast.unparse(one.returns)}


def _left_out_by_default(function: Function) -> set[str]:
    """The arguments that are None where they are not given."""
    of = function.args
    placed = [*of.posonlyargs, *of.args]
    defaults = [*zip(placed[::-1], of.defaults[::-1], strict=False), *zip(of.kwonlyargs, of.kw_defaults, strict=True)]
    return {one.arg for one, default in defaults if isinstance(default, ast.Constant) and default.value is None}


def _functions(module: ast.Module) -> list[Function]:
    return [node for node in ast.walk(module) if isinstance(node, Function)]
