"""A job of each software, in the form of the vendor's documentation, with paths of a folder of the test's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

MAYA_COMMON = {
    "image_format": "exr",
    "start": "1",
    "end": "10",
    "by_frame": "1",
    "frames": "1-10[1]",
    "width": "960",
    "height": "540",
    "image_file_prefix": "",
    "renderer": "arnold",
    "all_camera": ["perspShape", "cameraShape1", "cameraShape2"],
    "render_camera": ["cameraShape1"],
    "animation": "False",
}
LAYER = {"renderable": "1", "env": {}, "is_default_camera": "1", "option": "", "common": MAYA_COMMON}
NODE = {"node": "/out/mantra1", "frames": "1-10[1]", "option": "-1", "render": "1", "width": "1280", "height": "720"}
IMAGE_LAYER = {"name": "project://scene/cam02.layer", "frames": "0-50[1]", "renderable": "1", "format": "exr16"}
IMAGE = {"name": "project://scene/cam02", "frames": "0-50[1]", "renderable": "0", "layers": [IMAGE_LAYER]}
QUEUE_JOB = {
    "job_name": "Sequence",
    "frames": "0-1[1]",
    "is_enable": "1",
    "start_frame": "0",
    "end_frame": "1",
    "flush_disk_writes_per_shot": False,
}
QUEUE = {"name": "/Game/JOB/Queue", "renderable": "1", "all_format_type": ["PNG"], "render_job": [QUEUE_JOB]}

SCENES: dict[str, tuple[int, str, dict[str, Any]]] = {
    "maya": (2000, "Maya", {"defaultRenderLayer": LAYER, "fog": LAYER | {"renderable": "0"}}),
    "max": (
        2001,
        "3ds Max",
        {
            "common": {"frames": "0", "all_camera": ["Camera001"], "renderable_camera": [], "width": "640"},
            "renderer": {"name": "scanline", "renderer_orign": "Default_Scanline_Renderer"},
        },
    ),
    "houdini": (
        2004,
        "Houdini",
        {"rop_node": [NODE], "geo_node": [], "distributedsim_node": [NODE | {"node": "/out/sim", "render": "0"}]},
    ),
    "cinema4d": (
        2005,
        "CINEMA 4D",
        {"common": {"frames": "0-333[1]", "all_camera": ["1"], "c4d_software_version": 22123}, "renderer": {}},
    ),
    "blender": (
        2007,
        "Blender",
        {
            "common": {
                "frames": "1-1[1]",
                "camera_name": '<bpy_struct, Object("Camera")>',
                "scene_name": ["Scene"],
                "width": "1024",
                "height": "1024",
            }
        },
    ),
    "clarisse": (2013, "Clarisse", {"image_node": [IMAGE]}),
    "arnold": (2003, "Arnold Standalone", {"common": {"frames": "1-10[1]"}}),
    "vray": (2008, "VR Standalone", {}),
    "katana": (2016, "Katana", {"rendernodes": {"Render": {"frames": "1-1[1]", "renderable": "1", "aov": {}}}}),
    "unreal": (2020, "Unreal Engine", {"render_mod": "mrq", "all_movie_pipline_queue": [QUEUE]}),
}


def task(name: str, scene: str) -> dict[str, Any]:
    cg_id, cg_name, info = SCENES[name]
    return json.loads(  # type: ignore[no-any-return]  # what was an object stays one
        json.dumps(
            {
                "scene_info_render": info,
                "task_info": {
                    "cg_id": str(cg_id),
                    "ram": "64",
                    "os_name": "0",
                    "input_cg_file": scene,
                    "job_stop_time": "28800",
                    "user_id": "10000031",
                    "pre_frames": "000",
                    "platform": "2",
                    "project_id": "3316",
                    "project_name": "dasdd",
                    "stop_after_test": "2",
                    "task_id": "439800",
                    "time_out": "43200",
                },
                "software_config": {"cg_version": "2024", "cg_name": cg_name, "plugins": {}},
            }
        )
    )


def write(
    folder: Path, name: str = "maya", change: Callable[[dict[str, Any], dict[str, Any]], None] | None = None
) -> Path:
    """Write a job that is as it should be, or changed before; its scene and one texture are there."""
    folder.mkdir(parents=True, exist_ok=True)
    scene, texture = folder / "scene.ma", folder / "texture.png"
    scene.write_bytes(b"scene")
    texture.write_bytes(b"texture")
    contents = task(name, scene.as_posix())
    upload = {"asset": [{"local": path.as_posix(), "server": path.as_posix()} for path in (texture, scene)]}
    if change is not None:
        change(contents, upload)
    (folder / "task.json").write_text(json.dumps(contents, indent=4), "utf-8")
    (folder / "upload.json").write_text(json.dumps(upload, indent=4), "utf-8")
    return folder
