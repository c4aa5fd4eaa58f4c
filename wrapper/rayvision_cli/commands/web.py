"""The command that shows the farm in a browser."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter
from rayvision_api import AsyncRayvisionAPI, Budget

from rayvision_cli.terminal.exit_codes import CommandError, Exit
from rayvision_cli.terminal.session import SessionArgument
from rayvision_cli.text.views import at_the_clock

_PORT_HELP = "Port of this machine to serve the page on; by default any free one."
_READ_ONLY_HELP = "Show everything, but offer no actions on the page; --budget still stops tasks."
_BUDGET_HELP = (
    "What the tasks that have not ended yet may cost together: warn at 80 %, and stop what would exceed that."
)


def web(
    *,
    port: Annotated[int, Parameter(help=_PORT_HELP, show_default=False)] = 0,
    read_only: Annotated[bool, Parameter(help=_READ_ONLY_HELP)] = False,
    budget: Annotated[float | None, Parameter(help=_BUDGET_HELP)] = None,
    session: SessionArgument,
) -> None:
    """Show all tasks on a page in the browser, live, until Ctrl-C."""
    say = session.say
    session.check_range("--port", port, 0, 65_535)
    try:
        from rayvision_cli.web.budget import BudgetWatch
        from rayvision_cli.web.server import serve
    except ModuleNotFoundError as error:
        text = say("{name} is missing; run: pip install 'rayvision-sdk[cli,web]'", name=error.name)
        raise CommandError(Exit.USAGE, text) from None

    def tell(address: str) -> None:
        if session.output.as_json:
            session.output.document({"address": address})
        else:
            session.output.line(say("Open {address}", address=address))
            session.output.line(say("The page is for this machine alone. Ctrl-C ends it."))

    def tell_of_budget(text: str) -> None:
        if session.output.as_json:
            session.output.document({"budget": text})
        else:
            session.output.line(at_the_clock(text, say))

    with session.checking({"budget": "--budget"}):
        limit = Budget(budget)
    api = session.client(AsyncRayvisionAPI)
    budget_watch = None if budget is None else BudgetWatch(api, limit, say, tell_of_budget)
    try:
        serve(api, say, port=port, read_only=read_only, budget_watch=budget_watch, tell=tell)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        text = say("port {port} cannot be used: {reason}; choose another --port", port=port, reason=reason)
        raise CommandError(Exit.USAGE, text) from None
