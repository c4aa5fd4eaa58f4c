"""The job of the open file: what of it is rendered, and every file that this takes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime
from glob import escape
from pathlib import Path

import bpy

_MOVIES = {"AVI_JPEG", "AVI_RAW", "FFMPEG"}
_TILE = re.compile(r"<U[DV](?:IM|TILE)>")


def write_job(scene: bpy.types.Scene, folder: Path, version: str) -> Path:
    """Write the job of the open file, with everything that has been changed in it and not been saved.

    The scene that is uploaded is a copy, so that the artist can go on working. It lands where the open file would, so
    that all its relative paths mean what they mean here.

    Args:
        scene: What is rendered: its frames, its camera, its size.
        folder: Where jobs are kept; this one gets a folder of its own in it.
        version: The version of Blender that renders, as the farm spells it; empty for this one.

    Returns:
        The folder of the job.

    Raises:
        ValueError: The file cannot be rendered on a farm like this.
        OSError: The job cannot be written.
    """
    from rayvision_api.jobs import Job

    _demand_renderable(scene)
    here = Path(bpy.data.filepath)
    # To the microsecond: a button may be pressed twice within a second.
    target = folder / f"{here.stem} {datetime.now().astimezone():%Y%m%d-%H%M%S-%f}"
    target.mkdir(parents=True)
    copy = target / here.name
    bpy.ops.wm.save_as_mainfile(filepath=str(copy), copy=True, relative_remap=False)
    width, height = (size * scene.render.resolution_percentage // 100 for size in _size(scene))
    settings = {
        "common": {
            "width": str(width),
            "height": str(height),
            "scene_name": [scene.name],
            "Output_path": scene.render.filepath,
            "Render_Format": scene.render.image_settings.file_format,
        }
    }
    job = Job.new(
        "blender",
        here,
        frames=range(scene.frame_start, scene.frame_end + 1, scene.frame_step),
        version=version or ".".join(map(str, bpy.app.version[:2])),
        files=sorted(set(needed_files())),
        settings=settings,
    )
    job.cameras = [scene.camera.name]
    # The job files have no place for the engine, which the farm reads in the scene; here it is for people.
    job.task["additional_info"]["engine"] = scene.render.engine
    for asset in job.upload["asset"]:
        if Path(asset["local"]) == here:
            asset["local"] = copy.as_posix()
    return job.write(target)


def latest_job(folder: Path) -> Path | None:
    """Find the job of the open file that was written last."""
    name, stamp = escape(Path(bpy.data.filepath).stem), f"{'[0-9]' * 8}-{'[0-9]' * 6}-{'[0-9]' * 6}"
    jobs = sorted(path.parent for path in folder.glob(f"{name} {stamp}/task.json"))
    return jobs[-1] if jobs else None


def needed_files() -> Iterator[Path]:
    """List the files outside the open one that it needs, and those that its libraries need; what is packed is not."""
    for path in bpy.utils.blend_paths(absolute=True, packed=False, local=False):
        yield from _tiles(path)
    for image in bpy.data.images:
        # Of which Blender names the first one.
        if image.source == "TILED" and not image.packed_file:
            yield from _tiles(str(_absolute(image.filepath, image.library)))
    yield from _sequences()
    yield from _caches()


def _sequences() -> Iterator[Path]:
    """List the files of sequences, of which Blender names the first ones."""
    images = [image for image in bpy.data.images if image.source == "SEQUENCE" and not image.packed_file]
    clips = [clip for clip in bpy.data.movieclips if clip.source == "SEQUENCE"]
    caches = [cache for cache in (*bpy.data.cache_files, *bpy.data.volumes) if cache.is_sequence]
    for one in (*images, *clips, *caches):
        yield from _sequence(one.filepath, one.library)
    for scene in bpy.data.scenes:
        editor = scene.sequence_editor
        # The first name is that of Blender 4.4 and later.
        for strip in getattr(editor, "strips_all", None) or getattr(editor, "sequences_all", ()):
            if strip.type == "IMAGE":
                yield from (_absolute(strip.directory, scene.library) / one.filename for one in strip.elements)


def _caches() -> Iterator[Path]:
    """List what simulations have written; Blender counts none of it among its paths."""
    opened = [bpy.data.filepath, *(_absolute(library.filepath, library.library) for library in bpy.data.libraries)]
    for file in map(Path, opened):
        yield from _below(file.with_name(f"blendcache_{file.stem}"))
    for thing in bpy.data.objects:
        for modifier in thing.modifiers:
            if modifier.type == "FLUID" and modifier.fluid_type == "DOMAIN":
                yield from _below(_absolute(modifier.domain_settings.cache_directory, thing.library))
            if modifier.type == "OCEAN" and modifier.is_cached:
                yield from _below(_absolute(modifier.filepath, thing.library))
            # Simulation nodes, since Blender 3.6.
            if directory := getattr(modifier, "simulation_bake_directory", getattr(modifier, "bake_directory", "")):
                yield from _below(_absolute(directory, thing.library))


def _below(folder: Path) -> Iterator[Path]:
    if not _is_nowhere(folder):
        yield from (path for path in folder.rglob("*") if path.is_file())


def _sequence(path: str, library: bpy.types.Library | None) -> Iterator[Path]:
    """List the files that differ from one in their last number alone."""
    first = _absolute(path, library)
    match = re.fullmatch(r"(.*?)([0-9]+)([^0-9]*)", first.name)
    if match is None:
        return
    same = re.compile(f"{re.escape(match[1])}[0-9]+{re.escape(match[3])}")
    yield from (other for other in first.parent.glob("*") if same.fullmatch(other.name))


def _tiles(path: str) -> Iterator[Path]:
    """List the tiles of a picture whose path has a mark for their numbers; any other path is one file."""
    whole = Path(path)
    if _is_nowhere(whole):
        return
    if not _TILE.search(whole.name):
        yield whole
        return
    before, after = _TILE.split(whole.name, maxsplit=1)
    yield from whole.parent.glob(f"{escape(before)}*{escape(after)}")


def _is_nowhere(path: Path) -> bool:
    """Tell whether a path is empty, or the root, which Blender 3.4 makes of an empty one when it makes it relative."""
    normal = Path(os.path.normpath(path))
    return normal == Path(normal.anchor)


def _absolute(path: str, library: bpy.types.Library | None) -> Path:
    return Path(bpy.path.abspath(path, library=library))


def _size(scene: bpy.types.Scene) -> tuple[int, int]:
    return scene.render.resolution_x, scene.render.resolution_y


def _demand_renderable(scene: bpy.types.Scene) -> None:
    if not bpy.data.filepath:
        raise ValueError("The file has no name yet; save it once, for its relative paths to mean something")
    if scene.camera is None:
        raise ValueError(f"The scene {scene.name!r} has no camera; choose one in its properties")
    form = scene.render.image_settings.file_format
    if form in _MOVIES:
        raise ValueError(
            f"The output is {form}, a movie; the farm renders each frame by itself, choose a picture format"
        )
