"""Mistakes that a type checker has to find: every line marked here is an error, and no other line is."""
# ruff: noqa: T201

from __future__ import annotations

from rayvision_api import AsyncRayvisionAPI, RayvisionAPI, RayvisionAPIError
from rayvision_client.models import CreateTaskRequest, ZoneRequest


def clients() -> None:
    RayvisionAPI(platform=None)  # type: ignore[arg-type]
    RayvisionAPI(acces_id="id")  # type: ignore[call-arg]
    RayvisionAPI("id", "key", "task.renderbus.com", "2", "https", "x")  # type: ignore[call-arg]
    RayvisionAPI(domain=5)  # type: ignore[arg-type]
    RayvisionAPI(headers={"X-Studio": 5})  # type: ignore[dict-item]
    RayvisionAPI().aclose()  # type: ignore[attr-defined]
    AsyncRayvisionAPI().close()  # type: ignore[attr-defined]


def arguments(api: RayvisionAPI) -> None:
    api.task.create_task(labels=[5])  # type: ignore[list-item]
    api.task.create_task(count="1")  # type: ignore[arg-type]
    api.task.create_task(label=["x"])  # type: ignore[call-arg]
    api.task.submit_task()  # type: ignore[call-arg]
    api.task.submit_task("5")  # type: ignore[arg-type]
    api.task.stop_task(5)  # type: ignore[arg-type]
    api.task.stop_task(["5"])  # type: ignore[list-item]
    api.task.set_task_overtime_top([5])  # type: ignore[call-arg]
    api.query.get_task_list(page_num="1")  # type: ignore[arg-type]
    api.query.get_task_list(status_list=["RENDERING"])  # type: ignore[list-item]
    api.query.get_task_list(start_time=1584950400)  # type: ignore[arg-type]
    api.query.restart_frame(5, ids_list=5)  # type: ignore[arg-type]
    api.query.supported_plugin()  # type: ignore[call-arg]
    api.query.no_such_method()  # type: ignore[attr-defined]
    api.tag.add_label(5)  # type: ignore[arg-type]
    api.env.add_render_env("x")  # type: ignore[arg-type]
    api.env.get_render_env(None)  # type: ignore[arg-type]


def results(api: RayvisionAPI) -> None:
    page = api.query.get_task_list()
    page.items[0].no_such_member  # type: ignore[attr-defined]  # noqa: B018  # reading it is the mistake
    page.items[0].scene_name.upper()  # type: ignore[union-attr]
    page.items[0].id = 5  # type: ignore[misc]
    page.items()  # type: ignore[operator]
    cost: float = page.items[0].render_consume  # type: ignore[assignment]
    number: int = api.query.platforms()[0].name  # type: ignore[assignment]
    api.task.full_speed([1]).to_dict()  # type: ignore[attr-defined]
    print(cost, number)


async def forgotten_await(api: AsyncRayvisionAPI) -> None:
    created = api.task.create_task()
    created.task_id_list  # type: ignore[attr-defined]  # noqa: B018  # reading it is the mistake
    api.user_info["user_id"]  # type: ignore[index]
    with api:  # type: ignore[attr-defined]
        pass


def errors(error: RayvisionAPIError) -> None:
    error.server_time.isoformat()  # type: ignore[union-attr]
    number: str = error.error_code  # type: ignore[assignment]
    print(number)


def requests() -> None:
    CreateTaskRequest(1)  # type: ignore[call-arg]
    CreateTaskRequest(labels="x")  # type: ignore[arg-type]
    ZoneRequest(zone="china")  # type: ignore[arg-type]
