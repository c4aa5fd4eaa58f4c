"""The fenced blocks of a Markdown page, found as CommonMark has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]

# What a contributor or user reads as text. `tests` holds Markdown only as data.
_FOLDERS = ("", "benchmarks", "docs", "examples", "generator", "sandbox", "spec", "wrapper")


@dataclass(frozen=True)
class Block:
    """A fenced block."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def place(self) -> str:
        """Where it stands, as an editor or terminal can jump to."""
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def pages() -> list[Path]:
    """List the Markdown pages of the project."""
    found = [*ROOT.glob("*.md")]
    for folder in _FOLDERS[1:]:
        found += (ROOT / folder).rglob("*.md")
    return sorted(found)


def blocks(page: Path) -> Iterator[Block]:
    """Find a page's fenced blocks; a directive of the site's, `{toctree}` say, is none."""
    for token in MarkdownIt("commonmark").parse(page.read_text("utf-8")):
        if token.type == "fence" and token.map and not token.info.startswith("{"):
            yield Block(page, token.map[0] + 1, token.info.strip().lower(), token.content)
