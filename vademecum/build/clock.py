"""The day and the time of a build: those that SOURCE_DATE_EPOCH names, or now.

The ledger asks it before anything else is imported, so it loads no more than it must.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


def source_epoch() -> int | None:
    """Return the seconds that SOURCE_DATE_EPOCH names, if it does (reproducible-builds.org)."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None


def iso_today() -> str:
    """Return the day that SOURCE_DATE_EPOCH names, or today in UTC, as ISO 8601."""
    return time.strftime("%Y-%m-%d", time.gmtime(source_epoch()))


def source_date() -> datetime | None:
    """Return the time that SOURCE_DATE_EPOCH names, if it does."""
    from datetime import UTC, datetime

    epoch = source_epoch()
    return None if epoch is None else datetime.fromtimestamp(epoch, UTC)


def today() -> date:
    """Return the day of the source date, or else today's date in UTC."""
    from datetime import UTC, datetime

    return (source_date() or datetime.now(UTC)).date()


def latest() -> date:
    """Return the later of the source date and today's date in UTC: no day after it has been."""
    from datetime import UTC, datetime

    return max(today(), datetime.now(UTC).date())
