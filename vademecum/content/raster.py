"""Photographs and other pictures of pixels: decoded, held against their width, written anew.

What is written holds pixels alone: no place, no camera, no profile; always the same bytes.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from vademecum.content.unfit import Unfit
from vademecum.forms.rooms import Room

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

MAX_PIXELS: Final = 12_000_000
COARSEST: Final = 200
FINEST: Final = 300
"""Dots per inch of the printed width: fewer are refused, more are left out."""
MM_PER_INCH: Final = 25.4
QUALITY: Final = 92


def printable(data: bytes, rooms: Iterable[Room]) -> bytes:
    """Return a PNG or JPEG as it is printed in the widest of some rooms, in sRGB.

    Raise Unfit for what cannot be decoded, moves, or is too large or too coarse.
    """
    try:
        with _strictly():
            return _printable(data, tuple(rooms))
    except Unfit:
        raise
    except Exception as error:  # a decoder may come to any end
        said = " ".join(str(error).split())[:100]
        said = said if said and "0x" not in said else type(error).__name__
        raise Unfit("picture-file", f"cannot be decoded: {said}", "save it anew") from None


@contextmanager
def _strictly() -> Iterator[None]:
    """Have Pillow refuse what is cut off or blown up, whatever the engine has told it."""
    from PIL import Image, ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError:
        raise _too_many() from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _printable(data: bytes, rooms: tuple[Room, ...]) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
        kind = "PNG" if image.format == "PNG" else "JPEG"
        if image.width * image.height > MAX_PIXELS:
            raise _too_many(image.width, image.height)
        if kind == "PNG" and getattr(image, "is_animated", False):
            raise Unfit("picture-file", "moves; paper does not", "save one frame of it")
        image.load()
        upright: Pixels = ImageOps.exif_transpose(image) if "exif" in image.info else image
        width = _width(upright, rooms)
        return _written(_smaller(_in_srgb(upright), width), kind)


def _too_many(width: int = 0, height: int = 0) -> Unfit:
    size = f"{width:,} x {height:,} pixels" if width else "too many pixels to count"
    message = f"has {size}; {MAX_PIXELS:,} are the most"
    return Unfit("too-large", message, "make it smaller")


def _width(image: Pixels, rooms: tuple[Room, ...]) -> int:
    """Return how many pixels it is to be wide; raise Unfit where it has too few."""
    printed = max((room.printed(image.width / image.height) for room in rooms), default=0.0)
    dots = image.width / (printed / MM_PER_INCH) if printed else FINEST
    if dots < COARSEST:
        needed = round(COARSEST * printed / MM_PER_INCH + 0.5)
        message = (
            f"is {image.width} pixels wide and printed {printed:.0f} mm wide, at {dots:.0f} dpi"
        )
        hint = f"{COARSEST} dpi are the least: give one of {needed} pixels, or show it narrower"
        raise Unfit("coarse-picture", message, hint)
    return round(image.width * min(1.0, FINEST / dots))


def _in_srgb(image: Pixels) -> Pixels:
    """Return the pixels in sRGB, grey or not, with 8 bits a channel."""
    if image.mode.startswith("I"):  # 16 bits, which Pillow would cut off at 255
        image = image.convert("I").point(lambda value: value / 257).convert("L")
    if profile := image.info.get("icc_profile"):
        image = _converted(image, profile)
    clear = image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
    grey = image.mode in ("1", "L", "LA", "La") and "transparency" not in image.info
    mode = ("LA" if clear else "L") if grey else ("RGBA" if clear else "RGB")
    return image if image.mode == mode else image.convert(mode)


def _converted(image: Pixels, profile: bytes) -> Pixels:
    """Return an image without the profile of its colours, which are then sRGB's."""
    from PIL import ImageCms

    if image.mode not in ("RGB", "CMYK"):  # of greys and palettes none is worth it
        return image
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        found = ImageCms.profileToProfile(
            image, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        return image
    assert found is not None
    return found


def _smaller(image: Pixels, width: int) -> Pixels:
    from PIL import Image

    if width >= image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _written(image: Pixels, kind: str) -> bytes:
    """Return the file of the pixels, without anything else that came with them."""
    from PIL import Image

    bare, file = Image.new(image.mode, image.size), BytesIO()
    bare.paste(image)
    options: dict[str, Any] = {"quality": QUALITY, "subsampling": 0} if kind == "JPEG" else {}
    bare.save(file, kind, **options)
    return file.getvalue()
