"""The board: a picture of tasks, with a line and a bar for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rayvision_api.text import printable
from rayvision_client.models import TaskInfo
from rich.console import Group, JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from rayvision_cli.terminal.output import Output
from rayvision_cli.terminal.tables import GAP, fitted, fold_of, shortened
from rayvision_cli.text.languages import Texts
from rayvision_cli.text.numbers import count, number, whole
from rayvision_cli.text.statuses import STYLES, Kind, of_task, with_failures
from rayvision_cli.text.views import amount, frames_done, labels, listed
from rayvision_cli.watching.pace import Pace, through

# The cells of a line, as they stand; and what of them goes last where there is little room.
_CELLS = ("id", "labels", "scene", "bar", "status", "frames", "left", "rate", "spent")
_BY_IMPORTANCE = ("id", "labels", "status", "frames", "bar", "scene", "left", "rate", "spent")
_RIGHT = ("id", "frames", "left", "rate", "spent")
_LEAST = {"scene": 12, "bar": 8}
_BAR, _LONGEST_BAR = 16, 40
_GLYPHS, _PLAIN_GLYPHS = ("█", "\N{MULTIPLICATION SIGN}", "\N{MIDDLE DOT}"), ("#", "x", ".")


class Board:
    """A picture of tasks: a line with a bar for each, and one about all of them."""

    def __init__(self, output: Output, say: Texts) -> None:
        self._output = output
        self.say = say
        self._paces: dict[int, Pace] = {}
        self._currency = ""

    def take(self, task: TaskInfo) -> None:
        """Note what has become of a task."""
        # Asked for here: pictures are drawn in a thread of their own.
        if number(task.render_consume):
            self._currency = self._output.currency()
        self._paces.setdefault(task.id, Pace()).take(task)

    def picture(self, tasks: Mapping[int, TaskInfo | None], room: int | None = None) -> RenderableType:
        """Draw tasks by their ids, on at most so many lines; some may not be known yet."""
        shown = list(tasks.items())
        if room is not None and len(shown) > room:
            shown = shown[: room - 1]
        lines = [self._cells(task_id, task) for task_id, task in shown]
        names = [name for name in _BY_IMPORTANCE if name == "bar" or any(line[name] for line in lines)]
        wishes = []
        for name in names:
            natural = _BAR if name == "bar" else max(line[name].cell_len for line in lines)
            least = fold_of(self._output.console.width) if name == "labels" else _LEAST.get(name, natural)
            wishes.append((min(natural, least), natural))
        widths = dict(zip(names, fitted(wishes, self._output.console.width), strict=False))
        if "bar" in widths:
            spare = self._output.console.width - sum(widths.values()) - GAP * (len(widths) - 1)
            widths["bar"] = min(_LONGEST_BAR, widths["bar"] + max(spare, 0))
        table = Table.grid(padding=(0, GAP))
        for name in (name for name in _CELLS if name in widths):
            justify: JustifyMethod = "right" if name in _RIGHT else "left"
            table.add_column(width=widths[name], no_wrap=name != "labels", overflow="fold", justify=justify)
        for (_, task), line in zip(shown, lines, strict=True):
            if "bar" in widths:
                line["bar"] = self._bar(task, widths["bar"])
            if "scene" in widths:
                line["scene"] = shortened(line["scene"], widths["scene"])
            table.add_row(*(line[name] for name in _CELLS if name in widths))
        parts: list[RenderableType] = [table]
        if len(tasks) > len(shown):
            parts.append(Text(f"+ {len(tasks) - len(shown)}"))
        known = [task for task in tasks.values() if task is not None]
        if known and len(tasks) > 1:
            parts.append(Text(self.summary(known), style="dim", no_wrap=True, overflow="ellipsis"))
        return Group(*parts)

    def summary(self, tasks: Sequence[TaskInfo]) -> str:
        """Write how many tasks stand how, and their frames and costs together."""
        say = self.say
        counts = Counter(of_task(task).said(say) for task in tasks)
        done, failed, total = (
            sum(count(getattr(task, f"{which}_frames")) for task in tasks) for which in ("done", "failed", "total")
        )
        facts = [say("{name}: {value}", name=word, value=some) for word, some in counts.items()]
        facts.append(say("{done:,} of {total:,} frames", done=done, total=total))
        if failed:
            facts.append(say("{count:,} failed", count=failed))
        facts.append(_spent(sum(number(task.render_consume) or 0.0 for task in tasks), say, self._currency))
        return listed(facts, say)

    def line(self, task: TaskInfo) -> str:
        """Write a task as a line of plain text."""
        say = self.say
        name = f"{task.id} {task.scene_name or ''}".strip()
        facts = [name, with_failures(of_task(task), whole(task.failed_frames), say), frames_done(task)]
        return listed((fact for fact in (*facts, spent(task, say, self._currency)) if fact), say)

    def pace(self, task: TaskInfo) -> str:
        """Write how fast a task goes on."""
        left, rate = self._paces[task.id].texts(self.say)
        return listed((fact for fact in (rate, left) if fact), self.say)

    def _cells(self, task_id: int, task: TaskInfo | None) -> dict[str, Text]:
        cells = dict.fromkeys(_CELLS, "")
        cells["id"] = str(task_id)
        status = None
        if task is not None:
            status = of_task(task)
            left, rate = self._paces[task.id].texts(self.say) if status.kind == Kind.RENDERING else ("", "")
            cells |= {
                "labels": labels(task, self.say),
                "scene": task.scene_name or "",
                "status": with_failures(status, whole(task.failed_frames), self.say),
                "frames": frames_done(task),
                "left": left,
                "rate": rate,
                "spent": spent(task, self.say, self._currency),
            }
        texts = {name: Text(printable(str(text))) for name, text in cells.items()}
        if status is not None:
            texts["status"] = self._output.marked(status.kind, texts["status"].plain)
        return texts

    def _bar(self, task: TaskInfo | None, width: int) -> Text:
        """Draw a bar that can be read without colours too: what is done is full, what failed crossed, the rest dots."""
        done, failed, rest = _GLYPHS if all(map(self._output.can_show, _GLYPHS)) else _PLAIN_GLYPHS
        total = 0 if task is None else max(count(task.total_frames), through(task))
        if task is None or not total:
            return Text(rest * width, STYLES[Kind.WAITING])
        lost = count(task.failed_frames) + count(task.abort_frames)
        # A failed frame is seen however many there are, and nothing looks whole before it is.
        crosses = min(width, max(1, round(width * lost / total))) if lost > 0 else 0
        full = min(width - crosses, int(width * count(task.done_frames) / total + (0.5 if lost > 0 else 0)))
        return Text.assemble(
            (done * full, STYLES[Kind.FINISHED]),
            (failed * crosses, STYLES[Kind.FAILED]),
            (rest * (width - full - crosses), STYLES[Kind.WAITING]),
        )


def spent(task: TaskInfo, say: Texts, currency: str) -> str:
    """Write what a task has cost so far."""
    cost = task.render_consume
    return _spent(cost, say, currency) if isinstance(cost, int | float) else ""


def _spent(cost: float, say: Texts, currency: str) -> str:
    return say("{amount} spent", amount=f"{amount(cost)} {currency}".strip())
