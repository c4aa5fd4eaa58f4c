"""A job: its files are read, made, checked and written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, Protocol, Self

from rayvision_api.jobs import _files
from rayvision_api.jobs._checks import local_findings, merged
from rayvision_api.jobs._contents import JobContents, slashed
from rayvision_api.jobs._findings import Finding
from rayvision_api.jobs._frames import spelt
from rayvision_api.jobs._settings import default_settings
from rayvision_api.jobs._software import ARNOLD, BLENDER, VRAY, JobSoftware, job_software


class JobClient(Protocol):
    """A client, as far as a job needs it to be checked."""

    @property
    def jobs(self) -> Any:  # pyright takes a cached property for no other protocol
        """The client's calls that have to do with jobs."""


class Job(JobContents):
    """The files of a job, with names for what people change.

        job = Job.read("jobs/sq010_sh020")
        job.frames = "1-100[1]"
        job.project = "sq010"
        for finding in job.check():
            print(finding)
        job.write()

    What has no name here is in `task`, `upload`, `asset` and `tips` under its name in the files, stays as it came,
    and may be changed there. A file of which nothing has been changed is written back byte for byte.

    Attributes:
        folder: Where the files are; `None` for a new job.
    """

    __slots__ = ()

    @classmethod
    def read(cls, folder: str | os.PathLike[str]) -> Self:
        """Read the files of a job: `task.json`, `upload.json`, and `asset.json` and `tips.json` where they are.

        What is wrong with them is for `check` to say, all of it.

        Args:
            folder: Where they are, the folder that an analyser wrote for example.

        Raises:
            NotADirectoryError: There is no such folder.
        """
        path = _files.job_folder(folder)
        return cls({name: _files.JobFile.read(path / name) for name in _files.NAMES}, path)

    @classmethod
    def new(
        cls,
        software: str | int,
        scene: str | os.PathLike[str],
        *,
        frames: str | int | Iterable[int] | None = None,
        version: str = "",
        plugins: Mapping[str, str] | None = None,
        files: Iterable[str | os.PathLike[str]] = (),
        settings: Mapping[str, Any] | None = None,
    ) -> Self:
        """Make the files of a job without an analyser; `write` puts them into a folder.

            job = Job.new("blender", "shots/sh020.blend", frames="1-100", version="3.6", files=["textures"])
            job.write("jobs/sh020")

        Args:
            software: `blender`, `arnold` or `vray`; any other of the farm's, if `settings` are given.
            scene: The scene file.
            frames: Which frames, `"1-100"`, `5` or `range(1, 101)`. Necessary for Blender and Arnold. The vendor's
                documentation has no place for them in a job of V-Ray; they are put where Arnold's are.
            version: The version of the software, as the farm spells it.
            plugins: Plugins of the software, name to version.
            files: What the scene needs beside itself; of a folder, every file in it and below it.
            settings: What stands under `scene_info_render`; by default the frames alone.

        Raises:
            ValueError: The software is unknown, or needs settings; frames are missing or none.
            TypeError: An argument is of the wrong type.
            OSError: A folder of `files` cannot be read.
        """
        chosen = job_software(software)
        job = cls({name: _files.JobFile() for name in _files.NAMES})
        path = os.path.abspath(scene)  # noqa: PTH100  # Path.absolute keeps `..`, and a server path may not have it
        job.task.update(default_settings(chosen.cg_id, chosen.cg_name, slashed(path), version, plugins or {}))
        job.task["scene_info_render"] = _scene_info(chosen, frames, settings)
        if settings is not None and frames is not None:
            job.frames = frames
        job.upload["asset"] = []
        job.add_files(files)
        job.add_files([path])
        return job

    def write(self, folder: str | os.PathLike[str] | None = None) -> Path:
        """Write the files, each in one step.

        Args:
            folder: Where to; by default where they were read from. It is made if it is not there.

        Returns:
            The folder.

        Raises:
            ValueError: No folder is given, and the job has none; or a value has no form in JSON.
            OSError: A file cannot be written.
        """
        target = self.folder if folder is None else Path(folder)
        if target is None:
            raise ValueError("folder is missing; say where a new job's files are to be written")
        contents = self._contents()
        target.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            _files.write(target / name, content)
        self.folder = target
        return target

    def texts(self) -> dict[str, str]:
        """Return the files as texts, by name: what `transmit.upload_json_content` sends.

        Raises:
            ValueError: A value has no form in JSON.
        """
        return {name: content.decode("utf-8-sig") for name, content in self._contents().items()}

    def check(self, api: JobClient | None = None, *, pictures: str | os.PathLike[str] | None = None) -> list[Finding]:
        """List everything that is wrong, without changing or sending anything.

        On this machine: files that are missing, cannot be read or collide on the farm; members that are malformed,
        missing or unknown; frames; complaints of the analysis; disk space. With a client, also what the farm does not
        have: software, version, plugins; and its own explanation of each complaint.

        Args:
            api: The client of the account and the platform that the job is for; with an async one, take
                `await api.jobs.check(job)`.
            pictures: Where the pictures are to go, to see whether they will find room.

        Returns:
            The findings, errors first. A job without errors can be submitted.

        Raises:
            RayvisionError: The farm could not be asked.
        """
        if api is not None:
            found: list[Finding] = api.jobs.check(self, pictures=pictures)
            return found
        return merged(local_findings(self, self._files, pictures), None)

    def _contents(self) -> dict[str, bytes]:
        return {name: content for name, file in self._files.items() if (content := file.to_bytes()) is not None}

    def __repr__(self) -> str:
        return f"Job(scene={self.scene!r}, frames={self.frames!r})"


def _scene_info(
    chosen: JobSoftware, frames: str | int | Iterable[int] | None, settings: Mapping[str, Any] | None
) -> dict[str, Any]:
    if settings is not None:
        return deepcopy(dict(settings))
    if chosen.cg_id not in {ARNOLD, BLENDER, VRAY}:
        raise ValueError(
            f"settings is missing; a job for {chosen.cg_name} needs what stands under scene_info_render, "
            "which an analyser finds; only Blender, Arnold and V-Ray can do without"
        )
    if frames is None:
        if chosen.cg_id == VRAY:
            return {}
        raise ValueError(f"frames is missing; a job for {chosen.cg_name} has to say them, '1-100' for example")
    return {"common": {"frames": spelt(frames)}}
