"""The page of `rayvision web`, as people use it in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from rayvision_api import RayvisionAPI
from rayvision_sandbox.pytest_plugin import RunningFarm

from ..cli.served import served, submit  # noqa: TID252  # has no name of its own

HOSTILE = "</title><script>console.log(1)</script><img src=http://127.0.0.1:1/x onerror=console.log(2)>.ma"
PATIENCE = 30_000


@pytest.fixture
def web(rayvision_farm: RunningFarm) -> Callable[..., Any]:
    """Serve the page about the test's farm, and give the address that opens it."""
    return partial(served, rayvision_farm)


def test_failed_frames_are_restarted_and_a_task_is_stopped_by_clicking(
    rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI, web: Any, look: Any
) -> None:
    rayvision_farm.recharge(100_000)
    failing = submit(rayvision_farm, rayvision_api, name=HOSTILE, frames=24, failing=[3, 17])
    rayvision_farm.advance(hours=3)
    rayvision_farm.set_speed(1)
    running = submit(rayvision_farm, rayvision_api, name="long.ma", frames=5000, nodes=1)
    rayvision_farm.advance(seconds=600)
    rayvision_farm.fault("business", operation="loadingFrameThumbnail", code=404, times=1)
    with web() as address, look(address.partition("?")[0] + "page/icon.svg", 1440, "light") as sight:
        # Opened without the token, it shows nothing of its own.
        sight.complaints.clear()
        page = sight.page
        page.goto(address)
        page.locator("#attention a").wait_for(timeout=PATIENCE)
        assert "token" not in page.url
        assert page.locator("#attention a").text_content() == HOSTILE
        page.locator("#attention a").click()
        page.locator("#sections svg.chart").first.wait_for(timeout=PATIENCE)
        assert page.locator("#grid i").count() == 24
        page.locator(".pictures li[hidden]").wait_for(state="attached", timeout=PATIENCE)
        assert page.locator(".pictures li:not([hidden])").count() == 21
        page.locator("#grid i.failed").first.click()
        page.locator("#frame-log").wait_for(timeout=PATIENCE)
        page.keyboard.press("Escape")
        page.locator("#task-tools button").first.click()
        assert rayvision_api.query.task_info([failing]).items[0].failed_frames == 2
        page.locator("#ask-yes").click()
        page.locator("#grid i.failed").first.wait_for(state="detached", timeout=PATIENCE)
        assert rayvision_api.query.task_info([failing]).items[0].failed_frames == 0
        page.locator("#back").click()
        page.locator("#tasks .open", has_text="long.ma").click()
        page.locator("#task-tools button", has_text="Stop").click()
        page.locator("#ask-yes").click()
        page.locator("#summary .status.stopped").wait_for(timeout=PATIENCE)
        assert rayvision_api.query.task_info([running]).items[0].task_status.name == "STOP"
        assert sight.complaints == []
        assert [one for one in sight.requests if not one.startswith(address.partition("?")[0])] == []


def test_page_fits_every_window_and_has_no_key(
    rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI, web: Any, look: Any
) -> None:
    submit(rayvision_farm, rayvision_api, name="shot_010" * 20 + ".ma", frames=5000, nodes=40, failing=[5, 6])
    rayvision_farm.advance(hours=1)
    with web("zh") as address:
        for width, scheme in ((1440, "dark"), (390, "light"), (320, "dark")):
            with look(address.partition("?")[0] + "page/icon.svg", width, scheme) as sight:
                page = sight.page
                page.goto(address)
                page.locator("#tasks tbody tr").wait_for(timeout=PATIENCE)
                assert sight.overhang == 0, width
                page.locator("#tasks .open").click()
                page.locator("#sections section").first.wait_for(timeout=PATIENCE)
                assert page.locator("#grid i").count() == 5000
                assert sight.overhang == 0, width
                assert rayvision_farm.access_key not in page.content()
                assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_the_farms_absence_is_said_and_its_return_seen(
    rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI, web: Any, look: Any
) -> None:
    submit(rayvision_farm, rayvision_api, name="a.ma", frames=2)
    rayvision_farm.fault("html-502", operation="getTaskList")
    with web(read_only=True) as address, look(address.partition("?")[0] + "page/icon.svg", 1440, "light") as sight:
        sight.page.goto(address)
        sight.page.locator("#alarm", has_text="has not answered since").wait_for(timeout=PATIENCE)
        rayvision_farm.clear_faults()
        sight.page.locator("#tasks tbody tr").wait_for(timeout=PATIENCE)
        assert sight.page.locator("#alarm").text_content() == ""
        assert sight.page.locator("button", has_text="Stop").count() == 0


