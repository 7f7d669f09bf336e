"""The version of an edition: it changes with what paper says, and with nothing else."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import HOUSE, ROOT, Desk
from vademecum.content import reading
from vademecum.content.guide import Guide
from vademecum.content.releases import Contents
from vademecum.edition.composition import compose

FACTS, EN, AR, GUIDE, PHRASES = (
    "facts.yaml",
    "words/en.yaml",
    "words/ar.yaml",
    "guide.yaml",
    "phrases.yaml",
)

EDITS = [
    # file, what stands there, what comes instead; the words and facts that are others
    (EN, "Press call.", "Press the call key.", {"blocks.codes.note"}, set()),
    (EN, "title: A small guide", "title: A guide", {"title"}, set()),
    (EN, "Dial {mts.balance} at", "Call {mts.balance} at", {"blocks.know.items.code"}, set()),
    (EN, "title: Small card", "title: A card", {"blocks.top.short.title"}, set()),
    (PHRASES, "Дайте, пожалуйста", "Дайте", {"phrases.receipt.text"}, set()),
    (FACTS, '"*100#"', '"*102#"', set(), {"mts.balance"}),
    (FACTS, "30000-50000", "30000-60000", set(), {"fine"}),
    (FACTS, "value: MTS", "value: MTC", set(), {"mts.name"}),
    (FACTS, "{ru: МТС}", "{ru: МТСС}", set(), {"mts.name"}),
    (FACTS, "https://mts.ru", "https://mts.ru/en", set(), {"mts.site"}),
    (FACTS, "may ask for a code", "may ask for a passport", set(), {"kiosk.identity"}),
    (FACTS, "confidence: medium", "confidence: high", set(), {"mts.site"}),
    (GUIDE, "sites, say, end", "say, end", {"blocks.sites.title"}, {"mts.site"}),
]


@pytest.mark.parametrize(("file", "old", "new", "words", "facts"), EDITS)
def test_an_edit_of_what_is_said_changes_its_own_hash_and_the_version(
    desk: Desk, file: str, old: str, new: str, words: set[str], facts: set[str]
) -> None:
    before = contents(desk)
    desk.edit(file, old, new)
    after = contents(desk)
    assert changed(before.words, after.words) == words
    assert changed(before.facts, after.facts) == facts
    assert before.version != after.version


SAME = [
    (FACTS, "source: a test", "source: another test"),
    (FACTS, "checked: 2026-11-01", "checked: 2026-11-02"),
    (FACTS, "shelf_life: 540", "shelf_life: 30"),
    (FACTS, "{ru: МТС}", "{ru: МТС, hi: एमटीएस}"),
    (FACTS, '"*111*123#"', '"*111*124#"'),  # of low confidence, so on no paper
    (FACTS, "value: https://mts.ru", 'value: "https://mts.ru"'),
    (EN, "made_by: The tests", "made_by: Others"),
    (EN, "missing: ask", "missing: ask there"),  # no cell is empty
    (AR, "made_by", "reviewed_by: A reader\n  reviewed_on: 2026-11-01\n  made_by"),
    (GUIDE, "style: check", "style: bullet"),
    (GUIDE, "papers: [a4, letter]", "papers: [a4]"),
    (
        GUIDE,
        "emergency\n        - {block: mine",
        "emergency\n        # mine\n        - {block: mine",
    ),
]


@pytest.mark.parametrize(("file", "old", "new"), SAME)
def test_an_edit_of_anything_else_does_not(desk: Desk, file: str, old: str, new: str) -> None:
    before = contents(desk)
    desk.edit(file, old, new)
    assert contents(desk) == before


PICTURES = [
    # file, what stands there, what comes instead; whether paper is another
    ("pictures/house.svg", "</svg>", "<rect width='1' height='1'/></svg>", True),
    ("pictures.yaml", "source: ", "source: from ", False),
    ("pictures.yaml", "shelf_life: 3650", "shelf_life: 365", False),
]


@pytest.mark.parametrize(("file", "old", "new", "is_other"), PICTURES)
def test_a_picture_counts_by_its_file(
    tmp_path: Path, file: str, old: str, new: str, is_other: bool
) -> None:
    folder = tmp_path / "hostel"
    shutil.copytree(ROOT / "examples" / "hostel", folder)
    before = of_hostel(folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    after = of_hostel(folder)
    assert changed(before.pictures, after.pictures) == ({"house"} if is_other else set())
    assert (before.version != after.version) is is_other


def of_hostel(folder: Path) -> Contents:
    guide, problems = reading.load(folder, HOUSE)
    assert guide, problems
    return compose(guide, "en").contents


def test_another_language_has_another_version_and_the_same_facts(small: Guide) -> None:
    one, other = compose(small, "en"), compose(small, "ar")
    assert one.version != other.version
    assert one.contents.facts == other.contents.facts
    assert set(one.contents.words) == set(other.contents.words)


def test_the_day_makes_no_difference(small: Guide) -> None:
    late = compose(small, "en", date(2060, 1, 1))
    assert late.stale("checklist")
    assert late.version == compose(small, "en").version


def test_what_the_press_says_makes_no_difference(small: Guide) -> None:
    """The press may be bettered; paper that was printed before says the same of the place."""
    tree = dict.fromkeys(("check-first", "facts-checked", "qr"), "Said otherwise.")
    said = replace(small.sources["press/en"], tree={**dict(own(small)), **tree})
    other = replace(small, sources={**small.sources, "press/en": said})
    assert compose(other, "en").version == compose(small, "en").version


def test_the_hashes_are_those_that_anybody_can_take(small: Guide) -> None:
    """Taken with sha256sum, of the JSON in ASCII with sorted keys and no spaces."""
    found = compose(small, "en").contents
    assert found.facts["emergency.all"] == "fc9bdf20"
    assert Contents({"title": "89abcdef"}, {"a.b": "01234567"}).version == "a3949ff1"


def contents(desk: Desk) -> Contents:
    guide, _ = desk.load()
    assert guide
    return compose(guide, "en").contents


def own(guide: Guide) -> dict[str, str]:
    tree = guide.sources["press/en"].tree
    assert isinstance(tree, dict)
    return {key: text for key, text in tree.items() if isinstance(text, str)}


def changed(before: object, after: object) -> set[str]:
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    return {key for key, _ in before.items() ^ after.items()}
