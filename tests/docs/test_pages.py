"""Whatever the pages show as code works as it stands there, and prints what they say."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .internet import internet
from .markdown import ROOT, blocks, pages, without_comments
from .not_run import NOT_RUN
from .reader import Reader, commands

# Their blocks are data of a calculation, which has a test of its own.
_CALCULATED = [ROOT / "spec/signing.md.jinja"]
_PAGES = [page for page in pages() if page not in _CALCULATED and list(blocks(page))]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    with internet(tmp_path) as variables:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        yield variables


@pytest.mark.skipif(sys.platform == "win32", reason="the pages' shell blocks are for bash")
@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_page_works_from_top_to_bottom(
    page: Path, environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    reader = Reader(tmp_path, environment, page)
    try:
        for block in blocks(page):
            reader.follow(block)
    finally:
        reader.close()


def test_what_is_not_run_is_still_shown() -> None:
    all_blocks = [block for page in pages() for block in blocks(page)]
    shown = {block.text for block in all_blocks} | {line for block in all_blocks for line in commands(block.text)}
    assert set(NOT_RUN) <= shown, "take these out of not_run.py: no page shows them any more"


def _code(page: Path) -> list[tuple[str, list[str]]]:
    """Blocks of a page without comments and without what is printed: those are in the page's own language."""
    return [(block.language, without_comments(block.text)) for block in blocks(page) if block.language != "text"]


@pytest.mark.parametrize(
    ("english", "chinese"), [("README.md", "README.zh.md"), ("docs/tour.md", "docs/zh/tour.md")], ids=["README", "tour"]
)
def test_both_languages_show_the_same_code(english: str, chinese: str) -> None:
    assert _code(ROOT / english) == _code(ROOT / chinese)
