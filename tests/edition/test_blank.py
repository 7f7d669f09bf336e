"""What is left out whole, and where the mark stands of what has no heading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.blocks.guides import Folder, guide, plain, said
from vademecum.edition.composition import blank, compose
from vademecum.edition.edition import texts

EMPTY = """
blocks:
  top: {kind: masthead, lead: true}
  links: {kind: qr, note: true, rests_on: [heard], codes: [{id: a, target: low}]}
  more: {kind: qr, title: false, codes: [{id: a, target: low}, {id: b, target: high}]}
  one: {kind: text, paragraphs: [a]}
  two: {kind: text, paragraphs: [a]}
  bare: {kind: masthead, title: false, lead: true}
panels: PANELS
facts:
  low: {kind: url, value: "https://low.example", confidence: low}
  high: {kind: url, value: "https://high.example"}
  heard: {kind: claim, value: It is said., confidence: medium, checked: "2001-01-01"}
words:
  en:
    top: {title: Head, lead: Begin}
    links: {title: Scan, note: Soon, captions: {a: A}}
    more: {captions: {a: A, b: B}}
    one: {title: One, paragraphs: {a: A}}
    two: {title: Two, paragraphs: {a: A}}
    bare: {lead: Begin}
"""


def empty(folder: Path, panels: str) -> Folder:
    whole = EMPTY.replace("PANELS", panels)
    return guide(folder, whole)


@pytest.mark.parametrize(
    ("panel", "left"),
    [
        ("[top, links, one]", ["top", "one"]),
        ("[more, one]", ["more", "one"]),
        ("[{block: more, only: [a]}, one]", ["one"]),
        ("[[links, one], two]", ["one", "two"]),
        ("[[[links], [one]], two]", ["one", "two"]),
        ("[{flow: [links, one, two], in: 2, numbered: true}]", ["one", "two"]),
        ("[{flow: [links], in: 2}, one]", ["one"]),
        ("[{block: bare, short: true}, one]", ["one"]),
    ],
)
def test_a_block_of_which_nothing_is_left_is_left_out_whole(
    panel: str, left: list[str], tmp_path: Path
) -> None:
    folder = empty(tmp_path, f"{{mine: {panel}}}")
    read, _ = folder.load()
    assert read
    edition = compose(read, "en")
    shown = edition.made["page"].blocks
    assert [block.id for block in shown] == left
    assert not any(text.mark for text in texts(edition.made["page"].panels))
    assert [block.number for block in shown if block.number] in ([], [1, 2])
    assert {block.heading for block in shown if block.title} <= {1, 2}
    assert next(block.heading for block in shown if block.title or block.id == "more") in (1, 2)
    assert edition.oldest_check is None or edition.oldest_check.year == 2026
    assert not list(blank(read, edition))


@pytest.mark.parametrize(
    "panels",
    [
        "{mine: [one], other: [links]}",
        "{mine: [one], other: [[links, {block: more, only: [a]}]]}",
        "{mine: [one], other: [{flow: [links], in: 2}]}",
        "{mine: [one], other: [{block: bare, short: true}]}",
    ],
)
def test_a_panel_on_which_nothing_is_left_is_a_problem_at_its_key(
    panels: str, tmp_path: Path
) -> None:
    folder = empty(tmp_path, panels)
    read, _ = folder.load()
    assert read
    (problem,) = blank(read, compose(read, "en"))
    place = read.sources["guide"].keys["products", "page", "panels", "other"]
    assert (problem.code, problem.line, problem.column) == ("empty-panel", place.line, place.column)
    assert "'other'" in problem.message


DOUBT = """
blocks: {it: BLOCK}
panels: {mine: [SPOT]}
facts:
  heard: {kind: claim, value: It is said., confidence: medium}
  site: {kind: url, value: "https://site.example"}
  shop.name: {kind: name, value: Shop, in: {ru: Лавка}}
