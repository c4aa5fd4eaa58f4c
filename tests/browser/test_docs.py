"""The documentation site as people see it: on a phone and a laptop, by day and by night, without a network."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from rayvision_client.operations import EDITIONS

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["index", "tour", "zh/tour", "howto/failures", "reference/index", "reference/calls", "reference/codes"]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Serve the site that was built before, and give its address."""
    folder = ROOT / "build/docs"
    assert (folder / "index.html").is_file(), "there is no site in build/docs: python -m tox run -e docs"
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("page", PAGES)
def test_page_in_every_window(site: str, look: Any, page: str, width: int, scheme: str) -> None:
    with look(f"{site}/{page}.html", width, scheme) as sight:
        assert sight.complaints == []
        assert [one for one in sight.requests if not one.startswith((site, "data:"))] == []
        assert sight.overhang == 0
        assert sight.page.locator("h1").is_visible()


def test_night_is_dark_and_day_is_light(site: str, look: Any) -> None:
    def brightness(scheme: str) -> int:
        with look(f"{site}/index.html", 1440, scheme) as sight:
            colour: str = sight.page.evaluate("getComputedStyle(document.body).backgroundColor")
            return sum(int(part) for part in colour.strip("rgba()").split(",")[:3])

    assert brightness("dark") < 200
    assert brightness("light") > 600


def test_search_finds_a_method(site: str, look: Any) -> None:
    with look(f"{site}/search.html?q=reconcile", 1440, "light") as sight:
        found = sight.page.locator("#search-results li a").first
        found.wait_for()
        assert sight.complaints == []
        assert sight.page.locator("#search-results li a[href*='reconcile']").count() > 0


@pytest.mark.parametrize("words", ["任务", "重提失败帧", "不可撤销"])
def test_search_finds_chinese(site: str, look: Any, words: str) -> None:
    with look(f"{site}/search.html?q={words}", 1440, "light") as sight:
        sight.page.locator("#search-results li a[href*='zh/']").first.wait_for()
        assert sight.complaints == []


def test_chinese_page_says_that_it_is_chinese_and_leads_to_the_english_one(site: str, look: Any) -> None:
    with look(f"{site}/howto/submit.html", 390, "light") as sight:
        sight.page.get_by_role("link", name="中文", exact=True).click()
        assert sight.page.url.endswith("/zh/submit.html")
        assert sight.page.locator("html").get_attribute("lang") == "zh-CN"
        sight.page.get_by_role("link", name="English", exact=True).click()
        assert sight.page.url.endswith("/howto/submit.html")


@pytest.mark.parametrize("page", ["calls", "async"])
def test_a_call_is_linked_by_the_name_that_people_write(site: str, look: Any, page: str) -> None:
    with look(f"{site}/reference/{page}.html#api.task.create_task", 1440, "light") as sight:
        place = sight.page.locator("[id='api.task.create_task']")
        assert place.is_visible()
        assert place.locator("a.headerlink").get_attribute("href") == "#api.task.create_task"


@pytest.mark.parametrize("edition", EDITIONS)
def test_spec_can_be_browsed_from_the_reference(site: str, look: Any, edition: str) -> None:
    with look(f"{site}/reference/index.html", 1440, "light") as sight:
        row = sight.page.get_by_role("row").filter(has_text="api.task.create_task")
        row.get_by_role("link", name=edition, exact=True).click()
        assert sight.page.locator("#createTask").is_visible()
        assert sight.complaints == []
