"""The guide's region: named, or that of the place's language; phones are dialled in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.blocks.guides import guide
from tests.conftest import Desk
from vademecum.text.regions import likely_region, regional, territories

PLACE = "place: ru\n"


@pytest.mark.parametrize(
    ("tag", "region"),
    [("ru", "RU"), ("en", "US"), ("en-GB", "GB"), ("pt", "BR"), ("pt-PT", "PT"), ("ar", "EG"),
     ("zh-Hans", "CN"), ("zh-Hant", "TW"), ("zh-Hant-HK", "HK"), ("ja", "JP"), ("sr-Latn", "RS"),
     ("eo", None), ("xx-nowhere", None)],
)  # fmt: skip
def test_a_language_has_a_likely_region(tag: str, region: str | None) -> None:
    assert likely_region(tag) == region


@pytest.mark.parametrize(
    ("locale", "region", "found"),
    [("en", "IN", "en_IN"), ("en", "RU", "en"), ("de", "CH", "de_CH"), ("pt_BR", "PT", "pt_BR"),
     ("zh_Hans", "CN", "zh_Hans_CN"), ("ar", "EG", "ar_EG"), ("en", None, "en"), ("hi", "RU", "hi")],
)  # fmt: skip
def test_a_locale_is_a_regions_where_cldr_has_it(
    locale: str, region: str | None, found: str
) -> None:
    assert regional(locale, region) == found


def test_the_regions_are_those_of_cldr() -> None:
    known = territories()
    assert {"RU", "DE", "US", "IN", "GB", "AQ", "XK"} <= set(known)
    assert not {"UK", "EU", "001", "ZZ", "ru"} & set(known)


@pytest.mark.parametrize(
    ("said", "phone", "complaint"),
    [
        ("place: ru", "8 800 250-08-90", None),
        ("place: ru\nregion: RU", "8 800 250-08-90", None),
        ("place: ru\nregion: KZ", "8 (727) 258-83-00", None),
        ("place: ru\nregion: DE", "030 901820", None),
        ("place: ru\nregion: DE", "12 34", "in the region DE"),
        ("place: ru", "030 901820", "in the region RU"),
        ("place: ru", "+49 30 901820", None),
        ("place: ru\nregion: GB", "020 7946 0958", None),
        ("place: pt-PT", "21 321 2400", None),
    ],
)
def test_phones_are_of_the_region(said: str, phone: str, complaint: str | None, desk: Desk) -> None:
    desk.edit("guide.yaml", PLACE, f"{said}\n")
    desk.edit("facts.yaml", "value: 8 800 250-08-90", f"value: {phone}")
    problems = desk.problems()
    assert len(problems) == bool(complaint), problems
    for problem in problems:
        assert (problem.code, (problem.line, problem.column)) == ("fact-value", (26, 10))
        assert str(complaint) in problem.message


def test_without_a_region_a_phone_begins_with_a_plus(tmp_path: Path) -> None:
    text = """
    place: {place}
    blocks: {{call: {{kind: qr, codes: [{{id: a, target: phone}}]}}}}
    panels: {{mine: [call]}}
    facts: {{phone: {{kind: phone, value: {phone}}}}}
    words: {{en: {{call: {{title: Call, captions: {{a: Us}}}}}}}}
    """
    for place in ("none", "eo"):
        found = guide(tmp_path, text.format(place=place, phone="8 800 250-08-90"))
        ((code, message),) = found.problems()
        assert code == "fact-value"
        assert "say `region` in guide.yaml" in message
        shutil.rmtree(found.path)
        found = guide(tmp_path, text.format(place=place, phone="+7 800 250-08-90"))
        assert found.block().codes[0].payload == "tel:+7-800-250-08-90"
        shutil.rmtree(found.path)


@pytest.mark.parametrize(
    ("region", "hint"),
    [("ru", "did you mean 'RU'?"), ("UK", "did you mean 'GB'?"), ("Russia", "two capitals"), ("RUS", "did you mean 'RU'?"), ("643", "did you mean 'RU'?"),
     ("ZZ", "ISO 3166"), ("001", "two capitals"),
     ("XQ", "two capitals"), ("rU", "did you mean 'RU'?")],
)  # fmt: skip
def test_an_unknown_region_is_one_problem(region: str, hint: str, desk: Desk) -> None:
    desk.edit("guide.yaml", PLACE, f"{PLACE}region: {region}\n")
    (problem,) = desk.problems()
    assert (problem.code, (problem.line, problem.column)) == ("bad-value", (4, 9))
    assert hint in problem.hint


@pytest.mark.parametrize("place", ["xx", "qqq", "not a tag"])
def test_a_bad_place_is_told_once(place: str, desk: Desk) -> None:
    desk.edit("guide.yaml", PLACE, f"place: {place}\n")
    (problem,) = desk.problems()
    assert problem.file.endswith("guide.yaml")


def test_prices_are_printed_and_phones_scanned_in_the_region(tmp_path: Path) -> None:
    text = """
    place: en-AU
    blocks:
      call: {kind: qr, codes: [{id: a, target: phone}]}
      cost: {kind: fields, entries: [{id: fee, value: fee}]}
    panels: {mine: [call, cost]}
    facts:
      phone: {kind: phone, value: (02) 9374 4000}
      fee: {kind: price, value: 29.50 AUD}
    words: {en: {call: {title: Call, captions: {a: Us}}, cost: {title: Cost, labels: {fee: Fee}}}}
    """
    codes, cost = guide(tmp_path, text).panel()
    assert codes.codes[0].payload == "tel:+61-2-9374-4000"
    assert str(cost.fields[0].entry.values[0]).replace("\u00a0", " ") == "$29.50"
