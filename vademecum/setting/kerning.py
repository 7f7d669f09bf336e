"""Letters of a word kept so close that no reader takes the gap between two for a space.

Where the arm of a letter would touch the one before it, as of an Arabic kaf behind an alef, faces
move the two apart. From a tenth of the size on viewers read that as the end of a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from fontTools.ttLib import TTFont

WIDEST: Final = 0.08
"""How far kerning may move two letters apart, in ems."""
EXTENSION: Final = 9
"""The type of a GPOS lookup that holds others (OpenType 1.9.1, GPOS)."""


def close(data: bytes) -> bytes:
    """Return a font whose kerning parts no word; one that has none comes back as it was."""
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    widest = round(WIDEST * font["head"].unitsPerEm)
    wide = [value for value in _values(font) if (getattr(value, "XAdvance", 0) or 0) > widest]
    if not wide:
        return data
    for value in wide:
        # Right to left, a letter is moved by as much as it grows.
        value.XPlacement = min(getattr(value, "XPlacement", 0) or 0, widest)
        value.XAdvance = widest
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _values(font: TTFont) -> Iterator[Any]:
    """Yield how the first letter of each pair is moved."""
    table = font["GPOS"].table if "GPOS" in font else None
    for lookup in table.LookupList.Lookup if table and table.LookupList else ():
        for subtable in lookup.SubTable:
            inner = subtable.ExtSubTable if lookup.LookupType == EXTENSION else subtable
            pairs = [pair for row in getattr(inner, "PairSet", ()) for pair in row.PairValueRecord]
            rows = getattr(inner, "Class1Record", ())
            pairs += [pair for row in rows for pair in row.Class2Record]
            yield from (pair.Value1 for pair in pairs if pair.Value1)
