"""The editions of the API: each has a spec, and a package that is generated from it.

An edition has the vendor's own number, which stands in the signed header `version` of every request.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.spec import BrokenSpecError


@dataclass(frozen=True)
class Edition:
    """One edition of the API."""

    version: str

    @property
    def spec(self) -> str:
        """Path of its spec in the project's folder."""
        return "spec/openapi.yaml" if self == FIRST else f"spec/editions/{self.version}/openapi.yaml"

    @property
    def package(self) -> str:
        """Name of its package, by which the wrapper finds it."""
        return "rayvision_client" if self == FIRST else f"rayvision_client_{self.version.replace('.', '_')}"


FIRST = Edition("1.0.0")


def editions(root: Path) -> list[Edition]:
    """All editions that have a spec, the first one first.

    Raises:
        BrokenSpecError: A folder is not named as editions are.
    """
    folders = [path for path in (root / "spec/editions").glob("*") if path.is_dir()]
    if odd := [path for path in folders if not re.fullmatch(r"\d+(\.\d+)*", path.name)]:
        raise BrokenSpecError([f"{path}: is not named as an edition is, 2.0.0 say" for path in odd])
    versions = sorted((path.name for path in folders), key=lambda name: [int(part) for part in name.split(".")])
    return [FIRST, *map(Edition, versions)]
