"""The commands that tell what tasks have cost, and what further ones will cost."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from rayvision_api import Cost, CostGroup, Costs

from rayvision_cli.report.formatting import Words
from rayvision_cli.terminal.exit_codes import CommandError, Exit
from rayvision_cli.terminal.output import STANDARD_OUTPUT
from rayvision_cli.terminal.session import SessionArgument
from rayvision_cli.terminal.usage import FILLED
from rayvision_cli.text.numbers import AMOUNTS
from rayvision_cli.text.spreadsheets import sheet

_BY_HELP = "What to add up by; a task with several labels belongs to all of them together."
_PLATFORMS_HELP = "Numbers of the platforms whose tasks to look at; by default that of --platform."
_SINCE_HELP = "Only tasks submitted at this time or later: 2026-11-24, yesterday, or 7d for the last seven days."
_HTML_HELP = (
    "Also write an HTML page with two charts: by the chosen group, and by day; - for standard output, and that alone."
)
_UNTIL_HELP = "Only tasks submitted at this time or earlier, as for --since."


def costs(
    *,
    by: Annotated[CostGroup, Parameter(help=_BY_HELP)] = "label",
    label: Annotated[str | None, FILLED, Parameter(help="Only tasks that have this label.")] = None,
    since: Annotated[str | None, Parameter(help=_SINCE_HELP)] = None,
    until: Annotated[str | None, Parameter(help=_UNTIL_HELP)] = None,
    platforms: Annotated[list[str] | None, Parameter(help=_PLATFORMS_HELP, consume_multiple=1)] = None,
    as_csv: Annotated[bool, Parameter(name="--csv", help="Print a file for spreadsheets.")] = False,
    html: Annotated[Path | None, FILLED, Parameter(help=_HTML_HELP, allow_leading_hyphen=True)] = None,
    session: SessionArgument,
) -> None:
    """Add up what tasks have cost."""
    say, output = session.say, session.output
    if as_csv and output.as_json:
        raise CommandError(Exit.USAGE, say("{one} and {other} exclude each other", one="--csv", other="--json"))
    session.check_file("--html", html, {"--csv": as_csv, "--json": output.as_json})
    start, end = session.span(since, until)
    names = {"start_time": "--since", "end_time": "--until", "label": "--label", "platform": "--platforms"}
    with session.checking(names):
        found = session.api.costs(by, platforms=platforms, label=label, start_time=start, end_time=end, zone=say.zone)
    if html is not None:
        from rayvision_cli.report.costs import render_costs

        output.file(html, render_costs(by, found, say))
        if html == STANDARD_OUTPUT:
            return
        output.hint(say("the report is in {file}", file=html))
    if output.as_json:
        document = {"by": by, "currency": found.currency, "groups": [_document(group) for group in found.groups]}
        output.document(document | {"total": _document(found.total)})
    elif as_csv:
        output.page(_csv(by, found))
    else:
        titles = [say(by), say("tasks"), *map(say, AMOUNTS.values())]
        words = Words(say)
        rows = [_row(words.group(by, group.key), group) for group in found.groups]
        output.rows(titles, [*rows, _row(say("all"), found.total)], are_numbers=True)
        output.hint(say("amounts are in {currency}", currency=found.currency or say("the account's currency")))


def estimate(
    frames: Annotated[int, Parameter(help="How many frames will be rendered.")],
    /,
    *,
    label: Annotated[str | None, FILLED, Parameter(help="Estimate by finished tasks that have this label.")] = None,
    scene: Annotated[str | None, FILLED, Parameter(help="Estimate by finished tasks of this scene file.")] = None,
    session: SessionArgument,
) -> None:
    """Estimate what frames will cost, by finished tasks of a label or scene."""
    say, output = session.say, session.output
    with session.checking({"frames": "FRAMES", "label": "--label", "scene": "--scene"}):
        found = session.api.estimate_cost(frames, label=label, scene=scene)
    if found is None:
        raise CommandError(Exit.REFUSED, say("there is no finished task of this label or scene to estimate by"))
    if output.as_json:
        amounts = {name: str(getattr(found, name)) for name in ("typical", "low", "high")}
        output.document({"frames": frames, "tasks": found.tasks, **amounts, "currency": found.currency})
    else:
        text = say(
            "{typical} {currency}, from {low} to {high}, based on finished tasks: {tasks}",
            **found._asdict() | {"currency": found.currency or say("(the account's currency)")},
        )
        output.line(text)


def _row(name: str, cost: Cost) -> list[str]:
    return [name, f"{cost.tasks:,}", *(f"{getattr(cost, amount):,.2f}" for amount in AMOUNTS)]


def _document(cost: Cost) -> dict[str, Any]:
    return {"key": cost.key, "tasks": cost.tasks, **{name: str(getattr(cost, name)) for name in AMOUNTS}}


def _csv(by: str, found: Costs) -> str:
    rows = (
        [group.key, group.tasks, *(getattr(group, name) for name in AMOUNTS), found.currency] for group in found.groups
    )
    return sheet([by, "tasks", *AMOUNTS, "currency"], rows)
