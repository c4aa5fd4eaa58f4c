"""Going through a frame's log, however the service counts its pages, and through records while they are added."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from .support import Farm, Half, envelope

# One page of a log; a page as the service makes it is never empty but for that of an empty log.
PAGES = st.lists(st.lists(st.sampled_from(["", "a", "b"]), min_size=1, max_size=3), max_size=6)


class Log(Farm):
    """A service that counts its pages from 0, or from 1; then page 0 is empty, or page 1 once more."""

    def __init__(self, pages: list[list[str]], counting: str, *, count_of_page_0: bool = True) -> None:
        super().__init__(self.page)
        self.pages = pages
        self.counting = counting
        self.count_of_page_0 = count_of_page_0

    def page(self, request: httpx.Request) -> dict[str, Any]:
        number = json.loads(request.content)["pageNum"]
        first = 0 if self.counting == "from 0" else 1
        place = max(number, 1) - 1 if self.counting == "page 0 is page 1" else number - first
        lines = self.pages[place] if 0 <= place < len(self.pages) else []
        count = len(self.pages) if number or self.count_of_page_0 else 0
        # The vendor's example counts bytes in them.
        return envelope({"items": lines, "pageNum": number, "pageCount": count, "total": 29967, "size": 16384})


def _lines(half: Half, log: Log) -> list[str]:
    with half.client(log, api_version="2.0.0") as api:
        return list(api.query.iter_render_log(7))


@pytest.mark.parametrize("counting", ["from 0", "page 0 is empty"])
@given(pages=PAGES)
def test_all_lines_come_once_and_in_order(half: Half, counting: str, pages: list[list[str]]) -> None:
    # Two first pages alike cannot be told from page 1 that comes twice.
    assume(counting != "from 0" or len(pages) < 2 or pages[0] != pages[1])
    log = Log(pages, counting)
    assert _lines(half, log) == [line for page in pages for line in page]
    assert log.sent <= len(pages) + 2


@given(pages=PAGES)
def test_a_first_page_that_comes_twice_is_given_once(half: Half, pages: list[list[str]]) -> None:
    log = Log(pages, "page 0 is page 1")
    assert _lines(half, log) == [line for page in pages for line in page]
    assert log.sent <= len(pages) + 2


@given(pages=PAGES)
def test_an_empty_page_0_is_not_the_end_whatever_its_count(half: Half, pages: list[list[str]]) -> None:
    log = Log(pages, "page 0 is empty", count_of_page_0=False)
    assert _lines(half, log) == [line for page in pages for line in page]


def test_pages_are_asked_for_when_they_are_needed(half: Half) -> None:
    log = Log([["a"], ["b"], ["c"]], "from 0")
    with half.client(log, api_version="2.0.0") as api:
        lines = iter(api.query.iter_render_log(7, page_size=3))
        assert log.sent == 0
        assert next(lines) == "a"
        assert log.sent == 1
    assert log.bodies == [{"renderingType": "render", "pageNum": 0, "pageSize": 3, "id": 7}]


class Records(Farm):
    """A service to whose list as many records are added before each page as it is told."""

    def __init__(self, records: int, added: list[int]) -> None:
        super().__init__(self.page)
        self.records = list(range(records, 0, -1))
        self.added = added

    def page(self, request: httpx.Request) -> dict[str, Any]:
        asked = json.loads(request.content)
        if self.sent > 1 and self.added:
            newest = len(self.records)
            self.records = [*range(newest + self.added.pop(0), newest, -1), *self.records]
        size = asked["pageSize"]
        start = (asked["pageNum"] - 1) * size
        items = [{"id": number, "loginTime": number} for number in self.records[start : start + size]]
        return envelope({"items": items, "total": len(self.records), "pageCount": -(-len(self.records) // size)})


@given(
    records=st.integers(0, 25),
    size=st.integers(1, 6),
    added=st.lists(st.integers(0, 9), max_size=8),
)
def test_records_that_were_there_come_once(half: Half, records: int, size: int, added: list[int]) -> None:
    farm = Records(records, list(added))
    with half.client(farm, api_version="2.0.0") as api:
        found = [record.get("loginTime") for record in api.user.iter_login_records(page_size=size)]
    assert found == list(range(records, 0, -1))


@pytest.mark.parametrize("name", ["total", "pageCount"])
@pytest.mark.parametrize("count", [None, "many"])
def test_records_whose_count_makes_no_sense_come_once(half: Half, name: str, count: Any) -> None:
    service = Records(5, [])

    def answer(request: httpx.Request) -> Any:
        reply = service.page(request)
        return reply | {"data": reply["data"] | {name: count}}

    with half.client(Farm(answer), api_version="2.0.0") as api:
        found = [record.get("loginTime") for record in api.user.iter_login_records(page_size=2)]
    assert found == [5, 4, 3, 2, 1]


def test_records_that_are_always_the_same_and_not_counted_come_to_an_end(half: Half) -> None:
    with half.client(Farm(envelope({"items": [{"loginTime": 1}]})), api_version="2.0.0") as api:
        assert len(list(api.user.iter_login_records())) <= 2
