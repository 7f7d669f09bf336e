"""Blocks and products held against themselves: one mistake is one problem, at its place."""

from __future__ import annotations

import pytest

from tests.conftest import Desk
from tests.trying import one_in

GUIDE, PHRASES = "guide.yaml", "phrases.yaml"
ENGLISH, ARABIC = "words/en.yaml", "words/ar.yaml"
FRONT = "front: [top, mine, {flow: [know], in: 2, numbered: true}]"
BACK = "back: [{block: say, short: true}, never, end]"
FLOW = "{flow: [know], in: 2, numbered: true}"
NEVER = "{reader: place, spots: [{block: say, short: true}, never, end]}"
LABELS = "labels:\n  say:\n    title: Покажите\n    note: Смотрите.\n  never:\n"
SENTENCE = "    romanization: Dayte, pozhaluysta, chek.\n"

Edit = tuple[str, str, str]
"""A file, a text in it, and what stands there instead."""
Found = tuple[str, str, tuple[int, int], str]
"""The file, code and place of the one problem, and words of its message or hint."""


def edit(old: str, new: str, name: str = GUIDE) -> Edit:
    return (name, old, new)


def labelled(labels: str) -> tuple[Edit, ...]:
    """Return the edits that show the card's back to the place, with labels for it."""
    return (edit(BACK, f"back: {NEVER}"), edit(SENTENCE, SENTENCE + labels, PHRASES))


KINDS: dict[str, tuple[Edit, Found]] = {
    "an unknown kind": (
        edit("kind: masthead", "kind: mastehad"),
        (GUIDE, "bad-value", (7, 15), "did you mean 'masthead'?"),
    ),
    "a kind like no other": (
        edit("kind: masthead", "kind: xyzzy"),
        (GUIDE, "bad-value", (7, 15), "known are: callout, colophon"),
    ),
    "a kind that is no text": (
        edit("kind: masthead", "kind: [masthead]"),
        (GUIDE, "bad-value", (7, 15), "no kind of block"),
    ),
    "no kind": (
        edit("end: {kind: colophon}", "end: {note: true}"),
        (GUIDE, "missing-key", (45, 3), "known are: callout, colophon"),
    ),
    "a block that is a text": (
        edit("end: {kind: colophon}", "end: colophon"),
        (GUIDE, "bad-value", (45, 8), "a mapping"),
    ),
    "an unknown field of a block": (
        edit("warning: true", "warnin: true"),
        (GUIDE, "unknown-key", (10, 5), "did you mean 'warning'?"),
    ),
    "a field of another kind": (
        edit("warning: true", "style: check"),
        (GUIDE, "unknown-key", (10, 5), "it is a field of the kind list"),
    ),
    "a field of two other kinds": (
        edit("warning: true", "phrases: [receipt]"),
        (GUIDE, "unknown-key", (10, 5), "it is a field of the kind phrases"),
    ),
    "a field of another kind inside an entry": (
        edit("{id: own-number}", "{id: own-number, rests_on: [kiosk.identity]}"),
        (GUIDE, "unknown-key", (12, 26), "known are: choice, comb, icon, id, lines, value"),
    ),
    "an unknown field of a row": (
        edit("name: mts.name", "nam: mts.name"),
        (GUIDE, "unknown-key", (31, 9), "did you mean 'name'?"),
    ),
    "a sound": (
        edit("lead: true}", "lead: true, sound: bell}"),
        (GUIDE, "unknown-key", (7, 37), "'sound'"),
    ),
    "a sound of an item": (
        edit("{id: kind}", "{id: kind, sound: bell}"),
        (GUIDE, "unknown-key", (17, 20), "'sound'"),
    ),
    "a stamp": (
        edit("lead: true}", "lead: true, stamp: house}"),
        (GUIDE, "unknown-key", (7, 37), "'stamp'"),
    ),
    "a theme": (
        edit("products:\n", "theme: dark\nproducts:\n"),
        (GUIDE, "unknown-key", (46, 1), "'theme'"),
    ),
    "neither true nor false": (
        edit("lead: true", "lead: perhaps"),
        (GUIDE, "bad-value", (7, 31), "true or false is expected here"),
    ),
    "two ways in one entry": (
        edit("{id: own-number}", "{id: own-number, value: mts.balance, lines: 2}"),
        (GUIDE, "bad-value", (12, 9), "one of value and lines is expected here"),
    ),
    "a dotted id of an item": (
        edit("{id: kind}", "{id: kind.two}"),
        (GUIDE, "bad-value", (17, 14), "'kind.two' is no id"),
    ),
    "a dotted id of a block": (
        edit("  never: {", "  ne.ver: {"),
        (GUIDE, "bad-value", (44, 3), "'ne.ver' is no id"),
    ),
    "a dotted id of a product": (
        edit("  card:", "  card.two:"),
        (GUIDE, "bad-value", (53, 3), "'card.two' is no id"),
    ),
    "a dotted id of a panel": (
        edit("      back: [{block", "      the.back: [{block"),
        (GUIDE, "bad-value", (62, 7), "'the.back' is no id"),
    ),
    "a text for the list of phrases": (
        edit("phrases: [receipt]", "phrases: receipt"),
        (GUIDE, "bad-value", (42, 14), "a list is expected here"),
    ),
    "a text for the list of papers": (
        edit("papers: [a4, letter]", "papers: a4"),
        (GUIDE, "bad-value", (49, 13), "a list is expected here"),
    ),
    "a text for the list of claims": (
        edit("[kiosk.identity]", "kiosk.identity"),
        (GUIDE, "bad-value", (18, 30), "a list is expected here"),
    ),
    "a text for a panel": (
        edit(FRONT, "front: top"),
        (GUIDE, "bad-value", (51, 14), "a list or a mapping is expected here"),
    ),
    "a text for a flow": (
        edit("flow: [know]", "flow: know"),
        (GUIDE, "bad-value", (51, 33), "a list is expected here"),
    ),
    "a text for the choice of parts": (
        edit("{block: say, short: true}", "{block: say, only: receipt}"),
        (GUIDE, "bad-value", (62, 33), "a list is expected here"),
    ),
    "a list for a block": (
        edit("end: {kind: colophon}", "end: [colophon]"),
        (GUIDE, "bad-value", (45, 8), "a mapping"),
    ),
}

