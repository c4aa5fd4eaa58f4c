"""A second edition of the API, small and made up, generated and found as a real one would be."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ..reliability.support import Half  # noqa: TID252  # has no name of its own
from .newer_edition import PACKAGE, VERSION, newer_edition, write

ROOT = Path(__file__).parents[2]

# The generator is not part of the distribution: it is run from the repository.
sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the second edition's package alone, generated from its spec beside the first edition's."""
    from generator.__main__ import build  # the path is set above

    project = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "spec", project / "spec")
    half = Path("wrapper/rayvision_api/_async")
    shutil.copytree(ROOT / half, project / half, ignore=shutil.ignore_patterns("__pycache__"))
    write(newer_edition(ROOT / "spec/openapi.yaml"), project / f"spec/editions/{VERSION}/openapi.yaml")
    build(project)
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(project / "generated_client" / PACKAGE, folder / PACKAGE)
    return folder


@pytest.fixture(scope="session")
def newer(installed: Path) -> Iterator[ModuleType]:
    """The models of the second edition, whose package can be imported beside that of the first one."""
    sys.path.append(str(installed))
    yield import_module(f"{PACKAGE}.models")
    sys.path.remove(str(installed))


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def half(request: pytest.FixtureRequest) -> Half:
    return Half(is_async=request.param)


@pytest.fixture
def client(half: Half, newer: ModuleType) -> Callable[..., AbstractContextManager[Any]]:
    """Make a client of the second edition that talks to a farm in memory."""
    return partial(half.client, api_version=VERSION)
