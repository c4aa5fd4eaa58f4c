"""Draws the pictures of README and site from a seeded sandbox: `python -m tox run -e pictures`.

They are SVG, so what they show can be read and compared as text: a test compares the `words` of a picture with those of
what is drawn today. Shapes and embedded pictures, which differ by the version of a library, are no part of them.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape, unescape
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import ClassVar
from unittest.mock import patch

import httpx
from rayvision_api import RayvisionAPI
from rayvision_cli.languages import Texts
from rayvision_cli.output import Output
from rayvision_cli.report import build_report
from rayvision_cli.watching import Board
from rayvision_client.models import TaskInfo
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
        with patch("rayvision_cli.watching.time.monotonic", lambda now=moment: now):
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


PICTURES = {"wait.svg": wait, "report.svg": report}


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
