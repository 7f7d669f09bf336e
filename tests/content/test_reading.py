"""A guide's folder held against itself: each mistake is a problem at its place, all at once."""

from pathlib import Path

import pytest

from tests.conftest import HOUSE, Desk
from vademecum.content import reading


def test_a_good_guide_has_no_problems(desk: Desk) -> None:
    guide, problems = desk.load()
    assert problems == ()
    assert guide is not None
    assert guide.languages == ("en", "ar")


MISTAKES = [
    # file, old text, new text, code, where (line, column), words of the message or the hint
    ("guide.yaml", "entries:", "entris:", "unknown-key", (11, 5), "did you mean 'entries'?"),
    ("guide.yaml", "source: en\n", "", "missing-key", (2, 1), "'source' is missing"),
    ("guide.yaml", "source: en", "source: xx", "unknown-language", (2, 9), "'xx'"),
    ("guide.yaml", "blocks:\n", "blocks: none\nx:\n", "bad-value", (6, 9), "a mapping"),
    ("guide.yaml", "items:\n", "items: none\n    x:\n", "bad-value", (16, 12), "a list"),
    ("guide.yaml", "[kiosk.identity]", "[kiosk.identty]", "unknown-fact", (18, 31), "kiosk.identity"),
    ("guide.yaml", "balance: mts.balance", "balance: mts.balans", "unknown-fact", (33, 20),
     "mts.balance"),
    ("guide.yaml", "phrases: [receipt]", "phrases: [reciept]", "unknown-phrase", (42, 15),
     "did you mean 'receipt'?"),
    ("guide.yaml", "[kiosk.identity]", "[mts.promised-payment]", "low-confidence", (18, 31), "low"),
    ("guide.yaml", "flow: [trouble]", "flow: [truble]", "unknown-block", (52, 29), "trouble"),
    ("guide.yaml", "{id: kind}", "{id: Kind!}", "bad-value", (17, 14), "no id"),
    ("facts.yaml", '"*100#"', "*100#", "yaml-syntax", (19, 10), '"*100#"'),
    ("facts.yaml", '"*100#"', "hundred", "fact-value", (19, 10), "no USSD code"),
    ("facts.yaml", "8 800 250-08-90", "8 800 250-08", "fact-value", (26, 10), "phone number"),
    ("facts.yaml", "https://mts.ru", "http://mts.ru", "fact-value", (12, 10), "https"),
    ("facts.yaml", "kind: ussd", "kind: usd", "bad-value", (18, 9), "did you mean 'ussd'?"),
    ("facts.yaml", "confidence: high", "confidence: hihg", "bad-value", (8, 15), "'high'"),
    ("facts.yaml", "checked: 2026-11-01", "checked: yesterday", "bad-value", (7, 12), "a date"),
    ("facts.yaml", "shelf_life: 540", "shelf_life: long", "bad-value", (9, 15), "whole number"),
    ("facts.yaml", "mts.site:", "mts.name:", "yaml-duplicate-key", (10, 1), "second time"),
    ("phrases.yaml", "romanization:", "romanisation:", "unknown-key", (7, 5), "'romanization'"),
    ("words/en.yaml", "title: A small", "titel: A small", "unknown-key", (4, 1), "'title'"),
    ("words/en.yaml", "      kind: ", "      kindd: ", "superfluous-words", (22, 7), "'kind'"),
    ("words/ar.yaml", "lead: ", "#lead: ", "missing-words", (7, 3), "'blocks.top.lead'"),
    ("words/ar.yaml", "      emergency: ", "      #emergency: ", "missing-words", (26, 5),
     "trouble.items.emergency"),
    ("words/ar.yaml", "title: دليل صغير", "title: ~", "missing-words", (4, 1), "has no value"),
    ("facts.yaml", '"*100#"', "null", "missing-key", (19, 3), "has no value"),
    ("guide.yaml", "phrases: [receipt]", "phrases: [~]", "bad-value", (42, 15), "quotes"),
    ("words/ar.yaml", "{fine} ", "", "placeholder-lost", (22, 13), "{fine}"),
    ("words/ar.yaml", "{fine} ", "{fine} {mts.name} ", "placeholder-added", (22, 53), "{mts.name}"),
    ("words/ar.yaml", "{fine}", "{finne}", "unknown-fact", (22, 46), "did you mean 'fine'?"),
    ("words/ar.yaml", "{fine}", "{fine", "placeholder-syntax", (22, 13), "brace"),
    ("words/en.yaml", "{mts.name}", "{mts.promised-payment}", "low-confidence", (23, 36), "low"),
    ("words/en.yaml", "{mts.name}", "{kiosk.identity}", "claim-in-words", (23, 36), "claim"),
    ("words/en.yaml", "{mts.name}", "{__class__}", "placeholder-syntax", (23, 36), "{fact.id}"),
    ("words/en.yaml", "lead: Do this", "lead: *one this", "yaml-syntax", (8, 11), "quotes"),
    ("words/ar.yaml", "note: أشر هنا.", "note: أشر هنا.\n    note: x", "yaml-duplicate-key", (47, 5),
     "second"),
    ("words/ar.yaml", "title: دليل صغير", "title: دليل \u202e", "control-character", (4, 13), "U+202E"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "place", "words"),
    MISTAKES,
    ids=[f"{mistake[3]}-{number}" for number, mistake in enumerate(MISTAKES)],
)
def test_a_mistake_is_a_problem_at_its_place(
    desk: Desk, name: str, old: str, new: str, code: str, place: tuple[int, int], words: str
) -> None:
    desk.edit(name, old, new)
    problems = [p for p in desk.problems() if p.file == f"content/small/{name}" and p.code == code]
    assert [(p.line, p.column) for p in problems] == [place], desk.problems()
    assert words in problems[0].message + problems[0].hint


