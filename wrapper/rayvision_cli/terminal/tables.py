"""Tables that fit the terminal: which columns there is room for, how wide they are, and what is cut to fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from rich import box
from rich.cells import cell_len
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from rayvision_cli.text.views import Column

# Narrower than this, a text cannot be read: columns at the right end are left out instead.
_NARROWEST = 10

GAP = 2
"""Columns of the terminal between two of a table."""


def table_of(columns: Iterable[tuple[Column, str, Sequence[Text]]], room: int) -> tuple[Table, list[str]]:
    """Draw a table.

    Args:
        columns: Its columns, most important first, each with its heading and its cells.
        room: How wide the table may be.

    Returns:
        The table, and the headings of the columns that there was no room for. One without any text is in neither.
    """
    filled = [one for one in columns if any(text.plain for text in one[2])]
    wishes = []
    for column, heading, texts in filled:
        natural = max(cell_len(heading), *(text.cell_len for text in texts))
        least = _NARROWEST if column.may_shrink else fold_of(room) if column.may_fold else natural
        wishes.append((min(natural, least), natural))
    widths = fitted(wishes, room)
    table = plain_table()
    cells = []
    for (column, heading, texts), width in zip(filled, widths, strict=False):
        justify: JustifyMethod = "right" if column.is_number else "left"
        table.add_column(heading, width=width, no_wrap=not column.may_fold, overflow="fold", justify=justify)
        cells.append([shortened(text, width) if column.may_shrink else text for text in texts])
    for row in zip(*cells, strict=True):
        table.add_row(*row)
    return table, [heading for _, heading, _ in filled[len(widths) :]]


def table_of_texts(
    columns: Sequence[Sequence[str]], room: int, *, are_numbers: bool = False
) -> tuple[Table, list[str]]:
    """Draw a table of texts.

    Args:
        columns: Its columns, each with its heading first.
        room: How wide the table may be.
        are_numbers: Whether all columns but the first hold numbers.

    Returns:
        The table, and the headings of the columns that there was no room for.
    """
    # A number that is broken in two is read as two: numbers are whole or left out, the first and the last go last.
    by_importance = [0, len(columns) - 1, *range(1, len(columns) - 1)] if are_numbers else range(len(columns))
    wishes = []
    for place in by_importance:
        heading, *cells = columns[place]
        natural = max(map(cell_len, columns[place]))
        least = max(map(cell_len, [*heading.split(), *cells])) if are_numbers and place else min(natural, _NARROWEST)
        wishes.append((least, natural))
    widths = dict(zip(by_importance, fitted(wishes, room), strict=False))
    table = plain_table()
    for place in sorted(widths):
        justify: JustifyMethod = "right" if are_numbers and place else "left"
        table.add_column(columns[place][0], width=widths[place], overflow="fold", justify=justify)
    for row in zip(*(columns[place][1:] for place in sorted(widths)), strict=True):
        table.add_row(*map(Text, row))
    return table, [column[0] for place, column in enumerate(columns) if place not in widths]


def plain_table() -> Table:
    """Make a table with a line below its headings, and no other."""
    return Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")


def fold_of(room: int) -> int:
    """Return how wide texts are, at least, that may go on in the next line."""
    return max(_NARROWEST, room // 2 - GAP)


def fitted(wishes: Sequence[tuple[int, int]], room: int) -> list[int]:
    """Return as many columns as there is room for a width, the first ones first.

    Args:
        wishes: How wide each column has to be at least, and how wide it would like to be.
        room: How wide all may be together.
    """
    widths: list[int] = []
    for least, _ in wishes:
        if widths and sum(widths) + least + GAP * len(widths) > room:
            break
        widths.append(min(least, room))
    spare = room - sum(widths) - GAP * (len(widths) - 1)
    for index, width in enumerate(widths):
        more = min(wishes[index][1] - width, spare)
        widths[index] += more
        spare -= more
    return widths


def shortened(text: Text, room: int) -> Text:
    """Cut a text in the middle: versions and endings, which tell names apart, stand at their ends."""
    if text.cell_len <= room:
        return text
    tail = _beginning(text.plain[::-1], (room - 1) // 2)[::-1]
    return Text(f"{_beginning(text.plain, room - 1 - cell_len(tail))}…{tail}", text.style)


def _beginning(text: str, room: int) -> str:
    widths = accumulate(map(cell_len, text))
    return text[: next((number for number, width in enumerate(widths) if width > room), None)]
