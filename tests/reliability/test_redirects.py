"""A signed request is never sent to where a redirect points."""

from __future__ import annotations

import socket

import pytest
from rayvision_api import OutcomeUnknownError, RayvisionError, RayvisionProtocolError

from .loopback import Sent, http_reply, serving
from .support import ALL, Farm, Half, envelope, perform


def _answer(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply(envelope([]))


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_redirect_is_an_error_that_names_the_target(half: Half, status: str) -> None:
    with serving(_answer) as target:
        location = f"http://{target.domain}/elsewhere"

        def redirect(sent: Sent, connection: socket.socket) -> bytes:
            return http_reply(b"<html>moved</html>", status, f"Location: {location}")

        with serving(redirect) as server, half.client(domain=server.domain, protocol="http") as api:
            for call in (api.query.platforms, api.task.create_task):
                with pytest.raises(RayvisionProtocolError) as caught:
                    call()
                assert location in str(caught.value)
                assert caught.value.status == int(status[:3])
                assert not isinstance(caught.value, OutcomeUnknownError)
            assert len(server.requests) == 2
    assert target.connections == 0


def test_no_operation_follows_a_redirect(half: Half) -> None:
    with serving(_answer) as target:

        def redirect(sent: Sent, connection: socket.socket) -> bytes:
            return http_reply(b"", "307 Temporary Redirect", f"Location: http://{target.domain}{sent.path}")

        with serving(redirect) as server, half.client(domain=server.domain, protocol="http") as api:
            for operation in ALL:
                with pytest.raises(RayvisionProtocolError, match=target.domain):
                    perform(api, operation)
            assert len(server.requests) == len(ALL)
    assert target.connections == 0


@pytest.mark.parametrize(
    "location",
    ["/login", "//other.example/", "http://[::1", "https://host:port/", "ftp://x/", "a b", "%zz", "", "\xff"],
)
def test_target_of_any_form_is_an_error_of_ours(half: Half, location: str) -> None:
    def redirect(sent: Sent, connection: socket.socket) -> bytes:
        head = f"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: {location}\r\n\r\n"
        return head.encode("latin-1")

    with serving(redirect) as server, half.client(domain=server.domain, protocol="http") as api:
        for call in (api.query.platforms, api.task.create_task):
            with pytest.raises(RayvisionProtocolError) as caught:
                call()
            assert not isinstance(caught.value, OutcomeUnknownError)
            assert location in str(caught.value)
        assert len(server.requests) == 2


def test_redirect_without_a_target_is_an_error_of_ours(half: Half) -> None:
    with (
        serving(lambda sent, connection: http_reply(b"", "302 Found")) as server,
        half.client(domain=server.domain, protocol="http") as api,
        pytest.raises(RayvisionProtocolError),
    ):
        api.query.platforms()
    assert len(server.requests) == 1


@pytest.mark.parametrize("members", [{"data": "https://new.example/api"}, {"message": "use https://new.example/api"}])
def test_code_301_is_an_error_that_names_the_target(half: Half, members: dict[str, str]) -> None:
    farm = Farm(envelope(code=301) | members)
    with half.client(farm) as api, pytest.raises(RayvisionError) as caught:
        api.query.platforms()
    assert "https://new.example/api" in str(caught.value)
    assert farm.sent == 1
