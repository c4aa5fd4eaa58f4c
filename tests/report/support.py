"""What the tests of the report share: a farm in memory that knows one task, and the page taken apart."""

from __future__ import annotations

import csv
import io
import json
from base64 import b64decode
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import httpx
from rayvision_api import RayvisionAPI

TASK_ID = 13652193
BEGIN = 1_760_000_000_000
MINUTE = 60_000

VOID = {"meta", "link", "img", "wbr"}


def task(**members: Any) -> dict[str, Any]:
    """Write a task as the service does."""
    return {
        "id": TASK_ID,
        "sceneName": "shot_010.ma",
        "taskAlias": f"2W{TASK_ID}",
        "taskStatus": 25,
        "cgId": 2000,
        "startTime": BEGIN,
        "completedDate": BEGIN + 90 * MINUTE,
        "renderConsume": 12.5,
        "taskArrears": 0,
        "labels": '{"0": "shot_010"}',
    } | members


def frame(number: int, **members: Any) -> dict[str, Any]:
    """Write a frame as the service does: a finished one that took two minutes."""
    return {
        "id": 1000 + number,
        "frameIndex": str(number),
        "frameStatus": 4,
        "frameType": 5,
        "taskId": TASK_ID,
        "platform": 2,
        "startTime": BEGIN + number * MINUTE,
        "endTime": BEGIN + (number + 2) * MINUTE,
        "frameExecuteTime": 120,
        "feeAmount": 0.2,
        "couponFee": 0.05,
        "arrearsFee": 0,
        "recommitFlag": 0,
    } | members


class Farm:
    """A service in memory with one task and its frames; answers of other operations by their names."""

    def __init__(
        self,
        task: dict[str, Any] | None,
        frames: list[dict[str, Any]] | dict[int, list[dict[str, Any]]] | None = None,
        **answers: Callable[[dict[str, Any]], Any],
    ) -> None:
        self._task = task
        self._frames = frames if isinstance(frames, dict) else {TASK_ID: frames or []}
        self._answers = answers
        self.calls: Counter[str] = Counter()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        operation = request.url.path.rpartition("/")[2]
        self.calls[operation] += 1
        data = self._answer(operation, json.loads(request.content))
        code, message = (200, "success") if data is not None else (600, "refused")
        reply = {"version": "1.0.0", "result": code == 200, "message": message, "code": code, "data": data}
        return httpx.Response(200, content=json.dumps(reply).encode())

    def _answer(self, operation: str, body: dict[str, Any]) -> Any:
        if operation in self._answers:
            return self._answers[operation](body)
        if operation == "queryTaskInfo":
            items = [] if self._task is None else [self._task]
            return {"pageCount": 1, "pageNum": 1, "total": len(items), "size": 100, "items": items}
        if operation == "queryTaskFrames":
            frames = self._frames.get(body["taskId"], [])
            page, size = body["pageNum"], body["pageSize"]
            items = frames[(page - 1) * size : page * size]
            return {
                "pageCount": -(-len(frames) // size),
                "pageNum": page,
                "total": len(frames),
                "size": size,
                "items": items,
            }
        return None

    def api(self) -> RayvisionAPI:
        """Make a client of this farm."""
        return RayvisionAPI("AKIDEXAMPLE", "KEYEXAMPLE", platform="2", transport=httpx.MockTransport(self))


class Page(HTMLParser):
    """A page taken apart: its tags with their attributes, and the texts by the tag they stand in."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.texts: list[tuple[str, str]] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        if self._open:
            self.faults.append(f"left open: {self._open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"closes what is not open: {tag}")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self._open[-1] if self._open else "", data.strip()))

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data}")

    def said_in(self, tag: str) -> list[str]:
        """Return the texts that stand directly in elements of a kind."""
        return [text for where, text in self.texts if where == tag]

    def values_of(self, tag: str, attribute: str) -> list[str]:
        """Return the values of an attribute of all elements of a kind."""
        return [
            value or ""
            for name, attributes in self.tags
            if name == tag
            for key, value in attributes
            if key == attribute
        ]

    def bars(self, kind: str) -> int:
        """Count the bars of a kind in all charts."""
        return sum(value == f"bar {kind}" for value in self.values_of("rect", "class"))

    @property
    def charts(self) -> int:
        """Count the charts."""
        return self.values_of("svg", "class").count("chart")

    @property
    def figures(self) -> dict[str, str]:
        """The figures at the head of the page, and facts."""
        return dict(zip(self.said_in("dt"), [*self.said_in("dd"), *self.said_in("bdi")], strict=False))

    @property
    def spreadsheet(self) -> list[list[str]]:
        """The rows of the file for spreadsheets that the page holds."""
        (address,) = (value for value in self.values_of("a", "href") if value.startswith("data:text/csv"))
        text = b64decode(address.partition("base64,")[2]).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline="")))

    @property
    def everything(self) -> str:
        """All texts, in order."""
        return "\n".join(text for _, text in self.texts)