SPOTS: dict[str, tuple[Edit, Found]] = {
    "a text that names no block": (
        edit("true}, never, end]", "true}, nevr, end]"),
        (GUIDE, "unknown-block", (62, 41), "did you mean 'never'?"),
    ),
    "in a nested list": (
        edit("true}, never, end]", "true}, [never, [edn]]]"),
        (GUIDE, "unknown-block", (62, 50), "did you mean 'end'?"),
    ),
    "in a flow": (
        edit("flow: [know]", "flow: [know, knwo]"),
        (GUIDE, "unknown-block", (51, 40), "did you mean 'know'?"),
    ),
    "in a flow, with a choice": (
        edit("flow: [know]", "flow: [know, {block: knwo}]"),
        (GUIDE, "unknown-block", (51, 48), "did you mean 'know'?"),
    ),
    "a choice that names no block": (
        edit("{block: top, short: true}", "{block: tpo, short: true}"),
        (GUIDE, "unknown-block", (58, 19), "did you mean 'top'?"),
    ),
    "a choice without a block": (
        edit("{block: top, short: true}", "{short: true}"),
        (GUIDE, "missing-key", (58, 11), "'products.card.panels.front.0.block' is missing"),
    ),
    "an unknown field of a choice": (
        edit("{block: top, short: true}", "{block: top, shrt: true}"),
        (GUIDE, "unknown-key", (58, 24), "did you mean 'short'?"),
    ),
    "an unknown field of a flow": (
        edit("numbered: true}]", "numberd: true}]"),
        (GUIDE, "unknown-key", (51, 48), "did you mean 'numbered'?"),
    ),
    "a flow in no column": (
        edit("in: 2", "in: 0"),
        (GUIDE, "bad-value", (51, 45), "greater than or equal to 1"),
    ),
    "a flow in columns without number": (
        edit("in: 2", "in: two"),
        (GUIDE, "bad-value", (51, 45), "a whole number is expected here"),
    ),
    "a flow in a flow": (
        edit("flow: [know]", "flow: [{flow: [know]}]"),
        (GUIDE, "unknown-key", (51, 35), "'flow'"),
    ),
    "parts that the block has not": (
        edit("{block: say, short: true}", "{block: say, only: [reciept], short: true}"),
        (GUIDE, "unknown-part", (62, 34), "did you mean 'receipt'?"),
    ),
    "parts of a block without parts": (
        edit("never, end]", "never, {block: end, only: [never]}]"),
        (GUIDE, "unknown-part", (62, 68), "take `only` out"),
    ),
    "columns that the table has not": (
        edit("{block: codes, short", "{block: codes, columns: [balanse], short"),
        (GUIDE, "unknown-part", (59, 36), "did you mean 'balance'?"),
    ),
    "columns of a block without columns": (
        edit("{block: say, short: true}", "{block: say, columns: [balance], short: true}"),
        (GUIDE, "unknown-part", (62, 37), "take `columns` out"),
    ),
    "no parts": (
        edit("{block: say, short: true}", "{block: say, only: [], short: true}"),
        (GUIDE, "bad-value", (62, 33), "this is empty"),
    ),
    "no columns": (
        edit("{block: codes, short", "{block: codes, columns: [], short"),
        (GUIDE, "bad-value", (59, 35), "this is empty"),
    ),
    "a flow of nothing": (
        edit("flow: [know]", "flow: []"),
        (GUIDE, "bad-value", (51, 33), "this is empty"),
    ),
    "a list of nothing": (
        edit("never, end]", "never, end, []]"),
        (GUIDE, "bad-value", (62, 53), "this is empty"),
    ),
    "a block twice on a panel": (
        edit("never, end]", "never, end, never]"),
        (GUIDE, "bad-value", (62, 53), "a second time"),
    ),
    "a block twice on a panel, once in a flow": (
        edit(FLOW, "know, {flow: [know], in: 2}"),
        (GUIDE, "bad-value", (51, 40), "a second time"),
    ),
    "a block three times on a panel": (
        edit("never, end]", "never, end, never, never]"),
        (GUIDE, "bad-value", (62, 53), "a second time"),
    ),
}

