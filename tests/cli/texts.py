"""Whatever the command line says in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import rayvision_cli
from cyclopts import App
from rayvision_api import CostGroup, GiveUpReason
from rayvision_api.jobs import Severity, Stage
from rayvision_cli.app import make_app
from rayvision_cli.commands.operations import DONE
from rayvision_cli.commands.top import _ORDERS
from rayvision_cli.report.formatting import FRAME_TYPES
from rayvision_cli.terminal.failures import ADVICE, UNKNOWN_CODE
from rayvision_cli.text.error_texts import FORMS
from rayvision_cli.text.languages import Texts
from rayvision_cli.text.numbers import AMOUNTS
from rayvision_cli.text.statuses import Kind
from rayvision_cli.text.views import _COLUMNS

PACKAGE = Path(rayvision_cli.__file__).parent


def helped() -> set[str]:
    """What help pages say: of the program, of its commands, and of their arguments."""
    return set(_help_of(make_app(Texts("en")))) | {"Display this message and exit."}


def spoken() -> set[str]:
    """What is said while a command runs: in the code, and from its tables."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    texts = {
        call.args[0].value
        for call in calls
        if ast.unparse(call.func).rpartition(".")[2] in ("say", "_say", "answer")
        and isinstance(call.args[0], ast.Constant)
    }
    # How a task or a frame stands: a kind, and a word.
    standings = [call.args[1] for call in calls if ast.unparse(call.func) == "ShownStatus"]
    texts |= {word.value for word in standings if isinstance(word, ast.Constant) and word.value}
    for template in PACKAGE.rglob("*.jinja"):
        texts |= set(re.findall(r'say\("([^"]+)"', template.read_text(encoding="utf-8")))
    titles = {column.title for columns in _COLUMNS.values() for column in columns}
    return (
        texts
        | titles
        | set(ADVICE.values())
        | {UNKNOWN_CODE}
        | set(map(str, Kind))
        | set(FRAME_TYPES.values())
        | set(_ORDERS)
        | set(FORMS.values())
        | set(DONE.values())
        | set(map(str, Stage))
        | set(map(str, Severity))
        | set(map(str, GiveUpReason))
        | set(get_args(CostGroup))
        | set(AMOUNTS.values())
    )


def _help_of(app: App) -> Iterator[str]:
    yield from (line.strip().removesuffix(" (deprecated)") for line in app.help.splitlines() if line.strip())
    yield from (str(group._name) for group in (app.group_commands, app.group_arguments, app.group_parameters))
    for one in (app, app.meta):
        if one.default_command is not None:
            for argument in one.assemble_argument_collection():
                yield from (group._name for group in argument.parameter.group)
                if argument.show:
                    assert argument.parameter.help, f"{app.name}: no help for {argument.name}"
                    yield argument.parameter.help
    for name in app:
        if not name.startswith("-"):
            yield from _help_of(app[name])
