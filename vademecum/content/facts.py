"""What every fact has: a kind, a value, a source and a shelf life."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, ClassVar, Final, Literal, final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from vademecum.blocks.block import Day, Purpose, Whole
from vademecum.text.language import Language
from vademecum.text.plainly import is_rtl, oddity, plainly

Confidence = Literal["high", "medium", "low"]
MAX_VALUE: Final = 300


def checked(complain: Callable[[str], str | None]) -> AfterValidator:
    """Return a validator that refuses a text with what is wrong with it."""

    def check(value: str) -> str:
        complaint = complain(value)
        if complaint:
            raise ValueError(complaint)
        return value

    return AfterValidator(check)


class Fact(BaseModel):
    """One row of facts.yaml. A kind says how its value is checked and printed, and what scans."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ltr: ClassVar[bool] = True
    """Whether it runs left to right in any language."""
    breaks: ClassVar[bool] = False
    """Whether it may stand on several lines, as words do."""
    copied: ClassVar[bool] = False
    """Whether somebody may want to copy it, to dial, write or paste it elsewhere."""
    purpose: ClassVar[Purpose | None] = "print"
    """What it is good for beside standing in words and being scanned."""
    lettered: ClassVar[bool] = False
    """Whether its value is a text of anybody's letters, to which a # may belong."""
    example: ClassVar[str] = ""
    """A value as facts.yaml has it, in YAML."""
    scanned: ClassVar[str] = ""
    """The key under which the press says what a scan of its code does."""

    kind: str = Field(description="what sort of value it is; decides how it is checked and set")
    value: Any
    source: str = Field(
        min_length=3, max_length=1000, description="where it comes from, with the source's own date"
    )
    checked: Day = Field(
        le=date(2099, 12, 31),
        description="the day on which it was last compared with its source",
    )
    confidence: Confidence = Field(description="high is printed plainly, medium with †, low never")
    shelf_life: Whole = Field(
        gt=0, le=3650, description="days from `checked` after which it is printed with ‡"
    )

    @property
    def tags(self) -> Iterable[str]:
        """The tags of the languages in which the value is written in a way of their own."""
        return ()

    @property
    def best_before(self) -> date:
        """The last day on which the fact is printed without a mark for its age."""
        return self.checked + timedelta(days=self.shelf_life)

    @final
    def text(self, language: Language, region: str | None = None) -> str:
        """Return the value as it is printed in a language, for a guide to a region."""
        return plainly(self.printed(language, region))

    def printed(self, language: Language, region: str | None) -> str:
        """Return the value as the language writes it."""
        return str(self.value)

    def payload(self, region: str | None) -> str:
        """Return what a QR code of the fact holds; a kind without this cannot be scanned."""
        raise NotImplementedError(self.kind)

    def link(self, region: str | None) -> str | None:
        """Return the address that a tap on the fact opens, if it has one."""
        return None

    def complaint(self, region: str | None) -> str | None:
        """Return what is wrong with the value in a region of CLDR, or where none is known."""
        return None

    def is_isolated(self, language: Language) -> bool:
        """Whether it stands in a language as one run from left to right that does not break."""
        return self.ltr or (not self.breaks and language.direction == "ltr")

    @classmethod
    def serves(cls, purpose: Purpose) -> bool:
        """Whether facts of the kind can stand where a block names one for a purpose."""
        if purpose == "claim":
            return True
        if purpose == "scan":
            return cls.payload is not Fact.payload
        return cls.purpose is not None and purpose in ("print", cls.purpose)


def odd(text: str) -> str | None:
    """Return a complaint about what nobody sees or types in a text, or None."""
    said = oddity(text)
    return f"{text!r} {said}" if said else None


def matching(pattern: str, complaint: str) -> AfterValidator:
    """Return a validator that refuses what does not match a pattern in whole."""
    import re

    compiled = re.compile(pattern)
    return checked(lambda v: None if compiled.fullmatch(v) else f"{v!r} {complaint}")


def value(description: str, **more: Any) -> Any:
    """Return the field of a value that is a text."""
    return Field(**{"min_length": 1, "max_length": MAX_VALUE, "description": description, **more})


class Lettered(Fact):
    """A fact of anybody's letters, which stands in words as words do, in its own direction."""

    breaks: ClassVar[bool] = True
    lettered: ClassVar[bool] = True

    def is_isolated(self, language: Language) -> bool:
        """Whether it is of letters from left to right among words from right to left."""
        return language.direction == "rtl" and not is_rtl(self.printed(language, None))
