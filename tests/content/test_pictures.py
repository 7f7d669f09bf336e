"""pictures.yaml and its files held against the guide: each mistake is a problem at its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from tests.blocks.guides import Folder, guide, svg
from vademecum.content import freshness

GUIDE = """
blocks:
  top: {kind: masthead, logo: sign}
  way: {kind: picture, picture: map, width: page}
panels: {mine: [top, way]}
pictures: {map: <path d="M0 0h9"/>, sign: <circle r="9"/>}
titles: {ar: تجربة}
place: none
words:
  en: {way: {alt: A map}, top: {alt: Our sign}}
  ar: {way: {alt: خريطة}, top: {alt: رمزنا}}
"""
ROW = "map: {file: map.svg, source: a test, licence: MIT, checked: 2026-11-01, shelf_life: 365, letters: none}\n"
LETTERS = svg('<text x="1" y="9">Way</text>')
DIGITS = svg('<text x="1" y="9">12 - 3</text>')


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")

    return change


def row(old: str, new: str) -> Callable[[Path], None]:
    return edit("pictures.yaml", old, new)


def put(name: str, data: bytes) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / "pictures" / name).write_bytes(data)

    return change


def both(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        for one in changes:
            one(folder)

    return change


def link(folder: Path) -> None:
    (folder.parent / "secret.svg").write_text(svg("<path/>"))
    (folder / "pictures" / "map.svg").unlink()
    (folder / "pictures" / "map.svg").symlink_to(folder.parent / "secret.svg")


def folder_of_pictures(folder: Path) -> None:
    (folder / "pictures").rename(folder.parent / "elsewhere")
    (folder / "pictures").symlink_to(folder.parent / "elsewhere")


def coarse(folder: Path) -> None:
    Image.new("L", (800, 500)).save(folder / "pictures" / "map.png")
    row("map.svg", "map.png")(folder)


TABLE: dict[str, tuple[Callable[[Path], None], tuple[str, str, int, str]]] = {
    "a picture that is not there": (
        edit("guide.yaml", "picture: map", "picture: mapp"),
        ("guide.yaml", "unknown-picture", 10, "no picture 'mapp'"),
    ),
    "a file that is not there": (
        row("map.svg", "mapp.svg"),
        ("pictures.yaml", "no-file", 1, "pictures/mapp.svg is not there"),
    ),
    "a file of another language that is not there": (
        row("map.svg,", "map.svg, in: {ar: ar.svg},"),
        ("pictures.yaml", "no-file", 1, "pictures/ar.svg is not there"),
    ),
    "a file elsewhere": (
        row("map.svg", "../secret.svg"),
        ("pictures.yaml", "bad-value", 1, "leads elsewhere"),
    ),
    "a file at the root": (
        row("map.svg", "/etc/passwd.svg"),
        ("pictures.yaml", "bad-value", 1, "leads elsewhere"),
    ),
    "a link out of the guide": (link, ("pictures.yaml", "unreadable", 1, "leads out")),
    "a file of another sort": (
        row("map.svg", "map.gif"),
        ("pictures.yaml", "bad-value", 1, "no name of an SVG, PNG or JPEG"),
    ),
    "a drawing that is a PNG": (
        put("map.svg", b"\x89PNG\r\n\x1a\n"),
        ("pictures.yaml", "picture-file", 1, "is named as SVG, and is PNG"),
    ),
    "a script": (
        put("map.svg", svg("\n\n<script/>").encode()),
        ("pictures.yaml", "picture-element", 1, "pictures/map.svg in line 3: <script>"),
    ),
    "too few pixels": (coarse, ("pictures.yaml", "coarse-picture", 1, "800 pixels wide")),
    "no licence": (row("licence: MIT, ", ""), ("pictures.yaml", "missing-key", 1, "licence")),
    "no source": (row("source: a test, ", ""), ("pictures.yaml", "missing-key", 1, "source")),
    "a key that is none": (row("licence", "license"), ("pictures.yaml", "unknown-key", 1, "license")),
    "letters that are some": (row("none", "some"), ("pictures.yaml", "bad-value", 1, "none")),
    "a language that is none": (
        both(row("map.svg,", "map.svg, in: {xq: sign.svg},")),
        ("pictures.yaml", "unknown-language", 1, "xq"),
    ),
    "no text in its place": (
        edit("words/en.yaml", "    alt: A map\n", "    alt: ''\n"),
        ("words/en.yaml", "bad-value", 7, "empty"),
    ),
    "a picture that nothing shows": (
        row("map:", "other: {file: sign.svg, source: a test, licence: MIT, checked: 2026-11-01, shelf_life: 9}\nmap:"),
        ("pictures.yaml", "unused-picture", 1, "'other'"),
    ),
    "letters that Arabic readers cannot read": (
        both(put("map.svg", LETTERS.encode()), row(", letters: none", "")),
        ("pictures.yaml", "picture-letters", 1, "no file for ar"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "found"), TABLE.values(), ids=TABLE)
def test_a_mistake_is_one_problem_at_its_place(
    change: Callable[[Path], None], found: tuple[str, str, int, str], tmp_path: Path
) -> None:
    folder = guide(tmp_path, GUIDE)
    change(folder.path)
    name, code, line, words = found
    problems = folder.load()[1]
    assert [(p.file.rpartition("trial/")[2], p.code, p.line) for p in problems] == [
        (name, code, line)
    ], problems
    assert words in problems[0].message


def test_a_guide_without_pictures_names_none(tmp_path: Path) -> None:
    folder = guide(tmp_path, GUIDE)
    (folder.path / "pictures.yaml").unlink()
    problems = folder.load()[1]
    assert [(p.code, p.hint) for p in problems] == [
        ("unknown-picture", "write it in pictures.yaml")
    ] * 2


def test_the_nearest_picture_and_file_are_meant(tmp_path: Path) -> None:
    folder = guide(tmp_path, GUIDE)
    edit("guide.yaml", "picture: map", "picture: mapp")(folder.path)
    row("sign.svg", "sing.svg")(folder.path)
    hints = {problem.hint for problem in folder.load()[1]}
    assert hints == {"did you mean 'map'?", "did you mean 'sign.svg'?"}


def warned(folder: Folder) -> list[str]:
    return [problem.code for problem in folder.load()[1]]


def test_letters_are_told_of_only_where_they_may_not_be_read(tmp_path: Path) -> None:
    folder = guide(tmp_path, GUIDE)
    put("map.svg", LETTERS.encode())(folder.path)
    assert warned(folder) == []  # nothing in it has to be read
    row(", letters: none", "")(folder.path)
    assert warned(folder) == ["picture-letters"]
    row("map.svg,", "map.svg, in: {ar: sign.svg},")(folder.path)
    assert warned(folder) == []
    row(" in: {ar: sign.svg},", "")(folder.path)
    put("map.svg", DIGITS.encode())(folder.path)
    assert warned(folder) == []  # digits are letters of no language


def test_a_picture_is_as_old_as_a_fact(tmp_path: Path) -> None:
    whole = guide(tmp_path, GUIDE).guide()
    assert list(freshness.stale(whole, date(2027, 11, 1))) == []
    found = list(freshness.stale(whole, date(2027, 11, 2)))
    assert [(p.code, p.line, p.severity) for p in found] == [
        ("stale-fact", n, "warning") for n in (1, 2)
    ]
    assert "the picture 'map' was checked 366 days ago; it keeps 365" in found[0].message
    assert freshness.days_alike(whole, date(2027, 11, 1)) == (date.min, date(2027, 11, 1))
    ahead = [p.code for p in freshness.ahead(whole, date(2026, 10, 1))]
    assert ahead == ["future-day"] * 2
