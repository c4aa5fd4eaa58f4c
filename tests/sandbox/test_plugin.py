"""The fixtures that a studio's own tests use: these tests are written as such a studio would."""

import asyncio
from typing import Any

import httpx
import pytest
from rayvision_api import AsyncRayvisionAPI, RayvisionAPIError
from rayvision_sandbox.app import create_app
from rayvision_sandbox.farm.users import User


def test_submits_what_the_artist_chose(rayvision_farm: Any, rayvision_api: Any) -> None:
    rayvision_farm.scene(name="shot_010.ma", frames=8, failing=[3])
    task_id = rayvision_api.task.create_task().task_id_list[0]
    rayvision_api.task.submit_task(task_id)
    rayvision_farm.advance(hours=2)
    task = rayvision_api.query.task_info([task_id]).items[0]
    assert (task.scene_name, task.done_frames, task.failed_frames) == ("shot_010.ma", 7, 1)


def test_a_scene_can_be_chosen_for_one_task(rayvision_farm: Any, rayvision_api: Any) -> None:
    first, second = rayvision_api.task.create_task(count=2).task_id_list
    rayvision_farm.scene(first, name="first.ma")
    rayvision_farm.scene(name="others.ma")
    for task_id in (first, second):
        rayvision_api.task.submit_task(task_id)
    names = [task.scene_name for task in rayvision_api.query.task_info([first, second]).items]
    assert names == ["first.ma", "others.ma"]


def test_faults_reach_the_client(rayvision_farm: Any, rayvision_api: Any) -> None:
    rayvision_farm.fault("business", operation="addLabel", code=605, times=1)
    with pytest.raises(RayvisionAPIError) as caught:
        rayvision_api.tag.add_label("shot_010")
    assert caught.value.error_code == 605


def test_a_mistake_in_a_scene_is_explained(rayvision_farm: Any) -> None:
    with pytest.raises(ValueError, match=r"a scene has no colour.*first_frame"):
        rayvision_farm.scene(colour="red")


def test_options_are_written_as_python_writes_them(rayvision_farm: Any, rayvision_api: Any) -> None:
    rayvision_farm.scene(cg_id=2007, first_frame=5, frames=2, frame_seconds=60)
    task_id = rayvision_api.task.create_task().task_id_list[0]
    rayvision_api.task.submit_task(task_id)
    rayvision_farm.advance(hours=1)
    task = rayvision_api.query.task_info([task_id]).items[0]
    assert (int(task.cg_id), task.frames_range) == (2007, "5-6[1]")


def test_the_farm_counts_calls_and_forgets_faults(rayvision_farm: Any, rayvision_api: Any) -> None:
    rayvision_farm.fault("business", operation="addLabel", code=605)
    with pytest.raises(RayvisionAPIError):
        rayvision_api.tag.add_label("shot_010")
    rayvision_farm.clear_faults()
    rayvision_api.tag.add_label("shot_010")
    calls = rayvision_farm.calls["addLabel"]
    assert (calls.received, calls.carried_out) == (2, 1)
    assert "createTask" not in rayvision_farm.calls


def test_an_async_client_needs_no_plugin_of_its_own(async_rayvision_api: Any, rayvision_farm: Any) -> None:
    async def work() -> int:
        created = await asyncio.gather(*(async_rayvision_api.task.create_task() for _ in range(3)))
        return len({one.task_id_list[0] for one in created})

    assert asyncio.run(work()) == 3
    assert asyncio.run(work()) == 3
    assert rayvision_farm.calls["createTask"].carried_out == 6


def test_time_and_money_are_at_hand(rayvision_farm: Any, rayvision_api: Any) -> None:
    rayvision_farm.set_speed(0)
    rayvision_farm.recharge(5)
    assert rayvision_api.user.query_user_profile()["rmbbalance"] == 10_005


@pytest.fixture
def of_another_farm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAYVISION_API_PROTOCOL", "https")
    monkeypatch.setenv("RAYVISION_API_PROFILE", "gone")


def test_what_the_environment_says_of_another_farm_reaches_no_client(
    of_another_farm: None,  # before the clients are made
    rayvision_api: Any,
    async_rayvision_api: Any,
) -> None:
    assert rayvision_api.task.create_task().task_id_list
    assert asyncio.run(async_rayvision_api.task.create_task()).task_id_list


def test_an_asynchronous_client_can_have_a_farm_in_its_own_process() -> None:
    app, user = create_app(speed=0), User()

    async def work() -> list[int]:
        transport = httpx.ASGITransport(app)
        domain = "127.0.0.1:8765"
        async with AsyncRayvisionAPI(
            user.access_id, user.access_key, domain=domain, platform="2", protocol="http", transport=transport
        ) as api:
            created = [await api.task.create_task() for _ in range(3)]
            return [number for one in created for number in one.task_id_list]

    assert asyncio.run(work()) == [19097, 19098, 19099]
