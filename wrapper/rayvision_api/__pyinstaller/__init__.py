"""Hooks that PyInstaller finds by itself: a frozen program takes along what is only imported when it is needed."""

from __future__ import annotations

from pathlib import Path


def get_hook_dirs() -> list[str]:
    """Return the folders of the hooks."""
    return [str(Path(__file__).parent)]
