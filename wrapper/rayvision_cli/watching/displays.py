"""What is shown of tasks and jobs while they are waited for: a board that is drawn over, plain lines, or nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress

from rayvision_api.jobs import JobProgress
from rayvision_api.text import printable
from rayvision_api.transfer import Progress
from rayvision_client.models import TaskInfo
from rich.live import Live
from rich.text import Text

from rayvision_cli.terminal.keyboard import single_keys
from rayvision_cli.terminal.output import Output
from rayvision_cli.terminal.signals import orderly_exit, signals_held
from rayvision_cli.text.languages import Texts
from rayvision_cli.text.views import at_the_clock, duration, frames_done, listed
from rayvision_cli.watching.board import Board, spent

# Seconds between two lines of the same stage of a job, where they cannot be drawn over.
_PAUSE = 5.0


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


class JobDisplay:
    """The progress of a job: one line that is drawn over at a terminal, lines now and then in a pipe."""

    def __init__(self, output: Output, say: Texts) -> None:
        self._output = output
        self._say = say
        self._text = self._told = ""
        self._last: tuple[str, float] = ("", 0.0)
        self._live = Live(console=output.console, get_renderable=lambda: Text(self._text, overflow="ellipsis"))

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show it while a block runs; the terminal is as before after it."""
        if self._output.is_live and not self._output.as_json:
            with drawn(self._live):
                yield
            return
        try:
            yield
        finally:
            if self._text != self._told:
                self._output.line(self._text)

    def show(self, progress: JobProgress) -> None:
        """Take the progress of the job."""
        say = self._say
        if progress.changed and not self._output.as_json:
            files = listed(progress.changed, say)
            self._output.line(say("{files} changed since the last run; what is there now is sent", files=files))
        facts = [say(str(progress.stage))]
        if progress.transfer is not None:
            facts += _moved(progress.transfer, say)
        if progress.task is not None:
            facts += [frames_done(progress.task), spent(progress.task, say, self._output.currency())]
        self._draw(str(progress.stage), listed((fact for fact in facts if fact), say))

    def fetch(self, progress: Progress) -> None:
        """Take the progress of a download that belongs to no job."""
        self._draw("fetching", listed([self._say("fetching"), *_moved(progress, self._say)], self._say))

    def _draw(self, stage: str, text: str) -> None:
        if self._output.as_json:
            return
        self._text = printable(text)
        if self._output.is_live:
            return
        before, at = self._last
        if stage != before or time.monotonic() - at > _PAUSE:
            self._last = (stage, time.monotonic())
            self._told = self._text
            self._output.line(text)


def _moved(progress: Progress, say: Texts) -> Iterator[str]:
    if progress.files_total is None:
        yield say("{done:,} files", done=progress.files_done)
    else:
        yield say("{done:,} of {total:,} files", done=progress.files_done, total=progress.files_total)
    # Without a list, the transmitter says nothing of sizes.
    if progress.bytes_total is not None:
        yield say("{done:,.1f} of {total:,.1f} MB", done=progress.bytes_done / 1e6, total=progress.bytes_total / 1e6)
    if progress.files_unchanged:
        yield say("{count:,} unchanged", count=progress.files_unchanged)
    if progress.bytes_per_second:
        yield say("{rate:,.1f} MB/s", rate=progress.bytes_per_second / 1e6)
    if progress.seconds_left:
        yield say("{time} left", time=duration(round(progress.seconds_left), say))
    if progress.failed:
        yield say("{count:,} failed", count=len(progress.failed))


@contextmanager
def drawn(display: Live) -> Iterator[None]:
    """Show a display while a block runs, and put the terminal right after it, however early the end comes."""
    # Keys come singly so that their echo, that of Ctrl-C too, does not stand within the picture.
    with orderly_exit(), single_keys():
        try:
            with signals_held():
                display.start()
            yield
        finally:
            # The terminal may be gone, and nothing left to put right.
            with signals_held(), suppress(OSError):
                display.stop()
