"""Making a client checks its arguments and does nothing else."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import httpx
import pytest

from .support import ACCESS_ID, ACCESS_KEY, Farm, Half, envelope, is_rightly_signed

pytestmark = pytest.mark.both_halves

ID, KEY = "RAYVISION_API_ACCESS_ID", "RAYVISION_API_KEY"


def test_environment_is_read_when_the_client_is_made(half: Half, farm: Farm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, ACCESS_KEY)
    api = half.cls(ACCESS_ID, transport=farm.transport)
    monkeypatch.setenv(KEY, "another")
    half.call(api, "query.platforms")
    assert is_rightly_signed(farm.requests[0], "task.renderbus.com", ACCESS_KEY)


@pytest.mark.parametrize("name", ["access_id", "access_key"])
@pytest.mark.parametrize("value", ["", " ", "ab cd", "abcd\n", "密钥", "a\tb", "\x00"], ids=repr)
def test_malformed_key_is_refused_without_being_repeated(half: Half, name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name) as caught:
        half.client(**{name: value})
    assert not value.strip() or value.strip() not in str(caught.value)


@pytest.mark.parametrize("name", ["access_id", "access_key"])
@pytest.mark.parametrize("value", [b"SECRETSECRET", 12345678, ["SECRETSECRET"]], ids=repr)
def test_key_that_is_no_text_is_refused_without_being_repeated(half: Half, name: str, value: Any) -> None:
    with pytest.raises(TypeError, match=name) as caught:
        half.client(**{name: value})
    assert "SECRET" not in str(caught.value)
    assert "1234" not in str(caught.value)


@pytest.mark.parametrize("platform", [2, "2", 0, "20", 2**40])
def test_platform_is_a_number_or_its_text(half: Half, farm: Farm, platform: int | str) -> None:
    half.call(half.client(farm, platform=platform), "query.platforms")
    assert farm.requests[0].headers["platform"] == str(platform)


@pytest.mark.parametrize("platform", ["", "x", "-1", -1, "2 ", "2.0", "\uff12", "2\n"], ids=repr)
def test_platform_that_is_no_number_is_refused(half: Half, platform: Any) -> None:
    with pytest.raises(ValueError, match="platform") as caught:
        half.client(platform=platform)
    assert repr(platform) in str(caught.value)


@pytest.mark.parametrize("platform", [None, True, 2.0, ["2"], b"2"], ids=repr)
def test_platform_of_a_wrong_type_is_refused(half: Half, platform: Any) -> None:
    with pytest.raises(TypeError, match="platform") as caught:
        half.client(platform=platform)
    assert repr(platform) in str(caught.value)


@pytest.mark.parametrize(
    "domain",
    [
        "https://task.renderbus.com",
        "http://127.0.0.1:8765",
        "task.renderbus.com/",
        "task.renderbus.com/api",
        "user:pw@task.renderbus.com",
        "task.renderbus.com?x",
        "task.renderbus.com#x",
        " task.renderbus.com",
        "task.renderbus.com\r\nX: y",
        "task.renderbus.com:port",
        "",
        "render farm",
        "a..b",
        ".",
        "x" * 64 + ".com",
    ],
    ids=lambda domain: repr(domain[:30]),
)
def test_malformed_domain_is_refused(half: Half, domain: str) -> None:
    with pytest.raises(ValueError, match="domain") as caught:
        half.client(domain=domain)
    assert repr(domain) in str(caught.value)


def test_message_about_a_domain_with_a_scheme_says_what_would_be_right(half: Half) -> None:
    with pytest.raises(ValueError, match="without scheme") as caught:
        half.client(domain="https://task.renderbus.com")
    assert "'task.renderbus.com'" in str(caught.value)


@pytest.mark.parametrize("domain", [None, 5, b"task.renderbus.com"], ids=repr)
def test_domain_of_a_wrong_type_is_refused(half: Half, domain: Any) -> None:
    with pytest.raises(TypeError, match="domain"):
        half.client(domain=domain)


@pytest.mark.parametrize("domain", ["task.renderbus.com", "localhost", "127.0.0.1:8765", "[::1]:8765", "a-b.c_d.org"])
@pytest.mark.parametrize("protocol", ["https", "http"])
def test_calls_go_to_the_domain_by_the_protocol(half: Half, farm: Farm, domain: str, protocol: str) -> None:
    half.call(half.client(farm, domain=domain, protocol=protocol), "query.all_frame_status")
    [request] = farm.requests
    assert str(request.url) == f"{protocol}://{domain}/api/render/task/queryAllFrameStats"
    assert request.headers["Host"] == domain
    assert is_rightly_signed(request, domain)


@pytest.mark.parametrize("protocol", ["ftp", "HTTPS", "https://", "", None, 5], ids=repr)
def test_other_protocols_are_refused(half: Half, protocol: Any) -> None:
    with pytest.raises((ValueError, TypeError), match="protocol") as caught:
        half.client(protocol=protocol)
    assert repr(protocol) in str(caught.value)
    assert "https" in str(caught.value)


def test_nothing_is_sent_opened_or_started(half: Half, farm: Farm) -> None:
    before = threading.active_count()
    open_files = Path("/proc/self/fd")
    descriptors = len(list(open_files.iterdir())) if open_files.is_dir() else 0
    clients = [half.client(farm) for _ in range(20)] + [half.client() for _ in range(20)]
    assert len(clients) == 40
    assert farm.requests == []
    assert threading.active_count() == before
    if descriptors:
        assert len(list(open_files.iterdir())) == descriptors


def test_representation_shows_where_but_not_who(half: Half) -> None:
    shown = repr(half.client(domain="www.foxrenderfarm.com", platform="6"))
    assert half.cls.__name__ in shown
    assert "www.foxrenderfarm.com" in shown
    assert "6" in shown
    assert ACCESS_ID not in shown
    assert ACCESS_KEY not in shown


class _SyncTransport(httpx.BaseTransport):
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=envelope([]))


class _AsyncTransport(httpx.AsyncBaseTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=envelope([]))


def test_transport_of_the_own_half_is_taken(half: Half) -> None:
    transport = _AsyncTransport() if half.is_async else _SyncTransport()
    assert half.call(half.client(transport=transport), "query.platforms") == []


def test_transport_of_the_other_half_is_refused_when_the_client_is_made(half: Half) -> None:
    transport = _SyncTransport() if half.is_async else _AsyncTransport()
    with pytest.raises(TypeError, match="transport"):
        half.client(transport=transport)
