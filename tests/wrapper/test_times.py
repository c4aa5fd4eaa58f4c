"""Times of a search: datetimes and texts of every kind become China Standard Time as the service writes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .support import Farm, Half

CHINA = timezone(timedelta(hours=8))
zones = st.integers(min_value=-23 * 60 - 59, max_value=23 * 60 + 59).map(lambda m: timezone(timedelta(minutes=m)))
ordinary = st.datetimes(min_value=datetime(1000, 1, 3), max_value=datetime(9999, 12, 29))  # noqa: DTZ001  # a time without a zone


def sent(half: Half, value: object, argument: str = "start_time") -> str:
    """Search from a time, and give the time that was sent."""
    farm = Farm()
    half.call(half.client(farm), "query.get_task_list", **{argument: value})
    member = {"start_time": "startTime", "end_time": "endTime"}[argument]
    return str(farm.bodies[0][member])


@pytest.mark.parametrize("argument", ["start_time", "end_time"])
@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2020-01-31 18:00:00", "2020-01-31 18:00:00"),
        ("2020-01-31", "2020-01-31 00:00:00"),
        ("2020-01-31T18:00", "2020-01-31 18:00:00"),
        ("20200131T180000", "2020-01-31 18:00:00"),
        ("31 January 2020 6pm", "2020-01-31 18:00:00"),
        ("Jan 31, 2020", "2020-01-31 00:00:00"),
        ("2020/1/31 18:00:59.999", "2020-01-31 18:00:59"),
        ("2020-01-31T18:00:00Z", "2020-02-01 02:00:00"),
        ("2020-01-31 18:00:00 UTC", "2020-02-01 02:00:00"),
        ("2020-01-31 18:00:00 GMT", "2020-02-01 02:00:00"),
        ("2020-01-31T18:00:00+08:00", "2020-01-31 18:00:00"),
        ("2020-01-31T18:00:00-05:00", "2020-02-01 07:00:00"),
        ("2020-01-31 18:00:00 CST", "2020-01-31 18:00:00"),
        (datetime(2020, 1, 31, 18), "2020-01-31 18:00:00"),  # noqa: DTZ001  # a time without a zone
        (datetime(2020, 1, 31, 18, 0, 0, 999999), "2020-01-31 18:00:00"),  # noqa: DTZ001  # a time without a zone
        (datetime(2020, 1, 31, 18, tzinfo=UTC), "2020-02-01 02:00:00"),
        (datetime(2020, 1, 31, 18, tzinfo=CHINA), "2020-01-31 18:00:00"),
        (datetime(2020, 7, 31, 18, tzinfo=ZoneInfo("Europe/Berlin")), "2020-08-01 00:00:00"),
        (datetime(2020, 1, 31, 18, tzinfo=ZoneInfo("Europe/Berlin")), "2020-02-01 01:00:00"),
    ],
    ids=str,
)
def test_time_is_written_in_china_standard_time(half: Half, argument: str, value: object, written: str) -> None:
    assert sent(half, value, argument) == written


@given(moment=ordinary, zone=zones)
def test_aware_datetime_is_the_same_moment_in_china(half: Half, moment: datetime, zone: timezone) -> None:
    aware = moment.replace(tzinfo=zone)
    written = datetime.strptime(sent(half, aware), "%Y-%m-%d %H:%M:%S").replace(tzinfo=CHINA)
    assert timedelta(0) <= aware - written < timedelta(seconds=1)


@given(moment=ordinary)
def test_naive_datetime_is_in_china_already(half: Half, moment: datetime) -> None:
    assert sent(half, moment) == f"{moment:%Y-%m-%d %H:%M:%S}"


@given(moment=ordinary, zone=zones)
def test_iso_text_means_what_its_datetime_means(half: Half, moment: datetime, zone: timezone) -> None:
    aware = moment.replace(tzinfo=zone, microsecond=0)
    assert sent(half, aware.isoformat()) == sent(half, aware)
    assert sent(half, aware.replace(tzinfo=None).isoformat()) == sent(half, aware.replace(tzinfo=None))


@given(text=st.text(min_size=1, max_size=30) | st.text(alphabet="0123456789-/:. TZ+apmJn", min_size=1, max_size=25))
def test_any_text_is_a_time_or_a_clear_refusal(half: Half, text: str) -> None:
    try:
        written = sent(half, text)
    except ValueError as error:
        problem = str(error)
    else:
        assert datetime.fromisoformat(written).isoformat(" ") == written
        return
    assert "start_time" in problem
    assert repr(text) in problem


@pytest.mark.parametrize(
    "text",
    # What only today's date would complete is no time either.
    [
        "2026-02",
        "2026",
        "Friday",
        "10:30",
        "5 March",
        "29 Feb",
        "soon",
        "2020-13-01",
        "2020-02-30",
        "25:00",
        "2020-01-01 10:00 XYZ",
        "99999999999999999999",
        "10000000000000000000000000000m",
        "镜头",
        "-",
        " ",
    ],
)
def test_text_that_is_no_time_is_refused_with_an_example(half: Half, text: str) -> None:
    farm = Farm()
    with pytest.raises(ValueError, match="start_time") as caught:
        half.call(half.client(farm), "query.get_task_list", start_time=text)
    assert repr(text) in str(caught.value)
    assert "2020-01-31" in str(caught.value)
    assert farm.requests == []


@pytest.mark.parametrize(
    "moment",
    [
        datetime.max.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
    ],
    ids=["the last", "the first"],
)
def test_moment_that_china_cannot_write_is_refused(half: Half, moment: datetime) -> None:
    farm = Farm()
    with pytest.raises(ValueError, match="end_time"):
        half.call(half.client(farm), "query.get_task_list", end_time=moment)
    assert farm.requests == []


def test_time_before_the_year_1000_keeps_four_digits(half: Half) -> None:
    assert sent(half, datetime(33, 4, 3)) == "0033-04-03 00:00:00"  # noqa: DTZ001  # a time without a zone
