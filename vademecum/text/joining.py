"""What stands between parts that are told one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal
from unicodedata import bidirectional, east_asian_width

Join = Literal["list", "rules"]
JOINTS: Final[Mapping[str, Mapping[Join, str]]] = {
    "Arab": {"list": "، ", "rules": "؛ "},
    "Hans": {"list": "、", "rules": "；"},
    "Hant": {"list": "、", "rules": "；"},
    "Jpan": {"list": "、", "rules": "；"},
}
"""What stands between parts that are told one after the other, by script."""
JOINT: Final[Mapping[Join, str]] = {"list": ", ", "rules": "; "}


def joined(parts: Sequence[str], script: str, how: Join) -> str:
    """Return parts one after the other, as texts in a script (ISO 15924) have them."""
    return JOINTS.get(script, JOINT)[how].join(parts)


def in_one_line(lines: Sequence[str]) -> str:
    """Return the lines of an address behind each other, with the comma of their own script."""
    text = "".join(lines)
    if any(bidirectional(char) == "AL" for char in text):
        return "، ".join(lines)
    wide = any(east_asian_width(char) == "W" for char in text)
    return ("，" if wide else ", ").join(lines)
