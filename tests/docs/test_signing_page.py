"""The worked example of each edition's signing.md is what the client computes, block by block."""

from __future__ import annotations

import json

import pytest
from rayvision_api import signing
from rayvision_client.operations import API_VERSION, CREATE_TASK, EDITIONS

from .markdown import ROOT, blocks

KEY = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
HEADERS = {
    "accessId": "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
    "channel": "4",
    "platform": "2",
    "UTCTimestamp": "1584950400",
    "nonce": "314159",
}
BODY = {"count": 1, "taskUserLevel": 50, "labels": ["label_test1", "label_test2"]}
DOMAIN = "task.renderbus.com"


def _without_blanks(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_block_is_what_the_steps_give(edition: str) -> None:
    path = CREATE_TASK.endpoint(edition).path
    headers = HEADERS | {"version": edition}
    flat = signing.flatten(headers | BODY)
    to_sign = signing.string_to_sign(DOMAIN, path, flat)
    signature = signing.digest(KEY, to_sign)
    request = (
        f"POST {path} HTTP/1.1 Host: {DOMAIN} Content-Type: application/json"
        + "".join(f"{name}: {value}" for name, value in headers.items())
        + f"signature: {signature}"
        + ("" if edition == API_VERSION else "languageFlag: 0")
        + json.dumps(BODY)
    )
    wanted = [
        "[POST]{domain}:{path}&{joined}",
        "signature = Base64( HMAC-SHA256( key = access key, message = string to sign ) )",
        "".join(f"{name}{value}" for name, value in flat.items()),
        "".join(f"{name}{value}" for name, value in sorted(flat.items())),
        to_sign.partition("&")[2],
        to_sign,
        signature,
        request,
    ]
    shown = [
        block.text for block in blocks(ROOT / f"published/rayvision_spec/{edition}/signing.md") if not block.language
    ]
    assert list(map(_without_blanks, shown)) == list(map(_without_blanks, wanted))
