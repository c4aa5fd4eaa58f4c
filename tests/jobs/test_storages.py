"""Where an account's files go: by which of the servers that the service names, and to whose storage."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from rayvision_api import RayvisionAPI
from rayvision_api.transfer import Line, Storage, TransferError
from rayvision_sandbox.pytest_plugin import RunningFarm

from ..each import each  # noqa: TID252  # has no name of its own


class _Other(httpx.HTTPTransport):
    """Has the service name other servers, or another account."""

    def __init__(
        self, lines: list[dict[str, Any]], profile: dict[str, Any], config: dict[str, Any] | None = None
    ) -> None:
        super().__init__()
        self._lines = lines
        self._profile = profile
        self._config = config or {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        reply = super().handle_request(request)
        content = json.loads(reply.read())
        if request.url.path.endswith("getConfig"):
            content["data"] |= {"parentInputBid": "77201"}
            content["data"]["resqEngines"] = [
                {"engineName": "RaySync", "respTaskEngineLines": [_line("raysync", default=1)]},
                {"engineName": "Aspera", "respTaskEngineLines": self._lines},
            ]
            content["data"] |= self._config
        if request.url.path.endswith("queryUserProfile"):
            content["data"] |= self._profile
        return httpx.Response(reply.status_code, json=content)


def _line(server: str | None, port: str | None = "10221", *, default: int = 0) -> dict[str, Any]:
    return {"server": server, "port": port, "isDefault": default}


def _storages(
    farm: RunningFarm, lines: list[dict[str, Any]], config: dict[str, Any] | None = None, **profile: Any
) -> Any:
    keys, transport = (farm.access_id, farm.access_key), _Other(lines, profile, config)
    options: dict[str, Any] = {"domain": farm.domain, "protocol": "http", "api_version": "2.0.0"}
    with RayvisionAPI(*keys, platform="2", transport=transport, **options) as api:
        return api.transfer.storages()


@each(
    ("lines", "host"),
    [
        ([_line("a"), _line("b", default=1)], "b"),
        ([_line("a"), _line("b")], "a"),
        ([_line("", default=1), _line(None), _line("c", None), _line("d", ""), _line("e")], "e"),
    ],
)
def test_the_default_line_of_the_engine_is_taken_or_else_its_first(
    lines: list[dict[str, Any]], host: str, rayvision_farm: RunningFarm
) -> None:
    assert _storages(rayvision_farm, lines).line == Line(host, 10221)


def test_another_engine_is_not_taken(rayvision_farm: RunningFarm) -> None:
    with pytest.raises(TransferError, match="names no server for aspera, only engines 'RaySync', 'Aspera'"):
        _storages(rayvision_farm, [])


def test_what_shares_the_main_accounts_balance_uploads_to_its_storage(rayvision_farm: RunningFarm) -> None:
    shared, own = (
        _storages(rayvision_farm, [_line("a")], shareMainCapital=shares, mainUserId=7700) for shares in (1, 0)
    )
    assert shared.input == Storage(77201, 7700)
    assert own.input.user_id == own.output.user_id == shared.output.user_id != 7700


@each(
    ("line", "config", "profile"),
    [
        *((_line("a"), {"inputBid": odd}, {}) for odd in (None, "", "text", 0, [], "9" * 400)),
        (_line("a"), {"outputBid": {}}, {}),
        *((_line("a"), {}, {"userId": odd}) for odd in (None, 0, True)),
        *((_line("a", odd), {}, {}) for odd in ("text", "0", "70000")),
        (_line(5), {}, {}),  # type: ignore[arg-type]  # no text, as a server may send it
        (_line("a"), {"resqEngines": [{}]}, {}),
    ],
)
def test_what_is_no_place_is_the_services_fault_and_named(
    line: dict[str, Any], config: dict[str, Any], profile: dict[str, Any], rayvision_farm: RunningFarm
) -> None:
    with pytest.raises(TransferError, match=r"the service names .*; ask its support"):
        _storages(rayvision_farm, [line], config, **profile)
