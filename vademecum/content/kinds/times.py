"""Days, times of day, and hours of opening."""

from __future__ import annotations

import re
from datetime import date, time
from itertools import pairwise
from typing import Annotated, ClassVar, Final, Literal

from vademecum.content.facts import Fact, checked, matching, value
from vademecum.text import cldr
from vademecum.text.hours import clock, span, weekdays
from vademecum.text.joining import joined
from vademecum.text.language import Language

TIME: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
END: Final = rf"(?:{TIME}|24:00)"
DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY: Final = f"(?:{'|'.join(DAYS)})"
RULE: Final = re.compile(
    rf"(?:({DAY}(?:-{DAY})?(?:,{DAY}(?:-{DAY})?)*) )?({TIME}-{END}(?:,{TIME}-{END})*)"
)
ALWAYS: Final = "24/7"


def _date_complaint(text: str) -> str | None:
    try:
        good = date.fromisoformat(text).isoformat() == text
    except ValueError:
        good = False
    return None if good else f"{text!r} is not a date like 2026-11-23"


class Date(Fact):
    """A day."""

    ltr: ClassVar[bool] = False
    breaks: ClassVar[bool] = True
    example: ClassVar[str] = "2026-11-23"

    kind: Literal["date"]
    value: Annotated[str, value("a day: 2026-11-23"), checked(_date_complaint)]

    def printed(self, language: Language, region: str | None) -> str:
        """Return the language's long date."""
        return cldr.long_day(date.fromisoformat(self.value), language.locale)


class Time(Fact):
    """A time of day."""

    ltr: ClassVar[bool] = False
    example: ClassVar[str] = '"08:30"'

    kind: Literal["time"]
    value: Annotated[
        str,
        value("a time of day, of 24 hours, in quotes"),
        matching(TIME, "is no time like 08:30"),
    ]

    def printed(self, language: Language, region: str | None) -> str:
        """Return it as the language writes hours and minutes, of 24 hours."""
        return clock(time.fromisoformat(self.value), language.locale)


def _hours_complaint(text: str) -> str | None:
    if text == ALWAYS:
        return None
    seen: set[int] = set()
    for rule in text.split("; "):
        found = RULE.fullmatch(rule)
        if found is None:
            return f"{rule!r} are no hours like Mo-Fr 08:00-20:00"
        for times in found[2].split(","):
            if len(set(times.split("-"))) == 1:
                return f"{times!r} ends when it begins; for day and night write 00:00-24:00"
        if _overlap(found[2]):
            return f"{found[2]!r} has times twice; write from the first opening to the last closing"
        days = [day for ends in _spans(found[1]) for day in _days(*ends)]
        if len(days) != len(set(days)) or seen & set(days):
            return f"{text!r} has a day twice; put its times into one rule, with a comma"
        seen |= set(days)
    return None


def _overlap(times: str) -> bool:
    """Whether a day's spans of time overlap; one that ends before it begins goes on at night."""
    spans = sorted(part.split("-") for part in times.split(","))
    late = any(end < start for start, end in spans[:-1])
    return late or any(end > start for (_, end), (start, _) in pairwise(spans))


def _spans(days: str | None) -> list[tuple[int, int]]:
    """Return the first and the last day of each span, Monday as 0."""
    spans = [part.split("-") for part in (days or "Mo-Su").split(",")]
    return [(DAYS.index(ends[0]), DAYS.index(ends[-1])) for ends in spans]


def _days(first: int, last: int) -> list[int]:
    return [day % len(DAYS) for day in range(first, last + 1 + len(DAYS) * (last < first))]


class Hours(Fact):
    """Hours of opening, as a part of what OpenStreetMap's opening_hours can say."""

    ltr: ClassVar[bool] = False
    breaks: ClassVar[bool] = True
    example: ClassVar[str] = "Mo-Fr 08:00-20:00; Sa 10:00-16:00"

    kind: Literal["hours"]
    value: Annotated[
        str,
        value("rules parted by semicolons: days and times, or 24/7"),
        checked(_hours_complaint),
    ]

    def printed(self, language: Language, region: str | None) -> str:
        """Return days and times as the language names and joins them."""
        if self.value == ALWAYS:
            return self.value
        rules = [_rule(rule, language) for rule in self.value.split("; ")]
        return joined(rules, language.script, "rules")


def _rule(rule: str, language: Language) -> str:
    *_, days, times = ("", *rule.split(" "))
    spans = [span(*_moments(part), language.locale) for part in times.split(",")]
    named = [weekdays(*ends, language.locale) for ends in _spans(days)] if days else []
    return " ".join(joined(parts, language.script, "list") for parts in (named, spans) if parts)


def _moments(text: str) -> tuple[time | None, time | None]:
    """Return when a span begins and ends."""
    start, end = (None if part == "24:00" else time.fromisoformat(part) for part in text.split("-"))
    return start, end
