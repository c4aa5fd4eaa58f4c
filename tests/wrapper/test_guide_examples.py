"""The guide's example calls run as they are printed."""

from __future__ import annotations

import ast
import asyncio
from typing import Any

import httpx
import pytest

from ..each import each  # noqa: TID252  # has no name of its own
from .support import EXAMPLES, INTERFACES, RECORDED, REPLIES, Farm, Half, is_rightly_signed

RECORDED_BODIES = {
    record["call"]: record["body"]
    for record in RECORDED
    if (record["domain"], record["headers"]["version"]) == ("task.renderbus.com", "1.0.0")
}

# This one never worked on the vendor's dict either: the printed line takes the first item of the reply itself.
NEVER_WORKED = "submit_task = api.task.submit_task(task_id=create_task_id[0])"
examples = each("interface", INTERFACES, named=lambda interface: interface["method"])


def _printed_farm() -> Farm:
    return Farm(lambda request: httpx.Response(200, json=EXAMPLES[request.url.path]))


def _run(half: Half, farm: Farm, code: str) -> dict[str, Any]:
    """Execute code as printed; in the async half every call of the api is awaited."""
    names: dict[str, Any] = {"api": half.client(farm, platform="2")}
    if not half.is_async:
        exec(compile(code, "guide", "exec"), names)
        return names

    class _Awaiting(ast.NodeTransformer):
        def visit_Call(self, node: ast.Call) -> ast.AST:
            return ast.Await(self.generic_visit(node))

    tree = ast.fix_missing_locations(_Awaiting().visit(ast.parse(code)))
    compiled = compile(tree, "guide", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)

    async def run() -> None:
        running = eval(compiled, names)
        if running is not None:
            await running

    asyncio.run(run())
    return names


def _runnable(interface: dict[str, Any]) -> str:
    code = str(interface["call"])
    if code != NEVER_WORKED:
        return code
    return f"{next(one['call'] for one in INTERFACES if one['method'] == 'task.create_task')}\n" + code.replace(
        "create_task_id[0]", 'create_task_id["taskIdList"][0]'
    )


@examples
def test_example_call_sends_what_was_recorded_of_it(
    half: Half, interface: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    farm = _printed_farm()
    _run(half, farm, _runnable(interface))
    request = farm.requests[-1]
    assert request.url.path == interface["path"]
    assert request.content.decode("ascii") == RECORDED_BODIES[interface["method"]]
    assert is_rightly_signed(request, "task.renderbus.com")


@examples
def test_example_call_gives_the_printed_data(half: Half, interface: dict[str, Any]) -> None:
    names = _run(half, _printed_farm(), _runnable(interface))
    result = list(names.values())[-1]
    data = interface["example"]["data"]
    if isinstance(data, dict):
        assert result.to_dict() == data
    elif isinstance(data, list) and isinstance(data[0], dict):
        assert [item.to_dict() for item in result] == data
    else:
        assert result == data


def test_task_id_of_the_example_is_found_both_ways(half: Half) -> None:
    code = next(one["call"] for one in INTERFACES if one["method"] == "task.create_task")
    created = _run(half, _printed_farm(), code)["create_task_id"]
    assert created["taskIdList"][0] == created.task_id_list[0] == 19097


def test_line_that_never_worked_fails_as_on_a_dict(half: Half) -> None:
    created = half.call(half.client(_printed_farm()), "task.create_task")
    with pytest.raises(KeyError):
        created[0]


def test_client_is_made_as_the_guide_makes_it(half: Half) -> None:
    farm = Farm({**REPLIES["query.platforms"]})
    user_info = {
        "domain_name": "task.renderbus.com",
        "platform": "2",
        "access_id": "xxxxxxxxxxxxxxxxxxxxxx",
        "access_key": "xxxxxxxxxxxxxxxxxxxxx",
    }
    api = half.cls(
        access_id=user_info["access_id"],
        access_key=user_info["access_key"],
        domain=user_info["domain_name"],
        platform=user_info["platform"],
        transport=farm.transport,
    )
    [platform] = half.call(api, "query.platforms")
    assert platform.name == "query_platform_w2"
    assert farm.bodies[0] == {"zone": 1}
    assert farm.requests[0].headers["platform"] == "2"
