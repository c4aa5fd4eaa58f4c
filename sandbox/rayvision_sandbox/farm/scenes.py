"""Scenes: what a task renders.

The job files of a task say what it renders (see `job_files`). For a task without them the farm chooses a random scene
by its seed, or takes the one that a test has set at the control endpoint.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

# In thousandths, as all money.
CENT = 10
MAX_FRAMES = 100_000
# JSON's numbers are exact up to here, and the database adds up a thousand tasks of such numbers.
MAX_NUMBER = 2**53
_RUN = re.compile(r" *(-?[0-9]{1,9}) *(?:- *(-?[0-9]{1,9}) *)?(?:\[ *([0-9]{1,9}) *\] *)?")


class Frames(NamedTuple):
    """Frames of a task or of a part: as the job files write them (`1-10[1]`, `5`, `1,3-4[1]`), and their numbers."""

    text: str
    numbers: Sequence[int]


@lru_cache(maxsize=64)
def read_frames(text: str) -> Frames:
    """Read frame ranges; a frame that is named twice counts once.

    Raises:
        ValueError: They cannot be read, or are too many.
    """
    runs = _runs(text)
    if sum(map(len, runs)) > MAX_FRAMES:
        raise ValueError(f"a task has at most {MAX_FRAMES} frames, and {text!r} are more")
    numbers = tuple(dict.fromkeys(number for run in runs for number in run))
    return Frames(",".join(write_frames(run) for run in runs), numbers)


def write_frames(run: Sequence[int]) -> str:
    """Write a row of frames with an even step: `1-10[1]`, and `0` for a single image."""
    return str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}[{run[1] - run[0]}]"


def _runs(text: str) -> list[range]:
    runs = []
    for part in text.split(","):
        match = _RUN.fullmatch(part)
        run = range(int(match[1]), int(match[2] or match[1]) + 1, int(match[3] or 1) or 1) if match else range(0)
        if not run:
            raise ValueError(f"frames are {text!r}, and not like 1-10[1]")
        runs.append(run)
    return runs


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
            rows = tuple(read_frames(text) for text in self.ranges)
        else:
            numbers = range(self.first_frame, self.first_frame + self.frames * self.step, self.step)
            rows = (Frames(write_frames(numbers), numbers),)
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
        return [*chosen, *(read_frames(further).numbers if further.strip() else ())]

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


def random_scene(seed: int, task_id: int) -> Scene:
    """Choose a task's scene at random; the same seed and task id give the same one."""
    rng = random.Random(f"scene {seed} {task_id}")  # noqa: S311  # a repeatable history, no secret
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


def check_size(scene: Scene) -> None:
    """Check that a scene has no more frames than the farm renders, and no larger numbers than it can keep.

    Raises:
        ValueError: It has more frames, or larger numbers, or its frames cannot be read.
    """
    count = sum(len(row.numbers) for row in scene.rows) * scene.tiles + scene.photon_frames
    if count > MAX_FRAMES:
        raise ValueError(f"a task has at most {MAX_FRAMES} frames")
    # Chance makes no frame twice as long.
    seconds = scene.analysis_seconds + scene.queue_seconds + 2 * count * scene.frame_seconds
    if max(seconds, seconds * scene.hourly_price // 3600, scene.cg_id, scene.ram, scene.nodes) > MAX_NUMBER:
        raise ValueError(f"the scene's seconds, its cost, cgId, ram and nodes may be at most {MAX_NUMBER}")
    for row in scene.rows:
        scene.tested(row.numbers)


def number_of(index: str) -> int:
    """Read the number of a frame from its name, which may have a block as well: `7-2`."""
    return int(index[0] + index[1:].partition("-")[0])


def stem(name: str) -> str:
    """Return the name of a scene without its suffix."""
    return name.rpartition(".")[0] or name


def duration_and_cost(seed: int, scene: Scene, frame_id: int, attempt: int) -> tuple[int, int]:
    """Choose at random the duration and cost of one rendering of one frame.

    Returns:
        How many seconds it takes and what it costs, in thousandths (whole cents).
    """
    rng = random.Random(f"frame {seed} {frame_id} {attempt}")  # noqa: S311  # a repeatable history, no secret
    seconds = max(1, round(scene.frame_seconds * rng.uniform(0.6, 1.4)))
    cents = round(seconds * scene.hourly_price / 3600 / CENT)
    return seconds, max(cents, 1 if scene.hourly_price else 0) * CENT
