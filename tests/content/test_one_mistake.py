"""One mistake is one problem, however many files and places it shows in."""

from __future__ import annotations

import re

import pytest

from tests.conftest import HOUSE, Desk
from vademecum.content import reading
from vademecum.content.asked import labels

GUIDE, PHRASES, FACTS = "guide.yaml", "phrases.yaml", "facts.yaml"
ENGLISH, ARABIC = "words/en.yaml", "words/ar.yaml"
Edit = tuple[str, str, str]
"""A file, a text in it, and what stands there instead, wherever it stands."""
KNOW = "  know:\n    title: Know\n    items:\n"
SORT = "      kind: "
LEADING = "{block: top, short: true}"
CLERK = "back: {reader: place, spots: [{block: say, short: true}, never, end]}"
TO_CLERK = (
    (GUIDE, "back: [{block: say, short: true}, never, end]", CLERK),
    (
        PHRASES,
        "    romanization: Dayte, pozhaluysta, chek.\n",
        "    romanization: Dayte, pozhaluysta, chek.\nlabels:\n"
        "  say: {title: Покажите, note: Смотрите.}\n  never: {paragraphs: {never: Нет.}}\n",
    ),
)

UPPER, LOWER = "upper" * 12, "lower" * 12
"""Two ids that are as long as an id may be."""
NESTED = (GUIDE, "{id: kind}", f"{{id: kind}}\n      - {{id: {UPPER}, items: [{{id: {LOWER}}}]}}")


def nested(key: str) -> tuple[Edit, ...]:
    """Return edits that add a long item and one below it, the latter misspelt in Arabic."""
    words = f"      {UPPER}: Su\n      {{}}: So\n{SORT}"
    right = (ENGLISH, SORT, words.format(f"{UPPER}.{LOWER}"))
    return NESTED, right, (ARABIC, SORT, words.format(key))


