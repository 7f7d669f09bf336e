"""The registry of the kinds of facts: a new one is a class, and a line here."""

from __future__ import annotations

from typing import Final

from vademecum.blocks.block import Use
from vademecum.blocks.choosing import ByName
from vademecum.content.facts import Fact
from vademecum.content.kinds.codes import Digits, Iban, ShortNumber, Ussd
from vademecum.content.kinds.contacts import Email, Phone, Url, Wifi
from vademecum.content.kinds.numbers import DecimalNumber, Number, Percent, Price, Quantity, Year
from vademecum.content.kinds.places import Address, Geo
from vademecum.content.kinds.texts import Claim, Name, Text
from vademecum.content.kinds.times import Date, Hours, Time

FACT_KINDS: Final[dict[str, type[Fact]]] = {
    "ussd": Ussd,
    "phone": Phone,
    "short-number": ShortNumber,
    "url": Url,
    "email": Email,
    "wifi": Wifi,
    "address": Address,
    "geo": Geo,
    "digits": Digits,
    "iban": Iban,
    "number": Number,
    "decimal": DecimalNumber,
    "percent": Percent,
    "quantity": Quantity,
    "price": Price,
    "year": Year,
    "date": Date,
    "time": Time,
    "hours": Hours,
    "name": Name,
    "text": Text,
    "claim": Claim,
}
"""The kinds of facts by the name that facts.yaml gives them."""


def fitting(use: Use) -> list[str]:
    """Return the names of the kinds that fit where a block names a fact."""
    known = use.kinds or FACT_KINDS
    return sorted(name for name in known if FACT_KINDS[name].serves(use.purpose))


class ByFactKind(ByName):
    """Chooses a fact's model by the name of its kind."""

    def __init__(self) -> None:
        super().__init__(FACT_KINDS)
