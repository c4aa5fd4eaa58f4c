"""Pages about tasks of all kinds, from those that have hardly begun to those of which little is known."""

from __future__ import annotations

import re
import time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rayvision_cli.report import build_report
from rayvision_cli.report.drawing import WIDTH
from rayvision_cli.text.numbers import whole

from ..each import each  # noqa: TID252  # has no name of its own
from .support import BEGIN, MINUTE, TASK_ID, Farm, Page, frame, task


def page_of(task: dict[str, Any] | None, frames: Any = None, language: str = "en") -> Page:
    page = Page(build_report(Farm(task, frames).api(), TASK_ID, language=language))
    assert not page.faults
    return page


def test_heading_says_which_task_it_is_and_how_it_stands() -> None:
    page = page_of(task(taskStatus=30, renderCamera="cam_main"), [frame(1), frame(2, frameStatus=5)])
    assert "shot_010.ma" in page.said_in("bdi")
    assert page.said_in("title")[0] == f"✕ Finished, 1 failed · shot_010.ma · 2W{TASK_ID}"
    assert page.said_in("b")[0] == "Finished, 1 failed"
    for fact in ("Maya", "2", "cam_main", "shot_010", "1 / 2", "12.50", "1 h 30 min", "2 min"):
        assert fact in page.said_in("dd") + page.said_in("bdi"), fact


def test_failures_come_before_all_else_as_a_range_and_a_command() -> None:
    frames = [frame(number, frameStatus=5 if number in (3, 17, 20, 21, 22) else 4) for number in range(1, 61)]
    page = page_of(task(taskStatus=30), frames)
    headings = page.said_in("h2")
    assert page.said_in("td").count("Failed") == 10, "each once among the failed, once among all"
    assert headings[0] == "5 failed frames"
    assert headings.index("Timeline") < headings.index("Task") < headings.index("All frames")
    assert "3,\n17,\n20-22\n" in page.everything
    assert f"rayvision task restart-failed {TASK_ID}" in page.said_in("code")


@each("count", [2, 19, 20, 40, 96, 100, 396])
def test_number_stands_above_its_column(count: int) -> None:
    frames = [frame(number) for number in range(1, count + 1)]
    html = build_report(Farm(task(), frames).api(), TASK_ID)
    chart = html[html.index('aria-label="Number of frames by duration') :]
    column = re.search(r'<rect class="bar finished" x="[^"]*" y="([^"]*)"', chart)
    number = re.search(rf'<text text-anchor="middle" x="50%" y="([^"]*)">{count}</text>', chart)
    assert column
    assert number
    assert 9 <= float(number[1]) < float(column[1])


@pytest.mark.parametrize(
    ("profile", "cost"),
    [
        ({"usdbalance": 5, "rmbbalance": 0, "zone": 1}, "12.50 USD"),
        ({"usdbalance": 0, "rmbCumulative": 5, "zone": 2}, "12.50 CNY"),
        ({"zone": 2}, "12.50 USD"),
        ({}, "12.50"),
        (None, "12.50"),
    ],
)
def test_amounts_have_their_currency_where_it_is_known(profile: dict[str, Any] | None, cost: str) -> None:
    farm = Farm(task(), [frame(1), frame(2)], queryUserProfile=lambda _: profile)
    page = Page(build_report(farm.api(), TASK_ID))
    assert page.figures["Cost"] == cost
    assert ("Amounts are in the account's currency." in page.everything) is (cost == "12.50")


def test_last_payment_is_in_the_curve_and_idle_nights_are_not() -> None:
    night = 24 * 60 * MINUTE
    frames = [*map(frame, range(12)), frame(12, startTime=BEGIN + night, endTime=BEGIN + night + 40 * MINUTE)]
    page = page_of(task(), frames)
    (area,) = [value for value in page.values_of("path", "d") if "V" in value and "h" not in value]
    places = [float(place) for place in re.findall(r"H ?([\d.]+)", area)]
    assert places[-1] == WIDTH
    assert "Cost adding up over time, to 3.25 in total." in page.values_of("svg", "aria-label")
    # Where the last step rises, room is left to see it.
    assert WIDTH * 0.9 < places[-2] < WIDTH * 0.99
    assert page.values_of("rect", "class").count("idle") == 2, "in the timeline and in the curve"


def test_table_has_no_empty_columns_and_numbers_stand_right() -> None:
    page = page_of(task(), [frame(1), frame(2)])
    assert page.said_in("th") == ["Frame", "Status", "Started", "Duration", "Cost", "Frame id"]
    assert page.values_of("table", "class") == ["n1 n4 n5 n6 "]
    restarted = page_of(task(), [frame(1), frame(2, recommitFlag=1)])
    assert "Restarts" in restarted.said_in("th")


def test_frames_can_be_saved_for_spreadsheets() -> None:
    heading, row = page_of(task(), [frame(7)]).spreadsheet
    assert dict(zip(heading, row, strict=True)) == {
        "frame": "7",
        "status": "finished",
        "start": "2025-10-09T09:00:20+00:00",
        "seconds": "120.0",
        "restarts": "0",
        "cost": "0.25",
        "currency": "",
        "frame id": "1007",
        "layer or pass": "Main picture",
    }


