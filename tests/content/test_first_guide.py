"""The first guide: complete, in eight languages, with nothing invented."""

import re
from collections.abc import Iterator

import pytest

from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.text.runs import Text

LANGUAGES = ("en", "ar", "hi", "ko", "ru", "th", "tr", "zh-Hans")

# Every point of the article that the guide goes back to, and the step where it has its place.
POINTS = {
    "0.1 the right SIM, and being stuck without it": "lead",
    "1.1 two kinds of card": "know.two-kinds know.tell-apart",
    "1.2 the operators": "know.operators",
    "1.3 everything expires": "know.expiry",
    "2.1 be sure of the kind before paying": "pay.by-kind",
    "2.2 note number, ICCID, IMEI and balance": "know.note-down",
    "2.3 a network to pay over": "before.wifi before.apps",
    "3.1 the operator's site": "pay.website pay.refused",
    "3.2 the operator's app": "pay.app before.apps",
    "3.3 the operator's shop": "pay.shop counter.show",
    "3.4 third-party platforms": "pay.platforms",
    "4.1 choosing a package": "pay.package",
    "4.2 payment security": "pay.official counter.receipt",
    "4.3 timing": "pay.timing",
    "5.1 check that it is active": "after.active after.arrived",
    "5.2 keep the records": "after.records",
    "5.3 watch the use": "after.usage",
    "6.1 know the rules before leaving": "before.rules",
    "6.2 a backup SIM": "before.backup",
    "6.3 several channels": "trouble.another-way",
    "6.4 other travellers": "trouble.travellers",
    "24 hours of silence": "before.silence trouble.captcha",
    "shutdowns": "trouble.shutdown before.cash",
    "the SIM tied to one phone": "know.one-phone trouble.blocked",
    "identity document for cash": "pay.shop",
    "112": "trouble.emergency",
    "codes without data or balance": "trouble.codes-work",
    "blocked messengers": "before.reach-home",
}


@pytest.mark.parametrize("point", POINTS)
def test_every_point_of_the_article_has_its_place(russia: Guide, point: str) -> None:
    steps = {
        f"{section.id}.{step.id}" for section in russia.structure.sections for step in section.steps
    }
    assert set(POINTS[point].split()) <= steps | {"lead"}


def test_the_sections_follow_the_journey(russia: Guide) -> None:
    assert [section.id for section in russia.structure.sections] == [
        "know", "before", "pay", "counter", "after", "trouble",
    ]  # fmt: skip


def test_the_guide_speaks_eight_languages(russia: Guide) -> None:
    assert russia.languages == LANGUAGES


def test_five_operators_each_with_balance_number_credit_and_support(russia: Guide) -> None:
    rows = {row.id: row for row in russia.structure.table.rows}
    assert list(rows) == ["mts", "megafon", "beeline", "t2", "yota"]
    for row in rows.values():
        assert set(row.cells) == {"balance", "own-number", "promised-payment", "support", "hotline"}
        assert row.link


def test_at_least_ten_phrases_with_romanization(russia: Guide) -> None:
    assert len(russia.structure.phrases) >= 10
    for phrase in russia.structure.phrases:
        assert russia.phrases.phrases[phrase].romanization


def test_the_russian_reader_gets_hints_where_others_get_translations(russia: Guide) -> None:
    hints = russia.words["ru"].phrases.meanings
    for phrase, hint in hints.items():
        assert hint != russia.phrases.phrases[phrase].text


def test_the_lines_to_fill_in_ask_for_nothing_secret(russia: Guide) -> None:
    assert russia.structure.write_in == (
        "operator",
        "own-number",
        "iccid",
        "last-top-up",
        "fee-day",
    )


def test_no_fact_of_low_confidence_is_printed(russia: Guide) -> None:
    low = {fact.value for fact in russia.facts.values() if fact.confidence == "low"}
    assert low
    for tag in LANGUAGES:
        for text in compose(russia, tag).texts():
            assert not any(value in str(text) for value in low)


def test_facts_of_medium_confidence_are_marked(russia: Guide) -> None:
    table = compose(russia, "en").table
    for row, given in zip(table.rows, russia.structure.table.rows, strict=True):
        for column, cell in row.cells.items():
            if column not in row.missing:
                medium = russia.facts[given.cells[column]].confidence == "medium"
                assert cell.marked == medium


def prose(russia: Guide, tag: str) -> Iterator[str]:
    """Yield the words of a language with the placeholders taken out."""
    source = russia.sources[f"words/{tag}"]
    for line in source.text.splitlines():
        value = line.partition(": ")[2]
        if value and not line.startswith("#"):
            yield re.sub(r"\{[^}]*\}", "", value)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_numbers_come_from_facts_only(russia: Guide, tag: str) -> None:
    found = [
        line
        for line in prose(russia, tag)
        if re.search(r"\d", re.sub(r"ICCID\D{0,14}4|4\D{0,14}ICCID", "", line))
    ]
    assert found == []


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "en"])
def test_no_language_falls_back_to_english(russia: Guide, tag: str) -> None:
    english = {str(text) for text in compose(russia, "en").texts()}
    texts = compose(russia, tag).texts()
    assert [str(text) for text in texts if _has_words(text) and str(text) in english] == []


def _has_words(text: Text) -> bool:
    if text.file.endswith("phrases.yaml"):
        return False
    return any(not run.isolated and re.search(r"[^\W\d_]{3}", run.text) for run in text.runs)


def test_unreviewed_translations_say_so(russia: Guide) -> None:
    for tag in LANGUAGES:
        edition = compose(russia, tag)
        assert russia.words[tag].review.made_by == "The Vademecum project"
        assert (edition.colophon.review is None) == edition.reviewed
