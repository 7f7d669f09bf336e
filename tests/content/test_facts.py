"""Facts: each kind takes what is of it and refuses what is not, with one fault a mistake."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.conftest import Desk
from tests.trying import tried
from vademecum.blocks.block import Purpose
from vademecum.content.facts import Fact
from vademecum.content.kinds.registry import FACT_KINDS
from vademecum.text.language import language
from vademecum.text.plainly import oddity

REST = {"source": "a test", "checked": "2026-11-01", "confidence": "high", "shelf_life": "30"}


def fact(kind: str, value: str, **more: object) -> Fact:
    """Return a fact with a value as YAML has it."""
    said = yaml.load(f"value: {value}", yaml.BaseLoader)
    return FACT_KINDS[kind].model_validate({**REST, "kind": kind, **said, **more})


GOOD = {
    "ussd": ['"*100#"', '"*111*0887#"', '"*#06#"', '"*110*10#"', '"##21#"', '"*1*2*3#"',
             '"#102#"', '"*9999*1234567890#"'],
    "phone": ["8 800 250-08-90", "+7 926 111-05-00", "8 (800) 250-08-90", "8(800)2500890",
              "88002500890", "+49 30 901820", "(495) 739-70-00", "+33 1.42.68.53.00",
              "030/901820"],
    "short-number": ['"112"', '"0890"', '"611"', '"0500"', '"01"', '"116117"', '"15"', '"0611"'],
    "url": ["https://mts.ru", "https://beeline.ru/a?b=c", "https://MTS.ru", "HTTPS://mts.ru",
            "https://госуслуги.рф", "https://xn--c1aapkosapc.xn--p1ai/", "https://a.example:8443/x",
            "https://mts.ru/b%20c/~d_(e)", "https://mts.ru/путь?тип=1#о"],
    "email": ["help@example.org", "a.b+c@mts.ru", "x_y@sub.mts.ru", "HELP@Example.ORG",
              "info@почта.рф", "o'neill@mts.ru", "1@mts.ru", "помощь@почта.рф"],
    "wifi": ["{network: Guests}", "{network: Hostel, password: eightchr}",
             "{network: 'a;b', password: 'p\\;:,\"word'}", "{network: Кафе, password: 12345678}",
             "{network: Old, password: abcde, security: wep}", "{network: N, hidden: true}",
             "{network: N, security: open}", "{network: N, password: %s}" % ("0f" * 32)],
    "address": ["Tverskaya 1", "[Tverskaya 1, 125009 Moscow]", "[北京市, 朝阳区]", "[شارع النيل ١٢]",
                "['5/7, rue X']", "[Straße 1, Köln]", "'Block C'", "[a1, b2, c3, d4, e5, f6, g7, h8]"],
    "geo": ["55.7558, 37.6173", "55.7558,37.6173", "-33.8688, 151.2093", "0, 0", "90, 180",
            "-90, -180", "40.7128, -74.0060", "1.5, 2"],
    "digits": ['"89701"', '"+7"', '"8"', '"007"', '"0"', '"12345678901234567890"', '"+998"', '"00"'],
    "iban": ["DE89 3704 0044 0532 0130 00", "DE89370400440532013000", "GB29 NWBK 6016 1331 9268 19",
             "FR14 2004 1010 0505 0001 3M02 606", "NL91 ABNA 0417 1643 00", "NO93 8601 1117 947",
             "CH93 0076 2011 6238 5295 7", "MT84 MALT 0110 0001 2345 MTLC AST0 01S"],
    "number": ["24", "19-20", "30000-50000", "0", "0-5", "999999999", "1-2", "100"],
    "decimal": ["1.5", "1.5-2.5", "0.75", "-3.5", "2", "10.50", "0.1-0.2", "1000.25"],
    "percent": ["1-8", "5", "0.5", "100", "2.5-3.5", "0", "12.25", "99"],
    "quantity": ["2 l", "40 min", "1-2 km", "1.5 kg", "-18 °C", "3 night", "250 ml", "5 km/h"],
    "price": ["29.50 EUR", "500 RUB", "10-20 USD", "1000 JPY", "0.99 GBP", "5 KWD", "1.250 KWD",
              "9.90-12.50 CHF"],
    "year": ['"2024"', '"1999"', '"2000"', '"1900"', '"2099"', '"2026"', '"1945"', '"2050"'],
    "date": ["2026-11-23", "2024-02-29", "1999-12-31", "2000-01-01", "2027-06-05", "2026-01-31",
             "2099-12-31", "1970-01-01"],
    "time": ['"08:30"', '"00:00"', '"23:59"', '"12:00"', '"09:05"', '"19:00"', '"20:20"', '"01:01"'],
    "hours": ["09:00-12:00,12:00-13:00", "14:00-16:00,08:00-12:00", "09:00-12:00,20:00-02:00",
              "Mo-Fr 08:00-20:00", "Mo-Fr 08:00-20:00; Sa 10:00-16:00", "24/7", "08:00-20:00",
              "Mo,We 09:00-12:00,13:00-18:00", "Fr-Mo 22:00-02:00", "Su 00:00-24:00",
              "Mo-Th,Sa 10:00-11:00; Fr 12:00-13:00"],
    "name": ["MTS", "билайн", "Мой МТС", "O’Neill & Sons", "می‌خواهم", "क्‍ष", "Nguyễn Thị Minh",
             "ทั้งที่"],
    "text": ["Room 12", "Bitte läuten!", "a {b} *c*", "2 × klingeln", "北京", "شارع النيل", "No. 5",
             "GATE-B7"],
    "claim": ["Something is so, and a source says it.", "A kiosk may ask.", "x" * 300, "Ten letter",
              "0123456789", "Карты не работают.", "'Es gilt: alles.'", "'* is a star here'"],
}  # fmt: skip
BAD = {
    "ussd": ["100", '"*100"', "100#", '"*1 00#"', '"*card*sum#"', '"*100##"', '"*１００#"', '""'],
    "phone": ["8(((((800)250-08-90-", "not a number", "+7 999", "8 800 250-08-90 x", "8--800",
              "(8 800 250", "8 (800) (250) 08-90", "+", "8 800 250-08-90-", "++7 926 111-05-00"],
    "short-number": ["1", "1234567", "11a", '"1 2"', '"+112"', '"١١٢"', '"112 "', '""'],
    "url": ["http://mts.ru", "javascript:alert(1)", "https://", "https://a b.ru", "mts.ru",
            "https://user:pw@mts.ru", "https://mts", "https://1.2.3.4", "https://mts.ru:99999",
            "https://mts.ru/%zz", "https://mts.ru/a|b", "https://-a.ru", "https://mtѕ.ru",
            '"https://mts.ru/a\\u200bb"', "https://a..ru", '"https://mts.ru\\u200b"'],
    "email": ["a@b.r", "a@mtѕ.ru", "a@b", "mts.ru", "a b@mts.ru", "a@@mts.ru",
              "a@mts.ru, b@mts.ru", "Help <a@mts.ru>",
              "mailto:a@mts.ru", ".a@mts.ru", "a@-mts.ru", '"a\\u200b@mts.ru"'],
    "wifi": ["Hostel", "{password: eightchr}", "{network: N, password: short}", "{network: ''}",
             "{network: N, security: wpa}", "{network: N, security: open, password: eightchr}",
             "{network: N, security: wpa9, password: eightchr}", "{network: N, pass: eightchr}",
             "{network: N, password: abc, security: wep}", "[N, eightchr]",
             "{network: ЯЯЯЯЯЯЯЯЯЯЯЯЯЯЯЯЯ}", '{network: "a\\u200b"}'],
    "address": ["[]", "['', b]", "{street: a}", "[[a]]", '["a\\u200b"]', "[' a']", "''",
                "[a, b, c, d, e, f, g, h, i]", "'...'"],
    "geo": ["91, 0", "0, 181", "55.7558", "55.7558 37.6173", "N55, E37", "55,7558, 37,6173",
            "55.12345678, 3", "55°45′, 37°37′", "a, b"],
    "digits": ["89 701", "x", '""', "7+", '"123456789012345678901"', "1-2", '"٣"', "1.5"],
    "iban": ["DE89 3704 0044 0532 0130 01", "DE98 3704 0044 0532 0130 00", "de89370400440532013000",
             "XX89 3704 0044 0532 0130 00", "DE89", "89 3704", "DE89-3704-0044-0532-0130-00",
             "DE89  3704 0044 0532 0130 00", "DE89 3704 0044 0532 0103 00"],
    "number": ["1.5", "20-19", "5-5", "a", "-3", "007", "1,000", "1 000", "3-", "07-08", "1-2-3"],
    "decimal": ["1,5", "1.5-1.5", "2.5-1.5", ".5", "1.", "x", "01.5", "1.1234567", "--1", "1-2-3"],
    "percent": ["8%", "8 %", "8-1", "a", "1,5", "", "08", "1-8-9"],
    "quantity": ["2", "l", "2l", "2 litres", "40  min", "2-1 km", "02 l", "2 L l", "1,5 kg"],
    "price": ["29.50", "EUR", "29.5 EUR", "29.50 EURO", "29.50 eur", "€29.50", "-5 EUR",
              "1000.00 JPY", "20-10 EUR", "10 DEM", "29,50 EUR", "10 XXX"],
    "year": ["24", "3024", "1899", "2024-2025", "'2024 '", "x", "02024", "2 024"],
    "date": ["23.11.2026", "2026-13-01", "2025-02-29", "20261123", "2026-1-1", "x", "2026",
             "2026-11-23T10:00"],
    "time": ['"8:30"', '"24:00"', '"12:60"', '"8am"', '"0830"', '"08:30:00"', '"08.30"', '"x"'],
    "hours": ["Mo 08:00-12:00,11:00-13:00", "09:00-10:00,08:00-09:30", "Mo 20:00-02:00,21:00-22:00",
              "08:00-12:00,08:00-12:00", "Mo-Fr", "Mo-Fr 8-20", "Mon-Fri 08:00-20:00", "Mo-Fr 08:00-20:00 Sa 10:00-16:00",
              "Mo-Fr 08:00-08:00", "Mo 08:00-12:00; Mo 13:00-18:00", "off", "Mo-Fr 08:00-25:00",
              "Mo-Fr 08:00-20:00;Sa 10:00-16:00", "We-Fr,Th 08:00-20:00", "Mo-Fr 24:00-08:00"],
    "name": ["a{b}", "'**a**'", "' a'", '"a\\u200b"', '"\\u200b"', "'e\u0301\u0302\u0303\u0304'",
             "'Z\u0335\u0321\u0353\u0348\u0317a'", '"a\\u00a0b"', '"a\\u00adb"', "'…'", "'a '", "''",
             "x" * 63],
    "text": ['"a\\u200bb"', "' a'", "''", "'!?'", "'a\tb'", '"a\\nb"', "'a '",
             "'a\u0301\u0301\u0301\u0301'", '"\\ue000x"'],
    "claim": ["too short", "", "x", "'a\nb'", "x" * 301, "[a claim in a list]", "{a: b}", "123456789"],
}  # fmt: skip


def test_every_kind_is_tried_here() -> None:
    assert set(GOOD) == set(BAD) == set(FACT_KINDS)
    assert min(len(values) for table in (GOOD, BAD) for values in table.values()) >= 8


@pytest.mark.parametrize(("kind", "value"), [(k, v) for k in GOOD for v in GOOD[k]])
def test_good_values_are_taken_and_can_be_printed(kind: str, value: str) -> None:
    found = fact(kind, value)
    for tag in ("en", "ar", "zh-Hans"):
        text = found.text(language(tag), "RU")
        assert text == text.strip()
        assert text.translate(dict.fromkeys((0x200C, 0x200D))).isprintable()
        assert not set(text) & set("\u00a0\u202f\u2009\u2011\u200e\u200f")


@pytest.mark.parametrize(("kind", "value"), [(k, v) for k in BAD for v in BAD[k]])
def test_a_bad_value_is_one_fault(kind: str, value: str) -> None:
    with pytest.raises(ValidationError) as raised:
        fact(kind, value)
    # A list of one that is faulty is told to be empty too.
    found = [one for one in raised.value.errors() if one["type"] != "too_short" or value == "[]"]
    assert len(found) == 1, found


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_the_example_of_a_kind_is_good(kind: str) -> None:
    assert fact(kind, FACT_KINDS[kind].example).kind == kind


@given(st.text(max_size=30), st.sampled_from(sorted(set(FACT_KINDS) - {"wifi"})))
@tried(max_examples=300)
def test_any_text_is_refused_or_printed(value: str, kind: str) -> None:
    try:
        found = FACT_KINDS[kind].model_validate({**REST, "kind": kind, "value": value})
    except ValidationError:
        return
    assert found.text(language("ar"), "RU")


@given(st.integers(0, 999_999_999))
@tried(max_examples=100)
def test_a_number_is_printed_with_all_its_digits_in_order(value: int) -> None:
    for tag in ("en", "de", "hi", "ar", "th"):
        text = fact("number", str(value)).text(language(tag))
        assert "".join(filter(str.isdigit, text)) == str(value)


@pytest.mark.parametrize(
    ("text", "odd"),
    [("MTS", False), ("می‌خواهم", False), ("a\u200cb c", False), ("a \u200c b", True),
     ("a\u2060b", True), ("\u0301a", True), ("ผู้ที่", False), ("שָׁלוֹם", False), ("a\u3000b", True),
     ("a\u202eb", True), ("a\u0301b", False), ("", True), (" a", True), ("a ", True), ("…", True),
     ("a\u0301\u0301\u0301", False), ("a\u0301\u0301\u0301\u0301", True)],
)  # fmt: skip
def test_what_nobody_sees_is_odd(text: str, odd: bool) -> None:
    assert bool(oddity(text)) == odd


MISTAKES = {
    "wifi without a network": ("{password: eightchr}", "missing-key", (4, 3), "network' is missing"),
    "an unknown key": ("{network: N, passwort: eightchr}", "unknown-key", (4, 23), "'password'"),
    "a short password": ("{network: N, password: abc}", "fact-value", (4, 10), "8 to 63"),
    "an unknown security": (
        "{network: N, password: eightchr, security: wpa3}", "bad-value", (4, 53), "wpa"),
    "a network that is too long": ("{network: %s}" % ("я" * 17), "fact-value", (4, 20), "32 bytes"),
    "a text": ("Hostel", "bad-value", (4, 10), "a mapping"),
    "hidden that is neither": ("{network: N, hidden: maybe}", "bad-value", (4, 31), "true or false"),
    "a password without security": (
        "{network: N, password: eightchr, security: open}", "fact-value", (4, 10), "no password"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_in_a_structured_value_is_one_problem_at_its_key(
    mistake: str, desk: Desk
) -> None:
    value, code, place, words = MISTAKES[mistake]
    _prepend(desk.guide / "facts.yaml", f"guest:\n  kind: wifi\n  value: {value}\n")
    (problem,) = desk.problems()
    assert (problem.code, (problem.line, problem.column)) == (code, place)
    assert words in problem.message + problem.hint


@pytest.mark.parametrize(
    ("value", "region", "meant"),
    [
        ("0112", "RU", "112"), ("00112", "RU", "112"), ("0112", None, "112"), ("0101", "RU", "101"),
        ("0999", "GB", "999"), ("0911", "US", "911"), ("0110", "DE", "110"), ("0890", "RU", ""),
        ("0611", "RU", ""), ("01", "RU", ""), ("112", "RU", ""), ("0500", "RU", ""), ("010", "JP", ""),
        ("000", "AU", ""), ("0911", "DE", ""), ("0887", None, ""),
    ],
)  # fmt: skip
def test_a_number_that_calls_for_help_has_no_zero_before_it(
    value: str, region: str | None, meant: str
) -> None:
    complaint = fact("short-number", f'"{value}"').complaint(region)
    assert (complaint is not None) == bool(meant)
    assert not complaint or f"{value!r} is {meant!r}" in complaint


@pytest.mark.parametrize(
    "day",
    ["1699920000", "1762214400", "20261104", "2026-11-04T00:00:00", "2026-11-04 00:00", "2026-11",
     "2026-W45-3", "04.11.2026", "2026/11/04", "'٢٠٢٦-١١-٠٤'", "+2026-11-04", "2026-1-4"],
)  # fmt: skip
def test_a_day_is_written_as_year_month_and_day_alone(desk: Desk, day: str) -> None:
    desk.edit("facts.yaml", "checked: 2026-11-01", f"checked: {day}")
    (problem,) = desk.problems()
    assert (problem.code, problem.line, problem.column) == ("bad-value", 7, 12)
    assert problem.message == "a date like 2026-11-23 is expected here"


@pytest.mark.parametrize(
    ("row", "code", "place", "words"),
    [
        ("kind: adress\n  value: a", "bad-value", (3, 9), "did you mean 'address'?"),
        ("value: a", "missing-key", (2, 1), "known are: address"),
        ("kind: [url]\n  value: a", "bad-value", (3, 9), "no kind of fact"),
        ("kind: year\n  value: '2024'\n  in: {ru: a}", "unknown-key", (5, 3), "of the kind name"),
        ("kind: name\n  value: a\n  in: {ru: ' b'}", "fact-value", (5, 12), "a space"),
        ("kind: address\n  value: [a, ' b', c]", "fact-value", (4, 14), "a space"),
        ("kind: address\n  value: {a: b}", "bad-value", (4, 10), "a text or a list"),
        ("kind: price\n  value: 5 EUO", "fact-value", (4, 10), "did you mean"),
    ],
)
def test_one_mistake_in_a_fact_is_one_problem_at_its_place(
    row: str, code: str, place: tuple[int, int], words: str, desk: Desk
) -> None:
    _prepend(desk.guide / "facts.yaml", f"guest:\n  {row}\n")
    (problem,) = desk.problems()
    assert (problem.code, (problem.line, problem.column)) == (code, place), problem
    assert words in problem.message + problem.hint


def _prepend(path: Path, row: str) -> None:
    """Write a fact behind the first line of facts.yaml, with all that it needs."""
    first, _, others = path.read_text("utf-8").partition("\n")
    rest = "".join(f"  {key}: {value}\n" for key, value in REST.items())
    path.write_text(f"{first}\n{row}{rest}{others}", "utf-8")


def test_a_fact_may_be_printed_until_its_shelf_life_ends() -> None:
    assert fact("year", "2024").best_before == date(2026, 12, 1)


TOLD = [
    # a kind, a bad value, and what the message must hold beside the value: what is wrong with it
    ("number", "x", "a whole number"), ("number", "-3", "less than nothing"),
    ("number", "20-19", "ends before it begins"), ("number", "19-19", "ends before it begins"),
    ("number", "007", "of kind digits"), ("number", "1-", "a whole number"),
    ("decimal", "1,5", "1.5"), ("decimal", "2.5-1.5", "ends before it begins"),
    ("percent", "8%", "without a sign"), ("price", "29.5 EUR", "2 digits"),
    ("price", "29.50", "currency"), ("price", "29.50 EURO", "'EUR'"),
    ("price", "1.5 JPY", "no digits"), ("price", "20-10 EUR", "ends before it begins"),
    ("price", "-3 EUR", "less than nothing"), ("quantity", "2", "a unit"),
    ("quantity", "2 litters", "'liter'"), ("quantity", "20-10 km", "ends before it begins"),
    ("year", '"1066"', "year"), ("date", "2026-13-01", "date"), ("date", "soon", "date"),
    ("time", '"25:00"', "time"), ("hours", "Mo-Fr", "hours"), ("ussd", '"100"', "USSD"),
    ("short-number", "11a", "2 to 6 digits"), ("digits", "x", "digits"),
    ("iban", "DE89 3704 0044 0532 0130 01", "check digits"), ("iban", "XX00", "IBAN"),
    ("geo", "91, 0", "90 degrees"), ("geo", "0, 181", "180"), ("geo", "55.7558", "latitude"),
    ("email", "a@b", "period"), ("url", "http://mts.ru", "https"), ("url", "https://mts", "host"),
    ("phone", "8--800", "groups of digits"), ("phone", "+7 999", "valid"),
    ("name", "'{x}'", "name"), ("text", "…", "letter"), ("claim", "short", "too short"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "said"), TOLD)
def test_a_message_names_the_value_and_says_what_is_wrong_with_it(
    kind: str, value: str, said: str
) -> None:
    """In the press's own words, not in those of Python."""
    with pytest.raises(ValidationError) as caught:
        fact(kind, value)
    (message,) = [str(error["msg"]) for error in caught.value.errors()]
    assert said in message
    named = re.findall(r"[\w*#.+-]+", yaml.load(value, yaml.BaseLoader))
    assert any(f"{part}" in message for part in named) or kind == "text"
    assert not re.search(
        r"invalid literal|int\(\)|Decimal|strptime|isoformat|None|Traceback", message
    )


