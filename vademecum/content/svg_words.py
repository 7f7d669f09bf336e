"""What an SVG may say here: elements, attributes, and how their values are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

NUMBER: Final = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?"
LENGTH: Final = rf"{NUMBER}(?:px|pt|pc|mm|cm|in|em|ex|%)?"
LENGTHS: Final = re.compile(rf"{LENGTH}(?:(?:\s*,\s*|\s+|(?=[-+])){LENGTH})*")
POINTS: Final = re.compile(r"[-+\d.,eE\s]*")
DRAWN: Final = re.compile(r"[MmZzLlHhVvCcSsQqTtAa][-+MmZzLlHhVvCcSsQqTtAa\d.,eE\s]*|none|")
TURNED: Final = re.compile(
    r"(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([-+\d.,eE\s]+\)[\s,]*)+|none"
)
WORD: Final = re.compile(r"[A-Za-z0-9][\w .-]*")
LOCAL: Final = re.compile(r"""url\(\s*["']?#([^"'()\s]+)["']?\s*\)""")
PAINT: Final = re.compile(
    rf"#[0-9A-Fa-f]{{3,8}}|[A-Za-z-]+|(?:rgb|rgba|hsl|hsla)\([-+\d.,%/\s]+\)"
    rf"|{LOCAL.pattern}(?:\s+[#A-Za-z0-9]+)?"
)
CLIP: Final = re.compile(rf"none|{LOCAL.pattern}")
TARGET: Final = re.compile(r"#[^\s#]+")

ELEMENTS: Final = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "text",
        "tspan",
    ]
)
"""What may stand in a drawing; all else is refused."""
PASSED_OVER: Final = frozenset({"title", "desc", "metadata"})
"""What is not drawn, and so left out."""
WRITTEN: Final = frozenset({"text", "tspan"})
REFERRING: Final = frozenset({"use", "linearGradient", "radialGradient"})
INSTEAD: Final[Mapping[str, str]] = {
    "script": "a drawing runs nothing; take it out",
    "foreignObject": "draw it with shapes and text",
    "image": "give the photograph as a picture of its own",
    "style": "save it as plain SVG, with presentation attributes in place of a style sheet",
    "textPath": "write the text in a straight line",
    "a": "take the link away; what it leads to can be a QR code",
}
DRAW_PLAINLY: Final = "draw it with shapes, gradients, clip paths and text alone"

ATTRIBUTES: Final[Mapping[str, re.Pattern[str]]] = {
    **dict.fromkeys(
        [
            "x",
            "y",
            "x1",
            "y1",
            "x2",
            "y2",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "fx",
            "fy",
            "fr",
            "width",
            "height",
            "dx",
            "dy",
            "offset",
            "viewBox",
            "font-size",
            "stroke-width",
            "stroke-miterlimit",
            "stroke-dashoffset",
            "opacity",
            "fill-opacity",
            "stroke-opacity",
            "stop-opacity",
        ],
        LENGTHS,
    ),
    "stroke-dasharray": re.compile(rf"none|{LENGTHS.pattern}"),
    "points": POINTS,
    "d": DRAWN,
    "transform": TURNED,
    "gradientTransform": TURNED,
    "clip-path": CLIP,
    **dict.fromkeys(["fill", "stroke", "stop-color", "color"], PAINT),
    **dict.fromkeys(
        [
            "id",
            "fill-rule",
            "clip-rule",
            "stroke-linecap",
            "stroke-linejoin",
            "text-anchor",
            "font-weight",
            "direction",
            "gradientUnits",
            "clipPathUnits",
            "spreadMethod",
            "preserveAspectRatio",
            "display",
            "visibility",
            "dominant-baseline",
        ],
        WORD,
    ),
}
"""What may be said of an element, and how; what does no harm and is not here is left out."""
REFUSED: Final = frozenset({"filter", "mask", "marker", "marker-start", "marker-mid", "marker-end"})
"""Attributes that would be missed on paper."""
HARMFUL: Final = re.compile(r"(?i)url\s*\(|@import|javascript:|expression\s*\(|\\")
