"""The spec to change."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from .support import Spec

ROOT = Path(__file__).parents[2]

DOCUMENT: dict[str, Any] = yaml.load(
    (ROOT / "spec/openapi.yaml").read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
)


@pytest.fixture
def spec() -> Spec:
    """The spec of this tree."""
    return Spec(copy.deepcopy(DOCUMENT))
