"""`vademecum build`: makes what is ordered and publishes it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from time import monotonic

from vademecum.build import ledger, manifest, production
from vademecum.build.production import Order, Result
from vademecum.content import catalogue, house
from vademecum.problems import report
from vademecum.problems.policy import count, few
from vademecum.problems.streams import plain
from vademecum.setting import template


def build(order: Order, arguments: Sequence[str] = ()) -> int:
    """Make what is ordered and publish it; raise Usage for what does not exist.

    `arguments` are those of the command line, under which the ledger remembers what was done.
    """
    began, folders = monotonic(), roots(order)
    before = ledger.state(folders) if order.cache else ""
    result = production.produce(order)
    said = "".join(f"{path}\n" for path in result.paths)
    print(said, end="")
    if result.code == 0 and order.volume != "quiet":
        print(_summary(result, monotonic() - began), file=sys.stderr)
    if result.code == 0 and result.settled and order.cache:
        _record(order, arguments, before, result, said)
    return result.code


def _summary(result: Result, seconds: float) -> str:
    made, all_ = len(result.made) + len(result.pages), len(result.paths)
    names = plain(few(map(str, result.removed)))
    gone = f"\nremoved, for nothing makes it now: {names}" if names else ""
    if not made:
        return f"nothing to make: {count(all_, 'file')} up to date{gone}"
    rest = f", {all_ - made} up to date" if made < all_ else ""
    return f"{count(made, 'file')} made in {seconds:.1f} s{rest}{gone}"


def roots(order: Order) -> tuple[str, ...]:
    """Return the folders in which a change can change what a build makes, or says."""
    return (*map(str, catalogue.roots(order.guides)), *house.roots(), str(template.folder()))


def _record(order: Order, arguments: Sequence[str], before: str, result: Result, said: str) -> None:
    """Put on record a build that went well, so that it is not done again for nothing."""
    told = report.FORMATS[order.policy.format](sorted(set(result.problems)))
    told += "\n" if told else ""
    if order.volume != "quiet":
        told += f"nothing to do: {count(len(result.paths), 'file')} up to date\n"
    # Of a day that was asked for, the same is said on any other.
    first, last = (date.min, date.max) if order.policy.asked else result.days
    files = [*map(str, result.files), str(order.output / manifest.NAME)]
    days = first.isoformat(), last.isoformat()
    ledger.record(arguments, before, roots(order), days, files, said, told, result.packages)
