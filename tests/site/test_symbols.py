"""Icons on a page of the site: pictograms in the ink of their words, pictures of a guide's own."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import HOUSE, ROOT
from tests.content.test_icons import made
from tests.site.test_folder import made as folder_of
from vademecum.blocks.image import Image
from vademecum.content import reading, svg
from vademecum.content.guide import Guide
from vademecum.site import symbols

SLOTS = ("PACK", "A", "B", "C", "K", "X", "N", "P", "LOUD")
USED = re.compile(
    r'<svg class="beside (icon|sign)[^"]*" aria-hidden="true"[^>]*><use href="#([^"]+)"'
)
FILE = re.compile(r'<img class="beside [^>]*src="(pictures/[^"]+)"[^>]* alt=""')


def page(folder: Path, tag: str = "en", **icons: str) -> str:
    return folder_of(read(folder, **icons), tag).ready["index.html"].decode()


def read(folder: Path, **icons: str) -> Guide:
    guide, problems = made(folder, **icons).load()
    assert guide, problems
    return guide


@pytest.mark.parametrize("slot", SLOTS)
def test_a_pictogram_stands_wherever_paper_has_it(slot: str, tmp_path: Path) -> None:
    found = page(tmp_path, **{slot: "water"})
    width = "sign" if slot == "LOUD" else "icon"
    uses = USED.findall(found)
    assert set(uses) == {(width, "pictogram.water")}
    assert found.count("<symbol") - found.count('<symbol id="i-') == 1
    assert found.count('id="pictogram.water"') == 1


@pytest.mark.parametrize("slot", SLOTS)
def test_a_picture_of_the_guide_s_own_is_a_file_that_is_not_read_aloud(
    slot: str, tmp_path: Path
) -> None:
    ready = folder_of(read(tmp_path, **{slot: "boat"}), "en").ready
    names = set(FILE.findall(ready["index.html"].decode()))
    assert len(names) == 1
    assert names <= set(ready)
    assert not USED.findall(ready["index.html"].decode())


def test_each_pictogram_is_drawn_once_however_often_it_is_shown(tmp_path: Path) -> None:
    found = page(tmp_path, A="water", B="bed", C="key", X="water", N="bed", P="water")
    used = Counter(id for _, id in USED.findall(found))
    assert used == {"pictogram.water": 3, "pictogram.bed": 2, "pictogram.key": 1}
    for id in used:
        assert found.count(f'id="{id}"') == 1


@pytest.mark.parametrize(("tag", "mirrored"), [("de", False), ("ar", True)])
def test_what_shows_a_way_is_mirrored_where_lines_run_from_right_to_left(
    tag: str, mirrored: bool
) -> None:
    guide, problems = reading.load(ROOT / "examples" / "hostel", HOUSE)
    assert guide, problems
    found = folder_of(guide, tag).ready["index.html"].decode()
    classes = re.findall(r'<svg class="([^"]+)"[^>]*><use href="#pictogram.(exit|bed)"', found)
    assert {icon for _, icon in classes} == {"exit", "bed"}
    assert {icon for said, icon in classes if "mirrored" in said} == (
        {"exit"} if mirrored else set()
    )


def test_a_page_without_icons_draws_none(tmp_path: Path) -> None:
    found = page(tmp_path)
    assert "pictogram." not in found
    assert found.count('class="symbols"') == 1  # the press's own


@pytest.mark.parametrize(
    ("drawing", "ids"),
    [
        ('<path d="M1 1h8"/>', set()),
        ('<g id="a"><path d="M1 1h8"/></g><use href="#a" x="2"/>', {"a"}),
        (
            '<defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/></linearGradient>'
            '<clipPath id="c"><circle cx="5" cy="5" r="4"/></clipPath></defs>'
            '<rect width="9" height="9" fill="url(#g)" clip-path="url(#c)"/>',
            {"g", "c"},
        ),
        ('<path id="x" style="stroke:currentColor" d="M1 1h8"/>', {"x"}),
    ],
)
def test_the_ids_of_a_drawing_are_its_own(drawing: str, ids: set[str]) -> None:
    whole = f'<svg xmlns="{symbols.SVG}" viewBox="0 0 10 10" fill="none">{drawing}</svg>'
    data, _ = svg.printable(whole.encode())
    found = [symbols.symbol(Image(id, f"{id}.svg", data)) for id in ("one", "two")]
    roots = [etree.fromstring(text) for text in found]
    for id, root in zip(("one", "two"), roots, strict=True):
        assert (root.tag, root.get("id"), root.get("fill")) == ("symbol", f"pictogram.{id}", "none")
        assert root.get("viewBox") == "0 0 10 10"
        assert not {"width", "height", "style", "color"} & set(root.keys())
        inner = {one.get("id") for one in root.iterdescendants() if one.get("id")}
        assert inner == {f"pictogram.{id}.{one}" for one in ids}
        led_to = re.findall(r'(?:url\(|href=")#([^")]+)', etree.tostring(root).decode())
        assert set(led_to) <= inner
