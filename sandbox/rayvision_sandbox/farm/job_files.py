"""The job files of a task: what the analysis of a scene on the user's machine has found out.

The farm reads from them what the task renders, and checks it: its own analysis.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rayvision_sandbox.farm import catalogue
from rayvision_sandbox.farm.catalogue import Hardware, on_offer
from rayvision_sandbox.farm.database import Database, Row
from rayvision_sandbox.farm.scenes import Scene, check_size
from rayvision_sandbox.farm.storage import Kind, OutsideError, Storage

TASK, UPLOAD, TIPS = "task.json", "upload.json", "tips.json"
NAMES = (TASK, UPLOAD, "asset.json", TIPS)
UNKNOWN, FILE_MISSING, NOT_INSTALLED, SCENE_MISSING = "999", "10012", "15019", "15024"
STOP_AFTER_TEST = "1"
MAX_TILES = 1000
# The analysis of Blender writes Python's description of the camera.
BLENDER_CAMERA = re.compile(r'<bpy_struct, Object\("(.*)"\).*>', re.DOTALL)
# Half a character, which JSON can write, and databases and files cannot.
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Job:
    """What is rendered, with which hardware (None: any), and its errors: texts by codes, as in tips.json."""

    scene: Scene
    hardware: int | None = None
    errors: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class JobFiles:
    """Reads job files from where they are kept, and writes what the farm itself has found."""

    database: Database
    storage: Storage

    def read(self, task_id: int) -> dict[str, str]:
        """Read the job files of a task: their texts, by name.

        They came by REST, or by the transmitter into the configuration storage; of what came both ways, the second
        counts.
        """
        rows = self.database.all("SELECT name, content FROM job_files WHERE task_id = ?", task_id)
        found = {row["name"]: row["content"] for row in rows}
        if task := self.database.one("SELECT * FROM tasks WHERE id = ?", task_id):
            places = {name: self._place(task, name) for name in NAMES}
            found |= {name: path.read_text("utf-8-sig", "replace") for name, path in places.items() if path.is_file()}
        return dict(sorted(found.items()))

    def add_tips(self, task: Row, errors: Mapping[str, list[str]], now: int) -> None:
        """Add the errors of the farm's own analysis to the task's tips, in the configuration storage.

        Raises:
            OSError: They cannot be written.
        """
        try:
            tips = json.loads(self.read(task["id"]).get(TIPS, "{}"))
        except (ValueError, RecursionError):
            tips = {}
        content = json.dumps((tips if isinstance(tips, dict) else {}) | dict(errors), ensure_ascii=False)
        self.storage.put(self._place(task, TIPS), content.encode(), now)

    def read_job(self, task: Row, default: Scene) -> Job | None:
        """Read the job of a task; without a task.json it has no job.

        Args:
            task: The task.
            default: A scene with what the job files do not say.
        """
        texts = self.read(task["id"])
        if TASK not in texts:
            return None
        try:
            files = {name: _object(json.loads(text, object_hook=_replace_surrogates)) for name, text in texts.items()}
            content = files[TASK]
            scene = _read_scene(content, default)
            check_size(scene)
            hardware = _hardware(_object(content.get("task_info")), scene.cg_id, task["platform"])
            errors = dict(self._find_errors(task, scene, content, files.get(UPLOAD, {})))
        except (ValueError, TypeError, RecursionError) as error:
            unreadable = {UNKNOWN: [f"the job files cannot be read: {error}"]}
            return Job(replace(default, analysis_fails=True), None, unreadable)
        if errors:
            scene = replace(scene, analysis_fails=True)
        return Job(scene, hardware.id if hardware else None, errors)

    def _place(self, task: Row, name: str) -> Path:
        return self.storage.own(Kind.CONFIG, task["user_id"], f"{task['id']}/cfg/{name}")

    def _find_errors(
        self, task: Row, scene: Scene, content: Mapping[str, Any], upload: Mapping[str, Any]
    ) -> Iterator[tuple[str, list[str]]]:
        software = catalogue.SOFTWARE.get(scene.cg_id)
        version = str(_object(content.get("software_config")).get("cg_version") or "")
        if software and version and version not in software.versions:
            yield NOT_INSTALLED, [f"{software.name} {version}"]
        missing = [str(asset["server"]) for asset in _assets(upload) if not self._is_there(task, str(asset["server"]))]
        scenes = [path for path in missing if path.rpartition("/")[2] == scene.name]
        if scenes:
            yield SCENE_MISSING, scenes
        if others := [path for path in missing if path not in scenes]:
            yield FILE_MISSING, others

    def _is_there(self, task: Row, server: str) -> bool:
        try:
            return self.storage.own(Kind.INPUT, task["user_id"], server).is_file()
        except OutsideError:
            return False


def _replace_surrogates(members: dict[str, Any]) -> dict[str, Any]:
    return {
        LONE_SURROGATE.sub("?", name): LONE_SURROGATE.sub("?", value) if isinstance(value, str) else value
        for name, value in members.items()
    }


def _object(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise TypeError(f"{str(value)[:40]!r} should be an object")
    return value


def _number(members: Mapping[str, Any], name: str, default: int) -> int:
    """Read a number, which the job files write as a string, or leave empty."""
    value = members.get(name)
    if value in (None, ""):
        return default
    if not str(value).isascii() or not str(value).isdigit():
        raise ValueError(f"{name} is {value!r}, and no number")
    return int(value)


def _read_scene(content: Mapping[str, Any], default: Scene) -> Scene:
    info = _object(content.get("task_info"))
    software = _object(content.get("software_config"))
    tiles = _number(info, "tiles", 1) or 1
    if tiles > MAX_TILES:
        raise ValueError(f"tiles is {tiles}, and at most {MAX_TILES}")
    scene_info = _object(content.get("scene_info_render") or content.get("scene_info"))
    passes = list(_passes(scene_info))
    first = passes[0] if passes else _Pass("", {})
    frames = tuple(str(one.settings.get("frames") or "0") for one in passes) or ("0",)
    return replace(
        default,
        cg_id=_number(info, "cg_id", 0) or _software_of(str(software.get("cg_name", ""))),
        name=str(info.get("input_cg_file") or "scene").replace("\\", "/").rpartition("/")[2],
        ranges=frames,
        layers=tuple(one.name for one in passes) if len(passes) > 1 else (),
        settlement=_solved(scene_info),
        pre_frames=str(info.get("pre_frames") or "000"),
        stop_after_test=str(info.get("stop_after_test")) == STOP_AFTER_TEST,
        # 3ds Max has its cameras outside its passes.
        camera=_camera(first.settings) or _camera(scene_info),
        width=_number(first.settings, "width", default.width),
        height=_number(first.settings, "height", default.height),
        ram=_number(info, "ram", default.ram),
        tiles=tiles,
    )


@dataclass(frozen=True)
class _Pass:
    """What has its own pictures: a layer of Maya, an output node of Houdini, an image of Clarisse."""

    name: str
    settings: dict[str, Any]


def _passes(scene_info: Mapping[str, Any]) -> Iterator[_Pass]:
    """Find what is rendered, at the place where each software has it."""
    if "common" in scene_info:
        yield _Pass("", _object(scene_info["common"]))
    for kind, switch, title in (("rop_node", "render", "node"), ("image_node", "renderable", "name")):
        for node in _those_on(scene_info, kind, switch):
            yield _Pass(str(node.get(title) or kind), node)
    for queue in _those_on(scene_info, "all_movie_pipline_queue", "renderable"):
        for job in _those_on(queue, "render_job", "is_enable"):
            yield _Pass(str(job.get("job_name") or "job"), job)
    for name, node in _object(scene_info.get("rendernodes")).items():
        if _is_on(_object(node), "renderable"):
            yield _Pass(name, node)
    for name, layer in scene_info.items():
        if isinstance(layer, dict) and "common" in layer and name != "common" and _is_on(layer, "renderable"):
            yield _Pass(name, _object(layer["common"]))


def _those_on(members: Mapping[str, Any], kind: str, switch: str) -> Iterator[dict[str, Any]]:
    return (node for node in map(_object, members.get(kind) or ()) if _is_on(node, switch))


def _solved(scene_info: Mapping[str, Any]) -> str:
    """Return the node of Houdini that is solved before anything is rendered."""
    for kind in ("geo_node", "distributedsim_node"):
        for node in _those_on(scene_info, kind, "render"):
            return str(node.get("node") or kind)
    return ""


def _is_on(members: Mapping[str, Any], switch: str) -> bool:
    return str(members.get(switch, "1")).lower() not in {"0", "false"}


def _camera(settings: Mapping[str, Any]) -> str:
    """Return the camera: some software has a text, some a list."""
    chosen = settings.get("render_camera") or settings.get("renderable_camera") or settings.get("camera_name") or ""
    match = BLENDER_CAMERA.fullmatch(str(chosen))
    return match[1] if match else ", ".join(map(str, chosen)) if isinstance(chosen, list) else str(chosen)


def _software_of(name: str) -> int:
    named = [number for number, software in catalogue.SOFTWARE.items() if software.name.lower() == name.lower()]
    return named[0] if named else catalogue.DEFAULT_SOFTWARE


def _hardware(info: Mapping[str, Any], cg_id: int, platform: int) -> Hardware | None:
    """Find the requested hardware: by its ids, of which one has to exist, or by its memory."""
    offer = [one for one in on_offer(platform) if one.enabled and cg_id not in one.unsupported]
    several = info.get("hardwareConfigIds") or []
    wanted = {str(number) for number in ([*several] if isinstance(several, list) else [several])}
    wanted |= {str(info.get("hardwareConfigId") or "")} - {""}
    if not wanted:
        return next((one for one in offer if one.ram == _number(info, "ram", 0)), None)
    found = next((one for one in offer if str(one.id) in wanted), None)
    if found is None:
        raise ValueError(f"hardware {', '.join(sorted(wanted))} is not on offer for this software")
    return found


def _assets(upload: Mapping[str, Any]) -> list[dict[str, Any]]:
    assets = upload.get("asset") or []
    if not isinstance(assets, list) or not all(isinstance(one, dict) and "server" in one for one in assets):
        raise TypeError("asset of upload.json should be a list of objects with local and server")
    return assets
