"""Who gets in, and what others are told."""

import json
import time
from collections.abc import Callable
from importlib.resources import files
from typing import Any
from unittest.mock import Mock

import pytest
from rayvision_sandbox.farm import money
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.users import User
from rayvision_sandbox.http import authentication

VECTORS = json.loads((files("rayvision_spec") / "1.0.0/signing-vectors.json").read_text("utf-8"))["vectors"]


def test_a_signed_request_gets_in(caller: Any) -> None:
    envelope = caller.envelope("queryUserProfile")
    assert envelope["code"] == 200
    assert envelope["data"]["userName"] == "rayvision"
    assert abs(envelope["serverTime"] / 1000 - time.time()) < 60


@pytest.mark.parametrize(("minutes", "code"), [(-16, 610), (-14, 200), (14, 200), (16, 610)])
def test_a_timestamp_may_be_off_by_a_quarter_of_an_hour(caller: Any, minutes: int, code: int) -> None:
    response = caller.post("queryUserProfile", {}, UTCTimestamp=str(int(time.time()) + minutes * 60))
    assert (response.status_code, response.json()["code"]) == (200, code)


@pytest.mark.parametrize(
    ("name", "value"), [("access_key", "another key"), ("access_id", "nobody"), ("domain", "task.renderbus.com")]
)
def test_an_unknown_user_is_told_no_more_than_of_a_wrong_signature(caller: Any, name: str, value: str) -> None:
    setattr(caller, name, value)
    assert caller.code("queryUserProfile") == 611


def test_a_changed_body_is_a_wrong_signature(caller: Any) -> None:
    path = "/api/render/task/createTask"
    headers = caller.signed_headers(path, {"count": 1})
    response = caller.http.post(path, content='{"count": 2}', headers=headers)
    assert response.json()["code"] == 611


@pytest.mark.parametrize("minutes", [0, 14])
def test_a_nonce_is_good_for_one_request_for_as_long_as_its_timestamp_counts(caller: Any, minutes: int) -> None:
    stamp = str(int(time.time()) - minutes * 60)
    codes = [caller.post("queryUserProfile", {}, nonce="4711", UTCTimestamp=stamp).json()["code"] for _ in range(2)]
    assert codes == [200, 603]


@pytest.mark.parametrize("name", ["accessId", "channel", "platform", "UTCTimestamp", "nonce", "version", "signature"])
def test_a_missing_header_is_named(caller: Any, name: str) -> None:
    path = "/api/render/user/queryUserProfile"
    headers = caller.signed_headers(path, {})
    del headers[name]
    envelope = caller.http.post(path, content="{}", headers=headers).json()
    assert envelope["code"] == 601
    assert name in envelope["message"]


@pytest.mark.parametrize(("name", "value"), [("UTCTimestamp", "yesterday"), ("platform", "two"), ("platform", "0")])
def test_a_header_that_makes_no_sense_is_invalid(caller: Any, name: str, value: str) -> None:
    assert caller.post("queryUserProfile", {}, **{name: value}).json()["code"] == 600


@pytest.mark.parametrize(
    ("farm_zone", "user_zone", "asked", "code"),
    [
        *((None, None, 1, 200), (None, None, 2, 200), (1, None, 1, 200), (1, None, 2, 608), (2, None, 1, 608)),
        *((None, 1, 2, 608), (None, 2, 2, 200), (1, 2, 1, 608)),
    ],
)
def test_zones_have_to_agree(
    call_new_farm: Callable[..., Any], farm_zone: int | None, user_zone: int | None, asked: int, code: int
) -> None:
    caller = call_new_farm(User(zone=user_zone), zone=farm_zone)
    reply = caller.post("queryPlatforms", {"zone": asked}).json()
    assert reply["code"] == code
    # How to let the user in, whose client takes 127.0.0.1 for zone 2.
    assert code == 200 or "127.0.0.1 too: for both zones, leave `zone` of the user and --zone out" in reply["message"]


@pytest.mark.parametrize(("domain", "code"), [("task.renderbus.com", 200), ("www.foxrenderfarm.com", 608)])
def test_the_domain_stands_for_a_zone(
    make_farm: Callable[..., Farm], call_farm: Callable[..., Any], domain: str, code: int
) -> None:
    assert call_farm(make_farm(zone=1), domain=domain).code("queryUserProfile") == code


def test_an_account_of_the_other_zone_is_kept_out_of_everything(call_new_farm: Callable[..., Any]) -> None:
    assert call_new_farm(User(zone=2), zone=1).code("queryUserProfile") == 608


def test_a_disabled_account_is_told_so(call_new_farm: Callable[..., Any]) -> None:
    assert call_new_farm(User(locked=True)).code("queryUserProfile") == 804


