"""The first guide: complete, in eight languages, with nothing invented."""

import re
from collections.abc import Iterator

import pytest
import yaml

from tests.conftest import CONTENT, ROOT
from vademecum.blocks.fields import Fields
from vademecum.blocks.list import List
from vademecum.blocks.masthead import Masthead
from vademecum.blocks.phrases import Phrases
from vademecum.blocks.qr import Qr
from vademecum.blocks.table import ComposedTable, Table
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.text.marks import Mark
from vademecum.text.runs import Text

GUIDE = CONTENT / "russia-sim-top-up"
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
    blocks = russia.structure.blocks.items()
    steps = {
        f"{id}.{part}" for id, block in blocks if isinstance(block, List) for part in block.parts
    }
    leads = {"lead" for _, block in blocks if isinstance(block, Masthead) and block.lead}
    assert set(POINTS[point].split()) <= steps | leads


def test_the_checklist_has_every_block_of_the_guide_but_the_cards_own(russia: Guide) -> None:
    shown = {block.id for block in compose(russia, "en").made["checklist"].blocks}
    assert set(russia.structure.blocks) - shown == {"emergency", "no-net"}


def test_the_lists_follow_the_journey(russia: Guide) -> None:
    blocks = compose(russia, "en").made["checklist"].blocks
    numbered = {block.id: block.number for block in blocks if block.number}
    assert list(numbered.items()) == [
        ("know", 1), ("before", 2), ("pay", 3), ("counter", 4), ("after", 5), ("trouble", 6),
    ]  # fmt: skip


def test_the_guide_speaks_eight_languages(russia: Guide) -> None:
    assert russia.languages == LANGUAGES


def test_five_operators_each_with_balance_number_credit_and_support(russia: Guide) -> None:
    table, sites = russia.structure.blocks["codes"], russia.structure.blocks["sites"]
    assert isinstance(table, Table)
    assert isinstance(sites, Qr)
    rows = {row.id: row for row in table.rows}
    assert list(rows) == ["mts", "megafon", "beeline", "t2", "yota"]
    for row in rows.values():
        assert set(row.cells) == {"balance", "own-number", "promised-payment", "support", "hotline"}
    assert sites.parts == table.parts
    assert [code.target for code in sites.codes] == [f"{id}.site" for id in rows]


def test_at_least_ten_phrases_with_romanization(russia: Guide) -> None:
    say = russia.structure.blocks["say"]
    assert isinstance(say, Phrases)
    assert russia.phrases
    assert len(say.parts) >= 10
    for phrase in say.parts:
        assert russia.phrases.phrases[phrase].romanization


def test_the_russian_reader_gets_hints_where_others_get_translations(russia: Guide) -> None:
    hints = russia.words["ru"].blocks["say"]["meanings"]
    assert hints
    assert russia.phrases
    for phrase, hint in hints.items():
        assert hint != russia.phrases.phrases[phrase].text


def test_the_lines_to_fill_in_ask_for_nothing_secret(russia: Guide) -> None:
    mine = russia.structure.blocks["mine"]
    assert isinstance(mine, Fields)
    assert mine.parts == (
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
    structure, edition = russia.structure.blocks["codes"], compose(russia, "en")
    assert isinstance(structure, Table)
    for made in edition.made.values():
        (table,) = (block for block in made.blocks if isinstance(block, ComposedTable))
        for row, given in zip(table.rows, structure.rows, strict=True):
            assert len(row.cells) == len(given.cells)
            for cell in row.cells:
                confidence = russia.facts[given.cells[cell.column]].confidence
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
