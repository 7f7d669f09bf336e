"""How much room there is to write in: which boxes a comb gets, where a label stands."""

from __future__ import annotations

import pytest

from vademecum.blocks.block import Words
from vademecum.setting.room import COMBS, WIDTHS, comb_class, stand_beside, stands_above
from vademecum.text.runs import Run, Text


def text(string: str) -> Text:
    return Text((Run(string),))


@pytest.mark.parametrize(
    ("groups", "prefix", "form", "depth", "expected"),
    [
        ((3, 3, 2, 2), True, "sheet", 0, "widest"),
        ((3, 3, 2, 2), True, "card", 0, "wide"),
        ((3, 3, 2, 2), True, "sheet", 1, ""),
        ((3, 3, 2, 2), True, "card", 1, ""),
        ((15,), False, "sheet", 0, "widest"),
        ((17,), False, "sheet", 0, "wider"),
        ((24,), False, "sheet", 0, ""),
        ((10, 11), True, "sheet", 0, "wider"),
        ((11, 11), True, "sheet", 0, ""),
        ((14,), False, "card", 0, "wide"),
        ((15,), False, "card", 0, ""),
        ((14,), True, "card", 0, ""),
        ((1,), False, "card", 0, "wide"),
    ],
)
def test_a_comb_gets_the_largest_boxes_that_keep_to_one_line(
    groups: tuple[int, ...], prefix: bool, form: str, depth: int, expected: str
) -> None:
    assert comb_class(groups, prefix, form, depth) == expected


def test_no_box_is_smaller_than_4_mm_and_none_overfills_its_form() -> None:
    for form, combs in COMBS.items():
        for name, digit, gap, prefix in combs:
            assert digit >= 4
            for digits in range(1, 25):
                if comb_class((digits,), True, form, 0) == name:
                    assert digits * digit + prefix <= WIDTHS[form]
                    assert gap < digit


@pytest.mark.parametrize(
    ("labels", "form", "depth", "above"),
    [
        (["Name", "Born on"], "card", 0, False),
        (["Emergency number here", "Name"], "card", 0, True),
        (["Emergency number here"], "card", 0, False),
        (["Emergency number here"], "card", 1, True),
        (["本机号码", "卡号后四位"], "card", 0, False),
        (["本机号码", "卡片背面的最后四位"], "card", 0, True),
        (["Operator", "My number", "Day of the fee"], "sheet", 0, False),
        (["Operator", "My number", "Day of the monthly fee"], "sheet", 0, True),
        (["e\u0301" * 14, "a"], "card", 0, False),
        (["x" * 30], "card", 0, False),
        (["x" * 31], "card", 0, True),
    ],
)
def test_a_label_stands_above_its_line_where_it_would_take_half_of_it(
    labels: list[str], form: str, depth: int, above: bool
) -> None:
    assert stands_above([Words(text(label)) for label in labels], form, depth) == above


def test_a_label_in_two_languages_is_as_wide_as_the_wider_one() -> None:
    short, long = text("Name"), text("Emergency number here")
    assert stands_above([Words(short, long), Words(short)], "card", 0)
    assert not stands_above([Words(short, short), Words(short)], "card", 0)


@pytest.mark.parametrize(
    ("said", "meant", "form", "depth", "beside"),
    [
        ("Вот мой паспорт.", "Here is my passport.", "card", 0, True),
        ("Вот мой паспорт.", "Here is my passport.", "card", 1, False),
        ("Деньги не пришли. Вот чек.", "The money has not come. Here it is.", "card", 0, False),
        ("Деньги не пришли. Вот чек.", "The money has not come. Here it is.", "sheet", 0, True),
        ("Дайте, пожалуйста, чек.", "请给我小票。", "card", 0, True),
        ("Есть комиссия?", "มีค่าธรรมเนียมไหม", "card", 0, True),
        ("¿Cuánto costará, más o menos?", "Сколько это примерно будет стоить?", "card", 0, False),
        ("Да.", "Yes.", "card", 2, True),
    ],
)
def test_a_meaning_stands_beside_its_sentence_where_both_have_room(
    said: str, meant: str, form: str, depth: int, beside: bool
) -> None:
    assert stand_beside([text(said)], [text(meant)], form, depth) == beside
    assert not stand_beside([text(said), text("x" * 99)], [text(meant)] * 2, form, depth)
