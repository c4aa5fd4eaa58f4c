"""The pictures of finished frames: where they are in the output storage, and when they are written."""

from pathlib import Path
from typing import Any

from rayvision_sandbox.farm.database import Database, Row
from rayvision_sandbox.farm.pictures import draw
from rayvision_sandbox.farm.scenes import number_of, stem
from rayvision_sandbox.farm.status import FrameType
from rayvision_sandbox.farm.storage import Kind, Storage, safe_name

SUFFIX = "png"
# Pictures of other types are only for rendering further frames.
PICTURES = (FrameType.PRIORITY, FrameType.MAIN)


def output_folder(part: Any) -> str:
    """Return the name of the folder for the pictures of a task or part of one."""
    return f"{part['id']}_{safe_name(stem(part['scene_name']))}"


class Output:
    """Writes pictures into the output storage.

    Pictures of tasks with job files are written as soon as their frames are done; those of tasks with random scenes,
    of which there may be very many, when they are listed or downloaded.
    """

    def __init__(self, database: Database, storage: Storage) -> None:
        """Keep the database and the storage."""
        self._database = database
        self._storage = storage
        # The storage may not be that of the farm's last run: at first everything is checked.
        self._until = 0

    def write_new(self, now: int) -> None:
        """Write the pictures of frames that have finished since the last time.

        Raises:
            OSError: A picture cannot be written.
        """
        if now <= self._until:
            return
        frames = self._database.all(
            "SELECT frames.* FROM tasks CROSS JOIN frames ON task_id = tasks.id WHERE tasks.job AND tasks.ends > ?"
            " AND frames.end > ? AND frames.end <= ? AND NOT fails AND type IN (?, ?)",
            *(self._until, self._until, now, *PICTURES),
        )
        parts = {frame["part_id"]: self._database.row("tasks", frame["part_id"]) for frame in frames}
        for frame in frames:
            self._put(parts[frame["part_id"]], frame)
        self._until = now

    def write_part(self, part: Row, now: int) -> None:
        """Write all pictures of the finished frames of a task or part of one.

        Raises:
            OSError: A picture cannot be written.
        """
        for frame in self._database.all(
            "SELECT * FROM frames WHERE part_id = ? AND task_id = ? AND end <= ? AND NOT fails AND type IN (?, ?)",
            *(part["id"], part["root_id"] or part["id"], now, *PICTURES),
        ):
            self._put(part, frame)

    def write_below(self, user_id: int, path: str, now: int) -> None:
        """Write all pictures of finished frames below a path of a user's output storage.

        Raises:
            OSError: A picture cannot be written.
        """
        first = path.strip("/").partition("/")[0]
        for part in self._database.all(
            "SELECT * FROM tasks WHERE user_id = ? AND begins <= ? AND (? = '' OR instr(?, id || '_') = 1)",
            *(user_id, now, first, first),
        ):
            self.write_part(part, now)

    def folder(self, part: Row) -> Path:
        """Return the folder with the pictures of a task or part of one."""
        return self._storage.own(Kind.OUTPUT, part["user_id"], output_folder(part))

    def _path(self, part: Row, frame: Row) -> Path:
        folder = self.folder(part)
        if part["layer_name"]:
            folder /= safe_name(part["layer_name"])
        number = number_of(frame["frame_index"])
        block = frame["frame_index"].removeprefix(str(number))
        return folder / f"{safe_name(stem(part['scene_name']))}.{number:04d}{block}.{SUFFIX}"

    def _put(self, part: Row, frame: Row) -> None:
        path = self._path(part, frame)
        # A frame that was rendered again has a different end.
        if path.exists() and int(path.stat().st_mtime) == frame["end"]:
            return
        labels = {
            "task": str(part["root_id"] or part["id"]),
            "scene": part["scene_name"],
            "layer": part["layer_name"] or "",
            "frame": frame["frame_index"],
            "status": "done" if not frame["attempt"] else f"done (attempt {frame['attempt'] + 1})",
        }
        content = draw(frame["id"], 100, {name: value for name, value in labels.items() if value})
        self._storage.put(path, content, frame["end"])
