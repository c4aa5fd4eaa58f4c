"""Bare aiohttp: how fast an async call can be."""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import Any

from benchmarks.peers.bare_httpx import HEADERS
from benchmarks.peers.worker import Options, Work, awaited, serve


def jobs(options: Options) -> dict[str, Work]:
    """Make the peer's jobs."""
    aiohttp = import_module("aiohttp")
    url = f"http://{options.domain}/api/render/user/queryUserProfile"
    runner = asyncio.Runner()

    async def make_session() -> Any:
        return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100))

    session = runner.run(make_session())

    async def post() -> object:
        async with session.post(url, json={}, headers=HEADERS) as response:
            return await response.json(content_type=None)

    return {"async profile": awaited(runner, post)}


if __name__ == "__main__":
    serve(jobs)
