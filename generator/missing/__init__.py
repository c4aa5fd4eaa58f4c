"""What people still have to write after a build, because no generator could, and what they still have to take out."""

from __future__ import annotations

from pathlib import Path

from generator.missing import wrapper
from generator.missing.findings import Findings
from generator.missing.leftovers import leftovers
from generator.missing.requests import misfilled
from generator.missing.sandbox import asked
from generator.spec.document import Spec


def findings(spec: Spec, root: Path) -> Findings:
    """Name each thing that has to be written by hand, and where; and what could not be looked at."""
    parts = [
        Findings([*wrapper.missing(spec, root), *dict.fromkeys(misfilled(spec, root))]),
        asked(spec, root),
        leftovers(spec, root),
    ]
    return Findings([line for one in parts for line in one.missing], [line for one in parts for line in one.unchecked])
