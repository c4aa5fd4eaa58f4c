"""What reaches the terminal or the pipe: one JSON document, tables that fit, or lines to cut apart."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NoReturn, TextIO
from uuid import uuid4

from rayvision_api import currency_of, whole_task
from rayvision_api.text import printable
from rayvision_client.models import (
    FramePage,
    LoginRecordPage,
    LogPage,
    TaskInfo,
    TaskPage,
    TaskRecordPage,
    UserProfile,
)
from rayvision_client.types import Reply
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rayvision_cli.terminal.exit_codes import CommandError, Exit
from rayvision_cli.terminal.tables import table_of, table_of_texts
from rayvision_cli.text.documents import document_of, json_document
from rayvision_cli.text.languages import Texts
from rayvision_cli.text.statuses import SIGNS, STYLES, Kind
from rayvision_cli.text.views import Column, columns_for, details, listed

STANDARD_OUTPUT = Path("-")
"""What names standard output where a file is asked for."""

_Page = TaskPage | FramePage | TaskRecordPage | LoginRecordPage


class SilentConsole(Console):
    """A console that leaves a broken pipe to its caller; rich itself would end the program with code 1."""

    def on_broken_pipe(self) -> NoReturn:
        """Raise."""
        self.quiet = True
        raise BrokenPipeError


def console_of(stream: TextIO) -> Console:
    """Make a console that writes to a stream: in colour on a terminal only, and not with `NO_COLOR`."""
    is_terminal = stream.isatty()
    return SilentConsole(
        file=stream,
        force_terminal=is_terminal,
        color_system="auto" if is_terminal and not os.environ.get("NO_COLOR") else None,
        # What a server sent is text: neither markup nor the name of an emoji.
        markup=False,
        emoji=False,
        highlight=False,
        # Some programs that start others say that a terminal has 0 columns where they do not know.
        width=None if os.environ.get("COLUMNS", "1").strip("0") else shutil.get_terminal_size().columns,
    )


def replace_unencodable() -> None:
    """Let standard output and error replace what they cannot encode, as a Chinese Windows could not encode `é`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def discard_output(stream: TextIO) -> None:
    """Send elsewhere what is still written to a stream, by Python at its end for example."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _replace(path: Path, content: str) -> None:
    """Write a file in one step, so that a full disk leaves the old content."""
    # Not `Path.resolve`, which raises where links go in circles.
    target = Path(os.path.realpath(path))
    # A device or a pipe cannot be replaced, `/dev/stdout` for example; a file of another user, or with more names, must
    # not be.
    is_new = not (os.path.lexists(target) or path.exists())
    if not (os.access(target.parent, os.W_OK) and (is_new or (path.is_file() and _is_ours_alone(target)))):
        path.write_text(content, encoding="utf-8")
        return
    temporary = target.with_name(f".{uuid4().hex}")
    try:
        temporary.write_text(content, encoding="utf-8")
        if not is_new:
            shutil.copymode(target, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _is_ours_alone(file: Path) -> bool:
    facts = file.stat()
    return os.access(file, os.W_OK) and facts.st_nlink == 1 and facts.st_uid == getattr(os, "geteuid", int)()


class Output:
    """Where a command's result goes.

    Attributes:
        as_json: Whether to print one JSON document.
        console: For what a person looks at.
        currency: Asks for the account's currency; empty where it is unknown.
        goes_on: Whether the command goes on when the reader of its output is gone.
    """

    def __init__(self, say: Texts, *, as_json: bool) -> None:
        self.as_json = as_json
        self.console = console_of(sys.stdout)
        self.currency: Callable[[], str] = str
        self.goes_on = False
        self._say = say

    @property
    def is_terminal(self) -> bool:
        """Whether a person looks on, at a terminal."""
        return self.console.is_terminal

    @property
    def is_live(self) -> bool:
        """Whether what was shown can be drawn over."""
        return self.is_terminal and not self.console.is_dumb_terminal

    def document(self, value: object) -> None:
        """Print the one JSON document, under wire names, with what they stand for beside them."""
        text = json_document(document_of(value, self._say.zone), sys.stdout.encoding or "ascii")
        self._write(sys.stdout, text)

    def page(self, text: str) -> None:
        """Print a web page, which names its encoding, UTF-8, whatever that of the stream was."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(text)

    def file(self, path: Path, content: str) -> None:
        """Write a web page that was asked for: to a file, or to standard output.

        Raises:
            CommandError: It cannot be written.
        """
        if path == STANDARD_OUTPUT:
            self.page(content)
            return
        try:
            _replace(path, content)
        except OSError as error:
            # A name of no file is a mistake in the command line; a disk that is full is not.
            is_no_file = path.is_dir() or isinstance(error, FileNotFoundError | NotADirectoryError)
            facts = {"file": path, "reason": error.strerror or str(error)}
            text = self._say("{file} cannot be written: {reason}", **facts)
            raise CommandError(Exit.USAGE if is_no_file else Exit.NOT_WRITTEN, text) from None

    def line(self, text: str) -> None:
        """Print a line."""
        self._write(sys.stdout, printable(text))

    def aside(self, text: str) -> None:
        """Print a line that is not of the result: where that is a document, on standard error."""
        self._write(sys.stderr if self.as_json else sys.stdout, printable(text))

    def _write(self, stream: TextIO, text: str) -> None:
        try:
            stream.write(text + "\n")
            stream.flush()
        except OSError as error:
            if self.goes_on and isinstance(error, BrokenPipeError):
                discard_output(stream)
                return
            if stream is sys.stdout:
                # The system does not say where a disk is full.
                error.filename = self._say("standard output")
            raise

    def reply(self, value: Any, done: str, *, in_full: bool = True) -> None:
        """Print what an operation answered, for a person.

        Args:
            value: The answer.
            done: What to print where there is none.
            in_full: Whether to print all facts of a single reply, and not only those that lead it.
        """
        if value is None:
            self.line(done)
        elif isinstance(value, LogPage):
            self.listing(value.items)
        elif isinstance(value, _Page):
            self.listing(value.items)
            self._page(value)
        elif isinstance(value, Reply):
            self._details(value, in_full=in_full)
        elif isinstance(value, list):
            self.listing(value)
        else:
            self.line(str(value))

    def listing(self, items: Iterable[Any]) -> None:
        """Print a list of replies or plain values: a table on a terminal, otherwise lines with tabs between cells."""
        items = (whole_task(item) if isinstance(item, TaskInfo) else item for item in items)
        if not self.is_terminal:
            self._lines(items)
            return
        items = list(items)
        for kind, some in groupby(items, type):
            if issubclass(kind, Reply) and columns_for(kind):
                self._table(kind, list(some))
            else:
                for item in some:
                    self.line(str(item))
        if not items:
            self.line(self._say("nothing found"))

    def _table(self, kind: type[Reply], items: Sequence[Reply]) -> None:
        columns = [
            (column, self._say(column.title), [self._cell(column, item) for item in items])
            for column in columns_for(kind)
        ]
        table, left_out = table_of(columns, self.console.width)
        self.console.print(table)
        if left_out:
            self.hint(self._say("no room for: {columns}", columns=listed(left_out, self._say)))
        amounts = [heading for column, heading, _ in columns if column.is_amount]
        if any(column.header in amounts for column in table.columns) and (currency := self.currency()):
            self.hint(self._say("amounts are in {currency}", currency=currency))

    def _cell(self, column: Column, item: Reply) -> Text:
        text = printable(column.read(item, self._say))
        return self.marked(column.status(item).kind, text) if column.status else Text(text)

    def marked(self, kind: Kind, text: str) -> Text:
        """Write how something stands, in its colour and behind its sign, where the terminal can show that."""
        return Text(f"{SIGNS[kind]} {text}" if self.can_show(SIGNS[kind]) else text, STYLES[kind])

    def can_show(self, text: str) -> bool:
        """Whether the terminal's encoding has the characters of a text."""
        try:
            text.encode(self.console.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def _lines(self, items: Iterable[Any]) -> None:
        for kind, some in groupby(items, type):
            columns = columns_for(kind) if issubclass(kind, Reply) else ()
            if columns:
                self._write_cells(self._say(column.title) for column in columns)
            for item in some:
                if columns:
                    self._write_cells(printable(column.read(item, self._say)) for column in columns)
                else:
                    self.line(str(item))

    def _write_cells(self, cells: Iterable[str]) -> None:
        sys.stdout.write("\t".join(cells) + "\n")

    def _page(self, page: _Page) -> None:
        shown = len(page.items)
        # A service may leave its counts out.
        total: object = page.total
        if isinstance(total, int) and total > shown:
            self.hint(self._say("{shown} of {total}; --page N shows others, --all shows all", shown=shown, total=total))

    def hint(self, text: str) -> None:
        """Print a line for the person who watches, apart from the result; scripts see nothing of it."""
        stream = sys.stdout if self.is_terminal else sys.stderr
        if stream.isatty():
            console_of(stream).print(Text(text, style="dim"))

    def _details(self, reply: Reply, *, in_full: bool) -> None:
        currency = ""
        if isinstance(reply, TaskInfo):
            reply, currency = whole_task(reply), self.currency()
        if isinstance(reply, UserProfile):
            currency = currency_of(reply)
        facts, lists = details(reply, self._say, currency, in_full=in_full)
        if not facts and not lists:
            self.line(self._say("nothing found"))
        self.facts([(self._say(title), text) for title, text in facts])
        for number, (title, items) in enumerate(lists):
            if facts or number:
                self.line("")
            if facts or len(lists) > 1:
                self.line(self._say(title))
            self.listing(items)
        if not in_full:
            self.hint(self._say("--all shows everything"))

    def facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Print titles and texts: beside each other on a terminal, otherwise with a tab between them."""
        if not self.is_terminal:
            for title, text in facts:
                self._write_cells((title, printable(text)))
        elif facts:
            table = Table.grid(padding=(0, 2))
            table.add_column(no_wrap=True, style="bold")
            table.add_column(overflow="fold")
            for title, text in facts:
                table.add_row(Text(title), Text(printable(text)))
            self.console.print(table)

    def rows(self, titles: Sequence[str], rows: Sequence[Sequence[str]], *, are_numbers: bool = False) -> None:
        """Print texts in columns.

        Args:
            titles: Their headings.
            rows: The texts.
            are_numbers: Whether all columns but the first hold numbers.
        """
        if not self.is_terminal:
            for row in (titles, *rows):
                self._write_cells(map(printable, row))
            return
        columns = list(zip(titles, *[map(printable, row) for row in rows], strict=True))
        table, left_out = table_of_texts(columns, self.console.width, are_numbers=are_numbers)
        self.console.print(table)
        if left_out:
            self.hint(self._say("no room for: {columns}", columns=listed(left_out, self._say)))
