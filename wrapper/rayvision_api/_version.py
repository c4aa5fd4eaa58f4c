"""Which version this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def package_version() -> str:
    """Give the installed version, or `0+unknown` for a copy that was never installed."""
    try:
        return version("rayvision-sdk")
    except PackageNotFoundError:
        return "0+unknown"


def user_agent() -> str:
    """Give the name under which the service sees this client."""
    return f"rayvision-sdk/{package_version()}"
