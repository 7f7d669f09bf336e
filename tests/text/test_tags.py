"""Tags: one right form for each, known to the registry, with a script and the data nearest to it."""

import langcodes
import pytest
from babel import localedata
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from vademecum.text.tags import ROOT, UnknownLanguage, canonical, subtags

LIKELY = get_global("likely_subtags")
RIGHT = [
    ("ar", "ar"), ("AR", "ar"), ("pt-br", "pt-BR"), ("ZH-hANT-tw", "zh-Hant-TW"), ("zh_CN", "zh-CN"),
    ("vie", "vi"), ("swa", "sw"), ("iw", "he"), ("ji", "yi"), ("in", "id"), ("mo", "ro"),
    ("tl", "fil"), ("prs", "fa-AF"), ("sh", "sr-Latn"), ("sh-Cyrl", "sr-Cyrl"), ("cmn", "zh"),
    ("cmn-Hant", "zh-Hant"), ("zh-cmn-Hans", "zh-Hans"), ("zh-min-nan", "nan"), ("no-nyn", "nn"),
    ("no-bok", "nb"), ("i-klingon", "tlh"), ("art-lojban", "jbo"), ("als", "sq"), ("kmr", "ku"),
    ("arb", "ar"), ("ru-SU", "ru-RU"), ("hy-arevmda", "hyw"), ("ps-Arab", "ps"), ("sr-Latn", "sr-Latn"),
]  # fmt: skip
"""What RFC 5646 (2.1.1, 2.2.8), its registry and CLDR's aliases make of a tag."""


@pytest.mark.parametrize(("tag", "right"), RIGHT)
def test_a_tag_has_one_right_form(tag: str, right: str) -> None:
    assert canonical(tag) == right


@pytest.mark.parametrize("alias", get_global("language_aliases"))
def test_what_cldr_calls_an_alias_is_never_right_and_its_form_is(alias: str) -> None:
    right = canonical(alias.replace("_", "-"))
    assert right.replace("-", "_") != alias
    assert canonical(right) == right


@pytest.mark.parametrize(
    ("tag", "said", "hint"),
    [
        ("und", "not known", "one language"),
        ("und-Arab", "not known", "one language"),
        ("mul", "several", "one language"),
        ("mis", "no tag", "one language"),
        ("zxx", "not in any language", "one language"),
        ("xx", "no language has the tag 'xx'", "BCP 47"),
        ("xx-Latn", "no language", "BCP 47"),
        ("english", "no language", "BCP 47"),
        ("en-Xxxx", "no language", "BCP 47"),
        ("x-foo", "no language", "BCP 47"),
        ("", "no language", "BCP 47"),
        ("quh", "in which script", "quh-Latn"),
        ("i-klingon", "in which script", "tlh-Latn"),
    ],
)
def test_what_names_no_language_is_refused_with_the_reason(tag: str, said: str, hint: str) -> None:
    with pytest.raises(UnknownLanguage) as caught:
        subtags(tag)
    assert caught.value.code == "unknown-language"
    assert said in str(caught.value)
    assert hint in caught.value.cure


@pytest.mark.parametrize(
    ("tag", "right"), [row for row in RIGHT if row[0] != row[1] and row[1] not in ("tlh", "jbo")]
)
def test_a_tag_in_another_form_is_answered_with_the_right_one(tag: str, right: str) -> None:
    with pytest.raises(UnknownLanguage) as caught:
        subtags(tag)
    assert caught.value.code == "language-tag"
    assert (caught.value.right, caught.value.cure) == (right, f"write {right}")


@given(st.text(max_size=40) | st.from_regex(r"[a-zA-Z]{1,4}([-_][a-zA-Z0-9]{1,8}){0,4}"))
def test_any_text_is_a_canonical_tag_or_is_refused(text: str) -> None:
    found, cure = None, ""
    try:
        found = subtags(text)
    except UnknownLanguage as error:
        cure = error.cure
    assert found or cure
    if found:
        assert found.tag == text == canonical(text)
        assert len(found.script) == 4


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("en", "en"), ("en-GB", "en_GB"), ("zh-Hans", "zh_Hans"), ("zh-HK", "zh_Hant_HK"),
        ("zh-TW", "zh_Hant_TW"), ("sr", "sr"), ("sr-Latn", "sr_Latn"), ("sr-Latn-ekavsk", "sr_Latn"),
        ("ru-KZ", "ru_KZ"), ("ru-US", "ru"), ("ru-Latn", ROOT), ("ku-Arab", ROOT), ("ug-Cyrl", ROOT),
        ("sm", ROOT), ("quh-Latn", ROOT), ("fa-AF", "fa_AF"), ("no", "no"), ("uz-Cyrl", "uz_Cyrl"),
    ],
)  # fmt: skip
def test_data_are_those_of_the_nearest_tag_in_the_same_script(tag: str, locale: str) -> None:
    assert subtags(tag).locale == locale
    assert localedata.exists(locale)


def test_no_language_takes_data_in_another_script() -> None:
    """Over all that CLDR knows: what a locale is written in is said by likely subtags too."""
    for full in LIKELY.values():
        language, script, _ = full.split("_")
        try:
            found = subtags(canonical(f"{language}-{script}"))
        except UnknownLanguage:
            assert language == "und" or not langcodes.tag_is_valid(f"{language}-{script}")
            continue
        if found.locale != ROOT:
            assert script in (
                *found.locale.split("_"),
                LIKELY[found.locale.split("_")[0]].split("_")[1],
            )
