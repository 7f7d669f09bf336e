"""Editions: facts set in, doubtful ones marked, runs isolated by direction."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml

from tests.blocks.guides import guide
from tests.conftest import ROOT, Desk
from vademecum.blocks.block import Composed
from vademecum.blocks.callout import ComposedCallout
from vademecum.blocks.fields import ComposedFields
from vademecum.blocks.list import ComposedList
from vademecum.blocks.masthead import ComposedMasthead
from vademecum.blocks.phrases import ComposedPhrases
from vademecum.blocks.table import ComposedRow, ComposedTable, Table
from vademecum.blocks.text import ComposedText
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import Colophon, Edition, Group
from vademecum.text.marks import Mark
from vademecum.text.runs import Run, Text

B = TypeVar("B", bound=Composed)


@pytest.fixture(scope="module")
def english(small: Guide) -> Edition:
    return compose(small, "en")


@pytest.fixture(scope="module")
def arabic(small: Guide) -> Edition:
    return compose(small, "ar")


def blocks(edition: Edition, kind: type[B], product: str = "checklist") -> list[B]:
    """Return the blocks of a kind on a product."""
    return [block for block in edition.made[product].blocks if isinstance(block, kind)]


def items(edition: Edition) -> dict[str, Text]:
    """Return what the items of the checklist's lists say, by their ids."""
    lists = blocks(edition, ComposedList)
    return {item.id: item.words.lead for found in lists for item in found.items}


def step(edition: Edition, name: str) -> Text:
    return items(edition)[name]


def row(edition: Edition, product: str = "checklist") -> ComposedRow:
    """Return the first row of the table of codes of a product."""
    (table,) = [b for b in blocks(edition, ComposedTable, product) if b.id in ("codes", "ussd")]
    return table.rows[0]


def cells(edition: Edition) -> dict[str, Text]:
    """Return what stands in the first row of the checklist's table, by column."""
    return {cell.column: cell.words.lead for cell in row(edition).cells if cell.words}


def colophon(edition: Edition) -> Colophon:
    """Return what the checklist says of itself."""
    return edition.made["checklist"].colophon


def saying(guide: Guide, tag: str, path: tuple[str, ...], text: str) -> Guide:
    """Return a guide with other words in a language, unchecked."""
    source = guide.sources[f"words/{tag}"]
    tree: Any = deepcopy(source.tree)
    parent = tree
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = text
    changed = {f"words/{tag}": replace(source, tree=tree)}
    return replace(guide, sources={**guide.sources, **changed})


def test_strong_words_and_facts_become_runs(english: Edition) -> None:
    assert step(english, "kind").runs == (
        Run("Find out "),
        Run("which kind", strong=True),
        Run(" you hold; a wrong one costs "),
        Run("30,000–50,000", direction="ltr", kept=True),
        Run("\u00a0roubles."),
    )


def test_markup_is_text(small: Guide) -> None:
    markup = "<b>bold</b> & {{ 7*7 }} *x*"
    edition = compose(saying(small, "en", ("blocks", "top", "lead"), markup), "en")
    (head,) = blocks(edition, ComposedMasthead)
    assert head.lead
    assert str(head.lead.lead) == markup


def test_left_to_right_words_stand_alone_in_a_right_to_left_text(arabic: Edition) -> None:
    runs = step(arabic, "code").runs
    assert [run.text for run in runs if run.isolated] == ["*100#", "MTS", "Google Play"]
    assert all(not run.isolated for run in step(arabic, "emergency").runs if run.text != "112")


def test_a_phone_is_one_that_is_kept_on_its_line_and_has_the_signs_that_a_reader_types(
    english: Edition,
) -> None:
    (run,) = cells(english)["support"].runs
    assert (run.text, run.direction, run.kept) == ("8 800 250-08-90", "ltr", True)


def test_a_fact_of_medium_confidence_is_marked(english: Edition) -> None:
    assert cells(english)["support"].mark is Mark.DOUBTFUL
    assert not cells(english)["balance"].mark


def test_a_step_on_a_doubtful_claim_says_check_first(english: Edition) -> None:
    steps = {id: bool(text.mark) for id, text in items(english).items()}
    assert steps == {"kind": False, "code": True, "emergency": False}


def test_a_number_is_never_parted_from_what_it_counts(english: Edition) -> None:
    assert "50,000\u00a0roubles" in str(step(english, "kind"))


