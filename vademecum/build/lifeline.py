"""The line by which a forked process knows that its parent lives, and after which it ends too."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread


@dataclass(frozen=True, slots=True)
class Lifeline:
    """A pipe of which the parent alone keeps `held`: its end is what `watched` tells.

    Nothing is ever written: however the parent ends, there is nobody who holds the other end.
    """

    watched: int
    held: int

    def follow(self, leave: Callable[[], object] = lambda: None) -> None:
        """In a forked process: let go of the parent's end, and leave when the parent does."""
        os.close(self.held)
        Thread(target=self._wait, args=(leave,), daemon=True).start()

    def _wait(self, leave: Callable[[], object]) -> None:
        os.read(self.watched, 1)
        leave()
        os._exit(1)


@contextmanager
def opened() -> Iterator[Lifeline]:
    """Yield a line for processes that are forked meanwhile."""
    ends = os.pipe()
    try:
        yield Lifeline(*ends)
    finally:
        for end in ends:
            os.close(end)
