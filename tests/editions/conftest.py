"""A second edition of the API, small and made up, generated and found as a real one would be."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[2]

# Neither the generator nor what the tests share is part of the distribution.
sys.path[:0] = [str(ROOT), str(Path(__file__).parent), str(ROOT / "tests/reliability")]

from newer_edition import VERSION, newer_edition, written  # noqa: E402  # the path is set above
from support import DOMAIN, Farm, Half  # noqa: E402  # as above


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own sources with the second edition's spec beside the first one's, and all that follows built."""
    from generator.__main__ import build  # the path is set above

    root = tmp_path_factory.mktemp("editions") / "project"
    shutil.copytree(ROOT / "spec", root / "spec")
    half = Path("wrapper/rayvision_api/_async")
    shutil.copytree(ROOT / half, root / half, ignore=shutil.ignore_patterns("__pycache__"))
    written(newer_edition(ROOT / "spec/openapi.yaml"), root / f"spec/editions/{VERSION}/openapi.yaml")
    build(root)
    return root


@pytest.fixture(scope="session")
def newer_package(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The second edition's package, importable beside the installed one of the first edition."""
    name = "rayvision_client_2_0_0"
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(project / "generated_client" / name, folder / name)
    sys.path.append(str(folder))
    yield name
    sys.path.remove(str(folder))


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def half(request: pytest.FixtureRequest) -> Half:
    return Half(is_async=request.param)


Client = Callable[..., Any]


@pytest.fixture
def newer(half: Half, newer_package: str) -> Client:
    """Make a client of the second edition that talks to a farm in memory."""

    @contextmanager
    def client(farm: Farm, **options: Any) -> Iterator[Any]:
        with half.client(farm, **({"api_version": VERSION} | options)) as api:
            yield api

    return client


def paths(farm: Farm) -> list[str]:
    return [request.url.path for request in farm.requests]


def mocked(farm: Farm) -> dict[str, Any]:
    return {"transport": httpx.MockTransport(farm), "domain": DOMAIN}