def test_russian_ties_dashes_and_short_words(russia: Guide) -> None:
    lines = [str(text) for text in compose(russia, "ru").texts()]
    assert not [line for line in lines if " —" in line and "\u00a0—" not in line]
    assert any("с\u00a0" in line for line in lines)


def test_a_name_takes_the_form_of_the_language(russia: Guide) -> None:
    name = row(compose(russia, "ru")).name
    assert (str(name.lead), name.under) == ("МТС", None)
    name = row(compose(russia, "ar")).name
    assert (str(name.lead), str(name.under)) == ("MTS", "МТС")
    name = row(compose(russia, "ar"), "card").name
    assert (str(name.lead), name.under) == ("MTS", None)  # a short spot has no room for it


def test_a_fact_of_low_confidence_is_not_printed(small: Guide) -> None:
    table = small.structure.blocks["codes"]
    assert isinstance(table, Table)
    facts = {**table.rows[0].cells, "balance": "mts.promised-payment"}
    rows = (table.rows[0].model_copy(update={"cells": facts}),)
    changed = {**small.structure.blocks, "codes": table.model_copy(update={"rows": rows})}
    structure = small.structure.model_copy(update={"blocks": changed})
    edition = compose(replace(small, structure=structure), "en")
    for product in ("checklist", "card"):
        first, second = row(edition, product).cells
        assert first.words
        assert (str(first.words.lead), first.is_missing, first.is_code) == ("ask", True, False)
        assert (second.is_missing, second.is_code) == (False, True)
    assert not any("*111*123#" in str(text) for text in edition.texts())


def test_the_paper_tells_the_oldest_check_of_the_facts_it_shows(english: Edition) -> None:
    assert english.oldest_check == date(2026, 11, 1)
    said = str(colophon(english).facts_checked).replace("\u00a0", " ")
    assert said == "Compared with stored sources on 1 November 2026"


def test_the_paper_says_that_it_awaits_review(english: Edition, arabic: Edition) -> None:
    """English, the source, of its sentences alone; a translation of itself too, in its words."""
    assert not english.reviewed
    assert not arabic.reviewed
    assert str(colophon(english).review) == own_words("en")["unreviewed-source"]
    assert str(colophon(arabic).review) == own_words("ar")["unreviewed-translation"]


REVIEWS = [
    # who has been reviewed: the source, the translation, the sentences; what either then says
    ((), "unreviewed-source", "unreviewed-translation"),
    (("en",), "unreviewed-source", "unreviewed-translation"),
    (("ar",), "unreviewed-source", "unreviewed-source"),
    (("phrases",), None, "unreviewed-words"),
    (("ar", "phrases"), None, None),
    (("en", "phrases"), None, "unreviewed-words"),
    (("en", "ar"), "unreviewed-source", "unreviewed-source"),
    (("en", "ar", "phrases"), None, None),
]


@pytest.mark.parametrize(("reviewed", "source", "translation"), REVIEWS)
def test_paper_says_what_of_it_is_not_reviewed(
    small: Guide, reviewed: tuple[str, ...], source: str | None, translation: str | None
) -> None:
    done = {"reviewed_by": "A reader", "reviewed_on": date(2026, 11, 2)}

    def review(name: str, part: Any) -> Any:
        if name not in reviewed:
            return part
        return part.model_copy(update={"review": part.review.model_copy(update=done)})

    words = {tag: review(tag, part) for tag, part in small.words.items()}
    guide = replace(small, words=words, phrases=review("phrases", small.phrases))
    for tag, key in (("en", source), ("ar", translation)):
        edition = compose(guide, tag)
        said = colophon(edition).review
        assert (said and str(said)) == (own_words(tag)[key] if key else None)
        assert edition.reviewed is ({tag, "phrases"} <= set(reviewed))


def own_words(tag: str) -> dict[str, str]:
    """Return what the press says in a language, by a plain loader."""
    found: dict[str, str] = yaml.safe_load(
        (ROOT / "templates" / "words" / f"{tag}.yaml").read_text("utf-8")
    )
    return found


