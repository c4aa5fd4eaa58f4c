"""Nothing that is logged at DEBUG, by us or by what we stand on, holds a secret."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from .loopback import http_server
from .support import ACCESS_ID, ACCESS_KEY, ARGUMENTS, INTERFACES, REPLIES, Half, envelope

EXAMPLES = {one["path"]: one["example"] for one in INTERFACES}
# What the printed replies hold of an account's secrets.
PERSONAL = sorted(
    str(value)
    for method in ("user.query_user_profile", "query.get_raysync_user_key")
    for name, value in REPLIES[method]["data"].items()
    if value and name in ("phone", "email", "userKey", "raySyncUserKey", "signature")
)


def _walk(half: Half, domain: str) -> None:
    """Call every method once, whether it succeeds or not."""
    for method in REPLIES:
        group, name = method.split(".")

        async def asynchronously(group: str = group, name: str = name, method: str = method) -> None:
            async with half.client(domain=domain, protocol="http") as api:
                await getattr(getattr(api, group), name)(**ARGUMENTS["1.0.0"][method])

        try:
            if half.is_async:
                half.finish(asynchronously)
            else:
                with half.client(domain=domain, protocol="http") as api:
                    getattr(getattr(api, group), name)(**ARGUMENTS["1.0.0"][method])
        except Exception:
            logging.getLogger("application").exception("the call failed")


@pytest.mark.parametrize("answer", ["success", "refusal", "echo"])
def test_log_at_debug_of_all_operations_holds_no_secret(
    half: Half, answer: str, caplog: pytest.LogCaptureFixture
) -> None:
    signatures: list[str] = []

    def reply(path: str, headers: dict[str, str], body: bytes) -> dict[str, Any]:
        signatures.append(headers["signature"])
        if answer == "success":
            return EXAMPLES[path]
        return envelope(None, 611, f"signature {headers['signature'] if answer == 'echo' else ''} invalid")

    with caplog.at_level(logging.DEBUG), http_server(reply) as domain:
        for name in ("rayvision_api", "httpx", "httpcore", "asyncio"):
            caplog.set_level(logging.DEBUG, logger=name)
        _walk(half, domain)
    assert len(signatures) == 34
    assert any(record.name.startswith(("httpcore", "asyncio")) for record in caplog.records)
    for secret in (ACCESS_KEY, ACCESS_ID, *signatures, *PERSONAL):
        assert secret not in caplog.text
        for record in caplog.records:
            if record.name.startswith("rayvision_api"):
                assert secret not in json.dumps(vars(record), default=repr)


def test_results_with_personal_data_do_not_show_it(half: Half) -> None:
    assert len(PERSONAL) >= 4
    with http_server(lambda path, headers, body: EXAMPLES[path]) as domain:
        for method in ("user.query_user_profile", "query.get_raysync_user_key"):
            result = half.over_the_network(method, domain=domain, protocol="http")
            assert result.to_dict() == REPLIES[method]["data"]
            for secret in PERSONAL:
                assert secret not in repr(result)
                assert secret not in str(result)
