"""The published documents of both editions, and ways through them that owe nothing to the generator."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ..generating import ROOT, loaded  # noqa: TID252  # has no name of its own


@cache
def _published(edition: str) -> dict[str, Any]:
    path = ROOT / "published/rayvision_spec" / edition / "openapi.json"
    published: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return published


@pytest.fixture(scope="session")
def written() -> dict[str, Any]:
    """The spec of all editions, as it is written."""
    return loaded(ROOT / "spec/openapi.yaml")


@pytest.fixture(params=["1.0.0", "2.0.0"])
def edition(request: pytest.FixtureRequest) -> str:
    """The edition that the other fixtures are about; a test of one alone names it among its parameters."""
    return str(request.param)


@pytest.fixture
def document(edition: str) -> dict[str, Any]:
    return _published(edition)


@pytest.fixture
def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every operation by its path."""
    return {path: item["post"] for path, item in document["paths"].items()}


@pytest.fixture
def request_schema(operations: dict[str, Any]) -> Callable[[str], dict[str, Any]]:
    return lambda path: operations[path]["requestBody"]["content"]["application/json"]["schema"]


@pytest.fixture
def reply_schema(operations: dict[str, Any]) -> Callable[[str], dict[str, Any]]:
    return lambda path: operations[path]["responses"]["200"]["content"]["application/json"]["schema"]


@pytest.fixture
def variants(document: dict[str, Any]) -> Callable[[Any], list[dict[str, Any]]]:
    """A schema's parts: what it refers to, combines and leaves to choose, each without references."""

    def find(schema: Any) -> list[dict[str, Any]]:
        if "$ref" in schema:
            target: Any = document
            for step in schema["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            return find(target)
        parts = [part for key in ("allOf", "oneOf", "anyOf") for part in schema.get(key, ())]
        return [schema, *(found for part in parts for found in find(part))]

    return find


@pytest.fixture
def members(variants: Callable[[Any], list[dict[str, Any]]]) -> Callable[[Any], dict[str, Any]]:
    """The members that a schema declares, by wire name."""
    return lambda schema: {
        name: member for variant in variants(schema) for name, member in variant.get("properties", {}).items()
    }


@pytest.fixture
def elements(variants: Callable[[Any], list[dict[str, Any]]]) -> Callable[[Any], Any]:
    """The schema of the elements of a schema that is, or may be, an array."""
    return lambda schema: next(variant["items"] for variant in variants(schema) if "items" in variant)


@pytest.fixture
def violations(document: dict[str, Any]) -> Callable[[Any, Any], list[str]]:
    """Where a value does not keep to a schema of the document."""

    def find(schema: Any, value: Any) -> list[str]:
        validator = Draft202012Validator({**schema, "components": document["components"]})
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]

    return find
