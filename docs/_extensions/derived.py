"""What the site derives from the spec and the packages when it is built, so that it cannot drift.

    {error-codes}      every code of the envelope, what it means, and the exception that it becomes
    {errors}           every exception
    {command-line}     every command, its arguments and options
    {exit-codes}       how a command may end
    {calls} sync       every call of a client, group by group; or of the `async` one
    {operations}       every operation: its method, its place in the spec, whether it may be repeated
    {models} replies   every view; `enums` for every enum, `requests` for every request, `envelopes` for every envelope

The published spec is copied beside the pages, with its reference to browse.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import rayvision_api
import yaml
from docutils import nodes
from rayvision_api import errors
from rayvision_api.errors import ERROR_BY_CODE, RayvisionAPIError, RayvisionError
from rayvision_cli.app import make_app
from rayvision_cli.terminal.exit_codes import MEANINGS
from rayvision_cli.text.languages import Texts
from rayvision_client import models
from rayvision_client.operations import OPERATIONS, Operation
from rayvision_client.types import OpenIntEnum, OpenStrEnum, Reply
from sphinx.addnodes import desc_signature
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "spec/openapi.yaml"

# Written before anything else happens: autodoc leaves its own objects as defaults in the functions that it has seen,
# and the command line is made of those.
COMMAND_LINE = make_app(Texts("en")).generate_docs()


def _table(header: list[str], rows: list[list[str]]) -> str:
    """Write a table in reStructuredText."""
    lines = [".. list-table::", "   :header-rows: 1", ""]
    for row in [header, *rows]:
        for index, cell in enumerate(row):
            lines.append(f"   {' ' if index else '*'} - " + cell.replace("\n", "\n       "))
    return "\n".join(lines)


class Derived(SphinxDirective):
    """A directive that writes reStructuredText."""

    def parsed(self, text: str) -> list[nodes.Node]:
        """Parse it within a page, which is in Markdown."""
        return self.parse_text_to_nodes(f"```{{eval-rst}}\n{text}\n```")


class ErrorCodes(Derived):
    """Lists the codes of the envelope."""

    def run(self) -> list[nodes.Node]:
        """Read the codes from the spec, and what becomes of them from the wrapper."""
        self.env.note_dependency(str(SPEC))
        schema = yaml.safe_load(SPEC.read_text("utf-8"))["components"]["schemas"]["ReplyCode"]
        described = zip(schema["enum"], schema["x-enum-varnames"], schema["x-enum-descriptions"], strict=True)
        rows = [[str(code), f"`{name}`", meaning, _raised(code)] for code, name, meaning in sorted(described)]
        return self.parsed(_table(["Code", "Name", "Meaning", "Raised as"], rows))


def _raised(code: int) -> str:
    if code == models.ReplyCode.SUCCESS:
        return "nothing"
    return f":py:class:`~rayvision_api.{ERROR_BY_CODE.get(code, RayvisionAPIError).__name__}`"


class Errors(Derived):
    """Documents the exceptions, under the name by which an application imports them."""

    def run(self) -> list[nodes.Node]:
        """Let autodoc write an entry for each, in the order of the module."""
        names = [name for name, value in vars(errors).items() if _is_error(value)]
        public = [f"rayvision_api.{'' if name in rayvision_api.__all__ else 'errors.'}{name}" for name in names]
        return self.parsed(
            "\n".join(f".. autoexception:: {name}()\n   :members:\n   :show-inheritance:\n" for name in public)
        )


def _is_error(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, RayvisionError)


class CommandLine(Derived):
    """Documents the command line."""

    def run(self) -> list[nodes.Node]:
        """Let cyclopts write what it knows, in Markdown, and leave out what it says more than once."""
        commands = COMMAND_LINE.partition("**Commands**:\n")[2]
        everywhere = re.compile(r"\*\*Options of every command\*\*:\n\n(?:\* .*\n)+")
        first = next(everywhere.finditer(commands)).end()
        text = commands[:first] + everywhere.sub("", commands[first:])
        return self.parse_text_to_nodes(text, allow_section_headings=True)


class ExitCodes(Derived):
    """Lists how a command may end."""

    def run(self) -> list[nodes.Node]:
        """Read the codes from the command line."""
        return self.parsed(_table(["Code", "Meaning"], [[str(int(code)), what] for code, what in MEANINGS.items()]))


class Calls(Derived):
    """Documents a client and the groups of its calls."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Let autodoc write an entry for each group that an operation belongs to."""
        half = self.arguments[0]
        prefix, close = ("Async", "aclose") if half == "async" else ("", "close")
        groups = dict.fromkeys(_group(operation) for operation in OPERATIONS.values())
        members = f"with_platform, with_options, {close}"
        text = _autoclass(f"rayvision_api.{prefix}RayvisionAPI", f":members: {members}")
        text += _autoclass(f"rayvision_api._calls.user_info.{prefix}UserInfo()")
        for group in groups:
            entry = _autoclass(
                f"rayvision_api._{half}.{group}.{prefix}{group.title()}()", ":members:", ":undoc-members:"
            )
            text += f"\n## api.{group}\n\n{entry}"
        return self.parse_text_to_nodes(text, allow_section_headings=True)