FACTS: dict[str, tuple[Edit, Found]] = {
    "a name that is none": (
        edit("name: mts.name\n", "name: mts.balance\n"),
        (GUIDE, "bad-value", (31, 15), "is of kind ussd; a fact of kind name is expected"),
    ),
    "a name of a code that is none": (
        edit("name: mts.name, target", "name: mts.balance, target"),
        (GUIDE, "bad-value", (38, 25), "a fact of kind name is expected"),
    ),
    "a target that cannot be scanned": (
        edit("target: mts.site", "target: mts.balance"),
        (GUIDE, "bad-value", (38, 43), "a fact of kind address or email or geo or phone or"),
    ),
    "an amount that is none": (
        edit("{id: kind}", "{id: kind, amount: mts.site}"),
        (GUIDE, "bad-value", (17, 28), "a fact of kind decimal or digits or number or percent"),
    ),
    "a claim in a cell": (
        edit("balance: mts.balance", "balance: kiosk.identity"),
        (GUIDE, "claim-in-words", (33, 20), "never printed"),
    ),
    "a claim for a value": (
        edit("{id: own-number}", "{id: own-number, value: kiosk.identity}"),
        (GUIDE, "claim-in-words", (12, 33), "never printed"),
    ),
    "a fact that is not there, in a choice": (
        edit("{id: own-number}", "{id: own-number, choice: [mts.nam]}"),
        (GUIDE, "unknown-fact", (12, 35), "did you mean 'mts.name'?"),
    ),
    "a value of low confidence": (
        edit("{id: own-number}", "{id: own-number, value: mts.promised-payment}"),
        (GUIDE, "low-confidence", (12, 33), "low confidence"),
    ),
    "a cell of words without words": (
        edit("balance: mts.balance", "balance: words"),
        (ENGLISH, "missing-words", (28, 3), "'blocks.codes.rows'"),
    ),
    "a choice of words without words": (
        edit("{id: own-number}", "{id: own-number, choice: [{words: none}]}"),
        (ENGLISH, "missing-words", (11, 3), "'blocks.mine.choices'"),
    ),
    "a column that is called as the one of names": (
        edit("columns: [balance, support]", "columns: [balance, support, name]"),
        (GUIDE, "bad-value", (28, 33), "the first column is 'name' already"),
    ),
    "a cell of words in a column that is not there": (
        edit("balance: mts.balance", "balanse: words"),
        (GUIDE, "bad-value", (33, 11), "no column 'balanse'"),
    ),
    "a cell in a column that is not there": (
        edit("balance: mts.balance", "balanse: mts.balance"),
        (GUIDE, "bad-value", (33, 11), "did you mean 'balance'?"),
    ),
    "a cell that is no fact's id": (
        edit("support: mts.support", "support: Call us"),
        (GUIDE, "bad-value", (34, 20), "'Call us' is no id"),
    ),
}

