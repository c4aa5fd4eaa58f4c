"""How long a client pauses between attempts, and when it gives up."""

from __future__ import annotations

import time
from email.utils import formatdate
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rayvision_api import RayvisionAPI, RayvisionError, RayvisionProtocolError, RetryPolicy

from .support import ACCESS_ID, ACCESS_KEY, Farm, Half, envelope


def _unavailable(retry_after: str | None = None) -> httpx.Response:
    return httpx.Response(503, headers={} if retry_after is None else {"Retry-After": retry_after})


def _failed(half: Half, farm: Farm, policy: RetryPolicy) -> RayvisionProtocolError:
    with half.client(farm, retries=policy) as api, pytest.raises(RayvisionProtocolError) as caught:
        api.query.platforms()
    return caught.value


@pytest.mark.parametrize("attempts", [1, 2, 5])
def test_number_of_attempts_is_limited(half: Half, attempts: int, pauses: list[float]) -> None:
    farm = Farm(_unavailable())
    _failed(half, farm, RetryPolicy(attempts=attempts))
    assert farm.sent == attempts
    assert len(pauses) == attempts - 1


def test_pauses_double_up_to_the_longest_and_differ_by_chance(half: Half, pauses: list[float]) -> None:
    policy = RetryPolicy(attempts=8, total_time=10_000, first_wait=1, longest_wait=10)
    seen: list[list[float]] = []
    for _ in range(12):
        pauses.clear()
        _failed(half, Farm(_unavailable()), policy)
        seen.append(list(pauses))
    for step, longest in enumerate([1, 2, 4, 8, 10, 10, 10]):
        column = [row[step] for row in seen]
        assert all(0 < pause <= longest for pause in column)
        # Twelve equal draws would be no chance at all.
        assert len(set(column)) > 6
        assert max(column) > longest / 2


def test_default_policy_pauses_in_the_order_of_seconds(half: Half, pauses: list[float]) -> None:
    _failed(half, Farm(_unavailable()), RetryPolicy())
    assert len(pauses) == 3
    assert 0.1 < sum(pauses) < 10


def test_retry_after_in_seconds_is_honoured(half: Half, pauses: list[float]) -> None:
    farm = Farm(_unavailable("7"), _unavailable("3"), envelope())
    with half.client(farm, retries=RetryPolicy(first_wait=0.01)) as api:
        api.query.platforms()
    assert pauses == [7, 3]


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_retry_after_is_honoured_whatever_the_body(half: Half, status: int, pauses: list[float]) -> None:
    limited = httpx.Response(status, headers={"Retry-After": "7"}, json=envelope(None, -1, "too many requests"))
    farm = Farm(limited, envelope())
    with half.client(farm, retries=RetryPolicy(first_wait=0.01)) as api:
        api.query.platforms()
    assert pauses == [7]


def test_retry_after_as_a_date_is_honoured(half: Half, pauses: list[float]) -> None:
    farm = Farm(_unavailable(formatdate(time.time() + 20, usegmt=True)), envelope())
    with half.client(farm, retries=RetryPolicy(first_wait=0.01)) as api:
        api.query.platforms()
    assert len(pauses) == 1
    assert 10 < pauses[0] <= 20