MISTAKES: dict[str, tuple[tuple[Edit, ...], tuple[str, str, str, str]]] = {
    "an item that is renamed in guide.yaml": (
        ((GUIDE, "{id: kind}", "{id: sort}"),),
        (ENGLISH, "superfluous-words", "'blocks.know.items.kind'", "did you mean 'sort'?"),
    ),
    "an item that is taken out": (
        ((GUIDE, "      - {id: kind}\n", ""),),
        (ENGLISH, "superfluous-words", "'blocks.know.items.kind'", "known are: code"),
    ),
    "an item that is added": (
        ((GUIDE, "{id: kind}", "{id: kind}\n      - {id: more}"),),
        (ENGLISH, "missing-words", "'blocks.know.items.more'", "or take out"),
    ),
    "an item with items below it that is renamed": (
        (
            (GUIDE, "{id: kind}", "{id: sort, items: [{id: a}, {id: b}]}"),
            (ENGLISH, SORT, "      kind.a: A\n      kind.b: B\n      kind: "),
            (ARABIC, SORT, "      kind.a: A\n      kind.b: B\n      kind: "),
        ),
        (ENGLISH, "superfluous-words", "'blocks.know.items.kind'", "did you mean 'sort'?"),
    ),
    "an item with items below it that is taken out": (
        (
            (GUIDE, "{id: kind}", "{id: kind}"),
            (ENGLISH, SORT, "      gone: G\n      gone.a: A\n      gone.b: B\n      kind: "),
            (ARABIC, SORT, "      gone: G\n      gone.a: A\n      gone.b: B\n      kind: "),
        ),
        (ENGLISH, "superfluous-words", "'blocks.know.items.gone'", ""),
    ),
    "a field with short words that is renamed": (
        ((GUIDE, "{id: own-number}", "{id: number}"),),
        (ENGLISH, "superfluous-words", "'blocks.mine.labels.own-number'", "'number'"),
    ),
    "a field that is called quite otherwise": (
        ((GUIDE, "{id: own-number}", "{id: zzz}"),),
        (ENGLISH, "superfluous-words", "'blocks.mine.labels.own-number'", "'zzz'"),
    ),
    "a block that is renamed everywhere in guide.yaml": (
        ((GUIDE, "  codes:\n    kind", "  numbers:\n    kind"), (GUIDE, "[codes,", "[numbers,"),
         (GUIDE, "block: codes", "block: numbers")),
        (ENGLISH, "superfluous-words", "'blocks.codes'", "did you mean 'numbers'?"),
    ),
    "a block that is renamed where it is, and nowhere else": (
        ((GUIDE, "  codes:\n    kind", "  numbers:\n    kind"),),
        (GUIDE, "unknown-block", "no block 'codes'", ""),
    ),
    "a block that is misspelt where it is": (
        ((GUIDE, "  codes:\n    kind", "  coeds:\n    kind"),),
        (GUIDE, "unknown-block", "no block 'codes'", "did you mean 'coeds'?"),
    ),
    "a block that is taken out": (
        ((GUIDE, "  never: {kind: text, title: false, paragraphs: [never]}\n", ""),
         (GUIDE, "true}, never, end]", "true}, end]")),
        (ENGLISH, "superfluous-words", "'blocks.never'", ""),
    ),
    "a block that is taken out where it is, and nowhere else": (
        ((GUIDE, "  never: {kind: text, title: false, paragraphs: [never]}\n", ""),),
        (GUIDE, "unknown-block", "no block 'never'", ""),
    ),
    "a part that is renamed where it is, and chosen by its old name": (
        ((GUIDE, "{id: own-number}", "{id: number}"),
         (GUIDE, "{block: mine, short", "{block: mine, only: [own-number], short")),
        (GUIDE, "unknown-part", "no 'own-number' to show", "did you mean 'number'?"),
    ),
    "a column that is renamed": (
        ((GUIDE, "[balance, support]", "[balance, help]"), (GUIDE, "support: mts", "help: mts")),
        (ENGLISH, "superfluous-words", "'blocks.codes.columns.support'", "did you mean 'help'?"),
    ),
    "a column that is taken out": (
        ((GUIDE, "[balance, support]", "[support]"),
         (GUIDE, "          balance: mts.balance\n", "")),
        (ENGLISH, "superfluous-words", "'blocks.codes.columns.balance'", ""),
    ),
    "a note that is taken out": (
        ((GUIDE, "    note: true\n    phrases", "    phrases"),),
        (ENGLISH, "superfluous-words", "'blocks.say.note'", ""),
    ),
    "words that are misspelt in one language": (
        ((ARABIC, "      code: ", "      coed: "),),
        (ARABIC, "superfluous-words", "'blocks.know.items.coed'", "did you mean 'code'?"),
    ),
    "the longest dotted id there can be, misspelt in one language": (
        nested(f"{UPPER[:-1]}e.{LOWER}"),
        (ARABIC, "superfluous-words", f"{UPPER[:-1]}e.{LOWER}", f"did you mean '{LOWER}'?"),
    ),
    "a block of words that is misspelt in one language": (
        ((ARABIC, "  codes:\n", "  coeds:\n"),),
        (ARABIC, "superfluous-words", "'blocks.coeds'", "did you mean 'codes'?"),
    ),
    "words that are too many in one language": (
        ((ARABIC, "      code: ", "      xyzzy: A\n      code: "),),
        (ARABIC, "superfluous-words", "'blocks.know.items.xyzzy'", ""),
    ),
    "a block that is renamed, with labels": (
        (*TO_CLERK, (GUIDE, "  never: {", "  warned: {"), (GUIDE, "true}, never,", "true}, warned,")),
        (ENGLISH, "superfluous-words", "'blocks.never'", "did you mean 'warned'?"),
    ),
    "a paragraph that is renamed, with a label": (
        (*TO_CLERK, (GUIDE, "paragraphs: [never]", "paragraphs: [warned]")),
        (ENGLISH, "superfluous-words", "'blocks.never.paragraphs.never'", "'warned'"),
    ),
    "a label that is misspelt": (
        (*TO_CLERK, (PHRASES, "{never: Нет.}", "{nevre: Нет.}")),
        (PHRASES, "superfluous-words", "'labels.never.paragraphs.nevre'", "'never'"),
    ),
    "a fact that is renamed": (
        ((FACTS, "mts.name:", "mts.title:"),),
        (GUIDE, "unknown-fact", "no fact 'mts.name'", ""),
    ),
    "a fact that only words name, and that is renamed": (
        ((FACTS, "\nfine:", "\npenalty:"),),
        (ENGLISH, "unknown-fact", "no fact 'fine'", ""),
    ),
    "a placeholder that is misspelt in one language": (
        ((ARABIC, "{fine}", "{finne}"),),
        (ARABIC, "unknown-fact", "no fact 'finne'", "did you mean 'fine'?"),
    ),
    "a placeholder in place of another": (
        ((ARABIC, "{fine}", "{mts.name}"),),
        (ARABIC, "placeholder-added", "{mts.name}", "did you mean 'fine'?"),
    ),
    "a language that there is not": (
        ((GUIDE, "source: en", "source: qqq"),),
        (GUIDE, "unknown-language", "'qqq'", ""),
    ),
    "a place that there is not": (
        ((GUIDE, "place: ru", "place: qqq"),),
        (GUIDE, "unknown-language", "'qqq'", ""),
    ),
    "a language without words": (
        ((GUIDE, "source: en", "source: fr"),),
        (GUIDE, "missing-words", "there is no", ""),
    ),
    "a flow that is misspelt": (
        ((GUIDE, "{flow: [trouble], in: 2, numbered: true}", "{flwo: [trouble]}"),),
        (GUIDE, "unknown-key", "'flwo'", "did you mean 'flow'?"),
    ),
    "a flow that is misspelt, in columns": (
        ((GUIDE, "{flow: [trouble]", "{flwo: [trouble]"),),
        (GUIDE, "unknown-key", "'flwo'", "did you mean 'flow'?"),
    ),
    "a block that is misspelt": (
        ((GUIDE, LEADING, "{blok: top, short: true}"),),
        (GUIDE, "unknown-key", "'blok'", "did you mean 'block'?"),
    ),
    "a block that is misspelt beyond knowing": (
        ((GUIDE, LEADING, "{xyz: top, short: true}"),),
        (GUIDE, "unknown-key", "'xyz'", "known are: block"),
    ),
    "a block that is misspelt, alone": (
        ((GUIDE, LEADING, "{blcok: top}"),),
        (GUIDE, "unknown-key", "'blcok'", "did you mean 'block'?"),
    ),
    "a reader that is misspelt": (
        ((*TO_CLERK, (GUIDE, "{reader: place", "{raeder: place"))),
        (GUIDE, "unknown-key", "'raeder'", "did you mean 'reader'?"),
    ),
    "spots that are misspelt": (
        ((*TO_CLERK, (GUIDE, "place, spots: [", "place, sopts: ["))),
        (GUIDE, "unknown-key", "'sopts'", "did you mean 'spots'?"),
    ),
    "panels that are misspelt": (
        ((GUIDE, "imposed_on: [a4, letter]\n    panels:", "imposed_on: [a4, letter]\n    panles:"),),
        (GUIDE, "unknown-key", "'panles'", "did you mean 'panels'?"),
    ),
    "a form that is misspelt": (
        ((GUIDE, "form: card", "from: card"),),
        (GUIDE, "unknown-key", "'from'", "did you mean 'form'?"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edits", "found"), MISTAKES.values(), ids=MISTAKES)
def test_one_mistake_is_told_once_where_it_was_made(
    desk: Desk, edits: tuple[Edit, ...], found: tuple[str, str, str, str]
) -> None:
    for name, old, new in edits:
        path = desk.guide / name
        text = path.read_text("utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new), "utf-8")
    name, code, message, hint = found
    problems = desk.problems()
    assert [(p.file, p.code) for p in problems] == [(f"content/small/{name}", code)], problems
    assert message in problems[0].message, problems
    assert hint in problems[0].hint, problems


LISTS_OF_ONE = [
    ("{id: kind}\n      - {id: code, rests_on: [kiosk.identity]}", "{id: kind, icom: water}"),
    ("{id: kind}\n      - {id: code, rests_on: [kiosk.identity]}", "kind"),
    ("{id: kind}\n      - {id: code, rests_on: [kiosk.identity]}", "{}"),
    ("{id: emergency}", "{id: Emergency}"),
    ("{id: emergency}", "[emergency]"),
    ("{id: own-number}", "{id: own-number, lines: many}"),
    ("[balance, support]", "[{id: balance, icn: phone}]"),
    ("[balance, support]", "[{}]"),
    ("{id: mts, name: mts.name, target: mts.site}", "{id: mts, name: mts.name}"),
    ("{id: mts, name: mts.name, target: mts.site}", "mts"),
    ("[receipt]", "[{id: receipt, icn: cash}]"),
    ("[receipt]", "[[receipt]]"),
    ("paragraphs: [never]", "paragraphs: [Never!]"),
    ("flow: [know]", "flow: [[know]]"),
    ("papers: [a4, letter]", "papers: [{}]"),
]


@pytest.mark.parametrize(("old", "new"), LISTS_OF_ONE)
def test_one_mistake_in_a_list_of_one_is_not_told_to_be_an_empty_list(
    desk: Desk, old: str, new: str
) -> None:
    desk.edit(GUIDE, old, new)
    (problem,) = desk.problems()
    assert problem.file.endswith(GUIDE)
    assert "empty" not in problem.message


def test_two_mistakes_in_one_block_are_both_told(desk: Desk) -> None:
    desk.edit(GUIDE, "{id: kind}", "{id: kinds}")
    desk.edit(GUIDE, "{id: code, ", "{id: codes, ")
    assert [(p.file, p.code) for p in desk.problems()] == [
        (f"content/small/{ENGLISH}", "superfluous-words")
    ] * 2


KIND_IN_ARABIC = "اعرف **أي نوع** لديك؛ الخطأ يكلف {fine} روبل."
PAIRS: dict[str, tuple[str, str, str, tuple[tuple[str, str], ...]]] = {
    # a file, a text in it, what stands there instead, and what is told where in that
    "two values of a fact": (
        FACTS, "confidence: medium\n  shelf_life: 120", "confidence: midium\n  shelf_life: long",
        (("bad-value", "midium"), ("bad-value", "long")),
    ),
    "a value and an unknown key of a fact": (
        FACTS, "checked: 2026-11-08\n", "checked: in May\n  colour: red\n",
        (("bad-value", "in May"), ("unknown-key", "colour")),
    ),
    "two unknown keys of a product": (
        GUIDE, "form: card\n", "form: card\n    colour: red\n    weight: 9\n",
        (("unknown-key", "colour"), ("unknown-key", "weight")),
    ),
    "two keys that a product lacks": (
        GUIDE, "  card:\n    form: card", "  more: {}\n  card:\n    form: card",
        (("missing-key", "more"), ("missing-key", "more")),
    ),
    "two spots of a panel": (
        GUIDE, "never, end]", "nver, emd]",
        (("unknown-block", "nver"), ("unknown-block", "emd")),
    ),
    "two facts of a row": (
        GUIDE, "balance: mts.balance\n          support: mts.support",
        "balance: mts.nothing\n          support: mts.never",
        (("unknown-fact", "mts.nothing"), ("unknown-fact", "mts.never")),
    ),
    "two placeholders of a string": (
        ENGLISH, "Dial {mts.balance} at {mts.name}", "Dial {mts.blance} at {mts.nam}",
        (("unknown-fact", "{mts.blance}"), ("unknown-fact", "{mts.nam}")),
    ),
    "a placeholder and a brace of a string": (
        ARABIC, KIND_IN_ARABIC, "'{finne} و } روبل'",
        (("placeholder-syntax", "'{finne}"), ("unknown-fact", "{finne}")),
    ),
    "a placeholder and bold type of a string": (
        ARABIC, KIND_IN_ARABIC, "اعرف **أي نوع لديك {mts.name} روبل.",
        (("bad-value", "**"), ("placeholder-added", "{mts.name}")),
    ),
    "a code and a lost placeholder of a string": (
        ARABIC, KIND_IN_ARABIC, "اعرف **أي نوع** لديك 8900",
        (("placeholder-lost", "اعرف"), ("code-in-words", "8900")),
    ),
    "two papers": (
        GUIDE, "papers: [a4, letter]", "papers: [a9, a4, legal]",
        (("bad-value", "a9"), ("bad-value", "legal")),
    ),
    "two reviewers": (
        PHRASES, "made_by: The tests", "made_by: x\n  reviewed_by: none",
        (("bad-value", "x"), ("bad-value", "none")),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "told"), PAIRS.values(), ids=PAIRS)
def test_two_mistakes_at_one_node_are_told_each_at_its_own_place(
    desk: Desk, name: str, old: str, new: str, told: tuple[tuple[str, str], ...]
) -> None:
    path = desk.guide / name
    text = path.read_text("utf-8")
    start, rest = text.index(old), text[text.index(old) + len(old) :]
    path.write_text(text[:start] + new + rest, "utf-8")
    expected = []
    for code, what in told:
        match = re.search(rf"(?<![\w-]){re.escape(what)}", new)
        assert match
        before = text[:start] + new[: match.start()]
        expected.append((code, before.count("\n") + 1, len(before) - before.rfind("\n")))
    found = [(p.code, p.line, p.column) for p in desk.problems()]
    assert sorted(found) == sorted(expected), desk.problems()


def test_what_is_wrong_in_guide_yaml_does_not_hide_what_is_wrong_in_a_translation(
    desk: Desk,
) -> None:
    desk.edit(GUIDE, "{id: kind}", "{id: sort}")
    desk.edit(ARABIC, "    warning: ", "    warming: ")
    assert [(p.file, p.code) for p in desk.problems()] == [
        (f"content/small/{ARABIC}", "superfluous-words"),
        (f"content/small/{ENGLISH}", "superfluous-words"),
    ]


@pytest.mark.parametrize(
    ("spot", "asked"),
    [
        ("say", {"title", "note"}),
        ("{block: say, short: true}", {"title"}),
        ("{block: say, title: false}", {"note"}),
        ("{block: say, short: true, title: false}", set()),
        ("{block: top, short: true}", {"title"}),
        ("top", {"title", "lead"}),
        ("{block: codes, short: true, columns: [balance]}",
         {"title", "columns.name", "columns.balance"}),
        ("{block: codes, title: false, columns: [balance]}",
         {"note", "columns.name", "columns.balance"}),
    ],
)  # fmt: skip
def test_the_place_is_asked_only_for_what_some_spot_shows(
    desk: Desk, spot: str, asked: set[str]
) -> None:
    desk.edit(
        GUIDE, "[{block: say, short: true}, never, end]", f"{{reader: place, spots: [{spot}]}}"
    )
    structure = reading.GuideReader(desk.guide, HOUSE).structure()
    assert structure
    found = {".".join(map(str, path)) for _, _, *path in labels(structure, {})}
    assert found == asked