WORDS: dict[str, tuple[Edit, Found]] = {
    "nothing for a mapping of words": (
        edit("      emergency: Call {emergency.all}.\n", "", ENGLISH),
        (ENGLISH, "missing-words", (26, 5), "no words for 'blocks.trouble.items.emergency'"),
    ),
    "a text for a mapping of words": (
        edit("    items:\n      emergency: Call", "    items: Call", ENGLISH),
        (ENGLISH, "bad-value", (26, 12), "a mapping of keys to values is expected here"),
    ),
    "a text for the words of a block": (
        edit("  sites:\n    title: Sites", "  sites: Sites", ENGLISH),
        (ENGLISH, "bad-value", (42, 10), "a mapping"),
    ),
    "a mapping for a text": (
        edit("lead: Do this in order.", "lead: {en: Do this in order.}", ENGLISH),
        (ENGLISH, "bad-value", (8, 11), "a text is expected here"),
    ),
    "a list for a text": (
        edit("lead: Do this in order.", "lead: [Do this, Do that]", ENGLISH),
        (ENGLISH, "bad-value", (8, 11), "a text or a mapping is expected here"),
    ),
    "a title that is a mapping": (
        edit("title: A small guide", "title: {en: A small guide}", ENGLISH),
        (ENGLISH, "bad-value", (4, 8), "a text is expected here"),
    ),
    "a fact that is not well-formed": (
        edit("value: https://mts.ru", "value: http://mts.ru", "facts.yaml"),
        ("facts.yaml", "fact-value", (12, 10), "https"),
    ),
    "a fact of a cell that is not there": (
        edit("support: mts.support", "support: mts.suport"),
        (GUIDE, "unknown-fact", (34, 20), "did you mean 'mts.support'?"),
    ),
}

