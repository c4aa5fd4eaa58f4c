"""Fixtures of the report's tests."""

from __future__ import annotations

from hypothesis import settings

# An installed distribution brings these by its entry point; the tests can do without the installation.
from rayvision_sandbox.pytest_plugin import rayvision_api, rayvision_farm  # noqa: F401  # fixtures

settings.register_profile("report", deadline=None, database=None, max_examples=60)
settings.load_profile("report")
