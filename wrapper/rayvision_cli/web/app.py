"""The page and what it asks for, over HTTP."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup
from rayvision_api import AsyncRayvisionAPI, RayvisionError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from rayvision_cli.report.formatting import Words, shown
from rayvision_cli.report.frame_texts import FrameTexts
from rayvision_cli.report.page import environment, style
from rayvision_cli.report.task_data import Frame, Task
from rayvision_cli.terminal.failures import explained
from rayvision_cli.text.languages import Texts
from rayvision_cli.text.statuses import SIGNS, Kind
from rayvision_cli.web import details, rows
from rayvision_cli.web.actions import ACTIONS, act
from rayvision_cli.web.budget import BudgetWatch
from rayvision_cli.web.polling import Poller
from rayvision_cli.web.texts import texts

FOLDER = "/page"
"""Everything but the page itself lies below this path."""
# A stream that is silent for longer is taken for dead, by the page and by what lies between.
_BEAT = 15.0
_MOST_BYTES = 100_000
_MOST_TASKS = 1_000

Handler = Callable[[Request], Awaitable[Response]]


class Page:
    """The page about one account, and all that it asks for.

    Args:
        api: The client of the account; it is closed with the page.
        say: The language and time zone of the reader.
        read_only: Whether nothing can be done from the page.
        budget_watch: Enforces a budget.
        head: HTML for the end of the page's head; it is trusted.
        above: HTML for the top of the page; it is trusted.
    """

    def __init__(
        self,
        api: AsyncRayvisionAPI,
        say: Texts,
        *,
        read_only: bool = False,
        budget_watch: BudgetWatch | None = None,
        head: str = "",
        above: str = "",
    ) -> None:
        self._api = api
        self._say = say
        self._read_only = read_only
        self._head, self._above = Markup(head), Markup(above)  # noqa: S704  # the server's own
        self._closing = asyncio.Event()
        self._budget_watch = budget_watch
        self._poller = Poller(api, budget_watch)
        self._details = details.Details(api)
        # Another page of this browser may send our cookie along; this it cannot know.
        self._secret = secrets.token_urlsafe(32)
        self._run = secrets.token_hex(4)

    def routes(self) -> list[BaseRoute]:
        """List the routes."""
        task = f"{FOLDER}/tasks/{{task_id:int}}"
        routes: list[BaseRoute] = [
            Route("/", self._show, methods=["GET"]),
            Route(f"{FOLDER}/page.css", _file("page.css", "text/css", before=style), methods=["GET"]),
            Route(f"{FOLDER}/page.js", _file("page.js", "text/javascript"), methods=["GET"]),
            Route(f"{FOLDER}/icon.svg", _file("icon.svg", "image/svg+xml"), methods=["GET"]),
            Route(f"{FOLDER}/state", self._state, methods=["GET"]),
            Route(f"{FOLDER}/events", self._events, methods=["GET"]),
            Route(task, self._explaining(self._grid), methods=["GET"]),
            Route(f"{task}/report", self._explaining(self._report), methods=["GET"]),
            Route(f"{task}/frames/{{frame_id:int}}", self._explaining(self._frame), methods=["GET"]),
            Route(f"{task}/frames/{{frame_id:int}}/picture", self._explaining(self._picture), methods=["GET"]),
            Route(f"{FOLDER}/dismiss", self._dismiss, methods=["POST"]),
        ]
        if not self._read_only:
            routes.append(Route(f"{FOLDER}/actions/{{action}}", self._act, methods=["POST"]))
        return routes

    def start(self) -> None:
        """Start asking the farm at once if there is a budget to keep; otherwise the first open page starts it."""
        if self._budget_watch is not None:
            self._poller.start()

    def look_soon(self) -> None:
        """Ask the farm at once."""
        self._poller.look_soon()

    def stop(self) -> None:
        """End the streams, so that a server that is stopped need not wait for them."""
        self._closing.set()

    async def close(self) -> None:
        """Stop asking the farm, and close the client."""
        self.stop()
        await self._poller.close()
        await self._api.aclose()

    def _explaining(self, answer: Handler) -> Handler:
        """Make an endpoint that says why the farm could not tell."""

        async def endpoint(request: Request) -> Response:
            say = self._say
            try:
                return await answer(request)
            except LookupError:
                text = say("there is no task {task_id}", task_id=request.path_params["task_id"])
                return JSONResponse({"error": text}, 404)
            except RayvisionError as error:
                return JSONResponse({"error": shown(explained(error, say)[1])}, 502)

        return endpoint

    async def _show(self, _request: Request) -> Response:
        self._poller.start()
        say = self._say
        members: dict[str, Any] = {
            "say": say,
            "code": "zh-CN" if say.language == "zh" else "en",
            "folder": FOLDER,
            "secret": self._secret,
            "texts": json.dumps(texts(say)),
            "signs": SIGNS,
            "kinds": [(kind, Words(say).kind(kind)) for kind in Kind],
            "read_only": self._read_only,
            "head": self._head,
            "above": self._above,
        }
        return HTMLResponse(_environment().get_template("page.html.jinja").render(members))

    async def _state(self, _request: Request) -> Response:
        if self._poller.asked is None and self._poller.trouble is None:
            # The first answer of the farm is on its way; a page shall not wait for it long.
            await self._poller.news(1.0)
        return JSONResponse(self._news(0))

    async def _events(self, request: Request) -> Response:
        run, _, number = request.headers.get("last-event-id", "").partition("-")
        since = int(number) if run == self._run and number.isdecimal() else 0
        return StreamingResponse(self._stream(since), media_type="text/event-stream")

    async def _stream(self, since: int) -> AsyncIterator[str]:
        self._poller.enter()
        try:
            yield "retry: 1000\n\n"
            while not self._closing.is_set():
                news = self._news(since)
                since = news["to"]
                yield f"id: {self._run}-{since}\ndata: {json.dumps(news)}\n\n"
                await self._wait_for_news()
            yield "event: bye\ndata: {}\n\n"
        finally:
            self._poller.leave()

    async def _wait_for_news(self) -> None:
        waits = {asyncio.ensure_future(self._poller.news(_BEAT)), asyncio.ensure_future(self._closing.wait())}
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    def _news(self, since: int) -> dict[str, Any]:
        words = self._words()
        budget = shown(self._budget_watch.said) if self._budget_watch else ""
        return {"run": self._run, "budget": budget, **rows.news(self._poller, since, words)}

    async def _grid(self, request: Request) -> Response:
        task = await self._task(request)
        return JSONResponse(details.grid(task, self._words()))

    async def _report(self, request: Request) -> Response:
        task = await self._task(request)
        page = details.report(task, self._words(), f"{FOLDER}/tasks/{task.id}/frames")
        return HTMLResponse(page)

    async def _frame(self, request: Request) -> Response:
        task, frame = await self._task_and_frame(request)
        words = self._words()
        return JSONResponse(await self._details.frame(task, frame, FrameTexts(words, words.say.zone)))

    async def _picture(self, request: Request) -> Response:
        _, frame = await self._task_and_frame(request)
        picture = await self._details.picture(frame)
        if picture is None:
            # No error: the farm need not have one, and the page leaves it out.
            return Response(status_code=204)
        media_type, content = picture
        return Response(content, media_type=media_type)

    async def _task(self, request: Request) -> Task:
        return await self._details.task(request.path_params["task_id"], self._poller.account.currency)

    async def _task_and_frame(self, request: Request) -> tuple[Task, Frame]:
        task = await self._task(request)
        frame = details.find_frame(task, request.path_params["frame_id"])
        if frame is None:
            raise HTTPException(404)
        return task, frame

    async def _dismiss(self, request: Request) -> Response:
        self._poller.dismiss(await self._asked_tasks(request))
        return JSONResponse({})

    async def _act(self, request: Request) -> Response:
        task_ids = await self._asked_tasks(request)
        action = request.path_params["action"]
        if action not in ACTIONS:
            raise HTTPException(404)
        results = await act(self._api, action, task_ids, self._say)
        self._details.forget(task_ids)
        self._poller.look_soon()
        return JSONResponse({"results": [one | {"text": shown(one["text"])} for one in results]})

    async def _asked_tasks(self, request: Request) -> list[int]:
        """Read which tasks a request is about; one that does not come from the page itself is refused."""
        given = request.headers.get("x-rayvision-page", "")
        if not secrets.compare_digest(given.encode(), self._secret.encode()):
            raise HTTPException(403)
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            raise HTTPException(415)
        content = bytearray()
        async for piece in request.stream():
            content += piece
            if len(content) > _MOST_BYTES:
                raise HTTPException(413)
        try:
            task_ids = json.loads(content)["ids"]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise HTTPException(400) from None
        if not isinstance(task_ids, list) or not 0 < len(task_ids) <= _MOST_TASKS:
            raise HTTPException(400)
        if not all(type(task_id) is int and 0 < task_id < 2**63 for task_id in task_ids):
            raise HTTPException(400)
        return task_ids

    def _words(self) -> Words:
        return Words(self._say, self._poller.account.currency)


def _file(name: str, media_type: str, before: Callable[[], str] = str) -> Handler:
    async def answer(_request: Request) -> Response:
        return Response(before() + (files("rayvision_cli.web") / name).read_text("utf-8"), media_type=media_type)

    return answer


@cache
def _environment() -> Environment:
    packages = ("rayvision_cli.web", "rayvision_cli.report")
    return environment().overlay(loader=ChoiceLoader([PackageLoader(name, ".") for name in packages]))
