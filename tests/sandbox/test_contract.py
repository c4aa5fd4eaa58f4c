"""Requests and replies against the spec: by hand, by the guide's own calls, and by Schemathesis."""

import json
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest, MockResponse
from rayvision_sandbox import operations
from rayvision_sandbox.farm import Farm
from rayvision_sandbox.server import running
from rayvision_sandbox.store import Store
from rayvision_sandbox.users import User
from schemathesis.checks import CHECKS

SPEC = json.loads((files("rayvision_spec") / "1.0.0/openapi.json").read_text("utf-8"))
OPERATIONS = operations.OPERATIONS["1.0.0"]
ENV = {
    "cgId": 2000,
    "cgName": "Maya",
    "cgVersion": "2020",
    "renderLayerType": 0,
    "editName": "testRenderEnv",
    "renderSystem": "0",
    "pluginIds": [1166],
}


def resolve(schema: Any) -> Any:
    while "$ref" in schema:
        found: Any = SPEC
        for key in schema["$ref"].removeprefix("#/").split("/"):
            found = found[key]
        schema = found
    return schema


def undocumented(value: Any, schema: Any, place: str = "") -> Iterator[str]:
    """Name the members of a reply that its schema does not know."""
    schema = resolve(schema)
    choices = [resolve(part) for key in ("allOf", "oneOf", "anyOf") for part in schema.get(key, ())] + [schema]
    if isinstance(value, dict):
        known: dict[str, Any] = {}
        for choice in choices:
            known |= choice.get("properties", {})
        for name, member in value.items():
            if name not in known:
                yield f"{place}.{name}"
            else:
                yield from undocumented(member, known[name], f"{place}.{name}")
    elif isinstance(value, list):
        (items,) = [choice["items"] for choice in choices if "items" in choice]
        for element in value:
            yield from undocumented(element, items, f"{place}[]")


class Inspector:
    """Calls operations, and has every request and reply judged by the spec."""

    def __init__(self, caller: Any) -> None:
        self.caller = caller
        self.openapi = OpenAPI.from_dict(SPEC)
        self.seen: set[tuple[str, int]] = set()

    def __call__(self, name: str, **body: Any) -> Any:
        path = next(path for path, operation in OPERATIONS.items() if operation.name == name)
        headers = self.caller.signed_headers(path, body)
        content = json.dumps(body).encode()
        response = self.caller.http.post(path, content=content, headers=headers)
        request = MockRequest(
            "https://task.renderbus.com",
            "post",
            path,
            headers=headers,
            data=content,
            content_type="application/json",
        )
        self.openapi.validate_request(request)
        self.openapi.validate_response(request, MockResponse(response.content, content_type="application/json"))
        schema = SPEC["paths"][path]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
        envelope = response.json()
        assert list(undocumented(envelope, schema)) == []
        self.seen.add((name, envelope["code"]))
        return envelope["data"]


@pytest.fixture
def inspect(caller: Any) -> Inspector:
    return Inspector(caller)


def test_serves_exactly_the_documented_paths() -> None:
    assert {path: post["post"]["operationId"] for path, post in SPEC["paths"].items()} == {
        path: operation.name for path, operation in OPERATIONS.items()
    }


def test_knows_exactly_the_documented_members() -> None:
    for path, operation in OPERATIONS.items():
        body = resolve(SPEC["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"])
        assert set(operation.members) == set(body.get("properties", {})), path
        required = {name for name, member in operation.members.items() if member.required}
        # The vendor's client always sends `ids`; one that leaves it out is understood all the same.
        assert required | ({"ids"} & set(operation.members)) | _given_by_default(operation.name) == set(
            body.get("required", ())
        ), path


def _given_by_default(name: str) -> set[str]:
    return {"frameStatus"} if name == "loadingFrameThumbnail" else set()


