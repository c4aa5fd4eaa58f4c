# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Everything that a request takes or a reply gives. Models load when they are first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .block import Block as Block
    from .blocks_envelope import BlocksEnvelope as BlocksEnvelope
    from .empty_request import EmptyRequest as EmptyRequest
    from .envelope import Envelope as Envelope
    from .nothing_envelope import NothingEnvelope as NothingEnvelope
    from .origin import Origin as Origin
    from .rename_request import RenameRequest as RenameRequest
    from .shot import Shot as Shot
    from .shot_page import ShotPage as ShotPage
    from .shot_page_envelope import ShotPageEnvelope as ShotPageEnvelope
    from .shot_state import ShotState as ShotState
    from .shots_request import ShotsRequest as ShotsRequest
    from .text_envelope import TextEnvelope as TextEnvelope

_MODULES = {
    "Block": ".block",
    "BlocksEnvelope": ".blocks_envelope",
    "EmptyRequest": ".empty_request",
    "Envelope": ".envelope",
    "NothingEnvelope": ".nothing_envelope",
    "Origin": ".origin",
    "RenameRequest": ".rename_request",
    "Shot": ".shot",
    "ShotPage": ".shot_page",
    "ShotPageEnvelope": ".shot_page_envelope",
    "ShotState": ".shot_state",
    "ShotsRequest": ".shots_request",
    "TextEnvelope": ".text_envelope",
}

__all__ = (
    "Block",
    "BlocksEnvelope",
    "EmptyRequest",
    "Envelope",
    "NothingEnvelope",
    "Origin",
    "RenameRequest",
    "Shot",
    "ShotPage",
    "ShotPageEnvelope",
    "ShotsRequest",
    "ShotState",
    "TextEnvelope",
)


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    model = globals()[name] = getattr(import_module(_MODULES[name], __name__), name)
    return model


def __dir__() -> list[str]:
    return sorted(__all__)
