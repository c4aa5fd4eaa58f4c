"""The spec as a document, and ways through it that owe nothing to the generator."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

SPEC = Path(__file__).parents[2] / "spec"


@pytest.fixture(scope="session")
def document() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(
        (SPEC / "openapi.yaml").read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return loaded


@pytest.fixture(scope="session")
def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every operation by its path."""
    return {path: item["post"] for path, item in document["paths"].items()}


@pytest.fixture(scope="session")
def request_schema(operations: dict[str, Any]) -> Callable[[str], dict[str, Any]]:
    return lambda path: operations[path]["requestBody"]["content"]["application/json"]["schema"]


@pytest.fixture(scope="session")
def reply_schema(operations: dict[str, Any]) -> Callable[[str], dict[str, Any]]:
    return lambda path: operations[path]["responses"]["200"]["content"]["application/json"]["schema"]


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
def members(variants: Callable[[Any], list[dict[str, Any]]]) -> Callable[[Any], dict[str, Any]]:
    """The members that a schema declares, by wire name."""
    return lambda schema: {
        name: member for variant in variants(schema) for name, member in variant.get("properties", {}).items()
    }


@pytest.fixture(scope="session")
def elements(variants: Callable[[Any], list[dict[str, Any]]]) -> Callable[[Any], Any]:
    """The schema of the elements of a schema that is, or may be, an array."""
    return lambda schema: next(variant["items"] for variant in variants(schema) if "items" in variant)


@pytest.fixture(scope="session")
def violations(document: dict[str, Any]) -> Callable[[Any, Any], list[str]]:
    """Where a value does not keep to a schema of the document."""

    def find(schema: Any, value: Any) -> list[str]:
        validator = Draft202012Validator({**schema, "components": document["components"]})
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]

    return find
