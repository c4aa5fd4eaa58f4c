"""The ASGI application: routes, envelopes, and the faults in force."""

import asyncio
import logging
import secrets
import sqlite3
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from rayvision_sandbox.farm.codes import Code, Refusal
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.pictures import draw, token
from rayvision_sandbox.hosts import host_name
from rayvision_sandbox.http import authentication, control, reference
from rayvision_sandbox.http.faults import Fault
from rayvision_sandbox.http.origins import find_objection
from rayvision_sandbox.http.page import Page
from rayvision_sandbox.http.service import Service, what_is_unusable
from rayvision_sandbox.operations.call import FIRST_EDITION, Call
from rayvision_sandbox.operations.frames import percent_done
from rayvision_sandbox.operations.records import LOGIN, Sender, record, record_refusal
from rayvision_sandbox.operations.table import OPERATION_NAMES, OPERATIONS, Operation

MAX_BODY = 1024 * 1024
# An oversized body is read to its end, within this limit, so that its sender gets the answer.
MAX_DISCARDED = 64 * MAX_BODY
ABORT = "rayvision_sandbox.abort"

_log = logging.getLogger(__name__)


def envelope(farm: Farm, code: int, message: str, data: Any = None, edition: str = FIRST_EDITION) -> bytes:
    """Wrap an answer."""
    wrapped = {
        "version": edition,
        "result": code == Code.SUCCESS,
        "message": message,
        "code": code,
        "data": data,
        "serverTime": int(farm.clock.real() * 1000),
        "requestId": secrets.token_hex(8),
    }
    # Ten times as fast as the standard library for a page of a thousand tasks.
    return orjson.dumps(wrapped)


def _json(content: bytes, status: int = 200) -> Response:
    return Response(content, status, media_type="application/json")


