"""A machine whose clock is wrong learns the service's time from a refusal, and works."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from rayvision_api import AsyncRayvisionAPI, OutcomeUnknownError, RayvisionAPI, RayvisionError, RayvisionSignatureError

from .support import ACCESS_ID, ACCESS_KEY, ALL, AT_ONCE, Farm, Half, envelope, is_rightly_signed, perform

HOUR = 3600
OFFSETS = [-26 * HOUR, -3 * HOUR, -16 * 60, 16 * 60, 3 * HOUR, 400 * 24 * HOUR]


class PunctualFarm(Farm):
    """A service whose clock differs from ours, and which refuses timestamps that are more than 15 minutes off."""

    def __init__(self, offset: float, tells: bool = True) -> None:
        super().__init__(self.judge)
        self.offset = offset
        self.tells = tells
        self.admitted = 0

    def judge(self, request: httpx.Request) -> dict[str, Any]:
        now = time.time() + self.offset
        shown: dict[str, Any] = {"serverTime": int(now * 1000)} if self.tells else {"serverTime": None}
        if abs(int(request.headers["UTCTimestamp"]) - now) > 15 * 60:
            return envelope(None, 610, "signature expired", **shown)
        self.admitted += 1
        return envelope(None, **shown)


@pytest.mark.parametrize("offset", OFFSETS)
def test_clock_that_is_off_is_corrected_once_and_for_all(half: Half, offset: float) -> None:
    farm = PunctualFarm(offset)
    with half.client(farm) as api:
        api.query.platforms()
        assert (farm.sent, farm.admitted) == (2, 1)
        api.task.create_task()
        api.query.get_task_list()
        assert (farm.sent, farm.admitted) == (4, 3)
    assert all(is_rightly_signed(request) for request in farm.requests)
    assert farm.requests[0].headers["nonce"] != farm.requests[1].headers["nonce"]


def test_every_operation_works_with_a_clock_that_is_off(half: Half) -> None:
    for operation in ALL:
        farm = PunctualFarm(3 * HOUR)
        with half.client(farm, retries=None) as api:
            perform(api, operation)
        assert (farm.sent, farm.admitted) == (2, 1), operation.id


def test_views_share_what_was_learned_in_both_directions(half: Half) -> None:
    farm = PunctualFarm(-5 * HOUR)
    with half.client(farm) as api:
        early = api.with_platform("6")
        early.query.platforms()
        assert farm.sent == 2
        api.query.platforms()
        api.with_options(timeout=5).query.platforms()
        api.with_options(retries=None).with_platform("2").task.submit_task(7)
        assert (farm.sent, farm.admitted) == (5, 4)


def test_clock_that_changes_again_is_learned_again(half: Half) -> None:
    farm = PunctualFarm(3 * HOUR)
    with half.client(farm) as api:
        api.query.platforms()
        farm.offset = -2 * HOUR
        api.query.platforms()
        assert (farm.sent, farm.admitted) == (4, 2)


def test_correction_that_does_not_help_is_not_tried_for_ever(half: Half) -> None:
    def never_content(request: httpx.Request) -> dict[str, Any]:
        return envelope(None, 610, "expired", serverTime=(int(request.headers["UTCTimestamp"]) + 9000) * 1000)

    for operation in ALL:
        farm = Farm(never_content)
        with half.client(farm) as api, pytest.raises(RayvisionSignatureError) as caught:
            perform(api, operation)
        assert farm.sent == 2, operation.id
        assert not isinstance(caught.value, OutcomeUnknownError)


@pytest.mark.parametrize("told", [None, "now", -1, 0, 10**30, {}, True, "missing"])
def test_refusal_that_tells_no_usable_time_is_an_error_of_ours(half: Half, told: Any) -> None:
    refusal = envelope(None, 610, "expired", serverTime=told)
    if told == "missing":
        del refusal["serverTime"]
    farm = Farm(refusal, refusal, refusal, envelope())
    with half.client(farm) as api:
        with pytest.raises(RayvisionSignatureError):
            api.query.platforms()
        assert farm.sent <= 2


def test_refusal_although_the_clocks_agree_is_not_repeated(half: Half) -> None:
    farm = Farm(lambda request: envelope(None, 610, "expired", serverTime=int(time.time() * 1000)))
    with half.client(farm) as api, pytest.raises(RayvisionSignatureError):
        api.query.platforms()
    assert farm.sent == 1


@pytest.mark.parametrize("told", [253_402_300_799_999, -62_135_596_800_000])
def test_absurd_time_does_not_break_later_calls(half: Half, told: int) -> None:
    farm = Farm(envelope(None, 610, "expired", serverTime=told), envelope(None, 610, "expired", serverTime=told))
    with half.client(farm) as api:
        for _ in range(3):
            with pytest.raises(RayvisionError):
                api.query.platforms()
        farm._answers = (envelope(),)
        farm.requests.clear()
        api.query.platforms()


def test_fault_after_the_correction_is_treated_as_any_other(half: Half) -> None:
    def expired(request: httpx.Request) -> dict[str, Any]:
        return envelope(None, 610, "expired", serverTime=int((time.time() + 3 * HOUR) * 1000))

    farm = Farm(expired, httpx.ReadError("reset"), envelope())
    with half.client(farm) as api:
        api.query.platforms()
    assert farm.sent == 3
    farm = Farm(expired, httpx.ReadError("reset"), envelope())
    with half.client(farm) as api, pytest.raises(OutcomeUnknownError):
        api.task.create_task()
    assert farm.sent == 2


def test_threads_that_are_refused_together_all_get_through() -> None:
    together = threading.Barrier(8)
    farm = PunctualFarm(3 * HOUR)
    judge = farm.judge

    def answer(request: httpx.Request) -> dict[str, Any]:
        reply = judge(request)
        if reply["code"] == 610:
            # Nobody hears of the wrong clock before all have asked.
            together.wait(20)
        return reply

    farm._answers = (answer,)
    with (
        RayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=farm.transport, retries=AT_ONCE) as api,
        ThreadPoolExecutor(8) as threads,
    ):
        calls = [threads.submit(api.task.create_task) for _ in range(8)]
        assert [call.exception(20) for call in calls] == [None] * 8
        api.query.platforms()
    assert (farm.sent, farm.admitted) == (17, 9)


def test_coroutines_that_are_refused_together_all_get_through() -> None:
    farm = PunctualFarm(-3 * HOUR)

    async def answer(request: httpx.Request) -> httpx.Response:
        reply = farm(request)
        await asyncio.sleep(0.02)
        return reply

    async def run() -> list[Any]:
        transport = httpx.MockTransport(answer)
        async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=transport, retries=AT_ONCE) as api:
            calls = (api.task.create_task() for _ in range(20))
            return [error for error in await asyncio.gather(*calls, return_exceptions=True) if error]

    assert [error for error in asyncio.run(run()) if isinstance(error, BaseException)] == []
    assert farm.admitted == 20
