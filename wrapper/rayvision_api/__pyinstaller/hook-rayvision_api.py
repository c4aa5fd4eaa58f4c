"""The wrapper names its modules as texts, so that a program loads only what it uses."""

from __future__ import annotations

from PyInstaller.utils.hooks import collect_data_files, collect_submodules  # type: ignore[import-untyped]  # there only when it runs this

# The schemas of the job files, and the source of what another Python runs.
datas = [
    *collect_data_files("rayvision_spec", subdir="job-files"),
    *collect_data_files("rayvision_api", include_py_files=True, includes=["transfer/_guardian.py"]),
]
hiddenimports = [
    *collect_submodules("rayvision_api", filter=lambda name: "__pyinstaller" not in name),
    *collect_submodules("rayvision_client"),
]
