"""Languages: script and direction come from CLDR, and each script has faces."""

from unicodedata import bidirectional

import pytest
from babel.core import get_global

from vademecum.text.faces import FACES
from vademecum.text.language import Language, language
from vademecum.text.scripts import SCRIPTS
from vademecum.text.tags import UnknownLanguage, canonical


@pytest.mark.parametrize(
    ("tag", "script", "direction"),
    [
        ("en", "Latn", "ltr"), ("zh-Hans", "Hans", "ltr"), ("zh", "Hans", "ltr"), ("ru", "Cyrl", "ltr"),
        ("ar", "Arab", "rtl"), ("tr", "Latn", "ltr"), ("hi", "Deva", "ltr"), ("th", "Thai", "ltr"),
        ("ko", "Kore", "ltr"), ("kk", "Cyrl", "ltr"), ("fa", "Arab", "rtl"), ("pt-BR", "Latn", "ltr"),
        ("el", "Grek", "ltr"), ("ja", "Jpan", "ltr"), ("zh-HK", "Hant", "ltr"), ("he", "Hebr", "rtl"),
        ("yi", "Hebr", "rtl"), ("ps", "Arab", "rtl"), ("ug-Cyrl", "Cyrl", "ltr"), ("ug-Latn", "Latn", "ltr"),
        ("ckb-Latn", "Latn", "ltr"), ("ku-Arab", "Arab", "rtl"), ("tg-Arab", "Arab", "rtl"),
        ("ru-Latn", "Latn", "ltr"), ("sr-Latn-ekavsk", "Latn", "ltr"), ("so-Arab", "Arab", "rtl"),
        ("sm", "Latn", "ltr"), ("quh-Latn", "Latn", "ltr"), ("pa-PK", "Arab", "rtl"),
    ],
)  # fmt: skip
def test_script_and_direction_of_a_tag(tag: str, script: str, direction: str) -> None:
    found = language(tag)
    assert (found.script, found.direction) == (script, direction)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("am", "Ethiopic"), ("jv-Java", "Javanese"), ("km", "Khmer"), ("ur-Aran", "Nastaliq"),
        ("dv", "Thaana"), ("so-Osma", "Osmanya"), ("sa-Gran", "Grantha"), ("pa", "Gurmukhi"),
    ],
)  # fmt: skip
def test_a_script_without_a_face_is_named(tag: str, name: str) -> None:
    with pytest.raises(UnknownLanguage) as caught:
        language(tag)
    assert caught.value.code == "no-script"
    assert f"the {name} script of {tag!r}" in str(caught.value)


def of_any_form(tag: str) -> Language:
    """Return the language of a tag that need not be canonical."""
    try:
        return language(tag)
    except UnknownLanguage as error:
        if not error.right:
            raise
        return language(error.right)


def test_every_tag_that_cldr_knows_is_set_in_its_own_script_or_refused() -> None:
    likely = get_global("likely_subtags")
    found: dict[str, Language] = {}
    refused: dict[str, str] = {}
    for key in likely:
        if key.startswith("und"):
            continue
        try:
            found[key] = of_any_form(key.replace("_", "-"))
        except UnknownLanguage as error:
            refused[key] = error.code
    assert set(refused.values()) == {"no-script"}
    assert len(found) > 6500
    for key, its in found.items():
        assert its.script in likely[key].split("_"), key
        assert its.direction == ("rtl" if its.script in ("Arab", "Hebr") else "ltr"), key


@pytest.mark.parametrize(
    ("tag", "ways"),
    [
        ("pt-BR", {"pt-BR", "pt"}), ("zh-HK", {"zh-HK", "zh-Hant"}), ("zh-CN", {"zh-CN", "zh-Hans", "zh"}),
        ("sr-Latn-RS", {"sr-Latn-RS", "sr-Latn"}), ("ru-Latn", {"ru-Latn"}), ("pa-PK", {"pa-PK", "pa-Arab"}),
    ],
)  # fmt: skip
def test_ways_are_of_the_same_script(tag: str, ways: set[str]) -> None:
    found = language(tag)
    assert found.ways[0] == tag
    assert ways <= set(found.ways)
    assert {canonical(way) for way in found.ways} >= ways
    for way in found.ways:
        assert language(canonical(way)).script == found.script


def test_every_script_has_faces_and_legible_floors() -> None:
    for code, script in SCRIPTS.items():
        assert set(script.faces) <= set(FACES.values())
        assert script.sheet_floor >= 9
        assert script.card_floor >= (6.5 if code in ("Latn", "Cyrl") else 7)


LETTERS = {
    "Latn": "aö", "Cyrl": "яҙ", "Grek": "αώ", "Hans": "汉", "Hant": "漢ㄅ", "Jpan": "漢かカ", "Kore": "한韓",
    "Arab": "عڼ", "Hebr": "א", "Deva": "क", "Thai": "ก",
}  # fmt: skip


def test_a_script_runs_as_its_letters_do() -> None:
    assert set(LETTERS) == set(SCRIPTS)
    for code, letters in LETTERS.items():
        rtl = {bidirectional(letter) in ("R", "AL") for letter in letters}
        assert rtl == {SCRIPTS[code].direction == "rtl"}
