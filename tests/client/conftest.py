"""What the spec says about the members of the models, for tests that go through all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from rayvision_client import models
from rayvision_client.types import Reply

SPEC = Path(__file__).parents[2] / "spec/openapi.yaml"


@pytest.fixture(scope="session")
def schemas() -> dict[str, Any]:
    """The named schemas of the spec; those that build on another one have its members, too."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Any] = yaml.load(SPEC.read_bytes(), loader)["components"]["schemas"]
    for schema in found.values():
        if "allOf" in schema:
            base, own = schema["allOf"]
            parent = found[base["$ref"].rpartition("/")[2]]
            schema["properties"] = {**parent["properties"], **own["properties"]}
            schema["required"] = [*parent.get("required", ()), *own.get("required", ())]
    return found


@pytest.fixture(scope="session")
def views() -> dict[str, type[Reply]]:
    """Every model of a reply, by its name."""
    classes = {name: getattr(models, name) for name in models.__all__}
    return {name: cls for name, cls in classes.items() if issubclass(cls, Reply)}
