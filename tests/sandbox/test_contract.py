"""Requests and replies against the spec: by hand, and by the guide's own calls."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest, MockResponse
from rayvision_sandbox.farm.codes import Refusal
from rayvision_sandbox.operations.schemas import members_of
from rayvision_sandbox.operations.table import OPERATIONS

from ..each import each  # noqa: TID252  # has no name of its own

FIRST, SECOND = "1.0.0", "2.0.0"
SPECS = {
    edition: json.loads((files("rayvision_spec") / edition / "openapi.json").read_text("utf-8"))
    for edition in OPERATIONS
}
RECORDED = json.loads((Path(__file__).parents[1] / "data/recorded-requests-2.0.0.json").read_text("utf-8"))
ENV = {
    "cgId": 2000,
    "cgName": "Maya",
    "cgVersion": "2020",
    "renderLayerType": 0,
    "editName": "testRenderEnv",
    "renderSystem": "0",
    "pluginIds": [1166],
}
RECORDS = {"pageNum": 1, "pageSize": 10, "startDate": "", "endDate": ""}


def resolve(spec: Any, schema: Any) -> Any:
    while "$ref" in schema:
        found: Any = spec
        for key in schema["$ref"].removeprefix("#/").split("/"):
            found = found[key]
        schema = found
    return schema


def undocumented(spec: Any, value: Any, schema: Any, place: str = "") -> Iterator[str]:
    """Name the members of a reply that its schema does not know."""
    schema = resolve(spec, schema)
    choices = [resolve(spec, part) for key in ("allOf", "oneOf", "anyOf") for part in schema.get(key, ())] + [schema]
    if isinstance(value, dict):
        known: dict[str, Any] = {}
        for choice in choices:
            known |= choice.get("properties", {})
        for name, member in value.items():
            if name not in known:
                yield f"{place}.{name}"
            else:
                yield from undocumented(spec, member, known[name], f"{place}.{name}")
    elif isinstance(value, list):
        (items,) = [choice["items"] for choice in choices if "items" in choice]
        for element in value:
            yield from undocumented(spec, element, items, f"{place}[]")


def names(value: Any) -> set[str]:
    """Name the members of a reply, and those of its items."""
    if isinstance(value, list):
        return {name for element in value for name in names(element)}
    if not isinstance(value, dict):
        return set()
    return {name for name in value if name not in {"qyCouponConsume", "isCopy"}} | names(value.get("items"))


class Inspector:
    """Calls operations, and has every request and reply judged by the document of the caller's edition."""

    def __init__(self, caller: Any) -> None:
        self.caller = caller
        self.spec = SPECS[caller.edition]
        self.openapi = OpenAPI.from_dict(self.spec)
        self.paths = {item["post"]["operationId"]: path for path, item in self.spec["paths"].items()}
        self.seen: set[tuple[str, int]] = set()
        self.told: dict[str, set[str]] = {}

    def __call__(self, name: str, **body: Any) -> Any:
        path = self.paths[name]
        headers = self.caller.signed_headers(path, body)
        content = json.dumps(body).encode()
        response = self.caller.http.post(path, content=content, headers=headers)
        if self.caller.edition != FIRST:
            headers["languageFlag"] = "0"
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
        envelope = response.json()
        assert envelope["version"] == self.caller.edition
        assert list(undocumented(self.spec, envelope, self.reply(name)["schema"])) == []
        self.seen.add((name, envelope["code"]))
        self.told.setdefault(name, set()).update(names(envelope["data"]))
        return envelope["data"]

    def reply(self, name: str) -> Any:
        """Find what the document says of the reply to an operation."""
        return self.spec["paths"][self.paths[name]]["post"]["responses"]["200"]["content"]["application/json"]

    def printed(self, name: str) -> set[str]:
        """Name the members of the replies that the document prints."""
        examples = self.reply(name).get("examples", {}).values()
        return {found for one in examples for found in names(resolve(self.spec, one)["value"]["data"])}


@pytest.fixture(params=SPECS)
def inspect(caller: Any, request: pytest.FixtureRequest) -> Inspector:
    caller.edition = request.param
    return Inspector(caller)


@pytest.mark.parametrize("edition", SPECS)
def test_answers_every_operation(edition: str) -> None:
    assert {path: item["post"]["operationId"] for path, item in SPECS[edition]["paths"].items()} == {
        path: operation.name for path, operation in OPERATIONS[edition].items()
    }


@pytest.mark.parametrize("record", RECORDED, ids=lambda record: record["id"])
def test_takes_the_members_that_the_vendors_client_sends(caller: Any, record: dict[str, Any]) -> None:
    caller.edition = SECOND
    caller.platform = record["platform"]
    names = {path: item["post"]["operationId"] for path, item in SPECS[SECOND]["paths"].items()}
    assert caller.code(names[record["path"]], **json.loads(record["body"])) not in {600, 601}


@each("kind", ["integer", ["integer", "null"]], named=str)
def test_the_farms_own_limits_are_those_of_members_that_may_be_null_too(kind: Any) -> None:
    count = members_of({}, {"properties": {"count": {"type": kind}}}, "createTask")["count"]
    assert count.check("count", 10_000) == 10_000
    with pytest.raises(Refusal):
        count.check("count", 10_001)


