"""The spec to change."""

from __future__ import annotations

import copy

import pytest

from ..generating import ROOT, loaded  # noqa: TID252  # has no name of its own
from .support import Spec

DOCUMENT = loaded(ROOT / "spec/openapi.yaml")


@pytest.fixture
def spec() -> Spec:
    """The spec of this tree."""
    return Spec(copy.deepcopy(DOCUMENT))
