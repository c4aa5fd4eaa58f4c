"""From an operation and its body to its data: sign, send, open the envelope, and again where that helps."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from threading import Lock
from typing import Any, Self, TypeVar, cast

from rayvision_client.models import ReplyCode
from rayvision_client.operations import SENSITIVE_MEMBERS, Operation
from rayvision_client.types import Request

from rayvision_api._call_log import CallLog
from rayvision_api._clock import ServiceClock
from rayvision_api._created import CreatedTasks
from rayvision_api._envelope import envelope_of, opened
from rayvision_api._home import Home, async_home, async_sleep
from rayvision_api._http import (
    AsyncByteStream,
    AsyncTransport,
    HTTPError,
    HTTPReply,
    failure,
    signed_request,
)
from rayvision_api._network import SET_UP_FAILURES, Network
from rayvision_api._retrying import last_word, may_be_repeated, mention_lost_replies
from rayvision_api._secret import discreet
from rayvision_api._settings import Settings
from rayvision_api.errors import RayvisionAPIError, RayvisionError, RayvisionProtocolError, RayvisionSignatureError
from rayvision_api.signing import Signer

DataT = TypeVar("DataT")


class AsyncPool:
    """What a client and all its views share: connections, opened when the first call needs one, and what they learn."""

    def __init__(self, network: Network) -> None:
        self.clock = ServiceClock()
        self._network = network
        self._closed = False
        self._inherited: list[object] = []
        self._begin()

    def _begin(self) -> None:
        self._process = os.getpid()
        self._lock = Lock()
        self._transports: dict[Home, AsyncTransport] = {}

    def transport(self) -> AsyncTransport:
        """Give the transport of this process and event loop, made at the first call.

        Making it reads the machine's certificates. Connections belong to the event loop that opened them.

        Raises:
            RayvisionError: The client is closed, or its transport cannot be made.
        """
        if self._process != os.getpid():
            # A forked child must not use its parent's sockets, nor close them, for that may take a lock that the parent
            # held when the child was born.
            self._inherited.append(self._transports)
            self._begin()
        with self._lock:
            if self._closed:
                raise RayvisionError("this client is closed; make a new one")
            owner = async_home()
            transport = self._network.given or self._transports.get(owner)
            if transport is None:
                for ended in [one for one in self._transports if one.is_closed()]:
                    del self._transports[ended]
                transport = self._transports[owner] = self._make()
            return cast("AsyncTransport", transport)

    def _make(self) -> AsyncTransport:
        try:
            return self._network.async_transport()
        except SET_UP_FAILURES as error:
            reason = f"{type(error).__name__}: {error}"
        raise RayvisionError(
            f"no connection can be set up: {reason}. Look at `verify`, `proxy`, and the environment variables "
            "SSL_CERT_FILE, HTTPS_PROXY, HTTP_PROXY and ALL_PROXY"
        )

    async def aclose(self) -> None:
        """Close the connections of this event loop, for good; those of a loop that has ended have ended with it."""
        with self._lock:
            transport = self._network.given or self._transports.get(async_home())
            closed, self._closed = self._closed, True
        if transport is not None and not closed:
            await transport.aclose()


class AsyncConnection:
    """A way to the service: who calls, how patiently, over which pool, and what the client has created."""

    def __init__(self, settings: Settings, pool: AsyncPool, created: CreatedTasks) -> None:
        self.settings = settings
        self.pool = pool
        self.created = created
        self._signer = Signer(
            *(settings.access_id, settings.access_key.reveal(), settings.platform),
            clock=pool.clock.now,
            version=settings.edition,
        )

    def with_settings(self, settings: Settings) -> Self:
        """Give a connection of the same account with other settings."""
        return type(self)(settings, self.pool, self.created)

    def within(self, seconds: float | None) -> Self:
        """Give the same connection for calls that have to be over soon, or at any time (`None`)."""
        return self if seconds is None else self.with_settings(self.settings.within(seconds))

    def on_platform(self, platform: str) -> Self:
        """Give a connection of the same account for another platform."""
        return self.with_settings(self.settings.changed(platform=platform))

    @discreet
    async def call(
        self,
        operation: Operation[DataT],
        body: Request | dict[str, Any] | None = None,
        pause: Callable[[float], Awaitable[None]] = async_sleep,
        check: Callable[[DataT], str | None] | None = None,
    ) -> DataT:
        """Carry out one operation.

        Args:
            operation: What to do.
            body: What to send: a request, or an object that is sent as it is.
            pause: Pauses for so many seconds between two attempts; what it raises ends the call.
            check: Says of the data why it cannot be the reply to this request, where it cannot.

        Returns:
            The data of the reply's envelope, typed.

        Raises:
            RayvisionError: The service refused, or could not be reached, or did not answer in its protocol.
            ValueError: The client's edition of the API has no such operation, or its request does not take a member of
                the body, or the body holds a value that cannot be signed.
        """
        members = operation.body(self.settings.edition, body)
        log = CallLog(operation.id, self.settings.secrets, SENSITIVE_MEMBERS)
        try:
            data = await self._attempts(operation, members, log, pause)
            if check is not None and (flaw := check(data)):
                address = f"{self.settings.address}{operation.place(self.settings.edition).path}"
                raise RayvisionProtocolError(operation.id, address, 200, flaw)
        except RayvisionError as error:
            began = self.pool.clock.at(log.began)
            problem = last_word(operation, error, members, self.settings.platform, began)
        else:
            log.succeeded()
            return data
        log.failed(problem)
        # The frames that led here are of no help to the caller, and hold the signed request.
        raise problem.with_traceback(None)

    async def _attempts(
        self,
        operation: Operation[DataT],
        members: dict[str, Any],
        log: CallLog,
        pause: Callable[[float], Awaitable[None]],
    ) -> DataT:
        """Try once, and again as often as the retry policy allows."""
        try:
            return await self._attempt(operation, members, log)
        except RayvisionError as error:
            if not may_be_repeated(operation, error):
                raise
            first = [error]
        from tenacity import AsyncRetrying

        async def attempt() -> DataT:
            # tenacity is only needed now; what has failed already is its first attempt.
            if first:
                raise first.pop()
            return await self._attempt(operation, members, log)

        failures: list[BaseException] = []
        rules = self.settings.retries.rules(operation, log.began, failures)
        try:
            data: DataT = await AsyncRetrying(sleep=pause, **rules)(attempt)
        except RayvisionAPIError as refusal:
            mention_lost_replies(refusal, failures)
            raise
        return data

    async def _attempt(self, operation: Operation[DataT], members: dict[str, Any], log: CallLog) -> DataT:
        """Sign and send; once more where the service finds the timestamp too old, and says what time it is."""
        clock = self.pool.clock
        signed_at = clock.now()
        try:
            return await self._exchange(operation, members, log)
        except RayvisionSignatureError as error:
            if error.error_code != ReplyCode.SIGNATURE_EXPIRED or not clock.learn(error.server_time, signed_at):
                raise
        return await self._exchange(operation, members, log)

    async def _exchange(self, operation: Operation[DataT], members: dict[str, Any], log: CallLog) -> DataT:
        """Sign, send, and open the envelope of the reply."""
        log.sent(members)
        reply = await self._send(operation, members)
        envelope = envelope_of(operation, reply)
        log.answered(envelope, reply.secrets)
        return opened(operation, envelope, reply)

    async def _send(self, operation: Operation[Any], members: dict[str, Any]) -> HTTPReply:
        transport = self.pool.transport()
        request = signed_request(self._signer, self.settings, operation.place(self.settings.edition).path, members)
        try:
            response = await transport.handle_async_request(request)
            content = await self._read(cast("AsyncByteStream", response.stream))
        except (HTTPError, OSError) as error:
            reason = error
        else:
            return HTTPReply(self.settings, request, response, content)
        # Made out here, for an error made above would carry the request in its context, signature included.
        raise failure(operation.id, self.settings, request, reason)

    async def _read(self, stream: AsyncByteStream) -> bytes:
        """Read a reply as it comes, compressed or not, and no further than just beyond the limit."""
        content = bytearray()
        try:
            async for chunk in stream:
                content += chunk
                if len(content) > self.settings.max_reply_size:
                    break
        finally:
            await stream.aclose()
        return bytes(content)
