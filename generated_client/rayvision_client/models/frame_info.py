# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A frame of a task, or a block of a frame."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from ..models.fee_type import FeeType
from ..models.frame_status import FrameStatus
from ..models.frame_type import FrameType
from ..types import Reply, read_milliseconds, required


class FrameInfo(Reply):
    """A frame of a task, or a block of a frame."""

    __slots__ = ()

    @property
    def id(self) -> int:
        """Number of the frame, for `restartFrame` and `loadingFrameThumbnail` (`id`)."""
        return cast("int", self._wire.get("id"))

    @property
    def user_id(self) -> int | None:
        """Number of the account (`userId`)."""
        return self._wire.get("userId")

    @property
    def frame_price(self) -> float | None:
        """Price of rendering, in the account's currency (`framePrice`)."""
        return self._wire.get("framePrice")

    @property
    def fee_type(self) -> FeeType | None:
        """How the frame is paid for (`feeType`)."""
        return FeeType.read(self._wire.get("feeType"))

    @property
    def platform(self) -> int | None:
        """Number of the render platform (`platform`)."""
        return self._wire.get("platform")

    @property
    def frame_index(self) -> str:
        """Name of the frame in its sequence, `0-1` for example (`frameIndex`)."""
        return cast("str", self._wire.get("frameIndex"))

    @property
    def frame_status(self) -> FrameStatus:
        """State of the frame (`frameStatus`)."""
        return required(FrameStatus.read(self._wire.get("frameStatus")))

    @property
    def fee_amount(self) -> float:
        """What was taken from the balance, in the account's currency (`feeAmount`)."""
        return cast("float", self._wire.get("feeAmount"))

    @property
    def start_time(self) -> datetime | None:
        """When rendering began, in milliseconds since the Unix epoch (`startTime`)."""
        return read_milliseconds(self._wire.get("startTime"))

    @property
    def end_time(self) -> datetime | None:
        """When rendering ended, in milliseconds since the Unix epoch (`endTime`)."""
        return read_milliseconds(self._wire.get("endTime"))

    @property
    def frame_execute_time(self) -> int:
        """How long rendering took, in seconds (`frameExecuteTime`)."""
        return cast("int", self._wire.get("frameExecuteTime"))

    @property
    def frame_status_text(self) -> str | None:
        """Key under which the status is translated, `task_frame_status_4` for example (`frameStatusText`)."""
        return self._wire.get("frameStatusText")

    @property
    def arrears_fee(self) -> float | None:
        """What is still owed for the frame, in the account's currency (`arrearsFee`)."""
        return self._wire.get("arrearsFee")

    @property
    def munu_job_id(self) -> str | None:
        """Number of the frame in the scheduler (`munuJobId`)."""
        return self._wire.get("munuJobId")

    @property
    def task_id(self) -> int:
        """Number of the task (`taskId`)."""
        return cast("int", self._wire.get("taskId"))

    @property
    def munu_task_id(self) -> str | None:
        """Number of the task in the scheduler (`munuTaskId`)."""
        return self._wire.get("munuTaskId")

    @property
    def frame_type(self) -> FrameType | None:
        """What is rendered (`frameType`)."""
        return FrameType.read(self._wire.get("frameType"))

    @property
    def coupon_fee(self) -> float:
        """What was taken from coupons, in the account's currency (`couponFee`)."""
        return cast("float", self._wire.get("couponFee"))

    @property
    def restarts(self) -> int:
        """How often the frame was restarted (`recommitFlag`)."""
        return cast("int", self._wire.get("recommitFlag"))

    @property
    def is_copy(self) -> int | None:
        """Whether the frame is a copy, judging by the name, 0 no, 1 yes (`isCopy`)."""
        return self._wire.get("isCopy")

    @property
    def frame_block(self) -> str | None:
        """Number of the block of the frame, in digits (`frameBlock`)."""
        return self._wire.get("frameBlock")

    @property
    def task_over_time(self) -> int | None:
        """How long the frame may take, in milliseconds (`taskOverTime`)."""
        return self._wire.get("taskOverTime")

    @property
    def gop_name(self) -> str | None:
        """Name of the simulation node; Houdini only (`gopName`)."""
        return self._wire.get("gopName")

    @property
    def frame_ram(self) -> int | None:
        """Memory that the frame asks for; null if it asks for none (`frameRam`)."""
        return self._wire.get("frameRam")

    @property
    def current_render_time(self) -> int | None:
        """How long the frame has been rendering now, in seconds, judging by its neighbours
        (`currentRenderTime`).

        Since edition 2.0.0.
        """
        return self._wire.get("currentRenderTime")

    @property
    def average_cpu(self) -> int | None:
        """Average use of the processor, in percent, judging by the printed reply (9) (`averageCpu`).

        Since edition 2.0.0.
        """
        return self._wire.get("averageCpu")

    @property
    def average_memory(self) -> int | None:
        """Average use of memory, in bytes (`averageMemory`).

        Since edition 2.0.0.
        """
        return self._wire.get("averageMemory")

    @property
    def is_over_time(self) -> int | None:
        """Whether the frame is overdue, 0 no, 1 yes (`isOverTime`).

        Since edition 2.0.0.
        """
        return self._wire.get("isOverTime")

    @property
    def over_one_month(self) -> int | None:
        """Whether the frame is older than a month, judging by the name, 0 no, 1 yes (`overOneMonth`).

        Since edition 2.0.0.
        """
        return self._wire.get("overOneMonth")

    @property
    def render_ram(self) -> int | None:
        """Memory that the frame renders with, judging by the name (`renderRam`).

        Since edition 2.0.0.
        """
        return self._wire.get("renderRam")

    @property
    def node_id(self) -> str | None:
        """Address of the machine inside the farm (`nodeId`).

        Since edition 2.0.0.
        """
        return self._wire.get("nodeId")

    @property
    def open_render_ram(self) -> int | None:
        """Memory that was opened for the frame, judging by the name (`openRenderRam`).

        Since edition 2.0.0.
        """
        return self._wire.get("openRenderRam")
