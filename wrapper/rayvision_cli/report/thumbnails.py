"""Pictures of frames, from this machine or from where the farm says they lie, and kept in the page."""

from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
from attrs import frozen
from rayvision_api import RayvisionError
from rayvision_api.transfer import frame_of
from rayvision_client.models import FrameStatus, FrameType, ProgressFrame, SoftwareId

from rayvision_cli.report.task_data import Frame, Task, text

if TYPE_CHECKING:
    from rayvision_api import RayvisionAPI

MOST_PICTURES = 24
MOST_BYTES = 200_000
MOST_BYTES_IN_ALL = 900_000
SECONDS_FOR_ONE = 5.0
SECONDS_IN_ALL = 20.0
_AT_ONCE = 4
_WHOLE = (FrameType.MERGE_MAIN, FrameType.MAIN)

# By what a picture begins with; only what browsers show as a picture and nothing else.
_FORMATS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


@frozen
class Thumbnail:
    """A picture of a frame, as an address that holds it; the part of the task is known of finished frames."""

    name: str
    part: int | None
    address: str


def load_thumbnails(api: RayvisionAPI, task: Task, pictures: Path | None = None) -> list[Thumbnail]:
    """Fetch pictures of frames that are spread over the task, within limits of number, size and time.

    Pictures already downloaded are used first, if they are small enough and a browser can show them.
    Whatever cannot be had is left out. Nothing of the account is sent along: the pictures need not lie on the farm.

    Args:
        api: The client of the account.
        task: The task.
        pictures: The folder into which its pictures were downloaded.
    """
    downloaded = {} if pictures is None else _downloaded(pictures, task)
    quick = api.with_options(timeout=SECONDS_FOR_ONE, retries=None)
    deadline = time.monotonic() + SECONDS_IN_ALL
    with _client() as http:

        def load(wanted: Frame | ProgressFrame) -> bytes | None:
            # A block of a frame has a hyphen in its name, and no picture.
            if isinstance(wanted, Frame) and wanted.name.isdecimal():
                for path in downloaded.get((wanted.part or task.id, int(wanted.name)), ()):
                    if content := _read(path):
                        return content
            if time.monotonic() > deadline:
                return None
            address = _address(quick, wanted) if isinstance(wanted, Frame) else wanted.grab_url
            return _fetch(http, text(address), min(deadline, time.monotonic() + SECONDS_FOR_ONE))

        chosen = list(_chosen(quick, task))
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return list(_kept(zip(chosen, pool.map(load, chosen), strict=True)))


def _downloaded(pictures: Path, task: Task) -> dict[tuple[int, int | None], list[Path]]:
    """Find the pictures of a task and of its parts, by part and frame."""
    found: dict[tuple[int, int | None], list[Path]] = {}
    for part in {frame.part or task.id for frame in task.frames}:
        for path in sorted(pictures.glob(f"{part}_*/**/*")):
            found.setdefault((part, frame_of(path.name)), []).append(path)
    return found


def _read(path: Path) -> bytes | None:
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return None
        content = path.read_bytes()
    except OSError:
        return None
    return content if _kind(content) else None


def spread(task: Task) -> list[Frame]:
    """Choose finished frames at even distances; of a still the whole picture."""
    finished = [frame for frame in task.frames if frame.status == FrameStatus.FINISHED and frame.id]
    if task.is_still:
        # The blocks of a picture are put together at its end.
        finished = sorted(finished, key=lambda frame: _WHOLE.index(frame.type) if frame.type in _WHOLE else 99)[:1]
    count = min(MOST_PICTURES, len(finished))
    return [finished[number * len(finished) // count] for number in range(count)]


def fetch_picture(address: str) -> tuple[str, bytes] | None:
    """Fetch one picture, within the limits of the page's: its media type and its content; `None` if there is none.

    Nothing of the account is sent along: the picture need not lie on the farm.
    """
    with _client() as http:
        content = _fetch(http, address, time.monotonic() + SECONDS_FOR_ONE) or b""
    kind = _kind(content)
    return (kind, content) if kind else None


def _client() -> httpx.Client:
    return httpx.Client(timeout=SECONDS_FOR_ONE, headers={"Accept-Encoding": "identity"})


def _chosen(api: RayvisionAPI, task: Task) -> Iterator[Frame | ProgressFrame]:
    """Choose finished frames; of a task that has none, what there is of the picture at work."""
    if finished := spread(task):
        yield from finished
    elif task.info.cg_id == SoftwareId.THREE_DS_MAX and task.frames:
        with suppress(RayvisionError):
            blocks = api.query.get_task_processing_img(task.id).grab_info or []
            yield from islice((block for row in blocks for block in row if block.grab_url), MOST_PICTURES)


def _address(api: RayvisionAPI, frame: Frame) -> str | None:
    """Ask where the picture of a frame lies."""
    try:
        addresses: object = api.query.get_frame_thumbnail(frame.id or 0)
    except RayvisionError:
        return None
    return text(addresses[0]) if isinstance(addresses, list) and addresses else None


def _fetch(http: httpx.Client, address: str, deadline: float) -> bytes | None:
    """Fetch a file of limited size, in limited time; the farm's own storage paths are not addresses."""
    try:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or parts.username is not None or parts.password is not None:
            return None
        content = bytearray()
        with http.stream("GET", address) as response:
            if response.status_code != httpx.codes.OK:
                return None
            # As it comes: what is small before its decompression may be large after it.
            for piece in response.iter_raw():
                content += piece
                if len(content) > MOST_BYTES or time.monotonic() > deadline:
                    return None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return None
    return bytes(content)


def _kept(loaded: Iterable[tuple[Frame | ProgressFrame, bytes | None]]) -> Iterator[Thumbnail]:
    """Keep what is a picture, as long as the page does not become too large."""
    left = MOST_BYTES_IN_ALL
    for frame, content in loaded:
        kind = _kind(content or b"")
        if content and kind and len(content) <= left:
            left -= len(content)
            name, part = (frame.name, frame.part) if isinstance(frame, Frame) else (text(frame.frame_index), None)
            yield Thumbnail(name, part, f"data:{kind};base64,{b64encode(content).decode()}")


def _kind(content: bytes) -> str | None:
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for beginning, kind in _FORMATS if content.startswith(beginning)), None)
