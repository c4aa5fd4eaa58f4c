"""Operations that the sandbox does not answer. Its own tests check whether its answers fit the spec."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.source import table
from generator.spec.document import Spec

TABLE = "sandbox/rayvision_sandbox/operations/table.py"


def missing(spec: Spec, root: Path) -> Iterator[str]:
    """Name the operations for which there is no function."""
    answered = table(root / TABLE, "ANSWERS")
    for operation in spec.operations():
        name = operation.data["operationId"]
        if name not in answered:
            yield f"the sandbox does not answer {name} ({operation.path}): give it a function in ANSWERS of {TABLE}"
