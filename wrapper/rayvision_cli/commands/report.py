"""The command that writes a report about a task."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from rayvision_cli.terminal.exit_codes import CommandError, Exit
from rayvision_cli.terminal.output import STANDARD_OUTPUT
from rayvision_cli.terminal.session import SessionArgument
from rayvision_cli.terminal.usage import FILLED

_OUTPUT_HELP = "The file to write, - for standard output; by default task-ID.html in this folder."
_PICTURES_HELP = "The folder into which the task's pictures were downloaded: the page shows them."


def report(
    task_id: Annotated[int, Parameter(help="Id of the task.")],
    /,
    *,
    output: Annotated[
        Path | None, FILLED, Parameter(name=("--output", "-o"), help=_OUTPUT_HELP, allow_leading_hyphen=True)
    ] = None,
    pictures: Annotated[Path | None, FILLED, Parameter(help=_PICTURES_HELP)] = None,
    session: SessionArgument,
) -> None:
    """Write a page about a task: its frames in time, what they cost, and pictures."""
    from rayvision_cli.report import build_report

    say = session.say
    session.check_file("--output", output, {"--json": session.output.as_json})
    if pictures is not None and not pictures.is_dir():
        reason = errno.ENOTDIR if pictures.exists() else errno.ENOENT
        raise CommandError(Exit.USAGE, say("{file}: {reason}", file=pictures, reason=os.strerror(reason)))
    with session.checking({"task_ids_list[0]": "TASK_ID"}):
        try:
            page = build_report(session.api, task_id, language=say.language, pictures=pictures, zone=say.zone)
        except LookupError:
            text = say("there is no task {task_id}: 'rayvision task list' lists the tasks", task_id=task_id)
            raise CommandError(Exit.REFUSED, text) from None
    path = output or Path(f"task-{task_id}.html")
    session.output.file(path, page)
    if path == STANDARD_OUTPUT:
        return
    if session.output.as_json:
        session.output.document({"taskId": task_id, "file": str(path)})
    else:
        session.output.line(say("the report is in {file}", file=path))
