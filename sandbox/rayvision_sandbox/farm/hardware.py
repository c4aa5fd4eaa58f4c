"""The hardware that the farm renders with: what it offers, and what a task uses."""

from dataclasses import dataclass
from typing import Any

CPU, GPU = 1, 2
# Platforms of machines with graphics cards; all others have processors only.
GPU_PLATFORMS = {5, 9, 21}


@dataclass(frozen=True)
class Hardware:
    """One configuration of a render node."""

    id: int
    model: str
    ram: int
    gpu_num: str | None = None
    unsupported: tuple[int, ...] = ()
    enabled: bool = True

    def describe(self, platform: int) -> dict[str, Any]:
        """Describe it as the service does, without what depends on tasks."""
        return {
            "id": self.id,
            "type": CPU if self.gpu_num is None else GPU,
            "model": self.model,
            "ram": f"{self.ram}GB",
            "platform": platform,
            "gpuNum": self.gpu_num,
            "notSupportCgId": list(self.unsupported),
            "notSupportCode": [],
            "notSupportCgVersions": None,
            "notSupportPluginList": None,
            "status": int(self.enabled),
        }


CPU_NODES = (
    Hardware(301, "28C", 64),
    Hardware(303, "28C", 128),
    Hardware(305, "48C", 256, unsupported=(2005,)),
    Hardware(307, "16C", 32, enabled=False),
)
GPU_NODES = (
    Hardware(337, "1080Ti", 64, "2*GPU", unsupported=(2000, 2005)),
    Hardware(339, "2080Ti", 64, "2*GPU"),
    Hardware(341, "2080Ti", 128, "4*GPU", unsupported=(2005,)),
)


def on_offer(platform: int) -> tuple[Hardware, ...]:
    """List the configurations of a platform; the first one is the default of a task."""
    return GPU_NODES if platform in GPU_PLATFORMS else CPU_NODES


def hardware_of(task: Any) -> Hardware:
    """Find the configuration that a task uses."""
    offer = on_offer(task["platform"])
    return next((hardware for hardware in offer if hardware.id == task["hardware"]), offer[0])
