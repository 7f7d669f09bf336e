"""Running text: paragraphs."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.blocks.guides import guide, parse, said, slots, uses

GUIDE = """
blocks:
  law: {kind: text, note: true, rests_on: [law.roaming], paragraphs: [one, two, three]}
products:
  page:
    form: sheet
    panels:
      mine: [law]
      clerk: {reader: place, spots: [{block: law, only: [two]}]}
  brief: {form: card, panels: {mine: [{block: law, short: true, only: [one, three]}]}}
facts:
  law.roaming: {kind: claim, value: "Roaming is cut off for a day.", confidence: medium}
labels:
  law: {title: Закон, note: См. ниже., paragraphs: {two: Второй абзац.}}
words:
  en:
    law:
      title: The law
      note: As of today.
      paragraphs: {one: First., two: Second., three: Third.}
      short: {paragraphs: {one: 1st.}}
  zh-Hans:
    law:
      title: 法律
      note: 截至今日。
      paragraphs: {one: 第一段。, two: 第二段。, three: 第三段。}
      short: {paragraphs: {one: 一。}}
  hi:
    law:
      title: क़ानून
      note: आज तक।
      paragraphs: {one: पहला।, two: दूसरा।, three: तीसरा।}
      short: {paragraphs: {one: एक।}}
  ar:
    law:
      title: القانون
      note: حتى اليوم.
      paragraphs: {one: الأول., two: الثاني., three: الثالث.}
      short: {paragraphs: {one: أول.}}
"""


def test_it_asks_for_a_title_and_every_paragraph() -> None:
    block = parse("{kind: text, paragraphs: [one, two]}")
    words = {("paragraphs.one", "panel"), ("paragraphs.two", "panel")}
    assert slots(block) == {("title", "panel"), *words}
    assert slots(parse("{kind: text, title: false, paragraphs: [one, two]}")) == words
    assert slots(parse("{kind: text, note: true, paragraphs: [one, two]}")) == {
        ("title", "panel"),
        ("note", "panel"),
        *words,
    }
    assert block.parts == ("one", "two")


def test_it_names_no_facts_but_claims() -> None:
    assert uses(parse("{kind: text, paragraphs: [one]}")) == set()
    assert uses(parse("{kind: text, rests_on: [a.b], paragraphs: [one]}")) == {
        ("rests_on.0", "a.b", "claim")
    }


def test_it_has_a_paragraph_and_knows_its_fields() -> None:
    for wrong in ("{kind: text}", "{kind: text, paragraphs: []}", "{kind: text, items: [a]}"):
        with pytest.raises(ValidationError):
            parse(wrong)


def test_all_its_paragraphs_are_marked_where_its_claim_is_doubtful(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block()
    assert [said(words) for words in block.paragraphs] == ["First.*", "Second.*", "Third.*"]
    assert (said(block.title), said(block.note)) == ("The law", "As of today.")


def test_to_the_place_the_chosen_paragraph_stands_under_its_label(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block("clerk")
    assert [said(words) for words in block.paragraphs] == ["Второй абзац.* | Second.*"]
    assert said(block.title) == "Закон | The law"
    assert said(block.note) == "См. ниже. | As of today."


def test_short_words_stand_where_there_are_some_and_the_long_ones_where_not(
    tmp_path: Path,
) -> None:
    block = guide(tmp_path, GUIDE).block(product="brief")
    assert [said(words) for words in block.paragraphs] == ["1st.*", "Third.*"]
    assert said(block.title) == "The law"
    assert block.note is None


@pytest.mark.parametrize(
    ("tag", "title", "second", "brief"),
    [
        ("zh-Hans", "法律", "第二段。", "一。"),
        ("hi", "क़ानून", "दूसरा।", "एक।"),
        ("ar", "القانون", "الثاني.", "أول."),
    ],
)
def test_it_speaks_every_language(
    tag: str, title: str, second: str, brief: str, tmp_path: Path
) -> None:
    folder = guide(tmp_path, GUIDE)
    block = folder.block(tag=tag)
    assert said(block.title) == title
    assert said(block.paragraphs[1]) == f"{second}*"
    assert said(folder.block("clerk", tag).paragraphs[0]) == f"Второй абзац.* | {second}*"
    assert said(folder.block(tag=tag, product="brief").paragraphs[0]) == f"{brief}*"


def test_it_is_cut_between_paragraphs(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block()
    assert block.weights == (6, 7, 6)
    first, rest = block.first(1), block.rest(1)
    assert [said(words) for words in first.paragraphs] == ["First.*"]
    assert [said(words) for words in rest.paragraphs] == ["Second.*", "Third.*"]
    assert (said(first.title), rest.title, rest.note) == ("The law", None, None)
