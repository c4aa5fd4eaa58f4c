"""What an artist does, inside Blender: makes a shot, turns the add-on on, and presses its buttons.

    blender --background --factory-startup --python artist.py -- ADD_ON.zip FOLDER

Prints what was seen as one line of JSON, behind `seen: `.
"""

from __future__ import annotations

import json
import os
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import bpy


def _picture(path: Path) -> Any:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = bpy.data.images.new(path.stem, 8, 8)
    image.filepath_raw = str(path)
    image.file_format = "PNG"
    image.save()
    return image


def _mesh(name: str, *images: Any) -> Any:
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    for image in images:
        material.node_tree.nodes.new("ShaderNodeTexImage").image = image
    mesh = bpy.data.meshes.new(name)
    mesh.materials.append(material)
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def _make_library(folder: Path) -> None:
    _mesh("chair", _picture(folder / "textures/wood.png"))
    bpy.ops.wm.save_as_mainfile(filepath=str(folder / "chair.blend"), relative_remap=True)
    bpy.ops.file.make_paths_relative()
    bpy.ops.wm.save_mainfile()


def _make_shot(folder: Path) -> Any:
    bpy.ops.wm.save_as_mainfile(filepath=str(folder / "sh 020 #1 $(touch x) 镜.blend"))
    with bpy.data.libraries.load(str(folder / "library/chair.blend"), link=True) as (_there, linked):
        linked.objects = ["chair"]
    scene = bpy.context.scene
    scene.collection.objects.link(linked.objects[0])
    packed = _picture(folder / "packed.png")
    packed.pack()
    for tile in (1001, 1002):
        _picture(folder / f"tiles/wall.{tile}.png")
    tiled = bpy.data.images.load(str(folder / "tiles/wall.1001.png"))
    tiled.source = "TILED"
    tiled.filepath = str(folder / "tiles/wall.<UDIM>.png")
    for number in (7, 8, 9):
        _picture(folder / f"clouds/sky_{number:03}.jp2")
    sequence = bpy.data.images.load(str(folder / "clouds/sky_007.jp2"))
    sequence.source = "SEQUENCE"
    _mesh("floor", packed, tiled, sequence)
    cache = folder / f"blendcache_{Path(bpy.data.filepath).stem}/smoke_000001_00.bphys"
    cache.parent.mkdir()
    cache.write_bytes(b"smoke")
    for name in ("left", "right"):
        scene.collection.objects.link(bpy.data.objects.new(name, bpy.data.cameras.new(name)))
    scene.camera = bpy.data.objects["right"]
    scene.render.engine = "CYCLES"
    scene.frame_start, scene.frame_end, scene.frame_step = 2, 14, 4
    bpy.ops.file.make_paths_relative()
    bpy.ops.wm.save_mainfile()
    # Not saved: what is rendered is what the artist sees.
    scene.frame_end = 10
    _add_what_needs_no_file(folder)
    return scene


def _add_what_needs_no_file(folder: Path) -> None:
    """Add simulations that have written nothing, an image that nothing uses, and a text, whose files are gone."""
    smoke = _mesh("smoke").modifiers.new("smoke", "FLUID")
    smoke.fluid_type = "DOMAIN"
    smoke.domain_settings.cache_directory = ""
    _mesh("sea").modifiers.new("sea", "OCEAN").filepath = "//sea"
    _picture(folder / "unused.png")
    (folder / "notes.txt").touch()
    bpy.data.texts.load(str(folder / "notes.txt"))
    for name in ("unused.png", "notes.txt"):
        (folder / name).unlink()


def _pressed(button: Any, **options: Any) -> str:
    """Press a button, and say what came of it: errors are exceptions for scripts."""
    try:
        return str(button(**options))
    except RuntimeError as error:
        return str(error)


def _set_speed(speed: float) -> None:
    address = f"http://{os.environ['RAYVISION_API_DOMAIN']}/sandbox/clock"
    content = json.dumps({"speed": speed}).encode()
    headers = {"Content-Type": "application/json"}
    urllib.request.urlopen(urllib.request.Request(address, content, headers, method="POST")).close()


def _main() -> dict[str, Any]:
    add_on, folder = sys.argv[sys.argv.index("--") + 1 :]
    _make_library(Path(folder) / "library")
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.preferences.addon_install(filepath=add_on)
    bpy.ops.preferences.addon_enable(module="rayvision_farm")
    bpy.context.preferences.addons["rayvision_farm"].preferences.platform = "2"
    nameless = _pressed(bpy.ops.rayvision.submit)
    scene = _make_shot(Path(folder))
    saved = Path(bpy.data.filepath).read_bytes()
    refused = _pressed(bpy.ops.rayvision.submit, wait=True)
    scene.rayvision.version = "3.6"
    # Time stands still on the farm: the button comes back all the same.
    _set_speed(0)
    from rayvision_farm import panel

    started = _pressed(bpy.ops.rayvision.submit)
    alive = panel._work.is_alive()
    timed = bpy.app.timers.is_registered(panel.draw)
    again = bpy.ops.rayvision.submit.poll()
    # Not without a pause: anyone who draws holds up the thread that works.
    while panel._work.is_alive() and not panel._work.text.startswith("task"):
        panel.draw()
        time.sleep(0.05)
    if panel._work.problem:
        raise RuntimeError(panel._work.problem)
    bpy.ops.rayvision.stop()
    panel._work.join()
    stopped = panel._work.text
    _set_speed(100_000)
    # The job of another file, whose name begins as that of this one.
    other = Path(folder) / f"farm/{Path(bpy.data.filepath).stem} b 29991231-235959-000000/task.json"
    other.parent.mkdir()
    other.touch()
    continued = _pressed(bpy.ops.rayvision.go_on, wait=True)
    seen = {
        "nameless": nameless,
        "refused": refused,
        "started": [started, alive, timed, again],
        "stopped": stopped,
        "continued": continued,
        "text": panel._work.text,
        "pictures": sorted(map(str, panel._work.pictures.glob("*/*"))),
        "as it was saved": saved == Path(bpy.data.filepath).read_bytes(),
    }
    bpy.ops.wm.save_mainfile()
    bpy.ops.preferences.addon_disable(module="rayvision_farm")
    return seen


sys.stdout.write(f"seen: {json.dumps(_main())}\n")
