"""Picture files without what cameras and programs write into them: place, device, author, preview.

A file is a row of parts. Those that the picture needs are copied as they are, all others are left out, also
kinds that nobody knows yet. Nothing is decoded, so no pixel, frame or colour changes, and a damaged picture
loses its data like a sound one. Only AVIF and HEIC are written anew, by Pillow.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from PIL import ExifTags, Image, ImageSequence

_JPEG_END, _JPEG_SCAN = 0xD9, 0xDA
# All kinds of frames, scans, the end, tables, restart intervals.
_JPEG_PARTS = frozenset([*range(0xC0, 0xD0), _JPEG_END, _JPEG_SCAN, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF])
# What of the programs' own parts decides about colours.
_JPEG_COLOURS = {0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
# In a scan an FF is followed by 00, by a restart marker or by padding; anything else ends it.
_JPEG_NEXT = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]", re.S)

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_PARTS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS acTL fcTL fdAT cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT".split()
)

_WEBP_PARTS = frozenset([b"VP8 ", b"VP8L", b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH"])
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04

_GIF_IMAGE, _GIF_EXTENSION, _GIF_TRAILER = 0x2C, 0x21, 0x3B
_GIF_CONTROL, _GIF_APPLICATION = 0xF9, 0xFF
_GIF_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")

_WRITTEN_ANEW, _QUALITY = ("AVIF", "HEIF"), 90


def without_metadata(data: bytes) -> bytes:
    """The same picture without place, camera, author, comments and previews; turned the right way as before.

    Equal to ``data`` when there is nothing to remove, and when the file is no picture that Pillow can open
    or has a format other than JPEG (also with several pictures, MPO), PNG, WebP, GIF, AVIF and HEIC.
    """
    try:
        image = Image.open(BytesIO(data))
    except Exception:  # No picture, or one that Pillow refuses: Wagtail's form has the word.
        return data
    with image:
        strip = _FORMATS.get(image.format or "")
        if strip is not None:
            return strip(data, _orientation_exif(image))
        try:
            return _written_anew(data, image) if image.format in _WRITTEN_ANEW else data
        except (OSError, ValueError):  # Damaged: Pillow cannot write what it cannot read.
            return data


def _orientation_exif(image: Image.Image) -> bytes:
    """Data that say nothing but how the picture is turned; empty when it is upright."""
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation)
    except Exception:  # Broken data say nothing, and go.
        return b""
    if not isinstance(orientation, int) or not 2 <= orientation <= 8:
        return b""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    return exif.tobytes()


def _jpeg(data: bytes, exif: bytes) -> bytes:
    kept = [data[:2]]
    if exif:
        kept.append(b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif)
    for marker, part in _jpeg_parts(data):
        content = part[4:]
        if marker == 0xE0 and content.startswith(b"JFIF\0"):
            # Without the preview picture that may follow.
            kept.append(b"\xff\xe0\x00\x10" + content[:12] + b"\0\0")
        elif marker in _JPEG_PARTS or marker in _JPEG_COLOURS and content.startswith(_JPEG_COLOURS[marker]):
            kept.append(part)
    return b"".join(kept)


def _jpeg_parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each part up to the picture's end; phones append videos and further pictures."""
    position = 2
    while found := _JPEG_NEXT.search(data, position):
        start = found.end() - 2
        marker = data[start + 1]
        if marker == _JPEG_END:
            yield marker, data[start : start + 2]
            return
        end = start + 2 + max(2, int.from_bytes(data[start + 2 : start + 4], "big"))
        if marker == _JPEG_SCAN:
            following = _JPEG_NEXT.search(data, end)
            end = following.start() if following else len(data)
        yield marker, data[start:end]
        position = end


def _png(data: bytes, exif: bytes) -> bytes:
    kept, position = [_PNG_START], len(_PNG_START)
    while position < len(data):
        end = position + 12 + int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        if kind in _PNG_PARTS:
            kept.append(data[position:end])
        if kind == b"IHDR" and exif:
            kept.append(_png_part(b"eXIf", exif.removeprefix(b"Exif\0\0")))
        if kind == b"IEND":
            break
        position = end
    return b"".join(kept)


def _png_part(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return len(content).to_bytes(4, "big") + checked + zlib.crc32(checked).to_bytes(4, "big")


def _webp(data: bytes, exif: bytes) -> bytes:
    kept, position = [], 12
    while position + 8 <= len(data):
        kind = data[position : position + 4]
        size = int.from_bytes(data[position + 4 : position + 8], "little")
        end = position + 8 + size + size % 2
        part = data[position:end]
        if kind == b"VP8X":
            flags = part[8] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if exif else 0)
            part = part[:8] + bytes([flags]) + part[9:]
        if kind in _WEBP_PARTS:
            kept.append(part)
        position = end
    if exif:
        content = exif.removeprefix(b"Exif\0\0")
        kept.append(b"EXIF" + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2))
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _gif(data: bytes, exif: bytes) -> bytes:
    position = 13 + _gif_colours(data[10])
    kept = [data[:position]]
    while position < len(data):
        kind = data[position]
        if kind == _GIF_IMAGE and position + 10 < len(data):
            end = _gif_end(data, position + 11 + _gif_colours(data[position + 9]))
            kept.append(data[position:end])
        elif kind == _GIF_EXTENSION and position + 1 < len(data):
            end = _gif_end(data, position + 2)
            label, name = data[position + 1], data[position + 3 : position + 14]
            if label == _GIF_CONTROL or (label == _GIF_APPLICATION and name in _GIF_APPLICATIONS):
                kept.append(data[position:end])
        else:
            kept.append(data[position : position + 1] if kind == _GIF_TRAILER else b"")
            break
        position = end
    return b"".join(kept)


def _gif_colours(flags: int) -> int:
    """The size of a colour table in bytes."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _gif_end(data: bytes, position: int) -> int:
    """Where a chain of blocks ends, each of which begins with its length."""
    while position < len(data) and data[position]:
        position += data[position] + 1
    return position + 1


def _written_anew(data: bytes, image: Image.Image) -> bytes:
    """AVIF and HEIC point at their parts by position, so that none can be left out."""
    exif = _orientation_exif(image)
    found = [(image.info.pop(name, None) or b"").removeprefix(b"Exif\0\0") for name in ("exif", "xmp")]
    if found == [exif.removeprefix(b"Exif\0\0"), b""]:
        return data
    # What Pillow's plugins would take from the picture itself when nothing is given.
    image.getexif().clear()
    durations = []
    for frame in ImageSequence.Iterator(image):
        frame.load()
        durations.append(frame.info.get("duration", 0))
    output = BytesIO()
    image.save(
        output,
        format=image.format,
        save_all=len(durations) > 1,
        duration=durations,
        quality=_QUALITY,
        icc_profile=image.info.get("icc_profile"),
        **({"exif": exif} if exif else {}),
    )
    return output.getvalue()


_FORMATS: dict[str, Callable[[bytes, bytes], bytes]] = {
    "JPEG": _jpeg,
    "MPO": _jpeg,
    "PNG": _png,
    "WEBP": _webp,
    "GIF": _gif,
}
