"""Hooks that PyInstaller finds by itself: a frozen program includes what is imported only when it is needed."""

from __future__ import annotations

from pathlib import Path


def get_hook_dirs() -> list[str]:
    """Return the folders of the hooks."""
    return [str(Path(__file__).parent)]
