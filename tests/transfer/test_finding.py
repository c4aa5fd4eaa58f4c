"""The transmitter is found where somebody named it or put it, and nothing of its place is changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rayvision_api.transfer import TransmitterNotFoundError, find_transmitter
from rayvision_api.transfer._transmitter import installed_path

from .conftest import program

NAME = "rayvision_transmitter.exe" if sys.platform == "win32" else "rayvision_transmitter"
FOLDER = "windows" if sys.platform == "win32" else "linux"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAYVISION_TRANSMITTER", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site"), *sys.path])


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return program(path, "pass")


@pytest.mark.skipif(sys.platform == "darwin", reason="the user's folder there is not to be moved by the environment")
def test_the_nearest_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site" / "rayvision_sync"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise RuntimeError('imported')", "utf-8")
    theirs = _made(package / "transmission" / FOLDER / NAME)
    assert (find_transmitter().path, find_transmitter().found) == (theirs, "rayvision_sync")
    own = _made(installed_path())
    assert (find_transmitter().path, find_transmitter().found) == (own, "installed")
    named = _made(tmp_path / "named")
    monkeypatch.setenv("RAYVISION_TRANSMITTER", str(named))
    assert (find_transmitter().path, find_transmitter().found) == (named, "environment")
    given = _made(tmp_path / "given")
    assert (find_transmitter(given).path, find_transmitter(str(given)).found) == (given, "argument")
    assert theirs.stat().st_mode & 0o777 == 0o700


def test_a_name_is_looked_for_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_transmitter(_made(tmp_path / "mover").name).path == tmp_path / "mover"


def test_none_is_said_in_one_sentence_with_what_to_do() -> None:
    with pytest.raises(TransmitterNotFoundError, match=r"^there is no transmitter.*RAYVISION_TRANSMITTER$"):
        find_transmitter()


@pytest.mark.parametrize("found", ["argument", "environment"])
def test_one_that_was_named_has_to_work(found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _made(installed_path())
    place = tmp_path / "not there"
    if found == "environment":
        monkeypatch.setenv("RAYVISION_TRANSMITTER", str(place))
    with pytest.raises(TransmitterNotFoundError, match="is not a file"):
        find_transmitter(place if found == "argument" else None)
    place.write_text("", "utf-8")
    place.chmod(0o600)
    if sys.platform != "win32":
        with pytest.raises(TransmitterNotFoundError, match=r"chmod u\+x"):
            find_transmitter(place if found == "argument" else None)
        assert place.stat().st_mode & 0o777 == 0o600


def test_importing_the_package_looks_for_nothing() -> None:
    code = "import sys, rayvision_api.transfer as t; sys.exit('rayvision_sync' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
