"""What stands between parts that are told one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

Join = Literal["list", "rules", "lines"]
JOINTS: Final[Mapping[str, Mapping[Join, str]]] = {
    "Arab": {"list": "، ", "rules": "؛ ", "lines": "، "},
    "Hans": {"list": "、", "rules": "；", "lines": "，"},
    "Hant": {"list": "、", "rules": "；", "lines": "，"},
    "Jpan": {"list": "、", "rules": "；", "lines": "、"},
}
"""What stands between parts that are told one after the other, by script."""
JOINT: Final[Mapping[Join, str]] = {"list": ", ", "rules": "; ", "lines": ", "}


def joined(parts: Sequence[str], script: str, how: Join) -> str:
    """Return parts one after the other, as texts in a script (ISO 15924) have them."""
    return JOINTS.get(script, JOINT)[how].join(parts)
