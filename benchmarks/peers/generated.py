"""What openapi-python-client makes of the same spec by itself; it does not sign."""

from __future__ import annotations

import asyncio
import json
from importlib import import_module
from operator import attrgetter
from typing import Any

from benchmarks.peers.worker import Options, Work, awaited, repeated, serve


def jobs(options: Options) -> dict[str, Work]:
    """Make the peer's jobs."""
    httpx = import_module("httpx")
    models = import_module("generated_default.models")
    profile = import_module("generated_default.api.user.query_user_profile")
    task_list = import_module("generated_default.api.query.get_task_list")
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
    client = import_module("generated_default").Client(
        base_url=f"http://{options.domain}", httpx_args={"limits": limits}
    )
    runner = asyncio.Runner()
    empty, first = models.EmptyRequest(), models.TaskListRequest(page_num=1, page_size=2)
    raw = options.page()
    members = attrgetter(*(field.name for field in models.TaskInfo.__attrs_attrs__))

    def page() -> Any:
        return models.TaskPageEnvelope.from_dict(json.loads(raw)).data.items

    def all_members() -> None:
        for task in page():
            members(task)

    return {
        "profile": repeated(lambda: profile.sync(client=client, body=empty)),
        "task list": repeated(lambda: task_list.sync(client=client, body=first)),
        "async profile": awaited(runner, lambda: profile.asyncio(client=client, body=empty)),
        "page": repeated(page),
        "page, all members": repeated(all_members),
    }


if __name__ == "__main__":
    serve(jobs)