def _name_places(_app: Sphinx, page: nodes.document) -> None:
    """Let people link what they write, `#api.task.create_task`; the longer name stays for what Sphinx links."""
    for signature in page.findall(desc_signature):
        place = re.match(r"rayvision_api\._(?:sync|async)\.(\w+)\.\w+\.(\w+)$", next(iter(signature["ids"]), ""))
        if place:
            signature["ids"].insert(0, f"api.{place[1]}.{place[2]}")


def _autoclass(name: str, *options: str) -> str:
    lines = [f".. autoclass:: {name}", *(f"   {option}" for option in options)]
    return "\n".join(["```{eval-rst}", *lines, "```", ""])


def _group(operation: Operation[Any]) -> str:
    return operation.call.partition(".")[0]


class Operations(Derived):
    """Lists the operations of the service."""

    def run(self) -> list[nodes.Node]:
        """Read the operations from the table that the generator makes of the spec."""
        rows = [
            [
                operation.summary,
                f"| {_method(operation)}\n| `rayvision {operation.commands[0]}`",
                _in_spec(operation),
                "yes" if operation.idempotent else "no",
            ]
            for operation in OPERATIONS.values()
        ]
        return self.parsed(_table(["What it does", "Method and command", "Operation", "Repeated"], rows))


def _method(operation: Operation[Any]) -> str:
    group, method = _group(operation), operation.call.partition(".")[2]
    return f":py:meth:`api.{operation.call} <rayvision_api._sync.{group}.{group.title()}.{method}>`"


def _in_spec(operation: Operation[Any]) -> str:
    """Where it is in each edition, with the way to that edition's document."""
    return "\n".join(
        f"| `{number} <../spec/{number}/reference.html#{operation.id}>`__ ``{endpoint.path}``"
        for number, endpoint in operation.editions.items()
    )


class Models(Derived):
    """Documents the models of one kind."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Let autodoc write an entry for each."""
        wanted = self.arguments[0]
        names = [name for name in models.__all__ if _kind(name, getattr(models, name)) == wanted]
        # attrs shows a default that means "none is given"; what a view takes is the wire's object.
        signature = "(wire)" if wanted in ("replies", "envelopes") else ""
        options = "   :members:\n   :show-inheritance:\n" + ("   :undoc-members:\n" if wanted == "requests" else "")
        return self.parsed(
            "\n".join(f".. autoclass:: rayvision_client.models.{name}{signature}\n{options}" for name in names)
        )


def _kind(name: str, model: type) -> str:
    if name.endswith("Envelope"):
        return "envelopes"
    if issubclass(model, Reply):
        return "replies"
    return "enums" if issubclass(model, OpenIntEnum | OpenStrEnum) else "requests"


def _copy_spec(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        shutil.copytree(ROOT / "published/rayvision_spec", Path(app.outdir) / "spec", dirs_exist_ok=True)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_directive("error-codes", ErrorCodes)
    app.add_directive("errors", Errors)
    app.add_directive("command-line", CommandLine)
    app.add_directive("exit-codes", ExitCodes)
    app.add_directive("calls", Calls)
    app.add_directive("operations", Operations)
    app.add_directive("models", Models)
    app.connect("doctree-read", _name_places)
    app.connect("build-finished", _copy_spec)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
