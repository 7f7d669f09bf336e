"""Ligatures taken apart: a glyph a character, so that what is read back is what was written.

Viewers reverse the text of a right-to-left line glyph by glyph. A glyph that stands for two
characters then reads backwards: the Arabic "no" becomes "the".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from fontTools.otlLib.builder import buildSingleSubstSubtable
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph

LIGATURE, CHAIN, EXTENSION, SINGLE = 4, 6, 7, 1
"""Types of GSUB lookups (OpenType 1.9.1, GSUB)."""
FEATURES: Final = ("rlig", "liga")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two glyphs that join in a third."""

    first: str
    second: str
    ligature: str


def take_apart(data: bytes) -> bytes:
    """Return a font whose ligatures of two are drawn by the first glyph, the second being blank.

    The pair looks as before. Fonts without such ligatures come back as they were.
    """
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    if "GSUB" not in font or "glyf" not in font or not _take_apart(font):
        return data
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _take_apart(font: TTFont) -> bool:
    """Replace the ligature lookups of a font; return whether there was one."""
    table = font["GSUB"].table
    blanks: dict[str, str] = {}
    found = False
    for index in sorted(_lookups(table)):
        lookup = table.LookupList.Lookup[index]
        pairs = tuple(_pairs(lookup))
        if not pairs:
            continue
        for second in sorted({pair.second for pair in pairs} - set(blanks)):
            blanks[second] = _blank(font, second)
        table.LookupList.Lookup[index] = _chain(table, lookup.LookupFlag, pairs, blanks)
        found = True
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    return found


def _lookups(table: Any) -> set[int]:
    records = table.FeatureList.FeatureRecord
    return {i for r in records if r.FeatureTag in FEATURES for i in r.Feature.LookupListIndex}


def _pairs(lookup: Any) -> Iterator[Pair]:
    """Yield the ligatures of two glyphs of a lookup."""
    for subtable in lookup.SubTable:
        inner = subtable.ExtSubTable if lookup.LookupType == EXTENSION else subtable
        for first, ligatures in getattr(inner, "ligatures", {}).items():
            for ligature in ligatures:
                if len(ligature.Component) == 1:
                    yield Pair(first, ligature.Component[0], ligature.LigGlyph)


def _blank(font: TTFont, second: str) -> str:
    """Add an empty glyph without width, the ghost of `second`, and return its name."""
    name = f"{second}.ghost"
    font["glyf"][name] = Glyph()
    font.setGlyphOrder(font["glyf"].glyphOrder)
    font["hmtx"].metrics[name] = (0, 0)
    return name


def _chain(table: Any, flag: int, pairs: tuple[Pair, ...], blanks: dict[str, str]) -> Any:
    """Return a lookup that draws each pair by its first glyph (GSUB type 6, format 3)."""
    chain = _lookup(CHAIN, flag)
    ghost = _append(table, flag, {pair.second: blanks[pair.second] for pair in pairs})
    for pair in pairs:
        drawn = _append(table, flag, {pair.first: pair.ligature})
        subtable = otTables.ChainContextSubst()
        subtable.Format = 3
        subtable.BacktrackGlyphCount = subtable.LookAheadGlyphCount = 0
        subtable.BacktrackCoverage, subtable.LookAheadCoverage = [], []
        subtable.InputCoverage = [_coverage(pair.first), _coverage(pair.second)]
        subtable.InputGlyphCount = 2
        subtable.SubstLookupRecord = [_record(0, drawn), _record(1, ghost)]
        subtable.SubstCount = 2
        chain.SubTable.append(subtable)
    chain.SubTableCount = len(chain.SubTable)
    return chain


def _append(table: Any, flag: int, mapping: dict[str, str]) -> int:
    """Add a lookup that replaces single glyphs and return its index."""
    lookup = _lookup(SINGLE, flag)
    lookup.SubTable = [buildSingleSubstSubtable(mapping)]
    lookup.SubTableCount = 1
    table.LookupList.Lookup.append(lookup)
    return len(table.LookupList.Lookup) - 1


def _lookup(kind: int, flag: int) -> Any:
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable = kind, flag, []
    return lookup


def _coverage(glyph: str) -> Any:
    coverage = otTables.Coverage()
    coverage.glyphs = [glyph]
    return coverage


def _record(position: int, lookup: int) -> Any:
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = position, lookup
    return record
