"""From an operation and its body to its data: sign, send, open the envelope, and again where that helps."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any, Self, TypeVar

from rayvision_client.models import ReplyCode
from rayvision_client.operations import SENSITIVE_MEMBERS, Operation
from rayvision_client.types import Request

from rayvision_api._async.pools import AsyncPools
from rayvision_api._calls.created_tasks import CreatedTasks
from rayvision_api._secret import hides_locals
from rayvision_api._transport.call_log import CallLog
from rayvision_api._transport.concurrency import async_sleep
from rayvision_api._transport.envelope import envelope_of, opened
from rayvision_api._transport.http import NEVER_LEFT, httpx
from rayvision_api._transport.messages import HTTPReply, failure, signed_request
from rayvision_api._transport.retries import final_error, mention_lost_replies
from rayvision_api._transport.settings import Settings
from rayvision_api.errors import RayvisionError, RayvisionProtocolError, RayvisionSignatureError
from rayvision_api.signing import Signer

DataT = TypeVar("DataT")


class AsyncCaller:
    """Makes calls with an account's keys and settings, and remembers which tasks the client has created."""

    def __init__(self, settings: Settings, pools: AsyncPools, created: CreatedTasks) -> None:
        self.settings = settings
        self.pools = pools
        self.created = created
        self._signer = Signer(
            *(settings.access_id, settings.access_key.reveal(), settings.platform),
            clock=pools.clock.now,
            version=settings.edition,
        )

    def with_settings(self, settings: Settings) -> Self:
        """Return a caller of the same account with other settings."""
        return type(self)(settings, self.pools, self.created)

    def within(self, seconds: float | None) -> Self:
        """Return the same caller for calls that have to be over soon, or at any time (`None`)."""
        return self if seconds is None else self.with_settings(self.settings.within(seconds))

    def on_platform(self, platform: str) -> Self:
        """Return a caller of the same account for another platform."""
        return self.with_settings(self.settings._replace(platform=platform))

    @hides_locals
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
        log = CallLog(operation.id, self.settings, SENSITIVE_MEMBERS)
        try:
            data = await self._attempts(operation, members, log, pause)
            if check is not None and (flaw := check(data)):
                address = f"{self.settings.address}{operation.endpoint(self.settings.edition).path}"
                raise RayvisionProtocolError(operation.id, address, 200, flaw)
        except RayvisionError as error:
            began = self.pools.clock.at(log.began)
            problem = final_error(operation, error, members, self.settings.platform, began)
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
        policy = self.settings.retries
        deadline = log.began + policy.total_time
        failures: list[RayvisionError] = []
        while True:
            try:
                return await self._attempt(operation, members, log, deadline)
            except RayvisionError as error:
                failures.append(error)
                wait = policy.wait(operation, failures, deadline - time.monotonic())
                if wait is None:
                    mention_lost_replies(failures)
                    raise
            await pause(wait)

    async def _attempt(
        self, operation: Operation[DataT], members: dict[str, Any], log: CallLog, deadline: float
    ) -> DataT:
        """Sign and send; once more where the service finds the timestamp too old, and says what time it is."""
        clock = self.pools.clock
        signed_at = clock.now()
        try:
            return await self._exchange(operation, members, log, deadline)
        except RayvisionSignatureError as error:
            if error.error_code != ReplyCode.SIGNATURE_EXPIRED or not clock.learn(error.server_time, signed_at):
                raise
        return await self._exchange(operation, members, log, deadline)

    async def _exchange(
        self, operation: Operation[DataT], members: dict[str, Any], log: CallLog, deadline: float
    ) -> DataT:
        """Sign, send, and open the envelope of the reply."""
        log.sent(members)
        reply = await self._send(operation, members, deadline)
        envelope = envelope_of(operation, reply)
        log.answered(envelope, reply)
        return opened(operation, envelope, reply)

    async def _send(self, operation: Operation[Any], members: dict[str, Any], deadline: float) -> HTTPReply:
        pool = self.pools.current()
        now = time.monotonic()
        limit = min(self.settings.longest_attempt, max(0.0, deadline - now))
        path = operation.endpoint(self.settings.edition).path
        request = signed_request(self._signer, self.settings, path, members, limit)
        try:
            response, content = await pool.send(request, self.settings.max_reply_size, now + limit)
        except (httpx.HTTPError, OSError, httpx.StreamError) as error:
            reason = error
        else:
            return HTTPReply(self.settings, request, response, content)
        # Raised here, for an error raised above would carry the request in its context, signature included.
        sent = not (pool.is_of_httpx and isinstance(reason, NEVER_LEFT))
        raise failure(operation.id, self.settings, request, reason, sent=sent)
