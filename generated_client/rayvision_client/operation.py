# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""What there is to say of an operation."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Mapping
from types import MappingProxyType, ModuleType
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from .types import Request

_CALLED_THROUGH = ("rayvision_client", "rayvision_api")

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
    """Request: number of the page."""
    size: str
    """Request: how many items make a page."""
    items: str
    """Reply: the page's items."""
    pages: str
    """Reply: how many pages there are in all."""
    total: str | None = None
    """Reply: how many items there are in all, where it says that."""
    first: int = 1
    """Number of the first page."""


_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Endpoint(NamedTuple):
    """Where an operation is in one edition of the API, and what it takes there."""

    path: str
    """Path below the service's address."""
    names: Mapping[str, str] = _NOTHING
    """What the members are called here, by the names that they had first, in the order in which they are sent."""
    defaults: Mapping[str, Any] = _NOTHING
    """What is sent for required members that a caller leaves out."""


class Operation(NamedTuple, Generic[DataT]):
    """One operation of the service."""

    id: str
    """The name of the action, mostly the vendor's: the last segment of the path but for a version."""
    summary: str
    """What it does, in a line."""
    call: str
    """How the vendor's client calls it: group and method."""
    commands: tuple[str, ...]
    """How the command line `rayvision` calls it: group and command, its own first."""
    editions: Mapping[str, Endpoint]
    """Its endpoints, by the number of the edition."""
    idempotent: bool
    """Whether sending it twice does no more than sending it once."""
    models: ModuleType
    """Where the views of its reply are; they load when they are first asked for."""
    envelope_name: str
    """Name of the view of its reply's envelope."""
    empty_of: str | Callable[[], DataT]
    """Name of the view of its reply's data, or the data's type."""
    pagination: Pagination | None = None
    """How it is asked page by page, where it can be."""
    is_deprecated: bool = False
    """Whether the service is going to do without it."""
    deprecated_members: frozenset[str] = frozenset()
    """Members of its request that the service is going to do without."""

    def endpoint(self, edition: str) -> Endpoint:
        """Find its endpoint in an edition.

        Raises:
            ValueError: That edition has no such operation.
        """
        endpoint = self.editions.get(edition)
        if endpoint is None:
            raise ValueError(
                f"edition {edition} of the API has no {self.call} ({self.id}); a client of edition "
                f"{' or '.join(self.editions)} has it (`api_version`)"
            )
        return endpoint

    def body(self, edition: str, request: Request | Mapping[str, Any] | None) -> dict[str, Any]:
        """Return what is sent in an edition. Warns of what is deprecated.

        Args:
            edition: Number of the edition.
            request: What is asked, which is sent in the edition's order; or an object whose members have their first
                names, which keep their order.

        Raises:
            ValueError: That edition has no such operation, or its request does not take one of the members.
        """
        endpoint = self.endpoint(edition)
        if isinstance(request, Request):
            asked = {**endpoint.defaults, **request.to_dict()}
            members = {first: asked[first] for first in (*endpoint.names, *asked) if first in asked}
        else:
            members = dict(request or {})
        for foreign in members.keys() - endpoint.names.keys():
            if takers := [number for number, other in self.editions.items() if foreign in other.names]:
                raise ValueError(
                    f"{self.call} of edition {edition} of the API takes no {foreign}; a client of edition "
                    f"{' or '.join(takers)} does (`api_version`)"
                )
        if self.is_deprecated:
            _warn(f"{self.call} ({self.id}) is deprecated")
        for member in sorted(self.deprecated_members & members.keys()):
            _warn(f"{member} of {self.call} ({self.id}) is deprecated")
        return {endpoint.names.get(first, first): value for first, value in members.items()}

    @property
    def envelope(self) -> Callable[[dict[str, Any]], EnvelopeOf[DataT]]:
        """The view of its reply's envelope."""
        view: Callable[[dict[str, Any]], EnvelopeOf[DataT]] = getattr(self.models, self.envelope_name)
        return view

    def empty(self) -> DataT:
        """Return what stands for a `data` that is null."""
        empty = self.empty_of
        make: Callable[[], DataT] = getattr(self.models, empty) if isinstance(empty, str) else empty
        return make()

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"<Operation {self.id}>"


def _warn(words: str) -> None:
    # Its place is where the operation was called: behind this package, and the wrapper above it.
    level, frame = 1, sys._getframe()
    while frame.f_back and str(frame.f_globals.get("__name__")).partition(".")[0] in _CALLED_THROUGH:
        level, frame = level + 1, frame.f_back
    warnings.warn(words, DeprecationWarning, stacklevel=level)
