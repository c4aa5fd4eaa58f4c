"""The farm in a browser, at `/`: the page of `rayvision web`, below a bar with the sandbox's own controls.

The page is found by its entry point: the sandbox shares no code with the client.
"""

import os
from collections.abc import Callable, Iterable
from html import escape
from importlib.metadata import entry_points
from importlib.resources import files
from string import Template
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from rayvision_sandbox.farm.clock import MAX_SPEED
from rayvision_sandbox.http.faults import KINDS
from rayvision_sandbox.http.origins import is_local
from rayvision_sandbox.http.service import Service

GROUP = "rayvision_sandbox.page"
# The platform of the program that the command prints.
PLATFORM = "2"
NOT_INSTALLED = "The page of this farm needs the command line: pip install 'rayvision-sdk[cli,sandbox]'"
HEAD = '<link rel="stylesheet" href="/sandbox/bar.css"><script src="/sandbox/bar.js" type="module"></script>'
CHINESE = {
    "Sandbox": "沙盒",
    "Simulated time": "模拟时间",
    "An hour ahead": "前进一小时",
    "User": "用户",
    "Platform": "平台号",
    "Other users and platforms": "其他用户和平台",
    "Speed": "速度",
    "Set": "设置",
    "Faults": "故障",
    "Kind": "种类",
    "Operation": "操作",
    "All operations": "所有操作",
    "Times": "次数",
    "Add": "添加",
    "Clear all": "全部清除",
    "None in force": "没有故障",
    "Next tasks": "后续任务",
    "Scene": "场景",
    "Frames": "帧数",
    "Failing frames": "失败的帧",
    "Use": "使用",
    "Choose at random": "随机选择",
    "Done": "完成",
    "The sandbox does not answer.": "沙盒没有响应。",
}


def language() -> str:
    """Choose the language by the environment; where that says nothing, English."""
    for name in ("RAYVISION_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def bar(chosen: str, user: str, operations: Iterable[str]) -> str:
    """Write whose tasks are shown, and the controls, as HTML."""
    texts = {text: escape(CHINESE[text] if chosen == "zh" else text) for text in CHINESE}
    return Template(_read("bar.html")).substitute(
        {text.lower().rstrip(".").replace(" ", "_"): said for text, said in texts.items()},
        name=escape(user),
        number=PLATFORM,
        max_speed=MAX_SPEED,
        kinds="".join(f"<option>{kind}</option>" for kind in KINDS),
        operations="".join(f"<option>{name}</option>" for name in operations),
    )


def _read(name: str) -> str:
    return (files("rayvision_sandbox.http") / name).read_text("utf-8")


class Page:
    """Answers what a browser on this machine asks for below `/` and `/page/`; created by the first request."""

    def __init__(self, service: Service) -> None:
        """Show a farm."""
        self._service = service
        self._embedded: Any = None

    def routes(self) -> list[BaseRoute]:
        """List the routes."""
        return [
            Route("/", self),
            Route("/page/{rest:path}", self),
            Route("/sandbox/bar.css", asset("bar.css", "text/css"), methods=["GET"]),
            Route("/sandbox/bar.js", asset("bar.js", "text/javascript"), methods=["GET"]),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope)
        # The page acts for the user without a key.
        if not is_local(request):
            raise HTTPException(404)
        self._embedded = self._embedded or self._embed(request)
        if self._embedded is None:
            response = PlainTextResponse(NOT_INSTALLED) if request.url.path == "/" else PlainTextResponse("", 404)
            await response(scope, receive, send)
            return
        await self._embedded(scope, receive, send)

    def _embed(self, request: Request) -> Any:
        """Make the page about the first user's tasks, if the command line is installed."""
        for entry_point in entry_points(group=GROUP):
            try:
                make = entry_point.load()
            except ModuleNotFoundError:
                continue
            host, port = request.scope["server"]
            access_id, access_key, user = self._service.first_user()
            domain = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
            chosen = language()
            page = make(
                access_id,
                access_key,
                domain,
                PLATFORM,
                language=chosen,
                head=HEAD,
                above=bar(chosen, user, self._service.faults.operations),
            )
            self._service.on_change = page.look_soon
            return page
        return None

    def stop(self) -> None:
        """End the page's streams."""
        if self._embedded is not None:
            self._embedded.stop()

    async def close(self) -> None:
        """Close the page's client."""
        if self._embedded is not None:
            await self._embedded.close()


def asset(name: str, media_type: str) -> Callable[[Request], Response]:
    """Make an endpoint that sends a file of a page to a browser on this machine."""

    def answer(request: Request) -> Response:
        if not is_local(request):
            raise HTTPException(404)
        return Response(_read(name), media_type=media_type, headers={"Cache-Control": "no-store"})

    return answer
