"""The spec over HTTP: as JSON, and as a page to browse that needs nothing from anywhere else."""

import json
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import yaml
from markdown_it import MarkdownIt
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

STYLE = """
:root { color-scheme: light dark; --ink: #222; --ground: #fff; --shade: #f3f4f6; --line: #ddd; --link: #1d4ed8 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eaed; --ground: #14171a; --shade: #23282d; --line: #3a4047; --link: #8ab4f8 }
}
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; display: flex; color: var(--ink); background: var(--ground) }
nav { width: 17em; height: 100vh; overflow: auto; position: sticky; top: 0; background: var(--shade); padding: 1em }
nav a { display: block; text-decoration: none; font-size: 14px } a { color: var(--link) }
main { flex: 1; min-width: 0; max-width: 60em; padding: 1em 2em; overflow-wrap: anywhere }
h2 { border-top: 1px solid var(--line); padding-top: 1em }
code, pre { font: 13px/1.4 ui-monospace, monospace; background: var(--shade) } pre { padding: .8em; overflow: auto }
table { border-collapse: collapse; display: block; overflow: auto }
td, th { border: 1px solid var(--line); padding: .2em .6em; text-align: left; min-width: 5em }
th { background: var(--shade) } summary { cursor: pointer }
@media (max-width: 50em) {
  body { display: block } main { padding: 1em } nav { position: static; width: auto; height: 11em }
}
"""

# CommonMark without raw HTML: what the spec says is shown, never run.
_markdown = MarkdownIt("commonmark", {"html": False})


@cache
def spec() -> dict[str, Any]:
    """Read the spec; this takes a moment, so it is done when first asked for."""
    text = (files("rayvision_spec") / "openapi.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load(text, loader)  # noqa: S506  (both are safe loaders; one is in C)
    return loaded


def routes() -> list[Route]:
    """List the routes to the spec."""
    return [Route("/openapi.json", _openapi, methods=["GET"]), Route("/docs", _docs, methods=["GET"])]


async def _openapi(_request: Request) -> Response:
    return Response(json.dumps(spec(), ensure_ascii=False), media_type="application/json")


async def _docs(_request: Request) -> Response:
    return HTMLResponse(page())


@cache
def page() -> str:
    """Write the reference as one page."""
    info = spec()["info"]
    operations = [(path, item["post"]) for path, item in spec()["paths"].items() if "post" in item]
    schemas = spec()["components"]["schemas"]
    links = "".join(f'<a href="#{name}">{name}</a>' for name in (post["operationId"] for _, post in operations))
    types = "".join(f'<a href="#{name}">{name}</a>' for name in sorted(schemas))
    body = "".join(_operation(path, post) for path, post in operations)
    body += "".join(_schema(name, schemas[name]) for name in sorted(schemas))
    title = escape(info["title"])
    return (
        # An empty icon of its own, or browsers ask for one, and complain.
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style>"
        f"<nav><b>Operations</b>{links}<b>Types</b>{types}</nav><main><h1>{title} {escape(info['version'])}</h1>"
        f"{_markdown.render(info.get('description', ''))}{body}</main></html>"
    )


def _operation(path: str, post: dict[str, Any]) -> str:
    request = post["requestBody"]["content"]["application/json"]
    reply = next(iter(post["responses"].values()))["content"]["application/json"]
    return (
        f'<h2 id="{post["operationId"]}">{post["operationId"]}</h2><p><b>{escape(post.get("summary", ""))}</b></p>'
        f"<p><code>POST {escape(path)}</code></p>{_markdown.render(post.get('description', ''))}"
        f"<p>Request: {_type(request['schema'])}. Reply: {_type(reply['schema'])}.</p>"
        f"{_examples('Request', request)}{_examples('Reply', reply)}"
    )


def _examples(title: str, content: dict[str, Any]) -> str:
    return "".join(
        f"<details><summary>{title}: {escape(_resolve(example).get('summary', name))}</summary>"
        f"<pre>{escape(json.dumps(_resolve(example)['value'], ensure_ascii=False, indent=2))}</pre></details>"
        for name, example in content.get("examples", {}).items()
    )


def _schema(name: str, schema: dict[str, Any]) -> str:
    members = dict(schema.get("properties", {}))
    for part in schema.get("allOf", ()):
        members |= _resolve(part).get("properties", {})
    rows = "".join(
        f"<tr><td><code>{escape(member)}</code></td><td>{_type(described)}</td>"
        f"<td>{_markdown.renderInline(described.get('description', ''))}</td></tr>"
        for member, described in members.items()
    )
    values = zip(
        schema.get("enum", ()), schema.get("x-enum-varnames", ()), schema.get("x-enum-descriptions", ()), strict=True
    )
    rows += "".join(
        f"<tr><td><code>{escape(varname)}</code></td><td><code>{escape(json.dumps(value))}</code></td>"
        f"<td>{_markdown.renderInline(what)}</td></tr>"
        for value, varname, what in values
    )
    second = "Value" if "enum" in schema else "Type"
    table = f"<table><tr><th>Name</th><th>{second}</th><th>Meaning</th></tr>{rows}</table>" if rows else ""
    return f'<h2 id="{name}">{name}</h2>{_markdown.render(schema.get("description", ""))}{table}'


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f'<a href="#{name}">{name}</a>'
    for choice in ("oneOf", "anyOf"):
        if choice in schema:
            return " or ".join(map(_type, schema[choice]))
    kind = schema.get("type", "any")
    kinds = [kind] if isinstance(kind, str) else kind
    return " or ".join(f"list of {_type(schema['items'])}" if one == "array" else escape(one) for one in kinds)


def _resolve(node: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference within the spec."""
    found: dict[str, Any] = node
    if "$ref" in node:
        found = spec()
        for key in node["$ref"].removeprefix("#/").split("/"):
            found = found[key]
    return found
