"""What the generator publishes of the project's own spec."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from rayvision_client.operations import EDITIONS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `python -m generator publish` writes."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "spec", root / "spec")
    subprocess.run([sys.executable, "-m", "generator", "publish", "--root", str(root)], cwd=ROOT, check=True)
    return root / "dist/spec"


@pytest.fixture(scope="session", params=EDITIONS)
def published(request: pytest.FixtureRequest, folder: Path) -> Path:
    """What is there for one edition."""
    return folder / str(request.param)


@pytest.fixture(scope="session")
def document(published: Path) -> dict[str, Any]:
    """The document of the edition."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load((published / "openapi.yaml").read_bytes(), loader)
    return loaded
