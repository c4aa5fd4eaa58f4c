"""What became of one frame: how it stands, and what its log ends with."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Annotated

from cyclopts import Parameter
from rayvision_api import TaskFrame
from rayvision_client.operations import SHOW_LOG

from rayvision_cli.terminal.exit_codes import CommandError, Exit
from rayvision_cli.terminal.session import Session, SessionArgument
from rayvision_cli.text.statuses import of_status
from rayvision_cli.text.views import duration, frame_spent

# The facts of the frame stand above the log, and the prompt below it.
_OTHER_LINES = 10
_FEWEST_LINES = 5


def log(
    task_id: Annotated[int, Parameter(help="Id of the task.")],
    frame: Annotated[str, Parameter(help="Name or id of the frame, as 'rayvision task frames' lists it.")],
    /,
    *,
    everything: Annotated[bool, Parameter(name="--all", help="The whole log, not its last lines alone.")] = False,
    session: SessionArgument,
) -> None:
    """Show how a frame stands, and the end of its log. Since edition 2.0.0 of the API."""
    output = session.output
    with session.checking({"task_id": "TASK_ID"}):
        # Before the frames are listed, refuse an edition that has no logs.
        SHOW_LOG.endpoint(session.api.connect.api_version)
        found = _frames_of(session, task_id, frame)
        most = None if everything or not output.is_terminal else _room(output.console.height)
        logs = [deque(session.api.query.iter_render_log(one.id), maxlen=most) for one in found]
    if output.as_json:
        output.document([{"frame": one.to_dict(), "log": list(lines)} for one, lines in zip(found, logs, strict=True)])
        return
    for one, lines in zip(found, logs, strict=True):
        output.facts(_facts(one, session))
        output.line("")
        output.listing(lines)


def ids_of(session: Session, task_id: int, words: Sequence[str]) -> list[int]:
    """Find the ids of a task's frames, which may be given by their ids or names.

    Raises:
        CommandError: The task has no such frame.
    """
    frames = list(session.api.query.iter_frames(task_id))
    ids: list[int] = []
    for word in words:
        # Where the whole of a layered task lists no frames, the service decides about an id.
        unlisted = [int(word)] if word.isdecimal() and not frames else []
        found = [one.id for one in _meant(frames, word)] or unlisted
        if not found:
            raise _no_frame(session, task_id, word)
        ids += found
    return list(dict.fromkeys(ids))


def _frames_of(session: Session, task_id: int, word: str) -> list[TaskFrame]:
    if found := _meant(list(session.api.query.iter_frames(task_id)), word):
        return found
    raise _no_frame(session, task_id, word)


def _meant(frames: Sequence[TaskFrame], word: str) -> list[TaskFrame]:
    """Find the frame that has an id, or those that have a name: of several layers, each has one of the name."""
    return [one for one in frames if word == str(one.id)] or [one for one in frames if word == one.frame_index]


def _no_frame(session: Session, task_id: int, word: str) -> CommandError:
    facts = {"task_id": task_id, "frame": word, "command": f"rayvision task frames {task_id} --all"}
    text = session.say("task {task_id} has no frame {frame}: look with '{command}'", **facts)
    return CommandError(Exit.REFUSED, text)


def _room(height: int) -> int:
    return max(_FEWEST_LINES, height - _OTHER_LINES)


def _facts(frame: TaskFrame, session: Session) -> list[tuple[str, str]]:
    say = session.say
    facts = [
        (say("frame"), f"{frame.frame_index} ({frame.id})"),
        (say("layer name"), frame.layer_name or ""),
        (say("status"), of_status(frame.frame_status).said(say)),
        (say("duration"), duration(frame.frame_execute_time, say) if frame.get("frameExecuteTime") else ""),
        (say("restarts"), str(frame.restarts) if frame.get("recommitFlag") else ""),
        (say("spent"), frame_spent(frame)),
    ]
    return [(title, text) for title, text in facts if text]
