"""A browser without a window, and pages opened in it as on a phone or a laptop, by day and by night."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

# An installed distribution brings these by its entry point; the tests can do without the installation.
from rayvision_sandbox.pytest_plugin import rayvision_api, rayvision_farm  # noqa: F401  # fixtures

from .. import debian  # noqa: TID252  # has no name of its own

HEIGHT = 900
# Nothing that the browser does of its own accord shall be among what a page asks for.
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Run Chromium; the test is skipped where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: run these tests by `tox -e browser`")
    try:
        path = debian.find("chromium", ("chromium-browser", "google-chrome"))
    except debian.MissingError as missing:
        pytest.skip(str(missing))
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=_FLAGS)
        yield running
        running.close()


@dataclass
class Sight:
    """A page that is open, what it asked for, and what it complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def overhang(self) -> int:
        """By how many pixels the page is wider than its window."""
        wider: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return wider

    @property
    def cut_off(self) -> list[str]:
        """Texts that stick out of the window, outside of what can be scrolled by itself."""
        texts: list[str] = self.page.evaluate(
            """[...document.querySelectorAll("h1, h2, p, dt, dd, li, svg text, figcaption")]
            .filter(one => !one.closest(".scroll") && one.getClientRects().length)
            .map(one => [one.getBoundingClientRect(), one.textContent])
            .filter(([box, _]) => box.left < -1 || box.right > innerWidth + 1)
            .map(([_, text]) => text)"""
        )
        return texts


@pytest.fixture
def look(browser: Any) -> Callable[..., Any]:
    """Open an address, in a window of some width, in light or dark."""

    @contextmanager
    def open_page(address: str, width: int, scheme: str) -> Iterator[Sight]:
        context = browser.new_context(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
        try:
            page = context.new_page()
            sight = Sight(page)
            page.on("request", lambda request: sight.requests.append(request.url))
            page.on("console", lambda message: sight.complaints.append(message.text))
            page.on("pageerror", lambda error: sight.complaints.append(str(error)))
            page.goto(address, wait_until="networkidle")
            yield sight
        finally:
            context.close()

    return open_page
