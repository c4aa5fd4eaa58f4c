# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Hardware that a platform offers for tasks."""

from __future__ import annotations

from typing import cast

from ..models.hardware_status import HardwareStatus
from ..models.hardware_type import HardwareType
from ..models.software_id import SoftwareId
from ..models.unsupported_version import UnsupportedVersion
from ..types import Reply, read_list, required


class HardwareConfig(Reply):
    """Hardware that a platform offers for tasks."""

    __slots__ = ()

    @property
    def id(self) -> int:
        """Number of the hardware, for `editTaskHardwareConfig` and job files (`id`)."""
        return cast("int", self._wire.get("id"))

    @property
    def type(self) -> HardwareType:
        """Kind of the hardware (`type`)."""
        return required(HardwareType.read(self._wire.get("type")))

    @property
    def model(self) -> str:
        """Model of the graphics card or the processor, `2080Ti` or `28C` for example; `Default` for any
        (`model`)."""
        return cast("str", self._wire.get("model"))

    @property
    def gpu_num(self) -> str | None:
        """How many graphics cards, `2*GPU` for example; null on platforms without (`gpuNum`)."""
        return self._wire.get("gpuNum")

    @property
    def ram(self) -> str:
        """Memory, `64GB` for example (`ram`)."""
        return cast("str", self._wire.get("ram"))

    @property
    def platform(self) -> int:
        """Number of the render platform (`platform`)."""
        return cast("int", self._wire.get("platform"))

    @property
    def current(self) -> bool | None:
        """Whether the task that was asked for renders on it (`current`)."""
        return self._wire.get("current")

    @property
    def not_support_cg_id(self) -> list[SoftwareId] | None:
        """Software that cannot be rendered on it (`notSupportCgId`)."""
        return read_list(self._wire.get("notSupportCgId"), SoftwareId.read)

    @property
    def status(self) -> HardwareStatus:
        """Whether it can be used (`status`)."""
        return required(HardwareStatus.read(self._wire.get("status")))

    @property
    def not_support_code(self) -> list[str] | None:
        """Codes of analysis errors with which it cannot be used, in digits (`notSupportCode`)."""
        return self._wire.get("notSupportCode")

    @property
    def not_support_cg_versions(self) -> list[UnsupportedVersion] | None:
        """Software versions that cannot be rendered on it (`notSupportCgVersions`)."""
        return UnsupportedVersion.read_list(self._wire.get("notSupportCgVersions"))

    @property
    def not_support_plugin_list(self) -> list[str] | None:
        """Plugins that cannot be rendered with it, as patterns for name and version with a blank between
        (`notSupportPluginList`)."""
        return self._wire.get("notSupportPluginList")
