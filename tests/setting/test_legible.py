"""The letters of drawings: none is smaller on paper than the smallest type."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blocks.guides import PICTURED, guide, svg
from vademecum.edition.composition import compose
from vademecum.setting import legible

GUIDE = """
blocks: {way: {kind: picture, picture: map, width: WIDTH}}
products: {one: {form: FORM, panels: {mine: [way]}}}
place: none
pictures: {map: <path/>}
words: {en: {way: {alt: A map}}}
"""
# On a sheet a drawing of 100 x 50 units is 192 mm wide, so that a unit is 5.44 pt.
TEXT = '<text font-size="{}">Way</text>'


@pytest.mark.parametrize(
    ("drawing", "form", "width", "size"),
    [
        (TEXT.format(2), "sheet", "page", None),
        (TEXT.format(1.65), "sheet", "page", "9.0"),
        (TEXT.format(1.5), "sheet", "page", "8.2"),
        (TEXT.format(2), "sheet", "column", "5.4"),
        (TEXT.format(4), "sheet", "column", None),
        (TEXT.format(4), "card", "page", None),
        (TEXT.format(3), "card", "page", "5.1"),
        (f'<g transform="scale(2)">{TEXT.format(1)}</g>', "sheet", "page", None),
        (f'<g transform="matrix(.5 0 0 .5 9 9)">{TEXT.format(2)}</g>', "sheet", "page", "5.4"),
        (f'<g transform="rotate(45) translate(3, 4)">{TEXT.format(2)}</g>', "sheet", "page", None),
        ('<text font-size="3">Way <tspan font-size="1">in</tspan></text>', "sheet", "page", "5.4"),
        ("<path/>", "card", "column", None),
    ],
)
def test_letters_are_held_against_the_floor_of_the_form(
    drawing: str, form: str, width: str, size: str | None, tmp_path: Path
) -> None:
    folder = guide(tmp_path, GUIDE.replace("WIDTH", width).replace("FORM", form))
    drawn = svg(drawing, 'viewBox="0 0 100 50"')
    (folder.path / "pictures" / "map.svg").write_text(drawn)
    (folder.path / "pictures.yaml").write_text(
        f"map: {{file: map.svg, {PICTURED}}}\n".replace(", letters: none", "")
    )
    whole = folder.guide()
    found = list(legible.small(whole, compose(whole, "en")))
    said = [f"map.svg has letters that are printed at {size} pt on a {form}"] if size else []
    assert [problem.message.partition(";")[0] for problem in found] == said
    assert {problem.line for problem in found} == ({1} if size else set())


def test_where_nothing_has_to_be_read_nothing_is_said(tmp_path: Path) -> None:
    folder = guide(tmp_path, GUIDE.replace("WIDTH", "column").replace("FORM", "card"))
    (folder.path / "pictures" / "map.svg").write_text(svg(TEXT.format(1)))
    whole = folder.guide()
    assert list(legible.small(whole, compose(whole, "en"))) == []
