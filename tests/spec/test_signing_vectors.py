"""The signing vectors agree with an implementation that knows the words of the protocol alone, and with ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rayvision_api.signing import Signer, signature

from ..support import reference_digest, reference_leaves, reference_string_to_sign  # noqa: TID252  # has no name of its own

ROOT = Path(__file__).parents[2]
FILE = json.loads((ROOT / "spec/signing-vectors.json").read_text("utf-8"))
VECTORS, REFUSED = FILE["vectors"], FILE["refused"]


def headers_of(vector: dict[str, Any]) -> dict[str, str]:
    return {
        "accessId": vector["access_id"],
        "channel": vector["channel"],
        "platform": vector["platform"],
        "UTCTimestamp": vector["timestamp"],
        "nonce": vector["nonce"],
        "version": vector["version"],
    }


def name(vector: dict[str, Any]) -> str:
    return f"{vector['name']}-{vector['version']}" if "version" in vector else str(vector["name"])


def scalars(value: Any) -> list[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    return [leaf for element in value for leaf in scalars(element)] if isinstance(value, list) else [value]


@pytest.mark.parametrize("vector", VECTORS, ids=name)
def test_an_independent_implementation_comes_to_every_vector(vector: dict[str, Any]) -> None:
    string_to_sign = reference_string_to_sign(vector["domain"], vector["path"], headers_of(vector), vector["body"])
    assert string_to_sign == vector["string_to_sign"]
    assert string_to_sign.partition("&")[2] == vector["joined"]
    assert reference_digest(vector["access_key"], string_to_sign) == vector["signature"]


@pytest.mark.parametrize("vector", VECTORS, ids=name)
def test_the_signer_comes_to_every_vector(vector: dict[str, Any]) -> None:
    signed = signature(vector["access_key"], vector["domain"], vector["path"], headers_of(vector), vector["body"])
    assert signed == vector["signature"]


def test_the_vendors_own_vector_is_the_first() -> None:
    official = VECTORS[0]
    assert official["name"] == "official"
    assert official["access_id"] == "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
    assert official["access_key"] == "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
    assert headers_of(official) == {
        "accessId": "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
        "channel": "7",
        "platform": "1",
        "UTCTimestamp": "1535957371",
        "nonce": "11886",
        "version": "1.0.0",
    }
    assert official["domain"] == "task.renderbus.com"
    assert official["path"] == "/api/render/common/queryPlatforms"
    assert official["body"] == {"zone": 2}
    assert official["signature"] == "6tvuz8bgDCz5vtS3amuMWVbOqzhaeWaOhNcWMqx9zcg="


def test_there_are_at_least_twenty_five_vectors_each_with_a_name_of_its_own_and_a_reason() -> None:
    assert len(VECTORS) >= 25
    assert len({name(vector) for vector in VECTORS}) == len(VECTORS)
    assert all(vector["why"].strip() for vector in VECTORS)


def test_the_vectors_cover_both_domains_and_a_port() -> None:
    domains = {vector["domain"] for vector in VECTORS}
    assert {"task.renderbus.com", "www.foxrenderfarm.com"} <= domains
    assert any(":" in domain for domain in domains)


def test_the_vectors_cover_every_rule_of_the_flattening() -> None:
    bodies = [vector["body"] for vector in VECTORS]
    leaves = [leaf for body in bodies for leaf in reference_leaves({}, body)]
    values = [value for body in bodies for value in scalars(body)]
    assert {} in bodies, "an empty body"
    assert any([] in body.values() for body in bodies), "an empty array"
    assert any({} in body.values() for body in bodies), "an empty object"
    assert any("." in key for key, _ in leaves), "a nested object"
    assert any(isinstance(element, dict) for body in bodies for value in body.values() for element in listed(value))
    assert any(isinstance(element, list) for body in bodies for value in body.values() for element in listed(value))
    assert any(len(listed(value)) > 10 for body in bodies for value in body.values()), "ids10 before ids2"
    assert any(text == "" for _, text in leaves), "an empty text"
    assert any("&" in text and "=" in text for _, text in leaves), "separators inside a value"
    assert any(not text.isascii() for _, text in leaves), "text that is not ASCII"
    assert any(isinstance(value, int) and value < 0 for value in values), "a negative number"
    assert any(isinstance(value, int) and value > 2**53 for value in values), "a number beyond a double"


def test_no_vector_signs_what_the_scheme_leaves_open() -> None:
    for vector in VECTORS:
        assert all(type(value) in (int, str) for value in scalars(vector["body"])), name(vector)
        headers, leaves = headers_of(vector), dict(reference_leaves({}, vector["body"]))
        assert all(headers[one] == leaves[one] for one in headers.keys() & leaves.keys()), name(vector)


@pytest.mark.parametrize("refused", REFUSED, ids=name)
def test_the_signer_refuses_what_other_languages_have_to_refuse(refused: dict[str, Any]) -> None:
    vector = VECTORS[0]
    with pytest.raises(ValueError, match=r"scheme|header|two members"):
        signature(vector["access_key"], vector["domain"], vector["path"], headers_of(vector), refused["body"])


@pytest.mark.parametrize("vector", VECTORS, ids=name)
def test_the_language_is_sent_from_the_second_edition_on_and_not_signed(vector: dict[str, Any]) -> None:
    assert ("language_flag" in vector) is (vector["version"] != "1.0.0")
    assert "languageFlag" not in vector["string_to_sign"]
    signer = Signer(vector["access_id"], vector["access_key"], vector["platform"], version=vector["version"])
    headers = signer.headers(vector["domain"], vector["path"], vector["body"])
    assert headers.get("languageFlag") == vector.get("language_flag")


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
