"""Draws the pictures of README and site: `python -m tox run -e pictures`. Terminal and report show a seeded sandbox.

They are SVG, so what they show can be read and compared as text: a test compares the `words` of a picture with those of
what is drawn today. Shapes and embedded pictures, which differ by the version of a library, are no part of them.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html import escape, unescape
from html.parser import HTMLParser
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import ClassVar
from unittest.mock import patch

import httpx
from rayvision_api import RayvisionAPI
from rayvision_cli.report import build_report
from rayvision_cli.terminal.output import Output
from rayvision_cli.text.languages import Texts, chinese
from rayvision_cli.text.statuses import SIGNS, of_task
from rayvision_cli.watching.board import Board
from rayvision_client.models import TaskInfo, TaskStatus
from rayvision_sandbox.farm.database import Database
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.users import User
from rayvision_sandbox.http.server import running
from rich.console import Console
from rich.terminal_theme import TerminalTheme

FOLDER = Path(__file__).parent / "_static"
_START = 1_772_442_000  # 2026-03-02 09:00 UTC
_REPORT_SIZE = (1100, 1225)
_THEME = TerminalTheme(
    (30, 34, 39),
    (222, 226, 230),
    [
        (30, 34, 39),
        (240, 120, 110),
        (90, 190, 130),
        (220, 190, 100),
        (110, 170, 240),
        (200, 150, 220),
        (90, 190, 200),
        (222, 226, 230),
    ],
)
# As rich's own, but without fonts from elsewhere and without buttons of a window.
_TERMINAL = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
<style>
.{unique_id}-matrix {{
  font: {char_height}px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; line-height: {line_height}px;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
<rect width="{width}" height="{height}" rx="8" fill="#1e2227"/>
<g transform="translate({terminal_x}, 12)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
# Boxes and arrows, in the report's colours by day and by night.
_DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" lang="en">
<title>{title}</title>
<desc>{description}</desc>
<style>
{colours}text {{ font: 15px system-ui, sans-serif; fill: var(--ink); }}
.code {{ font: 14px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }}
.head {{ font-weight: 600; }}
.soft {{ fill: var(--soft); }}
.middle {{ text-anchor: middle; }}
.end {{ text-anchor: end; }}
.box {{ fill: var(--card); stroke: var(--edge); }}
.area {{ fill: none; stroke: var(--edge); stroke-dasharray: 5 4; }}
.arrow {{ fill: none; stroke: var(--ink); stroke-width: 1.5; marker-end: url(#tip); }}
.lost {{ stroke: var(--failed); marker-end: url(#cross); }}
</style>
<defs>
<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
<path d="M0 0L8 4L0 8Z" fill="var(--ink)"/></marker>
<marker id="cross" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="9" markerHeight="9">
<path d="M1 1L7 7M7 1L1 7" stroke="var(--failed)" stroke-width="1.5"/></marker>
</defs>
<rect width="{width}" height="{height}" fill="var(--page)"/>
{shapes}
</svg>
"""
# A title, an arrow that arrives, one that is lost, or what client or farm then know.
_LOST = [
    ("title", "The reply is lost"),
    ("→", "create a task with this key"),
    ("farm", "task 41 created"),
    ("✕←", "41"),
    ("client", "created, or not?"),
    ("→", "which tasks have this key?"),
    ("←", "41"),
    ("client", "one task: 41"),
    ("title", "The request is lost"),
    ("→✕", "create"),
    ("client", "created, or not?"),
    ("→", "which tasks have this key?"),
    ("←", "none"),
    ("→", "create a task with this key"),
    ("farm", "task 41 created"),
    ("←", "41"),
    ("→", "which tasks have this key?"),
    ("←", "41"),
    ("client", "one task: 41"),
]
# The drawings' Chinese, but for what the command line says.
_CHINESE = {
    "The life of a task": "任务的生命周期",
    "From status to status, by which calls.": "状态之间的转换及所用的调用",
    "upload its files, then": "上传文件后调用",
    "under way": "进行中",
    "or the farm": "或由农场",
    "One task for one key": "一个键只对应一个任务",
    "What client and farm say when a message is lost.": "消息丢失时客户端与农场之间的往来",
    "network": "网络",
    "client": "客户端",
    "farm": "农场",
    "The reply is lost": "响应丢失",
    "The request is lost": "请求丢失",
    "create": "创建",
    "create a task with this key": "创建带有此键的任务",
    "task 41 created": "任务 41 已创建",
    "created, or not?": "是否已创建",
    "which tasks have this key?": "哪些任务带有此键",
    "none": "没有",
    "one task: 41": "只有任务 41",
}


@contextmanager
def _farm() -> Iterator[tuple[RayvisionAPI, str]]:
    """Run a farm whose simulated time is the same whenever it is started, and stands still."""
    database, user = Database(), User()
    database.put("clock", json.dumps([time.time(), _START, 0.0]))
    with (
        running(Farm(database, [user], seed=7)) as domain,
        RayvisionAPI(user.access_id, user.access_key, domain=domain, platform="2") as api,
    ):
        yield api, f"http://{domain}/sandbox"
    database.close()


