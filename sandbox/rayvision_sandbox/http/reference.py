"""The published documents over HTTP: those of each edition of the API below `/docs`, to read, to download, and to try.

What is tried on the page of the reference is signed with the keys of the farm's first user.
"""

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rayvision_sandbox.farm.codes import Refusal
from rayvision_sandbox.http.authentication import is_json, read_body, signature, string_to_sign
from rayvision_sandbox.http.origins import is_local
from rayvision_sandbox.http.page import PLATFORM, asset
from rayvision_sandbox.http.service import Service

# The types of YAML and Markdown are those of RFC 9512 and RFC 7763; what Python knows depends on the machine.
MEDIA_TYPES = {
    "html": "text/html",
    "json": "application/json",
    "md": "text/markdown",
    "yaml": "application/yaml",
}

TRY = "/sandbox/try"
# The channel of the vendor's Python client.
CHANNEL = "4"
PROOF_HEADER = "X-Rayvision-Page"

_PAGE = "reference.html"
# The page's own policy stands in it; what that cannot say is here.
_HEADERS = {"Cache-Control": "no-store", "Content-Security-Policy": "frame-ancestors 'none'"}
_DESCRIPTION = "This sandbox."
_HTML_SERVERS = re.compile(r"(<h1>Servers</h1>\s*<table>).*?(</table>)", re.DOTALL)
_YAML_SERVERS = re.compile(r"^servers:\n(?:[ -].*\n)+", re.MULTILINE)


def routes(service: Service, operations: Mapping[str, ASGIApp]) -> list[Route]:
    """List the routes to the documents; to a browser on this machine, the reference lets operations be tried.

    Args:
        service: Whose documents they are.
        operations: What answers the requests for each path of an operation.
    """
    folders = [folder for folder in files("rayvision_spec").iterdir() if folder.is_dir()]
    first = min(folder.name for folder in folders if (folder / _PAGE).is_file())
    published = [(f"/docs/{folder.name}/{file.name}", file) for folder in folders for file in folder.iterdir()]
    served = [_route(path, file, service) for path, file in published]
    return [
        *served,
        Route("/docs", RedirectResponse(f"/docs/{first}/{_PAGE}"), methods=["GET"]),
        Route(f"{TRY}.css", asset("try.css", "text/css"), methods=["GET"]),
        Route(f"{TRY}.js", asset("try.js", "text/javascript"), methods=["GET"]),
        Route(TRY + "/{edition}{path:path}", Trial(service, operations), methods=["POST"]),
    ]


def _route(path: str, file: Traversable, service: Service) -> Route:
    media_type = MEDIA_TYPES[_ending(file)]

    async def answer(request: Request) -> Response:
        content = file.read_text("utf-8")
        if file.name.startswith(("openapi", "reference")):
            content = _with_server(content, _ending(file), f"{request.url.scheme}://{request.url.netloc}")
        if file.name != _PAGE:
            return Response(content, media_type=media_type)
        if is_local(request):
            content = _with_trials(content, _head(service))
        return Response(content, media_type=media_type, headers=_HEADERS)

    return Route(path, answer, methods=["GET"])


def _with_server(content: str, ending: str, address: str) -> str:
    """Name this farm as the only server: readers of the documents here mean the farm, not the service."""
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


def _head(service: Service) -> str:
    """Write what the head of the page needs for trying."""
    script = f'<script src="{TRY}.js" type="module" data-secret="{service.page_secret}"></script>'
    return f'<link rel="stylesheet" href="{TRY}.css">{script}'


@dataclass(frozen=True)
class Trial:
    """Signs a request from a page of this farm, and passes it on: what comes back is the operation's own reply."""

    service: Service
    operations: Mapping[str, ASGIApp]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        path = request.path_params["path"]
        # Who may ask acts for the user without a key.
        if not is_local(request) or path not in self.operations:
            raise HTTPException(404)
        # A browser sends other types for a foreign page without a preflight request.
        if not is_json(request.headers):
            raise HTTPException(415, "Content-Type must be application/json")
        given = request.headers.get(PROOF_HEADER, "")
        if not secrets.compare_digest(given.encode(), self.service.page_secret.encode()):
            raise HTTPException(403, "only the page of this sandbox's reference may try: load it again")
        try:
            content = await request.body()
        except ClientDisconnect:
            return
        host = request.headers["host"]
        signed = self._sign(host, path, request.path_params["edition"], content)
        headers = {"host": host, "content-type": "application/json", **signed}
        raw_headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        messages: list[Message] = [{"type": "http.request", "body": content, "more_body": False}]

        async def replay() -> Message:
            return messages.pop() if messages else await receive()

        await self.operations[path]({**scope, "path": path, "headers": raw_headers}, replay, send)

    def _sign(self, host: str, path: str, edition: str, content: bytes) -> dict[str, str]:
        access_id, access_key, _ = self.service.first_user()
        headers = {
            "accessId": access_id,
            "channel": CHANNEL,
            "platform": PLATFORM,
            "UTCTimestamp": str(int(self.service.farm.clock.real())),
            "nonce": secrets.token_hex(8),
            "version": edition,
        }
        try:
            text = string_to_sign(host, path, headers, read_body(content))
        except Refusal:
            # The operation refuses the same body, and says why, before it looks at the signature.
            text = ""
        return {**headers, "signature": signature(access_key, text)}
