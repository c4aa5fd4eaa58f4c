"""Whatever the pages show as code works as it stands there, and prints what they say."""

from __future__ import annotations

import os
import sys
from code import InteractiveConsole
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any
from unittest.mock import patch

import pytest

from .internet import internet
from .markdown import ROOT, Block, blocks, pages, without_comments
from .not_run import NOT_RUN
from .reader import Reader, commands

# Their blocks are data of a calculation, which has a test of its own.
_CALCULATED = [ROOT / "spec/signing.md.jinja"]
_BOTH = [("README.md", "README.zh.md"), ("docs/tour.md", "docs/zh/tour.md"), ("docs/index.md", "docs/zh/index.md")]
_BOTH += [
    (f"docs/howto/{name}.md", f"docs/zh/{name}.md")
    for name in ("submit", "command-line", "failures", "testing", "pictures", "costs", "night", "web")
]
_TRANSLATED = [ROOT / chinese for _, chinese in _BOTH]

# Only these ask the real service when they are typed as printed, and say so; all others start a sandbox and name it.
_ON_YOUR_ACCOUNT = [ROOT / page for page in ("docs/howto/profiles.md", "docs/tour.md", "docs/zh/tour.md")]


def _to_follow(page: Path) -> list[Block]:
    """All blocks; of a translation, what leads to a printed text, for the English page runs all of the same code."""
    found = list(blocks(page))
    if page in _TRANSLATED:
        while found and found[-1].language != "text":
            found.pop()
        found = [block for block in found if not block.defines_tests]
    return found


_PAGES = [page for page in pages() if page not in _CALCULATED and _to_follow(page)]


@pytest.fixture
def environment(page: Path, tmp_path: Path) -> Iterator[dict[str, str]]:
    with internet(tmp_path) as everything:
        # Without keys, a client that does not name the sandbox cannot even be made.
        profiles = {"RAYVISION_API_PROFILES": everything["RAYVISION_API_PROFILES"]}
        variables = everything if page in _ON_YOUR_ACCOUNT else profiles
        programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        with patch.dict(os.environ, variables | {"PATH": programs}):
            yield variables


@pytest.mark.skipif(sys.platform == "win32", reason="the pages' shell blocks are for bash")
@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_page_works_from_top_to_bottom(
    page: Path, environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    reader = Reader(tmp_path, environment, page)
    try:
        for block in _to_follow(page):
            reader.follow(block)
    finally:
        reader.close()


class _Prompt(InteractiveConsole):
    """A Python prompt that runs nothing, and shows what is wrong with what is typed."""

    def runcode(self, code: CodeType) -> None:
        pass

    def showsyntaxerror(self, filename: str | None = None, **_: Any) -> None:
        raise SyntaxError(f"{self.filename} cannot be pasted at a prompt, near {self.buffer[-2:]}")


def _is_for_the_prompt(block: Block) -> bool:
    """A block that begins with the name of a file, or holds tests, is saved instead."""
    return block.language == "python" and not block.file and not block.defines_tests


def test_code_can_be_pasted_at_a_prompt() -> None:
    for page in pages():
        for block in filter(_is_for_the_prompt, blocks(page)):
            prompt = _Prompt(filename=block.place)
            for line in [*block.text.splitlines(), ""]:
                expects_more = prompt.push(line)
            assert not expects_more, block.place


def test_every_link_has_a_text() -> None:
    """A site puts the title in where there is none; a code host does not."""
    assert not [page for page in pages() if "[](" in page.read_text("utf-8")]


def test_what_is_not_run_is_still_shown() -> None:
    all_blocks = [block for page in pages() for block in blocks(page)]
    shown = {text for block in all_blocks for text in (block.text, block.file)} | {
        line for block in all_blocks for line in commands(block.text)
    }
    assert set(NOT_RUN) <= shown, "take these out of not_run.py: no page shows them any more"


def _code(page: Path) -> list[tuple[str, list[str]]]:
    """Blocks of a page without comments and without what is printed: those are in the page's own language."""
    return [(block.language, without_comments(block.text)) for block in blocks(page) if block.language != "text"]


@pytest.mark.parametrize(("english", "chinese"), _BOTH)
def test_both_languages_show_the_same_code(english: str, chinese: str) -> None:
    assert _code(ROOT / english) == _code(ROOT / chinese)
