"""Fixtures of the wrapper's tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from ..halves import pytest_generate_tests  # noqa: F401, TID252  # a hook; has no name of its own
from .support import Farm, Half

settings.register_profile(
    "wrapper", deadline=None, database=None, max_examples=int(os.environ.get("WRAPPER_EXAMPLES", "60"))
)
settings.load_profile("wrapper")


@pytest.fixture(scope="session")
def half(request: pytest.FixtureRequest) -> Half:
    """One half of the client."""
    return Half(is_async=request.param == "async")


@pytest.fixture
def farm() -> Farm:
    """A farm that answers every call with success and no data."""
    return Farm()
