"""What a QR code of a fact holds: read back from the code, and understood as phones do."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.content.test_facts import REST, fact
from tests.trying import tried
from vademecum.content.kinds.registry import FACT_KINDS

PAYLOADS = [
    ("url", "https://MTS.ru/", "https://mts.ru/"),
    ("url", "https://госуслуги.рф/путь?q=б#в",
     "https://xn--c1aapkosapc.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C?q=%D0%B1#%D0%B2"),
    ("url", "https://a.example:8443/b%20c", "https://a.example:8443/b%20c"),
    ("url", "https://münchen.example/~a", "https://xn--mnchen-3ya.example/~a"),
    ("phone", "8 800 250-08-90", "tel:+7-800-250-08-90"),
    ("phone", "+49 30 901820", "tel:+49-30-901820"),
    ("email", "help@example.org", "mailto:help@example.org"),
    ("email", "a+b@Example.ORG", "mailto:a+b@example.org"),
    ("email", "инфо@почта.рф", "mailto:%D0%B8%D0%BD%D1%84%D0%BE@xn--80a1acny.xn--p1ai"),
    ("geo", "55.7558, 37.6173", "geo:55.7558,37.6173"),
    ("geo", "-33.8688,151.2093", "geo:-33.8688,151.2093"),
    ("address", "[Tverskaya 1, 125009 Moscow]", "geo:0,0?q=Tverskaya%201%2C%20125009%20Moscow"),
    ("address", "1 & 2 Main St", "geo:0,0?q=1%20%26%202%20Main%20St"),
    ("wifi", "{network: Hostel, password: eightchr}", "WIFI:T:WPA;S:Hostel;P:eightchr;;"),
    ("wifi", "{network: Open}", "WIFI:T:nopass;S:Open;;"),
    ("wifi", "{network: 'a;b', password: 'p\\;:,\"word'}",
     'WIFI:T:WPA;S:a\\;b;P:p\\\\\\;\\:\\,\\"word;;'),
    ("wifi", "{network: ABCD, password: 12345678}", 'WIFI:T:WPA;S:"ABCD";P:12345678;;'),
    ("wifi", "{network: N!, password: abcde, security: wep, hidden: true}",
     "WIFI:T:WEP;S:N!;P:abcde;H:true;;"),
    ("text", "Bitte läuten! 北京", "Bitte läuten! 北京"),
]  # fmt: skip


def read_back(payload: str) -> str:
    """Return what a reader finds in a QR code."""
    image = BytesIO()
    segno.make_qr(payload).save(image, kind="png", scale=4, border=4)
    (found,) = zxingcpp.read_barcodes(Image.open(image))
    return str(found.text)


@pytest.mark.parametrize(("kind", "value", "payload"), PAYLOADS)
def test_a_code_holds_what_follows_from_the_kind(kind: str, value: str, payload: str) -> None:
    assert fact(kind, value).payload("RU") == payload
    assert read_back(payload) == payload


def test_every_kind_that_can_be_scanned_is_tried_here() -> None:
    scanned = {name for name, kind in FACT_KINDS.items() if kind.serves("scan")}
    assert scanned == {kind for kind, _, _ in PAYLOADS}


@pytest.mark.parametrize("kind", sorted(set(FACT_KINDS) - {kind for kind, _, _ in PAYLOADS}))
def test_a_kind_without_a_payload_cannot_be_scanned(kind: str) -> None:
    with pytest.raises(NotImplementedError):
        fact(kind, FACT_KINDS[kind].example).payload("RU")


def understood(payload: str) -> dict[str, str]:
    """Return the fields of a WIFI: payload, unescaped, as a phone that reads it has them."""
    fields = re.findall(r"([TSPH]):((?:\\.|[^;\\])*);", payload.removeprefix("WIFI:"))
    return {key: re.sub(r"\\(.)", r"\1", value) for key, value in fields}


PRINTABLE = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8, max_size=30)


@given(PRINTABLE, PRINTABLE)
@tried(max_examples=200)
def test_any_network_and_password_are_understood(network: str, password: str) -> None:
    if not any(map(str.isalnum, network)) or re.fullmatch("[0-9A-Fa-f]+", network):
        return
    value = {"network": network, "password": password}
    found = FACT_KINDS["wifi"].model_validate({**REST, "kind": "wifi", "value": value})
    assert understood(found.payload(None)) == {"T": "WPA", "S": network, "P": password}
