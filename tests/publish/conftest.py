"""What the generator publishes of the project's own spec."""

from __future__ import annotations

import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]

# The generator is not part of the distribution: it is run from the repository.
sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="session")
def document() -> dict[str, Any]:
    """The spec as it is written."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load((ROOT / "spec/openapi.yaml").read_bytes(), loader)
    return loaded


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `python -m generator publish` writes."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "spec", root / "spec")
    import_module("generator.__main__").publish(root)
    return root / "dist/spec"
