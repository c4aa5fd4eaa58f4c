"""What the files of a job say, under names for what people change."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rayvision_api._arguments import integer, text
from rayvision_api._server_paths import server_path
from rayvision_api.jobs import _files
from rayvision_api.jobs._frames import spelt
from rayvision_api.jobs._parts import Part, parts_of


@dataclass(frozen=True)
class TestFrames:
    """The frames that are rendered before all others.

    Attributes:
        first: Whether the first frame is one of them.
        middle: Whether the middle one is.
        last: Whether the last one is.
        also: Further ones, `1,3-4[1]` for example. The vendor advises against many single ones.
    """

    __test__ = False  # pytest would take it for a test

    first: bool = False
    middle: bool = False
    last: bool = False
    also: str = ""


class _Number(property):
    """A whole number of `task_info`; `None` where there is none.

    Args:
        member: Its name in the file.
        doc: What it is.
        least: The least that may be set.
    """

    def __init__(self, member: str, doc: str, *, least: int = 1) -> None:
        def read(job: JobContents) -> int | None:
            return job._number(member)  # noqa: SLF001  # of this module

        def write(job: JobContents, value: int) -> None:
            job._changeable[member] = str(integer(self._name, value, least=least))  # noqa: SLF001  # as above

        super().__init__(read, write, doc=doc)

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    if TYPE_CHECKING:

        def __get__(self, job: Any, owner: type | None = None, /) -> int | None: ...  # type: ignore[override]  # of a job alone

        def __set__(self, job: Any, value: int, /) -> None: ...


class JobContents:
    """The contents of a job's files; `Job` reads, checks and writes them."""

    __slots__ = ("_files", "folder")

    def __init__(self, files: Mapping[str, _files.JobFile], folder: Path | None = None) -> None:
        self._files = dict(files)
        self.folder = folder

    # The files

    @property
    def task(self) -> dict[str, Any]:
        """Content of `task.json`."""
        return self._files["task.json"].content

    @property
    def upload(self) -> dict[str, Any]:
        """Content of `upload.json`."""
        return self._files["upload.json"].content

    @property
    def asset(self) -> dict[str, Any]:
        """Content of `asset.json`; empty where there is none."""
        return self._files["asset.json"].content

    @property
    def tips(self) -> dict[str, Any]:
        """Content of `tips.json`: what the analysis complains of. Empty where there is none."""
        return self._files["tips.json"].content

    # What is uploaded

    @property
    def scene(self) -> str:
        """Local path of the scene (`task_info.input_cg_file`)."""
        return str(self._info.get("input_cg_file", ""))

    @property
    def files(self) -> list[tuple[str, str]]:
        """The files that are uploaded: where each one is, and where it lands. Malformed entries are left out."""
        return [(local, server) for _, local, server in listed(self.upload)]

    def add_files(self, paths: Iterable[str | os.PathLike[str]]) -> None:
        """Have further files uploaded; one that is in the list already stays there once.

        Args:
            paths: Files; of a folder, every file in it and below it.

        Raises:
            TypeError: It is one path and not a list; or `asset` in `upload.json` is not a list.
            OSError: A folder cannot be read.
        """
        if isinstance(paths, str | bytes | os.PathLike):
            raise TypeError(f"paths is {paths!r}; it has to be a list of paths")
        assets = self.upload.setdefault("asset", [])
        if not isinstance(assets, list):
            raise TypeError(f"asset in upload.json is {assets!r}; it has to be a list of files")
        present = {local for local, _ in self.files}
        for path in paths:
            for local in _expanded(os.path.abspath(path)):  # noqa: PTH100  # Path.absolute keeps `..`
                name = slashed(local)
                if name not in present:
                    present.add(name)
                    assets.append({"local": name, "server": server_path(name)})

    # What is rendered

    @property
    def parts(self) -> list[Part]:
        """What has frames of its own: layers, nodes, images, or the scene as a whole."""
        for name in ("scene_info_render", "scene_info"):
            info = self.task.get(name)
            if isinstance(info, dict) and info:
                return parts_of(self.cg_id, info)
        return []

    @property
    def frames(self) -> str | None:
        """The frames of all parts that are rendered; `None` where they differ.

        Text, a number or numbers may be set: `"1-100"`, `5`, `range(1, 101, 2)`.
        """
        found = {part.frames for part in self.parts if part.renders}
        return found.pop() if len(found) == 1 else None

    @frames.setter
    def frames(self, value: str | int | Iterable[int]) -> None:
        frames = spelt(value)
        for part in self._chosen_parts():
            part.frames = frames

    @property
    def cameras(self) -> tuple[str, ...]:
        """The cameras of all parts that are rendered, each once; empty where the scene decides."""
        return tuple(dict.fromkeys(camera for part in self.parts if part.renders for camera in part.cameras))

    @cameras.setter
    def cameras(self, names: Iterable[str]) -> None:
        chosen = names if isinstance(names, str) else list(names)
        for part in self._chosen_parts():
            part.cameras = chosen

    @property
    def test_frames(self) -> TestFrames:
        """The frames that are rendered first (`task_info.pre_frames`)."""
        switches, _, also = str(self._info.get("pre_frames", "000")).partition(":")
        first, middle, last = (switch == "1" for switch in switches.strip().ljust(3, "0")[:3])
        return TestFrames(first, middle, last, also.strip())

    @test_frames.setter
    def test_frames(self, value: TestFrames) -> None:
        switches = "".join(str(int(switch)) for switch in (value.first, value.middle, value.last))
        also = spelt(value.also) if value.also else ""
        self._changeable["pre_frames"] = f"{switches}:{also}" if also else switches

    @property
    def stop_after_test(self) -> bool:
        """Whether the task stops after its test frames (`task_info.stop_after_test`)."""
        return str(self._info.get("stop_after_test", "2")) == "1"

    @stop_after_test.setter
    def stop_after_test(self, value: bool) -> None:
        self._changeable["stop_after_test"] = "1" if value else "2"

    # With what

    @property
    def cg_id(self) -> int | None:
        """Number of the software (`task_info.cg_id`), 2007 for example."""
        return self._number("cg_id")

    @property
    def software_name(self) -> str:
        """Name of the software (`software_config.cg_name`)."""
        return str(self._said("software_config").get("cg_name", ""))

    @property
    def os_name(self) -> str:
        """System of the machines (`task_info.os_name`): `linux` or `windows`."""
        return "linux" if str(self._info.get("os_name", "1")) == "0" else "windows"

    @os_name.setter
    def os_name(self, value: str) -> None:
        systems = {"linux": "0", "windows": "1"}
        if value not in systems:
            raise ValueError(f"os_name is {value!r}; it has to be 'linux' or 'windows'")
        self._changeable["os_name"] = systems[value]

    @property
    def version(self) -> str:
        """Version of the software (`software_config.cg_version`)."""
        return str(self._said("software_config").get("cg_version", ""))

    @version.setter
    def version(self, value: str) -> None:
        self._member("software_config")["cg_version"] = text("version", value)

    @property
    def plugins(self) -> dict[str, str]:
        """Plugins of the software, name to version; what is changed here is changed in the job."""
        config = self._member("software_config")
        if not isinstance(config.get("plugins"), dict):
            config["plugins"] = {}
        plugins: dict[str, str] = config["plugins"]
        return plugins

    ram = _Number("ram", "Memory of the machines in GB (`task_info.ram`): 64 or 128.")
    graphics_cards = _Number(
        "graphics_cards_num", "Graphics cards in a machine (`task_info.graphics_cards_num`): 1 or 2."
    )
    frames_per_machine = _Number(
        "frames_per_task", "Frames that a machine renders in one go (`task_info.frames_per_task`)."
    )

    @property
    def hardware_ids(self) -> tuple[str, ...]:
        """Numbers of the kinds of machine that may render (`task_info.hardwareConfigIds`); empty for any."""
        value = self._info.get("hardwareConfigIds")
        if isinstance(value, list):
            return tuple(str(one) for one in value)
        one = self._info.get("hardwareConfigId")
        return (str(one),) if one not in (None, "") else ()

    @hardware_ids.setter
    def hardware_ids(self, values: Iterable[str | int]) -> None:
        if isinstance(values, str):
            raise TypeError(f"hardware_ids is {values!r}; it has to be a list of numbers")
        self._changeable["hardwareConfigIds"] = [str(one) for one in values]
        # One of the two speaks, or they could say different things.
        if "hardwareConfigId" in self._info:
            self._changeable["hardwareConfigId"] = ""

    # Whose, and for how long

    @property
    def project(self) -> str:
        """Name of the label that the job files name (`task_info.project_name`); empty for none."""
        return str(self._info.get("project_name", ""))

    @project.setter
    def project(self, value: str) -> None:
        if not isinstance(value, str):
            raise TypeError(f"project is {value!r}; it has to be text")
        if value != self.project:
            # The number is that of the old name.
            self._changeable["project_id"] = ""
        self._changeable["project_name"] = value

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the labels that the task is created with; by default the project's.

        The vendor's files have no place for them. They stand among one's own members, as `additional_info.labels`.
        """
        labels = self._said("additional_info").get("labels")
        if isinstance(labels, list):
            return tuple(str(one) for one in labels)
        return (self.project,) if self.project else ()

    @labels.setter
    def labels(self, values: Iterable[str]) -> None:
        if isinstance(values, str):
            raise TypeError(f"labels is {values!r}; it has to be a list of names")
        self._member("additional_info")["labels"] = [text("labels", one) for one in values]

    frame_time_limit = _Number("job_stop_time", "How long a frame may take, in seconds (`task_info.job_stop_time`).")
    task_time_limit = _Number(
        "task_stop_time",
        "How long the task may take, in seconds, 0 without limit (`task_info.task_stop_time`).",
        least=0,
    )
    warn_after = _Number("time_out", "After how many seconds of a frame the farm warns (`task_info.time_out`).")

    def fill(self, *, task_id: int, user_id: int, project_id: int = 0, platform: str | int | None = None) -> None:
        """Fill in what the farm alone knows, and what the vendor's tools fill in before they upload.

        `scene_info_render` becomes a copy of `scene_info` where it is empty.

        Args:
            task_id: Number of the task.
            user_id: Number of the account.
            project_id: Number of the label, 0 for none.
            platform: Number of the platform; by default as it is.
        """
        for name, value, least in (("task_id", task_id, 1), ("user_id", user_id, 1), ("project_id", project_id, 0)):
            self._changeable[name] = str(integer(name, value, least=least))
        if platform is not None:
            self._changeable["platform"] = str(platform)
        if not self.task.get("scene_info_render") and self.task.get("scene_info"):
            self.task["scene_info_render"] = deepcopy(self.task["scene_info"])

    @property
    def _info(self) -> dict[str, Any]:
        return self._said("task_info")

    def _said(self, name: str) -> dict[str, Any]:
        member = self.task.get(name)
        return member if isinstance(member, dict) else {}

    @property
    def _changeable(self) -> dict[str, Any]:
        return self._member("task_info")

    def _member(self, name: str) -> dict[str, Any]:
        if not isinstance(self.task.get(name), dict):
            self.task[name] = {}
        member: dict[str, Any] = self.task[name]
        return member

    def _number(self, name: str) -> int | None:
        try:
            return int(self._info[name])
        except (KeyError, TypeError, ValueError):
            return None

    def _chosen_parts(self) -> list[Part]:
        parts = self.parts
        if not parts:
            raise ValueError("the job names nothing to render; scene_info_render of task.json is empty or malformed")
        return [part for part in parts if part.renders] or parts


def listed(upload: Mapping[str, Any]) -> Iterator[tuple[int, str, str]]:
    """List the files of an `upload.json` with their places in its list, which malformed entries keep."""
    assets = upload.get("asset")
    for index, one in enumerate(assets if isinstance(assets, list) else []):
        if isinstance(one, dict) and isinstance(one.get("local"), str) and isinstance(one.get("server"), str):
            yield index, one["local"], one["server"]


def _expanded(path: str, above: tuple[tuple[int, int], ...] = ()) -> Iterator[str]:
    """List the files of a folder and of those below it, in the order of their names; or the file itself."""
    if not os.path.isdir(path):  # noqa: PTH112  # folders of 100,000 files are walked here
        yield path
        return
    status = os.stat(path)  # noqa: PTH116  # as above
    here = (status.st_dev, status.st_ino)
    # A link to a folder above would be followed round and round.
    if here in above:
        return
    with os.scandir(path) as entries:
        names = sorted(entry.path for entry in entries)
    for name in names:
        yield from _expanded(name, (*above, here))


def slashed(path: str) -> str:
    return path.replace("\\", "/") if sys.platform == "win32" else path
