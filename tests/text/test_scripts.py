"""Scripts: in which one a text is mostly written."""

import pytest

from vademecum.text.scripts import SCRIPTS, direction, foreign, name


@pytest.mark.parametrize(
    ("text", "script", "found"),
    [
        ("Наберите этот номер и подождите. " * 5, "Latn", "Cyrl"),
        ("Наберите этот номер и подождите. " * 5, "Cyrl", None),
        ("اتصل بهذا الرقم وانتظر. " * 8, "Arab", None),
        ("اتصل بهذا الرقم وانتظر. " * 8, "Hebr", "Arab"),
        ("اتصل MegaFon MTS Beeline Yota SIM ICCID IMEI " * 9, "Arab", "Latn"),
        ("اتصل بهذا الرقم MTS وانتظر SIM الدعم. " * 9, "Arab", None),
        ("この番号にかけてお待ちください。" * 9, "Jpan", None),
        ("この番号にかけてお待ちください。" * 9, "Hans", "Hira"),
        ("이 번호로 전화하고 기다리세요. " * 9, "Kore", None),
        ("請撥打這個號碼並等待。" * 12, "Hant", None),
        ("Вася", "Latn", None),
        ("123 — *100#, 45 %. " * 20, "Arab", None),
        ("", "Thai", None),
    ],
)
def test_a_text_in_another_script_is_told_by_its_letters(
    text: str, script: str, found: str | None
) -> None:
    assert foreign(text, SCRIPTS[script]) == found


def test_scripts_have_english_names() -> None:
    assert [name(code) for code in ("Ethi", "Cyrl", "Zzxx")] == ["Ethiopic", "Cyrillic", "Zzxx"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [("Latn", "ltr"), ("Cyrl", "ltr"), ("Hans", "ltr"), ("Thai", "ltr"), ("Mong", "ltr"),
     ("Arab", "rtl"), ("Hebr", "rtl"), ("Thaa", "rtl"), ("Syrc", "rtl"), ("Nkoo", "rtl"),
     ("Adlm", "rtl"), ("Zzzz", "ltr")],
)  # fmt: skip
def test_a_script_runs_as_unicode_has_it(code: str, expected: str) -> None:
    assert direction(code) == expected
