# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Every operation of the service: where it is, what it answers, whether it may be repeated."""

from __future__ import annotations

from typing import Any

from . import models
from .operation import Operation as Operation
from .operation import Pagination as Pagination
from .operation import Waiter as Waiter

API_VERSION = "1.0.0"
"""The edition of the API: what the signed header `version` says."""


LIST_SHOTS: Operation[models.ShotPage] = Operation(
    id="listShots",
    path="/api/listShots",
    summary="List the shots",
    call="query.list_shots",
    idempotent=True,
    members=frozenset(["pageNum", "pageSize", "since", "states"]),
    models=models,
    envelope_name="ShotPageEnvelope",
    empty_of="ShotPage",
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
    members=frozenset([]),
    models=models,
    envelope_name="BlocksEnvelope",
    empty_of=list,
)
"""List the blocks."""


RENAME_SHOT: Operation[str] = Operation(
    id="renameShot",
    path="/api/renameShot",
    summary="Rename a shot",
    call="task.rename_shot",
    idempotent=True,
    members=frozenset(["newName", "shotId"]),
    models=models,
    envelope_name="TextEnvelope",
    empty_of=str,
)
"""Rename a shot."""


COPY_SHOT: Operation[None] = Operation(
    id="copyShot",
    path="/api/copyShot",
    summary="Copy a shot",
    call="task.copy_shot",
    idempotent=False,
    members=frozenset(["newName", "shotId"]),
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Copy a shot."""

OPERATIONS: dict[str, Operation[Any]] = {
    operation.id: operation for operation in (LIST_SHOTS, LIST_BLOCKS, RENAME_SHOT, COPY_SHOT)
}
"""All operations by id, in the order of the spec."""

SENSITIVE_MEMBERS = frozenset({"userKey"})
"""Wire members that hold a credential, a phone number or an e-mail address: not to be logged."""
