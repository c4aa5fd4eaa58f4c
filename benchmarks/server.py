"""An instant server on 127.0.0.1: canned replies, keep-alive, nothing checked.

It tells its port on standard output, and ends when its standard input is closed, or after an hour.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

_LONGEST_RUN = 3600
_FRAMES = b"/api/render/task/queryTaskFrames"
_TASKS = b"/api/render/task/queryTaskInfo"


class Replies:
    """What to answer to which path.

    Args:
        folder: Where the suite has put the replies.
    """

    def __init__(self, folder: Path) -> None:
        replies: dict[str, Any] = json.loads((folder / "replies.json").read_text("utf-8"))
        self._frame = _numbered(replies[_FRAMES.decode()]["data"]["items"][0])
        # One that has finished: anyone who waits for it need not look twice.
        task = replies[_TASKS.decode()]["data"]["items"][0]
        self._task = _numbered({**task, "taskStatus": 25, "respRenderingTaskList": []})
        self._by_path = {path.encode(): _http(json.dumps(reply).encode()) for path, reply in replies.items()}
        # The vendor's client has other paths for some operations, which its server answers as well.
        self._by_name = {path.rpartition(b"/")[2]: reply for path, reply in self._by_path.items()}

    def to(self, path: bytes, body: bytes) -> bytes:
        """Return the whole HTTP reply to a request."""
        if path == _FRAMES:
            return self._frames(json.loads(body))
        return self._tasks(json.loads(body)) if path == _TASKS else self._by_path.get(path) or self._other(path)

    def _other(self, path: bytes) -> bytes:
        """Answer to the vendor's own paths, which may end with a version."""
        name = path.removesuffix(b"/v2").rpartition(b"/")[2]
        return self._by_name.get(name) or _http(b'{"code": 200, "message": "success", "data": {}}')

    def _frames(self, asked: dict[str, Any]) -> bytes:
        """Return a page of frames; a task has as many as its id says."""
        total, page, size = asked["taskId"], asked["pageNum"], asked["pageSize"]
        numbers = range((page - 1) * size + 1, min(page * size, total) + 1)
        return _page((-(-total // size), page, total, size), [self._frame % number for number in numbers])

    def _tasks(self, asked: dict[str, Any]) -> bytes:
        """Return the tasks that are asked for."""
        ids = asked["taskIds"]
        return _page((1, 1, len(ids), len(ids)), [self._task % task_id for task_id in ids])


class Server(asyncio.Protocol):
    """One connection.

    Args:
        replies: What to answer.
        delay: After how many seconds.
    """

    def __init__(self, replies: Replies, delay: float) -> None:
        self._replies = replies
        self._delay = delay
        self._received = b""
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer, once a request is complete; clients of HTTP/1.1 wait for one reply before they ask again."""
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found:
            return
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        if len(body) < int(length or 0):
            return
        self._received = b""
        reply = self._replies.to(head.split(b" ", 2)[1], body)
        if self._delay:
            asyncio.get_running_loop().call_later(self._delay, self._transport.write, reply)
        else:
            self._transport.write(reply)


def _numbered(item: dict[str, Any]) -> bytes:
    """Write an item with a place for its id."""
    before, _, after = json.dumps({**item, "id": -1}).encode().partition(b'"id": -1')
    return before.replace(b"%", b"%%") + b'"id": %d' + after.replace(b"%", b"%%")


def _page(counts: tuple[int, int, int, int], items: list[bytes]) -> bytes:
    """Write a page: how many there are, its number, how many items in all, and on a page."""
    written = b'"pageCount": %d, "pageNum": %d, "total": %d, "size": %d' % counts
    start = b'{"version": "1.0.0", "result": true, "message": "success", "code": 200, "data": {'
    return _http(start + written + b', "items": [' + b", ".join(items) + b']}, "serverTime": 1535953580730}')


def _http(content: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\nContent-Length: %d\r\n\r\n"
    return head % len(content) + content


async def _run(folder: Path, delay: float) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(partial(Server, Replies(folder), delay), "127.0.0.1", 0, backlog=1000)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    # Nothing is ever written there: it is closed when the suite has ended, in whatever way.
    ended = loop.run_in_executor(None, sys.stdin.read)
    await asyncio.wait([ended], timeout=_LONGEST_RUN)
    server.close()


def main() -> None:
    """Run as a program: the folder of the replies, and the delay in seconds."""
    folder, delay = Path(sys.argv[1]), float(sys.argv[2])
    try:
        make_loop = import_module("uvloop").new_event_loop
    except ImportError:
        make_loop = None
    with asyncio.Runner(loop_factory=make_loop) as runner:
        runner.run(_run(folder, delay))
        # The thread that waits for the end of the input may still wait.
        os._exit(0)


if __name__ == "__main__":
    main()
