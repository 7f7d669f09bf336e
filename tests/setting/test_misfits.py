"""What does not fit is named itself, once, with its guide, language, product, paper and panel."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.blocks.guides import guide
from tests.trying import one_in
from vademecum.edition.composition import compose
from vademecum.problems.problem import Problem, Refused
from vademecum.setting import compositor, fonts, template
from vademecum.setting.printing import Assignment, Item, prints

TRIAL = """
place: ru
facts: {code: {kind: ussd, value: "*100#"}, site: {kind: url, value: "https://example.org"}}
phrases: {receipt: {text: PHRASE, romanization: "Chek."}, pay: {text: "Оплата."}}
blocks:
  top: {kind: masthead}
  said: {kind: text, paragraphs: [IDS]}
  codes: {kind: table, columns: [COLUMNS], rows: [{id: one, cells: {CELLS}}]}
  own: {kind: fields, entries: [{id: x}, {id: y}]}
  say: {kind: phrases, phrases: [receipt, pay]}
  loud: {kind: callout, level: danger}
products:
  card: {form: card, papers: [PAPERS], panels: {front: [FRONT], back: [BACK]}}
words:
  en:
    top: {title: TITLE}
    said: {title: SAYING, paragraphs: {a: FIRST, MORE}}
    codes: {title: Codes, columns: {name: Name, HEADS}, rows: {one: {name: ROW}}}
    own: {title: Own, labels: {x: LABEL, y: Other}}
    say: {title: Say, meanings: {receipt: MEANING, pay: Payment.}}
    loud: {text: LOUD}
