# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""How far a still picture is."""

from __future__ import annotations

from datetime import datetime

from ..models.progress_frame import ProgressFrame
from ..models.render_stage import RenderStage
from ..types import Reply, read_china_standard_time, read_list


class TaskProgress(Reply):
    """How far a still picture is."""

    __slots__ = ()

    @property
    def is_render_photon(self) -> bool | None:
        """Whether the task renders photons (`isRenderPhoton`)."""
        return self._wire.get("isRenderPhoton")

    @property
    def completed_time(self) -> datetime | None:
        """When the task ended, `yyyy-MM-dd HH:mm:ss` in China Standard Time (`completedTime`)."""
        return read_china_standard_time(self._wire.get("completedTime"))

    @property
    def current_task_type(self) -> RenderStage | None:
        """Which pass the task is at (`currentTaskType`)."""
        return RenderStage.read(self._wire.get("currentTaskType"))

    @property
    def scene_name(self) -> str | None:
        """Name of the scene file, a hyphen, and the camera (`sceneName`)."""
        return self._wire.get("sceneName")

    @property
    def grab_info(self) -> list[list[ProgressFrame]] | None:
        """The blocks of the picture, as a list of lists (`grabInfo`)."""
        return read_list(self._wire.get("grabInfo"), ProgressFrame.read_list)

    @property
    def width(self) -> int | None:
        """Width of the picture, in pixels (`width`)."""
        return self._wire.get("width")

    @property
    def block(self) -> int | None:
        """How many blocks the picture is cut into (`block`)."""
        return self._wire.get("block")

    @property
    def start_time(self) -> datetime | None:
        """When the task began, `yyyy-MM-dd HH:mm:ss` in China Standard Time (`startTime`)."""
        return read_china_standard_time(self._wire.get("startTime"))

    @property
    def height(self) -> int | None:
        """Height of the picture, in pixels (`height`)."""
        return self._wire.get("height")

    @property
    def end_time(self) -> datetime | None:
        """When the task ended, `yyyy-MM-dd HH:mm:ss` in China Standard Time; see `completedTime` (`endTime`)."""
        return read_china_standard_time(self._wire.get("endTime"))
