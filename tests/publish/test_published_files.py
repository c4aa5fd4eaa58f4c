"""One set of files: in `dist/spec`, in the wheel, and on the sandbox."""

from __future__ import annotations

import json
import re
from functools import reduce
from importlib.resources import files
from operator import getitem
from pathlib import Path
from typing import Any

import httpx
import pytest
from rayvision_client.operations import EDITIONS
from rayvision_sandbox.app import create_app

from ..generating import copied  # noqa: TID252  # has no name of its own

FARM = "http://127.0.0.1"
NAMES = {
    "extensions.schema.json",
    "openapi-3.0.3.json",
    "openapi.json",
    "openapi.yaml",
    "reference.html",
    "signing-vectors.json",
    "signing.md",
}


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_publish_writes_every_form_of_every_edition(folder: Path, published: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {*EDITIONS, "job-files"}
    assert {path.name for path in published.iterdir()} == NAMES


def test_what_was_published_before_is_gone_and_what_an_editor_left_stays_at_home(folder: Path, tmp_path: Path) -> None:
    from generator.__main__ import publish

    root = copied(tmp_path / "project", "spec")
    (root / "dist/spec").mkdir(parents=True)
    (root / "dist/spec/old.txt").write_text("old", "utf-8")
    (root / "spec/openapi.yaml~").write_text("left", "utf-8")
    (root / "spec/.DS_Store").write_text("left", "utf-8")
    publish(root)
    assert files_below(root / "dist/spec") == files_below(folder)


def test_the_files_that_the_texts_name_are_there(published: Path, document: dict[str, Any]) -> None:
    for text in (document["info"]["description"], (published / "signing.md").read_text("utf-8")):
        named = set(re.findall(r"[\w.-]+\.(?:json|ya?ml|md|html)\b", text))
        assert named <= NAMES


def test_an_edition_says_nothing_of_another(published: Path) -> None:
    others = set(EDITIONS) - {published.name}
    stranger = "showLog" if published.name == EDITIONS[0] else "assetIsolationModel"
    for path in published.iterdir():
        text = path.read_text("utf-8")
        assert not re.search(r"x-rayvision-(since|until|editions|values|source)", text), path
        assert stranger not in text, path
        # A reply's envelope says 1.0.0 or 2.0.0 in any edition.
        assert path.name.startswith(("openapi", "reference")) or not any(other in text for other in others), path


def test_the_json_says_what_the_yaml_says(published: Path, document: dict[str, Any]) -> None:
    assert json.loads((published / "openapi.json").read_bytes()) == document


def test_the_order_of_the_spec_is_kept(published: Path, document: dict[str, Any]) -> None:
    for name in ("openapi.json", "openapi-3.0.3.json"):
        told = json.loads((published / name).read_bytes())
        assert list(told["paths"]) == list(document["paths"])
        assert list(told["components"]["schemas"]) == list(document["components"]["schemas"])


def test_the_installed_package_holds_the_same_files(published: Path) -> None:
    for name in NAMES:
        assert (files("rayvision_spec") / published.name / name).read_bytes() == (published / name).read_bytes(), name


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.anyio
async def test_the_sandbox_serves_the_same_file(name: str, published: Path, anyio_backend_name: str) -> None:
    # To a browser on this machine, the page has a form for each request besides.
    transport = httpx.ASGITransport(create_app(), client=("192.0.2.1", 1234))
    async with httpx.AsyncClient(transport=transport, base_url=FARM) as http:
        response = await http.get(f"/docs/{published.name}/{name}")
    assert response.status_code == 200
    # The documents name the sandbox instead of the service's servers.
    servers = rb"<h1>Servers</h1>.*?</table>|\n  \"servers\": \[.*?\n  \],|\nservers:\n.*?\n(?=\w)"
    served, written = (
        re.sub(servers, b"", content, count=1, flags=re.DOTALL)
        for content in (response.content, (published / name).read_bytes())
    )
    assert served == written
    kind = {"html": "text/html", "json": "application/json", "md": "text/markdown", "yaml": "application/yaml"}
    assert response.headers["content-type"].partition(";")[0] == kind[name.rpartition(".")[2]]


@pytest.mark.anyio
async def test_the_docs_of_the_sandbox_lead_to_a_page(anyio_backend_name: str) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app()), base_url=FARM) as http:
        response = await http.get("/docs", follow_redirects=True)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")


def _below(document: dict[str, Any], places: list[Any]) -> list[dict[str, Any]]:
    """All objects below some places, and below what they refer to."""
    found: list[dict[str, Any]] = []
    seen = {""}
    todo = list(places)
    while todo:
        node = todo.pop()
        if isinstance(node, list):
            todo += node
        elif isinstance(node, dict):
            found.append(node)
            todo += node.values()
            if (reference := node.get("$ref", "")) not in seen:
                seen.add(reference)
                todo.append(reduce(getitem, reference.removeprefix("#/").split("/"), document))
    return found


@pytest.mark.parametrize("form", ["openapi.json", "openapi-3.0.3.json"])
def test_a_client_of_a_stock_generator_survives_values_that_are_younger_than_it(published: Path, form: str) -> None:
    document = json.loads((published / form).read_bytes())
    operations = [path["post"] for path in document["paths"].values()]
    replies = _below(document, [one["responses"] for one in operations])
    values = [node["enum"] for node in replies if isinstance(node.get("enum"), list)]
    assert [one for one in values if one != [None]] == []
    requests = _below(document, [one.get("requestBody") for one in operations])
    assert any(25 in node["enum"] for node in requests if isinstance(node.get("enum"), list))
    task = document["components"]["schemas"]["TaskInfo"]["properties"]
    assert "`TaskStatus` names the values that are known" in task["preTaskStatus"]["description"]
    code = document["components"]["schemas"]["Envelope"]["properties"]["code"]
    assert "- 200: SUCCESS: The call succeeded." in code["description"]


def test_what_may_be_left_out_has_no_default_that_typescript_would_ask_for(published: Path) -> None:
    schemas = json.loads((published / "openapi.json").read_bytes())["components"]["schemas"]
    for name, schema in schemas.items():
        optional = schema.get("properties", {}).keys() - set(schema.get("required", ()))
        assert [member for member in optional if "default" in schema["properties"][member]] == [], name
    count = schemas["CreateTaskRequest"]["properties"]["count"]
    assert (count["x-rayvision-default"], count["description"]) == (1, "How many numbers to make. By default 1.")
