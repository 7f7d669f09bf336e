"""Whatever a guide may leave out, it may leave out: nothing on paper tells that it could be there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests import eyes
from tests.blocks.guides import Folder, guide
from tests.conftest import jobs
from vademecum.build import making
from vademecum.edition.composition import compose
from vademecum.setting import fonts, template

FACTS = """
facts:
  name: {kind: name, value: MTS}
  code: {kind: ussd, value: "*100#"}
  site: {kind: url, value: "https://mts.ru"}
  low: {kind: ussd, value: "*9#", confidence: low}
  claim: {kind: claim, value: Something is so., confidence: medium}
phrases: {hi: {text: Здравствуйте.}, bye: {text: До свидания., romanization: Do svidaniya.}}
"""
OPTIONAL = ("h1", "h2", ".title", ".note", ".lead", ".under", ".intro", ".mark", ".romanization",
            ".meaning", ".colophon", ".number", ".missing", ".never", ".amount", "img", "thead",
            ".ticked", ".prefix", ".caption")  # fmt: skip
"""What some block, somewhere, may show: elements, and classes with a point before them."""
LEFT_OUT: dict[str, tuple[str, str, Mapping[str, int]]] = {
    # name: the block b, its words, and how often each optional thing stands on the page
    "a masthead without lead": ("{kind: masthead}", "{}", {"h1": 1}),
    "a masthead without title": ("{kind: masthead, title: false, lead: true}", "{lead: L}",
                                 {".intro": 1}),
    "a masthead with a note": ("{kind: masthead, note: true}", "{note: N}", {"h1": 1, ".note": 1}),
    "a text without title": ("{kind: text, title: false, paragraphs: [p]}",
                             "{paragraphs: {p: P}}", {}),
    "a text with a title": ("{kind: text, paragraphs: [p]}", "{title: T, paragraphs: {p: P}}",
                            {"h1": 1, ".title": 1}),
    "a text with a note alone": ("{kind: text, title: false, note: true, paragraphs: [p]}",
                                 "{note: N, paragraphs: {p: P}}", {".note": 1}),
    "a list without title": ("{kind: list, title: false, items: [{id: a}]}", "{items: {a: A}}", {}),
    "a list on a claim": ("{kind: list, title: false, items: [{id: a, rests_on: [claim]}]}",
                          "{items: {a: A}}", {".mark": 2}),
    "a list with an amount": ("{kind: list, title: false, items: [{id: a, amount: n}]}",
                              "{items: {a: A}}", {".amount": 1}),
    "a callout": ("{kind: callout, level: info}", "{text: C}", {}),
    "a callout with a title": ("{kind: callout, level: danger, title: true}", "{title: T, text: C}",
                               {"h1": 1, ".title": 1}),
    "a callout on a claim": ("{kind: callout, level: info, rests_on: [claim]}", "{text: C}",
                             {".mark": 2}),
    "a callout that is said": ("{kind: callout, level: info, phrase: hi}", "{meaning: M}",
                               {".meaning": 1}),
    "a callout that sounds": ("{kind: callout, level: info, phrase: bye}", "{meaning: M}",
                              {".meaning": 1, ".romanization": 1}),
    "sentences without sound": ("{kind: phrases, title: false, phrases: [hi]}",
                                "{meanings: {hi: M}}", {".meaning": 1}),
    "sentences with one sound": ("{kind: phrases, title: false, phrases: [hi, bye]}",
                                 "{meanings: {hi: M, bye: B}}",
                                 {".meaning": 2, ".romanization": 1}),
    "a table without columns": ("{kind: table, title: false, rows: [{id: r, name: name}]}", "{}",
                                {}),
    "a table that has all": ("{kind: table, title: false, columns: [c],"
                             " rows: [{id: r, name: name, cells: {c: code}}]}",
                             "{columns: {name: N, c: C}}", {"thead": 1}),
    "a table that lacks a cell": ("{kind: table, title: false, columns: [c],"
                                  " rows: [{id: r, name: name}]}",
                                  "{columns: {name: N, c: C}, missing: ask}",
                                  {"thead": 1, ".missing": 1}),
    "a table of a poor code": ("{kind: table, title: false, columns: [c],"
                               " rows: [{id: r, name: name, cells: {c: low}}]}",
                               "{columns: {name: N, c: C}, missing: ask}",
                               {"thead": 1, ".missing": 1}),
    "fields without warning": ("{kind: fields, title: false, entries: [{id: a}]}",
                               "{labels: {a: A}}", {}),
    "fields with a warning": ("{kind: fields, title: false, warning: true, entries: [{id: a}]}",
                              "{labels: {a: A}, warning: W}", {".never": 1}),
    "a comb without prefix": ("{kind: fields, title: false, entries: [{id: a, comb: {digits: 4}}]}",
                              "{labels: {a: A}}", {}),
    "a code with a caption": ("{kind: qr, title: false, codes: [{id: a, target: site}]}",
                              "{captions: {a: A}}", {".caption": 1}),
    "a code with a name": ("{kind: qr, title: false, codes: [{id: a, target: site, name: name}]}",
                           "{}", {".caption": 1}),
}  # fmt: skip


class Counts(HTMLParser):
    """Counts elements and classes in the body of a document."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.feed(html.partition("<body")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag] += 1
        for name in (dict(attrs).get("class") or "").split():
            self.found[f".{name}"] += 1


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_not_there_leaves_no_trace(tmp_path: Path, name: str) -> None:
    block, words, shown = LEFT_OUT[name]
    text = f"blocks: {{b: {block}}}\npanels: {{mine: [b]}}\nwords: {{en: {{b: {words}}}}}\n{FACTS}"
    folder = guide(tmp_path, text + "\n").path
    if "amount" in block:
        with (folder / "facts.yaml").open("a") as file:
            file.write("n: {kind: number, value: '3', source: a test, checked: 2026-11-01,"
                       " confidence: high, shelf_life: 30}\n")  # fmt: skip
    found = counts(folder)
    assert {key: found[key] for key in OPTIONAL if found[key]} == dict(shown)


