"""The largest type that fits, and then the most air: a pure search, knows no engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import log
from typing import Final

from vademecum.forms.sizes import Range

MM_PER_PT: Final = 25.4 / 72
MOST: Final = 5
"""How many layouts a search may ask for."""
POWER: Final = 1.15
"""How heights grow with the size before it is known: lines wrap, so faster than in proportion."""
POWERS: Final = (0.85, 2.5)
MARGINS: Final = (0.012, 0.0115)
"""The shares of a panel's room that a prediction leaves free: the first, and later ones."""
WORTH: Final = 1.025
"""How much larger type must promise to be, by its share, before one more layout is made for it."""
AIR: Final = Range(0.0, 0.6, 0.04)
"""What may be added between rows where a page has room left, in ems."""


@dataclass(frozen=True, slots=True, order=True)
class Fitted:
    """The type in points and the air in ems with which a document is set."""

    size: float
    air: float


@dataclass(frozen=True, slots=True)
class Panel:
    """What a layout shows of a panel, in millimetres: its natural height and its room.

    `rows` is about how many of its blocks stand one above another, with air between them.
    """

    height: float
    room: float
    rows: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What a layout shows: its panels, and how far it stands out of a `measure` of text, in mm.

    `fits` is the policy that counts; all else serves to predict. What is `blemished` would fit,
    but has a fault that another size may not have.
    """

    fits: bool
    panels: tuple[Panel, ...]
    measure: float
    overhang: float = 0.0
    blemished: bool = False

    def spilled(self) -> Trial:
        """Return the trial with its fullest panel no shorter than its room, which spilled over.

        The space that a page leaves free before what goes to the next is in no height.
        """
        fullest = max(self.panels, key=lambda panel: panel.height - panel.room)
        if self.overhang > 0 or fullest.height > fullest.room:
            return self
        taller = replace(fullest, height=fullest.room * (1 + MARGINS[0]))
        return replace(self, panels=tuple(taller if p is fullest else p for p in self.panels))


def best(sizes: Range, lay_out: Callable[[Fitted], Trial], airs: Range = AIR) -> Fitted | None:
    """Return about the largest size that fits, with the most air, or None if the floor does not.

    What is returned has been laid out and fits. Heights measured in one layout predict the next;
    the search ends when nothing is to be gained, after five layouts at most.
    """
    search = _Search(sizes, airs)
    while (fitted := search.guess()) is not None:
        search.learn(fitted, lay_out(fitted))
    return search.best


@dataclass(frozen=True, slots=True)
class _Growth:
    """How a panel's height grows from `height` at `size`: with a power of it, and with air."""

    size: float
    height: float
    gaps: float
    room: float
    power: float = POWER
    margin: float = MARGINS[0]

    @classmethod
    def first(cls, size: float, panel: Panel) -> _Growth:
        """Return what a first layout lets expect."""
        return cls(size, panel.height, max(panel.rows, 1), panel.room)

    def at(self, size: float) -> float:
        """Return the height predicted for a size, without air."""
        return self.height * float((size / self.size) ** self.power)

    def holds(self, size: float) -> bool:
        return self.at(size) <= self.room * (1.0 if size == self.size else 1 - self.margin)

    def air(self, size: float) -> float:
        """Return the air in ems that fills the room; it breaks no lines: half a margin will do."""
        return (self.room * (1 - self.margin / 2) - self.at(size)) / (self.gaps * size * MM_PER_PT)

    def seen(self, fitted: Fitted, panel: Panel) -> _Growth:
        """Return the growth that agrees with what a layout showed."""
        bare = max(panel.height - self.gaps * fitted.air * fitted.size * MM_PER_PT, 1.0)
        grown = replace(self, size=fitted.size, height=bare)
        if fitted.size == self.size:
            return grown
        power = log(bare / self.height) / log(fitted.size / self.size)
        return replace(grown, power=min(max(power, POWERS[0]), POWERS[1]), margin=MARGINS[1])


class _Search:
    """What is known so far, and what to try next."""

    def __init__(self, sizes: Range, airs: Range) -> None:
        self.sizes, self.airs = sizes, airs
        self.trials: dict[Fitted, Trial] = {}
        self.growths: tuple[_Growth, ...] = ()
        self.limit, self.best = sizes.ceiling, None

    best: Fitted | None

    def guess(self) -> Fitted | None:
        """Return what to lay out next, or None when there is nothing more to gain."""
        floor = Fitted(self.sizes.floor, 0.0)
        if not self.trials:
            return Fitted(self.sizes.below(self.sizes.opening), 0.0)
        if len(self.trials) == MOST or (self.best is None and floor in self.trials):
            return None
        if self.best is None and len(self.trials) == MOST - 1:
            return floor
        guess = self._predicted()
        while guess in self.trials and guess != floor:
            guess = self._less(guess)
        return guess if self._gains(guess) else None

    def learn(self, fitted: Fitted, trial: Trial) -> None:
        """Take in what a layout showed."""
        if not self.growths:
            self.growths = tuple(_Growth.first(fitted.size, panel) for panel in trial.panels)
        trial = trial if trial.fits or trial.blemished else trial.spilled()
        grown = tuple(self._grown(fitted, trial))
        self.trials[fitted] = trial
        if trial.fits:
            self.best = max(fitted, self.best or fitted)
        elif trial.overhang > 0:
            share = trial.measure / (trial.measure + trial.overhang)
            self.limit = min(self.limit, self._below(fitted.size), fitted.size * share)
        elif not trial.blemished and (fitted.air == 0 or any(g.height > g.room for g in grown)):
            self.limit = min(self.limit, self._below(fitted.size))
        if self.best and not trial.fits:
            # What fits is the better foothold; what does not still shows how heights grow.
            pairs = zip(self.growths, grown, strict=True)
            grown = tuple(
                replace(g, power=new.power, gaps=new.gaps, margin=new.margin) for g, new in pairs
            )
        self.growths = grown

    def _grown(self, fitted: Fitted, trial: Trial) -> Iterator[_Growth]:
        """Yield the growths; two layouts of one size show exactly what air adds."""
        twin = next((f for f in self.trials if f.size == fitted.size and f != fitted), None)
        for number, growth in enumerate(self.growths):
            panel = trial.panels[number]
            if twin:
                added = panel.height - self.trials[twin].panels[number].height
                gaps = added / ((fitted.air - twin.air) * fitted.size * MM_PER_PT)
                growth = replace(growth, gaps=max(gaps, 1.0))
            yield growth.seen(fitted, panel)

    def _predicted(self) -> Fitted:
        smallest = self.best.size if self.best else self.sizes.floor
        allowed = [s for s in self.sizes.sizes() if smallest <= s <= max(self.limit, smallest)]
        held = (s for s in reversed(allowed) if all(g.holds(s) for g in self.growths))
        size = next(held, smallest)
        if self.best and size < self.best.size * WORTH:
            size = self.best.size  # a little more is not worth a layout; air may be
        return Fitted(size, self.airs.below(min(g.air(size) for g in self.growths)))

    def _gains(self, guess: Fitted) -> bool:
        """Whether a guess is worth a layout: a little more size or one more step of air is not."""
        if self.best is None:
            return True
        if guess.size > self.best.size * WORTH:
            return True
        return guess.size >= self.best.size and guess.air > self.best.air + 1.5 * self.airs.step

    def _less(self, guess: Fitted) -> Fitted:
        if guess.air > 0:
            return Fitted(guess.size, self.airs.below(guess.air - self.airs.step))
        return Fitted(self._below(guess.size), 0.0)

    def _below(self, size: float) -> float:
        return self.sizes.below(size - self.sizes.step)
