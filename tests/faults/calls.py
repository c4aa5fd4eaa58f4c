"""Arguments for a call of each operation that a sandbox carries out, with what has to be there for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from rayvision_api import RayvisionAPI
from rayvision_sandbox.pytest_plugin import RunningFarm

Arguments = dict[str, Any]

_numbers = count(1)


@dataclass(frozen=True)
class Ground:
    """Lays the ground for calls: tasks in the state that they need, labels, render environments.

    Simulated time stands still but for what is asked for here.
    """

    farm: RunningFarm
    api: RayvisionAPI

    def created(self) -> int:
        """A task that is not submitted."""
        return self.api.task.create_task().task_id_list[0]

    def running(self, **scene: Any) -> int:
        """A task that has just been submitted."""
        task_id = self.created()
        self.farm.scene(task_id, **{"name": "shot.ma", "frames": 3, **scene})
        self.api.task.submit_task(task_id)
        return task_id

    def stopped(self) -> int:
        """A task that its owner has stopped."""
        task_id = self.running()
        self.api.task.stop_task([task_id])
        return task_id

    def finished(self, **scene: Any) -> int:
        """A task that has come to its end."""
        task_id = self.running(**scene)
        self.farm.advance(hours=5)
        return task_id

    def failed(self) -> int:
        """A task that has come to its end with a failed frame."""
        return self.finished(failing=[2])

    def frame(self) -> int:
        """A finished frame."""
        return self.api.query.task_frames(self.finished()).items[0].id

    def label(self) -> str:
        """A label."""
        self.api.tag.add_label(name := self.name())
        return name

    def env(self) -> str:
        """A render environment."""
        self.api.env.add_render_env(self.env_members(name := self.name()))
        return name

    def hardware(self) -> dict[str, Any]:
        """Hardware that the farm has."""
        found = self.api.user.get_hardware_config()[0]
        return {
            "hardware_config_ids": [found.id],
            "model": found.model,
            "gpu_num": found.gpu_num,
            "ram": found.ram,
        }

    @staticmethod
    def name() -> str:
        """A name that nothing has yet."""
        return f"name-{next(_numbers)}"

    @staticmethod
    def env_members(name: str) -> dict[str, Any]:
        """What a render environment is made of."""
        rest = {"cgId": 2000, "cgName": "Maya", "cgVersion": "2022", "renderSystem": "0", "pluginIds": []}
        return {"editName": name, **rest}


# All others need no arguments.
CALLS: dict[str, Callable[[Ground], Arguments]] = {
    "updateUserSetting": lambda _: {"task_over_time": 43_200},
    "submitTask": lambda ground: {"task_id": ground.created()},
    "stopTask": lambda ground: {"task_param_list": [ground.running()]},
    "startTask": lambda ground: {"task_param_list": [ground.stopped()]},
    "abortTask": lambda ground: {"task_param_list": [ground.running()]},
    "deleteTask": lambda ground: {"task_param_list": [ground.stopped()]},
    "setOverTimeStop": lambda ground: {"task_id_list": [ground.running()], "overtime": 3600},
    "fullSpeed": lambda ground: {"task_id_list": [ground.running()]},
    "queryErrorDetail": lambda _: {"code": "50001"},
    "queryTaskFrames": lambda ground: {"task_id": ground.finished()},
    "restartFailedFrames": lambda ground: {"task_param_list": [ground.failed()]},
    "restartFrame": lambda ground: {"task_id": ground.failed(), "select_all": 1},
    "queryTaskInfo": lambda ground: {"task_ids_list": [ground.created()]},
    "querySupportedPlugin": lambda _: {"name": "maya"},
    "loadTaskProcessImg": lambda ground: {"task_id": ground.finished(cgId=2001, name="room.max")},
    "loadingFrameThumbnail": lambda ground: {"frame_id": ground.frame()},
    "addLabel": lambda ground: {"new_name": ground.name()},
    "deleteLabel": lambda ground: {"del_name": ground.label()},
    "addRenderEnv": lambda ground: {"render_env": ground.env_members(ground.name())},
    "updateRenderEnv": lambda ground: {"render_env": ground.env_members(ground.env())},
    "deleteRenderEnv": lambda ground: {"edit_name": ground.env()},
    "setDefaultRenderEnv": lambda ground: {"edit_name": ground.env()},
    "getRenderEnv": lambda _: {"name": "maya"},
    "updateTaskUserLevel": lambda ground: {"task_id": ground.running(), "priority": 60},
    "updateTaskLimit": lambda ground: {"task_id": ground.running(), "task_limit": 3},
    "editTaskHardwareConfig": lambda ground: {"task_ids": [ground.running()], **ground.hardware()},
    "stopTaskFrames": lambda ground: {"task_id": ground.stopped()},
    "showLog": lambda ground: {"frame_id": ground.frame(), "page_num": 0},
    "addTaskLabel": lambda ground: {"tag": ground.name(), "task_ids": [ground.created()]},
    "deleteTaskLabel": lambda ground: {"task_ids": [ground.created()], "label_names": [ground.label()]},
    "taskJsonFile": lambda ground: {"task_id": ground.created(), "content": "{}"},
}


def arguments_of(operation: str, ground: Ground) -> Arguments:
    """Make the arguments of a call, and what has to be there for it."""
    return CALLS[operation](ground) if operation in CALLS else {}
