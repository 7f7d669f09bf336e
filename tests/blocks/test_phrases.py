"""Sentences in the language of the place, to show or to say, with what they mean."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.blocks.guides import guide, parse, said, slots, uses

GUIDE = """
blocks:
  say:
    kind: phrases
    note: true
    phrases:
      - receipt
      - {id: top-up, entry: {comb: {digits: 10, prefix: code}}}
      - {id: operator, entry: {choice: [mts.name, {words: other}]}}
products:
  page:
    form: sheet
    panels: {mine: [say], clerk: {reader: place, spots: [{block: say, only: [operator, receipt]}]}}
  brief: {form: card, panels: {mine: [{block: say, short: true}]}}
facts:
  code: {kind: digits, value: "+7"}
  mts.name: {kind: name, value: MTS, in: {ru: МТС}}
phrases:
  receipt: {text: "Дайте чек.", romanization: Dayte chek.}
  top-up: {text: "Пополните этот номер."}
  operator: {text: Оператор, romanization: Operator}
labels: {say: {title: Покажите, note: Пальцем., choices: {other: другой}}}
words:
  en:
    say:
      title: Show this
      note: Point here.
      meanings: {receipt: "A receipt, please.", top-up: Top up this number., operator: Operator}
      choices: {other: another}
      short: {meanings: {receipt: A receipt}}
  zh-Hans:
    say:
      title: 出示这个
      note: 指这里。
      meanings: {receipt: 请给收据。, top-up: 请充值此号码。, operator: 运营商}
      choices: {other: 其他}
      short: {meanings: {receipt: 收据}}
  hi:
    say:
      title: यह दिखाएँ
      note: यहाँ इशारा करें।
      meanings: {receipt: कृपया रसीद दें।, top-up: यह नंबर रिचार्ज करें।, operator: ऑपरेटर}
      choices: {other: दूसरा}
      short: {meanings: {receipt: रसीद}}
  ar:
    say:
      title: أظهر هذا
      note: أشر هنا.
      meanings: {receipt: إيصال من فضلك., top-up: اشحن هذا الرقم., operator: المشغل}
      choices: {other: آخر}
      short: {meanings: {receipt: إيصال}}
"""


def test_it_asks_the_reader_what_sentences_mean_and_the_panel_what_can_be_chosen() -> None:
    text = "kind: phrases, phrases: [a, {id: b, entry: {choice: [f, {words: x}]}}]"
    asked = {("meanings.a", "reader"), ("meanings.b", "reader"), ("choices.x", "panel")}
    assert slots(parse(f"{{{text}}}")) == {("title", "panel"), *asked}
    assert slots(parse(f"{{{text}, title: false}}")) == asked
    assert slots(parse(f"{{{text}, note: true}}")) == {
        ("title", "panel"),
        ("note", "panel"),
        *asked,
    }


def test_its_facts_are_those_of_its_entries() -> None:
    block = parse(
        """
        kind: phrases
        phrases: [a, {id: b, entry: {choice: [f, {words: x}]}}, {id: c, entry: {value: g}},
                  {id: d, entry: {comb: {digits: 2, prefix: h}}}]
        """
    )
    assert uses(block) == {
        ("phrases.1.entry.choice.0", "f", "print"),
        ("phrases.2.entry.value", "g", "print"),
        ("phrases.3.entry.comb.prefix", "h", "print"),
    }
    assert block.parts == ("a", "b", "c", "d")
    assert block.phrase_ids[:2] == ((("phrases", 0), "a"), (("phrases", 1, "id"), "b"))
    assert block.meanings[("meanings", "c")] == "c"


def test_it_has_sentences() -> None:
    for wrong in ("{kind: phrases}", "{kind: phrases, phrases: []}", "{kind: phrases, phrases: a}"):
        with pytest.raises(ValidationError):
            parse(wrong)


def test_a_sentence_stands_with_how_it_sounds_what_it_means_and_what_is_under_it(
    tmp_path: Path,
) -> None:
    block = guide(tmp_path, GUIDE).block()
    receipt, top_up, operator = block.phrases
    assert said(receipt.spoken) == "Дайте чек. | Dayte chek."
    assert (said(receipt.meaning), receipt.entry) == ("A receipt, please.", None)
    assert said(top_up.spoken) == "Пополните этот номер."
    assert (top_up.entry.comb.groups, said(top_up.entry.comb.prefix)) == ((10,), "+7")
    assert [said(option.words) for option in operator.entry.options] == ["MTS", "another"]
    assert (said(block.title), said(block.note)) == ("Show this", "Point here.")


def test_to_the_place_the_chosen_ones_keep_their_order_and_labels_lead(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block("clerk")
    assert [phrase.id for phrase in block.phrases] == ["receipt", "operator"]
    assert (said(block.title), said(block.note)) == (
        "Покажите | Show this",
        "Пальцем. | Point here.",
    )
    receipt, operator = block.phrases
    assert (said(receipt.spoken), said(receipt.meaning)) == (
        "Дайте чек. | Dayte chek.",
        "A receipt, please.",
    )
    options = [said(option.words) for option in operator.entry.options]
    assert options == ["МТС", "другой | another"]


def test_a_short_one_does_not_say_how_sentences_sound(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block(product="brief")
    assert [(said(one.spoken), said(one.meaning)) for one in block.phrases] == [
        ("Дайте чек.", "A receipt"),
        ("Пополните этот номер.", "Top up this number."),
        ("Оператор", "Operator"),
    ]
    assert (said(block.title), block.note) == ("Show this", None)


@pytest.mark.parametrize(
    ("tag", "title", "receipt", "brief", "other"),
    [
        ("zh-Hans", "出示这个", "请给收据。", "收据", "其他"),
        ("hi", "यह दिखाएँ", "कृपया रसीद दें।", "रसीद", "दूसरा"),
        ("ar", "أظهر هذا", "إيصال من فضلك.", "إيصال", "آخر"),
    ],
)
def test_it_speaks_every_language(
    tag: str, title: str, receipt: str, brief: str, other: str, tmp_path: Path
) -> None:
    folder = guide(tmp_path, GUIDE)
    block = folder.block(tag=tag)
    assert (said(block.title), said(block.phrases[0].meaning)) == (title, receipt)
    assert said(block.phrases[0].spoken) == "Дайте чек. | Dayte chek."
    clerk = folder.block("clerk", tag)
    assert said(clerk.title) == f"Покажите | {title}"
    assert said(clerk.phrases[1].entry.options[1].words) == f"другой | {other}"
    assert said(folder.block(tag=tag, product="brief").phrases[0].meaning) == brief


def test_in_the_language_of_the_place_nothing_is_said_twice(tmp_path: Path) -> None:
    folder = guide(tmp_path, GUIDE.replace("zh-Hans", "ru"))
    block = folder.block("clerk", "ru")
    assert said(block.phrases[0].spoken) == "Дайте чек."
    assert said(block.title) == "Покажите"


def test_it_is_cut_between_sentences(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block()
    assert block.weights == (1, 1, 1)
    first, rest = block.first(2), block.rest(2)
    assert [phrase.id for phrase in first.phrases] == ["receipt", "top-up"]
    assert [phrase.id for phrase in rest.phrases] == ["operator"]
    assert (said(first.title), rest.title, rest.note) == ("Show this", None, None)