PRODUCTS: dict[str, tuple[Edit, Found]] = {
    "an unknown form": (
        edit("form: sheet", "form: sheeet"),
        (GUIDE, "bad-value", (48, 11), "did you mean 'sheet'?"),
    ),
    "an unknown field of a product": (
        edit("imposed_on:", "imposed:"),
        (GUIDE, "unknown-key", (55, 5), "did you mean 'imposed_on'?"),
    ),
    "a misspelt key that must be there": (
        edit(f"    panels:\n      {FRONT}\n      back: [codes", "    panls:\n      front: [codes"),
        (GUIDE, "unknown-key", (50, 5), "did you mean 'panels'?"),
    ),
    "no panel at all": (
        edit(f"    panels:\n      {FRONT}\n      back: [codes", "    panels: {}\n    # [codes"),
        (GUIDE, "bad-value", (50, 13), "this is empty"),
    ),
    "an empty panel": (
        edit(BACK, "back: []"),
        (GUIDE, "bad-value", (62, 7), "the panel 'back' is empty"),
    ),
    "a panel without spots": (
        edit(BACK, "back: {}"),
        (GUIDE, "bad-value", (62, 7), "the panel 'back' is empty"),
    ),
    "an empty panel with a reader": (
        edit(BACK, "back: {spots: []}"),
        (GUIDE, "bad-value", (62, 21), "this is empty"),
    ),
    "an empty panel of short blocks": (
        edit(FRONT, "front: []"),
        (GUIDE, "bad-value", (51, 7), "the panel 'front' is empty"),
    ),
    "an unknown reader": (
        edit(BACK, "back: {reader: plaice, spots: [say, never, end]}"),
        (GUIDE, "bad-value", (62, 22), "did you mean 'place'?"),
    ),
    "three panels on a card": (
        edit(BACK, f"{BACK}\n      more: [top]"),
        (GUIDE, "bad-value", (63, 7), "3 panels; a card has at most 2"),
    ),
    "one product a row of a list": (
        edit("form: card\n", "form: card\n    per: know\n"),
        (GUIDE, "bad-value", (55, 10), "name a table"),
    ),
    "one product a row of nothing": (
        edit("form: card\n", "form: card\n    per: code\n"),
        (GUIDE, "unknown-block", (55, 10), "did you mean 'codes'?"),
    ),
    "a paper that the form lacks": (
        edit("papers: [a4, letter]", "papers: [a4, lettre]"),
        (GUIDE, "bad-value", (49, 18), "did you mean 'letter'?"),
    ),
    "a paper of another form": (
        edit("papers: [a4, letter]", "papers: [a4, id1]"),
        (GUIDE, "bad-value", (49, 18), "a sheet is not made on 'id1'"),
    ),
    "a paper twice": (
        edit("papers: [a4, letter]", "papers: [a4, a4]"),
        (GUIDE, "bad-value", (49, 18), "a second time"),
    ),
    "sheets of a sheet": (
        edit("papers: [a4, letter]", "imposed_on: [a4, letter]"),
        (GUIDE, "bad-value", (49, 5), "take imposed_on out"),
    ),
    "sheets on a card": (
        edit("imposed_on: [a4, letter]", "imposed_on: [a4, id1]"),
        (GUIDE, "bad-value", (55, 22), "'id1'"),
    ),
    "a product that is called as the sheets of another": (
        edit("  card:\n", "  card-sheet: {form: card, panels: {front: [end]}}\n  card:\n"),
        (GUIDE, "bad-value", (53, 3), "'card-sheet' would have the names of another product"),
    ),
    "a product after the one of whose sheets it has the name": (
        edit(BACK, f"{BACK}\n  card-sheet: {{form: card, panels: {{front: [end]}}}}"),
        (GUIDE, "bad-value", (53, 3), "'card' would have the names of another product"),
    ),
    "a product that is called as one of a row": (
        edit(
            "  card:\n    form: card\n",
            "  card-mts: {form: card, panels: {front: [end]}}\n"
            "  card:\n    form: card\n    per: codes\n",
        ),
        (GUIDE, "bad-value", (53, 3), "'card-mts' would have the names of another product"),
    ),
    "a block in no product": (
        edit("true}, never, end]", "true}, end]"),
        (GUIDE, "unused-block", (44, 3), "put it on a panel"),
    ),
}

