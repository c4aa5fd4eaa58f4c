"""What the package exports, and what importing it costs."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
from importlib import resources
from typing import get_args, get_type_hints

import pytest
import rayvision_api
from rayvision_client import models
from rayvision_client.operations import OPERATIONS

from ..each import each  # noqa: TID252  # has no name of its own


def run(program: str) -> object:
    """Run a program in an interpreter of its own, with the same packages, and give what it prints."""
    start = "import json, sys; sys.path[:0] = json.loads(sys.argv[1])\n"
    result = subprocess.run(
        [sys.executable, "-c", start + program, json.dumps(sys.path)],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    return json.loads(result.stdout)


@each("name", rayvision_api.__all__)
def test_exported_name_can_be_imported(name: str) -> None:
    thing = getattr(rayvision_api, name)
    assert thing is not None
    if isinstance(thing, type):
        assert thing.__name__ == name


def test_each_name_is_exported_once_and_dir_agrees() -> None:
    assert len(rayvision_api.__all__) == len(set(rayvision_api.__all__))
    assert set(dir(rayvision_api)) >= set(rayvision_api.__all__)


def test_star_import_gives_exactly_the_exported_names() -> None:
    program = """
names = {}
exec("from rayvision_api import *", names)
print(json.dumps(sorted(names.keys() - {"__builtins__"})))
"""
    assert run(program) == sorted(rayvision_api.__all__)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="NoSuchName"):
        rayvision_api.NoSuchName  # noqa: B018  # reading it is what fails
    with pytest.raises(ImportError, match="NoSuchName"):
        exec("from rayvision_api import NoSuchName")


def test_all_errors_are_rayvision_errors() -> None:
    for name in rayvision_api.__all__:
        thing = getattr(rayvision_api, name)
        if isinstance(thing, type) and issubclass(thing, Exception):
            assert issubclass(thing, rayvision_api.RayvisionError)


@pytest.mark.parametrize(
    ("program", "unwanted"),
    [
        ("import rayvision_api", {"httpx", "attr", "attrs", "dateutil", "rayvision_client", "asyncio", "ssl"}),
        ("from rayvision_api import RayvisionError", {"httpx"}),
        ("from rayvision_api import RayvisionAPI", {"rayvision_api._async.api"}),
    ],
)
def test_an_import_loads_no_more_than_it_needs(program: str, unwanted: set[str]) -> None:
    assert run(f"{program}\nprint(json.dumps(sorted({unwanted} & set(sys.modules))))") == []


def test_a_client_is_ready_for_its_first_call_without_attrs() -> None:
    # An older httpx loads trio where it is there, which brings attrs.
    loaded = "{'attr'} & set(sys.modules)"
    ready = "from rayvision_api import RayvisionAPI\nRayvisionAPI('id', 'key').query.get_task_list"
    assert run(f"import httpx\nbefore = {loaded}\n{ready}\nprint(json.dumps({loaded} == before))") is True


def test_packages_are_marked_as_typed() -> None:
    for package in ("rayvision_api", "rayvision_client"):
        assert resources.files(package).joinpath("py.typed").is_file()


def test_version_is_a_text() -> None:
    assert rayvision_api.__version__[0].isdigit()


def _models_in(kind: object) -> set[str]:
    own = {kind.__name__} if isinstance(kind, type) and kind.__module__.startswith("rayvision_client.models") else set()
    return own.union(*map(_models_in, get_args(kind)))


@pytest.mark.parametrize("group", sorted({operation.call.partition(".")[0] for operation in OPERATIONS.values()}))
def test_what_a_method_takes_and_gives_can_be_imported_from_here(group: str) -> None:
    with rayvision_api.RayvisionAPI("id", "key") as api:
        methods = [
            method for name, method in inspect.getmembers(getattr(api, group), callable) if not name.startswith("_")
        ]
    met = set().union(*(_models_in(kind) for method in methods for kind in get_type_hints(method).values()))
    for name in list(met):
        properties = [member for member in vars(getattr(models, name)).values() if isinstance(member, property)]
        for member in properties:
            met |= set(re.findall(r"\w+", str(member.fget.__annotations__["return"]))) & set(models.__all__)
    assert methods
    assert met <= set(rayvision_api.__all__)
