"""One self-contained HTML page about what tasks have cost."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from markupsafe import Markup
from rayvision_api import Cost, Costs

from rayvision_cli.report import drawing
from rayvision_cli.report.charts import HEIGHT, Stack, columns, ticks
from rayvision_cli.report.drawing import Label, chart
from rayvision_cli.report.formatting import Words, shown, shown_in_short
from rayvision_cli.report.page import Table, environment, style
from rayvision_cli.text.languages import Texts
from rayvision_cli.text.numbers import AMOUNTS
from rayvision_cli.text.views import amount

# More would be too many to read; the table has all of them.
_MOST_BARS = 100
_MOST_NAMES = 6
# What an amount is shown with: the swatches of the page.
_PARTS = (("balance", "cost"), ("coupon", "finished"), ("arrears", "failed"))


def render_costs(by: str, found: Costs, say: Texts) -> str:
    """Write the page: a chart and a table by groups, and by days.

    Args:
        by: What the costs are grouped by.
        found: The costs.
        say: The language and time zone of the reader.
    """
    words = Words(say, found.currency)
    sections = {by: found.groups, "day": found.days}
    members: dict[str, Any] = {
        "say": say,
        "code": "zh-CN" if say.language == "zh" else "en",
        "css": Markup(style()),  # noqa: S704  # a file of this package
        "figures": [(say("tasks"), f"{found.total.tasks:,}"), *_facts(found.total, words)],
        "legend": [(say(AMOUNTS[name]), kind) for name, kind in _PARTS],
        "groups": [
            (_title(key, say), _bars(key, some, words), _table(key, some, words)) for key, some in sections.items()
        ],
        "made": words.made(datetime.now().astimezone(say.zone)),
    }
    return environment().get_template("costs.html.jinja").render(members)


def _title(by: str, say: Texts) -> str:
    return say("By {group}", group=say(by))


def _facts(cost: Cost, words: Words) -> list[tuple[str, str]]:
    return [(words.say(title), _written(cost, name, words)) for name, title in AMOUNTS.items()]


def _written(cost: Cost, name: str, words: Words) -> str:
    return words.amount(float(getattr(cost, name)))


def _name(by: str, cost: Cost, words: Words) -> str:
    return shown(words.group(by, cost.key))


def _bars(by: str, costs: list[Cost], words: Words) -> Markup:
    """Draw each group as a bar, its parts one above the other; of very many, the last days or the most expensive."""
    groups = costs[-_MOST_BARS:] if by == "day" else costs[:_MOST_BARS]
    top, up = ticks(max((float(group.total) for group in groups), default=0.0), amount)
    stacks = [
        Stack(
            "\n".join([_name(by, group, words), *(words.fact(*fact) for fact in _facts(group, words))]),
            [(float(getattr(group, name)), kind) for name, kind in _PARTS],
        )
        for group in groups
    ]
    every = -(-len(groups) // _MOST_NAMES) or 1
    around = drawing.Axes(
        title=_title(by, words.say),
        height=HEIGHT,
        across=[
            Label((number + 0.5) / len(groups), (shown_in_short(_name(by, groups[number], words), 16),))
            for number in range(0, len(groups), every)
        ],
        up=up,
    )
    return chart(around, columns(stacks, top))


def _table(by: str, costs: list[Cost], words: Words) -> Table:
    rows = [
        (_name(by, group, words), f"{group.tasks:,}", *(value for _, value in _facts(group, words))) for group in costs
    ]
    headings = [words.say(by), words.say("tasks"), *map(words.say, AMOUNTS.values())]
    return Table(headings, [2, 3, 4, 5, 6], rows, "")
