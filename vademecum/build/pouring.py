"""Editions poured into templates: here, or in a bounded process where a house has its own."""

from __future__ import annotations

import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

from vademecum.build import bounds, lifeline
from vademecum.build.lifeline import Lifeline
from vademecum.content.reading import shown
from vademecum.edition.edition import Edition
from vademecum.forms.products import Product
from vademecum.problems.problem import Problem, Refused
from vademecum.setting import template
from vademecum.setting.fonts import Typefaces
from vademecum.setting.shelves import ENDLESS
from vademecum.setting.template import Document

P = TypeVar("P")
T = TypeVar("T")
SECONDS: Final = 20
"""The processor time in which an edition is poured; a good one takes a fiftieth of a second."""
GRACE: Final = 5
"""How long a template that is told to stop may go on, in seconds of processor time."""


@dataclass(frozen=True, slots=True)
class Pour:
    """An edition to be poured, with its type and the products that are wanted of it.

    `created` is the day and time that is written into the files (ISO 8601), or empty.
    """

    edition: Edition
    typefaces: Typefaces
    products: tuple[Product, ...]
    created: str = ""


Poured: TypeAlias = "dict[str, Document] | tuple[Problem, ...]"
"""Documents by their products' ids, or the problems of the templates.

Plain values: Dask has every exception pickled with its traceback, whose depth no bound allows for.
"""


Problems: TypeAlias = "tuple[Problem, ...]"
Pouring: TypeAlias = "Callable[[P, Sequence[Path]], T | Problems]"
"""Pours something into the templates of some folders."""


def pour(pours: Sequence[Pour], shelves: Sequence[Path]) -> Iterator[Poured]:
    """Yield what each pour of an edition came to, in order."""
    return pour_each(pours, shelves, _poured)


def pour_each(
    pours: Sequence[P], shelves: Sequence[Path], pouring: Pouring[P, T]
) -> Iterator[T | Problems]:
    """Yield what each pour came to, in order.

    The press's own templates are known to end. With those of a house it is done in a process that
    may use no more of the machine than a worker; after the first that does not end, none is tried.
    """
    if len(shelves) == 1:
        yield from (pouring(pour, shelves) for pour in pours)
    elif pours:
        yield from _bounded(pours, shelves, pouring)


def _poured(pour: Pour, shelves: Sequence[Path]) -> Poured:
    documents = {}
    try:
        for product in pour.products:
            made = template.pour(pour.edition, pour.typefaces, product, pour.created, shelves)
            documents[product.id] = made
    except Refused as refused:
        return refused.problems
    return documents


def _bounded(
    pours: Sequence[P], shelves: Sequence[Path], pouring: Pouring[P, T]
) -> Iterator[T | Problems]:
    """Yield what each pour came to in a forked process, which may die of it."""
    with _forked(partial(_work, pours, shelves, pouring)) as here:
        last: T | Problems = _death(shelves)
        for number in range(len(pours)):
            try:
                poured: T | Problems = pickle.loads(here.recv_bytes())
            except EOFError:
                yield from [last] * (len(pours) - number)
                return
            last = poured if _is_endless(poured) else last
            yield poured


@contextmanager
def _forked(work: Callable[[Connection], None]) -> Iterator[Connection]:
    """Let a forked process work; yield where it tells of it. It lives no longer than its parent."""
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    with lifeline.opened() as line:
        process = context.Process(target=_follow, args=(line, work, there))
        process.start()
        there.close()
        try:
            yield here
        finally:
            process.kill()
            process.join()
            here.close()


def _follow(line: Lifeline, work: Callable[[Connection], None], told: Connection) -> None:
    line.follow()
    work(told)


def _death(shelves: Sequence[Path]) -> tuple[Problem, ...]:
    message = "the house's templates use more time or memory than there is for them"
    hint = "look for a loop that never stops, or a text that grows without end"
    return (Problem(shown(shelves[0]), 0, 0, ENDLESS, message, hint),)


def _is_endless(poured: object) -> bool:
    return isinstance(poured, tuple) and any(p.code == ENDLESS for p in poured)


def _work(
    pours: Sequence[P], shelves: Sequence[Path], pouring: Pouring[P, T], told: Connection
) -> None:
    """Tell of each pour what it came to, until one takes too much."""
    bounds.confine()
    signal.signal(signal.SIGXCPU, _stop)
    for pour in pours:
        bounds.ration(SECONDS, GRACE)
        poured = pouring(pour, shelves)
        told.send_bytes(pickle.dumps(poured))
        if _is_endless(poured):
            return


def _stop(number: int, frame: Any) -> None:
    raise TimeoutError
