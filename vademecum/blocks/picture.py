"""A picture with its caption: a map, a drawing, a photograph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from vademecum.blocks.block import (
    Block,
    Composed,
    Example,
    PictureId,
    Slot,
    Speaker,
    Use,
    Words,
    marked,
)
from vademecum.blocks.image import Image, Show
from vademecum.text.runs import Text

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 110">
  <g fill="none" stroke="#16202a">
    <path d="M0 80h300M95 0v110" stroke-width="14" stroke="#b9c4c9"/>
    <path d="M30 80h65v-52h70" stroke-width="3" stroke-dasharray="7 5"/>
    <rect x="165" y="10" width="70" height="36" stroke-width="2.5" fill="#e9f1f3"/>
  </g>
  <circle cx="30" cy="80" r="9" fill="#0a5a70"/>
  <path d="M190 28h20M200 18v20" stroke="#0a5a70" stroke-width="5"/>
</svg>
"""


@dataclass(frozen=True, slots=True)
class ComposedPicture(Composed):
    """A picture, what it says to those who see it, and to those who do not."""

    image: Image
    width: str
    caption: Words | None
    alt: Text


class Picture(Block):
    """A picture of pictures.yaml, with a text for those who cannot see it."""

    has_title: ClassVar[bool] = False
    example: ClassVar[Example | None] = Example(
        guide="""\
way: {kind: picture, picture: way-to-clinic, caption: true}
""",
        words="""\
way:
  alt: A map. From the station along the main street, left at the second crossing to the clinic.
  caption: Five minutes from the station
""",
        pictures={"way-to-clinic": DRAWING},
    )

    kind: Literal["picture"]
    picture: PictureId = Field(description="the picture, by its id in pictures.yaml")
    width: Literal["column", "page"] = Field(
        "column", description="at most half as wide as the page, or as wide as its spot"
    )
    caption: bool = Field(False, description="whether words stand under it")

    def own_slots(self, doubtful: frozenset[str]) -> Iterator[Slot]:
        """Yield the text for those who cannot see it, and the caption."""
        yield Slot(("alt",))
        if self.caption:
            yield Slot(("caption",))

    def own_facts(self) -> Iterator[Use]:
        """Yield nothing."""
        yield from ()

    def own_shows(self) -> Iterator[Show]:
        """Yield the picture."""
        yield Show(("picture",), self.picture, self.width)

    def compose(self, id: str, say: Speaker) -> ComposedPicture:
        """Return the picture in the panel's language; what is said under it carries its mark."""
        mark = say.picture_mark(self.picture)
        alt, caption = say.words("alt").lead, say.words("caption") if self.caption else None
        return ComposedPicture(
            **self.frame(id, say),
            image=say.picture(self.picture),
            width=self.width,
            caption=marked(caption, mark) if caption else None,
            alt=alt if caption else alt.marked(mark),
        )
