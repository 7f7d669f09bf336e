"""Repairs to WeasyPrint 70, each for a fault that cannot be mended in the finished PDF."""

from __future__ import annotations

from types import ModuleType
from typing import Any, Final

import uharfbuzz as hb

VERSION: Final = "70."
DROPPED: Final = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "HVAR", "JSTF", "STAT")


def apply(weasyprint: ModuleType) -> None:
    """Repair an imported WeasyPrint; raise RuntimeError for a version not looked at."""
    if not weasyprint.VERSION.startswith(VERSION):
        raise RuntimeError(f"repairs were made for WeasyPrint {VERSION}x; look at them again")
    weasyprint.pdf.fonts.Font.subset = _subset


def _subset(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """Cut a font to its used glyphs with the HarfBuzz of our own dependencies.

    The engine takes the system's libharfbuzz-subset, or else fontTools, which writes the time of
    day and is slow: the same input gave other bytes on a machine with other libraries.
    """
    if not to_unicode:
        return
    plan = hb.SubsetInput()
    plan.sets(hb.SubsetInputSets.GLYPH_INDEX).update(sorted(to_unicode))
    plan.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
        int.from_bytes(tag.encode(), "big") for tag in DROPPED
    )
    plan.flags |= hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
    face = hb.Face(hb.Blob(font.file_content), font.index)
    font.file_content = bytes(hb.subset(face, plan).blob.data)
