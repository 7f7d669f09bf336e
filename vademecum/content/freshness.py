"""Facts and their shelf life: what must be checked again before it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from vademecum.content.facts import Fact
from vademecum.content.guide import Guide, Review
from vademecum.content.pictures import PictureEntry
from vademecum.content.source import Source
from vademecum.content.tree import Location
from vademecum.problems.problem import Problem
from vademecum.text.marks import Mark

GRACE: Final = timedelta(days=1)
"""It is tomorrow somewhere on the earth already."""


def is_stale(fact: Fact, day: date) -> bool:
    """Whether a fact is past its shelf life on a day; one of low confidence is never printed."""
    return fact.confidence != "low" and fact.best_before < day


def mark(fact: Fact, day: date) -> Mark | None:
    """Return the mark that what shows a fact, or rests on it, carries on a day, if any."""
    if is_stale(fact, day):
        return Mark.STALE
    return None if fact.confidence == "high" else Mark.DOUBTFUL


def picture_mark(entry: PictureEntry, day: date) -> Mark | None:
    """Return the mark of what shows a picture on a day, if it carries any."""
    return Mark.STALE if entry.best_before < day else None


def days_alike(guide: Guide, day: date) -> tuple[date, date]:
    """Return the first and the last day on which the same would be said of a guide's facts."""
    ends = [fact.best_before for fact in guide.facts.values() if fact.confidence != "low"]
    ends += [entry.best_before for entry in guide.gallery.entries.values()]
    if any(end < day for end in ends):
        return day, day  # how old they are is said in days
    return date.min, min(ends, default=date.max)


def stale(guide: Guide, day: date) -> Iterator[Problem]:
    """Yield a warning for each printable fact that is older on that day than its shelf life."""
    source = guide.sources["facts"]
    for id, fact in guide.facts.items():
        if is_stale(fact, day):
            age = (day - fact.checked).days
            message = f"{id!r} was checked {age} days ago; it keeps {fact.shelf_life}"
            hint = f"compare it with its source ({fact.source}), then set `checked`"
            yield source.warning((id, "checked"), "stale-fact", message, hint)
    yield from _stale_pictures(guide, day)


def _stale_pictures(guide: Guide, day: date) -> Iterator[Problem]:
    """Yield a warning for each picture that is older on that day than its shelf life."""
    for id, entry in guide.gallery.entries.items():
        if picture_mark(entry, day):
            source = guide.sources["pictures"]
            age = (day - entry.checked).days
            message = f"the picture {id!r} was checked {age} days ago; it keeps {entry.shelf_life}"
            hint = f"compare it with its source ({entry.source}), then set `checked`"
            yield source.warning((id, "checked"), "stale-fact", message, hint)


def ahead(
    guide: Guide, today: date, others: Iterable[tuple[Source, Review]] = ()
) -> Iterator[Problem]:
    """Yield a Problem for each day of a check or a review that has not been yet.

    `others` are reviews of what is laid over the guide.
    """
    for source, location, day in (*_checks(guide), *_reviews(guide, others)):
        if day > today + GRACE:
            message = f"{day.isoformat()} has not been yet; today is {today.isoformat()}"
            hint = "give the day on which it was done"
            yield source.problem(location, "future-day", message, hint)


def _checks(guide: Guide) -> Iterator[tuple[Source, Location, date]]:
    """Yield the days on which facts and pictures were checked, with their places."""
    for id, fact in guide.facts.items():
        yield guide.sources["facts"], (id, "checked"), fact.checked
    for id, entry in guide.gallery.entries.items():
        yield guide.sources["pictures"], (id, "checked"), entry.checked


def _reviews(
    guide: Guide, others: Iterable[tuple[Source, Review]]
) -> Iterator[tuple[Source, Location, date]]:
    """Yield the days of reviews, with their places."""
    reviews = {"guide": guide.structure.review}
    reviews |= {"phrases": guide.phrases.review} if guide.phrases else {}
    reviews |= {f"words/{tag}": words.review for tag, words in guide.words.items()}
    for source, review in (*((guide.sources[name], r) for name, r in reviews.items()), *others):
        if review.reviewed_on:
            yield source, ("review", "reviewed_on"), review.reviewed_on
