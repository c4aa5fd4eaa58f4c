# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The tasks to move to other hardware, and that hardware."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class TaskHardwareRequest(Request):
    """The tasks to move to other hardware, and that hardware."""

    task_ids: list[str | int]
    """Numbers of the tasks (`taskIds`)."""
    hardware_config_ids: list[str]
    """Numbers of the hardware, `id` in `listHardwareConfigs`, in digits (`hardwareConfigIds`)."""
    model: str
    """Its model, as `listHardwareConfigs` names it (`model`)."""
    gpu_num: str
    """How many graphics cards, `2*GPU` for example; empty on platforms without (`gpuNum`)."""
    ram: str
    """Its memory, `64GB` for example (`ram`)."""

    _wire_names: ClassVar[dict[str, str]] = {
        "task_ids": "taskIds",
        "hardware_config_ids": "hardwareConfigIds",
        "model": "model",
        "gpu_num": "gpuNum",
        "ram": "ram",
    }
