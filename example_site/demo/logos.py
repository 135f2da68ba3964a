"""Draws a logo for an organisation of the demonstration town: a simple sign, different for each name."""

import hashlib
import io
import math

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

SIZE = 320
#: Pairs of ground and sign with enough contrast between them.
COLOURS = [
    ("#0b4f6c", "#f4e285"), ("#7a1f3d", "#f7d6c1"), ("#1d5c3f", "#f2efe5"), ("#41337a", "#ffd166"),
    ("#8c3b0c", "#fff3d6"), ("#20435c", "#9ad1d4"), ("#fdf0d5", "#9b2226"), ("#e9f5db", "#31572c"),
]  # fmt: skip
SIGNS = ("sun", "waves", "rings", "leaf", "hands", "bridge")


def draw_logo(name: str) -> tuple[ImageFile, str]:
    """A square picture (PNG) and the German words for what it shows, always the same for the same name."""
    digest = hashlib.sha256(name.encode()).digest()
    ground, colour = COLOURS[digest[0] % len(COLOURS)]
    sign = SIGNS[digest[1] % len(SIGNS)]
    image = Image.new("RGB", (SIZE, SIZE), ground)
    alt = globals()[f"_{sign}"](ImageDraw.Draw(image), colour, digest[2])
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    content.seek(0)
    return ImageFile(content, name=f"logo-{digest.hex()[:8]}.png"), alt


def _sun(draw: ImageDraw.ImageDraw, colour: str, chance: int) -> str:
    rays = 8 + chance % 5
    for ray in range(rays):
        angle = 2 * math.pi * ray / rays
        start = (160 + 75 * math.cos(angle), 160 + 75 * math.sin(angle))
        end = (160 + 125 * math.cos(angle), 160 + 125 * math.sin(angle))
        draw.line([start, end], fill=colour, width=16)
    draw.ellipse((100, 100, 220, 220), fill=colour)
    return f"Sonne mit {rays} Strahlen"


def _waves(draw: ImageDraw.ImageDraw, colour: str, chance: int) -> str:
    lines = 3 + chance % 2
    for line in range(lines):
        height = 90 + line * 150 // (lines - 1)
        points = [(x, height + 18 * math.sin(x / 22 + line)) for x in range(40, 281, 4)]
        draw.line(points, fill=colour, width=16, joint="curve")
    return f"{lines} Wellen übereinander"


def _rings(draw: ImageDraw.ImageDraw, colour: str, chance: int) -> str:
    for x, y in ((90, 100), (150, 100), (120, 150)):
        draw.ellipse((x, y, x + 100 + chance % 20, y + 100 + chance % 20), outline=colour, width=14)
    return "Drei verschlungene Ringe"


def _leaf(draw: ImageDraw.ImageDraw, colour: str, chance: int) -> str:
    draw.chord((60, 70, 260, 270), 135, 315, fill=colour)
    draw.chord((80, 50, 280, 250), 315, 135, fill=colour)
    draw.line([(70, 270), (130 + chance % 20, 190)], fill=colour, width=14)
    return "Ein Blatt"


def _hands(draw: ImageDraw.ImageDraw, colour: str, chance: int) -> str:
    draw.rounded_rectangle((60, 130, 190, 180), 25, fill=colour)
    draw.rounded_rectangle((130, 150 + chance % 15, 260, 200 + chance % 15), 25, outline=colour, width=12)
    return "Zwei Hände, die sich fassen"


def _bridge(draw: ImageDraw.ImageDraw, colour: str, chance: int) -> str:
    arches = 2 + chance % 2
    width = 240 // arches
    for arch in range(arches):
        left = 40 + arch * width
        draw.arc((left, 130, left + width, 270), 180, 360, fill=colour, width=14)
    draw.line([(30, 125), (290, 125)], fill=colour, width=14)
    return f"Brücke mit {arches} Bögen"
