"""One set of files: in `dist/spec`, in the wheel, and on the sandbox."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import pytest
from rayvision_sandbox.app import create_app

NAMES = {
    "extensions.schema.json",
    "openapi-3.0.3.json",
    "openapi.json",
    "openapi.yaml",
    "reference.html",
    "signing-vectors.json",
    "signing.md",
}


def test_publish_writes_every_form(published: Path) -> None:
    assert {path.name for path in published.iterdir()} == NAMES


def test_what_was_published_before_is_gone(published: Path, tmp_path: Path) -> None:
    from generator.__main__ import publish

    root = tmp_path / "project"
    (root / "dist/spec").mkdir(parents=True)
    (root / "dist/spec/old.txt").write_text("old", "utf-8")
    (root / "spec").symlink_to(published)
    publish(root)
    assert {path.name: path.read_bytes() for path in (root / "dist/spec").iterdir()} == {
        path.name: path.read_bytes() for path in published.iterdir()
    }


def test_the_json_says_what_the_yaml_says(published: Path, document: dict[str, Any]) -> None:
    assert json.loads((published / "openapi.json").read_bytes()) == document


def test_the_order_of_the_spec_is_kept(published: Path, document: dict[str, Any]) -> None:
    for name in ("openapi.json", "openapi-3.0.3.json"):
        told = json.loads((published / name).read_bytes())
        assert list(told["paths"]) == list(document["paths"])
        assert list(told["components"]["schemas"]) == list(document["components"]["schemas"])


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_installed_package_holds_the_same_file(name: str, published: Path) -> None:
    assert (files("rayvision_spec") / name).read_bytes() == (published / name).read_bytes()


@pytest.mark.parametrize("name", [*sorted(NAMES), "docs"])
@pytest.mark.anyio
async def test_the_sandbox_serves_the_same_file(name: str, published: Path, anyio_backend_name: str) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app()), base_url="http://farm") as http:
        response = await http.get(f"/{name}")
    assert response.status_code == 200
    file = published / ("reference.html" if name == "docs" else name)
    assert response.content == file.read_bytes()
    kind = {"html": "text/html", "json": "application/json", "md": "text/markdown", "yaml": "application/yaml"}
    assert response.headers["content-type"].partition(";")[0] == kind[file.suffix[1:]]
