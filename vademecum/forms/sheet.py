"""A side of a sheet of cards, as numbers, and which cards are dealt to it."""

from __future__ import annotations

from dataclasses import dataclass

from vademecum.forms.papers import Paper


@dataclass(frozen=True, slots=True)
class Place:
    """The trim of a card on a sheet: lower left corner and size in millimetres.

    `angle` turns the card counter-clockwise, in degrees. `bleed` is how far the card may print
    beyond each edge of its trim: left, bottom, right, top.
    """

    x: float
    y: float
    width: float
    height: float
    angle: int
    bleed: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A line from one point to another, in millimetres: a crop mark, or a part of the ruler."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Slug:
    """What stands in the margin: where its words are, and the lines of its ruler."""

    words: Place
    ruler: tuple[Mark, ...]

    @property
    def paper(self) -> Paper:
        """The paper on which the words are set, before they are turned."""
        place = self.words
        sides = (place.height, place.width) if place.angle else (place.width, place.height)
        return Paper("slug", *sides)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of a sheet of cards; `cuts` is how often it is cut, whole stacks at a time."""

    paper: Paper
    places: tuple[Place, ...]
    marks: tuple[Mark, ...]
    slug: Slug
    cuts: int

    def back(self) -> Sheet:
        """Return the other side of the sheet, turned over along its long edge.

        What stood at x stands at width - x; a card lying on its side turns the other way round.
        """
        places = tuple(self._turned(place) for place in self.places)
        ruler = tuple(self._mirrored(line) for line in self.slug.ruler)
        slug = Slug(self._turned(self.slug.words), ruler)
        marks = tuple(self._mirrored(mark) for mark in self.marks)
        return Sheet(self.paper, places, marks, slug, self.cuts)

    def _mirrored(self, mark: Mark) -> Mark:
        return Mark(self.paper.width - mark.x1, mark.y1, self.paper.width - mark.x2, mark.y2)

    def _turned(self, place: Place) -> Place:
        left, bottom, right, top = place.bleed
        return Place(
            self.paper.width - place.x - place.width,
            place.y,
            place.width,
            place.height,
            (360 - place.angle) % 360,
            (right, bottom, left, top),
        )


def deal(places: int, kinds: int) -> tuple[tuple[int | None, ...], ...]:
    """Return which of some kinds of cards stands on each place of each sheet, dealt round.

    Each kind comes as often as the others: whole rounds, on as many sheets as one round needs.
    """
    rounds = max(places // kinds, 1)
    cards: list[int | None] = [*range(kinds)] * rounds + [None] * (-kinds * rounds % places)
    return tuple(tuple(cards[at : at + places]) for at in range(0, len(cards), places))
