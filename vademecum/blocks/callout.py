"""A callout: one thing that must be seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from pydantic import Field

from vademecum.blocks.block import (
    Block,
    Composed,
    Example,
    Id,
    Location,
    Path,
    Slot,
    Speaker,
    Spoken,
    Use,
    Words,
    marked,
)
from vademecum.blocks.image import Width
from vademecum.text.runs import Text


@dataclass(frozen=True, slots=True)
class ComposedCallout(Composed):
    """Words that stand out, or a sentence of the place with its meaning."""

    level: str
    text: Words | None
    phrase: Spoken | None
    meaning: Text | None


class Callout(Block):
    """What must be seen: a danger, a warning, or good advice."""

    has_title: ClassVar[bool] = False
    icon_width: ClassVar[Width] = "sign"
    marks_parts: ClassVar[bool] = True
    example: ClassVar[Example | None] = Example(
        guide="""\
alarm: {kind: callout, level: danger}
allergy: {kind: callout, level: warning, phrase: allergy}
""",
        words="""\
alarm:
  text: "**{emergency.all}** is free, from any phone."
allergy:
  meaning: I am allergic to penicillin.
""",
        facts="""\
emergency.all: {kind: short-number, value: "112"}
""",
        phrases="""\
allergy:
  text: У меня аллергия на пенициллин.
  romanization: U menya allergiya na penitsillin.
""",
    )

    kind: Literal["callout"]
    level: Literal["danger", "warning", "info"] = Field("info", description="how loudly it speaks")
    phrase: Id | None = Field(None, description="a sentence of phrases.yaml in place of words")

    def own_slots(self, doubtful: frozenset[str]) -> Iterator[Slot]:
        """Yield the text or, of a sentence, what it means."""
        yield Slot(("meaning",), "reader") if self.phrase else Slot(("text",))

    def own_facts(self) -> Iterator[Use]:
        """Yield nothing."""
        yield from ()

    @property
    def phrase_ids(self) -> tuple[tuple[Location, str], ...]:
        """The sentence."""
        return ((("phrase",), self.phrase),) if self.phrase else ()

    @property
    def meanings(self) -> dict[Path, str]:
        """The sentence, by the slot that says what it means."""
        return {("meaning",): self.phrase} if self.phrase else {}

    def compose(self, id: str, say: Speaker) -> ComposedCallout:
        """Return what stands out; a short spot does not say how a sentence sounds."""
        frame, mark = self.frame(id, say), say.mark(self.rests_on)
        if self.phrase:
            spoken = say.phrase(self.phrase)
            spoken = replace(spoken, romanization=None) if say.short else spoken
            meaning = say.own("meaning").marked(mark)
            return ComposedCallout(
                **frame, level=self.level, text=None, phrase=spoken, meaning=meaning
            )
        text = marked(say.words("text"), mark)
        return ComposedCallout(**frame, level=self.level, text=text, phrase=None, meaning=None)
