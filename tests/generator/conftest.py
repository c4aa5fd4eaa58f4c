"""A small project to generate in, and the generator's command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ..generating import ROOT, copied, generator  # noqa: TID252  # has no name of its own

FIXTURE = Path(__file__).parent / "fixture"


@pytest.fixture(scope="session")
def repository() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def fixture_spec() -> str:
    return (FIXTURE / "spec/openapi.yaml").read_text("utf-8")


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which nothing has been generated: the fixture's spec, and the async half of the real wrapper.

    The async half is the real one because the table of its translation has to have a use for every rule.
    """
    root = tmp_path_factory.mktemp("sources") / "project"
    shutil.copytree(FIXTURE, root)
    for name in ("extensions.schema.json", "signing.md.jinja", "signing-vectors.json"):
        shutil.copy(ROOT / "spec" / name, root / "spec")
    return copied(root, "wrapper/rayvision_api/_async")


@pytest.fixture(scope="session")
def built(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same project with everything generated."""
    root = tmp_path_factory.mktemp("built") / "project"
    shutil.copytree(sources, root)
    code, text = generator("build", root)
    assert code == 0, text
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A generated project to change."""
    return Path(shutil.copytree(built, tmp_path / "project"))