PLACE: dict[str, tuple[tuple[Edit, ...], Found]] = {
    "no labels": (
        labelled(""),
        (PHRASES, "missing-words", (2, 1), "no words for 'labels'"),
    ),
    "a label missing": (
        labelled(LABELS.replace("    title: Покажите\n", "") + "    paragraphs: {never: Нет.}\n"),
        (PHRASES, "missing-words", (9, 3), "no words for 'labels.say.title'"),
    ),
    "the labels of a block missing": (
        labelled(LABELS.replace("  never:\n", "")),
        (PHRASES, "missing-words", (8, 1), "no words for 'labels.never'"),
    ),
    "a label too many": (
        labelled(LABELS + "    paragraphs: {never: Нет.}\n    title: Нет\n"),
        (PHRASES, "superfluous-words", (14, 5), "the guide has no 'labels.never.title'"),
    ),
    "the labels of a block too many": (
        labelled(LABELS + "    paragraphs: {never: Нет.}\n  know: {title: Нет}\n"),
        (PHRASES, "superfluous-words", (14, 3), "the guide has no 'labels.know'"),
    ),
    "a label that nobody is shown": (
        (edit(SENTENCE, f"{SENTENCE}labels: {{say: {{title: Нет}}}}\n", PHRASES),),
        (PHRASES, "superfluous-words", (8, 10), "'labels.say'"),
    ),
    "a panel of the place that names no block": (
        (*labelled(LABELS + "    paragraphs: {never: Нет.}\n"),
         edit("never, end]", "nevr, end]")),
        (GUIDE, "unknown-block", (62, 64), "did you mean 'never'?"),
    ),
    "sentences without a place": (
        (
            edit("place: ru\n", ""),
            edit("[receipt]", "[receipt, fee]"),
            edit("      receipt: A", "      fee: A fee?\n      receipt: A", ENGLISH),
            edit("      receipt: ا", "      fee: ب\n      receipt: ا", ARABIC),
        ),
        (GUIDE, "unknown-phrase", (41, 15), "say `place: <tag>`"),
    ),
    "a panel of the place without a place": (
        (
            edit("place: ru\n", ""),
            edit("  say:\n    kind: phrases\n    note: true\n    phrases: [receipt]\n", ""),
            edit("sites, say, end", "sites, end"),
            edit(BACK, "back: {reader: place, spots: [sites, never, end]}"),
            edit("  say:\n    title: Show this\n    note: Point here.\n    meanings:\n"
                 "      receipt: A receipt, please.\n    short:\n      title: Show this\n",
                 "", ENGLISH),
            edit("  say:\n    title: اعرض هذا\n    note: أشر هنا.\n    meanings:\n"
                 "      receipt: الإيصال من فضلك.\n    short:\n      title: اعرض هذا\n",
                 "", ARABIC),
        ),
        (GUIDE, "bad-value", (57, 22), "say `place: <tag>`"),
    ),
    "a sentence that is not there": (
        (edit("phrases: [receipt]", "phrases: [reciept]"),),
        (GUIDE, "unknown-phrase", (42, 15), "did you mean 'receipt'?"),
    ),
    "a sentence that is not there, with an entry": (
        (edit("phrases: [receipt]", "phrases: [{id: reciept, entry: {lines: 1}}]"),),
        (GUIDE, "unknown-phrase", (42, 20), "did you mean 'receipt'?"),
    ),
    "a sentence that is called otherwise in phrases.yaml": (
        (edit("  receipt:", "  cheque:", PHRASES),),
        (GUIDE, "unknown-phrase", (42, 15), "known are: cheque"),
    ),
    "a callout's sentence that is not there": (
        (
            edit("level: danger}", "level: danger, phrase: receit}"),
            edit("    text: ", "    meaning: ", ENGLISH),
            edit("    text: ", "    meaning: ", ARABIC),
        ),
        (GUIDE, "unknown-phrase", (43, 53), "did you mean 'receipt'?"),
    ),
    "rows named by words in both languages without labels": (
        (
            edit("        name: mts.name\n", ""),
            edit("    missing: ask\n", "    missing: ask\n    rows: {mts: {name: A}}\n", ENGLISH),
            edit("    missing: اسأل\n", "    missing: اسأل\n    rows: {mts: {name: ب}}\n", ARABIC),
        ),
        (PHRASES, "missing-words", (2, 1), "no words for 'labels'"),
    ),
}  # fmt: skip

TABLE = {
    **{
        name: ((one,), found)
        for name, (one, found) in (KINDS | SPOTS | FACTS | WORDS | PRODUCTS).items()
    },
    **PLACE,
}


@one_in(2)
@pytest.mark.parametrize(("edits", "found"), TABLE.values(), ids=TABLE)
def test_one_mistake_is_one_problem_at_its_place(
    desk: Desk, edits: tuple[Edit, ...], found: Found
) -> None:
    for one in edits:
        desk.edit(*one)
    name, code, place, words = found
    problems = desk.problems()
    assert [(p.file, p.code, (p.line, p.column)) for p in problems] == [
        (f"content/small/{name}", code, place)
    ], problems
    assert words in problems[0].message + problems[0].hint, problems


