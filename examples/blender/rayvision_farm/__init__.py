"""Renders the open file on the farm, and downloads its pictures: an add-on for Blender.

The client is a package of its own; `pip install --target` puts it into the folder `vendored` beside this file.
"""

from __future__ import annotations

import sys
from pathlib import Path

from . import panel

bl_info = {
    "name": "Rayvision render farm",
    "description": "Renders the open file on Renderbus / Fox Renderfarm, and downloads its pictures",
    "author": "The Rayvision SDK authors",
    "version": (1, 0, 0),
    "blender": (3, 4, 0),
    "location": "Properties > Output > Render farm",
    "category": "Render",
}

_VENDORED = str(Path(__file__).with_name("vendored"))


def register() -> None:
    """Start, when an artist turns the add-on on."""
    # At the end: Blender's own packages come first.
    if _VENDORED not in sys.path:
        sys.path.append(_VENDORED)
    panel.register()


def unregister() -> None:
    """End, when an artist turns the add-on off; what is under way stops, and can be continued."""
    panel.unregister()
    if _VENDORED in sys.path:
        sys.path.remove(_VENDORED)
