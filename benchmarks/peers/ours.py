"""This project's client, by its public interface."""

from __future__ import annotations

import asyncio
from collections import deque
from functools import partial
from importlib import import_module
from operator import attrgetter, itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.peers.worker import Options, Work, awaited, counted, repeated, serve


def jobs(options: Options) -> dict[str, Work]:
    """Make the peer's jobs."""
    return {**calls(options), **decoding(options), **signing(options), **uploading(options)}


def calls(options: Options) -> dict[str, Work]:
    """Make the jobs that ask the server."""
    from rayvision_api import AsyncRayvisionAPI, RayvisionAPI

    ways: dict[str, Any] = {"domain": options.domain, "platform": "2", "protocol": "http"}
    api = RayvisionAPI("benchmark-id", "benchmark-key", **ways)
    if options.variant == "aiohttp":
        httpx = import_module("httpx")
        limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
        ways["transport"] = import_module("httpx_aiohttp").AiohttpTransport(limits=limits)
    runner = asyncio.Runner()
    async_api = AsyncRayvisionAPI("benchmark-id", "benchmark-key", **ways)

    def frames(count: int) -> None:
        # The server's tasks have as many frames as their ids say.
        deque(api.query.iter_frames(count, page_size=1000), maxlen=0)

    def pages_ahead(count: int) -> None:
        deque(api.query.iter_frames(count, page_size=100), maxlen=0)

    def pages_in_turn(count: int) -> None:
        for number in range(1, count // 100 + 1):
            deque(api.query.task_frames(count, number, 100).items, maxlen=0)

    def tasks_at_once(count: int) -> None:
        api.query.task_info(range(1, count + 1))

    def waited_for(count: int) -> None:
        api.task.wait(range(1, count + 1))

    def tasks_in_turn(count: int) -> None:
        for first in range(1, count + 1, 100):
            api.query.task_info(range(first, first + 100))

    return {
        "profile": repeated(api.user.query_user_profile),
        "task list": repeated(api.query.get_task_list),
        "async profile": awaited(runner, async_api.user.query_user_profile),
        "frames": counted(frames),
        "pages ahead": counted(pages_ahead),
        "pages in turn": counted(pages_in_turn),
        "tasks at once": counted(tasks_at_once),
        "tasks in turn": counted(tasks_in_turn),
        "tasks waited for": counted(waited_for),
    }


def decoding(options: Options) -> dict[str, Work]:
    """Make the jobs that read a page of tasks."""
    from rayvision_client.client import decode
    from rayvision_client.models import TaskInfo, TaskPageEnvelope, TaskStatus

    raw = options.page()

    def page() -> list[TaskInfo]:
        data = TaskPageEnvelope(decode(200, raw)).data
        tasks = data.items if data else []
        if not isinstance(tasks[0].task_status, TaskStatus):
            raise TypeError("the page was not read")
        return tasks

    first = page()[0]
    # A member's documentation ends with its name on the wire. Members that are not on the page other peers cannot read.
    properties = {name: member for name, member in vars(TaskInfo).items() if isinstance(member, property)}
    wire = {name: str(member.__doc__).rpartition("(`")[2].partition("`")[0] for name, member in properties.items()}
    names = [name for name in properties if wire[name] in first]
    # What an attribute gives back untouched is read by it; what it makes an enum or a time of, by its name on the wire.
    marker = object()
    marked = TaskInfo(dict.fromkeys(wire.values(), marker))
    plain = [name for name in names if getattr(marked, name) is marker]
    converted = [wire[name] for name in names if name not in plain]
    plain_of, converted_of, typed_of = attrgetter(*plain), itemgetter(*converted), attrgetter(*names)

    def all_members() -> None:
        for task in page():
            plain_of(task)
            converted_of(task)

    def all_typed() -> None:
        for task in page():
            typed_of(task)

    return {
        "page": repeated(page),
        "page, all members": repeated(all_members),
        "page, all members typed": repeated(all_typed),
    }


def signing(options: Options) -> dict[str, Work]:
    """Make the jobs that sign."""
    from rayvision_api.signing import signature

    def sign(case: dict[str, Any]) -> str:
        return signature(case["key"], case["domain"], case["path"], case["headers"], case["body"])

    return {f"sign {name}": repeated(partial(sign, case)) for name, case in options.json("signing.json").items()}


def uploading(options: Options) -> dict[str, Work]:
    """Make the jobs that look which files have to be uploaded."""
    from rayvision_api.transfer import Record, Storage, TransferFile

    storage = Storage(10201, 10001136)
    files = [TransferFile(path, path, 0) for path in options.files()]
    known = Path(options.data) / "known.sqlite3"

    def look(path: Path) -> Any:
        record = Record(path)
        sorting = record.sort(storage, files)
        record.add(storage, sorting.to_send)
        return sorting

    def first() -> None:
        with TemporaryDirectory() as folder:
            look(Path(folder) / "record.sqlite3")

    return {
        "files, for the first time": repeated(first),
        "files, again": repeated(lambda: look(known)),
    }


if __name__ == "__main__":
    serve(jobs)
