"""A farm, and a client of it."""

from __future__ import annotations

# An installed distribution brings these by its entry point; the tests can do without the installation.
from rayvision_sandbox.pytest_plugin import rayvision_api, rayvision_farm  # noqa: F401  # fixtures
