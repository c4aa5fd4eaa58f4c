"""What is found wrong is what the published schemas say, as another validator reads them."""

from __future__ import annotations

import asyncio
import copy
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rayvision_api.jobs._schema import schema_of, violations
from rayvision_sandbox.app import create_app

from .examples import SCENES, task

SCHEMAS = {
    file.name.replace(".schema", ""): json.loads(file.read_text("utf-8"))
    for file in (files("rayvision_spec") / "job-files").iterdir()
}
UNDERSTOOD = {
    *("$schema", "$comment", "$defs", "$ref", "title", "description"),
    *("type", "enum", "pattern", "minLength", "minProperties", "required", "properties", "additionalProperties"),
    *("propertyNames", "items", "allOf", "anyOf", "not", "if", "then"),
}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5000),
    st.sampled_from(
        [1.0, 1.5, "", "0", "1", "2007", "1-10[1]", "1-", "000", "000:1", "block", "x", [], {}, ["a"], [1]]
    ),
    st.dictionaries(st.sampled_from(["common", "frames", "renderable", "layers"]), st.sampled_from(["1", {}, []])),
)

KEYS = st.sampled_from(["asset", "scene", "vrmap", "15002"])
LEAVES = st.sampled_from(["", "/a", 5, None, True])
FILES = st.dictionaries(st.sampled_from(["local", "server", "hash"]), LEAVES, max_size=3)


def _keywords(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            yield key
            if key in {"properties", "$defs"}:
                for member in value.values():
                    yield from _keywords(member)
            elif key != "enum":
                yield from _keywords(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from _keywords(item)


def _places(value: Any) -> list[list[Any]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [[], *([key, *rest] for key, member in members for rest in _places(member))]


def _agree(value: Any, name: str) -> None:
    found = [one for one in violations(value, schema_of(name)) if not one.unknown]
    assert (not found) == Draft202012Validator(SCHEMAS[name]).is_valid(value), found


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_schemas_are_schemas_of_which_every_keyword_is_understood(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert set(_keywords(SCHEMAS[name])) <= UNDERSTOOD


@settings(max_examples=200)
@given(st.data(), st.sampled_from(sorted(SCENES)))
def test_a_task_that_was_tampered_with_is_judged_alike(data: st.DataObject, name: str) -> None:
    value: Any = copy.deepcopy(task(name, "/a/b"))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(_places(value)))
        if not place:
            continue
        holder = value
        for key in place[:-1]:
            holder = holder[key]
        if data.draw(st.booleans()):
            del holder[place[-1]]
        else:
            holder[place[-1]] = copy.deepcopy(data.draw(ODD))
    _agree(value, "task.json")


@pytest.mark.parametrize("name", ["asset.json", "tips.json", "upload.json"])
@given(value=st.dictionaries(KEYS, LEAVES | st.lists(LEAVES | FILES, max_size=2) | FILES, max_size=3))
def test_other_files_are_judged_alike(name: str, value: Any) -> None:
    _agree(value, name)


def test_a_member_that_is_described_nowhere_is_named_with_the_nearest_one() -> None:
    value = task("maya", "/a/b")
    value["task_info"]["job_stop_tiem"] = "5"
    [found] = violations(value, schema_of("task.json"))
    assert found.where == "task_info.job_stop_tiem"
    assert found.unknown
    assert "'job_stop_time'" in found.message


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_sandbox_serves_what_the_spec_says(name: str) -> None:
    file = f"{name.removesuffix('.json')}.schema.json"
    written = (Path(__file__).parents[2] / "spec/job-files" / file).read_bytes()

    async def served() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app()), base_url="http://127.0.0.1") as http:
            return await http.get(f"/docs/job-files/{file}")

    answer = asyncio.run(served())
    assert (answer.status_code, answer.content) == (200, written)
    assert (files("rayvision_spec") / "job-files" / file).read_bytes() == written
