"""The command line brings its translation and the pages of its reports."""

from __future__ import annotations

from PyInstaller.utils.hooks import collect_data_files, collect_submodules  # type: ignore[import-untyped]  # there only when it runs this

datas = collect_data_files("rayvision_cli")
hiddenimports = collect_submodules("rayvision_cli")
