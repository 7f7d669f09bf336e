"""Type: faces come from packages, are cut to the edition, and cover it."""

import io
import json
from importlib.metadata import distribution
from pathlib import Path

import pytest
import uharfbuzz as hb

from tests.conftest import Desk
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.setting import fonts
from vademecum.text.faces import FACES, WEIGHTS
from vademecum.text.language import language
from vademecum.text.marks import SIGNS


@pytest.mark.parametrize("name", FACES)
def test_a_face_is_a_file_of_its_package(name: str) -> None:
    face = FACES[name]
    packaged = {Path(str(distribution(face.distribution).locate_file(f))).resolve()
                for f in distribution(face.distribution).files or ()}  # fmt: skip
    for weight in WEIGHTS:
        assert face.path(weight).resolve() in packaged


@pytest.mark.parametrize("tag", ["en", "ru", "ar", "hi", "th", "ko", "ja", "zh-Hans", "he", "ur"])
def test_every_language_has_a_face_with_all_marks_in_both_weights(tag: str) -> None:
    faces = fonts.stack(language(tag), "")
    for sign in SIGNS:
        assert any(sign in fonts.characters_of(face) for face in faces), (tag, sign)
    assert set(SIGNS) <= set(fonts.needed([]))


def test_the_type_of_an_edition_has_its_characters_and_no_more(small: Guide) -> None:
    edition = compose(small, "ar")
    typefaces = fonts.typefaces(edition)
    wanted = {char for text in edition.texts() for char in str(text) if not char.isspace()}
    found: set[str] = set()
    for cut in typefaces.cuts:
        found |= set(map(chr, hb.Face(hb.Blob(cut.data())).unicodes))
        assert len(cut.data()) < 70_000
    assert wanted <= found
    assert "Ж" not in found


EXEMPLARS: dict[str, dict[str, str]] = json.loads(
    Path(__file__).with_name("exemplars.json").read_text("utf-8")
)
"""Letters and punctuation of languages as CLDR 48.2 has them (exemplarCharacters, Unicode-3.0)."""
ARABIC = ("ar", "fa", "ur", "ps", "sd", "ug", "ckb")
HYPHENS = "\u2010\u2011"
"""The press sets its own, in the Latin face."""


@pytest.mark.parametrize("tag", ARABIC)
def test_the_arabic_face_has_every_letter_of_every_language_that_uses_it(tag: str) -> None:
    (face,) = language(tag).setting.faces
    wanted = set("".join(EXEMPLARS[tag].values())) - set(HYPHENS)
    assert len(wanted) > 40
    assert wanted <= fonts.characters_of(face)


def test_the_arabic_face_has_both_sets_of_digits() -> None:
    digits = {chr(zero + n) for zero in (0x0660, 0x06F0) for n in range(10)}
    assert digits | set("٪٫٬،؛؟۔") <= fonts.characters_of(FACES["plex-arabic"])


@pytest.mark.parametrize(
    ("tag", "face"),
    [
        ("ha", "noto-sans"), ("ff", "noto-sans"), ("ee", "noto-sans"), ("ve", "noto-sans"),
        ("sah", "noto-sans"), ("yo", "source-sans"), ("vi", "source-sans"), ("kk", "source-sans"),
        ("el", "source-sans"), ("he", "noto-hebrew"), *((tag, "plex-arabic") for tag in ARABIC),
    ],
)  # fmt: skip
def test_a_language_is_set_whole_in_a_face_that_has_all_its_letters(tag: str, face: str) -> None:
    small = EXEMPLARS[tag]["letters"]
    letters = {char for char in small + small.upper() if char.isalpha()}
    first, last = (*fonts.stack(language(tag), letters), FACES["source-sans"])[:2]
    assert (first.id, last.id) == (face, "source-sans")
    assert letters <= fonts.characters_of(first)


def test_letters_of_another_script_have_no_say_in_the_face() -> None:
    """Noto Sans has Devanagari too; it is not set in it, nor is a Russian sentence beside it."""
    hindi = "अपना नंबर डायल करें"
    assert ids("ru", hindi + "Мой номер") == ["source-sans"]
    assert ids("hi", hindi + "Мой номер") == ["mukta", "source-sans"]


def ids(tag: str, text: str) -> list[str]:
    return [face.id for face in fonts.stack(language(tag), text)]


def test_weights_are_pinned(small: Guide) -> None:
    for cut in fonts.typefaces(compose(small, "en")).cuts:
        assert hb.Face(hb.Blob(cut.data())).axis_infos == []


def test_type_is_called_as_css_calls_normal_and_bold(small: Guide) -> None:
    """Templates say `font-weight: normal` and `bold`, which are these (CSS Fonts 4, 2.2)."""
    assert {cut.weight for cut in fonts.typefaces(compose(small, "en")).cuts} == {400, 700}


def test_editions_never_share_a_family(small: Guide) -> None:
    english, arabic = (fonts.typefaces(compose(small, tag)) for tag in ("en", "ar"))
    families = [{cut.family for cut in typefaces.cuts} for typefaces in (english, arabic)]
    assert not families[0] & families[1]


def test_casting_twice_gives_the_same_bytes(small: Guide) -> None:
    first, second = (fonts.typefaces(compose(small, "ar")) for _ in range(2))
    assert first == second
    assert first.files() == second.files()


def test_thai_am_brings_the_parts_it_is_shaped_from(russia: Guide) -> None:
    typefaces = fonts.typefaces(compose(russia, "th"))
    sarabun = next(cut for cut in typefaces.cuts if cut.face.id == "sarabun")
    assert {0x0E33, 0x0E4D, 0x0E32} <= set(hb.Face(hb.Blob(sarabun.data())).unicodes)


def test_a_character_without_a_face_is_a_problem_at_its_words(desk: Desk) -> None:
    desk.edit("words/en.yaml", "lead: Do this", "lead: Do ⛵ this")
    guide, problems = desk.load()
    assert problems == ()
    assert guide is not None
    (found,) = fonts.coverage(guide, compose(guide, "en"))
    assert (found.file, found.line, found.column) == ("content/small/words/en.yaml", 8, 14)
    assert "U+26F5 SAILBOAT" in found.message


def test_the_real_guide_is_covered_in_every_language(russia: Guide) -> None:
    for tag in russia.languages:
        assert list(fonts.coverage(russia, compose(russia, tag))) == []


def test_a_cut_is_a_font_that_others_can_read(small: Guide) -> None:
    ttlib = pytest.importorskip("fontTools.ttLib")
    for cut in fonts.typefaces(compose(small, "en")).cuts:
        font = ttlib.TTFont(io.BytesIO(cut.data()))
        assert "glyf" in font
