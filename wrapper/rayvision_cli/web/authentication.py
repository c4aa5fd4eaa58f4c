"""Who may look: anyone who has the token, from a page of this very server.

Every web page in the same browser can send requests to this machine, under a name that its owner makes point here too
(DNS rebinding). So the name in `Host` is looked at first, then from where the browser says that the request comes, and
only then the token: a page on another port of this machine is of the same site, and the browser sends it our cookie.
"""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rayvision_cli.text.languages import Texts

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Headers of every reply."""

# The address with the token does not stay in the history: the page itself moves the browser on. A redirect would lose
# the cookie where the address was opened from another site's page.
_ENTRY = (
    '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=/"><link rel="icon" href="data:,">'
    "<title>rayvision</title>"
)


class SecurityHeaders:
    """Puts the headers on every reply of an application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message.get("headers", ()), *headers]
            await send(message)

        await self._app(scope, receive, send_with_headers)


class TokenAuthentication:
    """Lets requests through to an application that come from its own pages and carry the token.

    Args:
        app: The application.
        port: The port of this machine that it is served on.
        say: Says why a request is refused.

    Attributes:
        token: What the address that is opened first has to carry: new each time.
    """

    def __init__(self, app: ASGIApp, port: int, say: Texts) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"}
        # Cookies know no ports.
        self._cookie = f"rayvision-{port}"
        self._say = say
        self.token = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope)
        answer: ASGIApp = self._refusal()
        if self._is_own(request):
            if request.method == "GET" and "token" in request.query_params and request.url.path == "/":
                answer = self._enter(request)
            elif self._has_cookie(request):
                answer = self._app
        await SecurityHeaders(answer)(scope, receive, send)

    def _is_own(self, request: Request) -> bool:
        """Return whether a request comes from a page of this server, or from an address that was opened by hand."""
        headers = request.headers
        host = headers.get("host", "")
        if (
            headers.getlist("host") != [host]
            or host.lower() not in self._hosts
            or request.method not in ("GET", "POST")
        ):
            return False
        site = headers.get("sec-fetch-site")
        is_page = request.method == "GET" and request.url.path == "/"
        if site is not None and site != "same-origin" and not (site == "none" and is_page):
            return False
        origin = headers.get("origin")
        return origin == f"http://{host}" if request.method == "POST" else origin in (None, f"http://{host}")

    def _enter(self, request: Request) -> Response:
        if not self._is_token(request.query_params["token"]):
            return self._refusal()
        response = HTMLResponse(_ENTRY)
        response.set_cookie(self._cookie, self.token, path="/", httponly=True, samesite="strict")
        return response

    def _has_cookie(self, request: Request) -> bool:
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(request.headers.get("cookie", ""))
        except CookieError:
            return False
        return self._cookie in cookies and self._is_token(cookies[self._cookie].value)

    def _is_token(self, given: str) -> bool:
        # As bytes: texts beyond ASCII cannot be compared without telling how long that takes.
        return secrets.compare_digest(given.encode("utf-8", "replace"), self.token.encode())

    def _refusal(self) -> Response:
        return PlainTextResponse(self._say("Open the address that the terminal shows again."), 403)
