"""The fenced blocks of a Markdown page, found as CommonMark has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]

# What the project itself has written for people. Named by depth, so that nothing that was installed is among it: what
# these pages say is done.
_PLACES = ("*.md", "benchmarks/*.md", "docs/**/*.md", "examples/**/README.md", "spec/*.md")


@dataclass(frozen=True)
class Block:
    """A fenced block."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def file(self) -> str | None:
        """The name under which it is to be saved, where its first line is one."""
        first = self.text.partition("\n")[0]
        return first.removeprefix("# ") if re.fullmatch(r"# \w+\.py", first) else None

    @property
    def defines_tests(self) -> bool:
        """Whether it is to be given to pytest."""
        return re.search(r"^def test_", self.text, re.MULTILINE) is not None

    @property
    def place(self) -> str:
        """Where it stands, as an editor or terminal can jump to."""
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def without_comments(text: str) -> list[str]:
    """List the lines of a block without their comments, and without those that are nothing else."""
    lines = (re.sub(r"(^|\s+)# .*", "", line).rstrip() for line in text.splitlines())
    return [line for line in lines if line]


def pages() -> list[Path]:
    """List the Markdown pages of the project."""
    found = [page for place in _PLACES for page in ROOT.glob(place)]
    return sorted(page for page in found if not {"node_modules", ".tox", ".venv"} & set(page.parts))


def blocks(page: Path) -> Iterator[Block]:
    """Find a page's fenced blocks; a directive of the site's, `{toctree}` say, is none."""
    for token in MarkdownIt("commonmark").parse(page.read_text("utf-8")):
        if token.type == "fence" and token.map and not token.info.startswith("{"):
            yield Block(page, token.map[0] + 1, token.info.strip().lower(), token.content)
