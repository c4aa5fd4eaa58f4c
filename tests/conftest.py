"""Tests reach nothing outside this machine, know nothing of its user, and read the published documents of this tree."""

import os
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

AUTHORITY = Path(__file__).parent / "data/authority.pem"
TREE = Path(__file__).parents[1] / "published/rayvision_spec"


def pytest_configure() -> None:
    """Hide keys, profiles and proxies; compare what is installed with the tree, whose spec the tests are about."""
    for name in list(os.environ):
        is_of_the_user = name.startswith("RAYVISION_") and name != "RAYVISION_STORM"
        if is_of_the_user or name.upper().endswith("_PROXY") or name == "SSL_CERT_DIR":
            del os.environ[name]
    os.environ["RAYVISION_API_PROFILES"] = f"{os.devnull}/profiles.ini"  # where nothing can be saved
    # Nothing leaves this machine. To read the authorities of the world takes 25 ms, for each of thousands of clients.
    os.environ["SSL_CERT_FILE"] = str(AUTHORITY)
    try:
        installed = files("rayvision_spec")
    except ModuleNotFoundError:
        return
    if _documents(installed) != _documents(TREE):
        raise pytest.UsageError(
            f"the installed rayvision_spec is not that of {TREE}: install the tree with `pip install --editable .`; "
            "if that is done, delete the copy in site-packages"
        )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start first what takes long, in whatever order the rest is: at the end, one core would wait for it alone."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def _documents(root: Traversable) -> dict[str, bytes]:
    return {
        f"{folder.name}/{file.name}": file.read_bytes()
        for folder in root.iterdir()
        if folder.is_dir()
        for file in folder.iterdir()
    }
