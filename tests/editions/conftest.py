"""Both halves of the client, as one."""

from __future__ import annotations

import pytest

from ..reliability.support import Half  # noqa: TID252  # has no name of its own


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def half(request: pytest.FixtureRequest) -> Half:
    return Half(is_async=request.param)
