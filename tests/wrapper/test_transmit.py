"""Files and their transfer: passwords are shown nowhere, and a tree of output is walked to its end."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import traceback
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rayvision_api import RayvisionError

from .support import Farm, Half, envelope

PASSWORDS = ["pa55word-of-aspera", "pa55word-of-raysync"]


def _configuration() -> dict[str, Any]:
    engines = [
        {"engineName": name, "resqEngineAccounts": [{"bid": "1", "name": "1", "password": password}]}
        for name, password in zip(("Aspera", "RaySync"), PASSWORDS, strict=True)
    ]
    return {"inputBid": "10202", "resqEngines": engines}


def _holds_a_password(shown: str) -> bool:
    return any(password in shown for password in PASSWORDS)


def test_passwords_are_there_for_who_reads_them_but_not_shown(half: Half, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    api = half.client(Farm(envelope(_configuration())), api_version="2.0.0")
    told = half.call(api, "transmit.get_transfer_config")
    accounts = [account for engine in told.resq_engines for account in engine.resq_engine_accounts]
    assert [account.password for account in accounts] == PASSWORDS
    for value in (told, *told.resq_engines, *accounts, copy.deepcopy(told), pickle.loads(pickle.dumps(told))):
        assert not _holds_a_password(f"{value} {value!r} {[value]}")
    assert caplog.records
    assert not _holds_a_password(caplog.text)


@pytest.mark.parametrize("broken", ["refused", "malformed", "no envelope", "list", "page"])
def test_passwords_are_in_no_error(half: Half, broken: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    reply: dict[str, Any] = {
        "refused": envelope(_configuration(), 601, "parameter_cant_be_empty"),
        "malformed": envelope([_configuration()]),
        "no envelope": _configuration(),
    }.get(broken, {})

    def answer(request: httpx.Request) -> httpx.Response:
        if broken == "page":
            return httpx.Response(502, html=f"<html>{json.dumps(_configuration())}")
        if broken == "list":
            return httpx.Response(200, json=_configuration()["resqEngines"])
        return httpx.Response(200, json=reply)

    api = half.client(Farm(answer), api_version="2.0.0")
    with pytest.raises(RayvisionError) as caught:
        half.call(api, "transmit.get_transfer_config")
    error = caught.value
    assert not _holds_a_password(f"{error} {error!r} {vars(error)} {caplog.text}")
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    ours = [frame for frame in frames if frame.f_globals["__name__"].startswith("rayvision_")]
    assert ours
    assert not _holds_a_password(str([frame.f_locals for frame in ours]))


class Storage(Farm):
    """A farm with files: directories by their path, and the root of a task by its id."""

    def __init__(self, tree: dict[str | int, list[tuple[str, bool]]]) -> None:
        super().__init__(self.listing)
        self.tree = tree
        self.listed: list[str | int] = []

    def listing(self, request: httpx.Request) -> httpx.Response:
        asked = json.loads(request.content)
        place = asked.get("taskId", asked["treePath"])
        self.listed.append(place)
        entries = [
            {"fileName": Path(path).name, "filePath": path, "directory": directory, "fileSize": None}
            for path, directory in self.tree.get(place, [])
        ]
        return httpx.Response(200, json=envelope(entries))


def _walked(half: Half, farm: Farm, *args: Any) -> list[str]:
    api = half.client(farm, api_version="2.0.0")
    if not half.is_async:
        return [file.file_path for file in api.transmit.iter_output_files(*args)]

    async def walk() -> list[str]:
        return [file.file_path async for file in api.transmit.iter_output_files(*args)]

    return half.finish(walk)  # type: ignore[no-any-return]  # whatever the step gives


def test_files_come_in_the_order_of_the_listings_and_directories_are_listed_when_needed(half: Half) -> None:
    storage = Storage(
        {"/": [("/b", True), ("/1.png", False), ("/a", True)], "/b": [("/b/2.png", False)], "/a": [("/a/3.png", False)]}
    )
    assert _walked(half, storage) == ["/1.png", "/b/2.png", "/a/3.png"]
    assert storage.listed == ["/", "/b", "/a"]


def test_a_directory_that_contains_itself_is_listed_once(half: Half) -> None:
    storage = Storage({"/": [("/a", True), ("/", True)], "/a": [("/a", True), ("/a/1.png", False), ("/", True)]})
    assert _walked(half, storage) == ["/a/1.png"]
    assert storage.listed == ["/", "/a"]


def test_a_task_is_listed_from_its_root_whatever_the_path(half: Half) -> None:
    storage = Storage({7: [("/7_shot", True)], "/7_shot": [("/7_shot/1.png", False)]})
    assert _walked(half, storage, 7) == ["/7_shot/1.png"]
    assert _walked(half, storage, 7, "/7_shot") == ["/7_shot/1.png"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=15), st.lists(st.integers(0, 5), max_size=8))
def test_each_file_of_any_tree_comes_once(half: Half, links: list[tuple[int, int]], files: list[int]) -> None:
    paths = ["/", *(f"/{number}" for number in range(1, 6))]
    tree: dict[str | int, list[tuple[str, bool]]] = {path: [] for path in paths}
    for above, below in links:
        tree[paths[above]].append((paths[below], True))
    for number, where in enumerate(files):
        tree[paths[where]].append((f"{paths[where]}#{number}.png", False))
    reached, waiting = {"/"}, ["/"]
    while waiting:
        for path, directory in tree[waiting.pop()]:
            if directory and path not in reached:
                reached.add(path)
                waiting.append(path)
    storage = Storage(tree)
    found = _walked(half, storage)
    assert sorted(found) == sorted(path for place in reached for path, directory in tree[place] if not directory)
    assert sorted(map(str, storage.listed)) == sorted(reached)
