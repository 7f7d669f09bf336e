"""What all kinds of blocks have: title, note, reader, and the claims that they rest on."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.blocks.guides import guide, parse, said, slots, uses
from vademecum.blocks.registry import KINDS

BLOCKS = {
    "masthead": "kind: masthead",
    "text": "kind: text, paragraphs: [a]",
    "list": "kind: list, items: [{id: a}]",
    "table": "kind: table, rows: [{id: a}]",
    "fields": "kind: fields, entries: [{id: a}]",
    "qr": "kind: qr, codes: [{id: a, target: f}]",
    "picture": "kind: picture, picture: p",
    "callout": "kind: callout",
    "phrases": "kind: phrases, phrases: [a]",
    "colophon": "kind: colophon",
}
WORDS = {
    "masthead": "",
    "text": ", paragraphs: {a: A}",
    "list": ", items: {a: A}",
    "table": ", rows: {a: {name: A}}",
    "fields": ", labels: {a: A}",
    "qr": ", captions: {a: A}",
    "picture": ", alt: A",
    "callout": ", text: A",
    "phrases": ", meanings: {a: A}",
    "colophon": "",
}
UNTITLED = {"callout", "colophon", "picture"}
IN_PARTS = {
    "text": lambda block: block.paragraphs[0],
    "list": lambda block: block.items[0].words,
    "callout": lambda block: block.text,
}
"""Where the mark stands in kinds that mark their parts; in others it stands with title and note."""
KIND = pytest.mark.parametrize("kind", BLOCKS)


def trial(folder: Path, kind: str, confidence: str = "medium") -> str:
    """Return a guide with one block of a kind, which has all that any block may have."""
    return f"""
    blocks:
      it: {{{BLOCKS[kind]}, title: true, note: true, rests_on: [claim]}}
      other: {{kind: text, title: false, paragraphs: [a]}}
    products:
      page: {{form: sheet, panels: {{mine: [it]}}}}
      brief: {{form: card, panels: {{mine: [{{block: it, short: true}}, other]}}}}
    facts:
      claim: {{kind: claim, value: "It is as it is here.", confidence: {confidence},
               checked: 2026-02-03}}
      f: {{kind: url, value: "https://a.example"}}
    {"pictures: {p: <path/>}" if kind == "picture" else ""}
    phrases: {{a: {{text: А}}}}
    words: {{en: {{it: {{title: Title, note: Note{WORDS[kind]}}}, other: {{paragraphs: {{a: A}}}}}}}}
    """


def test_every_kind_of_the_registry_is_tried_here() -> None:
    assert set(BLOCKS) == set(KINDS)
    tests = Path(__file__).parent
    assert [kind for kind in KINDS if not (tests / f"test_{kind}.py").is_file()] == []


@KIND
def test_a_block_asks_for_a_title_and_for_a_note_as_its_guide_says(kind: str) -> None:
    text = BLOCKS[kind]
    paths = {path for path, _ in slots(parse(f"{{{text}}}"))}
    assert ("title" in paths, "note" in paths) == (kind not in UNTITLED, False)
    paths = {path for path, _ in slots(parse(f"{{{text}, title: false, note: true}}"))}
    assert ("title" in paths, "note" in paths) == (False, True)
    paths = {path for path, _ in slots(parse(f"{{{text}, title: true}}"))}
    assert ("title" in paths, "note" in paths) == (True, False)


@KIND
def test_a_block_names_its_claims_and_refuses_what_it_does_not_know(kind: str) -> None:
    found = uses(parse(f"{{{BLOCKS[kind]}, rests_on: [a.b, c]}}"))
    assert {use for use in found if use[0].startswith("rests_on")} == {
        ("rests_on.0", "a.b", "claim"),
        ("rests_on.1", "c", "claim"),
    }
    for wrong in ("heading: A", "reader: clerk", "title: maybe", "rests_on: [A B]"):
        with pytest.raises(ValidationError):
            parse(f"{{{BLOCKS[kind]}, {wrong}}}")


@KIND
def test_what_rests_on_a_doubtful_claim_is_marked_and_on_a_sure_one_not(
    kind: str, tmp_path: Path
) -> None:
    block = guide(tmp_path, trial(tmp_path, kind)).block()
    if kind in IN_PARTS:
        assert (said(IN_PARTS[kind](block)), said(block.title)) == ("A*", "Title")
    else:
        assert (said(block.title), said(block.note)) == ("Title*", "Note*")
    (tmp_path / "sure").mkdir()
    block = guide(tmp_path / "sure", trial(tmp_path, kind, "high")).block()
    assert (said(block.title), said(block.note)) == ("Title", "Note")


@KIND
def test_a_claim_that_a_block_rests_on_counts_among_the_facts_of_its_paper(
    kind: str, tmp_path: Path
) -> None:
    edition = guide(tmp_path, trial(tmp_path, kind, "high")).edition()
    assert str(edition.oldest_check) == "2026-02-03"


@KIND
def test_a_short_block_has_its_title_and_no_note(kind: str, tmp_path: Path) -> None:
    block = guide(tmp_path, trial(tmp_path, kind, "high")).panel(product="brief")[0]
    assert (block.kind, block.id, said(block.title), block.note) == (kind, "it", "Title", None)


def test_a_block_without_a_kind_or_with_an_unknown_one_is_told(tmp_path: Path) -> None:
    folder = guide(
        tmp_path,
        """
        blocks: {a: {kind: lists, items: [{id: a}]}, b: {items: [{id: a}]}, c: text}
        panels: {mine: [a, b, c]}
        words: {en: }
        """,
    )
    found = folder.problems()
    assert ("bad-value", "no kind of block 'lists'") in found
    assert ("missing-key", "'kind' is missing") in found
    assert ("bad-value", "a mapping of keys to values is expected here") in found
