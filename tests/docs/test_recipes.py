"""The cookbook's recipes for hosts run: in Qt where it is installed, and in stand-ins for Maya, Houdini and Blender."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from rayvision_api import AsyncRayvisionAPI, RayvisionAPI
from rayvision_sandbox.pytest_plugin import RunningFarm

from .markdown import ROOT, blocks

_RECIPES = {
    block.text.splitlines()[0].removeprefix("# "): block
    for page in ("cookbook.md", "maya-houdini.md")
    for block in blocks(ROOT / "docs/howto" / page)
    if block.language == "python"
}
_PATIENCE = 60
# In a host, that is done later, in its main thread.
_DEFERRED = {"executeDeferred": lambda function, *arguments: function(*arguments)}


@pytest.fixture
def task_id(rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("RAYVISION_API_ACCESS_ID", rayvision_farm.access_id)
    monkeypatch.setenv("RAYVISION_API_KEY", rayvision_farm.access_key)
    monkeypatch.setenv("RAYVISION_API_DOMAIN", rayvision_farm.domain)
    rayvision_farm.scene(name="shot.ma", frames=4, failing=[2])
    number = rayvision_api.task.create_task().task_id_list[0]
    rayvision_api.task.submit_task(number)
    rayvision_farm.advance(hours=2)
    return number


def _run(name: str, module: str = "recipe") -> dict[str, Any]:
    block = _RECIPES[name]
    names: dict[str, Any] = {"__name__": module}
    exec(compile(block.text, block.place, "exec"), names)
    return names


def _until(ready: Callable[[], object]) -> None:
    end = time.monotonic() + _PATIENCE
    while not ready():
        assert time.monotonic() < end
        time.sleep(0.02)


def _modules(monkeypatch: pytest.MonkeyPatch, **members: dict[str, Any]) -> None:
    for name, values in members.items():
        module = ModuleType(name.replace("_", "."))
        vars(module).update(values)
        monkeypatch.setitem(sys.modules, module.__name__, module)


def test_maya(task_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    cmds = SimpleNamespace(
        promptDialog=lambda **members: str(task_id) if "query" in members else "OK",
        inViewMessage=lambda **members: shown.append(members["assistMessage"]),
    )
    _modules(monkeypatch, maya={"cmds": cmds, "utils": SimpleNamespace(**_DEFERRED)}, maya_utils=_DEFERRED)
    _run("maya_shelf.py")
    _until(lambda: shown)
    assert shown == [f"{task_id}: 3 / 4, FINISHED_HAS_FAILED"]


def test_houdini(task_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    ui = SimpleNamespace(setStatusMessage=shown.append, readInput=lambda *_, **__: (0, str(task_id)))
    _modules(
        monkeypatch,
        hou={"ui": ui},
        hdefereval=_DEFERRED,
    )
    _run("houdini_shelf.py")
    _until(lambda: shown)
    assert shown == [f"{task_id}: 3 / 4, FINISHED_HAS_FAILED"]


@pytest.fixture
def render_scene(rayvision_farm: RunningFarm, task_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The module for Maya and Houdini, and a folder with a scene in it."""
    monkeypatch.setenv("RAYVISION_API_VERSION", "2.0.0")
    monkeypatch.setenv("RAYVISION_API_PLATFORM", "2")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    rayvision_farm.set_speed(100_000)
    monkeypatch.setitem(sys.modules, "render_scene", SimpleNamespace(**_run("render_scene.py")))
    for name in ("scene.ma", "wood.1001.png", "wood.1002.png"):
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def _check_what_came(farm: RunningFarm, folder: Path, shown: list[str], assets: set[str]) -> None:
    # The farm fails at frame 2.
    assert shown[-1].startswith("2 pictures are in"), shown
    assert len([*folder.glob("**/pictures/*/**/*.png")]) == 2
    assert {path.name for path in farm.storage.glob("1*/**/*") if path.is_file()} == assets


