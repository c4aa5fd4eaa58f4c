# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Every operation of the service: where it is in each edition, what it answers, whether it may be repeated."""

from __future__ import annotations

from typing import Any

from . import models
from .operation import Endpoint as Endpoint
from .operation import Operation as Operation
from .operation import Pagination as Pagination

EDITIONS = ("1.0.0",)
"""The editions of the API, the oldest first, by the number that the signed header `version` says."""

API_VERSION = EDITIONS[0]
"""The edition that is meant where none is named."""


LIST_SHOTS: Operation[models.ShotPage] = Operation(
    id="listShots",
    summary="List the shots",
    call="query.list_shots",
    commands=("query list-shots",),
    editions={
        "1.0.0": Endpoint(
            "/api/listShots", names={"pageNum": "pageNum", "pageSize": "pageSize", "states": "states", "since": "since"}
        )
    },
    idempotent=True,
    models=models,
    envelope_name="ShotPageEnvelope",
    empty_of="ShotPage",
    pagination=Pagination(page="pageNum", size="pageSize", items="items", total="total", pages="pageCount"),
)
"""List the shots."""


LIST_BLOCKS: Operation[list[models.Block]] = Operation(
    id="listBlocks",
    summary="List the blocks",
    call="query.list_blocks",
    commands=("query list-blocks",),
    editions={"1.0.0": Endpoint("/api/listBlocks")},
    idempotent=True,
    models=models,
    envelope_name="BlocksEnvelope",
    empty_of=list,
)
"""List the blocks."""


RENAME_SHOT: Operation[str] = Operation(
    id="renameShot",
    summary="Rename a shot",
    call="task.rename_shot",
    commands=("task rename-shot",),
    editions={"1.0.0": Endpoint("/api/renameShot", names={"shotId": "shotId", "newName": "newName"})},
    idempotent=True,
    models=models,
    envelope_name="TextEnvelope",
    empty_of=str,
)
"""Rename a shot."""


COPY_SHOT: Operation[None] = Operation(
    id="copyShot",
    summary="Copy a shot",
    call="task.copy_shot",
    commands=("task copy-shot",),
    editions={"1.0.0": Endpoint("/api/copyShot", names={"shotId": "shotId", "newName": "newName"})},
    idempotent=False,
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