def test_500_tasks_and_5000_frames_stay_fluid(
    rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI, web: Any, look: Any
) -> None:
    farm = rayvision_farm
    farm.recharge(100_000)
    rayvision_api.task.create_task(count=499)
    task_id = submit(farm, rayvision_api, name="long.ma", frames=5000, nodes=100)
    farm.set_speed(60)
    farm.advance(hours=0.5)

    def asked() -> int:
        return farm.calls["getTaskList"].received if "getTaskList" in farm.calls else 0

    before = asked()
    with web() as address, look(address.partition("?")[0] + "page/icon.svg", 1440, "light") as sight:
        page = sight.page
        page.goto(address)
        page.locator("#found", has_text="of 500 tasks").wait_for(timeout=PATIENCE)
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        one_look = asked() - before
        assert one_look > 0
        # A second on a machine with nothing else to do.
        assert paint < 5000
        page.locator("#tasks .open", has_text="long.ma").click()
        page.locator("#sections section").first.wait_for(timeout=PATIENCE)
        assert page.locator("#grid i").count() == 5000
        before = asked()
        rayvision_api.task.stop_task([task_id])
        page.locator("#summary .status.stopped").wait_for(timeout=PATIENCE)
        assert asked() - before <= 2 * one_look
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        assert metrics["JSHeapTotalSize"] < 100_000_000


# Chromium without a window shows none; what it would be asked to show is kept.
NOTIFICATIONS = """
window.told = [];
window.Notification = class {
  static permission = "granted";
  static async requestPermission() { return "granted"; }
  constructor(title) { window.told.push(title); }
};
"""


def test_list_is_filtered_the_address_keeps_it_and_an_end_is_told(
    rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI, web: Any, look: Any
) -> None:
    submit(rayvision_farm, rayvision_api, "seq10", name="sea.ma", frames=2, failing=[2])
    rayvision_farm.advance(hours=3)
    rayvision_farm.set_speed(1)
    running = submit(rayvision_farm, rayvision_api, name="hill.ma", frames=5000, nodes=1)
    rayvision_farm.advance(seconds=600)
    with web() as address, look(address.partition("?")[0] + "page/icon.svg", 1440, "light") as sight:
        page = sight.page
        sight.complaints.clear()
        page.add_init_script(NOTIFICATIONS)
        page.goto(address)
        shown, words = page.locator("#tasks tbody tr"), page.locator("#filters [name=q]")
        shown.nth(1).wait_for(timeout=PATIENCE)
        page.keyboard.press("/")
        words.fill("HILL")
        shown.nth(1).wait_for(state="detached", timeout=PATIENCE)
        page.reload()
        shown.first.wait_for(timeout=PATIENCE)
        assert (shown.count(), words.input_value(), "q=HILL" in page.url) == (1, "HILL", True)
        page.keyboard.press("a")
        shown.nth(1).wait_for(timeout=PATIENCE)
        page.keyboard.press("f")
        shown.nth(1).wait_for(state="detached", timeout=PATIENCE)
        assert "sea.ma" in shown.text_content()
        page.locator("#filters [name=label]").select_option("seq10")
        assert "s=failed" in page.url
        assert "label=seq10" in page.url
        page.locator("#notify").click()
        page.locator("#notify", has_text="on").wait_for(timeout=PATIENCE)
        page.keyboard.press("a")
        page.locator("#tasks .open", has_text="hill.ma").click()
        page.locator("#task-tools button", has_text="Stop").click()
        page.locator("#ask-yes").click()
        page.locator("#summary .status.stopped").wait_for(timeout=PATIENCE)
        assert [str(running) in title for title in page.evaluate("window.told")] == [True]
        assert sight.complaints == []


def test_ends_are_announced_late_answers_are_left_and_a_lost_one_is_unknown(
    rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI, web: Any, look: Any
) -> None:
    rayvision_farm.set_speed(0)
    task_id = submit(rayvision_farm, rayvision_api, name="sea.ma", frames=4, failing=[2, 3])
    with web() as address, look(address.partition("?")[0] + "page/icon.svg", 1440, "light") as sight:
        page = sight.page
        page.goto(address)
        page.locator("#tasks .mark.rendering, #tasks .mark.waiting").first.wait_for(timeout=PATIENCE)
        rayvision_farm.advance(hours=3)
        # For those who do not see the list; and the farm is asked again, however soon after the start they came.
        page.locator("#said", has_text="1 tasks ended, 1 with failures").wait_for(state="attached", timeout=PATIENCE)
        page.locator("#tasks .open").click()
        page.locator("#grid i.failed").first.wait_for(timeout=PATIENCE)
        held: list[Any] = []
        page.route(re.compile(r"/frames/\d+$"), lambda route: route.continue_() if held else held.append(route))
        page.keyboard.press("n")
        page.wait_for_function("document.querySelector('#frame').open")
        page.keyboard.press("n")
        page.locator("#frame-log").wait_for(timeout=PATIENCE)
        with page.expect_response(held[0].request.url):
            held[0].continue_()
        page.wait_for_timeout(200)
        assert page.locator("#frame-title").text_content().startswith("Frame 3")
        page.keyboard.press("Escape")
        # The server obeys, and its answer is lost.
        page.route("**/actions/restart", lambda route: (route.fetch(), route.abort()))
        page.locator("#task-tools button").first.click()
        page.locator("#ask-yes").click()
        page.locator("#ask-tasks", has_text="Unknown whether it was done").wait_for(timeout=PATIENCE)
        assert rayvision_api.query.task_info([task_id]).items[0].failed_frames == 0
