"""What the tests of the wrapper share: replies by method, and the sync and the async half driven alike."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from rayvision_api import AsyncRayvisionAPI, RayvisionAPI

from ..support import (  # noqa: F401, TID252  # has no name of its own; tests of this folder import them from here
    ACCESS_ID,
    ACCESS_KEY,
    ARGUMENTS,
    DATA,
    EXAMPLES,
    INTERFACES,
    RECORDED,
    SIGNED,
    Farm,
    envelope,
    is_rightly_signed,
    reference_digest,
    reference_leaves,
    reference_string_to_sign,
)

REPLIES: dict[str, dict[str, Any]] = {one["method"]: one["example"] for one in INTERFACES}


class Half:
    """The sync or the async half of the wrapper: makes clients, and carries calls out to their end."""

    def __init__(self, *, is_async: bool) -> None:
        self.is_async = is_async
        self.cls: Any = AsyncRayvisionAPI if is_async else RayvisionAPI

    def client(self, farm: Farm | None = None, **options: Any) -> Any:
        """Make a client with valid keys that never sends anything twice."""
        defaults: dict[str, Any] = {"access_id": ACCESS_ID, "access_key": ACCESS_KEY, "retries": None}
        if farm is not None:
            defaults["transport"] = farm.transport
        return self.cls(**(defaults | options))

    def call(self, api: Any, method: str, /, *args: Any, **kwargs: Any) -> Any:
        """Call `task.create_task`, for example, and return its result."""
        return self.finish(lambda: attrgetter(method)(api)(*args, **kwargs))

    def user_info(self, api: Any) -> dict[str, Any]:
        """Read all that `user_info` has."""
        return dict(self.finish(lambda: api.user_info))

    def close(self, api: Any) -> None:
        self.finish(api.aclose if self.is_async else api.close)

    def finish(self, step: Callable[[], Any]) -> Any:
        """Take a step, and wait for it where it has to be waited for."""
        if not self.is_async:
            return step()

        async def awaited() -> Any:
            return await step()

        return asyncio.run(awaited())
