"""Pictures of frames: real PNG files, drawn from the frame's number, as far as the frame is rendered."""

import hashlib
import io
import random
from collections.abc import Mapping
from functools import cache

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

# Drawn at half the size, so that the small letters of the font can be read.
WIDTH, HEIGHT, SCALE = 160, 90, 2
BACKGROUND, WHITE = (24, 24, 28), (255, 255, 255)
MARGIN, LINE = 4, 12


@cache
def _font() -> ImageFont.ImageFont:
    # Part of Pillow; a scalable font needs FreeType, which not every build has.
    return ImageFont.load_default_imagefont()


def draw(number: int, percent: int, labels: Mapping[str, str] | None = None) -> bytes:
    """Draw a picture from top to bottom, as far as it is done.

    Args:
        number: Decides how it looks.
        percent: How much of it is done.
        labels: Written on the picture, and in the file as text.

    Returns:
        A PNG file.
    """
    rng = random.Random(number)  # noqa: S311  # the same picture each time, no secret
    sky, ground = (tuple(rng.randrange(40, 200) for _ in range(3)) for _ in range(2))
    horizon, done = HEIGHT * rng.randrange(40, 75) // 100, HEIGHT * percent // 100
    # Few colours make a small file.
    picture = Image.new("P", (WIDTH, HEIGHT), 0)
    picture.putpalette([part for colour in (BACKGROUND, sky, ground, WHITE) for part in colour])
    canvas = ImageDraw.Draw(picture)
    for top, bottom, colour in ((0, min(horizon, done), 1), (horizon, done, 2)):
        if top < bottom:
            canvas.rectangle((0, top, WIDTH, bottom - 1), fill=colour)
    info = PngInfo()
    for at, (name, value) in enumerate((labels or {}).items()):
        info.add_itxt(name, value)
        # The font has the letters of Latin-1.
        line = f"{name} {value}".encode("latin-1", "replace").decode("latin-1")
        canvas.text((MARGIN, MARGIN + at * LINE), line, fill=3, font=_font())
    content = io.BytesIO()
    picture.resize((WIDTH * SCALE, HEIGHT * SCALE)).save(content, "PNG", pnginfo=info)
    return content.getvalue()


def token(secret: str, frame_id: int) -> str:
    """Make the part of a picture's name that cannot be guessed."""
    return hashlib.sha256(f"{secret} {frame_id}".encode()).hexdigest()[:16]
