"""Bare httpx, sync and async: the reference of a single call."""

from __future__ import annotations

import asyncio

from benchmarks.peers.worker import Options, Work, awaited, repeated, serve

# As many headers as a signed request has.
HEADERS = {
    "accessId": "benchmark-id",
    "channel": "4",
    "platform": "2",
    "UTCTimestamp": "1535953580",
    "nonce": "123456",
    "version": "1.0.0",
    "signature": "bm90IGEgc2lnbmF0dXJlLCBidXQgYXMgbG9uZyBhcyBvbmU=",
}


def jobs(options: Options) -> dict[str, Work]:
    """Make the peer's jobs."""
    import httpx

    url = f"http://{options.domain}/api/render/user/queryUserProfile"
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
    client = httpx.Client(limits=limits)
    runner = asyncio.Runner()
    async_client = httpx.AsyncClient(limits=limits)

    async def post() -> object:
        return (await async_client.post(url, json={}, headers=HEADERS)).json()

    return {
        "profile": repeated(lambda: client.post(url, json={}, headers=HEADERS).json()),
        "async profile": awaited(runner, post),
    }


if __name__ == "__main__":
    serve(jobs)
