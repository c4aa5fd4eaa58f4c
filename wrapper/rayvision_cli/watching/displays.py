"""What is seen of tasks while they are waited for: a board that is drawn over, plain lines, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress

from rayvision_api.text import printable
from rayvision_client.models import TaskInfo
from rich.live import Live
from rich.text import Text

from rayvision_cli.terminal.keyboard import ending_in_order, single_keys, unbroken
from rayvision_cli.terminal.output import Output
from rayvision_cli.text.views import at_the_clock
from rayvision_cli.watching.board import Board


class Bars:
    """A live board of the tasks that are waited for.

    All of them stand there from the start, and the library's own thread does all drawing: Ctrl-C, which reaches the
    main thread, cannot cut a picture in two.
    """

    def __init__(self, output: Output, board: Board, task_ids: Sequence[int]) -> None:
        self._board = board
        self._tasks: dict[int, TaskInfo | None] = dict.fromkeys(task_ids)
        self._live = Live(
            console=output.console, get_renderable=lambda: board.picture(self._tasks), vertical_overflow="visible"
        )

    def shown(self) -> AbstractContextManager[object]:
        """Show the bars while a block runs."""
        return drawn(self._live)

    def show(self, task: TaskInfo) -> None:
        """Take what has become of a task."""
        self._board.take(task)
        self._tasks[task.id] = task

    def tell(self, text: str) -> None:
        """Print a line above the bars."""
        self._live.console.print(Text(printable(text)))


class Lines:
    """Plain lines, one whenever something has changed."""

    def __init__(self, output: Output, board: Board) -> None:
        self._output = output
        self._board = board
        self._last: dict[int, str] = {}

    shown = nullcontext

    def show(self, task: TaskInfo) -> None:
        """Print how a task stands, if that is new."""
        self._board.take(task)
        text = self._board.line(task)
        if self._last.get(task.id) != text:
            self._last[task.id] = text
            self.tell("  ".join(filter(None, (text, self._board.pace(task)))))

    def tell(self, text: str) -> None:
        """Print a line, with the time."""
        self._output.line(at_the_clock(text, self._board.say))


class Nothing:
    """No sign of progress: only the result counts."""

    def __init__(self, output: Output) -> None:
        self.tell = output.aside

    shown = nullcontext

    def show(self, _task: TaskInfo) -> None:
        """Keep silent."""


@contextmanager
def drawn(display: Live) -> Iterator[None]:
    """Show a display while a block runs, and put the terminal right after it, however early the end comes."""
    # Keys come singly so that their echo, that of Ctrl-C too, does not stand within the picture.
    with ending_in_order(), single_keys():
        try:
            with unbroken():
                display.start()
            yield
        finally:
            # The terminal may be gone, and nothing left to put right.
            with unbroken(), suppress(OSError):
                display.stop()