def test_each_language_says_of_doubt_and_days_in_its_own_words(
    english: Edition, arabic: Edition
) -> None:
    days = {"en": "1 November 2026", "ar": "1 نوفمبر 2026"}
    for edition in (english, arabic):
        tag = edition.language.tag
        wanted = own_words(tag)["facts-checked"].replace("{date}", days[tag])
        assert str(colophon(edition).facts_checked).replace("\u00a0", " ") == wanted
        (doubt,) = {m for p in edition.made["checklist"].panels if p.foot for m in p.foot.marks}
        assert (doubt.mark.sign, str(doubt.text)) == ("†", own_words(tag)["check-first"])


def test_a_fact_of_medium_confidence_in_a_sentence_marks_it(small: Guide) -> None:
    for said, is_marked in (
        ("Call {mts.support} now.", True), ("{mts.support}", True), ("Dial {mts.balance}.", False),
        ("Dial {mts.balance}, or call {mts.support}, at {mts.name}.", True),
        ("**{mts.support}** or {mts.balance}", True), ("Call nobody.", False),
    ):  # fmt: skip
        edition = compose(saying(small, "en", ("blocks", "top", "lead"), said), "en")
        (head,) = blocks(edition, ComposedMasthead)
        assert head.lead
        assert head.lead.lead.mark is (Mark.DOUBTFUL if is_marked else None), said


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("Call {mts.support} now. Or not.", "Call 8 800 250-08-90† now. Or not."),
        ("{mts.support}", "8 800 250-08-90†"),
        ("Dial {mts.balance}. Call {mts.support}.", "Dial *100#. Call 8 800 250-08-90†."),
        ("Call {mts.support}, or {mts.support}?", "Call 8 800 250-08-90†, or 8 800 250-08-90†?"),
        ("**{mts.support}** first", "8 800 250-08-90† first"),
        ("**Call {mts.support}**, at {mts.name}", "Call 8 800 250-08-90†, at MTS"),
        ("At {mts.name}: {mts.balance}", "At MTS: *100#"),
        ("No fact (at all)", "No fact (at all)"),
    ],
)
def test_a_mark_stands_behind_the_very_fact_that_is_doubtful(
    small: Guide, said: str, printed: str
) -> None:
    edition = compose(saying(small, "en", ("blocks", "top", "lead"), said), "en")
    (head,) = blocks(edition, ComposedMasthead)
    assert head.lead
    runs = head.lead.lead.runs
    found = "".join(run.text + (run.mark.sign if run.mark else "") for run in runs)
    assert found.replace("\u00a0", " ") == printed


MIXED = [
    "قبل MTS ثم *100# وبعد",
    "MTS في البداية",
    "في النهاية Google Play",
    "كلمة 112 كلمة SIM كلمة eSIM كلمة",
    "بلا شيء",
    "**قبل MTS بعد** ثم {mts.name} بعد",
    "أ b ج d ه",
    "(MTS) و(SIM) هنا",
]


@pytest.mark.parametrize("said", MIXED)
def test_no_word_before_between_or_behind_other_letters_is_lost(small: Guide, said: str) -> None:
    edition = compose(saying(small, "ar", ("blocks", "top", "lead"), said), "ar")
    (head,) = blocks(edition, ComposedMasthead)
    assert head.lead
    wanted = said.replace("**", "").replace("{mts.name}", "MTS")
    assert str(head.lead.lead).replace("\u00a0", " ") == wanted


def test_a_reviewed_edition_says_nothing(small: Guide) -> None:
    done = {"reviewed_by": "A reader", "reviewed_on": date(2026, 11, 2)}
    review = small.words["en"].review.model_copy(update=done)
    words = small.words["en"].model_copy(update={"review": review})
    assert small.phrases
    phrases = small.phrases.model_copy(update={"review": review})
    edition = compose(replace(small, words={"en": words}, phrases=phrases), "en")
    assert edition.reviewed
    assert colophon(edition).review is None
    half = compose(replace(small, words={"en": words}), "en")
    assert not half.reviewed
    assert colophon(half).review is not None


def test_every_text_knows_where_its_words_stand(english: Edition) -> None:
    text = step(english, "code")
    assert text.file.endswith("words/en.yaml")
    assert (text.line, text.column) == (23, 13)


def below(group: Group) -> Iterator[Composed]:
    for part in group.parts:
        if isinstance(part, Group):
            yield from below(part)
        else:
            yield part


