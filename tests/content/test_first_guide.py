"""The first guide: complete, in eight languages, with nothing invented."""

import re
from collections.abc import Iterator

import pytest
import yaml

from tests.conftest import CONTENT, ROOT
from vademecum.blocks.fields import Fields
from vademecum.blocks.list import List
from vademecum.blocks.masthead import Masthead
from vademecum.blocks.phrases import ComposedPhrases, Phrases
from vademecum.blocks.table import ComposedTable, Table
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.text.marks import Mark
from vademecum.text.runs import Text

GUIDE = CONTENT / "russia-sim-top-up"
LANGUAGES = ("en", "ar", "hi", "ko", "ru", "th", "tr", "zh-Hans")

# Every point of the article that the guide goes back to, and the part where it has its place.
POINTS = {
    "0.1 the right SIM, and being stuck without it": "lead",
    "1.1 two kinds of card": "know.kind know.tell-apart",
    "1.2 the operators": "know.kind ussd.mts",
    "1.3 everything expires": "before.rules",
    "2.1 be sure of the kind before paying": "know.kind ways.platforms",
    "2.2 note number, ICCID, IMEI and balance": "know.write-down number.top-up",
    "2.3 a network to pay over": "trouble.arrival before.apps",
    "3.1 the operator's site": "ways.online before.cash",
    "3.2 the operator's app": "ways.online before.apps",
    "3.3 the operator's shop": "ways.shop counter.show",
    "3.4 third-party platforms": "ways.platforms",
    "4.1 choosing a package": "counter.package",
    "4.2 payment security": "counter.official counter.every-digit",
    "4.3 timing": "after.timing counter.package",
    "5.1 check that it is active": "after.arrived",
    "5.2 keep the records": "after.records",
    "5.3 watch the use": "after.records",
    "6.1 know the rules before leaving": "before.rules",
    "6.2 a backup SIM": "before.backup",
    "6.3 several channels": "trouble.another-way",
    "6.4 other travellers": "trouble.another-way",
    "24 hours of silence": "before.silence trouble.arrival trouble.captcha",
    "shutdowns": "trouble.shutdown",
    "the SIM tied to one phone": "know.one-phone trouble.blocked problems.new-imei",
    "SIMs from before 2025": "know.old-sim",
    "identity document for cash": "ways.shop paying.passport",
    "cash machines": "before.cash",
    "the monthly sum": "counter.show paying.monthly-sum",
    "a wrong number": "counter.every-digit trouble.no-money problems.wrong-number",
    "112": "emergency",
    "PIN and PUK": "secrets",
    "codes without data or balance": "ussd",
    "loans with a fee": "ussd",
    "blocked messengers": "before.apps",
}


@pytest.mark.parametrize("point", POINTS)
def test_every_point_of_the_article_has_its_place(russia: Guide, point: str) -> None:
    blocks = russia.structure.blocks.items()
    parts = {f"{id}.{part}" for id, block in blocks for part in block.parts}
    leads = {"lead" for _, block in blocks if isinstance(block, Masthead) and block.lead}
    assert set(POINTS[point].split()) <= parts | leads | set(russia.structure.blocks)


def test_the_checklist_has_every_block_of_the_guide(russia: Guide) -> None:
    shown = {block.id for block in compose(russia, "en").made["checklist"].blocks}
    assert set(russia.structure.blocks) == shown


def test_the_lists_follow_the_journey(russia: Guide) -> None:
    blocks = compose(russia, "en").made["checklist"].blocks
    numbered = {block.id: block.number for block in blocks if block.number}
    assert list(numbered.items()) == [("know", 1), ("before", 2), ("counter", 3), ("after", 4)]


def test_boxes_stand_before_acts_and_what_is_looked_up_is_a_table(russia: Guide) -> None:
    blocks = russia.structure.blocks
    lists = {id for id, block in blocks.items() if isinstance(block, List)}
    assert lists == {"know", "before", "counter", "after"}
    assert {id for id, block in blocks.items() if isinstance(block, Table)} == {
        "ussd", "ways", "trouble",
    }  # fmt: skip
    ways = blocks["ways"]
    assert ways.parts == ("shop", "friend", "kiosk", "online", "platforms")
    assert ways.column_ids == ("needs", "mind")


@pytest.mark.parametrize("product", ["checklist", "card", "card-operator-t2"])
def test_a_side_for_the_clerk_asks_for_this_number_and_shows_it(
    russia: Guide, product: str
) -> None:
    """The number, the operators as Russians write them, and three sentences more, on one side."""
    edition = compose(russia, "en")
    shown = edition.made[product].blocks
    sides = {panel.reader for panel in edition.made[product].panels}
    assert sides == {"reader", "place"}
    sentences = [p for b in shown if isinstance(b, ComposedPhrases) for p in b.phrases]
    assert {b.reader for b in shown if isinstance(b, ComposedPhrases)} == {"place"}
    number, operator, *others = sentences
    assert number.entry is not None
    assert number.entry.comb is not None
    assert sum(number.entry.comb.groups) == int(str(russia.facts["number.length"].value))
    assert str(number.entry.comb.prefix) == russia.facts["number.country-code"].value
    assert operator.entry is not None
    options = [(str(option.words.lead), option.ticked) for option in operator.entry.options]
    names = ["МТС", "МегаФон", "билайн", "t2", "Yota"]
    ticked = "t2" if product == "card-operator-t2" else ""
    assert options == [(name, name == ticked) for name in names]
    assert len(others) >= 3
    assert {"passport", "no-money"} <= {phrase.id for phrase in others}


