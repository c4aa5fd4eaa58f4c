"""Sentences, and where their lines are broken."""

from __future__ import annotations

import re
from typing import Any

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.containers import Lines
from rich.text import Text

# What stays in one line: a word or a Chinese character, with the marks around it and the spaces behind it.
_CLOSING = "，。、；：）”"  # noqa: RUF001  # wide on purpose
_UNBROKEN = re.compile(rf"[（“]*(?:[\u2e80-\u9fff]|[^\s\u2e80-\u9fff（“{_CLOSING}]+)?[{_CLOSING}]*\s*")  # noqa: RUF001  # so too


class Prose(Text):
    """A text that is broken between words and, in Chinese, between characters: not before a mark that closes."""

    def wrap(self, console: Console, width: int, **_: Any) -> Lines:  # noqa: ARG002  # the library's
        """Break it into lines."""
        lines = Lines()
        for line in self.split(allow_blank=True):
            offsets, offset, used = [], 0, 0
            for whole in filter(None, _UNBROKEN.findall(line.plain)):
                for piece in [whole] if cell_len(whole.rstrip()) <= width else chop_cells(whole, width):
                    if used and used + cell_len(piece.rstrip()) > width:
                        offsets.append(offset)
                        used = 0
                    offset, used = offset + len(piece), used + cell_len(piece)
            for part in line.divide(offsets):
                part.rstrip_end(width)
                lines.append(part)
        return lines
