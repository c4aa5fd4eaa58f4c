"""Fixtures of the report's tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# An installed distribution brings these by its entry point; the tests can do without the installation.
from rayvision_sandbox.pytest_plugin import rayvision_api, rayvision_farm  # noqa: F401  # fixtures

settings.register_profile("report", deadline=None, database=None, max_examples=60)
settings.load_profile("report")


@pytest.fixture(autouse=True)
def _nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.upper() in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY") or name.startswith("RAYVISION_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("RAYVISION_API_PROFILES", os.devnull)