NUMBERS = [
    # the most and the least of fields that every fact has, each with one value beyond
    ("shelf_life", "1", "0"), ("shelf_life", "3650", "3651"), ("source", "abc", "ab"),
    ("source", "x" * 1000, "x" * 1001), ("checked", "2000-01-01", "1999-12-31"),
    ("checked", "2099-12-31", "2100-01-01"), ("confidence", "low", "lower"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "good", "bad"), NUMBERS)
def test_what_every_fact_has_is_taken_up_to_its_limits(field: str, good: str, bad: str) -> None:
    fact("digits", '"007"', **{field: good})
    with pytest.raises(ValidationError) as caught:
        fact("digits", '"007"', **{field: bad})
    assert caught.value.error_count() == 1


LONGEST = [
    # a kind, the longest value that is good, and one that is longer by a character
    ("name", "x" * 62, "x" * 63), ("text", "x" * 300, "x" * 301), ("claim", "x" * 300, "x" * 301),
    ("claim", "x" * 10, "x" * 9), ("address", f"[{'x' * 100}]", f"[{'x' * 101}]"),
    ("address", "[a1, a2, a3, a4, a5, a6, a7, a8]", "[a1, a2, a3, a4, a5, a6, a7, a8, a9]"),
    ("number", "9" * 9, "9" * 10), ("decimal", "0." + "1" * 6, "0." + "1" * 7),
    ("year", '"1900"', '"1899"'), ("year", '"2099"', '"2100"'), ("short-number", '"12"', '"1"'),
    ("short-number", '"123456"', '"1234567"'), ("geo", "90, 180", "90.1, 180"),
    ("geo", "-90, -180", "-90, -180.1"), ("digits", f'"{"1" * 20}"', None),
    ("wifi", "{network: %s}" % ("n" * 32), "{network: %s}" % ("n" * 33)),
    ("wifi", "{network: N, password: %s}" % ("p" * 63), "{network: N, password: %s}" % ("p" * 65)),
    ("url", "https://mts.ru:1", "https://mts.ru:0"),
    ("url", "https://mts.ru:65535", "https://mts.ru:65536"),
    ("wifi", "{network: N, password: 12345678}", "{network: N, password: 1234567}"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "good", "bad"), LONGEST)
