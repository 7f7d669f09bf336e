"""The head of a guide: its title, and what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from vademecum.blocks.block import Block, Composed, Example, PictureId, Slot, Speaker, Use, Words
from vademecum.blocks.image import Image, Show
from vademecum.text.runs import Text


@dataclass(frozen=True, slots=True)
class ComposedMasthead(Composed):
    """A head with its lead, and a logo with what it says to those who cannot see it."""

    lead: Words | None
    logo: Image | None = None
    alt: Text | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to print."""
        return not (self.title or self.lead or self.note or self.logo)

    @property
    def is_head(self) -> bool:
        """Whether it can head a page: it has a title."""
        return self.title is not None

    @property
    def is_said_by_head(self) -> bool:
        """Whether it says no more than what heads a page already: it is a title alone."""
        return not (self.lead or self.note or self.logo)


class Masthead(Block):
    """The head of a guide; without a title of its own it has the guide's."""

    title_optional: ClassVar[bool] = True
    example: ClassVar[Example | None] = Example(
        guide="""\
top: {kind: masthead, lead: true}
""",
        words="""\
top:
  # The title may be left out; then it is the guide's.
  title: Ill in Moscow
  lead: Keep this card with your passport.
""",
    )

    kind: Literal["masthead"]
    lead: bool = Field(False, description="whether a sentence stands under the title")
    logo: PictureId | None = Field(None, description="a picture of pictures.yaml, beside the title")

    def own_slots(self, doubtful: frozenset[str]) -> Iterator[Slot]:
        """Yield the lead, and the text for those who cannot see the logo."""
        if self.lead:
            yield Slot(("lead",), aside=True)
        if self.logo:
            yield Slot(("alt",))

    def own_facts(self) -> Iterator[Use]:
        """Yield nothing."""
        yield from ()

    def own_shows(self) -> Iterator[Show]:
        """Yield the logo."""
        if self.logo:
            yield Show(("logo",), self.logo, "logo")

    def compose(self, id: str, say: Speaker) -> ComposedMasthead:
        """Return the head; a short one has no lead."""
        lead = say.words("lead") if self.lead and not say.short else None
        return ComposedMasthead(
            **self.frame(id, say),
            lead=lead,
            logo=say.picture(self.logo) if self.logo else None,
            alt=say.words("alt").lead if self.logo else None,
        )
