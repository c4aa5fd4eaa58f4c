"""The sandbox's page at `/`: the tasks, below controls of the farm's time, faults and scenes."""

from __future__ import annotations

from typing import Any

from rayvision_api import RayvisionAPI
from rayvision_sandbox.pytest_plugin import RunningFarm

PATIENCE = 30_000


def test_an_hour_ahead_a_task_has_finished(rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI, look: Any) -> None:
    rayvision_farm.set_speed(0)
    address = f"http://{rayvision_farm.domain}/"
    with look(f"{address}page/icon.svg", 1440, "light") as sight:
        # A picture alone has no icon of its own.
        sight.complaints.clear()
        page = sight.page
        page.goto(address)
        page.locator("#sandbox-scene").evaluate("form => form.parentElement.open = true")
        page.locator("#sandbox-scene [name=frames]").fill("4")
        page.locator("#sandbox-scene [name=failing]").fill("2")
        page.locator("#sandbox-scene button").first.click()
        page.locator("#sandbox-said:not(:empty)").wait_for(timeout=PATIENCE)
        task_id = rayvision_api.task.create_task().task_id_list[0]
        rayvision_api.task.submit_task(task_id)
        assert "platform 2" in page.locator("#sandbox").text_content().lower()
        assert "rayvision web --platform N" in page.locator("#sandbox").text_content()
        before = page.locator("#sandbox-now").get_attribute("datetime")
        page.locator("#sandbox-hour").press("Enter")
        page.locator("#tasks .mark.failed, #tasks .mark.finished").first.wait_for(timeout=PATIENCE)
        assert page.locator("#sandbox-now").get_attribute("datetime") > before
        task = rayvision_api.query.task_info([task_id]).items[0]
        assert (task.done_frames, task.failed_frames) == (3, 1)
        page.locator("#sandbox-faults").evaluate("form => form.parentElement.open = true")
        page.locator("#sandbox-faults [name=kind]").select_option("http-429")
        page.locator("#sandbox-faults [name=operation]").select_option("createTask")
        page.locator("#sandbox-faults button").first.click()
        page.locator("#sandbox-list li", has_text="createTask").wait_for(timeout=PATIENCE)
        page.locator("#sandbox-clear").click()
        page.locator("#sandbox-list li", has_text="createTask").wait_for(state="detached", timeout=PATIENCE)
        page.locator("#sandbox-speed input").fill("7200")
        with page.expect_response("**/sandbox/clock"):
            page.locator("#sandbox-speed input").press("Enter")
        assert page.evaluate("fetch('/sandbox').then(reply => reply.json())")["speed"] == 7200
        assert sight.complaints == []
        assert rayvision_farm.access_key not in page.content()
        for width in (320, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert sight.overhang == 0
