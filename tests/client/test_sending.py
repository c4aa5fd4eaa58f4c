"""Every operation's `sync` and `asyncio` send the right request and give the typed envelope of the reply."""

from __future__ import annotations

import asyncio
import inspect
import json
import pkgutil
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

import httpx
import pytest
from rayvision_client import api, models
from rayvision_client.operations import OPERATIONS

from ..support import DATA, EXAMPLES  # noqa: TID252  # has no name of its own
from .names import snake

RECORDED = json.loads((DATA / "recorded-requests.json").read_text("utf-8"))
MODULES = [
    found.name
    for found in pkgutil.walk_packages(list(api.__path__), "rayvision_client.api.")
    if found.name.count(".") == 3
]


def module_of(operation: str) -> ModuleType:
    return next(
        import_module(name) for name in MODULES if name.rpartition(".")[2].replace("_", "") == operation.lower()
    )


def arguments(module: ModuleType, body: dict[str, Any]) -> list[Any]:
    """The request that the module's functions ask for, made from a recorded body."""
    parameter = inspect.signature(module.sync).parameters.get("body")
    if parameter is None:
        assert body == {}
        return []
    request = getattr(models, parameter.annotation)
    return [request(**{snake(wire): value for wire, value in body.items()})]


def answering(reply: Any, seen: list[httpx.Request], status: int = 200) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(status, json=reply)

    return answer


def test_there_is_a_module_for_every_operation_in_the_group_of_its_name() -> None:
    assert len(MODULES) == len(OPERATIONS) >= 34
    for name, operation in OPERATIONS.items():
        module = module_of(name)
        assert module.__name__.split(".")[2] == operation.call.partition(".")[0]
        assert module.__doc__
        assert name in module.__doc__


@pytest.mark.parametrize("name", OPERATIONS)
def test_both_functions_ask_for_the_same_and_say_what_they_give(name: str) -> None:
    module = module_of(name)
    sync, asynchronous = inspect.signature(module.sync), inspect.signature(module.asyncio)
    assert list(sync.parameters) == list(asynchronous.parameters)
    assert sync.return_annotation == asynchronous.return_annotation == OPERATIONS[name].envelope.__name__
    assert inspect.iscoroutinefunction(module.asyncio)
    assert not inspect.iscoroutinefunction(module.sync)


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "asyncio"])
@pytest.mark.parametrize("entry", RECORDED, ids=lambda entry: f"{entry['id']}-{entry['call']}")
def test_recorded_request_is_sent_and_the_printed_reply_given(entry: dict[str, Any], *, is_async: bool) -> None:
    name = entry["path"].rpartition("/")[2]
    module = module_of(name)
    given = arguments(module, json.loads(entry["body"]))
    seen: list[httpx.Request] = []
    transport = httpx.MockTransport(answering(EXAMPLES[entry["path"]], seen))
    base_url = f"https://{entry['domain']}"

    async def call() -> Any:
        async with httpx.AsyncClient(base_url=base_url, transport=transport) as http:
            return await module.asyncio(http, *given)

    if is_async:
        reply = asyncio.run(call())
    else:
        with httpx.Client(base_url=base_url, transport=transport) as http:
            reply = module.sync(http, *given)
    [request] = seen
    assert request.method == "POST"
    assert str(request.url) == entry["url"]
    assert request.content == entry["body"].encode()
    assert request.headers["Content-Type"] == "application/json"
    assert request.headers["Content-Length"] == str(len(entry["body"]))
    assert type(reply) is OPERATIONS[name].envelope
    assert reply.to_dict() == EXAMPLES[entry["path"]]
    assert reply.code is models.ReplyCode.SUCCESS


@pytest.mark.parametrize("status", [200, 201, 400, 403, 500, 503, 520, 599])
def test_an_envelope_is_an_envelope_whatever_the_http_status_is(status: int) -> None:
    failure = {"code": 611, "data": None, "message": "signature invalid", "result": False}
    with httpx.Client(
        base_url="https://farm.example", transport=httpx.MockTransport(answering(failure, [], status))
    ) as http:
        reply = module_of("queryTaskInfo").sync(http, models.TaskIdsRequest(task_ids=[1]))
    assert reply.code is models.ReplyCode.SIGNATURE_INVALID
    assert reply.data is None
    assert reply.message == "signature invalid"


def test_a_code_that_nobody_knows_is_handed_over() -> None:
    with httpx.Client(
        base_url="https://farm.example", transport=httpx.MockTransport(answering({"code": 9999}, []))
    ) as http:
        reply = module_of("fullSpeed").sync(http, models.TaskIdsRequest(task_ids=[1]))
    assert reply.code == 9999
    assert reply.data is None


def test_text_travels_as_ascii_and_arrives_as_it_was() -> None:
    seen: list[httpx.Request] = []
    body = models.AddLabelRequest(new_name='镜头 01 🎬 "quoted" \\ é', status=0)
    with httpx.Client(
        base_url="https://farm.example", transport=httpx.MockTransport(answering({"code": 200}, seen))
    ) as http:
        module_of("addLabel").sync(http, body)
    assert seen[0].content.isascii()
    assert json.loads(seen[0].content) == body.to_dict()


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), object(), b"bytes", {1, 2}], ids=lambda value: type(value).__name__
)
def test_what_is_no_json_is_refused_before_anything_is_sent(value: Any) -> None:
    seen: list[httpx.Request] = []
    with (
        httpx.Client(base_url="https://farm.example", transport=httpx.MockTransport(answering({}, seen))) as http,
        pytest.raises((TypeError, ValueError)),
    ):
        module_of("addLabel").sync(http, models.AddLabelRequest(new_name=value))
    assert seen == []


@pytest.mark.parametrize(
    "error", [httpx.ConnectError("no"), httpx.ReadTimeout("late"), httpx.RemoteProtocolError("bad")]
)
def test_what_goes_wrong_on_the_way_is_httpxs_own_error(error: httpx.HTTPError) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    with (
        httpx.Client(base_url="https://farm.example", transport=httpx.MockTransport(fail)) as http,
        pytest.raises(type(error)),
    ):
        module_of("queryUserProfile").sync(http)


def test_the_headers_of_the_callers_client_are_sent_along() -> None:
    seen: list[httpx.Request] = []
    with httpx.Client(
        base_url="https://farm.example/behind/a/proxy",
        headers={"X-Pipeline": "shot_010"},
        transport=httpx.MockTransport(answering({"code": 200}, seen)),
    ) as http:
        module_of("queryUserProfile").sync(http)
        assert http.headers["X-Pipeline"] == "shot_010"
        assert "Content-Type" not in http.headers, "the caller's client stays as it was"
    assert seen[0].headers["X-Pipeline"] == "shot_010"
    assert seen[0].url.path == "/behind/a/proxy/api/render/user/queryUserProfile"
