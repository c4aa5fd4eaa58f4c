"""What the vendor's own client sends is what the spec says a request looks like."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

RECORDED = json.loads((Path(__file__).parents[1] / "data/recorded-requests.json").read_text("utf-8"))
BODIES = [
    pytest.param(entry["path"], json.loads(entry["body"]), id=f"{entry['id']}-{entry['call']}") for entry in RECORDED
]
WITH_MEMBERS = [parameters for parameters in BODIES if parameters.values[1]]


@pytest.mark.parametrize(("path", "body"), BODIES)
def test_every_recorded_body_keeps_to_the_schema(
    path: str,
    body: Any,
    request_schema: Callable[[str], Any],
    violations: Callable[[Any, Any], list[str]],
) -> None:
    assert violations(request_schema(path), body) == []


@pytest.mark.parametrize(("path", "body"), BODIES)
def test_every_recorded_member_is_declared(
    path: str,
    body: Any,
    request_schema: Callable[[str], Any],
    members: Callable[[Any], dict[str, Any]],
) -> None:
    assert set(body) <= set(members(request_schema(path)))


@pytest.mark.parametrize(("path", "body"), WITH_MEMBERS)
def test_a_recorded_body_with_members_of_another_type_is_noticed(
    path: str,
    body: Any,
    request_schema: Callable[[str], Any],
    violations: Callable[[Any, Any], list[str]],
) -> None:
    for name in body:
        assert violations(request_schema(path), {**body, name: {"not": "so"}})


@pytest.mark.parametrize("path", sorted({entry["path"] for entry in RECORDED}))
def test_what_the_vendors_client_always_sends_is_what_the_spec_demands(
    path: str, request_schema: Callable[[str], Any], variants: Callable[[Any], list[dict[str, Any]]]
) -> None:
    demanded = {name for variant in variants(request_schema(path)) for name in variant.get("required", ())}
    for entry in RECORDED:
        if entry["path"] == path:
            assert demanded <= set(json.loads(entry["body"]))


def test_the_signed_headers_of_the_traffic_are_the_security_schemes(document: dict[str, Any]) -> None:
    schemes = document["components"]["securitySchemes"]
    wanted = {name for entry in document["security"] for name in entry}
    assert wanted == set(schemes)
    assert all(scheme["type"] == "apiKey" and scheme["in"] == "header" for scheme in schemes.values())
    for entry in RECORDED:
        assert {scheme["name"] for scheme in schemes.values()} == set(entry["headers"]) - {"Content-Type"}


def test_one_requirement_names_all_headers_at_once(document: dict[str, Any]) -> None:
    assert len(document["security"]) == 1
    assert len(document["security"][0]) == 7


def test_both_servers_of_the_traffic_are_in_the_spec(document: dict[str, Any]) -> None:
    urls = {server["url"] for server in document["servers"]}
    assert urls == {f"https://{entry['domain']}" for entry in RECORDED}
    assert urls == {"https://task.renderbus.com", "https://www.foxrenderfarm.com"}
