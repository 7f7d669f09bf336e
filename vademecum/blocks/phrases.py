"""Sentences in the language of the place, to show or to say, with what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from vademecum.blocks.block import (
    Block,
    Composed,
    Example,
    Id,
    Location,
    Part,
    Path,
    Slot,
    Speaker,
    Spoken,
    Use,
    shows,
)
from vademecum.blocks.choosing import ByShape
from vademecum.blocks.fields import ComposedEntry, Entry
from vademecum.blocks.image import Icon
from vademecum.text.runs import Text


@dataclass(frozen=True, slots=True)
class ComposedPhrase:
    """A sentence, what it means, and what stands under it."""

    id: str
    spoken: Spoken
    meaning: Text
    entry: ComposedEntry | None
    icon: Icon | None = None


@dataclass(frozen=True, slots=True)
class ComposedPhrases(Composed):
    """Sentences."""

    phrases: tuple[ComposedPhrase, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to print."""
        return not self.phrases

    @property
    def is_filled_in(self) -> bool:
        """Whether somebody writes or chooses under a sentence."""
        return any(one.entry and one.entry.is_filled_in for one in self.phrases)

    @property
    def weights(self) -> tuple[int, ...]:
        """Return one a sentence."""
        return tuple(1 for _ in self.phrases)

    def first(self, count: int) -> Self:
        """Return the first sentences."""
        return replace(self, phrases=self.phrases[:count])

    def rest(self, count: int) -> Self:
        """Return the other sentences, without heading and note."""
        return replace(self.headless(), phrases=self.phrases[count:])


class PhraseEntry(Part):
    """A sentence by its id in phrases.yaml, with something to fill in or choose under it."""

    id: Id = Field(description="by which phrases.yaml, words and `only` name it")
    entry: Entry | None = Field(None, description="what stands under the sentence")


class Phrases(Block):
    """Sentences of the place."""

    parts_key: ClassVar[str] = "phrases"
    example: ClassVar[Example | None] = Example(
        guide="""\
say:
  kind: phrases
  phrases: [allergy, {id: hurts, entry: {choice: [{words: head}, {words: belly}]}}]
""",
        words="""\
say:
  title: Show this
  meanings:
    allergy: I am allergic to penicillin.
    hurts: It hurts here.
  choices:
    head: head
    belly: belly
""",
        phrases="""\
allergy:
  text: У меня аллергия на пенициллин.
  romanization: U menya allergiya na penitsillin.
hurts:
  text: У меня болит здесь.
  romanization: U menya bolit zdes'.
""",
    )

    kind: Literal["phrases"]
    phrases: tuple[Annotated[str | PhraseEntry, ByShape(text=Id, mapping=PhraseEntry)], ...] = (
        Field(min_length=1, max_length=60, description="sentences of phrases.yaml, in order")
    )

    @property
    def entries(self) -> tuple[PhraseEntry, ...]:
        """The sentences, each with what stands under it."""
        return tuple(
            PhraseEntry(id=p, icon=None, entry=None) if isinstance(p, str) else p
            for p in self.phrases
        )

    def own_slots(self, doubtful: frozenset[str]) -> Iterator[Slot]:
        """Yield what each sentence means."""
        for entry in self.entries:
            yield Slot(("meanings", entry.id), "reader", entry.id)
            if entry.entry:
                yield from entry.entry.slots(entry.id)

    def own_facts(self) -> Iterator[Use]:
        """Yield the facts under sentences."""
        for i, entry in enumerate(self.entries):
            if entry.entry:
                yield from entry.entry.uses(("phrases", i, "entry"))

    def ids(self) -> Iterator[tuple[Location, str]]:
        """Yield the ids of the sentences."""
        yield from ((where, id) for where, id in self.phrase_ids)

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of the sentences."""
        return tuple(entry.id for entry in self.entries)

    @property
    def phrase_ids(self) -> tuple[tuple[Location, str], ...]:
        """The sentences, with their locations."""
        return tuple(
            (("phrases", i) if isinstance(p, str) else ("phrases", i, "id"), e.id)
            for i, (p, e) in enumerate(zip(self.phrases, self.entries, strict=True))
        )

    @property
    def meanings(self) -> dict[Path, str]:
        """The sentences, each by the slot that says what it means."""
        return {("meanings", id): id for id in self.parts}

    def compose(self, id: str, say: Speaker) -> ComposedPhrases:
        """Return the sentences chosen; a short spot does not say how they sound."""
        chosen = [entry for entry in self.entries if shows(say, entry.id)]
        return ComposedPhrases(
            **self.frame(id, say), phrases=tuple(self._phrase(e, say) for e in chosen)
        )

    def _phrase(self, entry: PhraseEntry, say: Speaker) -> ComposedPhrase:
        spoken = say.phrase(entry.id)
        if say.short:
            spoken = replace(spoken, romanization=None)
        below = entry.entry.compose(say) if entry.entry else None
        meaning = say.own("meanings", entry.id)
        return ComposedPhrase(entry.id, spoken, meaning, below, say.icon(entry.icon))
