# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""What there is to say of an operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType, ModuleType
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

DataT = TypeVar("DataT")
DataT_co = TypeVar("DataT_co", covariant=True)


class EnvelopeOf(Protocol[DataT_co]):
    """An envelope, as far as what it holds goes."""

    @property
    def data(self) -> DataT_co | None:
        """What the operation answers; null after a failure."""


class Pagination(NamedTuple):
    """Where an operation that answers page by page says which page: names of wire members."""

    page: str
    """Request: number of the page, from 1."""
    size: str
    """Request: how many items make a page."""
    items: str
    """Reply: the page's items."""
    total: str
    """Reply: how many items there are in all."""
    pages: str
    """Reply: how many pages there are in all."""


class Waiter(NamedTuple):
    """When waiting for what an operation reports on is over."""

    member: str
    """Wire member of an item that says where it stands."""
    finished: frozenset[int]
    """Values after which nothing more happens by itself."""
    succeeded: frozenset[int]
    """Those of them that mean success."""


class Operation(NamedTuple, Generic[DataT]):
    """One operation of the service."""

    id: str
    """The vendor's name of the action, the path's last segment but for a version."""
    path: str
    """Path below the service's address."""
    summary: str
    """What it does, in a line."""
    call: str
    """How the guide calls it: group and method. The same in all editions, whatever the vendor does to paths and ids."""
    idempotent: bool
    """Whether sending it twice does no more than sending it once."""
    members: frozenset[str]
    """Wire members that its request may have."""
    models: ModuleType
    """Where the views of its reply are; they load when they are first asked for."""
    envelope_name: str
    """Name of the view of its reply's envelope."""
    empty_of: str | Callable[[], DataT]
    """Name of the view of its reply's data, or the data's type."""
    renamed: Mapping[str, str] = MappingProxyType({})
    """Wire members of its request that had another name in the first edition, by that name."""
    pagination: Pagination | None = None
    """How it is asked page by page, where it can be."""
    waiter: Waiter | None = None
    """When what it reports on is over, where one can wait for that."""

    @property
    def envelope(self) -> Callable[[dict[str, Any]], EnvelopeOf[DataT]]:
        """The view of its reply's envelope."""
        view: Callable[[dict[str, Any]], EnvelopeOf[DataT]] = getattr(self.models, self.envelope_name)
        return view

    def empty(self) -> DataT:
        """Give what stands for a `data` that is null."""
        empty = self.empty_of
        make: Callable[[], DataT] = getattr(self.models, empty) if isinstance(empty, str) else empty
        return make()

    def __hash__(self) -> int:
        return hash(self.path)

    def __repr__(self) -> str:
        return f"<Operation {self.id}>"