def test_each_panel_has_its_own_blocks_and_headings_are_numbered_on(english: Edition) -> None:
    front, back = english.made["checklist"].panels
    assert (front.id, back.id) == ("front", "back")
    assert [block.id for block in below(front.body)] == ["top", "mine", "know"]
    assert [block.id for block in below(back.body)] == ["codes", "trouble", "sites", "say", "end"]
    numbers = {block.id: block.number for block in english.made["checklist"].blocks}
    assert {id: number for id, number in numbers.items() if number} == {"know": 1, "trouble": 2}


def test_a_flow_of_one_block_leaves_the_other_columns_empty(english: Edition) -> None:
    flow = english.made["checklist"].panels[0].body.parts[2]
    assert isinstance(flow, Group)
    assert flow.direction == "beside"
    first, second = flow.parts
    assert isinstance(first, Group)
    assert isinstance(second, Group)
    assert [block.id for block in below(first)] == ["know"]
    assert second.parts == ()


def test_lists_of_spots_stand_below_and_beside_each_other_in_turn(desk: Desk) -> None:
    desk.edit("guide.yaml", "true}, never, end]", "true}, [never, [emergency, end]]]")
    guide, problems = desk.load()
    assert guide is not None, problems
    body = compose(guide, "en").made["card"].panels[1].body
    assert body.direction == "below"
    beside = body.parts[1]
    assert isinstance(beside, Group)
    assert beside.direction == "beside"
    inner = beside.parts[1]
    assert isinstance(inner, Group)
    assert inner.direction == "below"
    assert [block.id for block in below(inner)] == ["emergency", "end"]


def test_a_short_spot_has_short_words_where_there_are_some(english: Edition) -> None:
    (head,) = blocks(english, ComposedMasthead, "card")
    assert head.title
    assert str(head.title.lead) == "Small card"
    assert head.title.lead.location == ("blocks", "top", "short", "title")
    assert head.lead is None
    (fields,) = blocks(english, ComposedFields, "card")
    assert fields.title is None
    assert fields.fields[0].label.lead.location[2] == "short"
    assert fields.warning
    assert fields.warning.lead.location == ("blocks", "mine", "warning")
    (head,) = blocks(english, ComposedMasthead)
    assert head.title
    assert head.title.lead.location == ("title",)


def test_a_spot_shows_the_parts_and_columns_that_it_chooses(desk: Desk) -> None:
    desk.edit("guide.yaml", "{block: codes, short", "{block: codes, columns: [support], short")
    desk.edit("guide.yaml", "flow: [know]", "flow: [{block: know, only: [code]}]")
    guide, problems = desk.load()
    assert guide is not None, problems
    edition = compose(guide, "en")
    assert [cell.column for cell in row(edition, "card").cells] == ["support"]
    assert [cell.column for cell in row(edition).cells] == ["balance", "support"]
    assert list(items(edition)) == ["code", "emergency"]


def test_a_product_is_made_for_each_row_of_a_table(desk: Desk) -> None:
    desk.edit("guide.yaml", "form: card\n", "form: card\n    per: codes\n")
    desk.edit("guide.yaml", "{id: own-number}", "{id: own-number, choice: [mts.name, fine]}")
    desk.edit(
        "guide.yaml",
        "      - id: mts\n",
        "      - {id: other, cells: {balance: fine, support: fine}}\n      - id: mts\n",
    )
    rows = "    rows: {other: {name: %s}}\n    short:\n      columns:\n        name:"
    desk.edit("words/en.yaml", "    short:\n      columns:\n        name:", rows % "Other")
    desk.edit("words/ar.yaml", "    short:\n      columns:\n        name:", rows % "آخر")
    labels = "labels: {codes: {rows: {other: {name: Другой}}}}\n"
    desk.edit("phrases.yaml", "phrases:\n  receipt", f"{labels}phrases:\n  receipt")
    guide, problems = desk.load()
    assert guide is not None, problems
    assert list(guide.products) == ["checklist", "card-other", "card-mts", "card-sheet"]
    edition = compose(guide, "en")
    assert list(edition.made) == ["checklist", "card-other", "card-mts"]
    for product, ticks in (("card-other", [False, False]), ("card-mts", [True, False])):
        (table,) = blocks(edition, ComposedTable, product)
        assert [found.id for found in table.rows] == [product.removeprefix("card-")]
        assert table.as_pairs
        (fields,) = blocks(edition, ComposedFields, product)
        assert [option.ticked for option in fields.fields[0].entry.options] == ticks
    (table,) = blocks(edition, ComposedTable)
    assert len(table.rows) == 2
    assert not table.as_pairs


