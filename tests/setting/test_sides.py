"""Sides: what pdfium makes of a line, and which boxes it reads as they are written."""

from __future__ import annotations

from typing import Any

import pytest

from tests import eyes
from tests.setting.test_torn import plain, printed
from vademecum.setting import sides

LETTERS = str.maketrans("ABC", "אבג")
"""Letters from right to left, by others, so that their order is seen here."""


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("CBA", "ABC"), ("CB A", "A BC"), ("x A", "x A"), ("A x B", "B x A"), ("B 1 A", "A 1 B"),
        ("A x 12 B", "B 12 x A"), ("(B) A", "A (B)"), ("B *1# A", "A 1#* B"), (".1 A", "A .1"),
        ("x", "x"), ("(x)", "(x)"), ("B x-1 A", "A -1x B"), ("B x1 A", "A 1x B"),
    ],
)  # fmt: skip
def test_a_line_is_read_by_its_stretches(shown: str, said: str) -> None:
    """As pdfium reads glyphs that stand so, whether that is right or wrong."""
    assert sides.read(shown.translate(LETTERS)) == said.translate(LETTERS)


WHOLE = [
    "اطلب SIM من MTS ثم اخرج",
    "ولأن WhatsApp وTelegram محجوبان",
    "شريحة eSIM، ورقم",
    "**نعم** ثم PIN ولا",
    "قال PIN ثم نام!",
    "من 10 إلى MTS نعم",
    "من +7 إلى 8",
]
PARTED = [
    "ثم Google Play (مجانا) الآن",
    "قال: PIN! ثم نام",
    "ثم Tele2 (نعم) ولا",
    "ثم Wi-Fi ولا",
    "A ثم B",
    "ثم C++ ولا",
    "هو eSIM",
    "من *100# إلى MTS نعم",
]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return printed(tmp_path_factory.mktemp("sides"), "ar", WHOLE + PARTED)


@pytest.mark.parametrize("sentence", WHOLE + PARTED)
def test_a_line_is_whole_where_pdfium_reads_it_as_it_is_written(page: bytes, sentence: str) -> None:
    said = sentence.replace("**", "")
    lines = [plain(line) for line in eyes.text(page).splitlines()]
    assert (said in lines) is (sentence in WHOLE)
    assert "".join(said.split()) in "".join("".join(lines).split())


class Box:
    """A box of text, as far as its side is asked for."""

    def __init__(self, text: str, direction: str = "rtl") -> None:
        self.text, self.style = text, {"direction": direction}


@pytest.mark.parametrize(
    ("text", "direction", "torn"),
    [
        ("نعم", "rtl", False), ("نَعم", "rtl", True), ("تغيّر", "rtl", True), ("é é", "ltr", False),
        ("ọ̀", "ltr", False), ("عام 2022", "rtl", False), ("عام 2022، لا", "rtl", True),
        ("عام 2022 ، لا", "rtl", False), ("من 1,000 لا", "rtl", False), ("من 30% لا", "rtl", False),
        ("من 30%. لا", "rtl", True), ("لا...", "rtl", False), ("€. ش", "rtl", True),
        ("2022: ", "rtl", False), ("می\u200cروم", "rtl", True), ("a 2022: b", "ltr", False),
    ],
)  # fmt: skip
def test_marks_and_signs_beside_figures_are_torn(text: str, direction: str, torn: bool) -> None:
    box: Any = Box(text, direction)
    assert sides.is_torn(box) is torn
