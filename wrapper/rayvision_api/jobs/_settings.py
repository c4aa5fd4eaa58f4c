"""What `task.json` of a new job says beside the scene: the settings that the vendor's analysers write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rayvision_client.models import OsName

from rayvision_api._calls.enumerations import this_system

# Those of rayvision_utils 1.2.2.4, in its order. rayvision_api has a second, slightly different list.
_TASK_INFO: dict[str, Any] = {
    "task_id": "",
    "user_id": "",
    "project_id": "",
    "project_name": "",
    "cg_id": "",
    "platform": "",
    "input_cg_file": "",
    "input_project_path": "",
    "channel": "4",
    "os_name": "1",
    "ram": "64",
    "hardwareConfigId": "",
    "graphics_cards_num": "2",
    "enable_layered": "0",
    "is_layer_rendering": "1",
    "render_layer_type": "0",
    "frames_per_task": "1",
    "pre_frames": "000",
    "stop_after_test": "2",
    "job_stop_time": "259200",
    "task_stop_time": "0",
    "time_out": "43200",
    "tiles": "1",
    "tiles_type": "block",
    "is_distribute_render": "0",
    "distribute_render_node": "3",
    "is_picture": "0",
}


def default_settings(cg_id: int, cg_name: str, scene: str, version: str, plugins: Mapping[str, str]) -> dict[str, Any]:
    """Write the settings of a new job."""
    system = "0" if this_system() is OsName.LINUX else "1"
    return {
        "task_info": _TASK_INFO | {"cg_id": str(cg_id), "input_cg_file": scene, "os_name": system},
        "software_config": {"cg_name": cg_name, "cg_version": version, "plugins": dict(plugins)},
        "scene_info_render": {},
        "scene_info": {},
        "additional_info": {},
    }
