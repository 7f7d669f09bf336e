"""What is known of each view, and who waits to hear of it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from vademecum.preview.messages import (
    Begun,
    Bound,
    Choices,
    Known,
    Made,
    Message,
    Told,
    View,
    Wanted,
)
from vademecum.preview.pictures import Printed

KEPT: Final = 32
"""How many views are remembered."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A view as it is shown: what was printed last, and what came of the newest words.

    `is_older` is whether what was printed is of older words; `count` tells one state from another.
    """

    view: View
    printed: Printed | None = None
    is_older: bool = False
    is_being_made: bool = True
    told: tuple[Told, ...] = ()
    failure: str = ""
    seconds: float = 0.0
    count: int = 0

    @property
    def errors(self) -> tuple[Told, ...]:
        """The problems that stop the press."""
        return tuple(one for one in self.told if one.problem.severity == "error")

    @property
    def warnings(self) -> tuple[Told, ...]:
        """The problems that do not."""
        return tuple(one for one in self.told if one.problem.severity == "warning")


@dataclass(frozen=True, slots=True)
class Edition:
    """The HTML edition of a language: how often it was made, and what came of the newest words.

    `is_older` is whether what stands there is of older words.
    """

    count: int = 0
    is_older: bool = True
    told: tuple[Told, ...] = ()
    failure: str = ""


class Hub:
    """Takes what the builder tells, and lets those who look know.

    `folder` is where finished files stand, `choices` are what there is to look at; `want` is told
    which views somebody looks at.
    """

    def __init__(self, folder: Path, choices: Choices, want: Callable[[Wanted], None]) -> None:
        self.folder, self.choices, self._want = folder, choices, want
        self.closed = False
        self._shown: OrderedDict[View, Shown] = OrderedDict()
        self._editions: dict[tuple[str, str], Edition] = {}
        self._looking: list[View] = []
        self._last: tuple[View, ...] = ()
        self._told: Wanted | None = None
        self._waiting: set[asyncio.Event] = set()

    def take(self, message: Message) -> None:
        """Take what the builder tells."""
        if isinstance(message, Known):
            self.choices = message.choices
        elif isinstance(message, Begun):
            self._begin(message.view)
        elif isinstance(message, Made):
            self._put(self._made(message))
        else:
            self._bind(message)
        self._wake()

    def close(self) -> None:
        """Let all who wait go."""
        self.closed = True
        self._wake()

    def shown(self, view: View) -> Shown:
        """Return a view as it is known."""
        return self._shown.get(view) or Shown(view)

    def edition(self, view: View) -> Edition:
        """Return what is known of the HTML edition of a view."""
        return self._editions.get((view.guide, view.language)) or Edition()

    def printed(self, digest: str) -> Printed | None:
        """Return a file that is shown, by its hash."""
        found = (shown.printed for shown in self._shown.values() if shown.printed)
        return next((one for one in found if one.digest == digest), None)

    def look(self, view: View) -> Shown:
        """Return a view that somebody opens; it is wanted from now on."""
        self._last = (view,)
        self._ask()
        return self.shown(view)

    async def states(self, view: View) -> AsyncIterator[tuple[Shown, Edition, Choices]]:
        """Yield a view as it is, and again whenever something of it changes."""
        woken = asyncio.Event()
        self._waiting.add(woken)
        self._looking.append(view)
        self._ask()
        last: tuple[Shown, Edition, Choices] | None = None
        try:
            while not self.closed:
                woken.clear()
                now = self.shown(view), self.edition(view), self.choices
                if now == last:
                    await woken.wait()
                else:
                    last = now
                    yield now
        finally:
            self._waiting.discard(woken)
            self._looking.remove(view)
            self._ask()

    def _ask(self) -> None:
        """Tell the builder which views are wanted, if these are others than before."""
        wanted = Wanted(tuple(dict.fromkeys((*self._last, *self._looking))))
        if wanted != self._told:
            self._told = wanted
            self._want(wanted)

    def _begin(self, view: View) -> None:
        self._put(replace(self.shown(view), is_being_made=True))
        self._editions[view.guide, view.language] = replace(self.edition(view), is_older=True)

    def _bind(self, bound: Bound) -> None:
        place = bound.guide, bound.language
        before = self._editions.get(place) or Edition()
        count = before.count + bound.is_good
        self._editions[place] = Edition(count, not bound.is_good, bound.told, bound.failure)

    def _made(self, made: Made) -> Shown:
        before = self.shown(made.view)
        printed = before.printed
        if made.is_good or not printed:
            printed = self._read(made.view)
        return Shown(
            made.view,
            printed,
            is_older=not made.is_good,
            is_being_made=False,
            told=made.told,
            failure=made.failure,
            seconds=made.seconds,
        )

    def _read(self, view: View) -> Printed | None:
        """Return what stands in the published folder, if anything does."""
        try:
            return Printed.of((self.folder / view.path).read_bytes())
        except (OSError, ValueError):
            return None

    def _put(self, shown: Shown) -> None:
        before = self._shown.pop(shown.view, None)
        self._shown[shown.view] = replace(shown, count=before.count + 1 if before else 1)
        while len(self._shown) > KEPT:
            self._shown.popitem(last=False)

    def _wake(self) -> None:
        for woken in self._waiting:
            woken.set()
