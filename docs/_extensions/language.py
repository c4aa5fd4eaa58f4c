"""Tells browsers and screen readers which pages are in Chinese: it decides fonts, line breaks and pronunciation."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

CHINESE = "zh/"


def _set_language(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    if page.startswith(CHINESE):
        context["language"] = "zh-CN"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.connect("html-page-context", _set_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
