"""Each way in which a spec may change, and what that means to those who call the client."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.compare.properties import DOCUMENTATION
from generator.compare.specs import changes
from generator.spec.document import Spec as Loaded
from generator.spec.document import walk

from .conftest import DOCUMENT
from .support import Spec

TEXT = {"type": "string", "description": "A word."}


def remove(mapping: dict[str, Any], key: str) -> None:
    del mapping[key]


def replace_answer(spec: Spec, name: str, envelope: str) -> None:
    content = spec.operation(name)["responses"]["200"]["content"]["application/json"]
    content["schema"] = {"$ref": f"#/components/schemas/{envelope}"}


def ask(spec: Spec, name: str, request: str) -> None:
    content = spec.operation(name)["requestBody"]["content"]["application/json"]
    content["schema"] = {"$ref": f"#/components/schemas/{request}"}


def add_operation(spec: Spec, group: str = "task") -> None:
    added = copy.deepcopy(spec.operation("stopTask"))
    del added["x-rayvision-editions"]
    added |= {"operationId": "freshTask", "x-rayvision-method": f"{group}.fresh_task", "tags": [group]}
    spec.document["paths"]["/api/render/task/freshTask"] = {"post": added}


def add_value(spec: Spec, value: int = 99) -> None:
    status = spec.schema("TaskStatus")
    for key, new in (("enum", value), ("x-enum-varnames", "PAUSED"), ("x-enum-descriptions", "The task pauses.")):
        status[key].append(new)


def remove_value(spec: Spec) -> None:
    for key in ("enum", "x-enum-varnames", "x-enum-descriptions"):
        spec.schema("TaskStatus")[key].pop(0)


def require(spec: Spec, name: str, wire: str) -> None:
    spec.schema(name).setdefault("required", []).append(wire)


def move(spec: Spec, name: str, path: str) -> None:
    spec.document["paths"][path] = spec.document["paths"].pop(spec.path(name))


def rename_everything(spec: Spec) -> None:
    spec.operation("stopTask").update(operationId="haltTask", **{"x-rayvision-method": "task.halt_task"})


def one_of(*names: str) -> dict[str, Any]:
    return {"oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in names]}


STOP = "api.task.stop_task"
TABLE: dict[str, tuple[Callable[[Spec], object], str, str]] = {
    # Operations
    "an operation is added": (add_operation, "Added", "api.task.fresh_task is new (operation freshTask)"),
    "an operation is removed": (
        lambda spec: remove(spec.document["paths"], spec.path("stopTask")),
        "Broken",
        f"{STOP} is gone (operation stopTask)",
    ),
    "an operation has another id": (
        lambda spec: spec.operation("stopTask").update(operationId="haltTask"),
        "Broken",
        f"{STOP} is operation haltTask, was stopTask: its low-level module and constant are renamed",
    ),
    "an operation has another method": (
        lambda spec: spec.operation("stopTask").update({"x-rayvision-method": "task.halt_task"}),
        "Broken",
        f"{STOP} is called api.task.halt_task, was api.task.stop_task",
    ),
    "an operation has other names": (rename_everything, "Broken", f"{STOP} is called api.task.halt_task"),
    "an operation has moved": (
        lambda spec: move(spec, "stopTask", "/api/rendering/task/stopTask"),
        "Broken",
        f"{STOP} is at /api/rendering/task/stopTask, was at /api/render/task/stopTask",
    ),
    "an operation is no longer idempotent": (
        lambda spec: spec.operation("stopTask").update({"x-rayvision-idempotent": False}),
        "Broken",
        f"{STOP} is no longer repeated by itself: where its reply is lost, it raises OutcomeUnknownError",
    ),
    "an operation has become idempotent": (
        lambda spec: spec.operation("createTask").update({"x-rayvision-idempotent": True}),
        "Changed",
        "api.task.create_task is repeated by itself after a network fault",
    ),
    "an operation asks for something else": (
        lambda spec: ask(spec, "stopTask", "ZoneRequest"),
        "Broken",
        f"{STOP} takes ZoneRequest in the low-level client, took TaskIdsRequest",
    ),
    "an operation asks for nothing any more": (
        lambda spec: ask(spec, "stopTask", "EmptyRequest"),
        "Broken",
        f"{STOP} takes nothing in the low-level client, took TaskIdsRequest",
    ),
    "an operation answers something else": (
        lambda spec: replace_answer(spec, "getTaskList", "FramePageEnvelope"),
        "Broken",
        "api.query.get_task_list answers FramePage, was TaskPage",
    ),
    "an operation answers nothing any more": (
        lambda spec: replace_answer(spec, "getTaskList", "NothingEnvelope"),
        "Broken",
        "api.query.get_task_list answers nothing, was TaskPage",
    ),
    "an operation answers something at last": (
        lambda spec: replace_answer(spec, "stopTask", "TextEnvelope"),
        "Added",
        f"{STOP} answers string, where it answered nothing",
    ),
    "an operation is deprecated": (
        lambda spec: spec.operation("stopTask").update(deprecated=True),
        "Changed",
        f"{STOP} is deprecated",
    ),
    "an operation has query parameters": (
        lambda spec: spec.operation("stopTask").update(parameters=[{"name": "a", "in": "query"}]),
        "Broken",
        f"{STOP} has another parameters, and no rule says what that means to a caller",
    ),
    "an operation is no post": (
        lambda spec: spec.document["paths"][spec.path("stopTask")].update(
            get=spec.document["paths"][spec.path("stopTask")].pop("post")
        ),
        "Broken",
        f"{STOP} has another verb",
    ),
    "an operation is explained otherwise": (
        lambda spec: spec.operation("stopTask").update(summary="Halt tasks"),
        "Reworded",
        f"{STOP} is reworded",
    ),
    "pages are gone": (
        lambda spec: remove(spec.operation("getTaskList"), "x-rayvision-pagination"),
        "Broken",
        "api.query.get_task_list no longer answers page by page, and cannot be iterated",
    ),
    "pages are new": (
        lambda spec: spec.operation("queryTaskInfo").update(
            {"x-rayvision-pagination": spec.operation("getTaskList")["x-rayvision-pagination"]}
        ),
        "Added",
        "api.query.task_info answers page by page, and can be iterated",
    ),
    "a status no longer ends the waiting": (
        lambda spec: spec.operation("queryTaskInfo")["x-rayvision-waiter"]["finished"].remove(45),
        "Broken",
        "api.query.task_info is waited on otherwise: 45 no longer counts as finished",
    ),
    "a status ends the waiting": (
        lambda spec: spec.operation("queryTaskInfo")["x-rayvision-waiter"]["finished"].append(50),
        "Changed",
        "api.query.task_info is waited on otherwise: 50 counts as finished",
    ),
    "waiting is gone": (
        lambda spec: remove(spec.operation("queryTaskInfo"), "x-rayvision-waiter"),
        "Broken",
        "api.query.task_info can no longer be waited on",
    ),
    # Replies
    "a reply's member is added": (
        lambda spec: spec.schema("TaskInfo")["properties"].update(colour=TEXT),
        "Added",
        "TaskInfo.colour is new",
    ),
    "a reply's member is removed": (
        lambda spec: remove(spec.schema("TaskInfo")["properties"], "sceneName"),
        "Broken",
        "TaskInfo.scene_name is gone",
    ),
    "a reply's member is of another type": (
        lambda spec: spec.member("TaskInfo.sceneName").update(type="integer"),
        "Broken",
        "TaskInfo.scene_name is integer or None, was string or None",
    ),
    "a reply's member may be null": (
        lambda spec: spec.member("TaskPage.total").update(type=["integer", "null"]),
        "Broken",
        "TaskPage.total may be None now",
    ),
    "a reply's member may be missing": (
        lambda spec: spec.schema("TaskPage")["required"].remove("total"),
        "Broken",
        "TaskPage.total may be None now",
    ),
    "a reply's member may be null, where it was missing": (
        lambda spec: spec.member("TaskProgress.grabInfo").update(type=["array", "null"]),
        "Changed",
        "TaskProgress.grab_info is list of list of ProgressFrame or missing or null, before",
    ),
    "a reply's number has another size": (
        lambda spec: spec.member("TaskPage.total").update(format="int64"),
        "Changed",
        "TaskPage.total is integer (int64), before integer: the same to Python, and not to every language",
    ),
    "a reply's text has a format": (
        lambda spec: spec.member("TaskInfo.sceneName").update(format="date-time"),
        "Broken",
        "TaskInfo.scene_name is string (date-time) or None, was string or None",
    ),
    "an argument's number may not be as large": (
        lambda spec: spec.member("CreateTaskRequest.count").update(format="int32"),
        "Broken",
        "CreateTaskRequest.count takes smaller numbers alone: integer (int32), took integer",
    ),
    "an argument takes numbers that are not whole, too": (
        lambda spec: spec.member("CreateTaskRequest.count").update(type="number"),
        "Changed",
        "CreateTaskRequest.count takes number, took integer",
    ),
    "the numbers of an argument's list may not be as large": (
        lambda spec: spec.member("TaskIdsRequest.taskIds")["items"].update(format="int32"),
        "Broken",
        "TaskIdsRequest.task_ids takes smaller numbers alone: list of integer (int32), took list of integer (int64)",
    ),
    "an argument's number has another size": (
        lambda spec: spec.member("CreateTaskRequest.count").update(format="int64"),
        "Changed",
        "CreateTaskRequest.count takes integer (int64), before integer: the same to Python",
    ),
    "a reply's member is always there": (
        lambda spec: require(spec, "TaskProgress", next(iter(spec.schema("TaskProgress")["properties"]))),
        "Changed",
        "is never None now",
    ),
    "a reply's list holds something else": (
        lambda spec: spec.member("TaskPage.items").update(items={"$ref": "#/components/schemas/FrameInfo"}),
        "Broken",
        "TaskPage.items is list of FrameInfo, was list of TaskInfo",
    ),
    "a reply's list may hold something else, too": (
        lambda spec: spec.member("TaskPage.items").update(items=one_of("TaskInfo", "FrameInfo")),
        "Broken",
        "TaskPage.items is list of FrameInfo or list of TaskInfo, was list of TaskInfo",
    ),
    "a reply's text is always the same": (
        lambda spec: spec.member("TaskInfo.sceneName").update(const="a"),
        "Changed",
        "TaskInfo.scene_name has other values: const is a, was nothing",
    ),
    "a reply's time is a number": (
        lambda spec: remove(spec.member("TaskInfo.submitDate"), "x-rayvision-time"),
        "Broken",
        "TaskInfo.submit_date is another kind of time: nothing, was milliseconds",
    ),
    "a reply's attribute goes by its wire name": (
        lambda spec: remove(spec.member("TaskInfo.labels"), "x-rayvision-view"),
        "Broken",
        "TaskInfo.labels is another attribute of the view: nothing, was {'form': 'texts'}",
    ),
    "a secret is none any more": (
        lambda spec: remove(spec.member("UserProfile.phone"), "x-rayvision-sensitive"),
        "Broken",
        "UserProfile.phone is no longer kept out of logs and errors",
    ),
    "a reply's numbers have a limit": (
        lambda spec: spec.member("TaskPage.total").update(maximum=1000),
        "Changed",
        "TaskPage.total has other values: maximum is 1000, was nothing",
    ),
    "every envelope has a new member": (
        lambda spec: spec.schema("Envelope")["properties"].update(colour=TEXT),
        "Added",
        "Envelope.colour is new",
    ),
    # Requests
    "an optional argument is added": (
        lambda spec: spec.schema("TaskListRequest")["properties"].update(colour=TEXT),
        "Added",
        "TaskListRequest.colour is new, and may be left out",
    ),
    "a required argument is added": (
        lambda spec: (
            spec.schema("TaskListRequest")["properties"].update(colour=TEXT),
            require(spec, "TaskListRequest", "colour"),
        ),
        "Broken",
        "TaskListRequest.colour is new and required: calls without it are refused",
    ),
    "an argument is removed": (
        lambda spec: remove(spec.schema("TaskListRequest")["properties"], "searchKeyword"),
        "Broken",
        "TaskListRequest.search_keyword is gone",
    ),
    "an argument is required": (
        lambda spec: require(spec, "TaskListRequest", "searchKeyword"),
        "Broken",
        "TaskListRequest.search_keyword is required now",
    ),
    "an argument may be left out": (
        lambda spec: spec.schema("SubmitTaskRequest")["required"].remove("taskId"),
        "Changed",
        "SubmitTaskRequest.task_id may be left out now",
    ),
    "an argument may be text too": (
        lambda spec: spec.member("AddLabelRequest.newName").update(type=["string", "integer"]),
        "Changed",
        "AddLabelRequest.new_name takes integer or string, took string",
    ),
    "an argument's list may hold text too": (
        lambda spec: spec.member("TaskIdsRequest.taskIds").update(
            items={"oneOf": [{"type": "integer", "format": "int64"}, {"type": "string"}]}
        ),
        "Changed",
        "TaskIdsRequest.task_ids takes list of integer (int64) or list of string, took list of integer (int64)",
    ),
    "an argument is of another type": (
        lambda spec: spec.member("AddLabelRequest.newName").update(type="integer"),
        "Broken",
        "AddLabelRequest.new_name takes integer, took string",
    ),
    "an argument has a higher least value": (
        lambda spec: spec.member("CreateTaskRequest.count").update(minimum=2),
        "Broken",
        "CreateTaskRequest.count takes fewer values: minimum is 2, was 1",
    ),
    "an argument has a lower least value": (
        lambda spec: spec.member("CreateTaskRequest.count").update(minimum=0),
        "Changed",
        "CreateTaskRequest.count takes more values: minimum is 0, was 1",
    ),
    "an argument has a greatest value": (
        lambda spec: spec.member("CreateTaskRequest.count").update(maximum=9),
        "Broken",
        "CreateTaskRequest.count takes fewer values: maximum is 9, was nothing",
    ),
    "an argument has no least value": (
        lambda spec: remove(spec.member("CreateTaskRequest.count"), "minimum"),
        "Changed",
        "CreateTaskRequest.count takes more values: minimum is nothing, was 1",
    ),
    "elements of an argument have a longer least length": (
        lambda spec: spec.member("CreateTaskRequest.labels")["items"].update(minLength=2),
        "Broken",
        "CreateTaskRequest.labels takes fewer values: minLength is 2, was 1",
    ),
    "an argument left out stands for something else": (
        lambda spec: spec.member("CreateTaskRequest.count").update(default=2),
        "Broken",
        "CreateTaskRequest.count left out, stands for 2, was 1",
    ),
    # Enumerations and schemas
    "a value is added": (add_value, "Added", "TaskStatus.PAUSED (99) is new"),
    "a value is removed": (remove_value, "Broken", "TaskStatus.WAITING (0) is gone"),
    "a value is called otherwise": (
        lambda spec: spec.schema("TaskStatus")["x-enum-varnames"].__setitem__(0, "QUEUED"),
        "Broken",
        "TaskStatus.WAITING (0) is called TaskStatus.QUEUED",
    ),
    "a value has another number": (
        lambda spec: spec.schema("TaskStatus")["enum"].__setitem__(0, 99),
        "Broken",
        "TaskStatus.WAITING (0) is gone",
    ),
    "a model is called otherwise": (
        lambda spec: spec.document.update(
            json.loads(
                json.dumps(spec.document).replace('/FrameStats"', '/Counts"').replace('"FrameStats"', '"Counts"')
            )
        ),
        "Broken",
        "FrameStats is gone",
    ),
    "a model is new": (
        lambda spec: (
            spec.document["components"]["schemas"].update(Colour={"type": "object", "properties": {"red": TEXT}}),
            spec.schema("TaskInfo")["properties"].update(colour={"$ref": "#/components/schemas/Colour"}),
        ),
        "Added",
        "Colour is new",
    ),
    "a model takes no unknown members": (
        lambda spec: spec.schema("TaskInfo").update(additionalProperties=False),
        "Broken",
        "TaskInfo has another additionalProperties",
    ),
    # The rest
    "another server": (
        lambda spec: spec.document["servers"][0].update(url="https://farm.example"),
        "Broken",
        "the spec names the servers https://farm.example",
    ),
    "one more server": (
        lambda spec: spec.document["servers"].append({"url": "https://farm.example"}),
        "Changed",
        "the spec names the servers",
    ),
    "another header in the signature": (
        lambda spec: spec.document["components"]["securitySchemes"]["nonce"].update(name="number"),
        "Broken",
        "the spec has another components/securitySchemes",
    ),
    "another introduction": (
        lambda spec: spec.document["info"].update(description="Words."),
        "Reworded",
        "the spec has another introduction",
    ),
    "a word more about a header": (
        lambda spec: spec.document["components"]["securitySchemes"]["nonce"].update(description="Words."),
        "Reworded",
        "the spec is reworded",
    ),
    "a member is explained otherwise": (
        lambda spec: spec.member("UserProfile.description").update(description="Words."),
        "Reworded",
        "UserProfile.description is reworded",
    ),
}


def loaded(document: dict[str, Any]) -> Loaded:
    return Loaded(Path("openapi.yaml"), document, {})


def found(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str]]:
    return [(change.impact.value, str(change)) for change in changes(loaded(old), loaded(new))]


@pytest.mark.parametrize("what", TABLE)
def test_a_change_is_told_in_the_words_of_a_caller(what: str, spec: Spec) -> None:
    change, kind, words = TABLE[what]
    change(spec)
    told = found(DOCUMENT, spec.document)
    assert [one for one in told if one[0] == kind and words in one[1]], told
    worst = told[0][0]
    assert worst == kind, told


@pytest.mark.parametrize("what", TABLE)
def test_what_is_taken_back_is_told_too(what: str, spec: Spec) -> None:
    TABLE[what][0](spec)
    back = found(spec.document, DOCUMENT)
    assert back
    gone = [words.partition(" ")[0] for kind, words in found(DOCUMENT, spec.document) if words.endswith("is new")]
    assert {words.partition(" ")[0] for kind, words in back if kind == "Broken"} >= set(gone)


def test_what_fewer_things_are_breaks_requests_and_another_constant_breaks_replies_too(spec: Spec) -> None:
    for what in ("a reply's list may hold something else, too", "an argument's list may hold text too"):
        TABLE[what][0](spec)
    assert [kind for kind, _ in found(spec.document, DOCUMENT)] == ["Broken", "Changed"]
    for name in ("TaskInfo.sceneName", "AddLabelRequest.newName"):
        spec.member(name).update(const="a")
    before = spec.copy()
    for name in ("TaskInfo.sceneName", "AddLabelRequest.newName"):
        spec.member(name).update(const="b")
    assert [kind for kind, _ in found(before.document, spec.document)] == ["Broken", "Broken"]


def test_the_same_spec_has_no_changes(spec: Spec) -> None:
    assert found(DOCUMENT, spec.document) == []


def test_what_broke_comes_first_and_the_order_is_always_the_same(spec: Spec) -> None:
    for change, _, _ in (TABLE["a value is added"], TABLE["a member is explained otherwise"]):
        change(spec)
    TABLE["an argument is removed"][0](spec)
    told = found(DOCUMENT, spec.document)
    kinds = [kind for kind, _ in told]
    assert kinds == sorted(kinds, key=["Broken", "Added", "Changed", "Reworded"].index)
    assert told == found(DOCUMENT, spec.document)


def test_the_order_in_which_a_spec_says_things_means_nothing(spec: Spec) -> None:
    for mapping in (
        spec.document["paths"],
        spec.document["components"]["schemas"],
        spec.schema("TaskInfo")["properties"],
    ):
        for key in list(reversed(mapping)):
            mapping[key] = mapping.pop(key)
    status = spec.schema("TaskStatus")
    for key in ("enum", "x-enum-varnames", "x-enum-descriptions"):
        status[key].reverse()
    assert found(DOCUMENT, spec.document) == []


*_, BEFORE, LAST = DOCUMENT["x-rayvision-editions"]
NEXT = f"{int(LAST.partition('.')[0]) + 1}.0.0"


def in_last(place: dict[str, Any], **change: Any) -> None:
    place.setdefault("x-rayvision-editions", {}).setdefault(LAST, {}).update(change)


EDITIONS: dict[str, tuple[Callable[[Spec], Any], set[str]]] = {
    "a path of one edition": (
        lambda spec: in_last(spec.operation("stopTask"), path="/api/x/stopTask"),
        {f"edition {LAST}: api.task.stop_task is at /api/x/stopTask"},
    ),
    "a name in one edition": (
        lambda spec: in_last(spec.member("UserSettingsRequest.taskOverTimeSec"), name="seconds"),
        {
            f"edition {LAST}: UserSettingsRequest.task_over_time_sec is gone",
            f"edition {LAST}: UserSettingsRequest.seconds is new",
        },
    ),
    "a default in one edition": (
        lambda spec: in_last(spec.member("TaskListRequest.pageSize"), default=50),
        {f"edition {LAST}: TaskListRequest.page_size left out, stands for 50, was 100"},
    ),
    "an operation that ends": (
        lambda spec: spec.operation("fullSpeed").update({"x-rayvision-until": BEFORE}),
        {f"edition {LAST}: api.task.full_speed is gone (operation fullSpeed)"},
    ),
    "a member of all editions": (
        lambda spec: spec.schema("TaskInfo")["properties"].update(colour=TEXT),
        {"TaskInfo.colour is new"},
    ),
    "an edition": (
        lambda spec: spec.document["x-rayvision-editions"].update({NEXT: {"summary": "Of tomorrow."}}),
        {f"edition {NEXT} is new"},
    ),
}


@pytest.mark.parametrize("what", EDITIONS)
def test_a_change_of_one_edition_names_it(what: str, spec: Spec) -> None:
    change, told = EDITIONS[what]
    change(spec)
    words = [text for _, text in found(DOCUMENT, spec.document)]
    assert {start for start in told if any(text.startswith(start) for text in words)} == told, words
    assert len(words) == len(told), words


# Of an edition that there is none, nothing can be told; and where a member stands changes nothing.
UNTOLD = {"since", "until", "x-rayvision-since", "x-rayvision-until", "before"}
PLACES = [
    steps
    for steps, node in walk(DOCUMENT)
    if steps and not isinstance(node, dict | list) and not (UNTOLD & {steps[-1]} and "properties" not in steps[-2:])
]


def explains(steps: tuple[str | int, ...]) -> bool:
    """Whether a place is documentation; a member may be called `description` too, and is none."""
    named = {index + 1 for index, step in enumerate(steps) if step in ("properties", "schemas", "securitySchemes")}
    return steps[0] in ("info", "tags") or any(
        step in DOCUMENTATION for index, step in enumerate(steps) if index not in named
    )


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(PLACES))
def test_whatever_is_said_otherwise_is_noticed_and_only_words_are_mere_words(steps: tuple[Any, ...]) -> None:
    document = copy.deepcopy(DOCUMENT)
    place: Any = document
    for step in steps[:-1]:
        place = place[step]
    old = place[steps[-1]]
    if steps[-1] == "$ref":
        place["$ref"] = (
            "#/components/schemas/Zone" if old != "#/components/schemas/Zone" else "#/components/schemas/OsName"
        )
    elif isinstance(old, bool):
        place[steps[-1]] = not old
    elif isinstance(old, int | float):
        place[steps[-1]] = old + 1000
    else:
        place[steps[-1]] = "other"
    kinds = {kind for kind, _ in found(DOCUMENT, document)}
    if explains(steps):
        assert kinds <= {"Reworded"}
    else:
        assert kinds & {"Broken", "Added", "Changed"}, steps
