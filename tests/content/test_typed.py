"""Codes, numbers and addresses typed into words, and comments that eat them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Desk
from vademecum.content import source, typed
from vademecum.content.typed import codes

LEAD = {"words/en.yaml": "lead: Do this in order.", "words/ar.yaml": ""}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 8 900 666-66-66 now.", {"8 900 666-66-66"}),
        ("Dial *100#, then press call.", {"*100#"}),
        ("Call 8 (800) 250-08-90 or +7 495 739 70 00.", {"8 (800) 250-08-90", "+7 495 739 70 00"}),
        ("It costs 1,000 or ١٢٣ roubles.", {"1,000", "١٢٣"}),
        ("Write to a@mts.ru; see https://mts.ru/a?b=1.", {"a@mts.ru", "https://mts.ru/a?b=1"}),
        ("See www.mts.ru or booking.com.", {"www.mts.ru", "booking.com"}),
        ("от 100 до 250 ₽", {"100", "250"}),
        ("拨打112或0890", {"112", "0890"}),
        ("since 2024", {"2024"}),
        ("10 000 – 20 000", {"10 000", "20 000"}),
        ("5 000 et 6 000", {"5 000", "6 000"}),
        ("24/7, 19–20, 10:30, 5-10 min, 3.5 kg, 99 %", set()),
        ("COVID-19, T2, 5G, Wi-Fi, AT&T, eSIM", set()),
        ("z. B., usw., U.S.A., e.g. this, and so on.", set()),
        ("Stop.Then go", set()),
        ("{mts.balance} and {a.b-123}", set()),
        ("1. one 2. two 3. three", set()),
        ("between 2 and 3, or 10 or 12", set()),
        ("访问mts.ru查询，或写信至a@mts.ru。", {"mts.ru", "a@mts.ru"}),
        ("见https://mts.ru/a。然后拨打＊100＃", {"https://mts.ru/a", "*100#"}),
        ("拨打110，119，120", {"110", "119", "120"}),
        (
            "See MTS.RU, Mts.com, госуслуги.рф and t.me/mts",
            {"MTS.RU", "Mts.com", "госуслуги.рф", "t.me/mts"},
        ),
        ("Open ftp://mts.ru/x or HTTPS://MTS.RU/Y", {"ftp://mts.ru/x", "HTTPS://MTS.RU/Y"}),
        ("Call 01 23 45, 23-45-67 or 1**12**", {"01 23 45", "23-45-67", "112"}),
        ("8\u00ad9\u200b0\u20600, １１２", {"8900", "１１２"}),
        ("#31# and ##002# and *#06#", {"#31#", "##002#", "*#06#"}),
        ("Vorher.Nachher, St.Petersburg, p.ex., т.е. это, 2024.Then", {"2024"}),
        ("10-12 h, 9.30 am, 1/2, 3 x 4, 12-34", set()),
    ],
)
def test_what_is_a_code_in_words(text: str, found: set[str]) -> None:
    assert set(codes(text).values()) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1,000", "1.000", True),
        ("1 000", "1\u202f000", True),
        ("112", "١١٢", True),
        ("112", "११२", True),
        ("8 800 250-08-90", "8 (800) 2500890", True),
        ("*100#", "*100#", True),
        ("*100#", "*101#", False),
        ("mts.ru/x and mts.ru", "mts.ru", False),
        ("A@mts.ru", "a@MTS.ru", True),
        ("112", "113", False),
        ("https://mts.ru", "mts.ru", True),
        ("https://mts.ru/", "MTS.RU", True),
        ("http://mts.ru", "mts.ru", False),
        ("8（800）250－08－90", "88002500890", True),
        ("11\u00ad2", "112", True),
        ("**112**", "112", True),
        ("*１００＃", "*100#", True),
    ],
)
def test_codes_compare_by_what_they_come_to(one: str, other: str, same: bool) -> None:
    assert (set(codes(one)) == set(codes(other))) == same


ENGLISH = "lead: Do this in order."
FOUND = {
    "in the source": (("Call 112.", None), [("en.yaml", "warning", "'112'")]),
    "the same in both": (("Call 112.", "اتصل ١١٢."), [("en.yaml", "warning", "'112'")]),
    "in the translation alone": ((None, "اتصل 112."), [("ar.yaml", "error", "no such code")]),
    "another": (
        ("Call 112.", "اتصل 113."),
        [("ar.yaml", "error", "in place of '112'"), ("en.yaml", "warning", "'112'")],
    ),
    "a phone": (
        (None, "اتصل 8 900 666-66-66."), [("ar.yaml", "error", "'8 900 666-66-66'")]),
    "an address": (("See mts.ru/x.", "mts.ru/x"), [("en.yaml", "warning", "'mts.ru/x'")]),
    "lost": (
        ("Call 112.", "اتصل."),
        [("en.yaml", "warning", "'112'")],
    ),
    "two that are swapped for one": (
        ("Call 112 or 101.", "اتصل 101."),
        [("en.yaml", "warning", "'101'"), ("en.yaml", "warning", "'112'")],
    ),
    "in the source alone": (
        ("Call 112.", "اتصل بنا."), [("en.yaml", "warning", "'112'")]),
    "three in the translation": (
        (None, "اتصل 112 أو *100# أو a@b.ru"),
        [("ar.yaml", "error", "'*100#'"), ("ar.yaml", "error", "'112'"),
         ("ar.yaml", "error", "'a@b.ru'")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FOUND)
def test_a_code_in_words_is_a_warning_and_another_one_an_error(case: str, desk: Desk) -> None:
    (english, arabic), expected = FOUND[case]
    for name, said in (("en", english), ("ar", arabic)):
        path = desk.guide / "words" / f"{name}.yaml"
        (line,) = (ln for ln in path.read_text("utf-8").split("\n") if ln.startswith("    lead:"))
        if said or case == "in the source":
            desk.edit(f"words/{name}.yaml", line, f"    lead: {said or 'اتصل 112'}")
    found = sorted(
        (problem.file.rpartition("/")[2], problem.severity, problem.message)
        for problem in desk.problems()
        if problem.code == "code-in-words"
    )
    assert [one[:2] for one in found] == [one[:2] for one in expected], found
    assert all(words in one[2] for one, (*_, words) in zip(found, expected, strict=True)), found


TYPED_FACTS = [
    # what stands for a fact in both languages, the fact as it is typed, or another code
    ("{emergency.all}", "112", True), ("{emergency.all}", "١١٢", True),
    ("{emergency.all}", "**112**", True), ("{mts.balance}", "*100#", True),
    ("{mts.balance}", "＊100＃", True), ("{mts.support}", "8 (800) 250 08 90", True),
    ("{mts.support}", "88002500890", True), ("{mts.site}", "mts.ru", True),
    ("{mts.site}", "https://mts.ru/", True), ("{emergency.all}", "113", False),
    ("{mts.balance}", "*101#", False), ("{mts.site}", "my-mts.ru", False),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "typed", "same"), TYPED_FACTS)
def test_a_fact_that_one_language_types_is_told_of_that_language_alone(
    desk: Desk, fact: str, typed: str, same: bool
) -> None:
    lead = {"en.yaml": ENGLISH, "ar.yaml": "lead: اتبع الترتيب."}
    for name, old in lead.items():
        desk.edit(f"words/{name}", old, f'lead: "Now {fact} x"')
    assert desk.problems() == ()
    for name, severity in (("ar.yaml", "error"), ("en.yaml", "warning")):
        desk.edit(f"words/{name}", f"Now {fact} x", f"Now {typed} x")
        told, *others = sorted(desk.problems(), key=lambda one: one.code)
        assert (told.code, told.severity) == ("code-in-words", severity)
        assert told.file.endswith(name)
        assert [one.code for one in others] == [
            *([] if same else ["placeholder-lost" if severity == "error" else "placeholder-added"])
        ]
        assert (f"in place of {fact}" in told.message) == (same and severity == "error")
        desk.edit(f"words/{name}", f"Now {typed} x", f"Now {fact} x")


def test_a_code_is_shown_where_it_stands(desk: Desk) -> None:
    desk.edit("words/en.yaml", ENGLISH, "lead: Do *100# in order.")
    desk.edit("words/ar.yaml", "    lead: ", "    lead: '*100#' #")
    problems = {problem.code: problem for problem in desk.problems()}
    problem = problems["code-in-words"]
    lines = (desk.guide / "words" / "en.yaml").read_text("utf-8").split("\n")
    assert lines[problem.line - 1][problem.column - 1 :].startswith("*100#")


def test_a_code_in_a_sentence_of_the_place_is_a_warning_and_how_it_sounds_is_none(
    desk: Desk,
) -> None:
    desk.edit("phrases.yaml", "text: Дайте", "text: Наберите 112. Дайте")
    desk.edit("phrases.yaml", "romanization: Dayte", "romanization: Naberite 112. Dayte")
    (problem,) = desk.problems()
    assert (problem.code, problem.severity) == ("code-in-words", "warning")
    assert problem.file.endswith("phrases.yaml")


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ("Do this. # and press call.", 10),
        ("Do this #1", 10),
        ("Do this\n      in order # and more", 7),
        ("'Do this' # a note", 0),
        ('"Do this # in order"', 0),
        ("Do this#1", 0),
        ("Do # this", 10),
        ("Do this.", 0),
        ("Do this\n      #1 in order", 10),
        ("Do this  \n     # in order", 10),
        ("Do this\n    # a note below its key", 0),
        ("Do this\n  # a note", 0),
        ("Do this\n\n      # a note", 0),
        ("'Do this'\n      # a note", 0),
        ("|\n      Do this\n      # in order", 0),
    ],
)
def test_a_comment_behind_words_without_quotes_is_a_warning(
    said: str, column: int, desk: Desk
) -> None:
    desk.edit("words/en.yaml", ENGLISH, f"lead: {said}")
    found = [problem for problem in desk.problems() if problem.code == "comment-in-words"]
    assert len(found) == bool(column)
    assert all(problem.severity == "warning" for problem in found)


@pytest.mark.parametrize(
    ("name", "old", "warns"),
    [
        ("facts.yaml", "value: MTS", True),
        ("facts.yaml", "value: A kiosk may ask for a code.", True),
        ("facts.yaml", "source: a test", True),
        ("facts.yaml", "value: 30000-50000", False),
        ("facts.yaml", "value: https://mts.ru", False),
        ("facts.yaml", "checked: 2026-11-01", False),
        ("facts.yaml", 'value: "112"', False),
        ("guide.yaml", "made_by: The tests", True),
        ("guide.yaml", "source: en", False),
        ("words/ar.yaml", "made_by: The tests", True),
        ("phrases.yaml", "made_by: The tests", True),
        ("phrases.yaml", "romanization: Dayte, pozhaluysta, chek.", True),
        ("words/ar.yaml", "title: دليل صغير", True),
    ],
)
@pytest.mark.parametrize("comment", [" # more", "\t#1", "    #"])
def test_a_comment_behind_any_text_of_letters_is_a_warning(
    desk: Desk, name: str, old: str, warns: bool, comment: str
) -> None:
    desk.edit(name, old, f"{old}{comment}")
    found = desk.problems()
    assert [(p.code, p.severity) for p in found] == [("comment-in-words", "warning")] * warns
    for problem in found:
        line = (desk.guide / name).read_text("utf-8").split("\n")[problem.line - 1]
        text = line[problem.column - 1 :].removesuffix(comment)
        desk.edit(name, f"{text}{comment}", f"'{text}{comment}'")  # as the hint says
        assert "comment-in-words" not in [p.code for p in desk.problems()]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("अभी भुगतान करें ।", "।"), ("अभी भुगतान करें।", ""), ("เร็ว ๆ นี้", "ๆ"), ("เร็วๆ นี้", ""),
        ("ادفع ، ثم", "،"), ("ادفع، ثم", ""), ("هل دفعت ؟", "؟"), ("先 ，后", "，"), ("先，后", ""),
        ("支付\u00a0。", "。"), ("Vraiment ?", ""), ("a , b", ""), ("（ 看 ）", "）"), ("支払う 、", "、"),
    ],
)  # fmt: skip
def test_a_space_before_a_sign_that_belongs_to_its_word_is_a_warning(
    tmp_path: Path, text: str, sign: str
) -> None:
    path = tmp_path / "hi.yaml"
    path.write_text(f"blocks: {{a: {{note: '{text}'}}}}\n", "utf-8")
    read = source.read(path)
    found = list(typed.check_spaces(read, {("blocks", "a", "note"): text}))
    assert [(p.code, p.severity, p.message) for p in found] == (
        [("space-before-sign", "warning", f"a space stands before {sign!r}")] if sign else []
    )