phrases: {fee: {text: Нужен чек., romanization: Nuzhen chek.}}
words: {en: {it: WORDS}}
"""


@pytest.mark.parametrize(
    ("block", "words", "first"),
    [
        ("kind: masthead, lead: true", "lead: Begin", "Begin"),
        ("kind: text, paragraphs: [a]", "paragraphs: {a: A}", "A"),
        ("kind: list, items: [{id: a}]", "items: {a: A}", "A"),
        ("kind: table, rows: [{id: a}]", "rows: {a: {name: A}}", "A"),
        ("kind: table, rows: [{id: a, name: shop.name}]", "", "Shop"),
        ("kind: fields, entries: [{id: a}]", "labels: {a: A}", "A"),
        ("kind: qr, codes: [{id: a, target: site}]", "captions: {a: A}", "A"),
        ("kind: callout, level: info", "text: A", "A"),
        ("kind: phrases, phrases: [fee]", "meanings: {fee: A fee.}", "A fee."),
    ],
)
@pytest.mark.parametrize("way", ["block", "spot"])
def test_a_doubtful_block_without_heading_has_its_mark_on_its_first_text(
    way: str, block: str, words: str, first: str, tmp_path: Path
) -> None:
    title = "title: false" if way == "block" else "title: true"
    whole = f"{{{block}, {title}, rests_on: [heard]}}"
    said_of = f"title: T, {words}" if way == "spot" else words
    text = DOUBT.replace("BLOCK", whole).replace("WORDS", f"{{{said_of}}}")
    text = text.replace("SPOT", "it" if way == "block" else "{block: it, title: false}")
    if not words and way == "block":
        text = text.replace("{it: {}}", "{}")
    read, problems = guide(tmp_path, text).load()
    assert read, problems
    (panel,) = compose(read, "en").made["page"].panels
    marked: list[Any] = [text for text in texts(panel.body) if text.mark]
    assert [said(text) for text in marked] == [f"{first}*"]


REVIEWS = """
blocks: {it: {kind: text, paragraphs: [a]}, end: {kind: colophon}}
panels: {mine: [it, end]}
place: PLACE
phrases: PHRASES
words:
  en: {it: {title: T, paragraphs: {a: A}}}
  tr: {it: {title: T, paragraphs: {a: A}}}
"""
SAID = "{fee: {text: Нужен чек.}}"
DONE = "  reviewed_by: A native speaker\n  reviewed_on: 2026-11-20\n"


@pytest.mark.parametrize(
    ("place", "phrases", "done", "tag", "key"),
    [
        ("ru", SAID, (), "en", "unreviewed_source"),
        ("ru", SAID, (), "tr", "unreviewed_translation"),
        ("ru", SAID, ("phrases",), "en", None),
        ("ru", SAID, ("phrases",), "tr", "unreviewed_words"),
        ("ru", SAID, ("words/tr",), "tr", "unreviewed_source"),
        ("ru", SAID, ("words/tr", "phrases"), "tr", None),
        ("ru", "{}", (), "en", None),
        ("ru", "{}", (), "tr", "unreviewed_words"),
        ("none", "{}", (), "en", None),
        ("none", "{}", (), "tr", "unreviewed_words"),
        ("none", "{}", ("words/tr",), "tr", None),
    ],
)
def test_the_paper_says_what_no_native_speaker_has_reviewed(
    place: str, phrases: str, done: tuple[str, ...], tag: str, key: str | None, tmp_path: Path
) -> None:
    folder = guide(tmp_path, REVIEWS.replace("PLACE", place).replace("PHRASES", phrases))
    for name in done:
        path = folder.path / f"{name}.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("review:\n", f"review:\n{DONE}", 1), "utf-8")
    read, problems = folder.load()
    assert read, problems
    review = compose(read, tag).made["page"].colophon.review
    said = read.press(tag, key.replace("_", "-")) if key else None
    expected = said[0] if said else None
    assert (plain(review) if review else None) == expected
