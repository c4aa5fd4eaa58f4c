"""Imports the client out of one compressed file, which lies beside this one in a folder or in a zip.

As members of a zip, each of 300 modules would be compressed without the others that are much like it, and would cost
150 bytes for its name: together twice the room. Zlib, because Python needs it for any zip; some hosts have no LZMA.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from pkgutil import get_data
from types import ModuleType
from typing import cast

_ROOT = Path(__file__).absolute().parent / "modules"
"""Where the packed files seem to be. There is no such folder."""

_PACKED: dict[str, str] = json.loads(gzip.decompress(cast("bytes", get_data(__name__, "modules.json.gz"))))
_FILES = {str(_ROOT / path): text for path, text in _PACKED.items()}
_FOLDERS = {str(folder) for path in _FILES for folder in Path(path).parents}


class Loader(SourceFileLoader):
    """Loads a module, or what lies beside it, from the packed files."""

    def get_data(self, path: str) -> bytes:
        """Return what is in a file."""
        if path not in _FILES:
            raise FileNotFoundError(path)
        return _FILES[path].encode()

    def path_stats(self, path: str) -> dict[str, int]:
        """Say that there is no file whose bytecode could be kept."""
        raise FileNotFoundError(path)


class Finder(MetaPathFinder):
    """Finds modules and folders among the packed files."""

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        """Find a module, a package, or a folder without modules."""
        place = _ROOT.joinpath(*fullname.split("."))
        for file in (str(place / "__init__.py"), f"{place}.py"):
            if file in _FILES:
                return spec_from_file_location(fullname, file, loader=Loader(fullname, file))
        if str(place) not in _FOLDERS:
            return None
        spec = ModuleSpec(fullname, None, is_package=True)
        spec.submodule_search_locations = [str(place)]
        return spec


sys.meta_path.insert(0, Finder())