def test_every_reply_of_every_operation_fits_the_spec(inspect: Inspector) -> None:
    """The guide's calls in the guide's order, on tasks of every kind at every stage."""
    caller = inspect.caller
    for zone in (1, 2):
        inspect("queryPlatforms", zone=zone)
        inspect("getTransferServerMsg", zone=zone)
    inspect("queryUserProfile")
    inspect("queryUserSetting")
    inspect("updateUserSetting", taskOverTimeSec=43200)
    inspect("getTransferBid")
    inspect("getRaySyncUserKey")
    created = inspect("createTask", count=25, taskUserLevel=50, labels=["label_test1", "label_test2"])
    tasks = created["taskIdList"]
    for task_id in tasks[1:]:
        inspect("submitTask", taskId=task_id)
    inspect("submitTask", taskId=tasks[1])
    caller.http.post("/sandbox/scene", json={"scene": {"cgId": 2001, "photonFrames": 1, "name": "a.max"}})
    (picture,) = inspect("createTask", labels=[])["taskIdList"]
    inspect("submitTask", taskId=picture, assetIsolationModel="OUT_USER_MODEL", outUserId="12345")
    for language in ("0", "1"):
        inspect("queryErrorDetail", code="15000", language=language)
    for seconds in (0, 20, 100, 600, 86_400):
        caller.advance(seconds)
        inspect("getTaskList", pageNum=1, pageSize=50)
        inspect("queryTaskInfo", taskIds=tasks)
        inspect("queryAllFrameStats")
        inspect("loadTaskProcessImg", taskId=picture)
        for task_id in tasks:
            page = inspect("queryTaskFrames", taskId=task_id, pageNum=1, pageSize=10)
        inspect("fullSpeed", taskIds=tasks[1:3])
        inspect("setOverTimeStop", taskIds=tasks[3:4], overTime=60)
    inspect("loadingFrameThumbnail", id=page["items"][0]["id"], frameStatus=4)
    inspect("loadTaskProcessImg", taskId=picture, frameType=2)
    for command in ("stopTask", "startTask", "restartFailedFrames", "abortTask", "deleteTask"):
        inspect(command, taskIds=tasks[4:5])
        inspect(command, taskIds=[1])
    inspect("restartFrame", taskIds=tasks[6], selectAll=1, ids=[])
    inspect("addLabel", newName="test_tag4", status=0)
    inspect("addLabel", newName="test_tag4")
    inspect("getLabelList")
    inspect("deleteLabel", delName="test_tag4")
    inspect("querySupportedSoftware")
    for os_name in ("windows", "linux"):
        inspect("querySupportedPlugin", cgId=2000, osName=os_name)
    inspect("addRenderEnv", **ENV)
    inspect("updateRenderEnv", **ENV | {"renderSystem": 1})
    inspect("setDefaultRenderEnv", editName="testRenderEnv")
    inspect("getRenderEnv", cgId=2000)
    inspect("deleteRenderEnv", editName="testRenderEnv")
    assert {name for name, _ in inspect.seen} == {operation.name for operation in OPERATIONS.values()}
    succeeded = {name for name, code in inspect.seen if code == 200}
    assert succeeded >= {operation.name for operation in OPERATIONS.values()} - {"stopTask", "startTask", "abortTask"}


