"""Which editions there are, and what becomes of a version that is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from ..reliability.support import Half  # noqa: TID252  # has no name of its own
from .newer_edition import PACKAGE, VERSION


def test_the_first_edition_is_the_default(half: Half) -> None:
    with half.client() as default, half.client(api_version="1.0.0") as named:
        texts = {repr(getattr(api, "target", api)) for api in (default, named)}
    assert len(texts) == 1
    assert "api_version" not in texts.pop()


@pytest.mark.parametrize("version", ["9.9", "2", "2.0", "2_0_0", "1.0.0 ", "", "../x", "\uff12.0.0"])
def test_a_version_that_is_none_is_refused_with_those_that_are(version: str, half: Half, newer: ModuleType) -> None:
    with pytest.raises(ValueError, match="api_version") as caught, half.client(api_version=version):
        pass
    assert str(caught.value) == f"api_version is {version!r}; it has to be '1.0.0' or '2.0.0'"


@pytest.mark.parametrize("version", [None, 1, 2.0, b"1.0.0", ["1.0.0"]])
def test_a_version_is_text(version: object, half: Half) -> None:
    with pytest.raises(TypeError, match="api_version"), half.client(api_version=version):
        pass


def python(code: str, *folders: Path) -> str:
    path = os.pathsep.join([*map(str, folders), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


MAKE = "import sys; from rayvision_api import RayvisionAPI; api = RayvisionAPI('id', 'key'{more}); "
LOADED = "print(sorted(name for name in sys.modules if name.startswith('rayvision_client_')))"


def test_an_edition_is_loaded_only_by_those_who_ask_for_it(installed: Path) -> None:
    assert python(MAKE.format(more="") + LOADED, installed) == "[]"
    loaded = python(MAKE.format(more=f", api_version={VERSION!r}") + LOADED, installed)
    assert loaded == f"['{PACKAGE}', '{PACKAGE}.models', '{PACKAGE}.operations']"


def test_an_edition_whose_package_is_not_installed_is_none() -> None:
    code = "from rayvision_api import RayvisionAPI\ntry: RayvisionAPI('id', 'key', api_version='7.0.0')\n"
    assert python(code + "except ValueError as error: print(error)").startswith("api_version is '7.0.0'; it has to be")
