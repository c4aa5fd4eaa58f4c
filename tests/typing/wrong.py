"""Mistakes that a type checker has to find: every line marked here is an error, and no other line is."""
# ruff: noqa: T201  # what is assigned has to be used

from __future__ import annotations

from rayvision_api import AsyncRayvisionAPI, RayvisionAPI, RayvisionAPIError
from rayvision_client.models import CreateTaskRequest, ZoneRequest


def clients() -> None:
    RayvisionAPI(platform=None)  # type: ignore[arg-type]  # a platform is a number or a text
    RayvisionAPI(acces_id="id")  # type: ignore[call-arg]  # no such argument
    RayvisionAPI("id", "key", "task.renderbus.com", "2", "https", "x")  # type: ignore[call-arg]  # the rest goes by name
    RayvisionAPI(domain=5)  # type: ignore[arg-type]  # a domain is a text
    RayvisionAPI(headers={"X-Studio": 5})  # type: ignore[dict-item]  # headers are texts
    RayvisionAPI().aclose()  # type: ignore[attr-defined]  # the async half has it
    AsyncRayvisionAPI().close()  # type: ignore[attr-defined]  # the sync half has it


def arguments(api: RayvisionAPI) -> None:
    api.task.create_task(labels=[5])  # type: ignore[list-item]  # labels are texts
    api.task.create_task(count="1")  # type: ignore[arg-type]  # a count is a number
    api.task.create_task(label=["x"])  # type: ignore[call-arg]  # no such argument
    api.task.submit_task()  # type: ignore[call-arg]  # a task is missing
    api.task.submit_task("5")  # type: ignore[arg-type]  # an id is a number
    api.task.stop_task(5)  # type: ignore[arg-type]  # ids are a list
    api.task.stop_task(["5"])  # type: ignore[list-item]  # an id is a number
    api.task.set_task_overtime_top([5])  # type: ignore[call-arg]  # the seconds are missing
    api.query.get_task_list(page_num="1")  # type: ignore[arg-type]  # a page is a number
    api.query.get_task_list(status_list=["RENDERING"])  # type: ignore[list-item]  # a status is a number or an enum
    api.query.get_task_list(start_time=1584950400)  # type: ignore[arg-type]  # a time is a text or a datetime
    api.query.restart_frame(5, ids_list=5)  # type: ignore[arg-type]  # ids are a list
    api.query.supported_plugin()  # type: ignore[call-arg]  # the software is missing
    api.query.no_such_method()  # type: ignore[attr-defined]  # no such method
    api.tag.add_label(5)  # type: ignore[arg-type]  # a name is a text
    api.env.add_render_env("x")  # type: ignore[arg-type]  # an environment is a mapping or a request
    api.env.get_render_env(["maya"])  # type: ignore[arg-type]  # a software is a name or a number


def results(api: RayvisionAPI) -> None:
    page = api.query.get_task_list()
    page.items[0].no_such_member  # type: ignore[attr-defined]  # noqa: B018  # reading it is the mistake
    page.items[0].scene_name.upper()  # type: ignore[union-attr]  # it may be None
    page.items[0].id = 5  # type: ignore[misc]  # views are read only
    page.items()  # type: ignore[operator]  # items is a list
    cost: float = page.items[0].render_consume  # type: ignore[assignment]  # it may be None
    number: int = api.query.platforms()[0].name  # type: ignore[assignment]  # a name is a text
    api.task.full_speed([1]).to_dict()  # type: ignore[attr-defined]  # it answers nothing
    print(cost, number)


async def forgotten_await(api: AsyncRayvisionAPI) -> None:
    created = api.task.create_task()
    created.task_id_list  # type: ignore[attr-defined]  # noqa: B018  # reading it is the mistake
    api.user_info["user_id"]  # type: ignore[index]  # it has to be awaited and called
    with api:  # type: ignore[attr-defined]  # async with
        pass


def errors(error: RayvisionAPIError) -> None:
    error.server_time.isoformat()  # type: ignore[union-attr]  # it may be None
    number: str = error.error_code  # type: ignore[assignment]  # a code is a number
    print(number)


def requests() -> None:
    CreateTaskRequest(1)  # type: ignore[call-arg]  # members go by name
    CreateTaskRequest(labels="x")  # type: ignore[arg-type]  # labels are a list
    ZoneRequest(zone="china")  # type: ignore[arg-type]  # a zone is a number or an enum
