"""The enumerations have every value that a source names, under its name, each with an explanation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

INTERFACES = json.loads((Path(__file__).parents[1] / "data/documented-interfaces.json").read_text("utf-8"))

REPLY_CODES = {
    200: "SUCCESS",
    100: "FAIL",
    301: "NEED_REDIRECT",
    400: "API_ERROR",
    403: "FORBIDDEN",
    404: "RESOURCE_NOT_FOUND",
    500: "INTERNAL_ERROR",
    503: "LABEL_ALREADY_EXISTS",
    513: "USER_CACHE_NOT_FOUND",
    600: "PARAMETER_INVALID",
    601: "PARAMETER_CANT_BE_EMPTY",
    602: "NEED_USER_LOGIN",
    603: "ILLEGAL_PROTOCOL",
    604: "VALIDATE_CODE_ERROR",
    605: "INSUFFICIENT_PERMISSIONS",
    606: "VALIDATE_COMMON_CODE_ERROR",
    607: "VALIDATE_SEND_CODE_ERROR",
    608: "USER_AREA_ERROR",
    610: "SIGNATURE_EXPIRED",
    611: "SIGNATURE_INVALID",
    700: "DO_NOT_HAVE_ANY_MORE_RECORD",
    804: "ACCOUNT_LOCKED",
    1000: "REDIS_CACHE_FAIL",
}
VALUES = {
    "SoftwareId": [*range(2000, 2015), 2016],
    "TaskUserLevel": [50, 60],
    "Zone": [1, 2],
    "Language": ["0", "1"],
    "LabelStatus": [0, 1],
    "RenderSystem": ["0", "1"],
    "AssetIsolationModel": ["OUT_USER_MODEL", "TASK_ID_MODEL"],
    "OsName": ["linux", "windows"],
}
STATUSES_AT_REST = {10, 20, 23, 25, 30, 35, 40, 45}


def named_values(document: dict[str, Any], name: str) -> dict[Any, str]:
    schema = document["components"]["schemas"][name]
    return dict(zip(schema["enum"], schema["x-enum-varnames"], strict=True))


def test_task_status_has_the_twelve_of_the_table_and_the_users_stop(document: dict[str, Any]) -> None:
    tables = [table for interface in INTERFACES for table in interface["tables"] if table["kind"] == "statuses"]
    documented = {int(number): name for table in tables for name, number in table["rows"]}
    assert len(documented) == 12
    known = named_values(document, "TaskStatus")
    assert documented.items() <= known.items()
    assert set(known) - set(documented) >= {15}


def test_all_twenty_three_reply_codes_have_the_names_of_the_protocol(document: dict[str, Any]) -> None:
    assert len(REPLY_CODES) == 23
    assert named_values(document, "ReplyCode").items() >= REPLY_CODES.items()


@pytest.mark.parametrize("name", VALUES)
def test_an_enumeration_has_the_documented_values(name: str, document: dict[str, Any]) -> None:
    assert set(named_values(document, name)) >= set(VALUES[name])


def test_software_has_the_numbers_of_the_vendors_own_list(document: dict[str, Any]) -> None:
    names = named_values(document, "SoftwareId")
    assert len(names) >= 16
    assert names[2000] == "MAYA"
    assert names[2001] == "THREE_DS_MAX"
    assert names[2004] == "HOUDINI"
    assert names[2016] == "KATANA"


def test_every_value_of_every_enumeration_is_named_and_explained(document: dict[str, Any]) -> None:
    enums = {name: schema for name, schema in document["components"]["schemas"].items() if "enum" in schema}
    assert len(enums) >= 15
    for name, schema in enums.items():
        names, meanings = schema["x-enum-varnames"], schema["x-enum-descriptions"]
        assert len(set(schema["enum"])) == len(schema["enum"]) == len(set(names)) == len(names) == len(meanings), name
        assert all(member.isidentifier() and member.isupper() for member in names), name
        assert all(meaning.strip() for meaning in meanings), name


def test_waiting_ends_in_every_state_in_which_nothing_more_happens(
    document: dict[str, Any], operations: dict[str, Any]
) -> None:
    waiter = operations["/api/render/task/queryTaskInfo"]["x-rayvision-waiter"]
    known = set(named_values(document, "TaskStatus"))
    assert waiter["member"] == "taskStatus"
    assert STATUSES_AT_REST <= set(waiter["finished"]) <= known
    assert not {0, 5, 8, 50} & set(waiter["finished"])
    assert set(waiter["succeeded"]) == {25, 40}


def test_the_statuses_of_the_printed_replies_are_known(document: dict[str, Any]) -> None:
    statuses = set(named_values(document, "TaskStatus"))
    codes = set(named_values(document, "ReplyCode"))
    for interface in INTERFACES:
        assert interface["example"]["code"] in codes
        data = interface["example"]["data"]
        for item in data.get("items", []) if isinstance(data, dict) else []:
            assert item.get("taskStatus", 0) in statuses
