"""Facts as each language writes them; what is expected is written by hand from CLDR's data."""

from __future__ import annotations

import pytest

from tests.content.test_facts import fact
from vademecum.text.isolation import isolate, words
from vademecum.text.language import language

TAGS = ("en", "de", "ru", "ar", "fa", "hi", "zh-Hans", "th")
PRINTED = {
    ("number", "30000-50000"): (
        "30,000–50,000", "30.000–50.000", "30 000–50 000", "30,000–50,000", "30,000–50,000",
        "30,000–50,000", "30,000–50,000", "30,000–50,000"),
    ("number", "250000"): (
        "250,000", "250.000", "250 000", "250,000", "250,000", "2,50,000", "250,000", "250,000"),
    ("decimal", "1234.50"): (
        "1,234.50", "1.234,50", "1 234,50", "1,234.50", "1,234.50", "1,234.50", "1,234.50",
        "1,234.50"),
    ("percent", "1-8"): ("1–8%", "1–8 %", "1–8 %", "1–8%", "1–8%", "1–8%", "1–8%", "1–8%"),
    ("percent", "0.5"): ("0.5%", "0,5 %", "0,5 %", "0.5%", "0.5%", "0.5%", "0.5%", "0.5%"),
    ("quantity", "40 min"): (
        "40 min", "40 Min.", "40 мин", "40 د", "40 دقیقه", "40 मि॰", "40分钟", "40 นาที"),
    ("quantity", "2 l"): ("2 L", "2 l", "2 л", "2 لتر", "2L", "2 ली॰", "2升", "2 ล."),
    ("quantity", "1-2 km"): (
        "1–2 km", "1–2 km", "1–2 км", "1–2 كم", "1–2 کیلومتر", "1–2 कि॰मी॰", "1–2公里", "1–2 กม."),
    ("price", "29.50 EUR"): (
        "€29.50", "29,50 €", "29,50 €", "29.50 €", "€ 29.50", "€29.50", "€29.50", "€29.50"),
    ("price", "500 RUB"): (
        "RUB 500", "500 RUB", "500 ₽", "500 RUB", "RUB 500", "RUB 500", "RUB 500", "RUB 500"),
    ("price", "10-20 EUR"): (
        "€10–20", "10–20 €", "10–20 €", "10–20 €", "€ 10–20", "€10–20", "€10–20", "€10–20"),
    ("date", "2026-11-23"): (
        "23 November 2026", "23. November 2026", "23 ноября 2026 г.", "23 نوفمبر 2026",
        "23 نوامبر 2026", "23 नवंबर 2026", "2026年11月23日", "23 พฤศจิกายน ค.ศ. 2026"),
    ("time", "'08:30'"): (
        "08:30", "08:30", "08:30", "08:30", "8:30", "08:30", "08:30", "08:30 น."),
    ("hours", "Mo-Fr 08:00-20:00; Sa 10:00-24:00"): (
        "Mon–Fri 08:00–20:00; Sat 10:00–24:00", "Mo–Fr 08:00–20:00 Uhr; Sa 10:00–24:00 Uhr",
        "пн–пт 08:00–20:00; сб 10:00–24:00", "الاثنين–الجمعة 08:00–20:00؛ السبت 10:00–24:00",
        "دوشنبه تا جمعه 8:00 تا 20:00؛ شنبه 10:00 تا 24:00", "सोम–शुक्र 08:00–20:00; शनि 10:00–24:00",
        "周一–周五 08:00–20:00；周六 10:00–24:00", "จ.–ศ. 08:00 น.–20:00 น.; ส. 10:00 น.–24:00 น."),
    ("hours", "Mo,We 09:00-12:00,13:00-18:00"): (
        "Mon, Wed 09:00–12:00, 13:00–18:00", "Mo, Mi 09:00–12:00 Uhr, 13:00–18:00 Uhr",
        "пн, ср 09:00–12:00, 13:00–18:00", "الاثنين، الأربعاء 09:00–12:00، 13:00–18:00",
        "دوشنبه، چهارشنبه 9:00 تا 12:00، 13:00 تا 18:00", "सोम, बुध 09:00–12:00, 13:00–18:00",
        "周一、周三 09:00–12:00、13:00–18:00", "จ., พ. 09:00 น.–12:00 น., 13:00 น.–18:00 น."),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "value", "tag", "printed"),
    [
        (*key, tag, said)
        for key, row in PRINTED.items()
        for tag, said in zip(TAGS, row, strict=True)
    ],
)
def test_values_are_printed_as_the_language_writes_them(
    kind: str, value: str, tag: str, printed: str
) -> None:
    assert fact(kind, value).text(language(tag)) == printed


