"""Pictures of frames: made up from the frame's number, but real, and drawn as far as the frame is rendered."""

import hashlib
import random
import struct
import zlib

WIDTH, HEIGHT = 320, 180
BACKGROUND = (24, 24, 28)


def png(width: int, height: int, rows: list[bytes]) -> bytes:
    """Write rows of RGB pixels as a PNG file."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def draw(number: int, percent: int, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """Draw a sky over a ground, from top to bottom, as far as it is done."""
    dice = random.Random(number)  # noqa: S311  (the same picture each time, no secret)
    sky, haze, ground = ([dice.randrange(40, 256) for _ in range(3)] for _ in range(3))
    horizon = height * dice.randrange(40, 75) // 100
    rows = []
    for line in range(height):
        if line >= height * percent // 100:
            colour = bytes(BACKGROUND)
        elif line < horizon:
            colour = _blend(sky, haze, line / horizon)
        else:
            colour = _blend(ground, [0, 0, 0], (line - horizon) / height)
        rows.append(colour * width)
    return png(width, height, rows)


def _blend(one: list[int], other: list[int], share: float) -> bytes:
    return bytes(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def token(secret: str, frame_id: int) -> str:
    """Make the part of a picture's name that cannot be guessed."""
    return hashlib.sha256(f"{secret} {frame_id}".encode()).hexdigest()[:16]
