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
    # Cameras that take turns are bound to markers, which the scene alone knows.
    if not any(marker.camera for marker in scene.timeline_markers):
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
    caches = dict(_caches())
    unneeded = _unneeded()
    for path in map(_normal, bpy.utils.blend_paths(absolute=True, packed=False, local=False)):
        if path not in unneeded and path not in caches:
            yield from _tiles(path)
    for image in bpy.data.images:
        # Of which Blender names the first one.
        if image.source == "TILED" and image.users and not image.packed_file:
            yield from _tiles(_absolute(image.filepath, image.library))
    yield from _sequences()
    for folder, is_written in caches.items():
        yield from _below(folder, is_written=is_written)


def _unneeded() -> set[Path]:
    """List what Blender counts among its paths, and no frame takes: texts, and what the next save leaves out."""
    data = bpy.data
    kinds = (data.images, data.movieclips, data.sounds, data.fonts, data.cache_files, data.volumes)
    things = [thing for kind in kinds for thing in kind]
    used, unused = (
        {_absolute(thing.filepath, thing.library) for thing in things if bool(thing.users) is is_used}
        for is_used in (True, False)
    )
    return {_absolute(text.filepath, text.library) for text in data.texts} | unused - used


def _sequences() -> Iterator[Path]:
    """List the files of sequences, of which Blender names the first ones."""
    images = [image for image in bpy.data.images if image.source == "SEQUENCE" and not image.packed_file]
    clips = [clip for clip in bpy.data.movieclips if clip.source == "SEQUENCE"]
    caches = [cache for cache in (*bpy.data.cache_files, *bpy.data.volumes) if cache.is_sequence]
    for one in (*images, *clips, *caches):
        if one.users:
            yield from _sequence(one.filepath, one.library)
    for scene in bpy.data.scenes:
        editor = scene.sequence_editor
        # The first name is that of Blender 4.4 and later.
        for strip in getattr(editor, "strips_all", None) or getattr(editor, "sequences_all", ()):
            if strip.type == "IMAGE":
                yield from (_absolute(strip.directory, scene.library) / one.filename for one in strip.elements)


def _caches() -> Iterator[tuple[Path, bool]]:
    """List the folders of simulations, and whether something has to be in them.

    Blender counts some of them among its paths, before anything has been written there too.
    """
    opened = [bpy.data.filepath, *(_absolute(library.filepath, library.library) for library in bpy.data.libraries)]
    for file in map(Path, opened):
        yield file.with_name(f"blendcache_{file.stem}"), False
    for thing in bpy.data.objects:
        for modifier in thing.modifiers:
            if modifier.type == "FLUID" and modifier.fluid_type == "DOMAIN":
                settings = modifier.domain_settings
                yield _absolute(settings.cache_directory, thing.library), settings.has_cache_baked_any
            if modifier.type == "OCEAN":
                yield _absolute(modifier.filepath, thing.library), modifier.is_cached
            # Simulation nodes, since Blender 3.6.
            if directory := getattr(modifier, "simulation_bake_directory", getattr(modifier, "bake_directory", "")):
                yield _absolute(directory, thing.library), False


def _below(folder: Path, *, is_written: bool) -> Iterator[Path]:
    if _is_nowhere(folder):
        return
    if is_written and not folder.exists():
        # For the check to tell.
        yield folder
    yield from (path for path in folder.rglob("*") if path.is_file())


def _sequence(path: str, library: bpy.types.Library | None) -> Iterator[Path]:
    """List the files that differ from one in their last number alone."""
    first = _absolute(path, library)
    # Some endings have a number too, as .jp2 has.
    match = re.fullmatch(r"(.*?)[0-9]+([^0-9]*)", first.stem, re.DOTALL)
    if match is None:
        return
    same = re.compile(f"{re.escape(match[1])}[0-9]+{re.escape(match[2] + first.suffix)}")
    yield from (other for other in first.parent.glob("*") if same.fullmatch(other.name))


def _tiles(whole: Path) -> Iterator[Path]:
    """List the tiles of a picture whose path has a mark for their numbers; any other path is one file."""
    if _is_nowhere(whole):
        return
    if not _TILE.search(whole.name):
        yield whole
        return
    before, after = _TILE.split(whole.name, maxsplit=1)
    yield from whole.parent.glob(f"{escape(before)}*{escape(after)}")


def _is_nowhere(path: Path) -> bool:
    """Return whether a path is empty, or the root, into which Blender 3.4 turns an empty one."""
    return path == Path(path.anchor)


def _absolute(path: str, library: bpy.types.Library | None) -> Path:
    return _normal(bpy.path.abspath(path, library=library))


def _normal(path: str) -> Path:
    return Path(os.path.normpath(path))


def _size(scene: bpy.types.Scene) -> tuple[int, int]:
    return scene.render.resolution_x, scene.render.resolution_y


def _demand_renderable(scene: bpy.types.Scene) -> None:
    if not bpy.data.filepath:
        raise ValueError("The file has not been saved yet; save it first, so that its relative paths mean something")
    if scene.camera is None:
        raise ValueError(f"The scene {scene.name!r} has no camera; choose one in its properties")
    form = scene.render.image_settings.file_format
    if form in _MOVIES:
        raise ValueError(f"The output is {form}, a movie; the farm renders single frames, so choose an image format")
