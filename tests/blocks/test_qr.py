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


EVERY = """
blocks:
  codes:
    kind: qr
    codes: [{id: a, target: page}, {id: b, target: call}, {id: c, target: mail},
            {id: d, target: where}, {id: e, target: point}, {id: f, target: net}, {id: g, target: said}]
panels: {mine: [codes]}
facts:
  page: {kind: url, value: "https://mts.ru/"}
  call: {kind: phone, value: 8 800 250-08-90}
  mail: {kind: email, value: help@example.org}
  where: {kind: address, value: [Tverskaya 1, Moscow]}
  point: {kind: geo, value: "55.7558, 37.6173"}
  net: {kind: wifi, value: {network: Hostel, password: blue-kettle-42}}
  said: {kind: text, value: Room 12}
words:
  en: {codes: {title: Codes, captions: {a: A, b: B, c: C, d: D, e: E, f: F, g: G}}}
  ar: {codes: {title: رموز, captions: {a: أ, b: ب, c: ج, d: د, e: ه, f: و, g: ز}}}
"""


@pytest.mark.parametrize(
    ("tag", "does"),
    [
        ("en", ["opens:", "calls:", "writes to:", "finds on the map:", "finds on the map:",
                "joins the Wi-Fi:", "shows:"]),
        ("ar", ["يفتح:", "يتصل بالرقم:", "يراسل:", "يعرض على الخريطة:", "يعرض على الخريطة:",
                "يتصل بشبكة Wi-Fi:", "يعرض:"]),
    ],
)  # fmt: skip
def test_a_code_says_what_a_scan_of_it_does(tag: str, does: list[str], tmp_path: Path) -> None:
    block = guide(tmp_path, EVERY).block(tag=tag)
    assert [said(code.does) for code in block.codes] == does


def test_to_the_place_too_a_scan_is_told_of_in_the_readers_language(tmp_path: Path) -> None:
    (mts, _) = guide(tmp_path, GUIDE).block("clerk", "hi").codes
    assert said(mts.does) == "खोलता है:"