def counts(folder: Path, tag: str = "en", product: str = "page") -> Counter[str]:
    edition = compose(Folder(folder).guide(), tag)
    document = template.pour(edition, fonts.typefaces(edition), edition.products[product])
    return Counts(document.html).found


COLOPHON = """
blocks: {b: {kind: text, title: false, paragraphs: [p]}, end: {kind: colophon}}
panels: {mine: [b, end]}
place: none
words: {en: {b: {paragraphs: {p: %s}}}}
facts:
  code: {kind: ussd, value: "*100#", confidence: %s}
"""


@pytest.mark.parametrize(
    ("words", "confidence", "colophon", "dots"),
    [
        ("Nothing else.", "high", 0, 0),
        ('"Dial {code}."', "high", 1, 1),
        ('"Dial {code}."', "medium", 1, 1),
    ],
)
def test_a_colophon_says_only_what_applies(
    tmp_path: Path, words: str, confidence: str, colophon: int, dots: int
) -> None:
    found = counts(guide(tmp_path, COLOPHON % (words, confidence)).path)
    assert (found[".colophon"], found[".dot"]) == (colophon, dots)
    assert found[".mark"] == (2 if confidence == "medium" else 0)


def test_the_least_of_guides_is_printed(tmp_path: Path) -> None:
    """No place, no facts, no title of a block, no second language: one paragraph on one side."""
    found = guide(
        tmp_path,
        """
        blocks: {b: {kind: text, title: false, paragraphs: [p]}}
        products: {page: {form: card, panels: {mine: [b]}}}
        place: none
        words: {en: {b: {paragraphs: {p: One paragraph and no more.}}}}
        """,
    )
    (job,) = jobs(found.guide())
    outcome = making.make(job)
    assert outcome.problems == ()
    (one,) = outcome.prints.values()
    assert (one.pages, one.size) == (1, 9.0)
    foot = ["English", "en", "Made", "by", "The", "tests"]
    assert eyes.text(one.data).split() == ["One", "paragraph", "and", "no", "more.", *foot]
