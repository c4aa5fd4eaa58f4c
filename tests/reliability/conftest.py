"""Fixtures of the reliability tests."""

from __future__ import annotations

import socket
import ssl
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

from ..halves import pytest_generate_tests  # noqa: F401, TID252  # a hook; has no name of its own
from .loopback import HOST
from .support import Half

settings.register_profile("reliability", deadline=None, database=None, max_examples=60)
settings.load_profile("reliability")


@pytest.fixture(scope="session")
def half(request: pytest.FixtureRequest) -> Half:
    """One half of the client, driven by blocking calls."""
    return Half(is_async=request.param == "async")


@pytest.fixture(autouse=True)
def _own_profiles(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let each test have its own profiles, and no keyring."""
    monkeypatch.setenv("RAYVISION_API_PROFILES", str(tmp_path / "profiles.ini"))
    monkeypatch.setitem(sys.modules, "keyring", ModuleType("keyring"))


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were asked for, none of which is made."""
    asked: list[float] = []

    async def asleep(seconds: float, *rest: object) -> None:
        asked.append(seconds)

    monkeypatch.setattr("time.sleep", asked.append)
    monkeypatch.setattr("asyncio.sleep", asleep)
    monkeypatch.setattr("anyio.sleep", asleep)
    return asked


@pytest.fixture
def mute() -> Iterator[str]:
    """Return a domain at which connections are made, and nothing is read or said."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        listener.bind((HOST, 0))
        listener.listen(50)
        yield f"{HOST}:{listener.getsockname()[1]}"


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """Make an authority, and a server's side of TLS with a certificate of it."""
    trustme = pytest.importorskip("trustme", reason="trustme is needed to make certificates")
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    return file, context