@pytest.mark.parametrize(
    ("content", "code"),
    [
        *((b"", 400), (b"{", 400), (b"\xff\xfe", 400), (b'{"a": "\\ud800"}', 400), (b"[" * 100_000, 400)),
        *((b"[]", 600), (b"null", 600), (b'"text"', 600)),
    ],
)
def test_a_body_that_is_no_json_object_is_answered(caller: Any, content: bytes, code: int) -> None:
    path = "/api/render/user/queryUserProfile"
    response = caller.http.post(path, content=content, headers=caller.signed_headers(path, {}))
    assert (response.status_code, response.json()["code"]) == (200, code)


@pytest.mark.parametrize("value", [True, None, 1.5, [None], {"deep": [False]}])
def test_a_value_that_nothing_can_sign_is_invalid(caller: Any, value: Any) -> None:
    assert caller.code("queryUserProfile", extra=value) == 600


@pytest.mark.parametrize(
    "body",
    [
        *({name: "another"} for name in authentication.SIGNED_HEADERS),
        *({"": {"nonce": "another"}}, {"a": {"b": 1}, "a.b": 2}, {"ids": [1], "ids0": 2}),
    ],
)
def test_a_name_with_a_second_value_in_the_signed_text_is_invalid(caller: Any, body: dict[str, Any]) -> None:
    assert caller.code("queryUserProfile", **body) == 600


def test_a_member_may_repeat_a_header(caller: Any) -> None:
    # The vendor's client puts the platform into the body of one operation as well.
    assert caller.code("queryUserProfile", platform=int(caller.platform)) == 200


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        *((kind, 400) for kind in ("text/plain", "application/x-www-form-urlencoded", "")),
        ("application/json; charset=utf-8", 200),
    ],
)
def test_a_body_has_to_be_called_json(caller: Any, kind: str, code: int) -> None:
    caller.headers = {"Content-Type": kind}
    assert caller.code("queryUserProfile") == code


def test_an_oversized_body_is_answered(caller: Any) -> None:
    path = "/api/render/user/queryUserProfile"
    content = json.dumps({"extra": "x" * 2 * 1024 * 1024})
    response = caller.http.post(path, content=content, headers=caller.signed_headers(path, {}))
    assert (response.status_code, response.json()["code"]) == (200, 400)


def test_text_in_chinese_is_signed_as_it_is(caller: Any) -> None:
    assert caller.code("addLabel", newName="镜头 01&a=b", status=0) == 200


def test_other_paths_and_methods_get_an_envelope_too(caller: Any) -> None:
    unknown = caller.http.post("/api/render/task/renderEverything", json={})
    assert (unknown.status_code, unknown.json()["code"]) == (404, 404)
    wrong = caller.http.get("/api/render/task/getTaskList")
    assert (wrong.status_code, wrong.headers["allow"], wrong.json()["code"]) == (405, "POST", 400)


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("submitTask", {}, 601),
        ("submitTask", {"taskId": "1"}, 600),
        ("submitTask", {"taskId": 10**30}, 600),
        ("submitTask", {"taskId": 1, "assetIsolationModel": "OUT_USER_MODEL"}, 601),
        ("submitTask", {"taskId": 1, "assetIsolationModel": "SOME_MODEL"}, 600),
        ("createTask", {"count": 0}, 600),
        ("createTask", {"taskUserLevel": 55}, 600),
        ("createTask", {"labels": "shot"}, 600),
        ("createTask", {"labels": [1]}, 600),
        ("stopTask", {}, 601),
        ("stopTask", {"taskIds": []}, 600),
        ("stopTask", {"taskIds": 5}, 600),
        ("getTaskList", {"pageNum": 1}, 601),
        ("getTaskList", {"pageNum": 0, "pageSize": 1}, 600),
        ("getTaskList", {"pageNum": 1, "pageSize": 1, "startTime": "yesterday"}, 600),
        ("restartFrame", {"taskIds": [1], "selectAll": 1}, 600),
        ("addLabel", {"newName": ""}, 600),
        ("queryPlatforms", {"zone": 3}, 600),
        ("queryErrorDetail", {"code": 50001}, 600),
        ("setOverTimeStop", {"taskIds": [1]}, 601),
    ],
)
def test_a_missing_member_is_601_and_a_wrong_one_600(caller: Any, name: str, body: Any, code: int) -> None:
    assert caller.code(name, **body) == code


