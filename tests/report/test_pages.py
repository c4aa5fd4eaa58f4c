"""Pages about tasks of all kinds, from those that have hardly begun to those of which little is known."""

from __future__ import annotations

import time
from typing import Any

import pytest
from rayvision_cli.numbers import whole
from rayvision_cli.report import build_report

from .support import BEGIN, MINUTE, TASK_ID, Farm, Page, frame, task


def page_of(task: dict[str, Any] | None, frames: Any = None, language: str = "en") -> Page:
    page = Page(build_report(Farm(task, frames).api(), TASK_ID, language=language))
    assert not page.faults
    return page


def test_heading_says_which_task_it_is_and_how_it_stands() -> None:
    page = page_of(task(taskStatus=30, renderCamera="cam_main"), [frame(1)])
    assert "shot_010.ma" in page.said_in("bdi")
    assert page.said_in("title")[0] == f"shot_010.ma · 2W{TASK_ID}"
    assert "Finished, some frames failed" in page.said_in("span")
    for fact in ("Maya", "2", "cam_main", "shot_010", "1 / 1", "12.50", "0.25", "1 h 30 min", "2 min"):
        assert fact in page.said_in("dd") + page.said_in("bdi"), fact


def test_each_frame_has_a_bar_that_tells_about_it() -> None:
    frames = [frame(1), frame(2, frameStatus=5, recommitFlag=2), frame(3, frameStatus=2, endTime=None)]
    page = page_of(task(taskStatus=5), frames)
    tips = page.said_in("title")
    assert any(tip.startswith("Frame 1: Finished\n") and "Duration: 2 min" in tip for tip in tips)
    assert any(tip.startswith("Frame 2: Failed\n") and "Restarts: 2" in tip for tip in tips)
    assert any(tip.startswith("Frame 3: Rendering\n") for tip in tips)
    assert page.values_of("path", "class").count("restarted") == 1
    assert page.bars("rendering") == 1


def test_failed_frames_are_listed() -> None:
    frames = [frame(number, frameStatus=status) for number, status in enumerate((4, 5, 11, 4, 3))]
    page = page_of(task(), frames)
    cells = page.said_in("td")
    assert (cells.count("Failed"), cells.count("Timed out")) == (2, 2), "once among the failed, once among all"
    assert cells.count("Stopped") == 1


def test_no_frame_failed() -> None:
    assert "No frame has failed." in page_of(task(), [frame(1)]).everything


def test_task_without_frames() -> None:
    page = page_of(task(taskStatus=50, startTime=None, completedDate=None, renderConsume=None))
    assert "The task has no frames yet: the farm makes them when it has analysed the scene." in page.everything
    assert "svg" not in {tag for tag, _ in page.tags}


def test_frames_that_have_not_begun() -> None:
    waiting = {"startTime": None, "endTime": None, "frameExecuteTime": 0, "feeAmount": 0, "couponFee": 0}
    page = page_of(task(taskStatus=0), [frame(number, frameStatus=7, **waiting) for number in range(5)])
    for note in ("No frame has begun yet.", "No frame is through yet.", "Nothing has been paid for yet."):
        assert note in page.everything
    assert page.said_in("td").count("Waiting for the photon frames") == 5


def test_times_of_zero_are_no_times() -> None:
    page = page_of(task(startTime=0, completedDate=0), [frame(1, startTime=0, endTime=0, frameExecuteTime=0)])
    assert "1970" not in page.everything
    assert "No frame has begun yet." in page.everything


def test_statuses_that_are_younger_than_this_program() -> None:
    page = page_of(task(taskStatus=65), [frame(1, frameStatus=99, frameType=42), frame(2, frameStatus=None)])
    assert "Unknown (65)" in page.said_in("span")
    assert {"Unknown (99)", "Unknown", "Unknown (42)"} <= set(page.said_in("td"))
    assert page.bars("unknown") == 2


@pytest.mark.parametrize("missing", [*task(), None])
def test_task_of_which_something_is_missing(missing: str | None) -> None:
    members = {} if missing is None else {name: value for name, value in task().items() if name != missing}
    assert page_of(members, [frame(1)]).said_in("h2")


