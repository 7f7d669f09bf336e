"""Values as a reader could type them: which are odd, and what is taken out of them."""

from __future__ import annotations

import pytest

from vademecum.text.plainly import is_rtl, oddity, plainly

MARKED = "o\u0323\u0302\u0301"
"""A letter with three marks, as Vietnamese has it taken apart."""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8 800 250-08-90", None),
        (MARKED, None),
        (MARKED * 3, None),
        (f"{MARKED}\u0300", "has more than 3 marks on one letter"),
        ("x" + "\u0301" * 40, "has more than 3 marks on one letter"),
        ("می\u200cخواهم", None),
        ("क्\u200dष", None),
        ("1\u200d2", "holds the character U+200D, which nobody sees"),
        ("a\u00a0b", "holds the character U+00A0, which nobody sees"),
        ("a\tb", "holds the character U+0009, which nobody sees"),
        (" a", "begins or ends with a space"),
        ("a ", "begins or ends with a space"),
        ("a  b", "has two spaces together, which are printed as one"),
        ("*#", "has neither letter nor digit"),
        ("\u0301a", "has a mark on no letter"),
        ("a \u0301b", "has a mark on no letter"),
        ("a\u0301 \u0301\u0301", "has a mark on no letter"),
        ("M\u0301\u0302\u0303\u0304", "has more than 3 marks on one letter"),
        ("\u1e3e\u0302\u0303\u0304", "has more than 3 marks on one letter"),
        ("क" + "\u093f" * 7, "has more than 3 marks on one letter"),
        ("लျှို့ဝှက်".replace("ल", "လ"), None),
        ("སྒྲུབས", None),
        ("เก้าอี้", None),
        ("שָׁלוֹם", None),
        ("a\u034fb", "holds the character U+034F, which nobody sees"),
        ("\u3164a", "holds the character U+3164, which nobody sees"),
        ("a\u2800b", "holds the character U+2800, which nobody sees"),
        ("a\U000e0041b", "holds the character U+E0041, which nobody sees"),
    ],
)
def test_what_nobody_sees_or_types_is_odd(text: str, said: str | None) -> None:
    assert oddity(text) == said


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("30\u00a0000", "30 000"),
        ("30\u202f000", "30 000"),
        ("1,5\u2009mm", "1,5 mm"),
        ("\u200e+7 495", "+7 495"),
        ("\u061c١٢٪", "١٢٪"),
        ("\u200fabc\u200f", "abc"),
        ("a\u200cb", "a\u200cb"),
        ("", ""),
    ],
)
def test_marks_of_direction_go_and_spaces_are_plain(text: str, plain: str) -> None:
    assert plainly(text) == plain


@pytest.mark.parametrize(
    ("text", "found"),
    [("abc", False), ("123", False), ("٣", False), ("دليل", True), ("שלום", True), ("a ב", True),
     ("", False), ("ދިވެހި", True)],
)  # fmt: skip
def test_letters_tell_whether_a_text_runs_from_right_to_left(text: str, found: bool) -> None:
    assert is_rtl(text) is found
