"""Where something is: postal addresses and points on the earth."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, ClassVar, Final, Literal
from urllib.parse import quote

from pydantic import Field

from vademecum.blocks.choosing import ByShape
from vademecum.content.facts import Fact, Lettered, checked, odd, value
from vademecum.text.joining import in_one_line
from vademecum.text.language import Language

Line = Annotated[str, Field(min_length=1, max_length=100), checked(odd)]
Lines = Annotated[tuple[Line, ...], Field(min_length=1, max_length=8)]


class Address(Lettered):
    """A postal address, as it stands on an envelope."""

    copied: ClassVar[bool] = True
    example: ClassVar[str] = "[Tverskaya ulitsa 1, 125009 Moscow]"
    scanned: ClassVar[str] = "scan-map"

    kind: Literal["address"]
    value: Annotated[str | tuple[str, ...], ByShape(text=Line, list=Lines)] = Field(
        description="a line, or a list of lines"
    )

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines, of which there is at least one."""
        return (self.value,) if isinstance(self.value, str) else self.value

    def printed(self, language: Language, region: str | None) -> str:
        """Return the lines one behind the other, with the comma of their own script."""
        return in_one_line(self.lines)

    def payload(self, region: str | None) -> str:
        """Return a question to a map (RFC 5870, with the query that phones understand)."""
        return f"geo:0,0?q={quote(', '.join(self.lines), safe='')}"

    def link(self, region: str | None) -> str:
        """Return what its code holds: a map looks for it."""
        return self.payload(region)


POINT: Final = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,7})?), ?(-?[0-9]{1,3}(?:\.[0-9]{1,7})?)")


def _point_complaint(text: str) -> str | None:
    found = POINT.fullmatch(text)
    if found is None:
        return f"{text!r} is no point like 55.7558, 37.6173, its latitude and longitude"
    latitude, longitude = map(Decimal, found.groups())
    if abs(latitude) > 90 or abs(longitude) > 180:
        return f"{text!r} is not on the earth: at most 90 degrees of latitude, 180 of longitude"
    return None


class Geo(Fact):
    """A point on the earth, in WGS 84."""

    copied: ClassVar[bool] = True
    example: ClassVar[str] = "55.7558, 37.6173"
    scanned: ClassVar[str] = "scan-map"

    kind: Literal["geo"]
    value: Annotated[str, value("latitude and longitude, in degrees"), checked(_point_complaint)]

    def payload(self, region: str | None) -> str:
        """Return the address of the point (RFC 5870)."""
        return f"geo:{self.value.replace(' ', '')}"

    def link(self, region: str | None) -> str:
        """Return what its code holds: a map shows it."""
        return self.payload(region)
