"""Serving the page on this machine, and on no other."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from rayvision_api import AsyncRayvisionAPI
from starlette.applications import Starlette
from starlette.types import ASGIApp

from rayvision_cli.text.languages import Texts
from rayvision_cli.web.app import Page
from rayvision_cli.web.authentication import TokenAuthentication
from rayvision_cli.web.budget import BudgetWatch

_ADDRESS = "127.0.0.1"


class _Server(uvicorn.Server):
    """A server that ends the streams of a page before it waits for its connections to close."""

    def __init__(self, app: ASGIApp, page: Page) -> None:
        # No log of addresses: one of them has the token.
        config = uvicorn.Config(
            app, log_level="error", access_log=False, lifespan="off", server_header=False, timeout_graceful_shutdown=2
        )
        super().__init__(config)
        self._page = page

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start."""
        await super().startup(sockets)
        self._page.start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        self._page.stop()
        await super().shutdown(sockets)
        await self._page.close()


def serve(
    api: AsyncRayvisionAPI,
    say: Texts,
    *,
    port: int = 0,
    read_only: bool = False,
    budget_watch: BudgetWatch | None = None,
    tell: Callable[[str], None],
) -> None:
    """Serve the page until Ctrl-C.

    Args:
        api: The client of the account.
        say: The reader's language and time zone.
        port: The port, 0 for any free one.
        read_only: Whether nothing can be done from the page.
        budget_watch: Enforces a budget.
        tell: Called with the address to open.

    Raises:
        OSError: The port cannot be had.
    """
    with socket.create_server((_ADDRESS, port)) as listener:
        port = listener.getsockname()[1]
        page = Page(api, say, read_only=read_only, budget_watch=budget_watch)
        application = TokenAuthentication(Starlette(routes=page.routes()), port, say)
        tell(f"http://{_ADDRESS}:{port}/?token={application.token}")
        # Uvicorn stops in good order, and then lets Ctrl-C be heard by others.
        with suppress(KeyboardInterrupt):
            _Server(application, page).run(sockets=[listener])
