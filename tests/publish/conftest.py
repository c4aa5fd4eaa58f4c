"""What the generator publishes of the project's own spec."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rayvision_client.operations import EDITIONS

from ..generating import ROOT, copied, loaded  # noqa: TID252  # has no name of its own


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `python -m generator publish` writes."""
    root = copied(tmp_path_factory.mktemp("project"), "spec")
    subprocess.run([sys.executable, "-m", "generator", "publish", "--root", str(root)], cwd=ROOT, check=True)
    return root / "dist/spec"


@pytest.fixture(scope="session", params=EDITIONS)
def published(request: pytest.FixtureRequest, folder: Path) -> Path:
    """What is there for one edition."""
    return folder / str(request.param)


@pytest.fixture(scope="session")
def document(published: Path) -> dict[str, Any]:
    """The document of the edition."""
    return loaded(published / "openapi.yaml")
