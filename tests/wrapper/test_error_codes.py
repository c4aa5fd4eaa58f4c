"""A code other than 200 becomes an error of the right class, with everything that the service said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import rayvision_api
from rayvision_api import RayvisionAPIError, RayvisionError
from rayvision_api.errors import OutcomeUnknownAPIError

from ..each import each  # noqa: TID252  # has no name of its own
from .support import ARGUMENTS, INTERFACES, Farm, Half, envelope

# Code, its name in the protocol, the class where the caller has a reason to tell it apart.
CODES = [
    (100, "FAIL", "RayvisionAPIError"),
    (301, "NEED_REDIRECT", "RayvisionAPIError"),
    (400, "API_ERROR", "RayvisionAPIError"),
    (403, "FORBIDDEN", "RayvisionPermissionError"),
    (404, "RESOURCE_NOT_FOUND", "RayvisionNotFoundError"),
    (500, "INTERNAL_ERROR", "RayvisionAPIError"),
    (503, "LABEL_ALREADY_EXISTS", "RayvisionLabelExistsError"),
    (513, "USER_CACHE_NOT_FOUND", "RayvisionAPIError"),
    (600, "PARAMETER_INVALID", "RayvisionParameterError"),
    (601, "PARAMETER_CANT_BE_EMPTY", "RayvisionParameterError"),
    (602, "NEED_USER_LOGIN", "RayvisionAPIError"),
    (603, "ILLEGAL_PROTOCOL", "RayvisionSignatureError"),
    (604, "VALIDATE_CODE_ERROR", "RayvisionAPIError"),
    (605, "INSUFFICIENT_PERMISSIONS", "RayvisionPermissionError"),
    (606, "VALIDATE_COMMON_CODE_ERROR", "RayvisionAPIError"),
    (607, "VALIDATE_SEND_CODE_ERROR", "RayvisionAPIError"),
    (608, "USER_AREA_ERROR", "RayvisionZoneError"),
    (610, "SIGNATURE_EXPIRED", "RayvisionSignatureError"),
    (611, "SIGNATURE_INVALID", "RayvisionSignatureError"),
    (700, "DO_NOT_HAVE_ANY_MORE_RECORD", "RayvisionAPIError"),
    (804, "ACCOUNT_LOCKED", "RayvisionAPIError"),
    (1000, "REDIS_CACHE_FAIL", "RayvisionAPIError"),
]
ADDRESS = "https://task.renderbus.com/api/render/task/createTask"
NOW = 1584950400123


def failed(
    half: Half, reply: dict[str, Any], status: int = 200, method: str = "task.create_task", **kwargs: Any
) -> Any:
    """Call a method of a farm that refuses, and give the error."""
    api = half.client(Farm(lambda _: httpx.Response(status, json=reply)))
    with pytest.raises(RayvisionAPIError) as caught:
        half.call(api, method, **kwargs)
    return caught.value


@each(("code", "name", "cls"), CODES)
def test_code_becomes_its_error(half: Half, code: int, name: str, cls: str) -> None:
    error = failed(half, envelope(None, code, "没有权限", serverTime=NOW, requestId="8VNTma-1"))
    # The service failed over what may not be repeated.
    is_unknown = code in (500, 1000)
    assert type(error) is (OutcomeUnknownAPIError if is_unknown else getattr(rayvision_api, cls))
    assert isinstance(error, RayvisionAPIError)
    assert isinstance(error, RayvisionError)
    assert error.error_code == code
    assert error.code_name == name
    assert error.error == "没有权限"
    assert error.request == ADDRESS
    assert error.operation == "createTask"
    assert error.request_id == "8VNTma-1"
    assert error.server_time == datetime(2020, 3, 23, 8, 0, 0, 123000, tzinfo=UTC)
    assert error.server_time.utcoffset() is not None
    # All that the service's support asks for.
    for word in (str(code), name, "没有权限", "createTask", "8VNTma-1"):
        assert word in str(error)


@pytest.mark.parametrize("code", [0, 1, 199, 201, 799, 12345, -1, 10**12])
def test_unknown_code_is_an_api_error_with_its_number(half: Half, code: int) -> None:
    error = failed(half, envelope(None, code, "new"))
    assert type(error) is RayvisionAPIError
    assert error.error_code == code
    assert str(abs(code)) in error.code_name
    assert str(code) in str(error)


@pytest.mark.parametrize("status", [200, 400, 403, 404, 500, 502, 503, 520])
def test_code_decides_and_not_the_http_status(half: Half, status: int) -> None:
    error = failed(half, envelope(None, 611, "signature invalid"), status)
    assert type(error) is rayvision_api.RayvisionSignatureError


def test_data_beside_a_failure_is_not_looked_at(half: Half) -> None:
    for data in ([], "x", 5, {"taskIdList": [1]}, [[None]]):
        assert failed(half, envelope(data, 404, "gone")).error_code == 404


def test_what_the_service_left_out_is_none(half: Half) -> None:
    error = failed(half, {"code": 404})
    assert error.request_id is None
    assert error.server_time is None
    assert "404" in str(error)


@pytest.mark.parametrize(
    "strange",
    [
        {"message": None},
        {"message": {"a": 1}},
        {"message": ["x"]},
        {"requestId": 5},
        {"serverTime": "now"},
        {"serverTime": 10**30},
        {"serverTime": -1},
        {"serverTime": None},
    ],
    ids=str,
)
def test_strange_members_of_a_failure_do_not_hide_it(half: Half, strange: dict[str, Any]) -> None:
    error = failed(half, envelope(None, 605) | strange)
    assert type(error) is rayvision_api.RayvisionPermissionError
    assert str(error)
    assert isinstance(error.error, str)


@each("interface", INTERFACES, named=lambda interface: interface["method"])
def test_every_method_raises_with_its_own_operation_and_address(half: Half, interface: dict[str, Any]) -> None:
    error = failed(half, envelope(None, 605), method=interface["method"], **ARGUMENTS["1.0.0"][interface["method"]])
    assert error.operation == interface["path"].rsplit("/", 1)[1]
    assert error.request == f"https://task.renderbus.com{interface['path']}"


def test_error_can_be_made_as_the_vendors_was() -> None:
    error = RayvisionAPIError(404, "gone", "https://task.renderbus.com/x")
    assert (error.error_code, error.error, error.request) == (404, "gone", "https://task.renderbus.com/x")
    assert error.code_name == "RESOURCE_NOT_FOUND"
    assert "404" in str(error)
