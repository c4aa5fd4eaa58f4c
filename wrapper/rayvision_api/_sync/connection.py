# Generated from wrapper/rayvision_api/_async/connection.py by `python -m generator build`. Do not edit.
"""From an operation and its body to its data: sign, send, open the envelope."""

from __future__ import annotations

from threading import Lock
from typing import Any, TypeVar

from rayvision_api._envelope import opened
from rayvision_api._http import (
    Client,
    HTTPError,
    RayvisionAuth,
    Response,
    Transport,
    client_arguments,
    failure,
    protocol_failure,
)
from rayvision_api._http import Request as HTTPRequest
from rayvision_api._settings import Settings
from rayvision_api._version import user_agent
from rayvision_api.errors import RayvisionError
from rayvision_client.client import HEADERS, decode, encode
from rayvision_client.errors import NotAnEnvelopeError
from rayvision_client.operations import Operation
from rayvision_client.types import Request

DataT = TypeVar("DataT")


class Pool:
    """The connections of a client, opened when the first call needs one."""

    def __init__(self, timeout: Any, transport: Transport | None) -> None:
        self._arguments = client_arguments(timeout)
        self._transport = transport
        self._client: Client | None = None
        self._closed = False
        self._lock = Lock()

    def client(self) -> Client:
        """Give the one httpx client, made at the first call: making it reads the machine's certificates."""
        with self._lock:
            if self._closed:
                raise RayvisionError("this client is closed; make a new one")
            if self._client is None:
                self._client = Client(transport=self._transport, **self._arguments)
            return self._client

    def close(self) -> None:
        """Close all connections, for good."""
        with self._lock:
            client, self._client, self._closed = self._client, None, True
        if client is not None:
            client.close()


class Connection:
    """A way to the service: who calls, over which pool."""

    def __init__(self, settings: Settings, pool: Pool) -> None:
        self.settings = settings
        self.pool = pool
        self._auth = RayvisionAuth(settings.access_id, settings.access_key, settings.platform, domain=settings.domain)
        self._headers = {"User-Agent": user_agent(), **settings.headers, **HEADERS, "Host": settings.domain}

    def call(self, operation: Operation[DataT], body: Request | dict[str, Any] | None = None) -> DataT:
        """Carry out one operation.

        Args:
            operation: What to do.
            body: What to send: a request, or an object that is sent as it is.

        Returns:
            The data of the reply's envelope, typed.

        Raises:
            RayvisionError: The service refused, or could not be reached, or did not answer in its protocol.
            ValueError: The body holds a value that cannot be signed.
        """
        members = body if isinstance(body, dict) else body.to_dict() if body else {}
        address = f"{self.settings.address}{operation.path}"
        response = self._send(operation.id, address, encode(members))
        try:
            envelope = decode(response)
        except NotAnEnvelopeError as error:
            problem = protocol_failure(operation.id, address, response, error)
        else:
            return opened(operation, envelope, address, response.status_code)
        raise problem

    def _send(self, operation: str, address: str, content: bytes) -> Response:
        client = self.pool.client()
        request = HTTPRequest(
            "POST", address, content=content, headers=self._headers, extensions={"timeout": client.timeout.as_dict()}
        )
        try:
            return client.send(request, auth=self._auth)
        except HTTPError as error:
            problem = failure(operation, address, error)
        # Raised out here, for an error raised above would carry the request in its context, signature included.
        raise problem
