"""QR codes, each with what it leads to."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.blocks.guides import guide, parse, said, slots, uses

GUIDE = """
blocks:
  sites:
    kind: qr
    codes:
      - {id: mts, name: mts.name, target: mts.site}
      - {id: call, target: mts.support}
      - {id: old, target: old.site}
products:
  page:
    form: sheet
    panels: {mine: [sites], clerk: {reader: place, spots: [{block: sites, only: [mts, call]}]}}
  brief: {form: card, panels: {mine: [{block: sites, short: true, only: [call]}]}}
facts:
  mts.name: {kind: name, value: MTS, in: {ru: МТС}}
  mts.site: {kind: url, value: "https://mts.ru/", confidence: medium}
  mts.support: {kind: phone, value: 8 800 250-08-90}
  old.site: {kind: url, value: "https://old.example", confidence: low}
labels: {sites: {title: Сайты, captions: {call: Звонок}}}
words:
  en: {sites: {title: Sites, captions: {call: Calls support, old: Old},
               short: {captions: {call: Calls}}}}
  zh-Hans: {sites: {title: 网站, captions: {call: 拨打客服, old: 旧}, short: {captions: {call: 拨打}}}}
  hi: {sites: {title: साइटें, captions: {call: सहायता को कॉल, old: पुराना},
               short: {captions: {call: कॉल}}}}
  ar: {sites: {title: المواقع, captions: {call: يتصل بالدعم, old: قديم},
               short: {captions: {call: يتصل}}}}
"""


def test_it_asks_for_a_caption_where_no_fact_names_the_code() -> None:
    text = "kind: qr, codes: [{id: a, target: f}, {id: b, target: g, name: n}]"
    title, caption = ("title", "panel"), ("captions.a", "panel")
    assert slots(parse(f"{{{text}}}")) == {title, caption}
    assert slots(parse(f"{{{text}, title: false}}")) == {caption}
    assert slots(parse(f"{{{text}, note: true}}")) == {title, ("note", "panel"), caption}


def test_its_targets_can_be_scanned_and_its_names_are_names() -> None:
    block = parse("{kind: qr, codes: [{id: a, target: f}, {id: b, target: g, name: n}]}")
    assert uses(block) == {
        ("codes.0.target", "f?", "scan"),
        ("codes.1.target", "g?", "scan"),
        ("codes.1.name", "n", "name"),
    }
    assert block.parts == ("a", "b")


def test_a_code_has_an_id_and_a_target() -> None:
    for wrong in ("{kind: qr}", "{kind: qr, codes: []}", "{kind: qr, codes: [{id: a}]}"):
        with pytest.raises(ValidationError):
            parse(wrong)


def test_a_target_that_cannot_be_scanned_is_told(tmp_path: Path) -> None:
    folder = guide(
        tmp_path,
        """
        blocks: {sites: {kind: qr, codes: [{id: a, target: code}]}}
        panels: {mine: [sites]}
        facts: {code: {kind: ussd, value: "*100#"}}
        words: {en: {sites: {title: Sites, captions: {a: A}}}}
        """,
    )
    told = "'code' is of kind ussd; a fact of kind address or email or geo or phone or text or url or wifi is expected here"
    assert folder.problems() == {("bad-value", told)}


def test_a_code_holds_what_follows_from_its_targets_kind(tmp_path: Path) -> None:
    mts, call = guide(tmp_path, GUIDE).block().codes
    assert (mts.payload, call.payload) == ("https://mts.ru/", "tel:+7-800-250-08-90")
    assert (said(mts.caption), said(call.caption)) == ("MTS", "Calls support")
    assert (said(mts.target), said(call.target)) == ("mts.ru*", "8 800 250-08-90")
    assert mts.alt == "QR code leading to https://mts.ru/"


def test_a_code_whose_target_is_of_low_confidence_is_not_printed(tmp_path: Path) -> None:
    assert [code.id for code in guide(tmp_path, GUIDE).block().codes] == ["mts", "call"]


def test_to_the_place_its_captions_and_names_are_the_places(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block("clerk")
    assert said(block.title) == "Сайты | Sites"
    assert [said(code.caption) for code in block.codes] == ["МТС", "Звонок | Calls support"]


def test_a_short_one_has_short_captions_and_the_long_title(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block(product="brief")
    assert said(block.title) == "Sites"
    assert [said(code.caption) for code in block.codes] == ["Calls"]


@pytest.mark.parametrize(
    ("tag", "title", "call", "brief"),
    [
        ("zh-Hans", "网站", "拨打客服", "拨打"),
        ("hi", "साइटें", "सहायता को कॉल", "कॉल"),
        ("ar", "المواقع", "يتصل بالدعم", "يتصل"),
    ],
)
def test_it_speaks_every_language(
    tag: str, title: str, call: str, brief: str, tmp_path: Path
) -> None:
    folder = guide(tmp_path, GUIDE)
    block = folder.block(tag=tag)
    assert said(block.title) == title
    assert [said(code.caption) for code in block.codes] == ["MTS", call]
    clerk = folder.block("clerk", tag).codes
    assert [said(code.caption) for code in clerk] == ["МТС", f"Звонок | {call}"]
    assert said(folder.block(tag=tag, product="brief").codes[0].caption) == brief
