"""What the farm offers: platforms and hardware, software with versions and plugins, explanations of errors."""

from dataclasses import dataclass
from typing import Any

PLATFORMS = {1: (2, 3, 4, 6, 9), 2: (1, 2, 4, 5, 8)}
# Platforms of machines with graphics cards; all others have processors only.
GPU_PLATFORMS = {5, 9, 21}
CPU, GPU = 1, 2
# A prime: neighbours get different numbers.
SPREAD = 7919
DEFAULT_SOFTWARE = 2001
UPDATED = 1534387709000


@dataclass(frozen=True)
class Software:
    """A program that the farm renders with."""

    name: str
    suffixes: str
    icon: str
    versions: tuple[str, ...]
    plugins: tuple[tuple[str, tuple[str, ...]], ...] = ()
    on_linux: bool = False
    project_path: int = 1
    analysed: int = 1


ARNOLD = ("mtoa", ("mtoa 5.3.1", "mtoa 5.2.2"))
VRAY = ("vray", ("vray 6.20.00", "vray 5.20.02"))
SOFTWARE = {
    2000: Software(
        *("Maya", "ma;mb", "maya", ("2020", "2022", "2023", "2024")),
        plugins=(ARNOLD, VRAY, ("redshift", ("redshift 3.5.13",)), ("yeti", ("yeti 4.2.0",))),
        on_linux=True,
    ),
    2001: Software(
        *("3ds Max", "max", "max", ("2020", "2021", "2023", "2024")),
        plugins=(VRAY, ("corona", ("corona 10", "corona 9")), ("forestpack", ("forestpack 8.0.5",))),
    ),
    2004: Software(
        *("Houdini", "hip;hipnc;hiplc", "houdini", ("16.5", "17.5", "19.5", "20.0")),
        plugins=(("renderman", ("renderman 22.6", "renderman 25.2")), ("htoa", ("htoa 6.2.2",))),
        on_linux=True,
        project_path=2,
    ),
    2005: Software(
        *("Cinema 4D", "c4d", "cinema-4D", ("R21", "2023", "2024")),
        plugins=(("octane", ("octane 2023.1",)), ("redshift", ("redshift 3.5.13",))),
    ),
    2007: Software("Blender", "blend", "blender", ("2.93", "3.6", "4.0"), on_linux=True),
    2008: Software("VR Standalone", "vrscene", "VR-standalone", ("5.20", "6.20"), project_path=3, analysed=2),
    2012: Software("KeyShot", "bip", "keyshot", ("11", "2023"), project_path=2),
    2013: Software(*("Clarisse", "project;render", "clarisse", ("5.0 SP14", "4.0 SP8")), on_linux=True, project_path=3),
    2016: Software("Katana", "katana", "katana", ("5.0v4", "6.0v2"), plugins=(("ktoa", ("ktoa 4.2",)),), on_linux=True),
}
FIRST_VERSION_ID = 100
FIRST_PLUGIN_ID = 1166
VERSIONS = dict(
    enumerate(
        ((cg_id, version) for cg_id, software in SOFTWARE.items() for version in software.versions), FIRST_VERSION_ID
    )
)
PLUGINS = dict(
    enumerate(
        (
            (cg_id, name, version)
            for cg_id, software in SOFTWARE.items()
            for name, versions in software.plugins
            for version in versions
        ),
        FIRST_PLUGIN_ID,
    )
)


def plugin(plugin_id: int) -> dict[str, Any]:
    """Describe one version of a plugin."""
    _, name, version = PLUGINS[plugin_id]
    return {"pluginId": plugin_id, "pluginName": name, "pluginVersion": version}


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


def node_of(frame: Any) -> str:
    """Name the machine on which a frame is rendered."""
    return f"node{frame['id'] * SPREAD % 2000 + 1:04d}"


@dataclass(frozen=True)
class Explanation:
    """An analysis error, in Chinese and English."""

    chinese: tuple[str, str]
    english: tuple[str, str]
    serious: bool = True


EXPLANATIONS = {
    999: Explanation(
        ("未知错误", "检查作业文件, 或联系客服。"),
        ("Unknown error", "Check the job files, or ask the support."),
    ),
    10010: Explanation(
        ("场景文件损坏或无法打开", "请用对应版本的软件打开并重新保存场景。"),
        ("The scene file is damaged or cannot be opened", "Open it with the right version and save it again."),
    ),
    10012: Explanation(
        ("找不到文件", "上传缺失的文件, 然后重新提交。"),
        ("A file is missing", "Upload the missing file and submit again."),
    ),
    15000: Explanation(
        ("3ds Max 无法启动", "关闭启动时弹出的窗口, 并检查系统权限。"),
        ("3ds Max does not start", "Close windows that pop up at its start and check the system's permissions."),
    ),
    15002: Explanation(
        ("找不到贴图文件", "补充缺失的贴图, 或在设置中忽略。"),
        ("Texture files are missing", "Add the missing textures, or ignore them in the settings."),
        serious=False,
    ),
    15019: Explanation(
        ("未安装该软件版本", "选择平台支持的软件版本。"),
        ("The software is not installed", "Choose a version of the software that the platform has."),
    ),
    15024: Explanation(
        ("找不到场景文件", "上传场景文件, 然后重新提交。"),
        ("The scene file is missing", "Upload the scene file and submit again."),
    ),
    20001: Explanation(
        ("Maya 场景使用了不支持的插件", "在渲染环境中添加该插件, 或从场景中移除。"),
        (
            "The Maya scene uses a plugin that is not supported",
            "Add it to the environment or remove it from the scene.",
        ),
    ),
    50001: Explanation(
        ("没有可渲染的相机", "至少将一个相机设置为可渲染。"),
        ("There is no renderable camera", "Make at least one camera renderable."),
    ),
}
