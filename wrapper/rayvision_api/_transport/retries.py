"""When a call is repeated, and what it becomes where repeating does not help."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import datetime
from math import inf
from typing import Any, NamedTuple, Self

from rayvision_client.models import ReplyCode
from rayvision_client.operations import Operation

from rayvision_api._arguments import integer, seconds
from rayvision_api.errors import (
    OutcomeUnknownAPIError,
    OutcomeUnknownConnectionError,
    OutcomeUnknownError,
    OutcomeUnknownProtocolError,
    OutcomeUnknownTimeoutError,
    RayvisionAPIError,
    RayvisionConnectionError,
    RayvisionError,
    RayvisionNetworkError,
    RayvisionProtocolError,
    RayvisionRateLimitError,
    RayvisionTimeoutError,
)

_REPEATABLE_STATUSES = frozenset({502, 503, 504})
# Statuses that turn a request away. Any other one may come of a proxy that gave up on a request which it had passed on
# (408; 460 and 499 of those of Amazon and nginx).
REFUSALS = frozenset(
    {*(300, 301, 302, 303, 305, 307, 308, 400, 401, 403, 404, 405, 407, 410, 411, 413, 414, 415, 417, 421, 425, 426)}
    | {428, 429, 431, 451}
)

# The service failed while it was at work, and does not say how far it had come.
_FAILURES = frozenset({ReplyCode.INTERNAL_ERROR, ReplyCode.REDIS_CACHE_FAIL})


# No attrs class is on the way to a first call: to import attrs takes twice as long as all that is our own.
class _Limits(NamedTuple):
    attempts: int
    total_time: float
    first_wait: float
    longest_wait: float


class RetryPolicy(_Limits):
    """How often and how long a call is repeated.

    An operation that may be repeated (the spec says which) is repeated after a failed connection, a timeout, the HTTP
    statuses 429, 502, 503 and 504 and the service's codes 500 and 1000. Any other operation is repeated only where
    nothing has been done: its request never left this machine, or the status was 429. Every repetition has its own
    signature.

        RayvisionAPI(retries=RetryPolicy(attempts=8, total_time=300))
        RayvisionAPI(retries=None)  # never repeat

    Attributes:
        attempts: How many times to try altogether, at least 1.
        total_time: How many seconds all attempts and the waits between them may take; an attempt that is under way
            then is given up.
        first_wait: Seconds before the second attempt; every further wait is twice as long. Up to half of a wait is
            random, so that clients that failed together do not come back together.
        longest_wait: The most seconds to wait. Where the service asks for more with `Retry-After`, the call ends at
            once, and its error says how long (`retry_after`).
    """

    __slots__ = ()

    def __new__(
        cls, attempts: int = 4, total_time: float = 120.0, first_wait: float = 0.5, longest_wait: float = 30.0
    ) -> Self:
        return super().__new__(
            cls,
            integer("attempts", attempts),
            _checked_time("total_time", total_time),
            _checked_time("first_wait", first_wait),
            _checked_time("longest_wait", longest_wait),
        )

    def within(self, seconds: float) -> RetryPolicy:
        """The same policy for a call with a total time limit."""
        return self._replace(total_time=min(self.total_time, seconds))

    def wait(self, operation: Operation[Any], failures: list[RayvisionError], left: float) -> float | None:
        """Return how many seconds to wait before the next attempt; `None` for no further attempt.

        Args:
            operation: The operation.
            failures: What its attempts have failed with.
            left: How many seconds are left for the call.
        """
        if len(failures) >= self.attempts or not may_be_repeated(operation, failures[-1]):
            return None
        wait: float | None = getattr(failures[-1], "retry_after", None)
        if wait is None:
            wait = self._growing_wait(len(failures))
        return wait if wait <= self.longest_wait and wait < left else None

    def _growing_wait(self, attempt: int) -> float:
        return growing(self.first_wait, attempt - 1, self.longest_wait, 0.5)

    def waits(self) -> Iterator[float]:
        """The seconds to wait before each further attempt at what is made of several calls."""
        began = time.monotonic()
        for attempt in range(1, self.attempts):
            wait = self._growing_wait(attempt)
            if time.monotonic() + wait - began > self.total_time:
                return
            yield wait


def growing(first: float, times: int, longest: float, least: float) -> float:
    """Double a pause so many times, up to the longest, and shorten it by chance, so that clients come back apart.

    Args:
        first: The first pause.
        times: How many times to double it.
        longest: The longest pause.
        least: Which part of the pause is left at least, up to 1.
    """
    # Nobody waits longer than 2**60 times the first pause, and a float cannot hold much more.
    return min(first * 2.0 ** min(times, 60), longest) * random.uniform(least, 1.0)  # noqa: S311  # chance, not secrecy


def _checked_time(name: str, value: Any) -> float:
    time_limit = seconds(name, value)
    if not time_limit >= 0:
        raise ValueError(f"{name} is {value!r}; it has to be at least 0 seconds")
    return time_limit


NO_RETRIES = RetryPolicy(attempts=1, total_time=inf)

_UNKNOWN: dict[type[RayvisionError], type[OutcomeUnknownError]] = {
    RayvisionTimeoutError: OutcomeUnknownTimeoutError,
    RayvisionConnectionError: OutcomeUnknownConnectionError,
    RayvisionProtocolError: OutcomeUnknownProtocolError,
    RayvisionAPIError: OutcomeUnknownAPIError,
}


def may_be_repeated(operation: Operation[Any], error: BaseException) -> bool:
    """Return whether a failed attempt may be followed by another one."""
    if isinstance(error, RayvisionNetworkError) and not error.sent:
        return True
    if isinstance(error, RayvisionRateLimitError):
        return True
    if not operation.idempotent:
        return False
    if isinstance(error, RayvisionProtocolError):
        return error.status in _REPEATABLE_STATUSES or error.truncated
    if isinstance(error, RayvisionAPIError):
        return error.status in _REPEATABLE_STATUSES or error.error_code in _FAILURES
    return isinstance(error, RayvisionNetworkError)


def is_outage(error: RayvisionError) -> bool:
    """Return whether an error may pass by itself: it is about the state of the service, not about the call."""
    if isinstance(error, RayvisionAPIError):
        return isinstance(error, RayvisionRateLimitError) or not _is_refusal(error)
    return isinstance(error, RayvisionNetworkError | RayvisionProtocolError)


def final_error(
    operation: Operation[Any], error: RayvisionError, body: dict[str, Any], platform: str, began: datetime
) -> RayvisionError:
    """Return the error that the caller gets for the last failed attempt.

    Where an operation may not be repeated and its request may have arrived, that is an `OutcomeUnknownError`.

    Args:
        operation: The operation.
        error: What the last attempt failed with.
        body: What was sent.
        platform: For which platform.
        began: When the first attempt began, by the service's clock.
    """
    if operation.idempotent or not _may_have_been_carried_out(error):
        return error
    kind = next(unknown for known, unknown in _UNKNOWN.items() if isinstance(error, known))
    problem = kind(*error.args)
    problem.call, problem.body, problem.platform, problem.began = operation.call, body, platform, began
    return problem


def mention_lost_replies(failures: list[RayvisionError]) -> None:
    """Add a note to a refusal that an earlier attempt of the same call may have caused.

    A label whose deletion was answered with a broken connection is not there any more when it is deleted again.

    Args:
        failures: What the attempts failed with.
    """
    *earlier, refusal = failures
    if isinstance(refusal, RayvisionAPIError) and any(map(_may_have_been_carried_out, earlier)):
        refusal.add_note(
            f"{refusal.operation} was asked for more than once, because a reply was lost: the farm may have carried it "
            "out then, and refuse it now for that reason"
        )


def _may_have_been_carried_out(error: BaseException) -> bool:
    if isinstance(error, RayvisionProtocolError):
        return not error.refused
    if isinstance(error, RayvisionAPIError):
        return not isinstance(error, RayvisionRateLimitError) and not _is_refusal(error)
    return isinstance(error, RayvisionNetworkError) and error.sent


def _is_refusal(error: RayvisionAPIError) -> bool:
    """Return whether the service did nothing.

    It refuses under HTTP status 200. Gateways put their own status into the body as `code`, or a number of their own
    making.
    """
    if error.error_code in _FAILURES:
        return False
    is_documented = error.code_name in ReplyCode.__members__
    if not is_documented and 300 <= error.error_code < 600:
        return error.error_code in REFUSALS
    return error.status < 300 or error.status in REFUSALS or (is_documented and error.error_code != error.status)
