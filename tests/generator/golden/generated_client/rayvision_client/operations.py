# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Every operation of the service: where it is, what it answers, whether it may be repeated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from attrs import frozen

from . import models

DataT = TypeVar("DataT")
DataT_co = TypeVar("DataT_co", covariant=True)


class EnvelopeOf(Protocol[DataT_co]):
    """An envelope, as far as what it holds goes."""

    @property
    def data(self) -> DataT_co | None:
        """What the operation answers; null after a failure."""


@frozen
class Pagination:
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


@frozen
class Waiter:
    """When waiting for what an operation reports on is over."""

    member: str
    """Wire member of an item that says where it stands."""
    finished: frozenset[int]
    """Values after which nothing more happens by itself."""
    succeeded: frozenset[int]
    """Those of them that mean success."""


@frozen(eq=False)
class Operation(Generic[DataT]):
    """One operation of the service."""

    id: str
    """The vendor's name of the action, the path's last segment."""
    path: str
    """Path below the service's address."""
    summary: str
    """What it does, in a line."""
    call: str
    """How the guide calls it: group and method."""
    idempotent: bool
    """Whether sending it twice does no more than sending it once."""
    _envelope: str
    _empty: str | Callable[[], DataT]
    method: str = "POST"
    """HTTP method."""
    pagination: Pagination | None = None
    waiter: Waiter | None = None

    @property
    def envelope(self) -> Callable[[dict[str, Any]], EnvelopeOf[DataT]]:
        """The view of its reply's envelope; models load when they are first asked for."""
        view: Callable[[dict[str, Any]], EnvelopeOf[DataT]] = getattr(models, self._envelope)
        return view

    def empty(self) -> DataT:
        """Give what stands for a `data` that is null."""
        make: Callable[[], DataT] = getattr(models, self._empty) if isinstance(self._empty, str) else self._empty
        return make()


LIST_SHOTS: Operation[models.ShotPage] = Operation(
    id="listShots",
    path="/api/listShots",
    summary="List the shots",
    call="query.list_shots",
    idempotent=True,
    envelope="ShotPageEnvelope",
    empty="ShotPage",
    pagination=Pagination(page="pageNum", size="pageSize", items="items", total="total", pages="pageCount"),
    waiter=Waiter(member="shotState", finished=frozenset({2, 3}), succeeded=frozenset({2})),
)
"""List the shots."""


LIST_BLOCKS: Operation[list[models.Block]] = Operation(
    id="listBlocks",
    path="/api/listBlocks",
    summary="List the blocks",
    call="query.list_blocks",
    idempotent=True,
    envelope="BlocksEnvelope",
    empty=list,
)
"""List the blocks."""


RENAME_SHOT: Operation[str] = Operation(
    id="renameShot",
    path="/api/renameShot",
    summary="Rename a shot",
    call="task.rename_shot",
    idempotent=True,
    envelope="TextEnvelope",
    empty=str,
)
"""Rename a shot."""


COPY_SHOT: Operation[None] = Operation(
    id="copyShot",
    path="/api/copyShot",
    summary="Copy a shot",
    call="task.copy_shot",
    idempotent=False,
    envelope="NothingEnvelope",
    empty=type(None),
)
"""Copy a shot."""

OPERATIONS: dict[str, Operation[Any]] = {
    operation.id: operation for operation in (LIST_SHOTS, LIST_BLOCKS, RENAME_SHOT, COPY_SHOT)
}
"""All operations by id, in the order of the spec."""

SENSITIVE_MEMBERS = frozenset({"userKey"})
"""Wire members that hold a credential, a phone number or an e-mail address: not to be logged."""