def _post(address: str, **members: object) -> None:
    httpx.post(address, json=members, trust_env=False).raise_for_status()


def _order(api: RayvisionAPI, farm: str, label: str, **scene: object) -> int:
    task_id = api.task.create_task(labels=[label]).task_id_list[0]
    _post(f"{farm}/scene", taskId=task_id, scene=scene)
    api.task.submit_task(task_id)
    return task_id


def wait() -> str:
    """Draw `rayvision task wait` of three tasks: one that failed in part, one at work, one that is analysed."""
    with _farm() as (api, farm):
        ids = [_order(api, farm, "sh010", name="harbour_sh010_v012.ma", frames=24, failing=[7, 8])]
        _post(f"{farm}/clock", advance=3 * 3600)
        ids.append(_order(api, farm, "sh020", name="harbour_sh020_v003.ma", frames=48, frameSeconds=240))
        _post(f"{farm}/clock", advance=600)
        first: list[TaskInfo] = list(api.query.iter_task_info(ids))
        _post(f"{farm}/clock", advance=240)
        ids.append(_order(api, farm, "sh030", name="harbour_sh030_v001.ma", frames=48))
        second = list(api.query.iter_task_info(ids))
    console = Console(record=True, width=118, file=StringIO(), force_terminal=True, color_system="standard")
    say = Texts("en")
    output = Output(say, as_json=False)
    output.console = console
    board = Board(output, say)
    for moment, tasks in ((0.0, first), (240.0, second)):
        with patch("rayvision_cli.watching.pace.time.monotonic", lambda now=moment: now):
            for task in tasks:
                board.take(task)
    console.print(f"$ rayvision task wait {' '.join(map(str, ids))}", markup=False, highlight=False)
    console.print(board.picture({task.id: task for task in second}))
    return console.export_svg(title="", theme=_THEME, code_format=_TERMINAL, unique_id="wait")


def report() -> str:
    """Draw the head of a report: a browser's page within the picture."""
    with _farm() as (api, farm):
        scene = {"name": "harbour_sh010_v012.ma", "frames": 16, "failing": [7, 8, 12], "width": 320, "height": 180}
        task_id = _order(api, farm, "sh010", **scene)
        _post(f"{farm}/clock", advance=3 * 3600)
        page = build_report(api, task_id)
    width, height = _REPORT_SIZE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">\n'
        f'<foreignObject width="{width}" height="{height}">{_as_xml(page)}</foreignObject>\n</svg>\n'
    )