def test_every_printed_reply_has_no_member_that_ours_lacks(inspect: Inspector) -> None:
    """What a client written from the guide's examples reads, the sandbox writes."""

    def names(value: Any) -> Any:
        if isinstance(value, dict):
            return {name for name, member in value.items() if name not in {"qyCouponConsume", "isCopy"}}
        return names(value[0]) if isinstance(value, list) and value and isinstance(value[0], dict) else set()

    caller = inspect.caller
    task_id = caller.submit(cgId=2001, photonFrames=1, name="room.max")
    caller.advance(7200)
    frame_id = caller.frames(task_id)[0]["id"]
    caller.data("addLabel", newName="test_tag2")
    caller.data("addRenderEnv", **ENV | {"editName": "houdini", "cgId": 2004})
    bodies = {
        "queryTaskInfo": {"taskIds": [task_id]},
        "queryTaskFrames": {"taskId": task_id, "pageNum": 1, "pageSize": 1},
        "loadTaskProcessImg": {"taskId": task_id, "frameType": 2},
        "loadingFrameThumbnail": {"id": frame_id, "frameStatus": 4},
        "queryErrorDetail": {"code": "15000", "language": "0"},
        "getTaskList": {"pageNum": 1, "pageSize": 1},
        "queryPlatforms": {"zone": 1},
        "getTransferServerMsg": {"zone": 1},
        "getRenderEnv": {"cgId": 2004},
        "createTask": {"count": 1},
        "querySupportedPlugin": {"cgId": 2000, "osName": "linux"},
    }
    simple = ("queryUserProfile", "queryUserSetting", "getTransferBid", "queryAllFrameStats", "getLabelList")
    bodies |= {name: {} for name in (*simple, "querySupportedSoftware", "getRaySyncUserKey")}
    for path, operation in OPERATIONS.items():
        if operation.name in bodies:
            data = caller.data(operation.name, **bodies[operation.name])
            examples = SPEC["paths"][path]["post"]["responses"]["200"]["content"]["application/json"]["examples"]
            for example in examples.values():
                printed = resolve(example)["value"]["data"]
                assert names(printed) <= names(data), operation.name
                items = [value["items"] for value in (printed, data) if isinstance(value, dict) and "items" in value]
                if len(items) == 2:
                    assert names(items[0]) <= names(items[1]), operation.name


def test_the_reference_needs_nothing_from_elsewhere(caller: Any) -> None:
    page = caller.http.get("/docs/1.0.0/reference.html")
    assert page.headers["content-type"].startswith("text/html")
    for operation in OPERATIONS.values():
        assert f'id="{operation.name}"' in page.text
    for name in SPEC["components"]["schemas"]:
        assert f'id="{name}"' in page.text
    for outside in ("<script", '<link rel="stylesheet', "<img", "src=", 'href="http', "@import"):
        assert outside not in page.text


def test_the_first_reply_comes_fast() -> None:
    begun = time.perf_counter()
    farm = Farm(Store(), [User()])
    with running(farm) as domain:
        assert httpx.get(f"http://{domain}/sandbox", trust_env=False).status_code == 200
        assert time.perf_counter() - begun < 1
    farm.store.close()


@pytest.fixture(scope="module")
def fuzzed(make_caller: Callable[..., Any]) -> Iterator[Any]:
    """Call a farm in which something is going on."""
    farm = Farm(Store(), [User(balance=10**9)], speed=1000)
    with running(farm) as domain, httpx.Client(base_url=f"http://{domain}", trust_env=False) as client:
        caller = make_caller(client, domain)
        for _ in range(5):
            caller.submit()
        yield caller
    farm.store.close()


schema = schemathesis.openapi.from_dict(SPEC)


# A refusal comes with HTTP status 200 and a code in the envelope, which these checks do not know.
NOT_HERE = [CHECKS.get_one(name) for name in ("negative_data_rejection", "missing_required_header", "ignored_auth")]


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_schemathesis_finds_nothing(case: schemathesis.Case, fuzzed: Any) -> None:
    # What Schemathesis makes up for the signed headers gives way to what is right for the body that it sends.
    sent = case.as_transport_kwargs(base_url=str(fuzzed.http.base_url))
    body = sent.get("json", {})
    content = json.dumps(body).encode() if "json" in sent else sent.get("data") or b""
    headers = fuzzed.signed_headers(case.path, body)
    response = fuzzed.http.request(sent["method"], sent["url"], content=content, headers=headers)
    case.validate_response(response, excluded_checks=NOT_HERE)
    assert response.json()["code"] != 500
