"""Keyword arguments in the vendor's spelling: `taskIds` beside `task_ids`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from inspect import iscoroutinefunction, signature
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def snake_case(name: str) -> str:
    """Write a name of the wire as Python does: `taskIds` becomes `task_ids`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def in_either_spelling(method: Callable[P, T]) -> Callable[P, T]:
    """Let a method, async or not, take its keyword arguments in camelCase as well.

    The vendor's client has some of its newer calls so.
    """
    known = frozenset(signature(method).parameters)

    def spelt_our_way(arguments: dict[str, Any]) -> dict[str, Any]:
        ours = {name: value for name, value in arguments.items() if name in known}
        for name in arguments.keys() - known:
            own = snake_case(name)
            if own in ours:
                raise TypeError(f"{own} is given twice, also as {name}; give one of them")
            ours[own if own in known else name] = arguments[name]
        return ours

    called: Any
    if iscoroutinefunction(method):

        @wraps(method)
        async def called(*args: Any, **kwargs: Any) -> Any:
            return await method(*args, **spelt_our_way(kwargs))
    else:

        @wraps(method)
        def called(*args: Any, **kwargs: Any) -> Any:
            return method(*args, **spelt_our_way(kwargs))

    typed: Callable[P, T] = called
    return typed
