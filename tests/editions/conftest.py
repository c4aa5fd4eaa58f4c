"""One half of the client."""

from __future__ import annotations

import pytest

from ..halves import pytest_generate_tests  # noqa: F401, TID252  # a hook; has no name of its own
from ..reliability.support import Half  # noqa: TID252  # has no name of its own


@pytest.fixture(scope="session")
def half(request: pytest.FixtureRequest) -> Half:
    return Half(is_async=request.param == "async")
