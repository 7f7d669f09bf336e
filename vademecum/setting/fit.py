"""The largest type that fits each panel, and then the most air: a pure search, knows no engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import inf, log
from typing import Final, TypeAlias

from vademecum.forms.sizes import Range

MM_PER_PT: Final = 25.4 / 72
MOST: Final = 6
"""How many layouts a search may ask for below one ceiling."""
NEIGHBOURS: Final = 1.08
"""How much larger the type of a panel may be than the smallest of its product."""
TAUGHT: Final = 1.0
"""By which power of the size, up or down, a second layout may correct what the first let expect."""
LEAST: Final = 0.8
"""The least power with which heights grow: much of a panel is as high in any type."""
NEAR: Final = 0.004
"""By which share of the room a prediction for the next size may be wrong."""
SPARED: Final = 0.006
"""The share of the room that predicted air leaves free."""
SPREAD: Final = 0.5
"""The least share of a panel's gaps into which air is put."""
AIR: Final = Range(0.0, 0.6, 0.04)
"""What may be added between rows where a panel has room left, in ems."""


Grown: TypeAlias = Callable[[float], float]


@dataclass(frozen=True, slots=True, order=True)
class Fitted:
    """The type in points and the air in ems with which a panel is set.

    `sides` are columns that have more air than the rest, by their names. What is shown to the
    place is `modest` where else not all fits.
    """

    size: float
    air: float
    sides: tuple[tuple[str, float], ...] = ()
    modest: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """What a layout shows of a panel, in millimetres: its natural height and its room.

    `gaps` is about how often there is air between its blocks from its head to its foot. `grown`
    says how many times as high it would be in type that is so many times as large.
    """

    height: float
    room: float
    gaps: int
    grown: Grown = field(default=lambda share: share, compare=False)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a layout shows: its panel, and how far it stands out of a `measure` of text, in mm.

    `fits` is the policy that counts; all else serves to predict. What is `blemished` would fit,
    but has a fault that another size may not have.
    """

    fits: bool
    panel: Panel
    measure: float
    overhang: float = 0.0
    blemished: bool = False

    def spilled(self) -> Trial:
        """Return the trial with its panel no shorter than its room, which spilled over.

        The space that a page leaves free before what goes to the next is in no height.
        """
        if self.fits or self.blemished or self.overhang > 0:
            return self
        height = max(self.panel.height, self.panel.room * (1 + NEAR))
        return replace(self, panel=replace(self.panel, height=height))


LayOut: TypeAlias = Callable[[Fitted], Trial]


def best(sizes: Range, panels: Sequence[LayOut], airs: Range = AIR) -> tuple[Fitted, ...] | None:
    """Return for each panel the largest size that fits, with the most air, or None.

    None of them is set much larger than another. What is returned has been laid out and fits; it is
    None where the floor does not. Heights measured in one layout predict the next.
    """
    searches = [_Search(sizes, lay_out, airs) for lay_out in panels]
    waiting, limit = sorted(searches, key=_Search.expected), sizes.ceiling
    while waiting:
        if (found := waiting[0].run(limit)) is None:
            return None
        limit = min(limit, sizes.below(found.size * NEIGHBOURS))
        waiting = [*waiting[1:], *(s for s in searches if s not in waiting and s.size > limit)]
    return tuple(search.best for search in searches if search.best)


class _Search:
    """What is known of one panel so far, and what to try next."""

    def __init__(self, sizes: Range, lay_out: LayOut, airs: Range) -> None:
        self.sizes, self.lay_out, self.airs = sizes, lay_out, airs
        self.ceiling, self.too_large, self.narrow = sizes.ceiling, inf, inf
        self.trials: dict[Fitted, Trial] = {}
        self.heights: dict[float, float] = {}
        self.grown: dict[float, Grown] = {}
        self.spilled: set[float] = set()
        self.gaps = 1.0

    @property
    def best(self) -> Fitted | None:
        """The best that has been laid out below the ceiling and fits."""
        fitting = (fitted for fitted, trial in self.trials.items() if trial.fits)
        return max((fitted for fitted in fitting if fitted.size <= self.ceiling), default=None)

    @property
    def size(self) -> float:
        return self.best.size if self.best else 0.0

    def expected(self) -> float:
        """Return about which size will be found, after one layout."""
        if not self.trials:
            self._try(Fitted(self.sizes.below(self.sizes.opening), 0.0))
        return max(self._likely(), default=self.sizes.floor)

    def run(self, ceiling: float) -> Fitted | None:
        """Return the best below a ceiling, or None where even the floor does not fit."""
        self.ceiling = ceiling
        most = MOST if len(self.trials) <= 1 else len(self.trials) + MOST - 1
        while (guess := self._guess(most - len(self.trials))) is not None:
            self._try(guess)
        return self.best

    def _guess(self, left: int) -> Fitted | None:
        """Return what to lay out next, or None when there is nothing to gain or no layout left."""
        floor, best = Fitted(self.sizes.floor, 0.0), self.best
        if best is None:
            last = left == 1 or not (likely := self._likely())
            guess = floor if last else self._aired(likely[-1])
            return guess if left > 0 and floor not in self.trials else None
        if left <= 0:
            return None
        larger = self._larger(best.size)
        guess = self._aired(best.size if larger is None else larger)
        if larger is not None and any(f.size == larger for f in self.trials):
            guess = Fitted(larger, 0.0)
        while guess in self.trials and guess.air > 0:
            guess = replace(guess, air=self.airs.below(guess.air - self.airs.step))
        gains = guess.size > best.size or guess.air > best.air + 1.5 * self.airs.step
        return guess if gains and guess not in self.trials else None

    def _open(self) -> Iterator[float]:
        """Yield the sizes that may fit and do not yet."""
        flawed = {f.size for f, trial in self.trials.items() if trial.blemished and f.air == 0}
        for size in self.sizes.sizes():
            if self.size < size <= self.ceiling and size < self.too_large and size not in flawed:
                yield size

    def _likely(self) -> list[float]:
        """Return the sizes that should fit, as far as heights and widths tell."""
        room = self._room()
        return [s for s in self._open() if self._height(s) <= room and s <= self.narrow]

    def _larger(self, size: float) -> float | None:
        """Return a larger size that should fit, or the next one where it is too close to tell."""
        if likely := self._likely():
            return likely[-1]
        following = next(self._open(), inf)
        if following > self.narrow * (1 + NEAR):
            return None
        return following if self._least(following) <= self._room() else None

    def _aired(self, size: float) -> Fitted:
        """Return a size with air, if no larger one can be hoped for: air hides how near it is."""
        following = round(size + self.sizes.step, 4)
        may_grow = following <= self.ceiling and following < self.too_large
        if size > self.size and may_grow and self._height(following) < self._room() * (1 + NEAR):
            return Fitted(size, 0.0)
        free = self._room() * (1 - SPARED) - self._height(size)
        return Fitted(size, self.airs.below(free / (self.gaps * size * MM_PER_PT)))

    def _room(self) -> float:
        return next(iter(self.trials.values())).panel.room

    def _height(self, size: float) -> float:
        """Return the height predicted for a size, without air: measured, or by its neighbours."""
        if size == inf or size in self.heights:
            return self.heights.get(size, inf)
        near, *others = sorted(self.heights, key=lambda known: abs(known - size))
        known, grown = self.heights[near], self.grown[near]
        power = 0.0
        if others and not {near, others[0]} <= self.spilled:
            seen = self.heights[others[0]] / known / grown(others[0] / near)
            power = min(max(log(seen) / log(others[0] / near), -TAUGHT), TAUGHT)
        height = known * grown(size / near) * float((size / near) ** power)
        least = max((h for s, h in self.heights.items() if s < size), default=0.0)
        most = min((h for s, h in self.heights.items() if s > size), default=inf)
        return min(max(height, least), most)

    def _least(self, size: float) -> float:
        """Return the height that a size takes at least: lines grow, and none becomes two."""
        near = max(known for known in self.heights if known <= size)
        return self.heights[near] * float((size / near) ** LEAST)

    def _try(self, fitted: Fitted) -> None:
        """Lay the panel out and take in what it shows."""
        seen = self.lay_out(fitted)
        trial = seen.spilled()
        if trial is not seen:
            self.spilled.add(fitted.size)
        if not self.trials:
            self.gaps = max(trial.panel.gaps, 1)
        em = fitted.size * MM_PER_PT
        if fitted.air > 0 and trial.fits:
            gaps = self._added(fitted, trial.panel.height) / (fitted.air * em)
            self.gaps = max(gaps, SPREAD * trial.panel.gaps, 1.0)
        bare = max(trial.panel.height - self.gaps * fitted.air * em, 1.0)
        self.trials[fitted] = trial
        self.heights[fitted.size], self.grown[fitted.size] = bare, trial.panel.grown
        if trial.overhang > 0:
            self.too_large = min(self.too_large, fitted.size)
            share = trial.measure / (trial.measure + trial.overhang)
            self.narrow = min(self.narrow, fitted.size * share)
        elif not (trial.fits or trial.blemished):
            bare_fits = fitted.air > 0 and bare <= trial.panel.room
            self.too_large = min(self.too_large, fitted.size + bare_fits * self.sizes.step)

    def _added(self, fitted: Fitted, height: float) -> float:
        """Return how much higher a panel is than without its air, as far as layouts tell."""
        twins = ((f, t) for f, t in self.trials.items() if f.size == fitted.size and t.fits)
        twin = next(((f, t) for f, t in twins if f.air != fitted.air), None)
        if twin is None:
            return height - self._height(fitted.size)
        return (height - twin[1].panel.height) / (1 - twin[0].air / fitted.air)