@pytest.mark.parametrize(
    "written", ["080", "1_000", "+5", "5.0", "0x1f", "1e2", "٣", '" 5 "', "00", "five", "-05"]
)
def test_a_whole_number_is_what_editors_take_for_one(desk: Desk, written: str) -> None:
    desk.edit("facts.yaml", "shelf_life: 540", f"shelf_life: {written}")
    (problem,) = [p for p in desk.problems() if p.code == "bad-value"]
    assert (problem.line, problem.column) == (9, 15)
    assert problem.message == "a whole number is expected here"


def test_all_mistakes_are_told_at_once(desk: Desk) -> None:
    desk.edit("facts.yaml", '"*100#"', '"100"')
    desk.edit("words/ar.yaml", "{fine} ", "")
    desk.edit("guide.yaml", "entries:", "entris:")
    desk.edit("phrases.yaml", "romanization:", "romanisation:")
    assert {p.code for p in desk.problems()} >= {"fact-value", "unknown-key"}
    assert len({p.file for p in desk.problems()}) >= 3


def test_a_folder_without_guide_is_one_problem(tmp_path: Path) -> None:
    guide, problems = reading.load(tmp_path, HOUSE)
    assert guide is None
    assert [p.code for p in problems] == ["no-guide"]


def test_an_unknown_language_tag_is_a_problem_of_its_file(desk: Desk) -> None:
    words = desk.guide / "words"
    (words / "xx.yaml").write_text((words / "en.yaml").read_text("utf-8"), "utf-8")
    guide, problems = desk.load()
    assert [(p.code, p.file) for p in problems] == [
        ("unknown-language", "content/small/words/xx.yaml")
    ]
    assert guide is not None
    assert guide.languages == ("en", "ar")


def test_a_guide_keeps_the_languages_that_are_good(desk: Desk) -> None:
    desk.edit("words/ar.yaml", "{fine} ", "")
    guide, problems = desk.load()
    assert problems
    assert guide is not None
    assert guide.languages == ("en",)


def test_a_fault_of_the_guide_itself_leaves_nothing_to_print(desk: Desk) -> None:
    desk.edit("facts.yaml", '"*100#"', '"100"')
    assert desk.load()[0] is None


@pytest.mark.parametrize("name", ["guide.yaml", "facts.yaml", "phrases.yaml", "words/ar.yaml"])
@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty-file"), (b"a: \xff\n", "not-utf-8"), (b"- x\n", "bad-value")]
)
def test_a_broken_file_is_a_problem_whichever_it_is(
    desk: Desk, name: str, data: bytes, code: str
) -> None:
    (desk.guide / name).write_bytes(data)
    assert code in {p.code for p in desk.problems() if p.file.endswith(name)}
