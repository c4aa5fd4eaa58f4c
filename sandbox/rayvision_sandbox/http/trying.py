"""The "try" of the reference: an operation called from its page, signed with the keys of the farm's first user."""

import secrets
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rayvision_sandbox.farm.codes import Refusal
from rayvision_sandbox.http.authentication import is_json, read_body, signature, string_to_sign
from rayvision_sandbox.http.origins import is_local
from rayvision_sandbox.http.page import PLATFORM, asset
from rayvision_sandbox.http.service import Service

PATH = "/sandbox/try"
# The channel of the vendor's Python client.
CHANNEL = "4"
PROOF_HEADER = "X-Rayvision-Page"


def routes(service: Service, operations: Mapping[str, ASGIApp]) -> list[Route]:
    """List the routes, given what answers the requests for each path of an operation."""
    return [
        Route(f"{PATH}.css", asset("try.css", "text/css"), methods=["GET"]),
        Route(f"{PATH}.js", asset("try.js", "text/javascript"), methods=["GET"]),
        Route(PATH + "/{edition}{path:path}", Trial(service, operations), methods=["POST"]),
    ]


def head(service: Service) -> str:
    """Write what the head of a page needs for it."""
    script = f'<script src="{PATH}.js" type="module" data-secret="{service.page_secret}"></script>'
    return f'<link rel="stylesheet" href="{PATH}.css">{script}'


class Trial:
    """Signs a request from a page of this farm, and passes it on: what comes back is the operation's own reply."""

    def __init__(self, service: Service, operations: Mapping[str, ASGIApp]) -> None:
        """Sign for a farm's first user."""
        self._service = service
        self._operations = operations

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        path = request.path_params["path"]
        # Who may ask acts for the user without a key.
        if not is_local(request) or path not in self._operations:
            raise HTTPException(404)
        # A browser sends other types for a foreign page without a preflight request.
        if not is_json(request.headers):
            raise HTTPException(415, "Content-Type must be application/json")
        given = request.headers.get(PROOF_HEADER, "")
        if not secrets.compare_digest(given.encode(), self._service.page_secret.encode()):
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

        await self._operations[path]({**scope, "path": path, "headers": raw_headers}, replay, send)

    def _sign(self, host: str, path: str, edition: str, content: bytes) -> dict[str, str]:
        access_id, access_key = self._service.first_keys()
        headers = {
            "accessId": access_id,
            "channel": CHANNEL,
            "platform": PLATFORM,
            "UTCTimestamp": str(int(self._service.farm.clock.real())),
            "nonce": secrets.token_hex(8),
            "version": edition,
        }
        try:
            text = string_to_sign(host, path, headers, read_body(content))
        except Refusal:
            # The operation refuses the same body, and says why, before it looks at the signature.
            text = ""
        return {**headers, "signature": signature(access_key, text)}
