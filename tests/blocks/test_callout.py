"""A callout: one thing that must be seen."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.blocks.guides import guide, parse, said, slots, uses

GUIDE = """
blocks:
  pin: {kind: callout, level: danger, rests_on: [law]}
  help: {kind: callout, level: warning, phrase: help, rests_on: [law]}
products:
  page: {form: sheet, panels: {mine: [pin, help], clerk: {reader: place, spots: [pin, help]}}}
  brief: {form: card, panels: {mine: [{block: pin, short: true}, {block: help, short: true}]}}
facts:
  law: {kind: claim, value: "Nobody may ask for your PIN.", confidence: medium}
phrases: {help: {text: Помогите!, romanization: Pomogite!}}
labels: {pin: {text: Код не спрашивать.}}
words:
  en: {pin: {text: Never tell your PIN., short: {text: No PIN.}}, help: {meaning: Help!}}
  zh-Hans: {pin: {text: 不要透露密码。, short: {text: 无密码。}}, help: {meaning: 救命！}}
  hi: {pin: {text: अपना पिन न बताएँ।, short: {text: पिन नहीं।}}, help: {meaning: मदद!}}
  ar: {pin: {text: لا تقل رقمك السري., short: {text: بلا رقم.}}, help: {meaning: النجدة!}}
"""


def test_it_asks_for_a_text_or_for_what_its_sentence_means_and_for_a_title_only_if_it_has_one() -> (
    None
):
    assert slots(parse("{kind: callout}")) == {("text", "panel")}
    assert slots(parse("{kind: callout, phrase: help}")) == {("meaning", "reader")}
    assert slots(parse("{kind: callout, title: true, note: true}")) == {
        ("title", "panel"),
        ("note", "panel"),
        ("text", "panel"),
    }


def test_it_names_a_sentence_and_claims() -> None:
    block = parse("{kind: callout, phrase: help, rests_on: [law]}")
    assert uses(block) == {("rests_on.0", "law", "claim")}
    assert block.phrase_ids == ((("phrase",), "help"),)
    assert block.meanings == {("meaning",): "help"}
    assert parse("{kind: callout}").phrase_ids == ()
    assert parse("{kind: callout}").meanings == {}


def test_it_speaks_on_three_levels() -> None:
    for level in ("danger", "warning", "info"):
        parse(f"{{kind: callout, level: {level}}}")
    with pytest.raises(ValidationError):
        parse("{kind: callout, level: alarm}")


def test_a_sentence_that_is_not_there_is_told(tmp_path: Path) -> None:
    folder = guide(
        tmp_path,
        """
        blocks: {help: {kind: callout, phrase: help}}
        panels: {mine: [help]}
        phrases: {halp: {text: Помогите!}}
        words: {en: {help: {meaning: Help!}}}
        """,
    )
    assert folder.problems() == {("unknown-phrase", "no phrase 'help'")}


def test_its_words_stand_out_and_are_marked_where_their_claim_is_doubtful(tmp_path: Path) -> None:
    pin, help = guide(tmp_path, GUIDE).panel()
    assert (pin.level, said(pin.text), pin.title) == ("danger", "Never tell your PIN.*", None)
    assert (pin.phrase, pin.meaning) == (None, None)
    assert (help.level, said(help.phrase), help.text) == ("warning", "Помогите! | Pomogite!", None)
    assert said(help.meaning) == "Help!*"


def test_to_the_place_a_label_leads_and_a_sentence_stands_as_ever(tmp_path: Path) -> None:
    pin, help = guide(tmp_path, GUIDE).panel("clerk")
    assert said(pin.text) == "Код не спрашивать.* | Never tell your PIN.*"
    assert (said(help.phrase), said(help.meaning)) == ("Помогите! | Pomogite!", "Help!*")


def test_a_short_one_has_short_words_and_does_not_say_how_its_sentence_sounds(
    tmp_path: Path,
) -> None:
    pin, help = guide(tmp_path, GUIDE).panel(product="brief")
    assert said(pin.text) == "No PIN.*"
    assert (said(help.phrase), said(help.meaning)) == ("Помогите!", "Help!*")


@pytest.mark.parametrize(
    ("tag", "text", "brief", "meaning"),
    [
        ("zh-Hans", "不要透露密码。", "无密码。", "救命！"),
        ("hi", "अपना पिन न बताएँ।", "पिन नहीं।", "मदद!"),
        ("ar", "لا تقل رقمك السري.", "بلا رقم.", "النجدة!"),
    ],
)
def test_it_speaks_every_language(
    tag: str, text: str, brief: str, meaning: str, tmp_path: Path
) -> None:
    folder = guide(tmp_path, GUIDE)
    pin, help = folder.panel(tag=tag)
    assert (said(pin.text), said(help.meaning)) == (f"{text}*", f"{meaning}*")
    assert said(folder.panel("clerk", tag)[0].text) == f"Код не спрашивать.* | {text}*"
    assert said(folder.panel(tag=tag, product="brief")[0].text) == f"{brief}*"
