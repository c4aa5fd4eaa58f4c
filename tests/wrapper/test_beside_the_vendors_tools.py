"""Beside the vendor's tools: what they read of a client, and what they do to a folder of packages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
import rayvision_api
import rayvision_cli
import rayvision_client
from rayvision_api import RayvisionAPI, Zone

from ..each import each  # noqa: TID252  # has no name of its own


@pytest.mark.parametrize(("timeout", "seconds"), [(12.5, 12.5), (None, None), (httpx.Timeout(3, read=8), 8)])
def test_the_vendors_transfer_reads_the_time_out(timeout: float | httpx.Timeout | None, seconds: float | None) -> None:
    with RayvisionAPI("ID", "KEY", timeout=timeout) as api:
        assert api.connect.timeout == seconds
        assert api.with_options(timeout=2).connect.timeout == 2


def test_a_client_tells_whose_keys_it_uses_and_where_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAYVISION_API_KEY", "secret-of-the-environment")
    with RayvisionAPI("AKID-of-a-studio", domain="task.renderbus.com", platform=2) as api:
        facts = api.connect
        assert (facts.address, facts.zone, facts.platform) == ("https://task.renderbus.com", Zone.CHINA, "2")
        assert facts.access_id == "…udio"
        assert facts.keys_from == "arguments + RAYVISION_API_KEY"
        assert facts.origins["api_version"] == "defaults"
        assert not {"secret", "AKID"} & set(re.findall(r"\w+", repr(facts)))
        assert api.with_platform(62).connect.platform == "62"


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(folder)}
    return subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder of packages, in which the vendor's files lie among ours."""
    for package in (rayvision_api, rayvision_cli, rayvision_client):
        source = Path(str(package.__file__)).parent
        shutil.copytree(source, tmp_path / source.name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "rayvision_api/core.py").touch()
    return tmp_path


def test_foreign_files_among_ours_are_told(packages: Path) -> None:
    done = _run(packages, "-c", "import rayvision_api; rayvision_api.RayvisionAPI")
    assert done.returncode == 0
    assert "pip uninstall rayvision-api" in done.stderr


@each("word", ["--version", "top"])
@each(
    "content",
    [
        "",
        "import a_module_that_is_not_there",
        "from rayvision_api.core import nothing",
        "__version__ = '3'; __all__ = []",
    ],
)
def test_the_command_line_tells_that_it_was_overwritten(content: str, word: str, packages: Path) -> None:
    (packages / "rayvision_api/__init__.py").write_text(content)
    done = _run(packages, "-m", "rayvision_cli", word)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "pip install --force-reinstall --no-deps rayvision-sdk" in done.stderr
