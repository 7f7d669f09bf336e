"""The reference page of the press's own pictograms: `pictogram_reference.py FOLDER [pictures]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

from vademecum.blocks.pictograms import PICTOGRAMS
from vademecum.setting import template

COLUMNS: Final = 9
DPI: Final = 400
INTRODUCTION: Final = """\
# Vademecum pictograms

The press has {number} pictograms of its own, drawn for paper that is small and copied often. Each
stands beside words, never instead of them: `icon: water` in `guide.yaml` puts one beside a heading,
an item, a row, a column, a label or a sentence ([pictures.md](pictures.md#icons)).
`vademecum list icons WORD` finds them by their ids, their meanings and the words in the third
column.

They are under [CC0 1.0](../templates/pictograms/LICENSE): use them for anything, and print them
without a notice. All else in the press is under the MIT licence.

![All pictograms with their ids](pictograms.png)

This page is made from the registry by `make docs`, the picture from the drawings by
`make pictures`; a change to either by hand is lost.
"""
RULES: Final = """\
## How they are drawn

One drawing is one file, `templates/pictograms/<id>.svg`, and one entry in
`vademecum/blocks/pictograms.py`. `tests/blocks/test_pictograms.py` holds each of them to this:

- A field of 20 by 20 units, with half a unit free at every edge. Every number is a multiple of
  half a unit.
- Paths, lines, circles, ellipses and rectangles in `currentColor`; no text, no transforms, nothing
  that is white.
- A stroke of 2 units with round ends. On a picture of 4 mm that is 0.40 mm; 0.35 mm, the least that
  the press sets, is reached at 3.5 mm.
- What is finer than 1 unit, be it ink or white, goes on a bad copy; gaps between long edges are
  wider. At 4 mm and 300 dpi, blurred by 0.1 mm and copied too light or too dark, a drawing keeps
  all its parts and holes.
- Ink covers between a tenth and two thirds of the field.
- No two drawings are alike: of the ink of any two, at least a fourth stands in one alone.

A drawing shows the thing itself, from the side that everybody knows: solid where the outline says
enough, with a cross beside it where something is not to be done. Ask somebody who has not seen the
word what it says, at 4 mm, before you add one.
"""
COMPARED: Final = """\
## Why the press draws its own

On 2026-11-27 the sets that can be installed from PyPI as SVG files were held against the words of
the guide and the examples, which became the first 90 of the pictograms above. *Drawn* says how many
of these meanings a set has a picture for, by the nearest name; *kept* how many of those keep all
parts and holes on the bad copy described above. Ours were drawn until they passed, so that their
last column is a promise, and that of the others a finding.

| set | licence | pictures | installed | stroke at 4 mm | drawn | kept |
|---|---|---|---|---|---|---|
| Lucide 0.575.0 | ISC, MIT | 1,688 | 0.6 MB | 0.33 mm | 79 | 59 |
| the same with a stroke of 2.1 units | | | | 0.35 mm | 79 | 64 |
| Phosphor 2.0.8.post1, bold | MIT | 1,248 | 3.1 MB | 0.38 mm | 73 | 57 |
| the same, fill | | 1,248 | | solid | 73 | 72 |
| Material Design Icons 7.4.47.post1 | Apache-2.0, MIT | 7,447 | 2.8 MB | solid | 85 | 68 |
| Vademecum pictograms | CC0-1.0 | {number} | {megabytes:.2f} MB | 0.40 mm | 90 | 90 |

The first three come from the packages `justmyresource-lucide`, `justmyresource-phosphor` and
`justmyresource-mdi`.

Font Awesome Free (`justmyresource-font-awesome`) is under CC BY 4.0 and would put a credit on every
card; `fonticon-*` packages hold fonts, in which a picture is a character that a reader's text layer
would show.

**Decision: a set of its own.** Phosphor's solid weight copies as well as ours. It lacks passport,
payment terminal, cash machine, counter, tap and allergy, which guides for travellers are about;
and a picture drawn by another hand beside its own looks like a mistake. Material Design Icons have
most meanings, but lose one in five. Lucide is made for screens: its stroke is too thin at 4 mm, and
when it is made thicker, details close. The packages of all of them are marked as beta, come from
one author and need a second package of his; an update of one may redraw what stands on paper. Files
as small as ours and one test are less to keep. What the set lacks, a guide brings as a picture of
its own.
"""


def page() -> str:
    """Return the page, in Markdown."""
    size = sum(path.stat().st_size for path in _folder().glob("*.svg"))
    told = {"number": len(PICTOGRAMS), "megabytes": size / 1e6}
    parts = (INTRODUCTION.format(**told), *_table(), "", RULES, COMPARED.format(**told))
    return "\n".join(parts)


def _table() -> Iterator[str]:
    yield "| icon | what it means | found by | mirrored from right to left |"
    yield "|---|---|---|---|"
    for id, one in PICTOGRAMS.items():
        mirrored = "yes" if one.directional else ""
        yield f"| `{id}` | {one.caption} | {', '.join(one.keywords)} | {mirrored} |"


def _folder() -> Path:
    return template.folder() / "pictograms"


CELL: Final = (8.4, 6.4)
"""Millimetres across and down for a picture with its name."""
STYLE: Final = """\
@font-face { font-family: label; src: url(font:label) }
@page { size: %gmm %gmm; margin: 0 }
html { font-family: label; font-size: 2.4pt; line-height: 1; text-align: center }
div { position: absolute; width: 8.4mm }
img { width: 4mm; height: 4mm; margin: 0.7mm 0 0.2mm }
"""


def sheet(ids: Sequence[str] = tuple(PICTOGRAMS), folder: Path | None = None) -> bytes:
    """Return pictograms of 4 mm with their ids on one page, as PDF; from the press's folder."""
    from vademecum.setting import engine
    from vademecum.text.faces import FACES

    folder = folder or _folder()
    names = {f"pictograms/{id}.svg": (folder / f"{id}.svg").read_bytes() for id in ids}
    across, down = CELL
    style = STYLE % (COLUMNS * across, -(-len(ids) // COLUMNS) * down)
    cells = (
        f'<div style="left: {n % COLUMNS * across}mm; top: {n // COLUMNS * down}mm">'
        f'<img src="{name}" alt="{escape(id)}"><br>{escape(id)}</div>'
        for n, (id, name) in enumerate(zip(ids, names, strict=True))
    )
    html = f'<html lang="en"><title>.</title><style>{style}</style>{"".join(cells)}</html>'
    type = {"font:label": FACES["source-sans"].path(400).read_bytes()}
    return engine.LoadedDocument(html, names, engine.FontSet(type)).lay_out().pdf("pdf/ua-1", False)


def picture() -> Any:
    """Return a picture of all pictograms with their ids."""
    import pypdfium2

    with pypdfium2.PdfDocument(sheet()) as document:
        return document[0].render(scale=DPI / 72).to_pil().convert("L").quantize(16)


def main(folder: Path = Path("docs"), what: str = "page") -> None:
    """Write the page or, where it is asked for, the picture."""
    if what == "pictures":
        picture().save(folder / "pictograms.png", optimize=True)
    else:
        (folder / "pictograms.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
