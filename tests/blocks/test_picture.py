"""A picture with its caption, and what those are told who do not see it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.blocks.guides import blocks, guide, parse, said, slots, uses
from vademecum.edition.composition import compose
from vademecum.text.runs import Text

GUIDE = """
blocks:
  way: {kind: picture, picture: map, caption: true}
  bare: {kind: picture, picture: map, width: page, rests_on: [open]}
  top: {kind: masthead, logo: sign}
panels: {mine: [top, way, bare], clerk: {reader: place, spots: [way]}}
facts: {open: {kind: claim, value: It is open., confidence: medium}}
pictures: {map: <path d="M0 0h9"/>, sign: <circle r="9"/>}
labels: {way: {alt: Карта, caption: Дорога}}
titles: {ar: تجربة, hi: एक परख, zh-Hans: 试用}
words:
  en: {way: {alt: A map, caption: The way}, bare: {alt: Again}, top: {alt: Our sign}}
  ar: {way: {alt: خريطة, caption: الطريق}, bare: {alt: مرة أخرى}, top: {alt: رمزنا}}
  hi: {way: {alt: नक्शा, caption: रास्ता}, bare: {alt: फिर से}, top: {alt: हमारा चिह्न}}
  zh-Hans: {way: {alt: 地图, caption: 路线}, bare: {alt: 再来一次}, top: {alt: 我们的标志}}
"""


def test_it_asks_for_a_text_in_its_place_and_for_a_caption_if_it_has_one() -> None:
    assert slots(parse("{kind: picture, picture: a}")) == {("alt", "panel")}
    found = slots(parse("{kind: picture, picture: a, caption: true, title: true}"))
    assert found == {("alt", "panel"), ("caption", "panel"), ("title", "panel")}
    assert slots(parse("{kind: masthead, title: false, logo: a}")) == {("alt", "panel")}


def test_it_names_a_picture_and_no_facts() -> None:
    block = parse("{kind: picture, picture: map, width: page}")
    assert uses(block) == set()
    assert [(show.location, show.picture, show.width) for show in block.shows()] == [
        (("picture",), "map", "page")
    ]
    assert [show.width for show in parse("{kind: masthead, logo: sign}").shows()] == ["logo"]
    assert list(parse("{kind: masthead}").shows()) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "{kind: picture}", "{kind: picture, picture: A B}", "{kind: picture, picture: a.svg}",
        "{kind: picture, picture: a, width: 90}", "{kind: picture, picture: a, width: logo}",
        "{kind: picture, picture: a, alt: A map}", "{kind: picture, picture: [a]}",
        "{kind: masthead, logo: a/b}",
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        parse(wrong)


@pytest.mark.parametrize(
    ("tag", "alt", "caption"),
    [
        ("en", "A map", "The way"),
        ("ar", "خريطة", "الطريق"),
        ("hi", "नक्शा", "रास्ता"),
        ("zh-Hans", "地图", "路线"),
    ],
)
def test_it_speaks_every_language_and_to_the_place(
    tag: str, alt: str, caption: str, tmp_path: Path
) -> None:
    folder = guide(tmp_path, GUIDE)
    _, way, _ = folder.panel(tag=tag)
    assert (said(way.alt), said(way.caption), way.width) == (alt, caption, "column")
    (clerks,) = folder.panel("clerk", tag)
    assert (said(clerks.alt), said(clerks.caption)) == ("Карта", f"Дорога | {caption}")


def test_what_it_rests_on_is_marked_where_something_is_said(tmp_path: Path) -> None:
    text = GUIDE.replace("caption: true}", "caption: true, rests_on: [open]}")
    top, way, bare = guide(tmp_path, text).panel()
    assert (said(way.caption), said(way.alt)) == ("The way*", "A map")
    assert said(bare.alt) == "Again*"
    assert top.logo.id == "sign"


@pytest.mark.parametrize(("day", "sign"), [(date(2027, 11, 1), ""), (date(2027, 11, 2), "‡")])
def test_what_is_past_its_shelf_life_says_so_on_paper(day: date, sign: str, tmp_path: Path) -> None:
    whole = guide(tmp_path, GUIDE.replace("confidence: medium", "shelf_life: 900")).guide()
    (mine, _) = compose(whole, "en", day).made["page"].panels
    way: Any
    bare: Any
    _, way, bare = blocks(mine.body)
    assert (signs(way.caption.lead), signs(way.alt), signs(bare.alt)) == (sign, "", sign)


def signs(text: Text) -> str:
    return text.mark.sign if text.mark else ""


def test_a_language_has_the_file_that_is_for_it(tmp_path: Path) -> None:
    folder = guide(tmp_path, GUIDE)
    rows = folder.path / "pictures.yaml"
    rows.write_text(rows.read_text("utf-8").replace("map.svg,", "map.svg, in: {zh: m-zh.svg},"))
    other = (folder.path / "pictures" / "map.svg").read_text("utf-8").replace("h9", "v7")
    (folder.path / "pictures" / "m-zh.svg").write_text(other, "utf-8")
    assert [b"v7" in folder.panel(tag=tag)[1].image.data for tag in ("en", "ar", "zh-Hans")] == [
        False, False, True,
    ]  # fmt: skip
