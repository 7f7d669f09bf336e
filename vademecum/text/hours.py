"""Times of day and days of the week, as CLDR has them."""

from __future__ import annotations

import re
from datetime import time

from vademecum.text.cldr import DASH


def clock(moment: time, locale: str) -> str:
    """Return a time of day, of 24 hours."""
    from babel.dates import format_skeleton

    return format_skeleton("Hm", moment, locale=locale)


def span(start: time | None, end: time | None, locale: str) -> str:
    """Return a span of times; no time is the midnight at the end of a day, 24:00."""
    from babel import Locale

    first, last = Locale.parse(locale).interval_formats["Hm"]["H"]
    return _tight(_moment(first, start) + _moment(last, end))


def _moment(pattern: str, moment: time | None) -> str:
    """Return a time in a pattern of CLDR (UTS 35-4, 8), which knows no hour 24."""
    hour, minute = (moment.hour, moment.minute) if moment else (24, 0)
    fields = {"HH": f"{hour:02}", "H": str(hour), "mm": f"{minute:02}"}
    return re.sub("'([^']*)'|HH|H|mm", lambda m: fields.get(m[0], m[1]), pattern)


def weekdays(first: int, last: int, locale: str) -> str:
    """Return a day of the week, Monday as 0, or a span of days."""
    from babel import Locale

    found = Locale.parse(locale)
    names = found.days["stand-alone"]["abbreviated"]
    if first == last:
        return str(names[first])
    between = found.interval_formats.get(None) or f"{{0}}{DASH}{{1}}"
    return _tight(between.format(names[first], names[last]))


def _tight(text: str) -> str:
    """Return a range whose dash, or what the language has for it, stands close."""
    return re.sub(r"\s*([–~～-])\s*", r"\1", text)
