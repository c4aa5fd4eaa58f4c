"""Every parameter and member that a table of the guide of 2020 names stands in its edition, where the table says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.parametrize("edition", ["1.0.0"])

INTERFACES = json.loads((Path(__file__).parents[1] / "data/documented-interfaces.json").read_text("utf-8"))

# Wire names of the guide's Python arguments, where they are not the same word in camel case. By operation first,
# because one argument name means different members: `taskIds` is `task_id` of a frame, and `id` is `frame_id`.
WIRE_NAMES = {
    "updateUserSetting": {"task_over_time": "taskOverTimeSec"},
    "submitTask": {"asset_lsolation_model": "assetIsolationModel"},
    "stopTask": {"task_param_list": "taskIds"},
    "startTask": {"task_param_list": "taskIds"},
    "abortTask": {"task_param_list": "taskIds"},
    "deleteTask": {"task_param_list": "taskIds"},
    "restartFailedFrames": {"task_param_list": "taskIds"},
    "restartFrame": {"task_id": "taskIds", "ids_list": "ids"},
    "queryTaskInfo": {"task_ids_list": "taskIds"},
    "querySupportedPlugin": {"name": "cgId"},
    "getRenderEnv": {"name": "cgId"},
    "loadingFrameThumbnail": {"frame_id": "id"},
    "setOverTimeStop": {"task_id_list": "taskIds", "overtime": "overTime"},
    "fullSpeed": {"task_id_list": "taskIds"},
}
# Members that are sent and that no table names.
SENT_UNASKED = {
    "queryPlatforms": {"zone"},
    "getTransferServerMsg": {"zone"},
    "querySupportedPlugin": {"osName"},
}
# The way from the reply's data to the object that a table of another kind than "reply" describes.
PLACES = {
    "taskKeyValueVo实体": ("items", "[]", "taskKeyValueVo"),
    "Software": ("renderInfoList", "[]"),
    "Plugin": ("cgPlugin", "[]"),
    "PluginVersion": ("cgPlugin", "[]", "pluginVersions", "[]"),
    "SoftVersion": ("cgVersion", "[]"),
    "分块帧详情grabInfo": ("grabInfo", "[]", "[]"),
}
# Replies whose tables describe one element of a list, or one item of a page.
LISTS = {"queryPlatforms", "queryErrorDetail", "getRenderEnv"}
PAGES = {"getTaskList", "queryTaskInfo", "queryTaskFrames"}

TYPES = {
    "Byte": "integer",
    "Integer": "integer",
    "Long": "integer",
    "Date": "integer",
    "Double": "number",
    "BigDecimal": "number",
    "Bigdecimal": "number",
    "String": "string",
    "Boolean": "boolean",
    "Object": "object",
}


def action(interface: dict[str, Any]) -> str:
    return str(interface["path"].rpartition("/")[2])


def rows_of(*kinds: str) -> list[Any]:
    return [
        pytest.param(interface["path"], table["kind"], name, kind, id=f"{action(interface)}-{table['kind']}-{name}")
        for interface in INTERFACES
        for table in interface["tables"]
        if table["kind"] in kinds
        for name, kind in table["rows"]
        if kind != "Dict"  # its members have a table of their own
    ]


def wire_name(path: str, argument: str) -> str:
    names = WIRE_NAMES.get(path.rpartition("/")[2], {})
    return names.get(argument) or re.sub(r"_([a-z])", lambda match: match[1].upper(), argument)


def test_the_guide_has_thirty_four_interfaces_and_the_spec_has_them_all(operations: dict[str, Any]) -> None:
    assert len(INTERFACES) == 34
    assert {interface["path"] for interface in INTERFACES} == set(operations)


@pytest.mark.parametrize("interface", INTERFACES, ids=action)
def test_every_interface_is_named_as_the_guide_names_it(interface: dict[str, Any], operations: dict[str, Any]) -> None:
    operation = operations[interface["path"]]
    assert operation["operationId"] == action(interface)
    assert operation["x-rayvision-method"] == interface["method"]
    assert operation["tags"] == [interface["method"].partition(".")[0]]


@pytest.mark.parametrize(("path", "kind", "name", "type_name"), rows_of("request", "render_env"))
def test_every_documented_parameter_is_in_the_request(
    path: str,
    kind: str,
    name: str,
    type_name: str,
    request_schema: Callable[[str], Any],
    members: Callable[[Any], dict[str, Any]],
    variants: Callable[[Any], list[dict[str, Any]]],
) -> None:
    declared = members(request_schema(path))
    assert wire_name(path, name) in declared
    if wire_name(path, name) != "cgId":  # asked for by the software's name, sent as its number
        assert_accepts(type_name, variants(declared[wire_name(path, name)]))


@pytest.mark.parametrize(("path", "kind", "name", "type_name"), rows_of("reply", *PLACES))
def test_every_documented_member_is_in_the_reply(
    path: str,
    kind: str,
    name: str,
    type_name: str,
    reply_schema: Callable[[str], Any],
    members: Callable[[Any], dict[str, Any]],
    elements: Callable[[Any], Any],
    variants: Callable[[Any], list[dict[str, Any]]],
) -> None:
    operation = path.rpartition("/")[2]
    place = members(reply_schema(path))["data"]
    steps = PLACES.get(kind) or (("[]",) if operation in LISTS else ("items", "[]") if operation in PAGES else ())
    if name.startswith("Object."):
        steps = ("projectNameList", "[]")
    for step in steps:
        place = elements(place) if step == "[]" else members(place)[step]
    declared = members(place)
    assert name.removeprefix("Object.") in declared
    assert_accepts(type_name, variants(declared[name.removeprefix("Object.")]))


@pytest.mark.parametrize("interface", INTERFACES, ids=action)
def test_no_request_has_a_parameter_that_no_source_knows(
    interface: dict[str, Any],
    request_schema: Callable[[str], Any],
    members: Callable[[Any], dict[str, Any]],
) -> None:
    known = {
        wire_name(interface["path"], name)
        for table in interface["tables"]
        if table["kind"] in ("request", "render_env")
        for name, kind in table["rows"]
        if kind != "Dict"
    }
    assert set(members(request_schema(interface["path"]))) == known | SENT_UNASKED.get(action(interface), set())


def assert_accepts(type_name: str, variants: list[dict[str, Any]]) -> None:
    """The type of the table is one that the spec lets through."""
    kinds: set[str] = set()
    for variant in variants:
        kind = variant.get("type", [])
        kinds |= {kind} if isinstance(kind, str) else set(kind)
    if type_name.startswith("List<"):
        assert "array" in kinds
    elif type_name:
        assert TYPES[type_name] in kinds