def test_each_frame_has_a_bar_that_tells_about_it() -> None:
    frames = [frame(1), frame(2, frameStatus=5, recommitFlag=2), frame(3, frameStatus=2, endTime=None)]
    page = page_of(task(taskStatus=5), frames)
    tips = page.said_in("title")
    assert any(tip.startswith("Frame 1: Finished\n") and "Duration: 2 min" in tip for tip in tips)
    assert any(tip.startswith("Frame 2: Failed\n") and "Restarts: 2" in tip for tip in tips)
    assert any(tip.startswith("Frame 3: Rendering\n") for tip in tips)
    assert page.values_of("rect", "class").count("restarted") == 1
    assert page.bars("rendering") == 1


@pytest.mark.parametrize(
    ("status", "members", "said", "why"),
    [
        (50, {}, "Analysing", "is analysing the scene"),
        (45, {}, "Analysis failed", "could not analyse the scene"),
        (0, {"submitDate": BEGIN}, "Waiting", "The task is queued"),
        (0, {"submitDate": None}, "Not submitted", f"rayvision task submit {TASK_ID}"),
        (0, {"submitDate": 0}, "Not submitted", "not submitted"),
        (35, {}, "Abandoned", "ended before it had any frames"),
    ],
)
def test_task_without_frames_says_why(status: int, members: dict[str, Any], said: str, why: str) -> None:
    page = page_of(task(taskStatus=status, startTime=None, completedDate=None, renderConsume=None, **members))
    assert page.said_in("b") == [said]
    assert why in page.everything
    assert page.charts == 0


def test_frames_that_have_not_begun() -> None:
    waiting = {"startTime": None, "endTime": None, "frameExecuteTime": 0, "feeAmount": 0, "couponFee": 0}
    page = page_of(task(taskStatus=0), [frame(number, frameStatus=7, **waiting) for number in range(5)])
    assert "No frame has begun yet." in page.everything
    assert page.charts == 0
    assert page.said_in("td").count("Waiting for photon frames") == 5


def test_charts_of_one_bar_are_left_out_and_failures_where_there_are_none() -> None:
    page = page_of(task(), [frame(1)])
    assert (page.charts, "restart-failed" in page.everything) == (1, False)


def test_times_of_zero_are_no_times() -> None:
    page = page_of(task(startTime=0, completedDate=0), [frame(1, startTime=0, endTime=0, frameExecuteTime=0)])
    assert "1970" not in page.everything
    assert "No frame has begun yet." in page.everything


def test_statuses_that_are_younger_than_this_program() -> None:
    page = page_of(task(taskStatus=66), [frame(1, frameStatus=99, frameType=42), frame(2, frameStatus=None)])
    assert "Unknown (66)" in page.said_in("b")
    assert {"Unknown (99)", "Unknown", "Unknown (42)"} <= set(page.said_in("td"))
    assert page.bars("unknown") == 2


@each("missing", [*task(), *frame(1), None])
def test_task_and_frame_of_which_something_is_missing(missing: str | None) -> None:
    of_task, of_frame = (
        {} if missing is None else {name: value for name, value in one.items() if name != missing}
        for one in (task(), frame(1))
    )
    assert page_of(of_task, [frame(1)]).said_in("h2")
    assert page_of(task(), [of_frame, frame(2)]).said_in("h2")


@each("value", ["text", "7", -1, 0, 1e300, 10**30, 2**63, [], {}, [1], True, None, 0.5])
def test_members_of_any_type(value: Any) -> None:
    odd_task = dict.fromkeys(task(respRenderingTaskList=1, layerName="x", remark="y", framesRange=""), value)
    if whole(value) is not None:
        # A number would be that of another task.
        odd_task["id"] = TASK_ID
    odd_frame = dict.fromkeys(frame(1), value)
    assert page_of(odd_task, [odd_frame, frame(2)]).said_in("h2")


@each("other", [4711, "4711", 0, -1, None])
def test_another_task_than_was_asked_for_is_no_report(other: Any) -> None:
    with pytest.raises(LookupError, match=str(TASK_ID)):
        page_of(None if other is None else task(id=other), [frame(1)])


@each("same", [TASK_ID, str(TASK_ID), float(TASK_ID), None, "x"])
def test_task_whose_id_came_otherwise_is_the_one_that_was_asked_for(same: Any) -> None:
    assert page_of(task(id=same), [frame(1)]).said_in("h2")


def test_number_that_json_does_not_know() -> None:
    page = page_of(task(renderConsume=float("nan")), [frame(1, feeAmount=float("inf")), frame(2)])
    assert "nan" not in page.everything
    assert "inf" not in page.everything.lower().split()


