"""The reference of each edition on the sandbox, as people see it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rayvision_sandbox.pytest_plugin import RunningFarm


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_reference_in_every_window(rayvision_farm: RunningFarm, look: Any, width: int, scheme: str) -> None:
    address = f"http://{rayvision_farm.domain}/docs/1.0.0/reference.html"
    with look(address, width, scheme) as sight:
        assert sight.complaints == []
        own = {f"http://{rayvision_farm.domain}/sandbox/try.{ending}" for ending in ("css", "js")}
        assert {one for one in sight.requests if not one.startswith("data:")} == {address, *own}
        assert sight.overhang == 0
        assert sight.page.locator("h2#getTaskList").count() == 1


def test_links_of_the_reference_lead_somewhere(rayvision_farm: RunningFarm, look: Any) -> None:
    with look(f"http://{rayvision_farm.domain}/docs/1.0.0/reference.html", 1440, "light") as sight:
        targets = sight.page.evaluate("[...document.links].filter(one => one.hash).map(one => one.hash.slice(1))")
        names = set(sight.page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)"))
        assert targets
        assert set(targets) <= names
        sight.page.locator("nav a[href='#createTask']").click()
        assert sight.page.evaluate("location.hash") == "#createTask"
        assert -1 < sight.page.locator("h2#createTask").bounding_box()["y"] < 900


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_search_and_navigation_by_keyboard(rayvision_farm: RunningFarm, look: Any, width: int, scheme: str) -> None:
    with look(f"http://{rayvision_farm.domain}/docs/1.0.0/reference.html", width, scheme) as sight:
        page = sight.page
        current, found = page.locator("nav [aria-current]"), page.locator("#found a")
        for words, first in (
            ("taskStatus", "TaskStatus"),
            ("api.task.create_task", "createTask"),
            ("/task/createTask", "createTask"),
            ("create numbers", "createTask"),
            ("SIGNATURE_INVALID", "ReplyCode.611"),
        ):
            page.keyboard.press("/")
            page.locator("#search input").fill(words)
            assert page.evaluate("document.querySelector('#found a').hash.slice(1)") == first
            assert sight.overhang == 0
        page.locator("#search input").fill("createTask")
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#createTask"
        page.locator("nav [aria-current]", has_text="createTask").wait_for(state="attached")
        page.locator("#search input").fill("nothing is called so")
        assert (found.count(), page.locator("#search [role=status]").text_content()) == (0, "Nothing found")
        page.locator("#search input").press("Escape")
        assert page.locator("#places").is_visible()
        page.locator("#TaskStatus").scroll_into_view_if_needed()
        page.evaluate("location.hash = 'TaskStatus'")
        page.locator("nav [aria-current]", has_text="TaskStatus").wait_for(state="attached")
        assert current.count() == 1
        # Nothing that stays in place covers more than a sixth of a small window.
        if width < 800:
            assert page.locator("nav").bounding_box()["height"] < 150
        assert sight.complaints == []


def test_an_example_is_tried_on_the_sandbox(rayvision_farm: RunningFarm, look: Any) -> None:
    rayvision_farm.set_speed(0)
    with look(f"http://{rayvision_farm.domain}/docs/2.0.0/reference.html#createTask", 390, "dark") as sight:
        page = sight.page
        form = page.locator("article[data-path$='/createTask'] form").first
        body, reply = form.locator("textarea"), form.locator("pre")
        assert "label_test1" in body.input_value()
        body.fill('{"count": 2}')
        body.press("Control+Enter")
        reply.wait_for(timeout=30_000)
        assert len(json.loads(reply.text_content())["data"]["taskIdList"]) == 2
        body.fill("{")
        form.locator("button").press("Enter")
        form.locator("pre", has_text="JSON").wait_for(timeout=30_000)
        assert sight.complaints == []
        assert sight.overhang == 0
        assert rayvision_farm.access_key not in page.content()
