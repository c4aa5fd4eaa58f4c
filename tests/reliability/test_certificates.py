"""Whose certificates are trusted: those of the machine, or those of a studio's own authority."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from rayvision_api import RayvisionConnectionError, RayvisionError

from .loopback import Sent, http_reply, serving
from .support import Half, envelope

pytestmark = pytest.mark.both_halves


@dataclass(frozen=True)
class Studio:
    """A studio's own authority, and a server's certificate of it."""

    authority: Path
    context: ssl.SSLContext


def _with_trustme(folder: Path) -> Studio:
    import trustme

    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    return Studio(folder / "ca.pem", context)


def _with_openssl(folder: Path) -> Studio:
    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True, timeout=60)

    common = ("-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
    ca = ("-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    openssl("req", "-x509", *common, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Studio CA", *ca)
    openssl("req", *common, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=127.0.0.1")
    (folder / "names").write_text(
        "subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\nkeyUsage=digitalSignature\n"
        "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\nbasicConstraints=CA:FALSE\n"
    )
    signed = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names")
    openssl("x509", "-req", "-in", "server.csr", "-out", "server.pem", *signed)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    return Studio(folder / "ca.pem", context)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    """Make an authority and a server's certificate."""
    folder = tmp_path_factory.mktemp("certificates")
    if find_spec("trustme"):
        return _with_trustme(folder)
    if shutil.which("openssl"):
        return _with_openssl(folder)
    pytest.skip("neither trustme nor openssl is there to make certificates")


def _answer(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply(envelope([{"platform": 2}]))


def test_unknown_authority_is_refused_before_anything_is_sent(half: Half, studio: Studio) -> None:
    with (
        serving(_answer, context=studio.context) as server,
        half.client(domain=server.domain, protocol="https") as api,
        pytest.raises(RayvisionConnectionError, match=r"(?i)certificate") as caught,
    ):
        api.task.create_task()
    assert caught.value.sent is False
    assert server.requests == []


def test_file_of_the_authority_is_trusted(half: Half, studio: Studio) -> None:
    for verify in (studio.authority, str(studio.authority)):
        with (
            serving(_answer, context=studio.context) as server,
            half.client(domain=server.domain, protocol="https", verify=verify) as api,
        ):
            assert api.query.platforms()[0].platform == 2


def test_folder_of_authorities_is_trusted(half: Half, studio: Studio, tmp_path: Path) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl is needed to name the files of a folder of authorities")
    command = ["openssl", "x509", "-hash", "-noout", "-in", str(studio.authority)]
    name = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.strip()
    shutil.copy(studio.authority, tmp_path / f"{name}.0")
    with (
        serving(_answer, context=studio.context) as server,
        half.client(domain=server.domain, protocol="https", verify=tmp_path) as api,
    ):
        assert api.query.platforms()[0].platform == 2


def test_ssl_context_is_used_as_it_is(half: Half, studio: Studio) -> None:
    context = ssl.create_default_context(cafile=studio.authority)
    with (
        serving(_answer, context=studio.context) as server,
        half.client(domain=server.domain, protocol="https", verify=context) as api,
    ):
        assert api.query.platforms()[0].platform == 2


def test_ssl_cert_file_of_the_environment_is_trusted(
    half: Half, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(studio.authority))
    with serving(_answer, context=studio.context) as server, half.client(domain=server.domain, protocol="https") as api:
        assert api.query.platforms()[0].platform == 2


def test_argument_comes_before_ssl_cert_file(
    half: Half, studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing.pem"))
    with (
        serving(_answer, context=studio.context) as server,
        half.client(domain=server.domain, protocol="https", verify=studio.authority) as api,
    ):
        assert api.query.platforms()[0].platform == 2


def test_checking_can_be_turned_off(half: Half, studio: Studio) -> None:
    with (
        serving(_answer, context=studio.context) as server,
        half.client(domain=server.domain, protocol="https", verify=False) as api,
    ):
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