FIRST_FORM = """source: en
place: ru
review:
  made_by: The tests
columns: 2
overleaf: trouble
sections:
  - id: know
    steps: [{id: kind, facts: [kiosk.identity]}]
table:
  columns: [balance]
  rows: [{id: mts, name: mts.name, link: mts.site, cells: {balance: mts.balance}}]
phrases: [receipt]
write_in: [own-number]
card: {back: [never]}
"""
FIRST_WORDS = """review:
  made_by: The tests
title: A small guide
subject: A guide for the tests.
lead: Do this in order.
sections:
  know:
    title: Know
    steps: {kind: Find out.}
phrases:
  title: Show this
  meanings: {receipt: A receipt, please.}
"""


def test_a_guide_of_the_first_form_is_one_problem_that_says_so(desk: Desk) -> None:
    (desk.guide / "guide.yaml").write_text(FIRST_FORM, "utf-8")
    for tag in ("en", "ar"):
        (desk.guide / "words" / f"{tag}.yaml").write_text(FIRST_WORDS, "utf-8")
    guide, problems = desk.load()
    assert guide is None
    (problem,) = problems
    assert (problem.file, problem.code) == ("content/small/guide.yaml", "first-form")
    assert (problem.line, problem.column) == (6, 1)
    assert "docs/changes.md" in problem.hint


@pytest.mark.parametrize("key", ["blocks", "products"])
def test_a_guide_with_blocks_or_products_is_not_of_the_first_form(desk: Desk, key: str) -> None:
    (desk.guide / "guide.yaml").write_text(f"{FIRST_FORM}{key}: {{}}\n", "utf-8")
    assert "first-form" not in {problem.code for problem in desk.problems()}


def test_what_the_source_language_lacks_is_asked_of_the_others_when_it_is_there(
    desk: Desk,
) -> None:
    desk.edit(GUIDE, "{id: kind}", "{id: kind}\n      - {id: more}")
    assert [(p.file, p.code) for p in desk.problems()] == [
        (f"content/small/{ENGLISH}", "missing-words")
    ]
    desk.edit(ENGLISH, "      kind: ", "      more: More.\n      kind: ")
    assert [(p.file, p.code) for p in desk.problems()] == [
        (f"content/small/{ARABIC}", "missing-words")
    ]


def test_optional_words_are_asked_of_all_where_the_source_language_has_them(desk: Desk) -> None:
    desk.edit(ENGLISH, "      title: Small card", "      title: Small card\n      lead: Now.")
    (problem,) = desk.problems()
    assert (problem.file, problem.code) == (f"content/small/{ARABIC}", "missing-words")
    assert "'blocks.top.short.lead'" in problem.message


def test_short_words_that_no_spot_shows_are_superfluous(desk: Desk) -> None:
    desk.edit(GUIDE, "{block: say, short: true}", "say")
    assert [(p.file, p.code, p.line) for p in desk.problems()] == [
        (f"content/small/{ENGLISH}", "superfluous-words", 49)
    ]


def test_a_panel_for_the_place_with_all_its_labels_is_good(desk: Desk) -> None:
    for one in labelled(LABELS + "    paragraphs: {never: Нет.}\n"):
        desk.edit(*one)
    guide, problems = desk.load()
    assert problems == ()
    assert guide is not None


def test_a_guide_without_a_place_needs_no_phrases(desk: Desk) -> None:
    (_, *edits), _ = PLACE["a panel of the place without a place"]
    desk.edit(GUIDE, "place: ru\n", "region: RU\n")
    for one in edits:
        desk.edit(*one)
    desk.edit(GUIDE, "reader: place, ", "")
    (desk.guide / "phrases.yaml").unlink()
    guide, problems = desk.load()
    assert problems == ()
    assert guide is not None
    assert guide.phrases is None