def test_layers_come_under_their_names() -> None:
    parts = [task(id=2, layerName="beauty"), task(id=3, layerName="shadow")]
    frames = [frame(number, taskId=part) for part in (2, 3) for number in (1, 2)]
    page = page_of(task(respRenderingTaskList=parts), frames)
    texts = page.said_in("p")
    assert texts.index("beauty") < texts.index("shadow")
    assert "beauty · Main picture" in page.said_in("td")


def test_photons_and_main_picture_are_told_apart() -> None:
    parts = [task(id=2, taskType="RenderPhoton"), task(id=3, taskType="Render")]
    frames = [
        frame(0, taskId=2, frameType=2),
        frame(1, taskId=3, frameIndex="0-1"),
        frame(2, taskId=3, frameIndex="0-2"),
    ]
    page = page_of(task(cgId=2001, respRenderingTaskList=parts), frames)
    texts = page.said_in("p")
    assert texts.index("Photons") < texts.index("Main picture")
    chinese = page_of(task(cgId=2001, respRenderingTaskList=parts), frames, language="zh").said_in("p")
    assert chinese.index("光子") < chinese.index("主图")
    assert {"0-1", "0-2"} <= set(page.said_in("text"))


def test_parts_without_names_are_told_apart_by_their_numbers() -> None:
    page = page_of(task(), [frame(1, taskId=2), frame(1, taskId=3)])
    assert {"Main picture · Part 2", "Main picture · Part 3"} <= set(page.said_in("p"))


def test_frames_that_only_the_parts_tell_of() -> None:
    parts = [task(id=2, layerName="beauty"), task(id=3, layerName="shadow")]
    frames = {2: [frame(1, taskId=2)], 3: [frame(1, taskId=3)]}
    assert page_of(task(respRenderingTaskList=parts), frames).said_in("td").count("Finished") == 2


def test_what_is_owed_is_shown_and_counted() -> None:
    page = page_of(task(renderConsume=10, taskArrears=2.5), [frame(1)])
    assert page.figures["Cost"] == "12.50"
    assert "2.50 still owed" in page.said_in("small")


@pytest.mark.parametrize("count", [1, 399, 400, 401, 5000])
def test_every_frame_is_counted_at_any_number(count: int) -> None:
    frames = [frame(number, frameStatus=5 if number % 7 == 3 else 4) for number in range(count)]
    page = page_of(task(), frames)
    assert f"{count:,}" in page.everything
    drawn = page.values_of("i", "class") if count > 400 else page.values_of("rect", "class")
    assert len(drawn) >= min(count, 500)
    failed = sum(number % 7 == 3 for number in range(count))
    if failed > 500:
        assert f"The first 500 of {failed:,} are listed." in page.everything


def test_idle_task_in_chinese() -> None:
    frames = [frame(1), frame(2, frameStatus=5), frame(3)]
    page = page_of(task(sceneName="衣帽间.max"), frames, language="zh")
    assert page.values_of("html", "lang") == ["zh-CN"]
    assert {"时间线", "1 个失败帧", "累计费用"} <= set(page.said_in("h2"))
    assert "衣帽间.max" in page.said_in("bdi")
    english = {"Finished", "Failed", "Cost", "Platform", "Duration"}
    assert not english & {text for _, text in page.texts}


def test_instants_are_in_the_zone_that_the_page_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "XYZ-5:30")
    time.tzset()
    try:
        page = page_of(task(), [frame(0)])
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    assert "UTC+05:30" in page.everything
    assert "2025-10-09 14:23:20" in page.said_in("bdi")


def test_instants_are_in_the_zone_of_the_reader() -> None:
    page = Page(build_report(Farm(task(), [frame(0)]).api(), TASK_ID, zone=ZoneInfo("Asia/Kathmandu")))
    assert "UTC+05:45" in page.everything
    assert "2025-10-09 14:38:20" in page.said_in("bdi")


def test_unknown_language() -> None:
    with pytest.raises(ValueError, match=r"'fr'.*en, zh"):
        build_report(Farm(task()).api(), TASK_ID, language="fr")


def test_page_that_fetches_nothing() -> None:
    page = build_report(Farm(task(), [frame(1)]).api(), TASK_ID)
    parts = Page(page)
    policies = parts.values_of("meta", "content")
    assert any(policy.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'") for policy in policies)
    assert not {"script", "iframe", "object", "base", "form", "foreignobject"} & {tag for tag, _ in parts.tags}
    addresses = [value or "" for _, attributes in parts.tags for name, value in attributes if name in ("src", "href")]
    assert all(address.startswith(("data:", "#")) for address in addresses)
    assert set(re.findall(r"url\([^)]*\)", page)) == {"url(#hatch)"}
    assert "@import" not in page


def test_page_about_very_many_frames_does_not_grow_with_them() -> None:
    frames = [
        frame(number, startTime=BEGIN + number * 1000, frameStatus=5 if number % 50 else 4) for number in range(30_000)
    ]
    page = build_report(Farm(task(), frames).api(), TASK_ID)
    assert len(page.encode()) < 1_700_000
    assert "The first 5,000 of 30,000 are listed." in Page(page).everything