"""
USUAL = {
    "PHRASE": "Чек.", "COLUMNS": "c", "HEADS": "c: C", "CELLS": "c: code", "ROW": "Row", "LABEL": "Label",
    "MEANING": "A receipt.", "LOUD": "Look.", "TITLE": "Title", "FIRST": "First.", "PAPERS": "id1",
    "IDS": "a, b", "MORE": "b: Second.", "SAYING": "Said",
    "FRONT": "top, codes, own, loud", "BACK": "say, said",
}  # fmt: skip
MANY = {
    "COLUMNS": ", ".join(["c", *(f"c{n}" for n in range(10))]),
    "HEADS": ", ".join(["c: C", *(f"c{n}: Bcdfghjklm" for n in range(10))]),
    "CELLS": ", ".join(["c: code", *(f"c{n}: code" for n in range(10))]),
}


def problems(folder: Path, changes: dict[str, str]) -> tuple[Problem, ...]:
    """Set the trial with some changes, and return what is wrong with it."""
    text = TRIAL
    for name, string in {**changes, **{k: v for k, v in USUAL.items() if k not in changes}}.items():
        text = text.replace(name, string)
    edition = compose(guide(folder, text).guide(), "en")
    type = fonts.typefaces(edition)
    documents = {id: template.pour(edition, type, one.product) for id, one in edition.made.items()}
    wanted = (Item("card", paper) for paper in edition.products["card"].papers)
    try:
        list(prints(Assignment(edition, documents, type.files(), tuple(wanted))))
    except Refused as refused:
        return refused.problems
    return ()


def test_the_trial_fits(tmp_path: Path) -> None:
    assert problems(tmp_path, {}) == ()


LONG = "Sentence after sentence that goes on. " * 26
LONGER = "Sentence after sentence that goes on. " * 48
BOOK = {
    "IDS": ", ".join(f"p{n}" for n in range(40)),
    "a: FIRST, MORE": ", ".join(f"p{n}: {LONG}" for n in range(40)),
}
BESIDE = {"FRONT": "top, [codes, [own, said]], loud", "BACK": "say"}
NESTED = {"FRONT": "top, [codes, [[own, said]]], loud", "BACK": "say"}
FULL = {"LOUD": "Sentence after sentence that goes on. " * 12}
BLAMED = [
    (
        {"PHRASE": "Дайте мне чек и скажите номер " * 4},
        "phrases.yaml",
        "'Дайте мне чек",
        "for its place",
    ),
    ({"TITLE": "x" * 90}, "en.yaml", "'xxx", "too wide"),
    ({"LABEL": "y" * 60}, "en.yaml", "'yyy", "too wide"),
    ({"ROW": "z" * 90}, "en.yaml", "'zzz", "table around it"),
    ({"LOUD": LONG}, "en.yaml", "'Sentence", "its front is"),
    ({"FIRST": LONGER}, "en.yaml", "'Sentence", "its back is"),
    ({"MEANING": LONG}, "en.yaml", "'Sentence", "its back is"),
    ({"ROW": LONGER}, "en.yaml", "'Sentence", "its front is"),
    ({"LABEL": LONGER}, "en.yaml", "'Sentence", "its front is"),
    ({"SAYING": LONGER, **BESIDE}, "en.yaml", "'Sentence", "its front is"),
    ({"FIRST": LONG, **NESTED}, "en.yaml", "'Sentence", "its front is"),
    ({"LABEL": LONGER, "{id: x}": "{id: x, value: site}"}, "en.yaml", "'Sentence", "pages at"),
    ({"LABEL": "y" * 60, **FULL}, "en.yaml", "'yyy", "too wide"),
    (MANY, "en.yaml", "'Bcdf", "table around it"),
    (BOOK, "en.yaml", "'Sentence", "pages at"),
]


@one_in(3)
@pytest.mark.parametrize(("changes", "file", "quoted", "what"), BLAMED)
def test_one_mistake_is_one_problem_at_the_thing_itself(
    changes: dict[str, str], file: str, quoted: str, what: str, tmp_path: Path
) -> None:
    (problem,) = problems(tmp_path, changes)
    assert problem.code == "does-not-fit"
    assert problem.file.endswith(file)
    assert problem.message.startswith("trial in en, card on id1: ")
    assert quoted in problem.message
    assert what in problem.message
    assert problem.hint


def test_a_front_too_long_hears_of_the_room_on_the_back(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, {"LOUD": LONG})
    assert "move a block to its back, which has" in problem.hint


def test_where_no_panel_has_room_no_block_is_said_to_move(tmp_path: Path) -> None:
    found = problems(tmp_path, {"LOUD": LONG, "FIRST": LONGER})
    assert sorted(p.message.split("its ")[1].split(" is")[0] for p in found) == ["back", "front"]
    assert not any("move a block" in problem.hint for problem in found)


def test_two_mistakes_are_two_problems(tmp_path: Path) -> None:
    found = problems(tmp_path, {"TITLE": "x" * 90, "LABEL": "y" * 60})
    assert quoted(found) == ["'xxx", "'yyy"]


def quoted(found: Iterable[Problem]) -> list[str]:
    return sorted(problem.message.split(": ")[1][:4] for problem in found)


def test_one_mistake_on_several_papers_is_told_once(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, {"TITLE": "x" * 90, "PAPERS": "id1, business"})
    assert "card on id1 (so too card on business): 'xxx" in problem.message


def test_a_word_without_patterns_is_named_with_a_cure(tmp_path: Path) -> None:
    word = "Çekoslovakyalılaştıramadıklarımızdanmışsınızcasınaydılarmış"
    (problem,) = problems(tmp_path, {"PHRASE": word * 2, "place: ru": "place: tr"})
    assert problem.file.endswith("phrases.yaml")
    assert f"soft hyphen, U+00AD, where {word * 2!r} may be parted" in problem.hint


def test_a_book_is_refused_after_one_layout_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out = list[int]()
    lay_out = compositor.Galley.lay_out

    def counted(self: compositor.Galley, *arguments: object) -> object:
        pages = lay_out(self, *arguments)  # type: ignore[arg-type]
        laid_out.append(len(pages.layout))
        return pages

    monkeypatch.setattr(compositor.Galley, "lay_out", counted)
    (problem,) = problems(tmp_path, BOOK)
    assert laid_out == [1, 2 * compositor.HOPELESS]  # the front is short
    told = int(problem.message.split("about ")[1].split(" pages")[0])
    assert told > 30
    assert "most for its back" in problem.message