@pytest.mark.parametrize(
    ("value", "tag", "printed"),
    [
        ("1 night", "en", "1 night"),
        ("2 night", "en", "2 nights"),
        ("1 day", "ru", "1 дн."),
        ("5 day", "de", "5 Tg."),
        ("1 week", "de", "1 Wo."),
        ("1 hour", "ar", "1 س"),
        ("1 d", "en", "1 day"),
        ("3 d", "en", "3 days"),
        ("1-2 d", "en", "1–2 days"),
        ("1.5 d", "en", "1.5 days"),
        ("-18 °C", "de", "-18 °C"),
    ],
)
def test_a_quantity_has_the_plural_that_fits(value: str, tag: str, printed: str) -> None:
    assert fact("quantity", value).text(language(tag)) == printed


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(
    ("kind", "value", "printed"),
    [
        ("ussd", '"*100#"', "*100#"),
        ("phone", "8 800 250-08-90", "8 800 250-08-90"),
        ("digits", '"007"', "007"),
        ("year", '"2024"', "2024"),
        ("iban", "DE89370400440532013000", "DE89 3704 0044 0532 0130 00"),
        ("iban", "GB29 NWBK 6016 1331 9268 19", "GB29 NWBK 6016 1331 9268 19"),
        ("geo", "55.7558, 37.6173", "55.7558, 37.6173"),
        ("url", "https://MTS.ru/", "mts.ru"),
        ("url", "https://Госуслуги.рф/help/", "госуслуги.рф/help/"),
        ("url", "https://xn--c1aapkosapc.xn--p1ai", "госуслуги.рф"),
        ("email", "help@example.org", "help@example.org"),
        ("wifi", "{network: Hostel, password: eight chr}", "Hostel · eight chr"),
        ("wifi", "{network: Open}", "Open"),
        ("hours", "24/7", "24/7"),
        ("address", "[Tverskaya 1, 125009 Moscow]", "Tverskaya 1, 125009 Moscow"),
        ("address", "[北京市, 朝阳区]", "北京市，朝阳区"),
        ("text", "Room 12", "Room 12"),
    ],
)
def test_what_is_a_code_stands_in_every_language(
    kind: str, value: str, printed: str, tag: str
) -> None:
    assert fact(kind, value).text(language(tag)) == printed


@pytest.mark.parametrize(
    ("value", "tag", "region", "printed"),
    [
        ("29.50 AUD", "en", None, "A$29.50"),
        ("29.50 AUD", "en", "AU", "$29.50"),
        ("29.50 EUR", "de", "AT", "€ 29,50"),
        ("29.50 EUR", "de", "DE", "29,50 €"),
        ("29.50 CHF", "de", "CH", "CHF 29.50"),
        ("29.50 USD", "en", "RU", "$29.50"),
        ("5 KWD", "en", None, "KWD 5"),
        ("1.250 KWD", "en", None, "KWD 1.250"),
        ("1000 JPY", "en", "JP", "¥1,000"),
        ("250000 INR", "en", "IN", "₹2,50,000"),
        ("250000 INR", "en", None, "₹250,000"),
        ("29.50 EUR", "pt-BR", "PT", "€ 29,50"),
    ],
)
def test_a_price_is_written_as_in_the_region_where_the_language_is_spoken_there(
    value: str, tag: str, region: str | None, printed: str
) -> None:
    assert fact("price", value).text(language(tag), region) == printed


@pytest.mark.parametrize(
    ("kind", "value", "latin", "arabic"),
    [
        ("ussd", '"*100#"', True, True),
        ("phone", "8 800 250-08-90", True, True),
        ("percent", "1-8", True, True),
        ("name", "MTS", True, True),
        ("quantity", "40 min", True, False),
        ("price", "5 EUR", True, False),
        ("time", "'08:30'", True, False),
        ("date", "2026-11-23", False, False),
        ("hours", "24/7", False, False),
        ("text", "Room 12", False, True),
        ("text", "غرفة 12", False, False),
        ("address", "[Tverskaya 1, Moscow]", False, True),
    ],
)
def test_a_code_is_one_run_and_words_flow(kind: str, value: str, latin: bool, arabic: bool) -> None:
    found = fact(kind, value)
    assert (found.is_isolated(language("en")), found.is_isolated(language("ar"))) == (latin, arabic)


@pytest.mark.parametrize(
    ("name", "arabic", "runs"),
    [
        ("MTS", True, ["MTS"]),
        ("MTS (5 GHz)", True, ["MTS (5 GHz)"]),
        ("MTS شركة", True, ["MTS شركة"]),
        ("ميغافون", True, ["ميغافون"]),
        ("شركة الهاتف 24", True, ["شركة الهاتف 24"]),
        ("شركة MTS", False, ["شركة ", "MTS"]),
        ("شركة 5G", False, ["شركة ", "5G"]),
        ("شركة (MTS)", False, ["شركة ", "(MTS)"]),
        ("شركة MTS للاتصالات", False, ["شركة ", "MTS", " للاتصالات"]),
    ],
)
def test_a_name_from_right_to_left_has_its_latin_part_as_words_have_it(
    name: str, arabic: bool, runs: list[str]
) -> None:
    one = fact("name", f"'{name}'")
    assert one.is_isolated(language("en"))
    assert one.is_isolated(language("ar")) is one.is_isolated(language("fa")) is arabic
    found = (
        [isolate(name, False, language("ar"))]
        if arabic
        else words(name, False, language("ar"), breaks=False)
    )
    assert [run.text.replace("\u00a0", " ") for run in found] == runs
