"""Scenes: what a task renders.

The job files of a task say what it renders (see `analysis`). For a task without them the farm chooses a random scene by
its seed, or takes the one that a test has set at the control endpoint.
"""

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from rayvision_sandbox.farm import frame_ranges
from rayvision_sandbox.farm.frame_ranges import MAX_FRAMES, Frames
from rayvision_sandbox.farm.money import CENT, thousandths


@dataclass(frozen=True)
class Scene:
    """What a task renders, and how. Durations are simulated seconds.

    `ranges` are the frames as job files write them, `1,3-4[1]`, one text for all layers or one for each; without them
    `frames` is their number. `pre_frames` are the test frames as job files write them; without them `test_frames` is
    their number.
    """

    cg_id: int = 2000
    name: str = "scene.ma"
    first_frame: int = 1
    frames: int = 10
    step: int = 1
    ranges: tuple[str, ...] = ()
    tiles: int = 1
    layers: tuple[str, ...] = ()
    photon_frames: int = 0
    settlement: str = ""
    pre_render: bool = False
    test_frames: int = 0
    pre_frames: str = ""
    stop_after_test: bool = False
    camera: str = ""
    width: int = 960
    height: int = 540
    ram: int = 64
    nodes: int = 5
    analysis_seconds: int = 30
    queue_seconds: int = 20
    frame_seconds: int = 120
    hourly_price: int = 6_000
    analysis_fails: bool = False
    failing: tuple[int, ...] = ()
    failing_attempts: int = 1

    @property
    def rows(self) -> tuple[Frames, ...]:
        """The frames of each layer, or of the one part that there is without layers."""
        if self.ranges:
            rows = tuple(frame_ranges.read(text) for text in self.ranges)
        else:
            numbers = range(self.first_frame, self.first_frame + self.frames * self.step, self.step)
            rows = (Frames(frame_ranges.write(numbers), numbers),)
        return rows if len(rows) > 1 else rows * max(1, len(self.layers))

    @property
    def frames_range(self) -> str:
        """The frames of all layers, as the service writes them."""
        return ",".join(dict.fromkeys(row.text for row in self.rows))

    def tested(self, numbers: Sequence[int]) -> Sequence[int]:
        """Choose the test frames among the frames of a layer."""
        if not self.pre_frames:
            return numbers[: self.test_frames]
        switches, _, further = self.pre_frames.partition(":")
        places = (0, (len(numbers) - 1) // 2, -1)
        chosen = [numbers[place] for place, switch in zip(places, switches, strict=False) if switch == "1"]
        return [*chosen, *(frame_ranges.read(further).numbers if further.strip() else ())]

    def to_json(self) -> dict[str, Any]:
        """Write it for the database: what differs from the default."""
        return {name: value for name, value in asdict(self).items() if value != DEFAULTS[name]}

    @classmethod
    def from_json(cls, members: dict[str, Any]) -> "Scene":
        """Read it from the database."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in members.items()
        }
        return cls(**values)


DEFAULTS = asdict(Scene())
# Scenes to choose from: one for each way in which the farm works.
SAMPLES = (
    Scene(cg_id=2000, name="forest_walk.ma", frames=24, camera="renderCam"),
    Scene(cg_id=2000, name="harbour_night.mb", frames=12, layers=("beauty", "shadow", "fog"), camera="cam_main"),
    Scene(cg_id=2000, name="arena_crowd.ma", frames=20, pre_render=True, test_frames=3, camera="shotCam"),
    Scene(cg_id=2001, name="living_room.max", first_frame=0, frames=1, tiles=16, photon_frames=1, camera="VRayCam003"),
    Scene(cg_id=2001, name="衣帽间.max", first_frame=0, frames=1, photon_frames=1, camera="VRayCam001"),
    Scene(cg_id=2004, name="river_flip.hip", frames=16, settlement="/out/geometry1", camera="/obj/cam1"),
    Scene(cg_id=2005, name="watch_turntable.c4d", frames=30, camera="Camera"),
    Scene(cg_id=2007, name="robot_idle.blend", frames=15, camera="Camera.001"),
    Scene(cg_id=2013, name="city_dawn.project", frames=8, camera="project://scene/camera"),
)
CAMEL = {
    "".join(word.capitalize() if at else word for at, word in enumerate(f.name.split("_"))): f for f in fields(Scene)
}


def random_scene(seed: int, task_id: int) -> Scene:
    """Choose a task's scene at random; the same seed and task id give the same one."""
    rng = random.Random(f"scene {seed} {task_id}")  # noqa: S311  (a repeatable history, no secret)
    scene = rng.choice(SAMPLES)
    stem, dot, suffix = scene.name.rpartition(".")
    return replace(
        scene,
        name=f"{stem}_v{rng.randrange(1, 100):03d}{dot}{suffix}",
        analysis_seconds=rng.randrange(20, 90),
        queue_seconds=rng.randrange(5, 60),
        frame_seconds=rng.randrange(60, 600),
        failing=tuple(number for number in scene.rows[0].numbers if scene.frames > 1 and rng.random() < 0.02),
    )


def describe(members: dict[str, Any]) -> Scene:
    """Read a scene that a test describes: camel-cased members, all optional.

    Raises:
        ValueError: A member is unknown or has an impossible value.
    """
    changes: dict[str, Any] = {}
    for name, value in members.items():
        if name not in CAMEL:
            raise ValueError(f"a scene has no {name}; it has {', '.join(sorted(CAMEL))}")
        changes[CAMEL[name].name] = _checked(name, value, CAMEL[name].default)
    scene = replace(Scene(), **changes)
    if len(scene.ranges) > 1 and len(scene.ranges) != len(scene.layers):
        raise ValueError("ranges has to be one text, or one for each layer")
    check_size(scene)
    return scene


def check_size(scene: Scene) -> None:
    """Check that a scene has no more frames than the farm renders.

    Raises:
        ValueError: It has, or its frames cannot be read.
    """
    if sum(len(row.numbers) for row in scene.rows) * scene.tiles > MAX_FRAMES:
        raise ValueError(f"a task has at most {MAX_FRAMES} frames")
    for row in scene.rows:
        scene.tested(row.numbers)


def stem(name: str) -> str:
    """Return the name of a scene without its suffix."""
    return name.rpartition(".")[0] or name


def _checked(name: str, value: Any, like: Any) -> Any:
    if name == "hourlyPrice":
        return thousandths(value)
    kind = str if name in {"layers", "ranges"} else int
    if isinstance(like, tuple) and isinstance(value, list) and all(type(element) is kind for element in value):
        return tuple(value)
    if type(value) is not type(like):
        raise ValueError(f"{name} must be like {like!r}, not {value!r}")
    if type(value) is int and value < (0 if name in MAY_BE_ZERO else 1):
        raise ValueError(f"{name} is too small: {value}")
    return value


MAY_BE_ZERO = {"firstFrame", "photonFrames", "testFrames", "analysisSeconds", "queueSeconds", "failingAttempts"}


def duration_and_cost(seed: int, scene: Scene, frame_id: int, attempt: int) -> tuple[int, int]:
    """Draw the duration and cost of one rendering of one frame.

    Returns:
        How many seconds it takes and what it costs, in thousandths (whole cents).
    """
    rng = random.Random(f"frame {seed} {frame_id} {attempt}")  # noqa: S311  (a repeatable history, no secret)
    seconds = max(1, round(scene.frame_seconds * rng.uniform(0.6, 1.4)))
    cents = round(seconds * scene.hourly_price / 3600 / CENT)
    return seconds, max(cents, 1 if scene.hourly_price else 0) * CENT
