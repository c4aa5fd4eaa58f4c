"""Checks the finished site: every link within it leads somewhere, and no page loads anything from elsewhere.

Sphinx checks the links that it makes itself; this also sees those of the theme, of raw HTML and of copied pages.
"""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sphinx.application import Sphinx
from sphinx.util import logging

_LOADED_BY = {
    ("script", "src"),
    ("img", "src"),
    ("link", "href"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
}

_log = logging.getLogger(__name__)


class _Page(HTMLParser):
    """The anchors of a page, and where it points."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors = {"", "top"}
        self.links: list[tuple[str, bool]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("id", "name") and value:
                self.anchors.add(value)
            if name in ("href", "src") and value:
                self.links.append((value, (tag, name) in _LOADED_BY))


@cache
def _page(file: Path) -> _Page:
    return _Page(file.read_text("utf-8"))


def _problem(file: Path, link: str, loaded: bool) -> str | None:
    """Return what is wrong with a link, if anything."""
    address = urlsplit(link)
    if address.scheme == "data":
        return None
    if address.scheme or address.netloc:
        return "is loaded from elsewhere" if loaded else None
    target = (file.parent / unquote(address.path)).resolve() if address.path else file
    if not target.is_file():
        return "leads nowhere"
    if target.suffix == ".html" and unquote(address.fragment) not in _page(target).anchors:
        return "leads to no place of its page"
    return None


def _check(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.format != "html":
        return
    site = Path(app.outdir).resolve()
    for file in sorted(site.rglob("*.html")):
        for link, loaded in _page(file).links:
            if problem := _problem(file, link, loaded):
                _log.warning("%s: %s %s", file.relative_to(site), link, problem)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx, after whatever else adds to the site."""
    app.connect("build-finished", _check, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
