"""The published documents over HTTP: those of each edition of the API below `/docs`, to read and to download."""

import json
import re
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

# The types of YAML and Markdown are those of RFC 9512 and RFC 7763; what Python knows depends on the machine.
MEDIA_TYPES = {
    "html": "text/html",
    "json": "application/json",
    "md": "text/markdown",
    "yaml": "application/yaml",
}

_PAGE = "reference.html"
_DESCRIPTION = "This sandbox."
_HTML_SERVERS = re.compile(r"(<h1>Servers</h1>\s*<table>).*?(</table>)", re.DOTALL)
_YAML_SERVERS = re.compile(r"^servers:\n(?:[ -].*\n)+", re.MULTILINE)


def routes() -> list[Route]:
    """List the routes to the documents."""
    folders = [folder for folder in files("rayvision_spec").iterdir() if folder.is_dir()]
    first = min(folder.name for folder in folders if (folder / _PAGE).is_file())
    served = [_route(f"/docs/{folder.name}/{file.name}", file) for folder in folders for file in folder.iterdir()]
    return [*served, Route("/docs", RedirectResponse(f"/docs/{first}/{_PAGE}"), methods=["GET"])]


def _route(path: str, file: Traversable) -> Route:
    media_type = MEDIA_TYPES[_ending(file)]

    async def answer(request: Request) -> Response:
        content = file.read_text("utf-8")
        if file.name.startswith(("openapi", "reference")):
            content = _with_server(content, _ending(file), f"{request.url.scheme}://{request.url.netloc}")
        return Response(content, media_type=media_type)

    return Route(path, answer, methods=["GET"])


def _with_server(content: str, ending: str, address: str) -> str:
    """Name this farm as the only server: who reads the documents here does not mean the service."""
    if ending == "json":
        document = json.loads(content)
        document["servers"] = [{"url": address, "description": _DESCRIPTION}]
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if ending == "yaml":
        servers = f'servers:\n  - url: "{address}"\n    description: {_DESCRIPTION}\n'
        return _YAML_SERVERS.sub(lambda _: servers, content)
    row = f"<tr><td><code>{escape(address)}</code></td><td>{_DESCRIPTION}</td></tr>"
    return _HTML_SERVERS.sub(lambda table: table[1] + row + table[2], content)


def _ending(file: Traversable) -> str:
    return file.name.rpartition(".")[2]
