"""The published documents over HTTP: those of each edition of the API below `/docs`, to read and to download."""

import re
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

# RFC 9512 and RFC 7763 name the types of YAML and Markdown; what Python knows of them depends on the machine.
MEDIA_TYPES = {
    "html": "text/html",
    "json": "application/json",
    "md": "text/markdown",
    "yaml": "application/yaml",
}

_PAGE = "reference.html"
_SERVERS = re.compile(rb"(<h1>Servers</h1>\s*<table>).*?(</table>)", re.DOTALL)


def routes() -> list[Route]:
    """List the routes to the documents."""
    folders = [folder for folder in files("rayvision_spec").iterdir() if folder.is_dir()]
    first = min(folder.name for folder in folders if (folder / _PAGE).is_file())
    served = [_route(f"/docs/{folder.name}/{file.name}", file) for folder in folders for file in folder.iterdir()]
    return [*served, Route("/docs", RedirectResponse(f"/docs/{first}/{_PAGE}"), methods=["GET"])]


def _route(path: str, file: Traversable) -> Route:
    media_type = MEDIA_TYPES[_ending(file)]

    async def answer(request: Request) -> Response:
        content = file.read_bytes()
        if media_type == MEDIA_TYPES["html"]:
            # Whoever reads the page here means this farm, and not the service.
            row = f"<tr><td><code>http://{escape(request.url.netloc)}</code></td><td>This sandbox.</td></tr>"
            content = _SERVERS.sub(lambda table: table[1] + row.encode() + table[2], content)
        return Response(content, media_type=media_type)

    return Route(path, answer, methods=["GET"])


def _ending(file: Traversable) -> str:
    return file.name.rpartition(".")[2]
