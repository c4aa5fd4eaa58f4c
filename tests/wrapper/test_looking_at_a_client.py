"""To look at a client asks the service nothing, shows no key, and a mock of it knows what it has."""

from __future__ import annotations

import copy
import inspect
import io
import pickle
import pydoc
from collections.abc import Callable
from typing import Any
from unittest.mock import create_autospec, patch

import httpx
import pytest
import rayvision_api
import rich
from rich.console import Console

from .support import ACCESS_ID, ACCESS_KEY, Farm, Half, envelope

pytestmark = pytest.mark.both_halves

GROUPS = ("user", "task", "query", "tag", "env")


def _inspected(api: Any) -> str:
    console = Console(file=io.StringIO(), width=400)
    rich.inspect(api, console=console, all=True)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


LOOKS: dict[str, Callable[[Any], object]] = {
    "getmembers": inspect.getmembers,
    "rich": _inspected,
    "help": pydoc.render_doc,
    "repr": repr,
    "vars": vars,
    "dir": dir,
    "user_info": lambda api: api.user_info,
}


@pytest.mark.parametrize("look", LOOKS)
def test_looking_asks_nothing(half: Half, farm: Farm, look: str) -> None:
    api = half.client(farm)
    assert ACCESS_KEY not in repr(LOOKS[look](api))
    assert farm.requests == []


@pytest.mark.parametrize("group", GROUPS)
def test_looking_at_a_group_asks_nothing(half: Half, farm: Farm, group: str) -> None:
    thing = getattr(half.client(farm), group)
    for look in (inspect.getmembers, _inspected, pydoc.render_doc):
        assert ACCESS_KEY not in repr(look(thing))
    assert farm.requests == []


def test_nothing_that_a_client_holds_shows_a_secret(half: Half, farm: Farm) -> None:
    api = half.client(farm, headers={"Proxy-Authorization": "Basic SECRET"})
    half.call(api, "query.platforms")
    signature = farm.requests[0].headers["signature"]
    waiting: list[tuple[Any, int]] = [(api, 0)]
    while waiting:
        thing, depth = waiting.pop()
        shown = f"{thing!r} {thing!s}"
        for secret in (ACCESS_KEY, ACCESS_ID, signature, "SECRET"):
            # Plain texts and dicts inside are the secrets themselves; what holds them must not show them.
            assert secret not in shown or isinstance(thing, str | dict | httpx.Headers)
        if depth < 5 and type(thing).__module__.startswith("rayvision"):
            slots = [name for cls in type(thing).__mro__ for name in getattr(cls, "__slots__", ())]
            held = [getattr(thing, name, None) for name in [*getattr(thing, "__dict__", ()), *slots]]
            waiting += [(one, depth + 1) for one in held]


def test_user_info_shows_names_and_no_values(half: Half) -> None:
    api = half.client(Farm(envelope({"phone": "13912345678"})))
    assert "not asked" in repr(api.user_info)
    assert half.user_info(api)["phone"] == "13912345678"
    assert "phone" in repr(api.user_info)
    assert "13912345678" not in repr(api.user_info)


@pytest.mark.parametrize("of", ["class", "instance of the class", "client"])
def test_autospec_knows_the_groups(half: Half, farm: Farm, of: str) -> None:
    if of == "class":
        mock = create_autospec(half.cls)("id", "key")
    else:
        mock = create_autospec(half.client(farm) if of == "client" else half.cls, instance=True)
    for name in GROUPS:
        assert getattr(mock, name)
    if not half.is_async:
        mock.task.create_task.return_value = 7
        assert mock.task.create_task(labels=["shot_010"]) == 7
        assert mock.user_info["user_id"]
    with pytest.raises(TypeError, match="lables"):
        mock.task.create_task(lables=["shot_010"])
    with pytest.raises(AttributeError, match="creat_task"):
        _ = mock.task.creat_task
    assert farm.requests == []


def test_patched_class_knows_the_groups(half: Half) -> None:
    with patch(f"rayvision_api.{half.cls.__name__}", autospec=True, create=True):
        mock = getattr(rayvision_api, half.cls.__name__)(platform="2")
        with pytest.raises(TypeError):
            mock.query.task_info(task_id=1)


@pytest.mark.parametrize("step", [copy.copy, copy.deepcopy, pickle.dumps])
def test_client_is_neither_copied_nor_pickled(half: Half, farm: Farm, step: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError, match="cannot be pickled or copied"):
        step(half.client(farm))


@pytest.mark.parametrize("step", [copy.deepcopy, pickle.dumps])
def test_group_of_a_client_is_neither_copied_nor_pickled(half: Half, farm: Farm, step: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError, match="cannot be pickled or copied"):
        step(half.client(farm).task)


DOMAINS = ("h:99999", "h:0", "xn--a", "xn--zzzz-.example", "h:", ".", "a..b", "[", "[::1")
PROXIES = ("http://p:99999", "http://p:0", "http://xn--a:1", "p", "", "http://", 7)


@pytest.mark.parametrize(
    "arguments",
    [
        *({"domain": domain} for domain in DOMAINS),
        *({"proxy": proxy} for proxy in PROXIES),
        {"headers": 7},
        {"verify": 7},
        {"limits": 7},
    ],
    ids=repr,
)
def test_mistake_is_an_error_of_ours(half: Half, arguments: dict[str, Any]) -> None:
    (name,) = arguments
    with pytest.raises((ValueError, TypeError), match=f"^{name} ") as caught:
        half.client(**arguments)
    assert type(caught.value) in (ValueError, TypeError)


def test_internationalised_domain_is_taken(half: Half) -> None:
    farm = Farm(lambda _: httpx.Response(200, json=envelope([])))
    half.call(half.client(farm, domain="xn--fiqs8s.example:8443"), "query.platforms")
    assert farm.requests[0].headers["Host"] == "xn--fiqs8s.example:8443"