PLACE = """labels:
  say: {title: Покажите, note: Смотрите.}
  never: {paragraphs: {never: Нет.}}
phrases:
  receipt"""


def test_the_language_of_the_place_leads_on_a_panel_for_the_place(desk: Desk) -> None:
    desk.edit("guide.yaml", "back: [{block: say, short: true}, never, end]",
              "back: {reader: place, spots: [say, never, end]}")  # fmt: skip
    for tag in ("en", "ar"):
        title = {"en": "Show this", "ar": "اعرض هذا"}[tag]
        desk.edit(f"words/{tag}.yaml", f"    short:\n      title: {title}\n", "")
    desk.edit("phrases.yaml", "phrases:\n  receipt", PLACE)
    guide, problems = desk.load()
    assert guide is not None, problems
    edition = compose(guide, "ar")
    front, back = edition.made["card"].panels
    assert (front.reader, front.language.tag) == ("reader", "ar")
    assert (back.reader, back.language.tag) == ("place", "ru")
    (never,) = blocks(edition, ComposedText, "card")
    (words,) = never.paragraphs
    assert (str(words.lead), words.lead.source) == ("Нет.", "phrases")
    assert words.under
    assert words.under.source == "words/ar"
    (say,) = blocks(edition, ComposedPhrases, "card")
    assert say.title
    assert str(say.title.lead) == "Покажите"
    assert say.phrases[0].meaning.source == "words/ar"
    (callout,) = blocks(edition, ComposedCallout, "card")
    assert callout.text
    assert (callout.text.lead.source, callout.text.under) == ("words/ar", None)


def test_the_language_of_the_place_needs_no_romanization(russia: Guide) -> None:
    """Nor do short spots, as all are in which the card shows its sentences."""
    for tag, product, those in (
        ("ru", "checklist", set()),
        ("en", "card", set()),
        ("en", "checklist", {"problems"}),
    ):
        found = blocks(compose(russia, tag), ComposedPhrases, product)
        sounding = {b.id for b in found for p in b.phrases if p.spoken.romanization}
        assert sounding == those


def test_the_first_title_of_a_product_is_its_heading_of_level_1_and_all_others_of_level_2(
    english: Edition,
) -> None:
    for made in english.made.values():
        titled = [block for block in made.blocks if block.title]
        assert len(titled) >= 2
        assert [block.heading for block in titled] == [1] + [2] * (len(titled) - 1)
        assert {block.heading for block in made.blocks if not block.title} == {2}


SIDED = """
place: none
blocks: {say: {kind: text, title: false, paragraphs: [a]}}
products: {card: {form: card, imposed_on: [a4], panels: PANELS}}
words: {en: {say: {paragraphs: {a: Come in.}}}}
"""


@pytest.mark.parametrize(
    ("panels", "asked"), [("{front: [say]}", False), ("{front: [say], back: [say]}", True)]
)
def test_only_a_sheet_of_cards_with_two_sides_asks_for_both(
    tmp_path: Path, panels: str, asked: bool
) -> None:
    found = guide(tmp_path, SIDED.replace("PANELS", panels)).edition()
    (slug,) = found.slugs.values()
    assert (("both-sides",) in [text.location for text in slug.printing]) == asked


@pytest.mark.parametrize(
    ("tag", "language", "size"),
    [("en", "English · en", "Print at 100%"), ("ar", "العربية · ar", "اطبع بمقياس 100%"),
     ("hi", "हिन्दी · hi", "100% आकार पर छापें"), ("zh-Hans", "简体中文 · zh-Hans", "按100%打印")],
)  # fmt: skip
def test_sheets_say_in_their_margin_what_they_are(
    russia: Guide, tag: str, language: str, size: str
) -> None:
    """A bank card is as large as the card; both sides are printed, for a card has two."""
    edition = compose(russia, tag)
    assert list(edition.slugs) == ["card-sheet", "card-operator-sheet"]
    for slug in edition.slugs.values():
        assert str(slug.title) == str(edition.title)
        assert str(slug.language) == language
        assert [text.location for text in slug.printing] == [
            ("actual-size",), ("both-sides",), ("ruler",), ("bank-card",)
        ]  # fmt: skip
        assert str(slug.printing[0]) == size
        assert slug.product.pages == 1
