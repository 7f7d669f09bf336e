"""Pictures that mean harm, or are made badly: their files, by name."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageCms

from tests.blocks.guides import svg

LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))


def png(width: int, height: int, body: bytes, *more: bytes) -> bytes:
    """Return a PNG that says it is so large, whatever is in it."""
    head = chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def bomb(size: int) -> bytes:
    """Return zeros that take a thousandth of their room."""
    packer = zlib.compressobj(9)
    parts = (packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    first, more = parts  # all but the first are alike: none looks back beyond itself
    checksum = struct.pack("!I", size % 65521 << 16 | 1)  # Adler-32 of so many zeros (RFC 1950)
    return first + more * (size // 2**20 - 1) + b"\x03\0" + checksum


def nested_use(levels: int) -> str:
    groups = "".join(
        f'<g id="a{n + 1}">{f"""<use href="#a{n}"/>""" * 10}</g>' for n in range(levels)
    )
    return svg(f'<defs><path id="a0" d="M0 0h1"/>{groups}</defs><use href="#a{levels}"/>')


def chain(length: int) -> str:
    links = "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(length))
    return svg(f'{links}<path id="a{length}" d="M0 0"/>')


def deep(levels: int) -> str:
    return svg("<g>" * levels + "</g>" * levels)


ENTITIES = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
BOMB = (
    f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a0 "ha">{ENTITIES}]>{svg("<text>&a9;</text>")}'
)
READS = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<text>&x;</text>")
GREY = Image.linear_gradient("L").resize((900, 600))
RED = Image.new("RGB", (900, 600), (200, 40, 30))
FRAMES = [RED, Image.new("RGB", (900, 600))]
PHOTO = saved(GREY.convert("RGB"), "JPEG")


def _drawn(*words: str) -> dict[str, tuple[str, bytes, str]]:
    """Return drawings that are refused, with what the problem says."""
    name, drawing, said = words
    return {name: ("svg", drawing.encode(), said)}


REFUSED: dict[str, tuple[str, bytes, str]] = {
    **_drawn("an entity bomb", BOMB, "a document type"),
    **_drawn("an entity that reads a file", READS, "a document type"),
    **_drawn("an entity in UTF-7", READS.replace("<", "+ADw-", 1), "something else"),
    **_drawn("a script", svg("<script>alert(1)</script>"), "<script>"),
    **_drawn("a script of HTML", svg('<s:script xmlns:s="http://www.w3.org/1999/xhtml"/>'), "<script>"),
    **_drawn("an event", svg('<path onload="alert(1)"/>'), "onload"),
    **_drawn("foreign objects", svg("<foreignObject><p>x</p></foreignObject>"), "<foreignObject>"),
    **_drawn("an image elsewhere", svg('<image href="https://example.org/x.png"/>'), "<image>"),
    **_drawn("a file in a fill", svg('<rect fill="url(file:///etc/passwd#a)"/>'), "fill="),
    **_drawn("an address in a style", svg('<rect style="fill: url(http://x.example/)"/>'), "fill="),
    **_drawn("a style that imports", svg("<style>@import 'x.css'</style>"), "<style>"),
    **_drawn("a use of another file", svg('<use href="other.svg#a"/>'), "leads out"),
    **_drawn("a use of another place", svg('<use xlink:href="http://x.example/#a"/>', LINK), "leads out"),
    **_drawn("data in a use", svg('<use href="data:image/svg+xml,x"/>'), "leads out"),
    **_drawn("an animation", svg('<rect><animate attributeName="x"/></rect>'), "<animate>"),
    **_drawn("a filter", svg('<filter id="f"/>'), "<filter>"),
    **_drawn("what a filter does", svg('<rect filter="url(#f)"/>'), "filter="),
    **_drawn("a link", svg('<a href="https://x.example"><path/></a>'), "<a>"),
    **_drawn("a bomb of uses", nested_use(30), "elements"),
    **_drawn("a wide bomb of uses", nested_use(4), "draws 46,909"),
    **_drawn("a use of itself", svg('<g id="a"><use href="#a"/></g>'), "40 deep"),
    **_drawn("a clip path of itself", svg('<clipPath id="a"><path clip-path="url(#a)"/></clipPath>'), "40 deep"),
    **_drawn("a chain of uses", chain(900), "40 deep"),
    **_drawn("deep groups", deep(200), "40 deep"),
    **_drawn("groups without end", deep(100_000), "no well-formed SVG"),
    **_drawn("many elements", svg("<path/>" * 6_000), "draws 6,001"),
    **_drawn("a use of nothing", svg('<use href="#nothing"/>'), "#nothing"),
    **_drawn("no size", svg("<path/>", ""), "no size"),
    **_drawn("a size of nothing", svg("<path/>", 'viewBox="0 0 0 0"'), "no size"),
    **_drawn("a number that is none", svg('<circle r="NaN"/>'), "r="),
    **_drawn("a number beyond all", svg('<circle r="1e999"/>'), "r="),
    **_drawn("another document", "<html><body>x</body></html>", "is no SVG"),
    **_drawn("half a drawing", svg("<g>")[:-6], "no well-formed SVG"),
    "a drawing in UTF-16": ("svg", svg("<path/>").encode("utf-16"), "something else"),
    "36 million pixels": ("png", saved(Image.new("1", (6000, 6000)), "PNG"), "6,000 x 6,000"),
    "36 million pixels of JPEG": ("jpg", saved(Image.new("L", (6000, 6000)), "JPEG"), "6,000 x 6,000"),
    "billions of pixels": ("png", png(100_000, 100_000, bomb(2**24)), "too many pixels"),
    "more than it says": ("png", png(1000, 1000, bomb(2**28)), ""),
    "a bomb in a profile": ("png", png(1000, 1000, b"", chunk(b"iCCP", b"x\0\0" + bomb(2**24))), "decoded"),
    "a bomb in a text": ("png", png(1000, 1000, b"", chunk(b"zTXt", b"x\0\0" + bomb(2**24))), "decoded"),
    "half a JPEG": ("jpg", PHOTO[: len(PHOTO) // 2], "decoded"),
    "half a PNG": ("png", saved(GREY, "PNG")[:900], "decoded"),
    "a PNG of noise": ("png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "decoded"),
    "a PNG named JPEG": ("jpg", saved(RED, "PNG"), "is PNG"),
    "a GIF that moves": ("png", saved(RED, "GIF", save_all=True, append_images=FRAMES), "is GIF"),
    "a PNG that moves": ("png", saved(RED, "PNG", save_all=True, append_images=FRAMES), "moves"),
    "a WebP that moves": ("jpg", saved(RED, "WebP", save_all=True, append_images=FRAMES), "is WebP"),
    "a page of PDF": ("svg", b"%PDF-1.7\n", "is PDF"),
    "a packed drawing": ("svg", b"\x1f\x8b\x08\0" + bytes(50), "is compressed"),
    "nothing": ("png", b"", "something else"),
    "three megabytes": ("png", b"\x89PNG\r\n\x1a\n" + bytes(3_000_000), "longer than 2 MB"),
    "few pixels": ("png", saved(RED.resize((300, 200)), "PNG"), "300 pixels wide"),
}  # fmt: skip
"""What is refused: the file's suffix, its bytes, and what the problem says of it."""