def test_a_value_is_taken_up_to_its_length(kind: str, good: str, bad: str | None) -> None:
    fact(kind, good)
    if bad is not None:
        with pytest.raises(ValidationError):
            fact(kind, bad)


def test_a_fact_is_best_before_the_end_of_its_last_day() -> None:
    one = fact("digits", '"007"', checked="2026-02-27", shelf_life="2")
    assert one.best_before == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("kind", "value", "serves"),
    [
        ("claim", "Something is so.", {"claim"}),
        ("name", "MTS", {"claim", "print", "name"}),
        ("number", "3", {"claim", "print", "amount"}),
        ("ussd", '"*100#"', {"claim", "print"}),
        ("phone", "+7 926 111-05-00", {"claim", "print", "scan"}),
        ("url", "https://mts.ru", {"claim", "print", "scan"}),
        ("text", "Room 12", {"claim", "print", "scan"}),
        ("price", "3 EUR", {"claim", "print", "amount"}),
        ("geo", "0, 0", {"claim", "print", "scan"}),
    ],
)
def test_a_kind_serves_what_it_is_good_for(kind: str, value: str, serves: set[str]) -> None:
    purposes: tuple[Purpose, ...] = get_args(Purpose)
    assert {purpose for purpose in purposes if fact(kind, value).serves(purpose)} == serves
