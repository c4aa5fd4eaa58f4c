"""The figures: nothing gets lost, and axes have round marks in their range."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rayvision_cli.report import metrics
from rayvision_cli.report.drawing import WIDTH
from rayvision_cli.report.scale import Scale
from rayvision_cli.report.task_data import Frame
from rayvision_cli.text.statuses import Kind, of_status
from rayvision_client.models import FrameStatus, FrameType, TaskStatus

BEGIN = datetime(2026, 2, 28, 22, 30, tzinfo=UTC)


def frame(number: int = 1, seconds: float | None = 60, cost: float = 0.5, status: int = 4, restarts: int = 0) -> Frame:
    start = BEGIN + timedelta(seconds=number)
    end = None if seconds is None else start + timedelta(seconds=seconds)
    return Frame(number, str(number), 1, FrameType.MAIN, FrameStatus(status), start, end, seconds, restarts, cost)


seconds = st.floats(0, 1e7) | st.integers(0, 10).map(float)


@given(st.lists(st.tuples(seconds, st.sampled_from([4, 5, 3, 11])), max_size=200))
def test_histogram_counts_every_frame_where_it_belongs(lasted: list[tuple[float, int]]) -> None:
    bins = metrics.histogram([frame(seconds=time, status=status) for time, status in lasted])
    assert sum(one.finished for one in bins) == sum(status == 4 for _, status in lasted)
    assert sum(one.others for one in bins) == sum(status != 4 for _, status in lasted)
    assert len(bins) <= 24
    if lasted:
        assert bins[0].low <= min(lasted)[0] + 1e-6
        assert bins[-1].high >= max(lasted)[0] - 1e-6


def test_histogram_leaves_out_what_is_still_rendering() -> None:
    assert metrics.histogram([frame(status=2), frame(seconds=None, status=1)]) == []


def test_histogram_of_equal_durations_is_one_bin() -> None:
    (only,) = metrics.histogram([frame(seconds=90)] * 7)
    assert (only.finished, only.others) == (7, 0)
    assert only.low <= 90 < only.high


@given(st.floats(1e-6, 1e12), st.integers(2, 8))
def test_axis_has_few_round_marks_and_holds_its_highest_value(highest: float, most: int) -> None:
    top, marks = metrics.ticks(highest, most=most)
    assert top >= highest * (1 - 1e-6)
    assert 2 <= len(marks) <= most + 2
    assert marks[0] == (0, 0)
    assert marks[-1] == (1, pytest.approx(top))


def test_axis_of_whole_numbers() -> None:
    top, marks = metrics.ticks(2, least_step=1)
    assert (top, [value for _, value in marks]) == (2, [0, 1, 2])
    assert metrics.ticks(0) == (1, [(0, 0), (1, 1)])


@given(st.floats(0.5, 1e10), st.integers(-12 * 60, 14 * 60))
def test_marks_of_time_lie_within_their_axis(length: float, offset: int) -> None:
    zone = timezone(timedelta(minutes=offset))
    end = BEGIN + timedelta(seconds=length)
    marks = metrics.time_ticks(BEGIN, end, zone)
    assert len(marks) <= 6
    assert all(-1e-9 <= at <= 1 + 1e-9 and BEGIN <= time <= end for at, time in marks)
    assert all(time.second == 0 for _, time in marks) or length < 300


def test_marks_of_time_are_round_where_one_lives() -> None:
    zone = timezone(timedelta(hours=5, minutes=30))
    times = [time for _, time in metrics.time_ticks(BEGIN, BEGIN + timedelta(hours=4), zone)]
    assert [f"{time:%d %H:%M}" for time in times] == ["01 04:00", "01 05:00", "01 06:00", "01 07:00", "01 08:00"]


@given(st.lists(st.tuples(st.integers(0, 5000), st.floats(0, 100)), max_size=60))
def test_cost_over_time_only_grows_to_the_whole(paid: list[tuple[int, float]]) -> None:
    points = metrics.cost_over_time([frame(number, cost=cost) for number, cost in paid])
    assert points == sorted(points)
    if points:
        assert points[-1][1] == pytest.approx(sum(cost for _, cost in paid))


@given(st.integers(0, 400), st.integers(1, 50))
def test_shares_of_frames_hold_each_frame_once(count: int, most: int) -> None:
    frames = [frame(number, cost=number) for number in range(count)]
    shares = metrics.cost_per_frame(frames, most)
    assert len(shares) == min(count, most)
    counts = [(share.last.id or 0) - (share.first.id or 0) + 1 for share in shares]
    assert sum(counts) == count
    paid = sum(number * share.cost for number, share in zip(counts, shares, strict=True))
    assert paid == pytest.approx(sum(one.cost for one in frames))
    assert all(after.first.id == (before.last.id or 0) + 1 for before, after in pairwise(shares))


def test_every_documented_status_looks_like_something() -> None:
    kinds = {status: metrics.kind_of(frame(status=status)) for status in FrameStatus}
    assert Kind.UNKNOWN not in kinds.values()
    assert {status for status, kind in kinds.items() if kind == Kind.FAILED} == {
        FrameStatus.FAILED,
        FrameStatus.TIMED_OUT,
    }
    assert metrics.kind_of(frame(status=99)) == Kind.UNKNOWN
    assert Kind.UNKNOWN not in {of_status(status).kind for status in TaskStatus}


def test_long_idle_times_are_cut_out() -> None:
    night = 12 * 3600
    frames = [frame(number) for number in (0, 30, 70, night, night + 20)]
    first, second = metrics.periods(frames)
    assert first == (BEGIN, BEGIN + timedelta(seconds=130))
    assert second == (BEGIN + timedelta(seconds=night), BEGIN + timedelta(seconds=night + 80))


def test_short_idle_times_stay() -> None:
    assert len(metrics.periods([frame(0, 600), frame(660, 600)])) == 1
    assert metrics.periods([]) == []


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**5)), min_size=1, max_size=40))
def test_periods_hold_every_frame_and_do_not_meet(work: list[tuple[int, int]]) -> None:
    frames = [frame(start, lasting) for start, lasting in work]
    periods = metrics.periods(frames)
    assert 1 <= len(periods) <= 7
    assert all(before < after for (_, before), (after, _) in pairwise(periods))
    for one in frames:
        assert one.start
        assert one.end
        assert sum(begin <= one.start and one.end <= end for begin, end in periods) == 1


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**5)), min_size=1, max_size=40))
def test_scale_keeps_the_order_of_time(work: list[tuple[int, int]]) -> None:
    frames = [frame(start, lasting) for start, lasting in work]
    axis = Scale.over(metrics.periods(frames))
    times = sorted(time for one in frames for time in (one.start, one.end) if time)
    places = [axis.x(time) for time in times]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] <= WIDTH + 1e-6
    labels = axis.labels(UTC)
    assert labels
    assert all(after.at - before.at >= 0.16 for before, after in pairwise(labels))
    assert all(0 <= label.at <= 1 for label in labels)