@pytest.mark.parametrize("missing", [*frame(1), None])
def test_frame_of_which_something_is_missing(missing: str | None) -> None:
    members = {} if missing is None else {name: value for name, value in frame(1).items() if name != missing}
    assert page_of(task(), [members, frame(2)]).said_in("h2")


@pytest.mark.parametrize("value", ["text", "7", -1, 0, 1e300, 10**30, 2**63, [], {}, [1], True, None, 0.5])
def test_members_of_any_type(value: Any) -> None:
    odd_task = dict.fromkeys(task(respRenderingTaskList=1, layerName="x", remark="y", framesRange=""), value)
    if whole(value) is not None:
        # A number would be that of another task.
        odd_task["id"] = TASK_ID
    odd_frame = dict.fromkeys(frame(1), value)
    assert page_of(odd_task, [odd_frame, frame(2)]).said_in("h2")


@pytest.mark.parametrize("other", [4711, "4711", 0, -1])
def test_another_task_than_was_asked_for_is_no_report(other: Any) -> None:
    with pytest.raises(LookupError, match=str(TASK_ID)):
        page_of(task(id=other), [frame(1)])


@pytest.mark.parametrize("same", [TASK_ID, str(TASK_ID), float(TASK_ID), None, "x"])
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
    figures = dict(zip(page.said_in("dt"), page.said_in("dd"), strict=False))
    assert figures["Cost"] == "12.50"
    assert figures["Still owed"] == "2.50"


@pytest.mark.parametrize("count", [1, 399, 400, 401, 5000])
def test_every_frame_is_counted_at_any_number(count: int) -> None:
    frames = [frame(number, frameStatus=5 if number % 7 == 3 else 4) for number in range(count)]
    page = page_of(task(), frames)
    assert f"{count:,}" in page.everything
    assert page.values_of("svg", "role").count("img") == 4
    failed = sum(number % 7 == 3 for number in range(count))
    if failed > 500:
        assert f"The first 500 of {failed:,} are listed." in page.everything


def test_idle_task_in_chinese() -> None:
    frames = [frame(1), frame(2, frameStatus=5)]
    page = page_of(task(sceneName="衣帽间.max"), frames, language="zh")
    assert page.values_of("html", "lang") == ["zh-CN"]
    assert {"帧时间线", "失败帧", "累计费用"} <= set(page.said_in("h2"))
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


def test_unknown_language() -> None:
    with pytest.raises(ValueError, match=r"'fr'.*en, zh"):
        build_report(Farm(task()).api(), TASK_ID, language="fr")


def test_farm_that_knows_no_such_task() -> None:
    with pytest.raises(LookupError, match=str(TASK_ID)):
        build_report(Farm(None).api(), TASK_ID)


def test_page_that_fetches_nothing() -> None:
    page = build_report(Farm(task(), [frame(1)]).api(), TASK_ID)
    parts = Page(page)
    policies = parts.values_of("meta", "content")
    assert any(policy.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'") for policy in policies)
    assert not {"script", "iframe", "object", "base", "form", "foreignobject"} & {tag for tag, _ in parts.tags}
    addresses = [value for _, attributes in parts.tags for name, value in attributes if name in ("src", "href")]
    assert all(address and address.startswith("data:") for address in addresses)
    assert "url(" not in page
    assert "@import" not in page


def test_cost_of_frames_adds_up() -> None:
    frames = [frame(number, startTime=BEGIN, endTime=BEGIN + number * MINUTE) for number in range(1, 5)]
    titles = page_of(task(), frames).values_of("svg", "aria-label")
    assert "Cost adding up over time, to 1.00 at last." in titles


def test_page_about_very_many_frames_does_not_grow_with_them() -> None:
    frames = [
        frame(number, startTime=BEGIN + number * 1000, frameStatus=5 if number % 50 else 4) for number in range(30_000)
    ]
    page = build_report(Farm(task(), frames).api(), TASK_ID)
    assert len(page.encode()) < 1_100_000
    assert "The first 5,000 of 30,000 are listed." in Page(page).everything
