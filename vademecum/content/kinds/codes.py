"""Rows of digits and signs that stand as they are: codes, short numbers, accounts."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Final, Literal

from vademecum.blocks.block import Purpose
from vademecum.content.facts import Fact, checked, matching, value
from vademecum.text.language import Language


class Ussd(Fact):
    """A code that is dialled for an answer of the network."""

    copied: ClassVar[bool] = True
    example: ClassVar[str] = '"*100#"'

    kind: Literal["ussd"]
    value: Annotated[
        str,
        value("a USSD code, in quotes"),
        matching(r"[*#]{1,2}[0-9]{1,4}(\*[0-9]{1,10})*#", "is no USSD code"),
    ]

    def link(self, region: str | None) -> str:
        """Return the address by which a phone dials it: # would begin a fragment (RFC 3986)."""
        return f"tel:{self.value.replace('#', '%23')}"


ANYWHERE: Final = "112"
"""What calls for help on a mobile phone in any country (3GPP TS 22.101, 10.1)."""


class ShortNumber(Fact):
    """A number that is dialled inside a country or network."""

    copied: ClassVar[bool] = True
    example: ClassVar[str] = '"0890"'

    kind: Literal["short-number"]
    value: Annotated[
        str,
        value("2 to 6 digits, in quotes"),
        matching(r"[0-9]{2,6}", "is no short number of 2 to 6 digits"),
    ]

    def complaint(self, region: str | None) -> str | None:
        """Return a complaint about a number that calls for help and has zeros before it."""
        from phonenumbers.shortnumberinfo import is_emergency_number

        bare = self.value.lstrip("0")
        for zeros in range(len(self.value) - len(bare)):
            number = "0" * zeros + bare
            if number == ANYWHERE or (region and is_emergency_number(number, region)):
                return f"{self.value!r} is {number!r}, which calls for help, behind a zero"
        return None

    def link(self, region: str | None) -> str:
        """Return the address by which a phone dials it."""
        return f"tel:{self.value}"


class Digits(Fact):
    """A row of digits that counts nothing."""

    copied: ClassVar[bool] = True
    example: ClassVar[str] = '"89701"'
    purpose: ClassVar[Purpose | None] = "amount"

    kind: Literal["digits"]
    value: Annotated[
        str,
        value("a row of digits, in quotes; + may stand before it"),
        matching(r"\+?[0-9]{1,20}", "is not a row of digits"),
    ]


GROUP: Final = 4


def _iban_complaint(text: str) -> str | None:
    from babel.core import get_global

    account = re.sub(r"(?<=\w) (?=\w)", "", text)
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", account):
        return f"{text!r} is no IBAN: two capitals, two digits, then 11 to 30 capitals and digits"
    if account[:2] not in get_global("territory_currencies"):
        return f"{text!r} begins with no country's code"
    moved = account[4:] + account[:4]  # ISO 7064, MOD 97-10
    if int("".join(str(int(char, 36)) for char in moved)) % 97 != 1:
        return f"{text!r} is mistyped: its check digits are not those of the rest"
    return None


class Iban(Fact):
    """An international bank account number (ISO 13616)."""

    copied: ClassVar[bool] = True
    example: ClassVar[str] = "DE89 3704 0044 0532 0130 00"

    kind: Literal["iban"]
    value: Annotated[str, value("an IBAN, with spaces or without"), checked(_iban_complaint)]

    def printed(self, language: Language, region: str | None) -> str:
        """Return groups of four."""
        account = self.value.replace(" ", "")
        return " ".join(account[i : i + GROUP] for i in range(0, len(account), GROUP))
