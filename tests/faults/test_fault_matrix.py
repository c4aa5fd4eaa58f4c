"""Every fault that a sandbox can make, times every operation: sync, async, and over a transport that is not httpx's.

Judged by the sandbox's own counts.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

import httpx
import pytest
from rayvision_api import (
    AsyncRayvisionAPI,
    OutcomeUnknownError,
    RayvisionAPI,
    RayvisionAPIError,
    RayvisionError,
    RetryPolicy,
)
from rayvision_client.operations import EDITIONS, OPERATIONS, Operation
from rayvision_sandbox.http import faults
from rayvision_sandbox.pytest_plugin import RunningFarm

from .calls import CALLS, Ground, arguments_of

# What httpx-aiohttp says of a failed request is not believed, so the farm's counts are all that there is.
HALVES = "sync", "async", "aiohttp"
ATTEMPTS = 4
OUTCOMES = "done", "done before", "refused", "failed", "unknown"
# Of seconds; a slow machine must not look like a fault where none was asked for.
PATIENCE, IMPATIENCE = 30, 0.5
DELAY = 0.7


@dataclass(frozen=True)
class Fault:
    """A fault, and what it has to come to.

    Attributes:
        kind: The sandbox's name for it.
        members: What else the sandbox is set to.
        is_carried_out: Whether the farm does its work all the same.
        is_repeated: Whether an operation that may be repeated is.
        is_unknown: Whether one that may not be repeated has an outcome that nobody knows.
        is_nothing_done: Whether it says that nothing was done, so that every operation is repeated.
        is_overcome: Whether every call succeeds although the fault stays.
    """

    kind: str
    members: dict[str, Any] = field(default_factory=dict)
    is_carried_out: bool = False
    is_repeated: bool = True
    is_unknown: bool = True
    is_nothing_done: bool = False
    is_overcome: bool = False


FAULTS = {
    "delay": Fault("delay", {"seconds": DELAY}, is_carried_out=True),
    "drop before": Fault("drop-before"),
    "drop after": Fault("drop-after", is_carried_out=True),
    "truncated": Fault("truncate", is_carried_out=True),
    "HTML 502": Fault("html-502"),
    "HTTP 429": Fault("http-429", {"seconds": 0}, is_nothing_done=True),
    "code 500": Fault("business", {"code": 500}),
    "code 1000": Fault("business", {"code": 1000}),
    "code 600": Fault("business", {"code": 600}, is_unknown=False, is_repeated=False),
    "clock": Fault("clock", {"seconds": 20_000}, is_carried_out=True, is_overcome=True),
}


class Farm:
    """A running farm, and its own count of what it received and carried out."""

    def __init__(self, running: RunningFarm) -> None:
        running.set_speed(0)
        running.recharge(100_000)
        self.running = running
        self._http = httpx.Client(base_url=f"http://{running.domain}", trust_env=False)

    def counts(self, operation: Operation[Any]) -> Counter[str]:
        """How often an operation was received, and carried out."""
        return Counter(self._http.get("/sandbox").json()["calls"].get(operation.id, {}))

    def heal(self) -> None:
        """Let all be well again."""
        self._http.delete("/sandbox/faults").raise_for_status()

    def close(self) -> None:
        """Stop asking."""
        self._http.close()


@pytest.fixture
def farm(rayvision_farm: RunningFarm) -> Iterator[Farm]:
    farm = Farm(rayvision_farm)
    yield farm
    farm.close()


@contextmanager
def _client(
    half: str, farm: Farm, operation: Operation[Any], timeout: float = PATIENCE
) -> Iterator[Callable[[dict[str, Any]], Any]]:
    """Return a way to call an operation with a client of its own, of the first edition that has it."""
    retries = RetryPolicy(attempts=ATTEMPTS, first_wait=0, longest_wait=0)
    keys = _keys(farm)
    ways = {**_ways(farm), "api_version": next(iter(operation.editions)), "timeout": timeout, "retries": retries}
    if half == "sync":
        with RayvisionAPI(*keys, **ways) as api:
            yield lambda arguments: attrgetter(operation.call)(api)(**arguments)
        return
    with asyncio.Runner() as runner:
        if half == "aiohttp":
            aiohttp = pytest.importorskip("httpx_aiohttp", reason="the extra `aiohttp` is needed for this half")
            ways["transport"] = aiohttp.AiohttpTransport()
        client = AsyncRayvisionAPI(*keys, **ways)
        yield lambda arguments: runner.run(attrgetter(operation.call)(client)(**arguments))
        runner.run(client.aclose())


def _is_repeated(fault: Fault, operation: Operation[Any]) -> bool:
    return fault.is_nothing_done or (fault.is_repeated and operation.idempotent)


def _outcome(call: Callable[[], Any]) -> str:
    try:
        call()
    except OutcomeUnknownError:
        return "unknown"
    except RayvisionAPIError as refusal:
        return "done before" if getattr(refusal, "__notes__", None) else "refused"
    except RayvisionError:
        return "failed"
    return "done"


def _wrong(fault: Fault, operation: Operation[Any], outcome: str, counts: Counter[str]) -> list[str]:
    """Name what is not as it should be."""
    received, carried_out = counts["received"], counts["carriedOut"]
    if fault.is_overcome:
        is_right = (outcome, received, carried_out) == ("done", 2, 1)
    elif not _is_repeated(fault, operation) and not operation.idempotent:
        wanted = "unknown" if fault.is_unknown else "refused"
        is_right = (outcome, received, carried_out) == (wanted, 1, int(fault.is_carried_out))
    elif not _is_repeated(fault, operation):
        is_right = (outcome, received, carried_out) == ("refused", 1, 0)
    else:
        # The fault ends before the last attempt that the policy allows. What has been deleted by an attempt whose
        # reply was lost cannot be deleted again, and the client says so.
        is_done = outcome == "done" or (outcome == "done before" and fault.is_carried_out and carried_out > 0)
        is_right = is_done and received == ATTEMPTS
    return [] if is_right else [f"{operation.id}: {outcome}, received {received}, carried out {carried_out}"]


def test_every_kind_of_fault_is_tried() -> None:
    assert {fault.kind for fault in FAULTS.values()} == set(faults.KINDS)
    assert CALLS.keys() <= OPERATIONS.keys()


@pytest.mark.parametrize("half", HALVES)
def test_calls_are_carried_out_where_all_is_well(farm: Farm, half: str) -> None:
    with RayvisionAPI(*_keys(farm), **_ways(farm), api_version=EDITIONS[-1]) as api:
        for operation in OPERATIONS.values():
            arguments = arguments_of(operation.id, Ground(farm.running, api))
            before = farm.counts(operation)
            with _client(half, farm, operation) as call:
                call(arguments)
            assert farm.counts(operation) - before == Counter(received=1, carriedOut=1), operation.id


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("name", [pytest.param(one, marks=[pytest.mark.long] * (one == "delay")) for one in FAULTS])
def test_fault_times_all_operations(farm: Farm, half: str, name: str, figure: Callable[[str], None]) -> None:
    fault = FAULTS[name]
    outcomes: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    with RayvisionAPI(*_keys(farm), **_ways(farm), api_version=EDITIONS[-1]) as api:
        for operation in OPERATIONS.values():
            arguments = arguments_of(operation.id, Ground(farm.running, api))
            before = farm.counts(operation)
            times = {"times": ATTEMPTS - 1} if _is_repeated(fault, operation) else {}
            times = {} if fault.is_overcome else times
            farm.running.fault(fault.kind, operation=operation.id, **times, **fault.members)
            # A client of its own for each, for one that has learned what time it is there makes no mistake any more.
            with _client(half, farm, operation, IMPATIENCE if fault.kind == "delay" else PATIENCE) as call:
                outcome = _outcome(lambda: call(arguments))  # noqa: B023  # called at once
            if fault.kind == "delay":
                _wait_for_the_delayed(farm, operation, before)
            farm.heal()
            counts = farm.counts(operation) - before
            outcomes[outcome] += 1
            total += counts
            wrong += _wrong(fault, operation, outcome, counts)
    told = ", ".join(f"{outcomes[outcome]} {outcome}" for outcome in OUTCOMES)
    figure(
        f"{name:12} {half:7} x {len(OPERATIONS)} operations: {told};"
        f" received {total['received']}, carried out {total['carriedOut']}"
    )
    assert wrong == []


def _wait_for_the_delayed(farm: Farm, operation: Operation[Any], before: Counter[str]) -> None:
    """Wait until what was delayed is carried out, which is after its client has given up, or could have been."""
    ends = time.monotonic() + DELAY
    while (counts := farm.counts(operation) - before)["carriedOut"] < counts["received"] and time.monotonic() < ends:
        time.sleep(0.05)


def _keys(farm: Farm) -> tuple[str, str]:
    return farm.running.access_id, farm.running.access_key


def _ways(farm: Farm) -> dict[str, Any]:
    return {"domain": farm.running.domain, "protocol": "http", "platform": "2"}
