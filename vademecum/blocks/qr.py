"""QR codes, each with what it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from vademecum.blocks.block import (
    Block,
    Composed,
    Example,
    FactId,
    Model,
    PartId,
    Slot,
    Speaker,
    Use,
    Words,
    shows,
)
from vademecum.text.runs import Text


@dataclass(frozen=True, slots=True)
class ComposedCode:
    """A QR code: what it holds, what it is called, the target as a person reads it.

    `does` says what a scan does.
    """

    id: str
    payload: str
    caption: Words
    target: Text
    alt: str
    does: Text | None = None


@dataclass(frozen=True, slots=True)
class ComposedCodes(Composed):
    """QR codes."""

    codes: tuple[ComposedCode, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to print."""
        return not self.codes


class Code(Model):
    """A QR code: the payload follows from the kind of its target."""

    id: PartId
    target: FactId = Field(description="a fact that can be scanned, such as an address")
    name: FactId | None = Field(None, description="a fact of kind name; else a caption names it")


class Qr(Block):
    """QR codes."""

    parts_key: ClassVar[str] = "codes"
    example: ClassVar[Example | None] = Example(
        guide="""\
links:
  kind: qr
  codes:
    - {id: clinic, name: clinic.name, target: clinic.site}
    - {id: doctor, target: doctor.phone}
""",
        words="""\
links:
  title: Scan
  captions:
    doctor: Calls a doctor
""",
        facts="""\
doctor.phone: {kind: phone, value: +7 800 250-08-90}
clinic.name: {kind: name, value: Clinic No. 1, in: {ru: Клиника № 1}}
clinic.site: {kind: url, value: "https://clinic.example"}
""",
    )

    kind: Literal["qr"]
    codes: tuple[Code, ...] = Field(min_length=1, max_length=24, description="the codes, in order")

    def own_slots(self, doubtful: frozenset[str]) -> Iterator[Slot]:
        """Yield captions where no fact names the code."""
        for code in self.codes:
            if code.name is None:
                yield Slot(("captions", code.id), part=code.id)

    def own_facts(self) -> Iterator[Use]:
        """Yield targets and names."""
        for i, code in enumerate(self.codes):
            yield Use(("codes", i, "target"), code.target, "scan", optional=True)
            if code.name:
                yield Use(("codes", i, "name"), code.name, "name")

    def compose(self, id: str, say: Speaker) -> ComposedCodes:
        """Return the codes chosen that may be printed."""
        chosen = [code for code in self.codes if shows(say, code.id)]
        codes = tuple(self._code(code, say) for code in chosen if say.is_printed(code.target))
        return ComposedCodes(**self.frame(id, say), codes=codes)

    def _code(self, code: Code, say: Speaker) -> ComposedCode:
        named = say.name(code.name, False) if code.name else say.words("captions", code.id)
        payload = say.payload(code.target)
        target, alt = say.fact(code.target), say.press("qr", url=payload)
        return ComposedCode(code.id, payload, named, target, alt, say.scanned(code.target))
