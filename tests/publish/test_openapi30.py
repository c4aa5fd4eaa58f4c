"""OpenAPI 3.0.3 says the same as 3.1: valid, with nothing lost, and an error where 3.0 has no word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import OpenAPIV30SpecValidator

HEAD = {"openapi": "3.1.0", "info": {"title": "Small", "version": "1"}, "paths": {}}


def convert(document: dict[str, Any], folder: Path) -> Any:
    from generator.documents.openapi30 import converted
    from generator.spec.reader import load

    path = folder / "openapi.yaml"
    path.write_text(yaml.safe_dump(HEAD | document, sort_keys=False), "utf-8")
    return converted(load(path))


def schema(given: Any, folder: Path) -> Any:
    return convert({"components": {"schemas": {"Thing": given}}}, folder)["components"]["schemas"]["Thing"]


@pytest.fixture(scope="module")
def older(published: Path) -> Any:
    return json.loads((published / "openapi-3.0.3.json").read_bytes())


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"type": ["string", "null"], "minLength": 1}, {"type": "string", "nullable": True, "minLength": 1}),
        (
            {"type": "null", "description": "None."},
            {"type": "object", "nullable": True, "enum": [None], "description": "None."},
        ),
        (
            {"type": ["integer", "string", "null"]},
            {"anyOf": [{"type": "integer"}, {"type": "string", "nullable": True}]},
        ),
        (
            {"oneOf": [{"type": "string"}, {"type": "null"}], "description": "Text."},
            {"type": "string", "nullable": True, "description": "Text."},
        ),
        (
            {"anyOf": [{"type": "null"}, {"type": "string"}, {"type": "integer"}]},
            {"anyOf": [{"type": "string"}, {"type": "integer", "nullable": True}]},
        ),
        ({"$ref": "#/components/schemas/Thing"}, {"$ref": "#/components/schemas/Thing"}),
        (
            {"$ref": "#/components/schemas/Thing", "description": "Which.", "default": 50},
            {"allOf": [{"$ref": "#/components/schemas/Thing"}], "description": "Which.", "default": 50},
        ),
        ({"const": "on"}, {"enum": ["on"]}),
        ({"const": None}, {"type": "string", "nullable": True, "not": {"type": "string"}}),
        ({"type": "string", "examples": ["a", "b"]}, {"type": "string", "example": "a"}),
        ({"type": "integer", "exclusiveMinimum": 0}, {"type": "integer", "minimum": 0, "exclusiveMinimum": True}),
        (
            {"type": ["array", "null"], "items": {"type": ["array"], "items": {"type": ["number", "null"]}}},
            {
                "type": "array",
                "nullable": True,
                "items": {"type": "array", "items": {"type": "number", "nullable": True}},
            },
        ),
        (
            {"type": "object", "properties": {"type": {"type": ["integer", "null"]}}, "additionalProperties": False},
            {
                "type": "object",
                "properties": {"type": {"type": "integer", "nullable": True}},
                "additionalProperties": False,
            },
        ),
        ({"type": "string", "x-note": {"type": ["a", "null"]}}, {"type": "string", "x-note": {"type": ["a", "null"]}}),
    ],
)
def test_a_schema_is_said_in_the_older_words(given: Any, wanted: Any, tmp_path: Path) -> None:
    assert schema(given, tmp_path) == wanted


def test_what_may_be_null_is_of_one_type(tmp_path: Path) -> None:
    def reference(name: str) -> dict[str, str]:
        return {"$ref": f"#/components/schemas/{name}"}

    number = {"oneOf": [{"type": "string"}, {"type": "integer"}]}
    schemas = {
        "Alone": {"type": "object", "properties": {"next": {"oneOf": [reference("Shared"), {"type": "null"}]}}},
        "Shared": {"type": "object", "properties": {"name": {"type": "string"}}},
        "Kind": {"type": "string", "enum": ["a", "b"]},
        "Number": number,
        "Other": {"type": "object"},
        "Either": {
            "oneOf": [reference("Other"), reference("Shared"), {"type": "null"}],
            "discriminator": {"propertyName": "name"},
        },
        "Named": {"oneOf": [reference("Other"), reference("Single")]},
        "Single": {"type": "object"},
        "Holder": {
            "type": "object",
            "properties": {
                "alone": {"description": "A.", "oneOf": [reference("Alone"), {"type": "null"}]},
                "shared": {"anyOf": [{"type": "null"}, reference("Shared")]},
                "list": {"type": "array", "items": reference("Shared")},
                "kind": {"oneOf": [reference("Kind"), {"const": None}]},
                "number": {"oneOf": [reference("Number"), {"type": "null"}]},
                "named": {"oneOf": [reference("Named"), {"type": "null"}]},
            },
        },
    }
    told = convert({"components": {"schemas": schemas}}, tmp_path)["components"]["schemas"]
    assert told["Alone"] == {"type": "object", "nullable": True, "properties": {"next": reference("SharedOrNull")}}
    assert told["SharedOrNull"] == {**schemas["Shared"], "nullable": True}
    assert told["Shared"] == schemas["Shared"]
    assert told["Kind"] == {"type": "string", "nullable": True, "enum": ["a", "b", None]}
    assert told["Either"] == {
        "oneOf": [reference("Other"), reference("SharedOrNull")],
        "discriminator": {"propertyName": "name", "mapping": {"Shared": "#/components/schemas/SharedOrNull"}},
    }
    assert told["Number"] == {"oneOf": [{"type": "string"}, {"type": "integer", "nullable": True}]}
    assert told["Holder"]["properties"] == {
        "alone": {"description": "A.", "allOf": [reference("Alone")]},
        "shared": reference("SharedOrNull"),
        "list": {"type": "array", "items": reference("Shared")},
        "kind": reference("Kind"),
        "number": reference("Number"),
        "named": reference("Named"),
    }
    assert told["Named"] == {"oneOf": [reference("Other"), reference("Single")]}
    assert told["Single"] == {"type": "object", "nullable": True}


def test_a_schema_that_is_called_as_a_nullable_form_is_an_error_with_its_place(tmp_path: Path) -> None:
    from generator.spec.document import BrokenSpecError

    thing = {"$ref": "#/components/schemas/Thing"}
    schemas = {
        "Holder": {"type": "array", "items": {"oneOf": [thing, {"type": "null"}]}},
        "List": {"type": "array", "items": thing},
        "Thing": {"type": "object"},
        "ThingOrNull": {"type": "string"},
    }
    with pytest.raises(
        BrokenSpecError, match=r"openapi\.yaml:\d+: #/components/schemas/ThingOrNull: .*give it another name"
    ):
        convert({"components": {"schemas": schemas}}, tmp_path)


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"type": "object", "patternProperties": {"^x": {"type": "string"}}}, "patternProperties"),
        ({"type": "array", "items": {"type": "string"}, "prefixItems": [{"type": "string"}]}, "prefixItems"),
        ({"type": ["integer", "string"], "anyOf": [{"minimum": 3}]}, "anyOf"),
        ({"$ref": "#/components/schemas/Thing", "allOf": [{"minimum": 3}]}, "allOf"),
    ],
)
def test_what_cannot_be_said_is_an_error_with_its_place(given: Any, what: str, tmp_path: Path) -> None:
    from generator.spec.document import BrokenSpecError

    with pytest.raises(BrokenSpecError, match=rf"openapi\.yaml:\d+: #/components/schemas/Thing/.*{what}"):
        schema(given, tmp_path)


def test_the_document_keeps_its_summary_and_licence(tmp_path: Path) -> None:
    info = {"title": "T", "version": "1", "summary": "Short.", "license": {"name": "A", "identifier": "Apache-2.0"}}
    told = convert({"info": info | {"description": "Long."}}, tmp_path)
    assert told["openapi"] == "3.0.3"
    assert told["info"]["description"] == "Short.\n\nLong."
    assert told["info"]["license"] == {"name": "A", "url": "https://spdx.org/licenses/Apache-2.0.html"}


def test_the_value_of_an_example_is_data(tmp_path: Path) -> None:
    value = {"schema": {"type": ["string", "null"]}, "type": "null"}
    told = convert({"components": {"examples": {"One": {"value": value}}}}, tmp_path)
    assert told["components"]["examples"]["One"]["value"] == value


def test_the_published_file_is_valid(older: Any) -> None:
    assert older["openapi"] == "3.0.3"
    assert list(OpenAPIV30SpecValidator(older).iter_errors()) == []


def test_no_member_is_a_choice_with_what_is_null_alone(older: Any) -> None:
    assert '"nullable": true, "enum": [null]}]' not in json.dumps(older)


def names(node: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every member, value and extension that a document declares, with the component or operation it belongs to."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key.startswith("x-") or key in {"enum", "required", "operationId", "description", "default", "value"}:
                yield place, f"{key}={json.dumps(value)}"
            if key == "properties":
                yield from ((place, f"member {name}") for name in value)
            named = f"{place}/{key}" if place.count("/") < 3 and key not in {"allOf", "anyOf", "oneOf"} else place
            yield from names(value, named)
    elif isinstance(node, list):
        for element in node:
            yield from names(element, place)


def test_nothing_is_lost(older: Any, document: dict[str, Any]) -> None:
    before = {key: value for key, value in document.items() if key != "info"}
    told = set(names(older))
    # The default of a choice is said in words, for generators of Java and C# make of it what cannot be compiled.
    in_words = {place for place, text in told if text.startswith("description=") and " By default " in text}
    lost = [one for one in names(before) if one not in told]
    assert [one for one in lost if one[0] not in in_words or not one[1].startswith(("default=", "description="))] == []
    assert sum(entry.startswith("member ") for _, entry in told) > 250


def test_every_example_is_valid_by_its_older_schema(older: Any) -> None:
    def resolved(node: Any) -> Any:
        while "$ref" in node:
            found = older
            for key in node["$ref"].removeprefix("#/").split("/"):
                found = found[key]
            node = found
        return node

    checked = 0
    for item in older["paths"].values():
        for holder in (item["post"]["requestBody"], item["post"]["responses"]["200"]):
            media = holder["content"]["application/json"]
            validator = OAS30Validator({**media["schema"], "components": older["components"]})
            for example in media["examples"].values():
                assert list(validator.iter_errors(resolved(example)["value"])) == []
                checked += 1
    assert checked > 100
