"""The reference of each edition on the sandbox, as people see it."""

from __future__ import annotations

from typing import Any

import pytest
from rayvision_sandbox.pytest_plugin import RunningFarm


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_reference_in_every_window(rayvision_farm: RunningFarm, look: Any, width: int, scheme: str) -> None:
    address = f"http://{rayvision_farm.domain}/docs/1.0.0/reference.html"
    with look(address, width, scheme) as sight:
        assert sight.complaints == []
        assert {one for one in sight.requests if not one.startswith("data:")} == {address}
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