@pytest.mark.parametrize(
    ("name", "body"),
    [(name, {"taskIds": [424242]}) for name in ("stopTask", "startTask", "abortTask", "deleteTask", "fullSpeed")]
    + [("restartFailedFrames", {"taskIds": [424242]}), ("queryTaskInfo", {"taskIds": [424242]})]
    + [("submitTask", {"taskId": 424242}), ("setOverTimeStop", {"taskIds": [424242], "overTime": 60})]
    + [("restartFrame", {"taskIds": 424242, "selectAll": 1, "ids": []}), ("loadTaskProcessImg", {"taskId": 424242})]
    + [("queryTaskFrames", {"taskId": 424242, "pageNum": 1, "pageSize": 5})]
    + [("loadingFrameThumbnail", {"id": 424242, "frameStatus": 4}), ("deleteLabel", {"delName": "none"})]
    + [("deleteRenderEnv", {"editName": "none"}), ("setDefaultRenderEnv", {"editName": "none"})],
)
def test_what_does_not_exist_is_404(caller: Any, name: str, body: Any) -> None:
    assert caller.code(name, **body) == 404


def test_a_user_sees_nothing_of_others(make_farm: Callable[..., Farm], call_farm: Callable[..., Any]) -> None:
    owner, stranger = User(), User("other", "secret", 2, "other")
    farm = make_farm(owner, stranger)
    mine, theirs = call_farm(farm, owner), call_farm(farm, stranger)
    task_id = mine.submit(frames=1)
    mine.advance(3600)
    frame_id = mine.frames(task_id)[0]["id"]
    mine.data("addLabel", newName="shared name", status=0)
    theirs.data("addLabel", newName="shared name", status=0)
    assert theirs.data("getTaskList", pageNum=1, pageSize=10)["total"] == 0
    assert theirs.data("queryAllFrameStats")["totalFrames"] == 0
    several = ("stopTask", "startTask", "abortTask", "deleteTask", "queryTaskInfo", "restartFailedFrames")
    first = {name: {"taskIds": [task_id]} for name in several} | {
        "queryTaskFrames": {"taskId": task_id, "pageNum": 1, "pageSize": 1},
        "loadingFrameThumbnail": {"id": frame_id, "frameStatus": 4},
        "restartFrame": {"taskIds": task_id, "selectAll": 1, "ids": []},
    }
    second = {
        "showLog": {"renderingType": "render", "pageNum": 0, "pageSize": 1, "id": frame_id},
        "stopTaskFrames": {"taskId": task_id, "selectAll": 1},
        "addTaskLabel": {"taskIds": [task_id], "label": "x"},
        "deleteTaskLabel": {"taskIds": [task_id], "labelNames": ["x"], "labelIds": []},
        "updateTaskLimit": {"taskId": task_id, "taskLimit": 1},
        "updateTaskUserLevel": {"taskId": task_id, "taskUserLevel": 60},
        "taskJsonFile": {"taskId": task_id, "fileName": "task.json", "content": "{}"},
        "getOutputUserDirFile": {"treePath": "/", "taskId": task_id},
        "listHardwareConfigs": {"cloneTask": "false", "taskIds": [str(task_id)]},
    }
    assert {name: theirs.code(name, **body) for name, body in first.items()} == dict.fromkeys(first, 403)
    theirs.edition = "2.0.0"
    assert {name: theirs.code(name, **body) for name, body in second.items()} == dict.fromkeys(second, 403)
    assert theirs.data("getOutputUserDirFile", treePath="/") == []
    records = {"pageNum": 1, "pageSize": 100, "startDate": "", "endDate": ""}
    assert theirs.data("taskRecord", platform=2, **records)["total"] == 0


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_agrees_with_the_published_vectors(vector: dict[str, Any]) -> None:
    names = {"accessId": "access_id", "UTCTimestamp": "timestamp"}
    headers = {name: vector[names.get(name, name)] for name in authentication.SIGNED_HEADERS}
    text = authentication.string_to_sign(vector["domain"], vector["path"], headers, vector["body"])
    assert text == vector["string_to_sign"]
    assert authentication.signature(vector["access_key"], text) == vector["signature"]


def test_a_failure_of_the_farm_itself_gives_nothing_away(
    caller: Any, farm: Farm, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_now: int) -> None:
        raise ZeroDivisionError("a secret of the farm")

    monkeypatch.setattr(farm, "catch_up", fail)
    response = caller.post("queryUserProfile", {})
    assert (response.status_code, response.json()["code"]) == (500, 500)
    assert "secret" not in response.text
    assert "ZeroDivisionError" in caplog.text


def test_what_failed_halfway_has_not_happened(caller: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = [caller.submit(frames=1), caller.submit(frames=1)]
    monkeypatch.setattr(money, "forecast_arrears", Mock(side_effect=[None, ZeroDivisionError]))
    assert caller.post("stopTask", {"taskIds": tasks}).json()["code"] == 500
    assert [caller.status(task_id) for task_id in tasks] == [50, 50]
