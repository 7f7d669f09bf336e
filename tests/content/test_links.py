"""What a tap on a fact opens: an address for each kind that has one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from vademecum.content.kinds.registry import FACT_KINDS

LINKS: list[tuple[str, Any, str | None]] = [
    ("ussd", "*100#", "tel:*100%23"),
    ("ussd", "*111*0887#", "tel:*111*0887%23"),
    ("ussd", "*#06#", "tel:*%2306%23"),
    ("short-number", "0890", "tel:0890"),
    ("phone", "+7 495 739-70-00", "tel:+7-495-739-70-00"),
    ("phone", "8 800 250-08-90", "tel:+7-800-250-08-90"),
    ("email", "help+me@example.org", "mailto:help+me@example.org"),
    ("url", "https://example.org/a b".replace(" ", "%20"), "https://example.org/a%20b"),
    ("geo", "55.7558, 37.6173", "geo:55.7558,37.6173"),
    ("address", "Tverskaya ulitsa 1", "geo:0,0?q=Tverskaya%20ulitsa%201"),
    ("digits", "89701", None),
    ("time", "08:30", None),
    ("text", "A short text", None),
]


@pytest.mark.parametrize(("kind", "value", "link"), LINKS)
def test_a_tap_opens_what_a_phone_understands(kind: str, value: Any, link: str | None) -> None:
    about = {"source": "a test", "checked": date(2026, 11, 1), "confidence": "high"}
    fact = FACT_KINDS[kind].model_validate(
        {"kind": kind, "value": value, "shelf_life": 90, **about}
    )
    assert fact.link("RU") == link
