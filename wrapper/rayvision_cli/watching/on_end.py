"""What happens when tasks have ended: a command gets the facts in its environment, and an address as a message."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import uuid4

from attrs import frozen
from rayvision_api import Supervision, spent_on
from rayvision_api.text import in_one_line, printable
from rayvision_client.models import TaskInfo

from rayvision_cli.terminal.exit_codes import Exit
from rayvision_cli.terminal.session import Session
from rayvision_cli.text.numbers import count, whole
from rayvision_cli.text.statuses import Kind, of_task
from rayvision_cli.text.views import clock, frames_done, listed
from rayvision_cli.watching.notifying import Notification

Result = Literal["succeeded", "failed", "timed_out", "error"]

# An environment variable holds 128 KB.
_MOST_TASKS, _LONGEST_NAME = 50, 100
_MOST_LINES = 10
# Seconds that a command may take.
_LONGEST_COMMAND = 600.0
# What the command interpreter of Windows takes apart where a variable is put into a line.
_STEERING_WINDOWS = re.compile(r'["&|<>^%!()\r\n]')


@frozen
class EndActions:
    """What to run and to post when tasks have ended.

    Attributes:
        session: The run of the command.
        command: A command line for the shell, if there is one.
        notification: A message to post, if there is one.
    """

    session: Session
    command: str | None
    notification: Notification | None

    def tell(self, task_ids: Sequence[int], tasks: Sequence[TaskInfo], code: Exit, done: Supervision | None) -> None:
        """Run the command and post the message; a failure is printed, and changes nothing else."""
        if self.command is None and self.notification is None:
            return
        facts = self._facts(task_ids, tasks, code, done)
        troubles = []
        if self.command is not None:
            troubles.append(self._run(self.command, facts))
        if self.notification is not None:
            troubles.append(self.notification.post(facts, self.session.say))
        for trouble in filter(None, troubles):
            sys.stderr.write(f"rayvision: {in_one_line(trouble)}\n")

    def _facts(
        self, task_ids: Sequence[int], tasks: Sequence[TaskInfo], code: Exit, done: Supervision | None
    ) -> dict[str, Any]:
        result: Result = "error"
        if code is Exit.TIMED_OUT:
            result = "timed_out"
        elif code in (Exit.DONE, Exit.FINISHED_WITH_FAILURES):
            is_good = all(of_task(task).kind is Kind.FINISHED for task in tasks)
            result = "succeeded" if is_good else "failed"
        facts = {
            "version": 1,
            "id": uuid4().hex,
            "event": "tasks_ended",
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "result": result,
            "exitCode": int(code),
            "taskIds": list(task_ids),
            "tasks": [_summary(task) for task in tasks[:_MOST_TASKS]],
            "tasksLeftOut": max(0, len(tasks) - _MOST_TASKS),
            "failedFrames": sum(count(task.failed_frames) for task in tasks),
            "restarts": done.restarts if done else 0,
            "givenUp": sum(len(event.frames) for event in done.given_up) if done else 0,
            "stoppedForBudget": done.stopped if done else [],
            "cost": str(spent_on(tasks)),
            "currency": self.session.output.currency(),
        }
        return facts | {"text": self._text(tasks, facts)}

    def _text(self, tasks: Sequence[TaskInfo], facts: dict[str, Any]) -> str:
        """Write the facts for a person, a line for each of the first tasks."""
        say = self.session.say
        results: dict[Result, str] = {
            "succeeded": say("all tasks succeeded"),
            "failed": say("not all tasks succeeded"),
            "timed_out": say("the wait timed out"),
            "error": say("waiting ended with an error"),
        }
        cost = say("{amount} spent", amount=f"{facts['cost']} {facts['currency']}".strip())
        # The name comes first: robots may demand a keyword.
        lines = [f"rayvision, {clock(datetime.now(UTC), say)}: {listed((results[facts['result']], cost), say)}"]
        for task in tasks[:_MOST_LINES]:
            name = f"{task.id} {shortened(task.scene_name)}".strip()
            lines.append(listed((name, of_task(task).said(say), frames_done(task)), say))
        if len(tasks) > _MOST_LINES:
            lines.append(f"+ {len(tasks) - _MOST_LINES}")
        return "\n".join(map(printable, lines))

    def _run(self, command: str, facts: dict[str, Any]) -> str | None:
        """Run the command; return what went wrong."""
        say = self.session.say
        # The command's own words stay apart from a document on standard output.
        sys.stdout.flush()
        try:
            with subprocess.Popen(  # noqa: S602  # the person's own line; what others named is in the environment only
                command,
                shell=True,
                stdin=subprocess.DEVNULL,
                stdout=2,
                env=os.environ | variables(facts),
                start_new_session=True,
            ) as process:
                try:
                    code = process.wait(_LONGEST_COMMAND)
                except subprocess.TimeoutExpired:
                    return say("the command of --on-end took too long, and was ended")
                finally:
                    # Ctrl-C, too, reaches this process alone.
                    if process.returncode is None:
                        _end(process)
        except OSError as error:
            return say("the command of --on-end cannot be run: {reason}", reason=error.strerror or error)
        return say("the command of --on-end ended with {code}", code=code) if code else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a shell, and what it waits for."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def variables(facts: dict[str, Any], *, windows: bool = sys.platform == "win32") -> dict[str, str]:
    """Put facts into the environment of a command.

    On Windows, whose interpreter takes a variable's value for a part of the line, they lose what steers it there.
    """
    tasks = facts["tasks"]
    named = {
        "RESULT": facts["result"],
        "EXIT_CODE": facts["exitCode"],
        "TASK_ID": " ".join(map(str, facts["taskIds"])),
        "STATUS": " ".join(task["status"] for task in tasks),
        "SCENE": ", ".join(task["scene"] for task in tasks),
        "FAILED": facts["failedFrames"],
        "RESTARTS": facts["restarts"],
        "GIVEN_UP": facts["givenUp"],
        "COST": facts["cost"],
        "CURRENCY": facts["currency"],
        "TEXT": facts["text"],
    }
    values = {f"RAYVISION_{name}": printable(str(value)).replace("\0", "") for name, value in named.items()}
    if windows:
        return {name: _STEERING_WINDOWS.sub("_", value) for name, value in values.items()}
    # Quotation marks cannot be left out of a document.
    return values | {"RAYVISION_FACTS": json.dumps(facts)}


def shortened(name: object) -> str:
    """Write a name, which a server may leave out or make endless."""
    return in_one_line(str(name or ""))[:_LONGEST_NAME]


def _summary(task: TaskInfo) -> dict[str, Any]:
    counts = {name: whole(getattr(task, f"{name}_frames")) for name in ("total", "done", "failed")}
    return {
        "id": task.id,
        "scene": shortened(task.scene_name),
        "status": str(getattr(task.task_status, "name", "")),
        "frames": counts,
        "cost": str(spent_on([task])),
    }
