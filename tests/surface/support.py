"""Ways to change a spec as the vendor or a maintainer might."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml


class Spec:
    """A spec in memory, and shortcuts into it."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    def copy(self) -> Spec:
        return Spec(copy.deepcopy(self.document))

    def operation(self, name: str) -> dict[str, Any]:
        """The operation of that id."""
        operation: dict[str, Any] = self.document["paths"][self.path(name)]["post"]
        return operation

    def path(self, name: str) -> str:
        return next(path for path, item in self.document["paths"].items() if item["post"]["operationId"] == name)

    def schema(self, name: str) -> dict[str, Any]:
        schema: dict[str, Any] = self.document["components"]["schemas"][name]
        return schema

    def member(self, name: str) -> dict[str, Any]:
        """A member of a schema: `TaskInfo.sceneName`."""
        schema, _, wire = name.partition(".")
        member: dict[str, Any] = self.schema(schema)["properties"][wire]
        return member

    def write(self, path: Path) -> Path:
        path.write_text(yaml.safe_dump(self.document, sort_keys=False, allow_unicode=True), "utf-8")
        return path