PLACE = Image.Exif()
PLACE[0x010F] = "A camera"
PLACE[0x0112] = 6  # on its side
PLACE.get_ifd(0x8825)[1] = "N"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
TRANSPARENT = Image.new("RGBA", (900, 600), (1, 2, 3, 99))
CONVERTED: dict[str, tuple[str, bytes, str]] = {
    "CMYK": ("jpg", saved(RED.convert("CMYK"), "JPEG"), "RGB"),
    "16 bits of grey": ("png", saved(Image.new("I;16", (900, 600), 0x8000), "PNG"), "L"),
    "a place": ("jpg", saved(RED, "JPEG", exif=PLACE), "RGB"),
    "a profile": ("jpg", saved(RED, "JPEG", icc_profile=PROFILE), "RGB"),
    "a profile that is none": ("jpg", saved(RED, "JPEG", icc_profile=b"x" * 200), "RGB"),
    "a palette": ("png", saved(RED.convert("P"), "PNG"), "RGB"),
    "one bit": ("png", saved(GREY.convert("1"), "PNG"), "L"),
    "transparent": ("png", saved(TRANSPARENT, "PNG"), "RGBA"),
    "a text": ("png", saved(RED, "PNG", pnginfo=None, dpi=(1, 1)), "RGB"),
}
"""What is taken and made plain: the file's suffix, its bytes, and the mode in which it is printed."""
Read = Callable[[bytes], object]
