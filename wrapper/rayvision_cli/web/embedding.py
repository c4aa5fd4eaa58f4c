"""The page inside another server of this machine: the sandbox shows it about its own farm."""

from __future__ import annotations

from rayvision_api import AsyncRayvisionAPI
from rayvision_client.operations import API_VERSION
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from rayvision_cli.text.languages import Texts
from rayvision_cli.web.app import Page
from rayvision_cli.web.authentication import SecurityHeaders


class EmbeddedPage(Page):
    """The page as an ASGI application for `/` and `/page/`; whom to answer is for the server to decide.

    Args:
        access_id: Access id of the account.
        access_key: Its access key; it goes into no reply.
        domain: Domain and port of the farm.
        platform: Number of the platform whose tasks are shown.
        language: `en` or `zh`.
        head: HTML of the server's own for the end of the page's head.
        above: HTML of the server's own for the top of the page.
    """

    def __init__(
        self,
        access_id: str,
        access_key: str,
        domain: str,
        platform: str,
        *,
        language: str = "en",
        head: str = "",
        above: str = "",
    ) -> None:
        # Every setting: what the environment says is for another farm.
        api = AsyncRayvisionAPI(access_id, access_key, domain, platform, protocol="http", api_version=API_VERSION)
        super().__init__(api, Texts(language), head=head, above=above)
        self._app = SecurityHeaders(Starlette(routes=self.routes()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._app(scope, receive, send)
