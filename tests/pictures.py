"""Pictures as cameras, phones and programs write them, with all they tell about place and people."""

from io import BytesIO
from random import Random
from typing import Any

from PIL import ExifTags, Image, PngImagePlugin

#: Stands in every part of a picture that must go.
SECRET = b"GEHEIM-50.6213-9.4102"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + SECRET + b"</x:xmpmeta>"


def photo(size: tuple[int, int] = (64, 48), seed: int = 1) -> Image.Image:
    """A picture with many colours."""
    return Image.frombytes("RGB", size, Random(seed).randbytes(3 * size[0] * size[1]))


def camera_data(orientation: int = 6) -> Image.Exif:
    """What a camera says: its name, where it was, how it was held."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = SECRET.decode()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (50.0, 37.0, 17.0), 3: "E", 4: (9.0, 24.0, 37.0)}
    return exif


def written(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of a file."""
    output = BytesIO()
    picture.save(output, kind, **options)
    return output.getvalue()


def camera_jpeg(**options: Any) -> bytes:
    """A photograph with everything that a JPEG may carry."""
    more = b"\xff\xed" + (len(SECRET) + 16).to_bytes(2, "big") + b"Photoshop 3.0\0" + SECRET
    options = {"exif": camera_data(), "comment": SECRET, "xmp": XMP, "extra": more} | options
    return written(photo(), "JPEG", **options)


def png_with_text() -> bytes:
    """A screenshot that says who made it."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", SECRET.decode())
    text.add_itxt("Description", SECRET.decode())
    return written(photo(), "PNG", pnginfo=text, exif=camera_data())


def opened(data: bytes) -> Image.Image:
    """The picture in a file."""
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def frames(data: bytes) -> list[tuple[Any, bytes]]:
    """How long each frame is shown, and its pixels."""
    picture, found = opened(data), []
    for number in range(getattr(picture, "n_frames", 1)):
        picture.seek(number)
        picture.load()
        found.append((picture.info.get("duration"), picture.convert("RGBA").tobytes()))
    return found


def tells_nothing(data: bytes) -> bool:
    """Whether a file says neither where nor by whom it was made."""
    tags = set(opened(data).getexif()) - {ExifTags.Base.Orientation}
    return SECRET not in data and not tags
