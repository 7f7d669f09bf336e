"""The colophon: what the paper says of itself, as far as it applies."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.blocks.guides import guide, parse, said, slots, uses
from vademecum.edition.composition import compose

GUIDE = """
blocks:
  end: {kind: colophon}
  law: {kind: text, rests_on: [law], paragraphs: [one]}
  old: {kind: text, title: false, paragraphs: [one]}
products:
  page: {form: sheet, panels: {mine: [end], clerk: {reader: place, spots: [end]}}}
  brief: {form: card, panels: {mine: [law, {block: end, short: true}], more: [old]}}
facts:
  law: {kind: claim, value: "Roaming is cut off for a day.", confidence: medium}
words:
  en: {law: {title: Law, paragraphs: {one: One.}}, old: {paragraphs: {one: Old.}}}
  zh-Hans: {law: {title: 法律, paragraphs: {one: 一。}}, old: {paragraphs: {one: 旧。}}}
  hi: {law: {title: क़ानून, paragraphs: {one: एक।}}, old: {paragraphs: {one: पुराना।}}}
  ar: {law: {title: القانون, paragraphs: {one: واحد.}}, old: {paragraphs: {one: قديم.}}}
"""


def test_it_asks_for_no_words_but_a_title_or_a_note_if_it_has_one() -> None:
    assert slots(parse("{kind: colophon}")) == set()
    assert slots(parse("{kind: colophon, title: true, note: true}")) == {
        ("title", "panel"),
        ("note", "panel"),
    }


def test_it_names_no_facts_and_knows_no_parts() -> None:
    block = parse("{kind: colophon}")
    assert (uses(block), block.parts, block.column_ids) == (set(), (), ())
    with pytest.raises(ValidationError):
        parse("{kind: colophon, text: a}")


@pytest.mark.parametrize("tag", ["en", "zh-Hans", "hi", "ar"])
def test_it_is_the_same_everywhere_and_stays_whole(tag: str, tmp_path: Path) -> None:
    folder = guide(tmp_path, GUIDE)
    end, clerk = folder.block(tag=tag), folder.block("clerk", tag)
    brief = folder.panel(tag=tag, product="brief")[1]
    assert end == brief == replace(clerk, reader="reader")
    assert (end.kind, end.id, end.title, end.note, end.weights) == (
        "colophon",
        "end",
        None,
        None,
        (1,),
    )
    assert end.first(1) == end


WITHOUT_PLACE = """
place: none
blocks:
  end: {kind: colophon}
  say: {kind: text, title: false, paragraphs: [one]}
products:
  page: {form: sheet, panels: {mine: [say, end]}}
words:
  en: {say: {paragraphs: {one: One.}}}
  ar: {say: {paragraphs: {one: واحد.}}}
  de: {say: {paragraphs: {one: Eins.}}}
"""


@pytest.mark.parametrize(
    ("tag", "review"),
    [
        ("en", None),
        ("ar", "هذه الترجمة بانتظار مراجعة ناطق أصلي باللغة."),
        ("de", "Diese Übersetzung ist noch nicht von Muttersprachlern geprüft."),
    ],
)
def test_of_sentences_speaks_only_a_guide_that_has_some(
    tag: str, review: str | None, tmp_path: Path
) -> None:
    found = guide(tmp_path, WITHOUT_PLACE).edition(tag).made["page"].colophon.review
    assert (said(found) if found else None) == review


def test_a_product_says_only_what_applies_to_it(tmp_path: Path) -> None:
    made = guide(tmp_path, GUIDE).edition().made
    page, brief = made["page"].colophon, made["brief"].colophon
    assert (page.good_until, said(brief.good_until)) == (None, "Good until 1 November 2027")
    checked = "Compared with stored sources on 1 November 2026"
    assert said(page.facts_checked) == said(brief.facts_checked) == checked


def test_it_says_until_when_the_first_fact_on_the_paper_keeps_whatever_day_it_is(
    tmp_path: Path,
) -> None:
    lives = {"law": 30, "tea": 10, "far": 3000}
    facts = "".join(
        f"  {id}: {{kind: digits, value: '1', shelf_life: {life}}}\n" for id, life in lives.items()
    )
    blocks = "".join(f"  {id}: {{kind: text, title: false, paragraphs: [a]}}\n" for id in lives)
    words = "".join(f"    {id}: {{paragraphs: {{a: 'A {{{id}}}'}}}}\n" for id in lives)
    shown = {"one": "law, far", "two": "law, tea", "three": "far"}
    products = "".join(f"  {id}: {{form: card, panels: {{p: [{s}]}}}}\n" for id, s in shown.items())
    text = f"blocks:\n{blocks}facts:\n{facts}products:\n{products}words:\n  en:\n{words}"
    read = guide(tmp_path, text).guide()
    for day in (date.min, date(2026, 11, 5), date(2026, 11, 11), date(2040, 1, 1)):
        made = compose(read, "en", day).made
        ends = {id: said(one.colophon.good_until) for id, one in made.items()}
        assert ends == {
            "one": "Good until 1 December 2026",
            "two": "Good until 11 November 2026",
            "three": "Good until 18 January 2035",
        }
