# Generated from wrapper/rayvision_api/_async/connection.py by `python -m generator build`. Do not edit.
"""From an operation and its body to its data: sign, send, open the envelope, and again where that helps."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from threading import Lock
from typing import Any, TypeVar, cast

from tenacity import Retrying

from rayvision_api._call_log import CallLog
from rayvision_api._clock import ServiceClock
from rayvision_api._envelope import envelope_of, opened
from rayvision_api._http import (
    ByteStream,
    HTTPError,
    HTTPReply,
    HTTPTransport,
    Network,
    Transport,
    failure,
    http_reply,
    signed_request,
)
from rayvision_api._retrying import last_word
from rayvision_api._settings import Settings
from rayvision_api.errors import RayvisionError, RayvisionSignatureError
from rayvision_api.signing import Signer
from rayvision_client.models import ReplyCode
from rayvision_client.operations import Operation
from rayvision_client.types import Request

DataT = TypeVar("DataT")


class Pool:
    """The connections of a client and of all its views, opened when the first call needs one."""

    def __init__(self, network: Network) -> None:
        self.clock = ServiceClock()
        self._network = network
        self._transport: Transport | None = network.transport
        self._closed = False
        self._lock = Lock()
        self._process = os.getpid()

    def transport(self) -> Transport:
        """Give the one transport, made at the first call: making it reads the machine's certificates."""
        if self._process != os.getpid():
            # A forked child shares its parent's sockets, and may have been born while the lock was held.
            self._lock, self._transport, self._process = Lock(), self._network.transport, os.getpid()
        with self._lock:
            if self._closed:
                raise RayvisionError("this client is closed; make a new one")
            if self._transport is None:
                self._transport = HTTPTransport(**self._network.transport_arguments())
            return self._transport

    def close(self) -> None:
        """Close all connections, for good."""
        with self._lock:
            transport, self._transport, self._closed = self._transport, None, True
        if transport is not None:
            transport.close()


class Connection:
    """A way to the service: who calls, how patiently, over which pool."""

    def __init__(self, settings: Settings, pool: Pool) -> None:
        self.settings = settings
        self.pool = pool
        self._signer = Signer(settings.access_id, settings.access_key, settings.platform, clock=pool.clock.now)

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
        log = CallLog(operation.id)
        began = datetime.fromtimestamp(self.pool.clock.now(), UTC)
        retrying = Retrying(**self.settings.retries.rules(operation))
        try:
            data: DataT = retrying(self._attempt, operation, members, log)
        except RayvisionError as error:
            problem = last_word(operation, error, members, began)
        else:
            log.succeeded()
            return data
        log.failed(problem)
        # The frames that led here are of no help to the caller, and hold the signed request.
        raise problem.with_traceback(None)

    def _attempt(self, operation: Operation[DataT], members: dict[str, Any], log: CallLog) -> DataT:
        """Sign and send; once more where the service finds the timestamp too old, and says what time it is."""
        try:
            return self._exchange(operation, members, log)
        except RayvisionSignatureError as error:
            if error.error_code != ReplyCode.SIGNATURE_EXPIRED or not self.pool.clock.learn(error.server_time):
                raise
        return self._exchange(operation, members, log)

    def _exchange(self, operation: Operation[DataT], members: dict[str, Any], log: CallLog) -> DataT:
        """Sign, send, and open the envelope of the reply."""
        log.sent(members)
        reply = self._send(operation, members)
        envelope = envelope_of(operation, reply)
        log.answered(envelope)
        return opened(operation, envelope, reply)

    def _send(self, operation: Operation[Any], members: dict[str, Any]) -> HTTPReply:
        transport = self.pool.transport()
        request = signed_request(self._signer, self.settings, operation.path, members)
        try:
            response = transport.handle_request(request)
            content = self._read(cast("ByteStream", response.stream))
        except HTTPError as error:
            problem = failure(operation.id, str(request.url), error)
        else:
            return http_reply(self.settings, request, response, content)
        # Raised out here, for an error raised above would carry the request in its context, signature included.
        raise problem

    def _read(self, stream: ByteStream) -> bytes:
        """Read a reply as it comes, compressed or not, and no further than just beyond the limit."""
        content = bytearray()
        try:
            for chunk in stream:
                content += chunk
                if len(content) > self.settings.max_reply_size:
                    break
        finally:
            stream.close()
        return bytes(content)
