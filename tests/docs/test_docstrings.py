"""The examples of docstrings, which the reference shows as code, work for anyone who has a client and a task."""

from __future__ import annotations

import ast
import asyncio
import importlib
import inspect
import re
from collections.abc import Coroutine, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any, cast

import httpx
import pytest
import rayvision_api
from rayvision_api import AsyncRayvisionAPI, RayvisionAPI, RayvisionAuth, RetryPolicy
from rayvision_client import api as endpoints
from rayvision_client import client, models

from .internet import internet

GROUPS = ("user", "task", "query", "tag", "env")
_SECTION = re.compile(r"^(Args|Attributes|Returns|Raises|Yields):$", re.MULTILINE)


def _groups(half: str) -> list[type]:
    prefix = "Async" if half == "_async" else ""
    modules = {name: importlib.import_module(f"rayvision_api.{half}.{name}") for name in GROUPS}
    return [getattr(module, prefix + name.title()) for name, module in modules.items()]


def _examples() -> Iterator[Any]:
    shown: list[Any] = [RayvisionAPI, AsyncRayvisionAPI, *_groups("_sync"), *_groups("_async")]
    members = [member for cls in shown for member in vars(cls).values() if inspect.isfunction(member)]
    for thing in [*shown, *members, RayvisionAuth, RetryPolicy, client]:
        prose = _SECTION.split(inspect.getdoc(thing) or "")[0]
        for block in re.findall(r"(?:^    .*\n(?:\n(?=    ))?)+", prose + "\n", re.MULTILINE):
            yield pytest.param(dedent(block), id=getattr(thing, "__qualname__", thing.__name__))


EXAMPLES = list(_examples())


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """What a reader of a docstring has at hand: the package's names, keys, a client."""
    with internet(tmp_path) as variables:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        access_id, access_key = variables["RAYVISION_API_ACCESS_ID"], variables["RAYVISION_API_KEY"]
        with RayvisionAPI(platform="2") as api:
            yield {
                **{name: getattr(rayvision_api, name) for name in rayvision_api.__all__},
                **{name: getattr(models, name) for name in models.__all__},
                "query_user_profile": importlib.import_module("rayvision_client.api.user.query_user_profile"),
                "ID": access_id,
                "KEY": access_key,
                "signer": RayvisionAuth(access_id, access_key, platform="2"),
                "httpx": httpx,
                "api": api,
            }


def test_there_are_examples_of_both_halves() -> None:
    texts = [example.values[0] for example in EXAMPLES]
    assert len([text for text in texts if "await" in text]) >= 5
    assert len([text for text in texts if "await" not in text]) >= 5


@pytest.mark.parametrize("text", EXAMPLES)
def test_example_works(text: str, names: dict[str, Any]) -> None:
    names["task_id"] = names["api"].task.create_task().task_id_list[0]
    if "submit_task" not in text:
        # An example that does not submit the task speaks of one that is under way.
        names["api"].task.submit_task(names["task_id"])
    if "signer" in text:
        importlib.import_module("rayvision_client.api.query.query_platforms")
        names["api"] = endpoints
    code = compile(text, "example", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)

    async def run() -> None:
        async with AsyncRayvisionAPI(platform="2") as api:
            await cast("Coroutine[Any, Any, None]", eval(code, names | {"api": api}))

    if code.co_flags & inspect.CO_COROUTINE:
        asyncio.run(run())
    else:
        exec(code, names)