def test_a_scene_of_maya(render_scene: Path, rayvision_farm: RunningFarm, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, shown = render_scene, list[str]()
    scene, pattern = str(folder / "scene.ma"), str(folder / "wood.<UDIM>.png")
    values = {
        "defaultRenderGlobals.startFrame": 1.0,
        "defaultRenderGlobals.endFrame": 3.0,
        "defaultRenderGlobals.byFrameStep": 1.0,
        "defaultRenderGlobals.currentRenderer": "arnold",
        "defaultRenderGlobals.imageFormat": 51,
        "defaultRenderGlobals.imageFilePrefix": None,
        "defaultResolution.width": 960,
        "defaultResolution.height": 540,
        "perspShape.renderable": False,
        "shotShape.renderable": True,
        "defaultRenderLayer.renderable": True,
        "file1.computedFileTextureNamePattern": pattern,
    }
    listed = {"camera": ["perspShape", "shotShape"], "file": ["file1"], "renderLayer": ["defaultRenderLayer"]}
    cmds = SimpleNamespace(
        file=lambda query, **asked: {"sceneName": scene, "modified": False, "list": [scene]}[next(iter(asked))],
        getAttr=values.__getitem__,
        ls=lambda **asked: listed[asked.get("type", "camera")],
        about=lambda version: "2022",
        workspace=lambda **_: str(folder),
        inViewMessage=lambda **members: shown.append(members["assistMessage"]),
    )
    found = {"findAllFilesForPattern": lambda *_: [str(path) for path in folder.glob("wood.*.png")]}
    _modules(
        monkeypatch,
        maya={"cmds": cmds, "utils": SimpleNamespace(**_DEFERRED)},
        maya_utils=_DEFERRED,
        maya_app={},
        maya_app_general={},
        maya_app_general_fileTexturePathResolver=found,
    )
    _run("maya_farm.py")["work"].join(_PATIENCE)
    _check_what_came(rayvision_farm, folder, shown, {"scene.ma", "wood.1001.png", "wood.1002.png"})


def test_a_scene_of_houdini(render_scene: Path, rayvision_farm: RunningFarm, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, shown = render_scene, list[str]()

    class Node(SimpleNamespace):
        def __getattr__(self, name: str) -> Any:
            answers = {
                "path": "/out/mantra1",
                "isBypassed": False,
                "evalParm": 1,
                "parmTuple": SimpleNamespace(eval=lambda: (1.0, 3.0, 1.0)),
                "type": SimpleNamespace(category=lambda: self.kind),
            }
            return lambda *_: answers[name]

    rop, material = Node(kind="Driver"), Node(kind="Shop")
    _modules(
        monkeypatch,
        hou={
            "hipFile": SimpleNamespace(
                isNewFile=lambda: False, hasUnsavedChanges=lambda: False, path=lambda: str(folder / "scene.ma")
            ),
            "node": lambda _: SimpleNamespace(recursiveGlob=lambda *_: [rop]),
            "nodeTypeFilter": SimpleNamespace(Rop=1),
            "ropNodeTypeCategory": lambda: "Driver",
            "fileReferences": lambda: (
                (SimpleNamespace(node=lambda: rop), "$HIP/render.$F4.exr"),
                (SimpleNamespace(node=lambda: material), "$HIP/wood.%(UDIM)d.png"),
                (None, "opdef:/Object/tool"),
            ),
            "text": SimpleNamespace(expandString=lambda text: text.replace("$HIP", str(folder))),
            "applicationVersion": lambda: (19, 5, 303),
            "ui": SimpleNamespace(setStatusMessage=shown.append),
        },
        hdefereval=_DEFERRED,
    )
    _run("houdini_farm.py")["work"].join(_PATIENCE)
    _check_what_came(rayvision_farm, folder, shown, {"scene.ma", "wood.1001.png", "wood.1002.png"})


def test_blender(task_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str | None] = []
    timers: list[Callable[[], float | None]] = []
    context = SimpleNamespace(workspace=SimpleNamespace(status_text_set=shown.append))
    app = SimpleNamespace(timers=SimpleNamespace(register=timers.append))
    _modules(monkeypatch, bpy={"context": context, "app": app})
    _run("blender_timer.py")["start"](task_id)
    (timer,) = timers
    _until(lambda: timer() is None)
    assert shown == [f"{task_id}: 3 / 4, FINISHED_HAS_FAILED", None]


@pytest.fixture
def qt(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    try:
        from PySide6 import QtWidgets
    except ImportError as missing:
        pytest.skip(f"no Qt: {missing}")
    return QtWidgets.QApplication.instance() or QtWidgets.QApplication([])


def test_qt_dialog_shows_the_end_and_never_waits(qt: Any, task_id: int, rayvision_api: RayvisionAPI) -> None:
    dialog = _run("render_dialog.py")["RenderDialog"](rayvision_api, task_id)
    _until(lambda: qt.processEvents() or "failed" in dialog.label.text())
    assert dialog.label.text() == "shot.ma: FINISHED_HAS_FAILED, 1 failed frames"
    assert (dialog.bar.value(), dialog.bar.maximum()) == (3, 4)
    waiting = _run("render_dialog.py")["RenderDialog"](rayvision_api, rayvision_api.task.create_task().task_id_list[0])
    waiting.close()
    _until(lambda: not any("_watch" in thread.name for thread in threading.enumerate()))


def test_coroutines_in_qt(qt: Any, task_id: int) -> None:
    qasync = pytest.importorskip("qasync")
    from PySide6.QtWidgets import QLabel

    label = QLabel()
    watch = _run("render_async.py")["watch"]

    async def main() -> None:
        async with AsyncRayvisionAPI() as api:
            await watch(api, task_id, label)

    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qt)) as runner:
        runner.run(main())
    assert label.text() == "shot.ma: 3 / 4, FINISHED_HAS_FAILED"
