"""The type of a page: cut to what it says, with the theme's face for headings where it has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.blocks.guides import guide
from tests.site.test_folder import made
from vademecum.edition.screening import screen
from vademecum.setting import fonts
from vademecum.site.webtype import WebFace, webtype

GUIDE = """
blocks: {one: {kind: text, paragraphs: [a]}}
panels: {front: [one]}
place: none
titles: {en: The journey Ł, zh-Hans: 旅行}
words:
  en: {one: {title: Here Ž, paragraphs: {a: There Ő.}}}
  zh-Hans: {one: {title: 这里, paragraphs: {a: 那里。}}}
"""


def faces(folder: Path, tag: str, heading: str = "") -> tuple[dict[str, set[int]], list[WebFace]]:
    """Return the weights of each face on a page, and the cuts of the one for headings."""
    trial = guide(folder, GUIDE)
    if heading:
        (trial.path / "theme.yaml").write_text(f"heading: {heading}\n", "utf-8")
    found, weights = webtype(screen(trial.guide(), tag)).faces, dict[str, set[int]]()
    for face in found:
        weights.setdefault(face.family, set()).add(face.weight)
    return weights, [face for face in found if face.family == heading]


def test_a_face_for_headings_is_bold_and_has_what_they_say_alone(tmp_path: Path) -> None:
    weights, cuts = faces(tmp_path, "en", "noto-sans")
    assert weights == {"source-sans": {400, 700}, "noto-sans": {700}}
    (cut,) = cuts
    assert {"Ł", "Ž"} <= set(cut.cut.characters)
    assert "Ő" not in cut.cut.characters


@pytest.mark.parametrize(
    ("tag", "heading", "families"),
    [
        ("en", "", {"source-sans"}),
        ("en", "source-sans", {"source-sans"}),
        ("zh-Hans", "", {"noto-sans-sc", "source-sans"}),
        ("zh-Hans", "noto-sans", {"noto-sans-sc", "source-sans"}),  # it has no such letters
    ],
)
def test_a_page_has_the_faces_that_paper_has(
    tag: str, heading: str, families: set[str], tmp_path: Path
) -> None:
    assert set(faces(tmp_path, tag, heading)[0]) == families


@pytest.mark.parametrize("heading", ["", "noto-sans"])
def test_headings_are_set_in_their_face(heading: str, tmp_path: Path) -> None:
    trial = guide(tmp_path, GUIDE)
    if heading:
        (trial.path / "theme.yaml").write_text(f"heading: {heading}\n", "utf-8")
    ready = made(trial.guide(), "en").ready
    style = next(data for name, data in ready.items() if name.startswith("style.")).decode()
    found = re.findall(r'^\.head, \.title \{ font-family: "([^"]+)"', style, re.M)
    assert found == ([heading] if heading else [])


def test_a_cut_has_every_character_of_the_page(tmp_path: Path) -> None:
    page = screen(guide(tmp_path, GUIDE).guide(), "en")
    said = set("".join(map(str, page.texts())))
    for face in webtype(page).faces:
        assert said & fonts.characters_of(face.cut.face) <= set(face.cut.characters)
