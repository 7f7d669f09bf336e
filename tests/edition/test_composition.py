"""Editions: facts set in, doubtful ones marked, runs isolated by direction."""

from datetime import date

import pytest

from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import Edition
from vademecum.text.runs import Run, Text


@pytest.fixture(scope="module")
def english(small: Guide) -> Edition:
    return compose(small, "en")


@pytest.fixture(scope="module")
def arabic(small: Guide) -> Edition:
    return compose(small, "ar")


def step(edition: Edition, name: str) -> Text:
    return next(s.text for section in edition.sections for s in section.steps if s.id == name)


def test_strong_words_and_facts_become_runs(english: Edition) -> None:
    assert step(english, "kind").runs == (
        Run("Find out "),
        Run("which kind", strong=True),
        Run(" you hold; a wrong one costs "),
        Run("30,000–50,000", isolated=True),
        Run("\u00a0roubles."),
    )


def test_markup_is_text(small: Guide) -> None:
    words = small.words["en"].model_copy(update={"lead": "<b>bold</b> & {{ 7*7 }} *x*"})
    guide = Guide(**{**{f: getattr(small, f) for f in small.__slots__}, "words": {"en": words}})
    assert str(compose(guide, "en").lead) == "<b>bold</b> & {{ 7*7 }} *x*"


def test_left_to_right_words_stand_alone_in_a_right_to_left_text(arabic: Edition) -> None:
    runs = step(arabic, "code").runs
    assert [run.text for run in runs if run.isolated] == ["*100#", "MTS", "Google Play"]
    assert all(not run.isolated for run in step(arabic, "emergency").runs if run.text != "112")


def test_hyphens_in_codes_do_not_break(english: Edition) -> None:
    assert str(english.table.rows[0].cells["support"]) == "8\u00a0800\u00a0250‑08‑90"


def test_a_fact_of_medium_confidence_is_marked(english: Edition) -> None:
    row = english.table.rows[0]
    assert row.cells["support"].marked
    assert not row.cells["balance"].marked


def test_a_step_on_a_doubtful_claim_says_check_first(english: Edition) -> None:
    steps = {s.id: s.text.marked for section in english.sections for s in section.steps}
    assert steps == {"kind": False, "code": True, "emergency": False}


def test_a_number_is_never_parted_from_what_it_counts(english: Edition) -> None:
    assert "50,000\u00a0roubles" in str(step(english, "kind"))


def test_russian_ties_dashes_and_short_words(russia: Guide) -> None:
    lines = [str(text) for text in compose(russia, "ru").texts()]
    assert not [line for line in lines if " —" in line and "\u00a0—" not in line]
    assert any("с\u00a0" in line for line in lines)


def test_a_name_takes_the_form_of_the_language(russia: Guide) -> None:
    row = compose(russia, "ru").table.rows[0]
    assert (str(row.name), row.sign) == ("МТС", None)
    row = compose(russia, "ar").table.rows[0]
    assert (str(row.name), str(row.sign)) == ("MTS", "МТС")


def test_a_fact_of_low_confidence_is_not_printed(small: Guide) -> None:
    row = small.structure.table.rows[0]
    cells = {**row.cells, "balance": "mts.promised-payment"}
    table = small.structure.table.model_copy(
        update={"rows": (row.model_copy(update={"cells": cells}),)}
    )
    structure = small.structure.model_copy(update={"table": table})
    guide = Guide(**{**{f: getattr(small, f) for f in small.__slots__}, "structure": structure})
    edition = compose(guide, "en")
    assert str(edition.table.rows[0].cells["balance"]) == "ask"
    assert not any("*111*123#" in str(text) for text in edition.texts())


def test_the_paper_tells_the_oldest_check_of_the_facts_it_shows(english: Edition) -> None:
    assert english.oldest_check == date(2026, 11, 1)
    assert str(english.colophon.facts_checked) == "Facts checked November 1, 2026"


def test_the_paper_says_that_it_awaits_review(english: Edition, arabic: Edition) -> None:
    assert not english.reviewed
    assert "phrases await review" in str(english.colophon.review)
    assert arabic.colophon.review is not None
    assert str(arabic.colophon.review) != str(english.colophon.review)


def test_a_reviewed_edition_says_nothing(small: Guide) -> None:
    done = {"reviewed_by": "A reader", "reviewed_on": date(2026, 11, 2)}
    review = small.words["en"].review.model_copy(update=done)
    words = small.words["en"].model_copy(update={"review": review})
    phrases = small.phrases.model_copy(update={"review": review})
    values = {f: getattr(small, f) for f in small.__slots__}
    edition = compose(Guide(**{**values, "words": {"en": words}, "phrases": phrases}), "en")
    assert edition.reviewed
    assert edition.colophon.review is None


def test_every_text_knows_where_its_words_stand(english: Edition) -> None:
    text = step(english, "code")
    assert text.file.endswith("words/en.yaml")
    assert (text.line, text.column) == (12, 13)


def test_sections_after_the_turn_stand_overleaf(english: Edition) -> None:
    front, back = english.sides()
    assert [s.id for s in front] == ["know"]
    assert [s.id for s in back] == ["trouble"]


def test_the_language_of_the_place_needs_no_romanization(russia: Guide) -> None:
    assert all(phrase.romanization is None for phrase in compose(russia, "ru").phrases)
    assert all(phrase.romanization for phrase in compose(russia, "en").phrases)
