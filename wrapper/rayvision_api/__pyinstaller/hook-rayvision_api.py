"""The wrapper names its modules as texts, so that a program loads those only that it uses."""

from __future__ import annotations

from PyInstaller.utils.hooks import collect_submodules  # type: ignore[import-untyped]  # there only when it runs this

hiddenimports = [
    *collect_submodules("rayvision_api", filter=lambda name: "__pyinstaller" not in name),
    *collect_submodules("rayvision_client"),
]
