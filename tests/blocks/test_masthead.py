"""The head of a guide: its title, and what it is for."""

from pathlib import Path

import pytest

from tests.blocks.guides import guide, parse, said, slots, uses

GUIDE = """
blocks:
  top: {kind: masthead, lead: true, note: true}
  own: {kind: masthead}
products:
  page: {form: sheet, panels: {mine: [top, own], clerk: {reader: place, spots: [own]}}}
  brief: {form: card, panels: {mine: [{block: top, short: true}]}}
labels:
  own: {title: Связь}
titles: {en: A trial, ar: تجربة, hi: एक परख, zh-Hans: 试用}
words:
  en:
    top: {lead: Do this in order., note: Keep it dry.}
    own: {title: Staying in touch}
  ar:
    top: {lead: افعل هذا بالترتيب., note: أبقها جافة.}
    own: {title: البقاء على اتصال}
  hi:
    top: {lead: इसे क्रम से करें।, note: इसे सूखा रखें।}
    own: {title: संपर्क में रहना}
  zh-Hans:
    top: {lead: 请按顺序做。, note: 请保持干燥。}
    own: {title: 保持联系}
"""


def test_it_asks_for_a_title_that_may_be_left_out_and_for_a_lead_if_it_has_one() -> None:
    assert slots(parse("{kind: masthead}")) == {("title", "optional")}
    assert slots(parse("{kind: masthead, lead: true, note: true}")) == {
        ("title", "optional"),
        ("note", "panel"),
        ("lead", "panel"),
    }
    assert slots(parse("{kind: masthead, title: false}")) == set()


def test_it_names_no_facts_but_the_claims_it_rests_on() -> None:
    assert uses(parse("{kind: masthead, lead: true}")) == set()
    found = uses(parse("{kind: masthead, rests_on: [law.roaming]}"))
    assert found == {("rests_on.0", "law.roaming", "claim")}


def test_without_a_title_of_its_own_it_has_the_guides(tmp_path: Path) -> None:
    top, own = guide(tmp_path, GUIDE).panel()
    assert (said(top.title), said(own.title)) == ("A trial", "Staying in touch")


@pytest.mark.parametrize(
    ("tag", "title", "lead", "own"),
    [
        ("zh-Hans", "试用", "请按顺序做。", "保持联系"),
        ("hi", "एक परख", "इसे क्रम से करें।", "संपर्क में रहना"),
        ("ar", "تجربة", "افعل هذا بالترتيب.", "البقاء على اتصال"),
    ],
)
def test_it_speaks_every_language(
    tag: str, title: str, lead: str, own: str, tmp_path: Path
) -> None:
    folder = guide(tmp_path, GUIDE)
    top, other = folder.panel(tag=tag)
    assert (said(top.title), said(top.lead), said(other.title)) == (title, lead, own)
    assert said(folder.block("clerk", tag).title) == f"Связь | {own}"


def test_to_the_place_its_label_leads_and_the_readers_words_stand_under_it(tmp_path: Path) -> None:
    assert said(guide(tmp_path, GUIDE).block("clerk").title) == "Связь | Staying in touch"


def test_a_short_one_has_neither_lead_nor_note(tmp_path: Path) -> None:
    folder = guide(tmp_path, GUIDE)
    whole, brief = folder.panel()[0], folder.block(product="brief")
    assert (said(whole.note), said(whole.lead)) == ("Keep it dry.", "Do this in order.")
    assert (brief.note, brief.lead) == (None, None)
    assert said(brief.title) == "A trial"


def test_a_head_for_the_place_without_title_has_a_label_over_the_guides_title(
    tmp_path: Path,
) -> None:
    folder = guide(
        tmp_path,
        """
        blocks: {top: {kind: masthead}}
        panels: {mine: {reader: place, spots: [top]}}
        labels: {top: {title: Проба}}
        words: {en: }
        """,
    )
    assert said(folder.block().title) == "Проба | A trial"


@pytest.mark.parametrize(
    ("block", "words", "is_there"),
    [
        ("{kind: masthead, title: false}", "{}", False),
        ("{kind: masthead, title: false, lead: true}", "{lead: L}", True),
        ("{kind: masthead, title: false, note: true}", "{note: N}", True),
        ("{kind: masthead}", "{}", True),
    ],
)
def test_a_head_with_nothing_to_say_is_not_there(
    tmp_path: Path, block: str, words: str, is_there: bool
) -> None:
    text = f"""
    blocks: {{top: {block}, law: {{kind: text, title: false, paragraphs: [one]}}}}
    panels: {{mine: [top, law]}}
    words: {{en: {{top: {words}, law: {{paragraphs: {{one: One.}}}}}}}}
    """
    assert ("top" in [one.id for one in guide(tmp_path, text).panel()]) is is_there