@dataclass(frozen=True)
class EditionRouter:
    """Routes the requests for one path to the operation that it has in the edition they name."""

    endpoints: dict[str, "Endpoint"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; one that names no edition is refused when it is authenticated."""
        edition = Request(scope).headers.get("version") or next(iter(self.endpoints))
        endpoint = self.endpoints.get(edition)
        if endpoint is None:
            raise HTTPException(
                404,
                f"this path is one of edition {' or '.join(self.endpoints)}, and the header version says {edition}:"
                " they have to belong together",
            )
        await endpoint(scope, receive, send)


@dataclass(frozen=True)
class Endpoint:
    """Answers the requests for one operation of one edition."""

    service: Service
    operation: Operation
    edition: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        self.service.received[self.operation.name] += 1
        faults = {fault.kind: fault for fault in self.service.faults.trigger(self.operation.name)}
        try:
            content = await _read_content(request)
        except ClientDisconnect:
            return
        if "delay" in faults:
            await asyncio.sleep(faults["delay"].seconds)
        if "drop-before" in faults:
            await _drop(scope, receive)
            return
        response = self._fail(faults) or self._answer(request, content, faults.get("clock"))
        if "drop-after" in faults:
            await _drop(scope, receive)
        elif "truncate" in faults:
            await _send_half(response, scope, receive, send)
        else:
            await response(scope, receive, send)

    def _fail(self, faults: dict[str, Fault]) -> Response | None:
        """Answer without doing anything, if a fault says so."""
        if "html-502" in faults:
            return HTMLResponse("<html><body><h1>502 Bad Gateway</h1></body></html>", 502)
        if fault := faults.get("http-429"):
            response = _json(envelope(self.service.farm, Code.FAIL, "too many requests"), 429)
            response.headers["Retry-After"] = f"{fault.seconds:g}"
            return response
        if fault := faults.get("business"):
            return _json(envelope(self.service.farm, fault.code, fault.message))
        return None

    def _answer(self, request: Request, content: bytes | None, wrong_clock: Fault | None) -> Response:
        clock = self.service.farm.clock
        clock.offset = wrong_clock.seconds if wrong_clock else 0.0
        try:
            data = self._work(request, content)
            return _json(envelope(self.service.farm, Code.SUCCESS, "success", data, self.edition))
        except Refusal as refusal:
            return _json(envelope(self.service.farm, refusal.code, refusal.message, edition=self.edition))
        except (sqlite3.OperationalError, OSError) as error:
            # A full disk or a file that another program uses: nothing was done, and a retry may help.
            _log.error("%s failed: %s", self.operation.name, what_is_unusable(error))
            return _json(envelope(self.service.farm, Code.INTERNAL_ERROR, what_is_unusable(error)), 500)
        except Exception:  # noqa: BLE001  # the client always gets an envelope
            _log.exception("%s failed", self.operation.name)
            return _json(envelope(self.service.farm, Code.INTERNAL_ERROR, "the sandbox failed: see its log"), 500)
        finally:
            clock.offset = 0.0

    def _work(self, request: Request, content: bytes | None) -> Any:
        if content is None:
            raise Refusal(Code.API_ERROR, f"the body is bigger than {MAX_BODY} bytes")
        host = request.headers.get("host", "")
        now = self.service.farm.clock.now()
        sender = _sender(request)
        try:
            user, platform, body = self.service.authenticator.authenticate(
                authentication.Request(request.url.path, host, request.headers, content)
            )
        except Refusal as refusal:
            if self.operation.name == LOGIN:
                record_refusal(self.service.farm.database, now, sender, refusal)
            raise
        members = self.operation.read(body)
        self.service.farm.catch_up(now)
        with self.service.farm.database.transaction():
            # Catching up may have changed the user's account.
            user = self.service.farm.database.row("users", user["id"])
            base_url = f"{request.url.scheme}://{host}"
            call = Call(self.service.farm, user, platform, base_url, now, members, self.edition)
            data = self.operation.answer(call)
            record(call, self.operation.name, sender, body, data)
            self.operation.reply.trim({"data": data})
        self.service.carried_out[self.operation.name] += 1
        return data


def _sender(request: Request) -> Sender:
    headers = request.headers
    return Sender(
        *(request.url.path, request.client.host if request.client else ""),
        *(headers.get(name, "") for name in ("user-agent", "channel", "accessId")),
    )


async def _read_content(request: Request) -> bytes | None:
    """Read a request's body; one that is too big is discarded."""
    content, size = bytearray(), 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= MAX_BODY:
            content += chunk
        elif size > MAX_DISCARDED:
            break
    return bytes(content) if size <= MAX_BODY else None


def _endpoints(service: Service) -> dict[str, dict[str, Endpoint]]:
    """Make the endpoints of each path, by edition."""
    endpoints: dict[str, dict[str, Endpoint]] = {}
    for edition, operations in OPERATIONS.items():
        for path, operation in operations.items():
            endpoints.setdefault(path, {})[edition] = Endpoint(service, operation, edition)
    return endpoints


async def _drop(scope: Scope, receive: Receive) -> None:
    """Cut the connection; a client in the same process, which has no connection, gets an exception."""
    abort = scope[ABORT]
    if abort is None:
        raise ConnectionResetError("a fault has dropped the connection")
    abort()
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send_half(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Send the headers of a whole reply, and its first half."""
    await send({"type": "http.response.start", "status": response.status_code, "headers": response.raw_headers})
    half = bytes(response.body[: len(response.body) // 2])
    await send({"type": "http.response.body", "body": half, "more_body": scope[ABORT] is not None})
    if scope[ABORT] is not None:
        # What was sent must arrive before the connection is cut.
        await asyncio.sleep(0.05)
        await _drop(scope, receive)


def _picture(farm: Farm) -> Callable[[Request], Awaitable[Response]]:
    """Make the endpoint of the pictures that replies name."""

    # Not in a thread, where Starlette runs what is not asynchronous: the database is used in one thread alone.
    async def answer(request: Request) -> Response:
        # The name carries a token instead of a signature.
        number, _, given = request.path_params["name"].partition("_")
        frame = farm.database.one("SELECT * FROM frames WHERE id = ?", int(number)) if _is_number(number) else None
        if frame is None or not secrets.compare_digest(given, token(farm.secret, frame["id"])):
            raise HTTPException(404)
        return Response(draw(frame["id"], percent_done(frame, farm.clock.now())), media_type="image/png")

    return answer


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < len(str(2**63))


class App:
    """The whole application; it gives each request a way to cut its connection."""

    def __init__(self, farm: Farm, domains: Collection[str] = (), faults: Iterable[Fault] = ()) -> None:
        """Serve a farm, under some domains besides its own address, with some faults from the start."""
        service = Service(farm, OPERATION_NAMES, faults)
        self.farm = farm
        self.page = Page(service)
        self._domains = {name for domain in domains if (name := host_name(domain))}
        operations = {path: EditionRouter(endpoints) for path, endpoints in _endpoints(service).items()}
        routes: list[BaseRoute] = [Route(path, editions, methods=["POST"]) for path, editions in operations.items()]
        routes += [
            Route("/mnt/output/{disk}/small_pic/{user}/{task}/{name}.png", _picture(farm), methods=["GET"]),
            *control.routes(service),
            *self.page.routes(),
            *reference.routes(service, operations),
        ]
        self._app: ASGIApp = Starlette(routes=routes, exception_handlers={HTTPException: self._refuse})

    async def _refuse(self, _request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        code = status if status in (Code.FORBIDDEN, Code.RESOURCE_NOT_FOUND) else Code.API_ERROR
        response = _json(envelope(self.farm, code, getattr(error, "detail", "error")), status)
        response.headers.update(getattr(error, "headers", None) or {})
        return response

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection's request."""
        if scope["type"] == "http":
            # The server's own send method belongs to the object that holds the connection; behind the frameworks'
            # wrappers of it, there is no other way to reach it.
            transport = getattr(getattr(send, "__self__", None), "transport", None)
            scope[ABORT] = getattr(transport, "abort", None)
            request = Request(scope)
            if objection := find_objection(request, self._domains):
                await (await self._refuse(request, HTTPException(403, objection)))(scope, receive, send)
                return
        await self._app(scope, receive, send)
