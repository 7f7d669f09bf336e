"""Languages: script and direction come from CLDR, and each script has faces."""

import pytest

from vademecum.setting.fonts import FACES
from vademecum.text.language import SCRIPTS, UnknownLanguage, language


@pytest.mark.parametrize(
    ("tag", "script", "direction"),
    [
        ("en", "Latn", "ltr"),
        ("zh-Hans", "Hans", "ltr"),
        ("zh", "Hans", "ltr"),
        ("ru", "Cyrl", "ltr"),
        ("ar", "Arab", "rtl"),
        ("tr", "Latn", "ltr"),
        ("hi", "Deva", "ltr"),
        ("th", "Thai", "ltr"),
        ("ko", "Kore", "ltr"),
        ("kk", "Cyrl", "ltr"),
        ("fa", "Arab", "rtl"),
        ("pt-BR", "Latn", "ltr"),
    ],
)
def test_script_and_direction_of_a_tag(tag: str, script: str, direction: str) -> None:
    found = language(tag)
    assert (found.script, found.direction) == (script, direction)


@pytest.mark.parametrize(
    ("tag", "code"),
    [("xx", "unknown-language"), ("english", "unknown-language"), ("am", "no-script")],
)
def test_a_tag_that_cannot_be_set_is_refused(tag: str, code: str) -> None:
    with pytest.raises(UnknownLanguage) as caught:
        language(tag)
    assert caught.value.code == code


def test_every_script_has_faces_and_legible_floors() -> None:
    for code, script in SCRIPTS.items():
        assert set(script.faces) <= set(FACES)
        assert script.sheet_floor >= 9
        assert script.card_floor >= (6.5 if code in ("Latn", "Cyrl") else 7)


def test_short_words_are_tied_in_a_language_and_in_its_variants() -> None:
    for tag in ("ru", "ru-KZ"):
        assert language(tag).tie("деньги и не в банк") == "деньги и\u00a0не\u00a0в\u00a0банк"
    assert language("uk").tie("і не в банк") == "і не в банк"
