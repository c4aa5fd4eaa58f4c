"""Whatever a scene, layer, frame or label is called, the page has the same elements."""

from __future__ import annotations

import json

from hypothesis import example, given
from hypothesis import strategies as st
from rayvision_cli.report import build_report

from .support import TASK_ID, Farm, Page, frame, task

MARKUP = [
    "</script><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "</style><style>*{display:none}</style>",
    "\"' onmouseover=alert(1) x='",
    "]]><svg onload=alert(1)>",
    "<!-- --><![CDATA[",
    "</text></svg></bdi></div><h1>",
    "{{ 7*7 }}{% raw %}",
    "{first}{0.__class__}",
    "javascript:alert(1)",
    "&lt;script&gt;&#60;b>",
    "\u202egpj.exe\u2066",
    "a\x00b\x1b[31m\x7f\x85\u2028",
    "\ud800 lone",
    "x" * 100_000,
]
texts = st.one_of(
    st.sampled_from(MARKUP),
    st.text(alphabet=st.characters(codec=None, exclude_categories=()), min_size=1, max_size=60),
    st.lists(st.sampled_from([*"<>&\"'`=/{}%;:-!]", "svg", " ", "on"]), min_size=1, max_size=20).map("".join),
)


def page_of(text: str) -> str:
    parts = [task(id=2, layerName=text), task(id=3, layerName="shadow")]
    facts = ("sceneName", "taskAlias", "renderCamera", "projectName", "userName", "producer", "remark", "framesRange")
    described = task(**dict.fromkeys(facts, text), labels=json.dumps([text]), respRenderingTaskList=parts)
    # A number alone would be the range of a single picture.
    described["framesRange"] += "[1]"
    frames = [frame(1, taskId=2, frameIndex=text), frame(2, taskId=3, frameStatus=5), frame(3, taskId=3)]
    return build_report(Farm(described, frames).api(), TASK_ID)


def undescribed(page: Page) -> list[tuple[str, list[tuple[str, object]]]]:
    """All tags with their attributes; of those that describe, the name alone."""
    described = ("aria-label", "alt", "content", "title")
    spreadsheet = "data:text/csv;charset=utf-8;base64,"
    return [
        (tag, [(name, name in described or (value or "").partition(spreadsheet)[:2]) for name, value in attributes])
        for tag, attributes in page.tags
    ]


HARMLESS = undescribed(Page(page_of("harmless")))
TURNING = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\0", "\x1b", "\u2028"}


@given(texts | st.sampled_from(["=1+1", "+A1", "-x", "@SUM(A1)"]))
@example("\u202e")
@example("\ud800")
@example("true")
def test_names_are_no_markup_no_attributes_no_formulas_and_turn_nothing(text: str) -> None:
    page = page_of(text)
    page.encode()
    assert not set(page) & TURNING
    parts = Page(page)
    assert not parts.faults
    assert undescribed(parts) == HARMLESS
    rows = parts.spreadsheet
    assert len(rows) == 4
    assert {len(row) for row in rows} == {9}
    for cell in (cell for row in rows for cell in row):
        assert cell[:1] not in ("=", "+", "@", "\t", "\r")
        assert cell[:1] != "-" or cell[1:].isdecimal()


def test_ordinary_names_come_through_as_they_are() -> None:
    for text in ("衣帽间.max", "C:\\scenes\\näht & bügeln <v2>.ma", "シーン", "مشهد.blend", "👩\u200d🚀.hip"):
        assert text in Page(page_of(text)).said_in("bdi")


def test_very_long_names_are_cut() -> None:
    page = page_of("x" * 100_000)
    assert len(page) < 60_000
    assert "x" * 299 + "…" in Page(page).said_in("bdi")


def test_long_names_are_cut_in_the_middle() -> None:
    (heading,) = [text for text in Page(page_of("sq010_sh020_" * 30 + "_v013.ma")).said_in("bdi") if len(text) == 60][
        :1
    ]
    assert heading.startswith("sq010_sh020_")
    assert heading.endswith("_v013.ma")
