"""The colophon: what the paper says of itself, as far as it applies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from vademecum.blocks.block import Block, Composed, Example, Slot, Speaker, Use


@dataclass(frozen=True, slots=True)
class ComposedColophon(Composed):
    """What is said follows from the product it stands in, so it holds no words."""


class Colophon(Block):
    """What the paper says of itself."""

    has_title: ClassVar[bool] = False
    example: ClassVar[Example | None] = Example(
        guide="""\
end: {kind: colophon}
""",
    )

    kind: Literal["colophon"]

    @property
    def can_have_icon(self) -> bool:
        """Whether an icon can stand beside its heading, which it never shows."""
        return False

    def own_slots(self, doubtful: frozenset[str]) -> Iterator[Slot]:
        """Yield nothing: the words are the press's own."""
        yield from ()

    def own_facts(self) -> Iterator[Use]:
        """Yield nothing."""
        yield from ()

    def compose(self, id: str, say: Speaker) -> ComposedColophon:
        """Return the colophon."""
        return ComposedColophon(**self.frame(id, say))
