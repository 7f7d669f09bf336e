"""Facts and their shelf life: what must be checked again before it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vademecum.content.guide import Guide
from vademecum.problems.problem import Problem


def days_alike(guide: Guide, day: date) -> tuple[date, date]:
    """Return the first and the last day on which the same would be said of a guide's facts."""
    ends = [fact.best_before for fact in guide.facts.values() if fact.confidence != "low"]
    if any(end < day for end in ends):
        return day, day  # how old they are is said in days
    return date.min, min(ends, default=date.max)


def stale(guide: Guide, day: date) -> Iterator[Problem]:
    """Yield a warning for each printable fact that is older on that day than its shelf life."""
    source = guide.sources["facts"]
    for id, fact in guide.facts.items():
        if fact.confidence != "low" and fact.best_before < day:
            age = (day - fact.checked).days
            place = source.place((id, "checked"))
            message = f"{id!r} was checked {age} days ago; it keeps {fact.shelf_life}"
            hint = f"compare it with its source ({fact.source}), then set `checked`"
            code, line, column = "stale-fact", place.line, place.column
            yield Problem(source.file, line, column, code, message, hint, "warning")
