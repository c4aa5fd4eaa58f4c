"""Attributes of a client that are made when they are first used, and that a mock of the client's class knows."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property as lazy
else:

    class lazy(cached_property):  # noqa: N801  # it is a decorator
        """A cached property; of the client's class, the class of its value, which `create_autospec` looks into."""

        def __get__(self, client: object, owner: type | None = None) -> Any:
            if client is not None:
                return super().__get__(client, owner)
            name = self.func.__annotations__["return"]
            if name in self.func.__globals__:
                return self.func.__globals__[name]
            # A group of operations, which stands in the module of its name.
            package = self.func.__module__.rpartition(".")[0]
            return getattr(import_module(f"{package}.{self.attrname}"), name)


__all__ = ["lazy"]
