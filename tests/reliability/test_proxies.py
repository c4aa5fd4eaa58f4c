"""Ways through a studio's proxy, named by an argument or by the environment."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from rayvision_api import RayvisionError

from .loopback import HangUpError, Sent, closed_port, http_reply, serving
from .support import Farm, Half, envelope

pytestmark = pytest.mark.both_halves

FAR = "farm.studio"


def _answer(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply(envelope([{"platform": 2}]))


def _refuse_tunnel(sent: Sent, connection: socket.socket) -> bytes:
    connection.sendall(http_reply(b"", "403 Forbidden", "Connection: close"))
    raise HangUpError


def test_proxy_argument_is_used(half: Half) -> None:
    with serving(_answer) as proxy, half.client(domain=FAR, protocol="http", proxy=f"http://{proxy.domain}") as api:
        assert api.query.platforms()[0].platform == 2
        assert api.with_platform("6").query.platforms()[0].platform == 2
    assert proxy.requests[0].line.startswith(f"POST http://{FAR}/api/render/common/queryPlatforms")
    assert proxy.requests[0].headers["Host"] == FAR
    assert proxy.connections == 1


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("prefix", ["http://", ""])
def test_proxy_of_the_environment_is_used(
    half: Half, variable: str, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(_answer) as proxy:
        monkeypatch.setenv(variable, f"{prefix}{proxy.domain}")
        with half.client(domain=FAR, protocol="http") as api:
            assert api.query.platforms()[0].platform == 2
    assert len(proxy.requests) == 1


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
def test_https_goes_through_a_tunnel_that_shows_no_signed_header(
    half: Half, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(_refuse_tunnel) as proxy:
        monkeypatch.setenv(variable, f"http://{proxy.domain}")
        with half.client(domain=FAR, retries=None) as api, pytest.raises(RayvisionError):
            api.query.platforms()
    assert [sent.line for sent in proxy.requests] == [f"CONNECT {FAR}:443 HTTP/1.1"]
    sent_names = {name.lower() for name in proxy.requests[0].headers}
    assert sent_names.isdisjoint({"signature", "accessid", "nonce"})


def test_argument_comes_before_the_environment(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://{closed_port()}")
    with serving(_answer) as proxy, half.client(domain=FAR, protocol="http", proxy=f"http://{proxy.domain}") as api:
        assert api.query.platforms()[0].platform == 2


@pytest.mark.parametrize("exempt", ["127.0.0.1", "*", "localhost,127.0.0.1", " 127.0.0.1 , other.example"])
def test_host_that_is_exempt_is_reached_without_the_proxy(
    half: Half, exempt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://{closed_port()}")
    monkeypatch.setenv("NO_PROXY", exempt)
    with serving(_answer) as server, half.client(domain=server.domain, protocol="http") as api:
        assert api.query.platforms()[0].platform == 2
        assert server.requests[0].line.startswith("POST /api")


def test_environment_is_not_read_where_a_transport_is_given(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
    farm = Farm(envelope([]))
    with half.client(farm) as api:
        assert api.query.platforms() == []


def test_password_of_the_proxy_reaches_it_and_nobody_else(half: Half) -> None:
    with (
        serving(_answer) as proxy,
        half.client(domain=FAR, protocol="http", proxy=f"http://user:pa55word@{proxy.domain}") as api,
    ):
        api.query.platforms()
        assert "pa55word" not in repr(api)
    headers = {name.lower(): value for name, value in proxy.requests[0].headers.items()}
    assert headers["proxy-authorization"].startswith("Basic ")


@pytest.mark.parametrize("refusal", ["407 Proxy Authentication Required", "502 Bad Gateway"])
def test_password_of_the_proxy_is_in_no_error(half: Half, refusal: str) -> None:
    with serving(lambda sent, connection: http_reply(b"", refusal, "Connection: close")) as proxy:
        for protocol in ("http", "https"):
            options: dict[str, Any] = {"protocol": protocol, "proxy": f"http://user:pa55word@{proxy.domain}"}
            with half.client(domain=FAR, retries=None, **options) as api, pytest.raises(RayvisionError) as caught:
                api.query.platforms()
            assert "pa55word" not in f"{caught.value!s} {caught.value!r} {vars(caught.value)}"


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "ftp://127.0.0.1:9", "http://[::1", "nonsense://"])
@pytest.mark.parametrize("place", ["argument", "environment"])
def test_proxy_that_cannot_be_used_is_an_error_that_names_it(
    half: Half, proxy: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if place == "environment":
        monkeypatch.setenv("HTTPS_PROXY", proxy)
    arguments = {"proxy": proxy} if place == "argument" else {}
    with (
        pytest.raises((RayvisionError, ValueError), match=r"(?i)proxy"),
        half.client(domain="127.0.0.1:9", protocol="https", retries=None, **arguments) as api,
    ):
        api.query.platforms()
