"""What the vendor's own client sends is what the spec says a request looks like."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[1] / "data"
RECORDED = {
    "1.0.0": json.loads((DATA / "recorded-requests.json").read_text("utf-8")),
    "2.0.0": json.loads((DATA / "recorded-requests-2.0.0.json").read_text("utf-8")),
}
ENTRIES = [(edition, entry) for edition, entries in RECORDED.items() for entry in entries]
BODIES = [
    pytest.param(edition, entry["path"], json.loads(entry["body"]), id=f"{entry['id']}-{entry['call']}")
    for edition, entry in ENTRIES
]


@pytest.mark.parametrize(("edition", "path", "body"), BODIES)
def test_every_recorded_body_is_declared_in_its_order_and_keeps_to_its_types(
    path: str,
    body: Any,
    request_schema: Callable[[str], Any],
    members: Callable[[Any], dict[str, Any]],
    violations: Callable[[Any, Any], list[str]],
) -> None:
    schema = request_schema(path)
    declared = list(members(schema))
    assert list(body) == [name for name in declared if name in body], "in the order in which they are sent"
    assert violations(schema, body) == []
    for name in body:
        assert violations(schema, {**body, name: {"not": "so"}})


@pytest.mark.parametrize(("edition", "path"), sorted({(edition, entry["path"]) for edition, entry in ENTRIES}))
def test_what_the_vendors_client_always_sends_is_what_the_spec_demands(
    edition: str, path: str, request_schema: Callable[[str], Any], variants: Callable[[Any], list[dict[str, Any]]]
) -> None:
    demanded = {name for variant in variants(request_schema(path)) for name in variant.get("required", ())}
    for entry in RECORDED[edition]:
        if entry["path"] == path:
            assert demanded <= set(json.loads(entry["body"]))


def test_the_headers_of_the_traffic_are_the_security_schemes(edition: str, document: dict[str, Any]) -> None:
    schemes = document["components"]["securitySchemes"]
    wanted = {name for entry in document["security"] for name in entry}
    assert wanted == set(schemes)
    assert all(scheme["type"] == "apiKey" and scheme["in"] == "header" for scheme in schemes.values())
    for entry in RECORDED[edition]:
        assert {scheme["name"] for scheme in schemes.values()} == set(entry["headers"]) - {"Content-Type"}


def test_one_requirement_names_all_headers_at_once(edition: str, document: dict[str, Any]) -> None:
    assert len(document["security"]) == 1
    assert len(document["security"][0]) == {"1.0.0": 7, "2.0.0": 8}[edition]


def test_the_servers_are_those_that_the_sources_name(edition: str, document: dict[str, Any]) -> None:
    international = {"1.0.0": {"www"}, "2.0.0": {"jop", "task"}}[edition]
    urls = {server["url"] for server in document["servers"]}
    assert urls == {"https://task.renderbus.com"} | {f"https://{name}.foxrenderfarm.com" for name in international}
