"""Clients as context managers, closing, and what happens afterwards."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from rayvision_api import AsyncRayvisionAPI, RayvisionAPI, RayvisionError

from .support import ACCESS_ID, ACCESS_KEY, Farm, Half, envelope

pytestmark = pytest.mark.both_halves


class _Transport(httpx.MockTransport):
    """Counts how often it is closed."""

    closed = 0

    def close(self) -> None:
        self.closed += 1

    async def aclose(self) -> None:
        self.closed += 1


@pytest.fixture
def transport() -> _Transport:
    return _Transport(lambda _: httpx.Response(200, json=envelope([])))


def test_leaving_the_with_block_closes_the_connections(transport: _Transport) -> None:
    with RayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=transport) as api:
        api.query.platforms()
        assert transport.closed == 0
    assert transport.closed == 1


def test_leaving_the_async_with_block_closes_the_connections(transport: _Transport) -> None:
    async def run() -> None:
        async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=transport) as api:
            await api.query.platforms()
            assert transport.closed == 0

    asyncio.run(run())
    assert transport.closed == 1


def test_with_block_gives_the_client_itself(half: Half, farm: Farm) -> None:
    api = half.client(farm)
    if half.is_async:
        assert asyncio.run(api.__aenter__()) is api
    else:
        assert api.__enter__() is api


def test_error_inside_the_with_block_comes_out_and_closes(transport: _Transport) -> None:
    def application() -> None:
        with RayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=transport) as api:
            api.query.platforms()
            raise KeyError("of the application")

    with pytest.raises(KeyError, match="of the application"):
        application()
    assert transport.closed == 1


def test_closing_twice_is_allowed(half: Half, transport: _Transport) -> None:
    api = half.client(transport=transport)
    half.call(api, "query.platforms")
    half.close(api)
    half.close(api)
    assert transport.closed == 1


def test_closing_an_unused_client_is_allowed(half: Half, farm: Farm) -> None:
    api = half.client(farm)
    half.close(api)
    half.close(api)


@pytest.mark.parametrize("used_before", [True, False])
def test_use_after_close_is_an_error_of_ours(half: Half, farm: Farm, *, used_before: bool) -> None:
    api = half.client(farm)
    if used_before:
        half.call(api, "query.platforms")
    half.close(api)
    for method in ("query.platforms", "query.supported_software"):
        with pytest.raises(RayvisionError, match="closed"):
            half.call(api, method)
    with pytest.raises(RayvisionError, match="closed"):
        half.user_info(api)
    assert len(farm.requests) == used_before


def test_methods_taken_from_a_client_are_closed_with_it(half: Half, farm: Farm) -> None:
    api = half.client(farm)
    platforms = api.query.platforms
    half.close(api)
    with pytest.raises(RayvisionError, match="closed"):
        half.finish(platforms)
