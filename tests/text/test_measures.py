"""Currencies, units and regions as CLDR knows them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vademecum.text import measures, regions


@pytest.mark.parametrize(
    ("code", "is_tender"),
    [
        ("EUR", True), ("RUB", True), ("USD", True), ("JPY", True), ("KWD", True), ("TRY", True),
        ("DEM", False),  # was tender once
        ("SUR", False), ("FRF", False),
        ("CHW", False),  # a unit of account, never tender
        ("XXX", False), ("EURO", False),
    ],
)  # fmt: skip
def test_a_currency_is_one_that_is_tender_today(code: str, is_tender: bool) -> None:
    assert (code in measures.currencies()) is is_tender


@pytest.mark.parametrize(("code", "digits"), [("EUR", 2), ("JPY", 0), ("KWD", 3), ("RUB", 2)])
def test_a_currency_has_its_own_fraction(code: str, digits: int) -> None:
    assert measures.currency_digits(code) == digits


@pytest.mark.parametrize(
    ("code", "is_known"),
    [
        ("RU", True),
        ("DE", True),
        ("GB", True),
        ("UK", False),
        ("ZZ", False),
        ("001", False),
        ("de", False),
    ],
)
def test_a_territory_is_a_country_of_iso_3166(code: str, is_known: bool) -> None:
    assert (code in regions.territories()) is is_known


@pytest.mark.parametrize("known", [measures.currencies, regions.territories])
def test_what_is_known_stands_in_order_so_that_hints_are_the_same_in_every_process(
    known: Callable[[], list[str]],
) -> None:
    found = known()
    assert found == sorted(set(found))
    assert len(found) > 100
