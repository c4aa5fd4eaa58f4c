"""The signature as httpx's `auth`."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator

from rayvision_client.operations import API_VERSION

from rayvision_api._arguments import checked_edition
from rayvision_api._secret import hides_locals
from rayvision_api._transport.http import httpx
from rayvision_api.signing import Signer, random_nonce, unix_time


class RayvisionAuth(httpx.Auth):
    """Signs the requests of an httpx client, so that the low-level client can be used alone.

        with httpx.Client(base_url="https://task.renderbus.com", auth=RayvisionAuth(ID, KEY, "2")) as http:
            envelope = query_user_profile.sync(http)

    Args:
        access_id: The account's access id.
        access_key: The account's access key.
        platform: Number of the platform that the calls are for.
        clock: Gives the seconds since the epoch.
        nonce: Gives digits that serve one request only.
        api_version: Number of the edition of the API in which the calls are made.

    Raises:
        TypeError: The edition is not text.
        ValueError: There is no such edition.
    """

    requires_request_body = True

    @hides_locals
    def __init__(
        self,
        access_id: str,
        access_key: str,
        platform: str | int,
        *,
        clock: Callable[[], float] = unix_time,
        nonce: Callable[[], str] = random_nonce,
        api_version: str = API_VERSION,
    ) -> None:
        edition = checked_edition(api_version)
        self._signer = Signer(access_id, access_key, str(platform), clock=clock, nonce=nonce, version=edition)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sign the body that is really sent, for the host that it is sent to."""
        body = json.loads(request.content)
        request.headers.update(self._signer.headers(request.headers["Host"], request.url.path, body))
        yield request
