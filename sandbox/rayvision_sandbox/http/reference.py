"""The published documents over HTTP: those of each edition of the API below `/docs`, to read and to download."""

import json
import re
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from rayvision_sandbox.http import trying
from rayvision_sandbox.http.origins import is_local
from rayvision_sandbox.http.service import Service

# The types of YAML and Markdown are those of RFC 9512 and RFC 7763; what Python knows depends on the machine.
MEDIA_TYPES = {
    "html": "text/html",
    "json": "application/json",
    "md": "text/markdown",
    "yaml": "application/yaml",
}

_PAGE = "reference.html"
# The page's own policy stands in it; what that cannot say is here.
_HEADERS = {"Cache-Control": "no-store", "Content-Security-Policy": "frame-ancestors 'none'"}
_DESCRIPTION = "This sandbox."
_HTML_SERVERS = re.compile(r"(<h1>Servers</h1>\s*<table>).*?(</table>)", re.DOTALL)
_YAML_SERVERS = re.compile(r"^servers:\n(?:[ -].*\n)+", re.MULTILINE)


def routes(service: Service) -> list[Route]:
    """List the routes to the documents; to a browser on this machine, the reference lets operations be tried."""
    folders = [folder for folder in files("rayvision_spec").iterdir() if folder.is_dir()]
    first = min(folder.name for folder in folders if (folder / _PAGE).is_file())
    published = [(f"/docs/{folder.name}/{file.name}", file) for folder in folders for file in folder.iterdir()]
    served = [_route(path, file, service) for path, file in published]
    return [*served, Route("/docs", RedirectResponse(f"/docs/{first}/{_PAGE}"), methods=["GET"])]


def _route(path: str, file: Traversable, service: Service) -> Route:
    media_type = MEDIA_TYPES[_ending(file)]

    async def answer(request: Request) -> Response:
        content = file.read_text("utf-8")
        if file.name.startswith(("openapi", "reference")):
            content = _with_server(content, _ending(file), f"{request.url.scheme}://{request.url.netloc}")
        if file.name != _PAGE:
            return Response(content, media_type=media_type)
        if is_local(request):
            content = _with_trials(content, trying.head(service))
        return Response(content, media_type=media_type, headers=_HEADERS)

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


def _with_trials(content: str, head: str) -> str:
    """Let the page send its requests to this farm, by a script of the farm's own."""
    for directive in ("script-src", "style-src"):
        content = content.replace(f"{directive} ", f"{directive} 'self' ", 1)
    content = content.replace("default-src ", "connect-src 'self'; default-src ", 1)
    return content.replace("</head>", f"{head}\n</head>", 1)


def _ending(file: Traversable) -> str:
    return file.name.rpartition(".")[2]