class _Writer(HTMLParser):
    """Writes the parts of a page that are seen first as XML: HTML lets tags stay open."""

    _EMPTY = frozenset({"img", "wbr", "br"})
    _SPACES: ClassVar = {"body": "http://www.w3.org/1999/xhtml", "svg": "http://www.w3.org/2000/svg"}

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        # The parser knows small letters alone; SVG does not.
        self._names = {name.lower(): name for name in re.findall(r" ([a-z]+[A-Z]\w*)=", page)}
        self.written: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        members = {self._names.get(name, name): value for name, value in attrs if name != "href"}
        if tag in self._SPACES:
            members["xmlns"] = self._SPACES[tag]
        text = "".join(f' {name}="{escape(value or "")}"' for name, value in members.items())
        self.written.append(f"<{tag}{text}{'/' if tag in self._EMPTY else ''}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self._EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._EMPTY:
            self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.written.append(escape(data, quote=False))


def _as_xml(page: str) -> str:
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    body = re.search(r"<body.*</body>", page, re.DOTALL)
    if style is None or body is None:
        raise ValueError("the report has no style, or no body")
    # What comes after the timeline is out of the picture anyway.
    kept = re.sub(r"<h2>Frame durations</h2>.*?(</main>)", r"</section>\1", body[0], flags=re.DOTALL)
    kept = re.sub(r"<footer>.*?</footer>", "", kept, flags=re.DOTALL)
    writer = _Writer(kept)
    writer.feed(kept)
    writer.close()
    return f"<style>{escape(style[1], quote=False)}</style>" + "".join(writer.written)


def _text(x: float, y: float, text: str, kind: str = "") -> str:
    return f'<text x="{x}" y="{y}" class="{kind}">{escape(text)}</text>'


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="6"/>'


def _arrow(*points: tuple[float, float], kind: str = "arrow") -> str:
    return f'<path class="{kind}" d="M{" L".join(f"{x} {y}" for x, y in points)}"/>'


def _draw(title: str, description: str, width: int, height: int, shapes: list[str]) -> str:
    css = files("rayvision_cli.report").joinpath("page.css").read_text("utf-8")
    return _DRAWING.format(
        title=title,
        description=description,
        width=width,
        height=height,
        colours=css.partition("@media print")[0],
        shapes="\n".join(shapes),
    )


def _box(x: int, y: int, *statuses: TaskStatus, frames: int = 1) -> Iterator[str]:
    """Draw statuses as the command line shows them."""
    yield _rect("box", x, y, 222, 28 * len(statuses) + 12)
    for row, status in enumerate(statuses):
        standing, base = of_task(TaskInfo({"taskStatus": status}), frames), y + 28 * row + 25
        yield f'<rect x="{x + 8}" y="{base - 16}" width="5" height="21" fill="var(--{standing.kind})"/>'
        yield _text(x + 30, base, SIGNS[standing.kind], "middle")
        yield _text(x + 42, base, str(standing.word))
        yield _text(x + 212, base, str(int(status)), "soft end")


def life() -> str:
    """Draw how a task goes from its creation to its end, and by which calls."""
    shapes = [
        _arrow((141, 8), (141, 46)),
        _text(153, 30, "create_task", "code"),
        *_box(30, 48, TaskStatus.WAITING, frames=0),
        _arrow((141, 88), (141, 178)),
        _text(153, 109, "upload its files, then"),
        _text(153, 129, "submit_task", "code"),
        _rect("area", 16, 144, 250, 304),
        _text(28, 166, "under way", "soft"),
        *_box(30, 180, TaskStatus.ANALYSE),
        _arrow((252, 200), (362, 200)),
        *_box(364, 180, TaskStatus.FAILED, frames=0),
        _arrow((141, 220), (141, 244)),
        *_box(30, 246, TaskStatus.WAITING),
        _arrow((141, 286), (141, 310)),
        *_box(30, 312, TaskStatus.PRE_RENDERING),
        _arrow((141, 352), (141, 376)),
        *_box(30, 378, TaskStatus.RENDERING),
        _arrow((266, 270), (362, 270)),
        _text(312, 262, "stop_task", "code middle"),
        _text(312, 288, "or the farm", "soft middle"),
        *_box(364, 246, TaskStatus.STOP, TaskStatus.USER_STOP, TaskStatus.ARREARAGE_STOP, TaskStatus.TIME_OUT_STOP),
        _arrow((364, 346), (268, 346)),
        _text(317, 338, "start_task", "code middle"),
        _arrow((141, 418), (141, 506)),
        *_box(30, 508, TaskStatus.FINISHED),
        _arrow((141, 470), (316, 470), (316, 516), (362, 516)),
        *_box(364, 482, TaskStatus.FINISHED_HAS_FAILED, TaskStatus.FAILED),
        _arrow((475, 482), (475, 424), (268, 424)),
        _text(284, 416, "restart_failed_frames", "code"),
    ]
    return _draw("The life of a task", "From status to status, by which calls.", 602, 566, shapes)


def lost_reply() -> str:
    """Draw what `create_once` does when a reply is lost, and when a request is."""
    lanes = {"client": 90, "network": 280, "farm": 470}
    client, network, farm = lanes.values()
    ends = {"→": (client, farm), "←": (farm, client), "→✕": (client, network), "✕←": (farm, network)}
    rows, y = [], 32
    for kind, text in _LOST:
        if kind in lanes:
            y += 42
            rows += [_rect("box", lanes[kind] - 74, y - 28, 148, 32), _text(lanes[kind], y - 7, text, "middle")]
        elif kind in ends:
            y += 38
            start, end = ends[kind]
            rows += [
                _text((start + end) // 2, y - 8, text, "middle"),
                _arrow((start, y), (end, y), kind="arrow lost" if "✕" in kind else "arrow"),
            ]
        else:
            y += 44
            rows += [f'<rect y="{y - 32}" width="100%" height="44" fill="var(--page)"/>', _text(16, y, text, "head")]
    shapes = [
        f'<rect x="{network - 50}" width="100" height="100%" fill="var(--line)" opacity=".6"/>',
        *(_arrow((lane, 36), (lane, y + 20), kind="area") for lane in (client, farm)),
        *(_text(lane, 24, head, "soft middle") for head, lane in lanes.items()),
        *rows,
    ]
    return _draw("One task for one key", "What client and farm say when a message is lost.", 560, y + 20, shapes)


def _in_chinese(draw: Callable[[], str]) -> str:
    texts = {**chinese().texts, **_CHINESE}
    drawn = draw().replace('lang="en"', 'lang="zh"')
    return re.sub(r"(?<=>)[^<>]+(?=</)", lambda found: texts.get(found[0], found[0]), drawn)


PICTURES = {
    "wait.svg": wait,
    "report.svg": report,
    "life.svg": life,
    "life.zh.svg": partial(_in_chinese, life),
    "lost-reply.svg": lost_reply,
    "lost-reply.zh.svg": partial(_in_chinese, lost_reply),
}


def words(picture: str) -> list[str]:
    """List what a picture says."""
    without_style = re.sub(r"<style>.*?</style>", "", picture, flags=re.DOTALL)
    return [
        text for part in re.split(r"<[^>]*>", without_style) if (text := unescape(part).replace("\xa0", " ").strip())
    ]


def main() -> None:
    """Draw all pictures."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    for name, draw in PICTURES.items():
        (FOLDER / name).write_text(draw(), "utf-8")


if __name__ == "__main__":
    main()