def test_every_example_of_a_request_is_taken(inspect: Inspector) -> None:
    """What it names need not be there."""
    for name, path in inspect.paths.items():
        media = inspect.spec["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        for example in media["examples"].values():
            body = resolve(inspect.spec, example)["value"]
            # A member and a header of one name have one value, or the signature would not say which it signs.
            inspect.caller.platform = str(body.get("platform", 2))
            inspect(name, **body)
    assert {name for name, code in inspect.seen if code in {600, 601}} == set()


def test_every_reply_of_every_operation_fits_the_spec(inspect: Inspector) -> None:
    """The guide's calls in the guide's order, on tasks of every kind at every stage.

    What a client written from the guide's printed replies reads, the sandbox writes.
    """
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
    model = {"assetIsolationModel": "OUT_USER_MODEL", "outUserId": "12345"}
    inspect("submitTask", taskId=picture, **model if caller.edition == FIRST else {"producer": "ann"})
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
    chosen = {"taskIds": tasks[6], "ids": []} if caller.edition == FIRST else {"taskId": tasks[6]}
    inspect("restartFrame", selectAll=1, **chosen)
    inspect("addLabel", newName="test_tag4", status=0)
    inspect("addLabel", newName="test_tag4")
    inspect("getLabelList")
    inspect("deleteLabel", delName="test_tag4")
    inspect("querySupportedSoftware")
    for os_name in ("windows", "linux"):
        inspect("querySupportedPlugin", cgId=2000, osName=os_name)
    inspect("addRenderEnv", **ENV | {"renderSystem": "0" if caller.edition == FIRST else 0})
    inspect("updateRenderEnv", **ENV | {"renderSystem": 1})
    inspect("setDefaultRenderEnv", editName="testRenderEnv")
    inspect("getRenderEnv", cgId=2000)
    inspect("deleteRenderEnv", editName="testRenderEnv")
    if caller.edition != FIRST:
        inspect_what_is_new(inspect, tasks)
    assert {name for name, _ in inspect.seen} == set(inspect.paths)
    succeeded = {name for name, code in inspect.seen if code == 200}
    assert succeeded >= inspect.paths.keys() - {"stopTask", "startTask", "abortTask"}
    assert {name: lacking for name in inspect.paths if (lacking := inspect.printed(name) - inspect.told[name])} == {}


def inspect_what_is_new(inspect: Inspector, tasks: list[int]) -> None:
    """Call the operations that the first edition does not have."""
    task_id = inspect.caller.submit(frames=3, nodes=1, failing=[1], analysisSeconds=0, queueSeconds=0)
    inspect("updateTaskUserLevel", taskId=task_id, taskUserLevel=60)
    inspect("updateTaskLimit", taskId=task_id, taskLimit=1)
    inspect("addTaskLabel", label="fresh", taskIds=[task_id])
    inspect("deleteTaskLabel", labelNames=["fresh"], labelIds=[], taskIds=[task_id])
    offer = inspect("listHardwareConfigs", cloneTask="false", taskIds=[str(task_id)])
    hardware = {"hardwareConfigIds": [str(offer[1]["id"])], "model": offer[1]["model"], "ram": offer[1]["ram"]}
    inspect("editTaskHardwareConfig", taskIds=[str(task_id)], gpuNum="", **hardware)
    frames = inspect("queryTaskFrames", taskId=task_id, pageNum=1, pageSize=100)["items"]
    inspect("stopTaskFrames", taskId=task_id, selectAll=0, ids=[frames[2]["id"]])
    for seconds in (0, 30, 7200):
        inspect.caller.advance(seconds)
        inspect("queryTaskFrames", taskId=task_id, pageNum=1, pageSize=100)
        inspect("queryTaskInfo", taskIds=[task_id])
        for frame in frames:
            inspect("showLog", renderingType="render", pageNum=0, pageSize=1, id=frame["id"])
    inspect("restartFailedFrames", taskIds=[task_id], status=[5])
    inspect("getTaskList", pageNum=1, pageSize=5, recycleFlag=1)
    (folder,) = inspect("getOutputUserDirFile", treePath="/", taskId=task_id)
    inspect("getOutputUserDirFile", treePath=folder["filePath"])
    inspect("taskJsonFile", taskId=tasks[0], fileName="task.json", content="{}")
    for flag in (0, 1, 2):
        inspect("listProjects", flag=flag)
    inspect("taskRecord", platform=2, **RECORDS)
    inspect("loginRecord", **RECORDS)
    inspect("getUserPackNodeInfo")
    inspect("getConfig")


def test_the_reference_needs_nothing_from_elsewhere(caller: Any) -> None:
    page = caller.http.get("/docs/1.0.0/reference.html")
    assert page.headers["content-type"].startswith("text/html")
    for operation in OPERATIONS[FIRST].values():
        assert f'id="{operation.name}"' in page.text
    for name in SPECS[FIRST]["components"]["schemas"]:
        assert f'id="{name}"' in page.text
    assert f"<code>{caller.http.base_url}</code>" in page.text
    assert "<td><code>https://" not in page.text
    for outside in ("<img", 'src="http', 'src="//', 'href="http', 'href="//', "@import"):
        assert outside not in page.text


@pytest.mark.parametrize("edition", SPECS)
def test_the_documents_name_the_sandbox_as_their_only_server(caller: Any, edition: str) -> None:
    servers = [{"url": str(caller.http.base_url), "description": "This sandbox."}]
    for name in ("openapi.json", "openapi-3.0.3.json"):
        document = caller.http.get(f"/docs/{edition}/{name}").json()
        assert document["servers"] == servers
        assert document["paths"]
    content = caller.http.get(f"/docs/{edition}/openapi.yaml").text
    # The whole would take seconds to parse.
    part = "servers:\n" + content.partition("\nservers:\n")[2].partition("\nsecurity:\n")[0]
    assert yaml.safe_load(part)["servers"] == servers