@pytest.mark.parametrize("zone", ["GMT", "", "-0000"])
def test_date_without_a_zone_is_utc(
    half: Half, zone: str, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        date = formatdate(time.time() + 20, usegmt=True).removesuffix("GMT") + zone
        with half.client(Farm(_unavailable(date.strip()), envelope()), retries=RetryPolicy(first_wait=0.01)) as api:
            api.query.platforms()
    finally:
        monkeypatch.undo()
        time.tzset()
    assert len(pauses) == 1
    assert 10 < pauses[0] <= 20


def test_retry_after_in_the_past_means_no_pause(half: Half, pauses: list[float]) -> None:
    farm = Farm(_unavailable(formatdate(time.time() - 3600, usegmt=True)), envelope())
    with half.client(farm, retries=RetryPolicy(first_wait=5)) as api:
        api.query.platforms()
    assert sum(pauses) == 0


@pytest.mark.parametrize("asked", ["86400", "9" * 400, "Fri, 31 Dec 2399 23:59:59 GMT"])
def test_retry_after_beyond_the_longest_wait_ends_the_call_at_once(half: Half, asked: str, pauses: list[float]) -> None:
    farm = Farm(_unavailable(asked), envelope())
    problem = _failed(half, farm, RetryPolicy(longest_wait=12, total_time=1e12))
    assert problem.retry_after is not None
    assert problem.retry_after > 12
    assert (farm.sent, pauses) == (1, [])


@given(
    st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=40).filter(
        lambda text: not text.strip().isdecimal()
    )
)
def test_retry_after_that_makes_no_sense_is_an_ordinary_failure(text: str) -> None:
    farm = Farm(httpx.Response(503, headers=[(b"Retry-After", text.encode("latin-1"))]))
    transport = farm.transport
    policy = RetryPolicy(attempts=2, first_wait=0, longest_wait=0)
    with (
        RayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=transport, retries=policy) as api,
        pytest.raises(RayvisionProtocolError) as caught,
    ):
        api.query.platforms()
    assert farm.sent == 2
    assert caught.value.retry_after is None or caught.value.retry_after >= 0


def test_no_attempt_begins_after_the_total_time(
    half: Half, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    begun: list[float] = []

    def slow(request: httpx.Request) -> httpx.Response:
        begun.append(now[0] - 1000)
        now[0] += 25
        return _unavailable()

    _failed(half, Farm(slow), RetryPolicy(attempts=50, total_time=60, first_wait=0, longest_wait=0))
    assert begun == [0, 25, 50]


def test_pause_that_would_outlast_the_total_time_is_not_begun(half: Half, pauses: list[float]) -> None:
    farm = Farm(_unavailable("30"))
    _failed(half, farm, RetryPolicy(attempts=50, total_time=20, longest_wait=60))
    assert farm.sent == 1
    assert pauses == []


def test_patient_policy_gets_through_a_long_outage(half: Half, pauses: list[float]) -> None:
    farm = Farm(*[_unavailable()] * 1500, envelope())
    with half.client(farm, retries=RetryPolicy(attempts=2000, total_time=1e9)) as api:
        api.query.platforms()
    assert farm.sent == 1501
    assert max(pauses) <= 30


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("attempts", 0),
        ("attempts", -1),
        ("attempts", "3"),
        ("attempts", 2.5),
        ("attempts", None),
        ("total_time", -1),
        ("total_time", "60"),
        ("total_time", float("nan")),
        ("first_wait", -0.1),
        ("first_wait", None),
        ("first_wait", float("nan")),
        ("longest_wait", -1),
        ("longest_wait", [1]),
    ],
)
def test_wrong_argument_of_a_policy_is_named(argument: str, value: Any) -> None:
    with pytest.raises((ValueError, TypeError), match=argument):
        RetryPolicy(**{argument: value})


@pytest.mark.parametrize("retries", [3, True, "never", RetryPolicy, {"attempts": 3}])
def test_anything_but_a_policy_is_refused(half: Half, retries: Any) -> None:
    with pytest.raises(TypeError, match="retries"):
        half.cls(ACCESS_ID, ACCESS_KEY, retries=retries)
    with half.client(Farm()) as api, pytest.raises(TypeError, match="retries"):
        api.with_options(retries=retries)


def test_policy_cannot_be_changed_behind_the_client() -> None:
    policy = RetryPolicy()
    with pytest.raises(AttributeError):
        policy.attempts = 100


def test_failure_while_pausing_ends_the_call(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(BaseException):
        pass

    def interrupt(seconds: float, *rest: object) -> None:
        raise Interrupted

    monkeypatch.setattr("time.sleep", interrupt)
    monkeypatch.setattr("anyio.sleep", interrupt)
    farm = Farm(_unavailable())
    with half.client(farm, retries=RetryPolicy(first_wait=1)) as api, pytest.raises(Interrupted):
        api.query.platforms()
    assert farm.sent == 1
    assert not issubclass(Interrupted, RayvisionError)
