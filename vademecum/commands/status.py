"""`vademecum status`: how far each language is, as a table for people, as data for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vademecum.build import portions
from vademecum.content import catalogue, freshness, partner_reader, reading, released
from vademecum.content.guide import Guide
from vademecum.content.reading import GuideReader
from vademecum.content.releases import Release
from vademecum.content.source import UNOPENED
from vademecum.content.translations import Translations, WordsStatus
from vademecum.edition.composition import compose
from vademecum.edition.edition import Edition
from vademecum.problems.policy import Policy
from vademecum.problems.problem import Problem, Refused
from vademecum.problems.streams import plain


@dataclass(frozen=True, slots=True)
class Row:
    """A language of a guide: its words, its review, and its facts on a day.

    `oldest_check` is None where the language has problems that keep it from being printed, and so
    is `version`; `released` is the newest release, and `changes` how many words, facts and pictures
    have changed since.
    """

    guide: str
    words: WordsStatus
    oldest_check: date | None
    stale_facts: int
    version: str | None = None
    released: Release | None = None
    changes: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return the row as plain data."""
        oldest = self.oldest_check.isoformat() if self.oldest_check else None
        facts = {"oldest_check": oldest, "stale_facts": self.stale_facts}
        said = {"version": self.version, "released": self._release(), "changes": self.changes}
        words = {**asdict(self.words), "current": self.words.current}
        return {"guide": self.guide, **words, **facts, **said}

    def _release(self) -> dict[str, str] | None:
        """Return the newest release as plain data."""
        one = self.released
        return {"version": one.version, "day": one.day.isoformat()} if one else None


def status(
    guides: Sequence[str], languages: Sequence[str], partners: Sequence[str], policy: Policy
) -> int:
    """Show how far each language is: outdated, missing and superfluous strings, review, facts."""
    found: list[Row] = []
    closed: list[Problem] = []
    unknown: list[Problem] = []
    folders = catalogue.folders(guides)
    chosen = catalogue.chosen("language", languages, catalogue.languages(folders))
    try:
        house = portions.house()
    except Refused as refused:
        policy.show(refused.problems, "the status of all guides is unknown")
        return 1
    some = catalogue.partners(folders, partners)
    for reader in partner_reader.readers(folders, house, some, chosen):
        try:
            translations = Translations.read(reader, chosen)
            of_guide = rows(reader, translations, policy.day)
            found += (row for row in of_guide if not chosen or row.words.language in chosen)
            closed += (*translations.closed(), *translations.misnamed, *_unread(reader))
        except Refused as refused:
            unknown += refused.problems
    if policy.format == "json":
        print(json.dumps([row.as_dict() for row in found], ensure_ascii=False, indent=2))
    else:
        show(found)
    if closed or unknown:
        end = "the status of these guides is unknown" if unknown else "these files were not read"
        policy.show([*closed, *unknown], end)
    return 1 if unknown else 0


def rows(reader: GuideReader, translations: Translations, day: date) -> Iterator[Row]:
    """Yield a row for each language of a guide that was read."""
    guide, _ = reading.languages_of(reader, tuple(translations.words))
    stale = len(list(freshness.stale(guide, day))) if guide else 0
    for words in translations.statuses():
        edition = _edition(guide, words.language)
        newest, changes = None, 0
        if guide and edition and (newest := guide.releases.newest(words.language)):
            changes = len(edition.contents.changes(guide.releases.said(words.language)))
        oldest, version = (edition.oldest_check, edition.version) if edition else (None, None)
        yield Row(reader.id, words, oldest, stale, version, newest, changes)


def _unread(reader: GuideReader) -> Iterator[Problem]:
    """Yield what of a guide is not opened, and what is wrong with the record of its releases."""
    for one in reader.problems:
        if one.code in UNOPENED or Path(one.file).name == released.FILE:
            yield one


def _edition(guide: Guide | None, tag: str) -> Edition | None:
    """Return what is said in a language, or None where a problem keeps it from being printed."""
    try:
        return compose(guide, tag) if guide and tag in guide.languages else None
    except Refused:
        return None


def show(rows: Iterable[Row]) -> None:
    """Print the rows as a table, and under it exactly which strings are not up to date."""
    from rich.console import Console

    console = Console(file=sys.stdout, soft_wrap=True, force_terminal=False, color_system=None)
    rows = tuple(rows)
    for guide in dict.fromkeys(row.guide for row in rows):
        console.print(_table(guide, [row for row in rows if row.guide == guide]))
    for row in rows:
        for what in ("outdated", "untranslated", "missing", "superfluous"):
            for key in getattr(row.words, what):
                print(plain(f"{row.guide} {row.words.language}: {what}: {key}"))


def _table(guide: str, rows: Iterable[Row]) -> Any:
    """Return the rows of a guide as a table that fits into 80 columns."""
    from rich.table import Table
    from rich.text import Text

    title, heads = Text(plain(guide)), ("language", "words", "", "reviewed", "facts checked")
    table = Table(*heads, "stale", "released", "changed", title=title, title_justify="left")
    table.box, table.padding, table.pad_edge = None, (0, 2, 0, 0), False
    for row in rows:
        table.add_row(*_cells(row))
    return table


def _cells(row: Row) -> Iterator[Any]:
    from rich.progress_bar import ProgressBar
    from rich.text import Text

    words = row.words
    yield Text(plain(words.language))
    yield ProgressBar(words.total, words.current, width=8)
    yield f"{words.current}/{words.total}"
    yield "yes" if words.reviewed else "no"
    yield row.oldest_check.isoformat() if row.oldest_check else "has problems"
    yield str(row.stale_facts)
    yield row.released.day.isoformat() if row.released else "no"
    yield str(row.changes) if row.released else ""
