"""The generated package: marked, importable, and light until something of it is used."""

from __future__ import annotations

import ast
import os
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import attrs
import pytest
import rayvision_client
from rayvision_client import models
from rayvision_client.types import OpenIntEnum, OpenStrEnum, Reply

from ..each import each  # noqa: TID252  # has no name of its own

PACKAGE = Path(rayvision_client.__file__).parent
FILES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
MODULES = sorted(found.name for found in pkgutil.walk_packages([str(PACKAGE)], "rayvision_client."))
MARK = "# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit."


def python(code: str) -> subprocess.CompletedProcess[str]:
    # What measures the coverage of these tests would itself load modules that these tests look for.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env=environment, capture_output=True, text=True, check=False
    )


@each("name", FILES)
def test_every_file_says_in_its_first_line_that_it_is_generated(name: str) -> None:
    first, second, *_ = (PACKAGE / name).read_text("utf-8").splitlines()
    assert first == MARK
    assert second.startswith('"""'), "a module says what it is"


@each("name", FILES)
def test_every_docstring_ends_at_the_indentation_at_which_it_began(name: str) -> None:
    source = (PACKAGE / name).read_text("utf-8")
    end_of_the_modules_own = ast.parse(source).body[0].end_lineno
    assert '"""' not in source.splitlines()[end_of_the_modules_own:]


@each("name", MODULES)
def test_every_module_can_be_imported(name: str) -> None:
    assert import_module(name).__doc__


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


def test_there_is_nothing_in_the_package_but_python_and_the_marker() -> None:
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {path.suffix for path in files} == {".py", ".typed"}


@each("name", models.__all__)
def test_every_model_can_be_had_from_the_models_package(name: str) -> None:
    model = getattr(models, name)
    assert model.__name__ == name
    assert model.__doc__
    assert model.__module__.startswith("rayvision_client.models.")


@each("name", models.__all__)
def test_every_model_is_a_view_a_request_or_an_open_enumeration(name: str) -> None:
    model = getattr(models, name)
    is_request = name.endswith("Request")
    assert issubclass(model, (Reply, OpenIntEnum, OpenStrEnum)) != is_request
    assert not is_request or attrs.has(model)
    assert not hasattr(model, "additional_properties")


@each("name", models.__all__)
def test_every_documented_member_has_a_type_that_can_be_found(name: str) -> None:
    model = getattr(models, name)
    for cls in model.__mro__:
        for member, value in vars(cls).items():
            if isinstance(value, property) and issubclass(model, Reply):
                assert value.__doc__, f"{name}.{member}"
                assert "return" in (value.fget.__annotations__ if value.fget else {}), f"{name}.{member}"
    if name.endswith("Request"):
        assert set(get_type_hints(model.to_dict)) == {"return"}


def test_the_models_are_what_dir_and_a_star_import_give() -> None:
    namespace: dict[str, object] = {}
    exec("from rayvision_client.models import *", namespace)  # a star import, outside a module
    assert set(models.__all__) <= set(namespace)
    assert set(dir(models)) == set(models.__all__)
    assert len(set(models.__all__)) == len(models.__all__) > 50


def test_a_model_that_does_not_exist_is_an_attribute_error_that_names_it() -> None:
    with pytest.raises(AttributeError, match=r"'rayvision_client\.models' has no attribute 'TaskInfos'"):
        models.TaskInfos  # noqa: B018  # that is the point
    with pytest.raises(ImportError, match="TaskInfos"):
        exec("from rayvision_client.models import TaskInfos", {})
    assert not hasattr(models, "_secret")


def test_a_model_is_the_same_class_wherever_it_is_imported_from() -> None:
    module = import_module("rayvision_client.models.task_info")
    assert models.TaskInfo is module.TaskInfo
    assert models.TaskInfo is models.TaskInfo


@pytest.mark.parametrize("name", ["rayvision_client", "rayvision_client.models"])
def test_importing_a_package_loads_neither_httpx_nor_attrs_nor_a_model(name: str) -> None:
    done = python(
        f"import {name}, sys\n"
        "heavy = {'httpx', 'attrs', 'attr', 'asyncio', 'ssl'} & set(sys.modules)\n"
        "loaded = [module for module in sys.modules if module.startswith('rayvision_client.models.')]\n"
        "print(sorted(heavy), loaded)"
    )
    assert (done.stdout.strip(), done.stderr) == ("[] []", "")


def test_a_model_loads_no_more_than_it_needs_and_no_httpx() -> None:
    done = python(
        "import sys\nfrom rayvision_client.models import TaskStatus\n"
        "print('httpx' in sys.modules, 'rayvision_client.models.task_info' in sys.modules)"
    )
    assert (done.stdout.strip(), done.stderr) == ("False False", "")


def test_a_shell_completes_the_models_before_any_is_loaded() -> None:
    done = python("import rayvision_client.models as m\nprint('TaskInfo' in dir(m), 'TaskInfo' in vars(m))")
    assert done.stdout.strip() == "True False"
