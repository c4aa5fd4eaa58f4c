"""Whose certificates are trusted: those of the machine, or those of a studio's own authority."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from pathlib import Path
from typing import Any

import pytest
from rayvision_api import RayvisionConnectionError, RayvisionError

from .loopback import Sent, http_reply, serving
from .support import Half, envelope

pytestmark = pytest.mark.both_halves

Tls = tuple[Path, ssl.SSLContext]


def _answer(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply(envelope([{"platform": 2}]))


def test_unknown_authority_is_refused_before_anything_is_sent(half: Half, tls: Tls) -> None:
    _, context = tls
    with (
        serving(_answer, context=context) as server,
        half.client(domain=server.domain, protocol="https") as api,
        pytest.raises(RayvisionConnectionError, match=r"(?i)certificate") as caught,
    ):
        api.task.create_task()
    assert caught.value.sent is False
    assert server.requests == []


@pytest.mark.parametrize("kind", ["path", "text", "context", "nothing is checked"])
def test_argument_says_what_is_trusted(half: Half, tls: Tls, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    authority, context = tls
    verify = {
        "path": authority,
        "text": str(authority),
        "context": ssl.create_default_context(cafile=authority),
        "nothing is checked": False,
    }[kind]
    # The argument comes before the environment.
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/missing.pem")
    with (
        serving(_answer, context=context) as server,
        half.client(domain=server.domain, protocol="https", verify=verify) as api,
    ):
        assert api.query.platforms()[0].platform == 2


def test_folder_of_authorities_is_trusted(half: Half, tls: Tls, tmp_path: Path) -> None:
    authority, context = tls
    if not shutil.which("openssl"):
        pytest.skip("openssl is needed to name the files of a folder of authorities")
    command = ["openssl", "x509", "-hash", "-noout", "-in", str(authority)]
    name = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.strip()
    shutil.copy(authority, tmp_path / f"{name}.0")
    with (
        serving(_answer, context=context) as server,
        half.client(domain=server.domain, protocol="https", verify=tmp_path) as api,
    ):
        assert api.query.platforms()[0].platform == 2


def test_ssl_cert_file_of_the_environment_is_trusted(half: Half, tls: Tls, monkeypatch: pytest.MonkeyPatch) -> None:
    authority, context = tls
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    with serving(_answer, context=context) as server, half.client(domain=server.domain, protocol="https") as api:
        assert api.query.platforms()[0].platform == 2


@pytest.mark.parametrize("kind", ["missing", "empty", "no certificate"])
@pytest.mark.parametrize("place", ["argument", "environment"])
def test_certificates_that_cannot_be_read_are_an_error_of_ours(
    half: Half, kind: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ca.pem"
    if kind != "missing":
        file.write_text("" if kind == "empty" else "this is no certificate")
    arguments: dict[str, Any] = {"verify": file} if place == "argument" else {}
    if place == "environment":
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with (
        half.client(domain="127.0.0.1:9", protocol="https", **arguments) as api,
        pytest.raises((RayvisionError, ValueError), match=r"verify|SSL_CERT_FILE"),
    ):
        api.query.platforms()


def test_making_a_client_reads_no_file(half: Half, tmp_path: Path) -> None:
    with half.client(domain="127.0.0.1:9", protocol="https", verify=tmp_path / "missing.pem"):
        pass
