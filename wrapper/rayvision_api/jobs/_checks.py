"""What can be seen on this machine to be wrong with a job, before anything is sent: all of it at once."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rayvision_api._server_paths import (
    farm_path,
    is_absolute,
    is_windows,
    name_problem,
    place_problem,
    server_path,
)
from rayvision_api.jobs._contents import JobContents, listed
from rayvision_api.jobs._files import REQUIRED, JobFile
from rayvision_api.jobs._findings import Finding, Severity
from rayvision_api.jobs._frames import FramesError, runs
from rayvision_api.jobs._schema import schema_of, shown, violations
from rayvision_api.jobs._software import ARNOLD, KNOWN, VRAY

# Four channels of two bytes each, as an EXR without compression has them.
_BYTES_PER_PIXEL = 8
_USUAL_SIZE = (1920, 1080)
_GIGABYTE = 10**9
# The documentation's examples have 12 there, which are hours in one of its tables.
_SHORTEST_WARNING = 60
_MOST_ROOT_FOLDERS = 22

_TIPS = {
    "10012": "a file is missing",
    "15002": "a file cannot be read",
    "15004": "the renderer is not supported",
    "15006": "there is no camera",
    "15013": "the version of the scene differs",
    "15019": "the software is not installed",
    "15024": "the scene is missing",
    "999": "the analysis failed for an unknown reason",
}
"""Codes of the analysis that the reference of the job files names; the farm explains them, and all others."""
_TIPS_THAT_MAY_PASS = {"15013"}


def local_findings(
    job: JobContents, files: Mapping[str, JobFile], pictures: str | os.PathLike[str] | None
) -> list[Finding]:
    """List everything that is wrong as far as this machine can tell."""
    return [
        *_file_findings(files),
        *_part_findings(job),
        *_setting_findings(job),
        *_path_findings(job),
        *_collisions(job),
        *_scene_findings(job),
        *_arnold_findings(job),
        *_tip_findings(job),
        *_place_findings(job, pictures),
    ]


def merged(local: Iterable[Finding], farm: Iterable[Finding] | None) -> list[Finding]:
    """Put findings together, errors first; what the farm says of a complaint of the analysis counts more."""
    asked = list(farm or ())
    explained = {finding.member for finding in asked if finding.code == "tip"}
    kept = [finding for finding in local if finding.code != "tip" or finding.member not in explained]
    return sorted([*kept, *asked], key=lambda finding: not finding.is_error)


def tip_places(places: object) -> str:
    """Write the places of a complaint in one line."""
    texts = places if isinstance(places, list) else [places]
    return "; ".join(str(text) for text in texts if text)


def _file_findings(files: Mapping[str, JobFile]) -> Iterator[Finding]:
    for name, file in files.items():
        if file.problem is not None:
            yield _error("unreadable", name, "", file.problem)
        elif not file.exists:
            if name in REQUIRED:
                yield _error("job-file-missing", name, "", "is missing; an analyser or Job.new writes it")
        else:
            if file.marked:
                yield _warning("byte-order-mark", name, "", "starts with a byte order mark; save it as plain UTF-8")
            for member in dict.fromkeys(file.repeated):
                yield _error("malformed", name, member, "is there twice in one object; leave one of them")
            for where, message, unknown in violations(file.content, schema_of(name)):
                yield (
                    _warning("unknown", name, where, message) if unknown else _error("malformed", name, where, message)
                )


def _part_findings(job: JobContents) -> Iterator[Finding]:
    parts = job.parts
    # A job of V-Ray names nothing, and where others would say it is not known.
    if not any(part.renders for part in parts) and job.cg_id in KNOWN and job.cg_id != VRAY:
        why = "turns everything off; turn something on" if parts else "names nothing to render"
        yield _error("nothing-to-render", "task.json", "scene_info_render", why)
    for part in parts:
        member = f"scene_info_render, {part.name}: frames" if part.name else "scene_info_render.common.frames"
        try:
            runs(part.frames or "0")
        except FramesError as error:
            yield _error("frames", "task.json", member, f"cannot be rendered: {error}")
        except ValueError:
            # The schema has found it to be malformed.
            pass
        for camera in part.cameras:
            if part.renders and part.all_cameras and camera not in part.all_cameras:
                yield _error(
                    "camera",
                    "task.json",
                    member.replace("frames", "cameras"),
                    f"has {camera!r}, which the scene does not have",
                )


def _setting_findings(job: JobContents) -> Iterator[Finding]:
    seconds = job.warn_after
    if seconds is not None and 0 < seconds < _SHORTEST_WARNING:
        message = f"is {seconds}, which are seconds; if hours were meant, make it {seconds * 3600}"
        yield _warning("time-out", "task.json", "task_info.time_out", message)


def _path_findings(job: JobContents) -> Iterator[Finding]:
    for index, local, server in listed(job.upload):
        member = f"asset[{index}].local"
        if (problem := _problem(local)) is not None:
            yield _error(problem[0], "upload.json", member, f"is {shown(local)}, {problem[1]}")
        elif "\\" in local and not is_windows(local):
            message = f"is {shown(local)}, with a backslash in a name, where the farm has folders; rename it"
            yield _warning("backslash", "upload.json", member, message)
        member = f"asset[{index}].server"
        # A name that cannot be written has no path on the farm either: once is enough.
        if name_problem(local) is None and (wrong := place_problem(server)) is not None:
            yield _error("server-path", "upload.json", member, f"is {shown(server)}{wrong}")


def _problem(local: str) -> tuple[str, str] | None:
    """Return what keeps a file from being uploaded; `None` if nothing does."""
    if not is_absolute(local):
        return "relative-path", "which depends on the current folder; give the whole path"
    if (problem := name_problem(local)) is not None:
        return problem
    if is_windows(local) and sys.platform != "win32":
        return "file-missing", "a path of Windows, and this is another system"
    try:
        return _disk_problem(local)
    except (FileNotFoundError, NotADirectoryError):
        return "file-missing", "which does not exist; put it there, or take it out of the list"
    except (OSError, ValueError) as error:
        return "file-unreadable", f"which cannot be read: {getattr(error, 'strerror', None) or error}"


def _disk_problem(local: str) -> tuple[str, str] | None:
    mode = os.stat(local).st_mode  # noqa: PTH116  # jobs of 10,000 files are usual
    if stat.S_ISDIR(mode):
        return "folder", "a folder; list the files in it"
    if not stat.S_ISREG(mode):
        return "no-file", "neither a file nor a folder"
    with open(local, "rb"):  # noqa: PTH123  # jobs of 10,000 files are usual
        return None


def _collisions(job: JobContents) -> Iterator[Finding]:
    """Find files that would land on each other."""
    assets = list(listed(job.upload))
    # Windows, on the farm's machines or where the scene was made, ignores case, and dots and blanks at an end.
    folded = job.os_name == "windows" or any(is_windows(local) for _, local, _ in assets)
    landed: dict[str, tuple[int, str, str]] = {}
    folders: dict[str, str] = {}
    for index, local, server in assets:
        place = farm_path(server)
        key = re.sub(r"[. ]+(?=/|\Z)", "", place.lower()) if folded else place
        first = landed.setdefault(key, (index, local, place))
        member = f"asset[{index}].server"
        if first[0] != index:
            if first[1] == local:
                yield _warning(
                    "twice", "upload.json", member, f"is {shown(server)} as in asset[{first[0]}]; one is enough"
                )
            else:
                how = "" if first[2] == place else ", which Windows does not tell apart"
                message = f"is {shown(server)}, where asset[{first[0]}] lands too{how}; give one of them another path"
                yield _error("collision", "upload.json", member, message)
        above = key.rpartition("/")[0]
        while above and above not in folders:
            folders[above] = server
            above = above.rpartition("/")[0]
    for key, (index, _, place) in landed.items():
        if key in folders:
            message = f"is {shown(place)}, a folder of {shown(folders[key])}; a file cannot be both"
            yield _error("collision", "upload.json", f"asset[{index}].server", message)


def _scene_findings(job: JobContents) -> Iterator[Finding]:
    if not job.scene:
        return
    wanted = farm_path(server_path(job.scene)).lower()
    # A sequence of scenes stands as one name, with # for each digit.
    pattern = re.sub(r"(\\#)+", "(#+|-?[0-9]+)", re.escape(wanted))
    if not any(re.fullmatch(pattern, farm_path(server).lower()) for _, _, server in listed(job.upload)):
        message = f"does not list the scene, {shown(job.scene)}; the farm looks for it at {shown(wanted)}"
        yield _error("scene-not-uploaded", "upload.json", "asset", message)


def _arnold_findings(job: JobContents) -> Iterator[Finding]:
    """Find what the documentation forbids for Arnold alone (docs_sdk_en 7a8f77c, SDK_tutorial.md)."""
    if job.cg_id != ARNOLD:
        return
    roots = {farm_path(server).split("/")[1] for _, _, server in listed(job.upload)}
    if len(roots) > _MOST_ROOT_FOLDERS:
        message = f"has {len(roots)} root folders; Arnold's jobs may have {_MOST_ROOT_FOLDERS}"
        yield _warning("arnold", "upload.json", "asset", message)
    for index, local, _ in listed(job.upload):
        if local.replace("\\", "/").startswith("//"):
            message = f"is {shown(local)}; Arnold's jobs may not have files of shares"
            yield _warning("arnold", "upload.json", f"asset[{index}].local", message)
        elif not re.fullmatch(r"[A-Za-z0-9_./\\:#-]*", local):
            message = f"is {shown(local)}; in Arnold's jobs, names are to be of letters, digits and underscores"
            yield _warning("arnold", "upload.json", f"asset[{index}].local", message)


def _tip_findings(job: JobContents) -> Iterator[Finding]:
    for code, places in job.tips.items():
        message = f"{_TIPS.get(code, 'the analysis complains')}: {tip_places(places)}"
        kind = _error if code in _TIPS and code not in _TIPS_THAT_MAY_PASS else _warning
        yield kind("tip", "tips.json", code, message)


def _place_findings(job: JobContents, pictures: str | os.PathLike[str] | None) -> Iterator[Finding]:
    """Find what would keep the pictures out of their folder once they are rendered, and paid for."""
    if pictures is None:
        return
    folder = Path(pictures).absolute()
    try:
        while not folder.exists():
            folder = folder.parent
        may_write = folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    except OSError:  # its name is too long, for example
        may_write = False
    if not may_write:
        message = f"asks for pictures, and {str(folder)!r} is not a folder that you may write to; choose another one"
        yield _error("pictures-folder", "task.json", "scene_info_render", message)
        return
    needed = 0
    for part in job.parts:
        if part.renders and part.frames is not None:
            width, height = part.size or _USUAL_SIZE
            try:
                count = sum(len(run) for run in runs(part.frames))
            except ValueError:
                continue
            needed += count * max(1, len(part.cameras)) * width * height * _BYTES_PER_PIXEL
    free = shutil.disk_usage(folder).free
    if free < needed:
        message = (
            f"asks for pictures of up to {needed / _GIGABYTE:.1f} GB, and {str(folder)!r} has room for "
            f"{free / _GIGABYTE:.1f} GB; make room, or choose another disk"
        )
        yield _error("disk-space", "task.json", "scene_info_render", message)


def _error(code: str, file: str, member: str, message: str) -> Finding:
    return Finding(Severity.ERROR, code, file, member, message)


def _warning(code: str, file: str, member: str, message: str) -> Finding:
    return Finding(Severity.WARNING, code, file, member, message)
