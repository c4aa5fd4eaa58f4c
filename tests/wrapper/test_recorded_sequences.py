"""Calls that send several requests send those that were recorded of the vendor's client, and return the same."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from .support import DATA, Farm, Half, envelope, is_rightly_signed

SEQUENCES: dict[str, dict[str, Any]] = {
    one["id"]: one for one in json.loads((DATA / "recorded-sequences-2.0.0.json").read_text("utf-8"))
}
FIRST = {"id": 665078511, "frameIndex": "2-4[1]"}
LAST = [{"id": 665078512, "frameIndex": "5-7[1]"}, {"id": 665078513, "frameIndex": "1"}]
TASK = {"id": 1521323, "taskStatus": 5}


def _frames(request: httpx.Request) -> httpx.Response:
    """Answer as a farm whose task has one full page of frames and two frames more."""
    asked = json.loads(request.content)
    if not request.url.path.endswith("/queryTaskFrames"):
        return httpx.Response(200, json=envelope())
    size = asked["pageSize"]
    frames = [FIRST, *({"id": 7000 + n, "frameIndex": f"filler-{n}"} for n in range(size - 1)), *LAST]
    start = (asked["pageNum"] - 1) * size
    data = {"items": frames[start : start + size], "total": len(frames), "pageCount": 2}
    return httpx.Response(200, json=envelope(data))


def _labels(*before: dict[str, Any], added: dict[str, Any] | None = None) -> Any:
    labels = list(before)

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/add"):
            labels.extend([added] if added else [])
            return httpx.Response(200, json=envelope())
        return httpx.Response(200, json=envelope({"projectNameList": labels}))

    return answer


def _played(half: Half, name: str, farm: Farm, call: str | None = None, **arguments: Any) -> Any:
    """Carry the call of a sequence out, and check each request, of which the last pages may be left out."""
    sequence = SEQUENCES[name]
    api = half.client(farm, domain=sequence["domain"], platform=sequence["platform"], api_version="2.0.0")
    try:
        return half.call(api, call or sequence["call"], **(arguments or sequence.get("kwargs", {})))
    finally:
        recorded = sequence["requests"]
        # The vendor's client asks for pages until one is empty; ours knows from the reply which one is the last.
        needed = [one for one in recorded if '"pageNum": 3' not in one["body"]]
        assert [(request.url.path, request.content.decode()) for request in farm.requests] == [
            (one["path"], one["body"]) for one in needed
        ]
        assert all(is_rightly_signed(request, sequence["domain"]) for request in farm.requests)
        for request, one in zip(farm.requests, needed, strict=True):
            for header in ("version", "platform", "channel", "languageFlag", "Content-Type"):
                assert request.headers[header] == one["headers"][header]


@pytest.mark.parametrize("name", ["seq-get_all_frames-1", "seq-get_all_frames-2"])
def test_frames_come_by_their_names(half: Half, name: str) -> None:
    found = _played(half, name, Farm(_frames))
    told = {key: frame.id for key, frame in found.items() if not key.startswith("filler")}
    assert told == {key: frame["id"] for key, frame in SEQUENCES[name]["returns"].items()}


@pytest.mark.parametrize("last", [{"items": []}, None])
def test_frames_are_read_until_a_page_is_empty_where_none_says_how_many_there_are(half: Half, last: Any) -> None:
    pages = iter([{"items": [{"id": 1, "frameIndex": "0"}]}, last])
    farm = Farm(lambda _: httpx.Response(200, json=envelope(next(pages))))
    assert list(half.call(half.client(farm, api_version="2.0.0"), "query.get_all_frames", 7)) == ["0"]
    assert len(farm.requests) == 2


def test_frames_of_one_name_are_all_there(half: Half) -> None:
    items = [{"id": number, "frameIndex": "0"} for number in (1, 2, 3)]
    farm = Farm(envelope({"items": items, "total": 3, "pageCount": 1}))
    found = half.call(half.client(farm, api_version="2.0.0"), "query.get_all_frames", 7)
    assert {name: frame.id for name, frame in found.items()} == {"0": 1, "0 (2)": 2, "0 (3)": 3}


@pytest.mark.parametrize("name", ["seq-get_custome_frames-1", "seq-frame_number_to_stop-1"])
def test_frames_are_restarted_and_stopped_by_their_names(half: Half, name: str) -> None:
    assert _played(half, name, Farm(_frames)) is None


def test_a_frame_may_be_named_by_its_number(half: Half) -> None:
    farm = Farm(envelope({"items": [{"id": 5, "frameIndex": "12"}], "total": 1, "pageCount": 1}))
    half.call(half.client(farm, api_version="2.0.0"), "query.get_custome_frames", 7, [12])
    assert json.loads(farm.requests[-1].content)["ids"] == [5]


def test_a_frame_that_is_not_there_is_refused_after_the_pages_were_read(half: Half) -> None:
    with pytest.raises(ValueError, match="'99'"):
        _played(half, "seq-get_custome_frames-2", Farm(_frames))


@pytest.mark.parametrize(
    ("name", "items", "ids"),
    [
        (
            "seq-get_small_task_id-1",
            [{**TASK, "respRenderingTaskList": [{"id": 1521325 + n} for n in (0, 2, 4)]}],
            None,
        ),
        ("seq-get_small_task_id-2", [], None),
        # The vendor's client breaks here; a task without parts is its own part.
        ("seq-get_small_task_id-3", [{**TASK, "respRenderingTaskList": None}], [1521323]),
    ],
)
def test_ids_of_the_parts_of_a_task(half: Half, name: str, items: list[Any], ids: list[int] | None) -> None:
    farm = Farm(envelope({"items": items, "total": len(items), "pageCount": 1}))
    assert _played(half, name, farm) == (ids or SEQUENCES[name]["returns"])


def test_labels_as_a_list(half: Half) -> None:
    labels = SEQUENCES["seq-get_project_list"]["returns"]
    found = _played(half, "seq-get_project_list", Farm(_labels(*labels)))
    assert [{"projectId": one.project_id, "projectName": one.project_name} for one in found] == labels


@pytest.mark.parametrize("name", ["seq-project-known", "seq-project-new"])
def test_a_label_is_found_or_added_and_its_id_is_text(half: Half, name: str) -> None:
    sequence = SEQUENCES[name]
    is_known = len(sequence["requests"]) == 1
    wanted = "wanted" if is_known else json.loads(sequence["requests"][1]["body"])["newName"]
    label = {"projectId": int(sequence["returns"]), "projectName": wanted}
    other = {"projectId": 1, "projectName": "other"}
    farm = Farm(_labels(other, label) if is_known else _labels(other, added=label))
    call = "check_and_add_project_name"
    assert _played(half, name, farm, call, project_name=wanted) == sequence["returns"]


@pytest.mark.parametrize("name", ["seq-login-2", "seq-login-62"])
def test_what_the_vendors_client_asks_at_its_start_is_user_info(half: Half, name: str) -> None:
    sequence = SEQUENCES[name]
    farm = Farm(envelope({}))
    api = half.client(farm, domain=sequence["domain"], platform=sequence["platform"], api_version="2.0.0")
    info = half.user_info(api)
    assert [(request.url.path, request.content.decode()) for request in farm.requests] == [
        (one["path"], one["body"]) for one in sequence["requests"]
    ]
    assert all(is_rightly_signed(request, sequence["domain"]) for request in farm.requests)
    assert info["platform"] == sequence["platform"]


def test_a_task_is_submitted_for_its_producer(half: Half) -> None:
    asked = json.loads(SEQUENCES["seq-submit"]["requests"][0]["body"])
    _played(half, "seq-submit", Farm(), "task.submit_task", task_id=asked["taskId"], producer=asked["producer"])
