"""The second edition has every interface, every member and every type that its sources name, and no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.parametrize("edition", ["2.0.0"])

INTERFACES = json.loads((Path(__file__).parents[1] / "data/documented-interfaces-2.0.0.json").read_text("utf-8"))
# Members that are always sent and that an interface does without: the client has defaults of its own for them.
OPTIONAL = {("task.create_task", "count"), ("task.create_task", "taskUserLevel"), ("tag.add_label", "status")}
# No working call of the vendor's client sends it; the first edition did, and the client's own checks know it.
MEANT = {"env.get_render_env": {"cgId"}}
# Members of tables that are misprinted, or that describe what holds the data.
NOT_SENT = {"RenderableCarema", "data"}

every_interface = pytest.mark.parametrize("interface", INTERFACES, ids=lambda interface: interface["method"])


def test_the_sources_have_forty_nine_interfaces_and_the_spec_has_them_all(operations: dict[str, Any]) -> None:
    assert len(INTERFACES) == 49
    assert {interface["path"] for interface in INTERFACES} == set(operations)


@every_interface
def test_every_interface_is_named_repeated_and_paged_as_the_sources_say(
    interface: dict[str, Any], operations: dict[str, Any], written: dict[str, Any]
) -> None:
    operation = operations[interface["path"]]
    assert operation["x-rayvision-method"] == interface["method"]
    assert operation["tags"] == [interface["method"].partition(".")[0]]
    first = written["paths"][interface["first_path"] or interface["path"]]["post"]
    assert operation["operationId"] == first["operationId"], "what both editions have is one operation"
    assert operation["x-rayvision-idempotent"] is interface["may_be_sent_twice"]
    assert ("x-rayvision-pagination" in operation) is interface["has_pages"]


@every_interface
def test_a_request_has_the_members_types_and_defaults_that_the_sources_name(
    interface: dict[str, Any],
    request_schema: Callable[[str], Any],
    members: Callable[[Any], dict[str, Any]],
    variants: Callable[[Any], list[dict[str, Any]]],
) -> None:
    declared = members(request_schema(interface["path"]))
    known = {row["name"]: row for row in interface["request"]}
    assert set(declared) == set(known) | MEANT.get(interface["method"], set())
    for name, row in known.items():
        accepted = types_of(variants(declared[name]))
        assert set(row["type"].split(" or ")) <= accepted
        if "items" in row:
            items = next(variant["items"] for variant in variants(declared[name]) if "items" in variant)
            assert row["items"] in types_of(variants(items))
    demanded = {name for variant in variants(request_schema(interface["path"])) for name in variant.get("required", ())}
    always = {row["name"] for row in interface["request"] if row["always"]}
    assert {name for name in always - demanded if (interface["method"], name) not in OPTIONAL} == set()
    defaults = {name: row["default"] for name, row in known.items() if "default" in row}
    if interface["method"] == "query.error_detail":
        # A number or text: said in words, for the sake of other generators.
        assert declared["language"]["description"].endswith(f"By default {defaults.pop('language')}.")
    said = {name: declared[name].get("default", declared[name].get("x-rayvision-default")) for name in defaults}
    assert said == defaults


@every_interface
def test_a_reply_has_the_members_that_the_sources_name(
    interface: dict[str, Any], document: dict[str, Any], reply_schema: Callable[[str], Any]
) -> None:
    declared = set(members_below(reply_schema(interface["path"]), document, set()))
    misprinted = {"isAutoCommit", "renderInfoList", "defaultCgId", "cgType", "iconPath"}
    misprinted |= {"isNeedProjectPath", "isNeedAnalyse", "isSupportLinux"}
    forgiven = NOT_SENT | (misprinted if interface["method"] == "query.supported_plugin" else set())
    assert set(interface["reply"]) - declared - forgiven == set()


def types_of(variants: list[dict[str, Any]]) -> set[str]:
    kinds = [variant.get("type", []) for variant in variants]
    return {one for kind in kinds for one in ([kind] if isinstance(kind, str) else kind)}


def members_below(node: Any, document: dict[str, Any], seen: set[str]) -> Iterator[str]:
    """The names of all members at or below a schema."""
    if isinstance(node, dict):
        reference = node.get("$ref")
        if reference and reference not in seen:
            seen.add(reference)
            yield from members_below(document["components"]["schemas"][reference.rpartition("/")[2]], document, seen)
        yield from node.get("properties", ())
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from members_below(child, document, seen)
