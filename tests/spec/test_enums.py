"""The enumerations have in each edition the values that its sources name, under their names, each explained."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.spec.editions import plain
from generator.spec.reader import load

from ..generating import ROOT  # noqa: TID252  # has no name of its own

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
NEW_REPLY_CODES = {
    800: "ACCOUNT_BINDING_USER_NULL",
    801: "ACCOUNT_NOT_BINDING",
    802: "ACCOUNT_BINDING_FAIL",
    805: "ACCOUNT_USERNAME_PASSWORD_FAIL",
    806: "ACCOUNT_UNIONID_FAIL",
    807: "ACCOUNT_PHONE_FAIL",
    808: "ACCOUNT_UNIONID_PHONE",
    809: "ACCOUNT_WEIXIN_FAIL",
    810: "ACCOUNT_WEIBO_FAIL",
    811: "ACCOUNT_LOGOUT_FAIL",
    812: "ACCOUNT_LOGIN_IPLIMITFAIL",
    813: "ACCOUNT_QQ_FAIL",
    814: "NOREPEAT_SELECT_SOFTWARE",
    815: "ACCOUNT_UNIONID_EXISTS",
    900: "VALIDATE_PHONE_FAIL",
    901: "VALIDATE_EMAIL_FAIL",
    902: "VALIDATE_USERNAME_FAIL",
    903: "ACCOUNT_EMAIL_FAIL",
    904: "CURRENCY_NOT_SUPPORT",
    905: "AGENT_NOT_SUPPORT",
    906: "AMOUNT_NOT_SUPPORT",
    908: "COUPONNO_NOT_SUPPORT",
    909: "PAYMETHOD_NOT_SUPPORT",
    910: "NO_INVOICE_ORDER",
    911: "NO_INVOICE_ADDRESS",
    912: "SUBUSER_EXISTS_TASKS",
    913: "SUBUSER_ARREARAGE",
    914: "DELSUBUSER_EXISTS_BALANCE",
    915: "NO_INVOICE_TEMPLATE",
    916: "RECEIPT_TYPE_ERROR",
    920: "NO_LATEST_VERSION",
}
CODES = {"1.0.0": REPLY_CODES, "2.0.0": REPLY_CODES | NEW_REPLY_CODES}
STATUSES = {"1.0.0": {15}, "2.0.0": {15, 60, 65, 70, 100}}
"""What the table of the guide of 2020 does not have."""

SHARED_VALUES = {
    "TaskUserLevel": [50, 60],
    "Zone": [1, 2],
    "Language": ["0", "1"],
    "LabelStatus": [0, 1],
    "OsName": ["linux", "windows"],
}
VALUES = {
    "1.0.0": {
        "FrameStatus": [*range(1, 12)],
        "SoftwareId": [*range(2000, 2015), 2016],
        "RenderSystem": ["0", "1"],
        "AssetIsolationModel": ["OUT_USER_MODEL", "TASK_ID_MODEL"],
    },
    "2.0.0": {
        "FrameStatus": [*range(1, 8), *range(9, 13)],
        "SoftwareId": [*range(2000, 2017), 2020],
        "PlatformType": [0, 1, 2],
        "PlatformStatus": [0, 1, 2, 3],
        "HardwareType": [1, 2],
        "HardwareStatus": [0, 1],
        "OperationSource": [1, 2, 3, 4],
        "TransferLineType": [0, 1],
        "LabelOwners": [0, 1, 2],
        "JobFileName": ["asset.json", "task.json", "tips.json", "upload.json"],
    },
}
STATUSES_AT_REST = {10, 15, 20, 23, 25, 30, 35, 40, 45}
NEW_STATUSES_AT_REST = {"1.0.0": set[int](), "2.0.0": {65, 70}}


@pytest.fixture
def document(edition: str) -> dict[str, Any]:
    """What an edition has by the spec; what is published of it lists values of replies in words alone."""
    return plain(load(ROOT / "spec/openapi.yaml"), edition).document


def named_values(document: dict[str, Any], name: str) -> dict[Any, str]:
    schema = document["components"]["schemas"][name]
    return dict(zip(schema["enum"], schema["x-enum-varnames"], strict=True))


def test_task_status_has_the_twelve_of_the_table_the_users_stop_and_what_is_new(
    edition: str, document: dict[str, Any]
) -> None:
    tables = [table for interface in INTERFACES for table in interface["tables"] if table["kind"] == "statuses"]
    documented = {int(number): name for table in tables for name, number in table["rows"]}
    assert len(documented) == 12
    known = named_values(document, "TaskStatus")
    assert documented.items() <= known.items()
    assert set(known) - set(documented) == STATUSES[edition]


def test_the_reply_codes_have_the_names_of_their_sources(edition: str, document: dict[str, Any]) -> None:
    assert len(REPLY_CODES) == 23
    assert len(NEW_REPLY_CODES) == 31
    assert named_values(document, "ReplyCode") == CODES[edition]


@pytest.mark.parametrize("name", SHARED_VALUES)
def test_an_enumeration_has_the_documented_values(name: str, document: dict[str, Any]) -> None:
    assert sorted(named_values(document, name)) == SHARED_VALUES[name]


@pytest.mark.parametrize(("edition", "name"), [(edition, name) for edition, names in VALUES.items() for name in names])
def test_an_enumeration_has_the_values_of_its_edition(edition: str, name: str, document: dict[str, Any]) -> None:
    assert sorted(named_values(document, name)) == VALUES[edition][name]


def test_software_has_the_numbers_of_the_vendors_own_list(document: dict[str, Any]) -> None:
    names = named_values(document, "SoftwareId")
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
    edition: str, document: dict[str, Any], operations: dict[str, Any]
) -> None:
    [operation] = [one for one in operations.values() if one["operationId"] == "queryTaskInfo"]
    waiter = operation["x-rayvision-waiter"]
    assert waiter["member"] == "taskStatus"
    assert set(waiter["finished"]) == STATUSES_AT_REST | NEW_STATUSES_AT_REST[edition]
    assert set(waiter["finished"]) <= set(named_values(document, "TaskStatus"))
    assert set(waiter["succeeded"]) == {25, 40}


def test_the_statuses_of_the_printed_replies_are_known(document: dict[str, Any]) -> None:
    statuses = set(named_values(document, "TaskStatus"))
    codes = set(named_values(document, "ReplyCode"))
    for interface in INTERFACES:
        assert interface["example"]["code"] in codes
        data = interface["example"]["data"]
        for item in data.get("items", []) if isinstance(data, dict) else []:
            assert item.get("taskStatus", 0) in statuses