def test_five_operators_each_with_balance_number_loan_support_and_site(russia: Guide) -> None:
    table = russia.structure.blocks["ussd"]
    assert isinstance(table, Table)
    rows = {row.id: row for row in table.rows}
    assert list(rows) == ["mts", "megafon", "beeline", "t2", "yota"]
    for row in rows.values():
        assert tuple(row.cells) == table.columns
        assert row.cells["site"] == f"{row.id}.site"


def test_a_loan_stands_only_where_its_fee_is_told(russia: Guide) -> None:
    made = compose(russia, "en").made
    shown = {
        product
        for product, one in made.items()
        for block in one.blocks
        if isinstance(block, ComposedTable) and "promised-payment" in block.heads
    }
    assert shown == {"checklist"}
    assert "fee" in str(russia.words["en"].blocks["ussd"]["columns"]["promised-payment"])


def test_at_least_ten_phrases_with_romanization(russia: Guide) -> None:
    assert russia.phrases
    assert len(russia.phrases.phrases) >= 10
    for phrase in russia.phrases.phrases.values():
        assert phrase.romanization


def test_the_russian_reader_gets_hints_where_others_get_translations(russia: Guide) -> None:
    blocks = russia.words["ru"].blocks
    hints = [hint for block in blocks.values() for hint in block.get("meanings", {}).items()]
    assert russia.phrases
    assert {phrase for phrase, _ in hints} == set(russia.phrases.phrases)
    for phrase, hint in hints:
        assert hint != russia.phrases.phrases[phrase].text


def test_what_is_filled_in_is_nothing_secret(russia: Guide) -> None:
    blocks = russia.structure.blocks.values()
    assert not [block for block in blocks if isinstance(block, Fields)]
    entries = {e.id for b in blocks if isinstance(b, Phrases) for e in b.entries if e.entry}
    assert entries == {"top-up", "operator"}


def test_a_step_begins_with_at_most_four_words_in_bold(russia: Guide) -> None:
    for tag in ("en", "ru"):
        items = [
            item
            for block in russia.words[tag].blocks.values()
            for item in block.get("items", {}).values()
        ]
        leads = [re.match(r"\*\*([^*]+)\*\*", item) for item in items]
        assert leads
        assert [
            item
            for item, lead in zip(items, leads, strict=True)
            if lead is None or len(lead[1].split()) > 4
        ] == []


def test_no_fact_of_low_confidence_is_printed(russia: Guide) -> None:
    low = {fact.value for fact in russia.facts.values() if fact.confidence == "low"}
    assert low
    for tag in LANGUAGES:
        for text in compose(russia, tag).texts():
            assert not any(value in str(text) for value in low)


def test_facts_of_medium_confidence_are_marked(russia: Guide) -> None:
    structure, edition = russia.structure.blocks["ussd"], compose(russia, "en")
    assert isinstance(structure, Table)
    given = {row.id: row.cells for row in structure.rows}
    for made in edition.made.values():
        (table,) = (block for block in made.blocks if block.id == "ussd")
        assert isinstance(table, ComposedTable)
        for row in table.rows:
            for cell in row.cells:
                fact = given[row.id][cell.column]
                if fact == "words":
                    continue
                confidence = russia.facts[str(fact)].confidence
                assert cell.is_missing == (confidence == "low")
                if cell.words and not cell.is_missing:
                    assert (cell.words.lead.mark is Mark.DOUBTFUL) == (confidence == "medium")


def prose(russia: Guide, tag: str) -> Iterator[str]:
    """Yield the words of a language with the placeholders taken out."""
    source = russia.sources[f"words/{tag}"]
    for line in source.text.splitlines():
        value = line.partition(": ")[2]
        if value and not line.startswith("#"):
            yield re.sub(r"\{[^}]*\}", "", value)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_numbers_come_from_facts_only(russia: Guide, tag: str) -> None:
    found = [line for line in prose(russia, tag) if re.search(r"\d", line)]
    assert found == []


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "en"])
def test_no_language_falls_back_to_english(russia: Guide, tag: str) -> None:
    english = {str(text) for text in compose(russia, "en").texts()}
    texts = compose(russia, tag).texts()
    same = {str(text) for text in texts if _has_words(text) and str(text) in english}
    assert same - {"Alipay, WeChat Pay"} == set()  # names alone


def _has_words(text: Text) -> bool:
    if text.file.endswith("phrases.yaml"):
        return False
    return any(not run.isolated and re.search(r"[^\W\d_]{3}", run.text) for run in text.runs)


def test_unreviewed_translations_say_so(russia: Guide) -> None:
    """Held against the files: nobody has reviewed any of them, and each product says so."""
    for tag in LANGUAGES:
        words = yaml.safe_load((GUIDE / "words" / f"{tag}.yaml").read_text("utf-8"))
        phrases = yaml.safe_load((GUIDE / "phrases.yaml").read_text("utf-8"))
        for review in (words["review"], phrases["review"]):
            assert review == {"made_by": "The Vademecum project"}
        own = yaml.safe_load((ROOT / "templates" / "words" / f"{tag}.yaml").read_text("utf-8"))
        wanted = own["unreviewed-source" if tag == "en" else "unreviewed-translation"]
        edition = compose(russia, tag)
        assert not edition.reviewed
        for made in edition.made.values():
            assert str(made.colophon.review).replace("\u00a0", " ") == wanted
