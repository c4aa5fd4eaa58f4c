"""The reference: the spec as one page that needs nothing from anywhere else; its script and style are inside."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from generator.spec.document import Operation, Spec, name_of
from generator.spec.names import commands
from generator.templating import rendered

_TEMPLATES = Path(__file__).with_name("templates")


def page(spec: Spec, guide: str) -> str:
    """Write the page; the guide to signing requests becomes a chapter."""
    places = {*spec.schemas(), *(operation.data["operationId"] for operation in spec.operations())}
    markdown = _Markdown(places)
    filters: dict[str, Callable[..., Any]] = {
        "breakable": _breakable,
        "inline": markdown.line,
        "json": _json,
        "markdown": markdown.blocks,
        "type": _type,
    }
    style, script = (_TEMPLATES.joinpath(f"reference.{ending}").read_text("utf-8") for ending in ("css", "js"))
    requests = _requests(spec)
    return rendered(
        _TEMPLATES / "reference.html.jinja",
        filters,
        is_html=True,
        info=spec.document["info"],
        servers=spec.document.get("servers", []),
        headers=spec.document.get("components", {}).get("securitySchemes", {}).values(),
        groups=_groups(spec),
        purposes={tag["name"]: tag.get("description", "") for tag in spec.document.get("tags", [])},
        schemas=[(name, schema) for name, schema in sorted(spec.schemas().items()) if name not in requests.values()],
        own_request=lambda operation: requests.get(operation.path),
        commands=commands,
        members=lambda schema: _members(spec, schema).items(),
        required=lambda schema: _required(spec, schema),
        resolve=spec.resolve,
        signing=guide,
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704  # our own file
        script=Markup(script),  # noqa: S704  # our own file
    )


def _policy(style: str, script: str) -> str:
    """Allow this style and this script to browsers, and nothing else."""
    style, script = (
        base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() for content in (style, script)
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _requests(spec: Spec) -> dict[str, str]:
    """The requests of one operation only, by its path: they are described with it, and not among the types."""
    names = {operation.path: name_of(operation.asked) for operation in spec.operations()}
    uses = Counter(names.values())
    return {path: name for path, name in names.items() if name and uses[name] == 1}


def _groups(spec: Spec) -> dict[str, list[Operation]]:
    groups: dict[str, list[Operation]] = {}
    for operation in spec.operations():
        for tag in operation.data["tags"]:
            groups.setdefault(tag, []).append(operation)
    return groups


def _members(spec: Spec, schema: dict[str, Any]) -> dict[str, Any]:
    """The members of an object, those included that it has from another."""
    schema = spec.resolve(schema)
    inherited = {name: member for part in schema.get("allOf", ()) for name, member in _members(spec, part).items()}
    return {**inherited, **schema.get("properties", {})}


def _required(spec: Spec, schema: dict[str, Any]) -> set[str]:
    schema = spec.resolve(schema)
    return set(schema.get("required", ())).union(*(_required(spec, part) for part in schema.get("allOf", ())))


def _type(schema: dict[str, Any]) -> Markup:
    """A type in words, with links to those that have a name."""
    return Markup(" or ").join(_types(schema))


def _types(schema: dict[str, Any]) -> Iterator[Markup]:
    if "$ref" in schema:
        yield Markup('<a href="#{0}">{0}</a>').format(name_of(schema))
        return
    if "const" in schema:
        yield Markup("{}").format(_json(schema["const"]))
        return
    for choice in (*schema.get("oneOf", ()), *schema.get("anyOf", ())):
        yield from _types(choice)
    kinds = schema.get("type", [])
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        holder, key = _HOLDERS.get(kind, ("", ""))
        if not isinstance(schema.get(key), dict):
            yield Markup("{}").format(kind)
            continue
        held = _type(schema[key])
        yield Markup("{} of ({})").format(holder, held) if " or " in held else Markup("{} of {}").format(holder, held)


_HOLDERS = {"array": ("list", "items"), "object": ("map", "additionalProperties")}


def _breakable(name: str) -> Markup:
    """A long name, which a narrow window breaks between its words."""
    return Markup("<wbr>").join(re.split(r"(?<=[a-z])(?=[A-Z])", name))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


class _Markdown:
    """Renders CommonMark with tables; a name that has a place on the page is a link to it.

    Raw HTML is off: what the spec says is shown, never run.
    """

    def __init__(self, places: set[str]) -> None:
        self._parser = MarkdownIt("commonmark", {"html": False}).enable("table")

        def code(_: RendererHTML, tokens: list[Token], index: int, *_arguments: Any) -> str:
            shown = f"<code>{escape(tokens[index].content)}</code>"
            return f'<a href="#{tokens[index].content}">{shown}</a>' if tokens[index].content in places else shown

        self._parser.add_render_rule("code_inline", code)

    def blocks(self, text: str) -> Markup:
        """Whole paragraphs, with headings and tables."""
        return Markup(self._parser.render(text))  # noqa: S704  # escaped by the parser

    def line(self, text: str) -> Markup:
        """A line within a paragraph or a cell."""
        return Markup(self._parser.renderInline(text))  # noqa: S704  # as above
