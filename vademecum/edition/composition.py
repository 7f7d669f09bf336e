"""The making of an edition: words resolved, facts set in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from vademecum.content.facts import KINDS, Fact
from vademecum.content.guide import Guide, Phrase, Row, Section
from vademecum.edition.edition import (
    Colophon,
    Edition,
    EditionCard,
    EditionPhrase,
    EditionRow,
    EditionSection,
    EditionStep,
    EditionTable,
    WriteIn,
)
from vademecum.text import cldr
from vademecum.text.isolation import prose, tied, unbroken
from vademecum.text.language import Language, language
from vademecum.text.markup import TOKENS
from vademecum.text.runs import Run, Text


def compose(guide: Guide, tag: str) -> Edition:
    """Return the edition of a guide in a language; the guide must have no problem in it."""
    return _Composer(guide, tag).edition()


class _Composer:
    """Composes one edition; holds what every text needs."""

    def __init__(self, guide: Guide, tag: str) -> None:
        self.guide, self.tag = guide, tag
        self.language = language(tag)
        self.words, self.press = guide.words[tag], guide.press[tag]
        self.used: set[str] = set()

    def edition(self) -> Edition:
        words, structure = self.words, self.guide.structure
        card = self._card()
        ids = [section.id for section in structure.sections]
        turn = ids.index(structure.overleaf) if structure.overleaf else len(ids)
        sections = tuple(
            self._section(section, number, number > turn)
            for number, section in enumerate(structure.sections, 1)
        )
        fields = tuple(
            WriteIn(id, self._words("write_in", "fields", id)) for id in structure.write_in
        )
        table = self._table("table", structure.table.columns)
        phrases = tuple(self._phrase(id) for id in structure.phrases)
        reviewed = words.review.done and self.guide.phrases.review.done
        checks = [self.guide.facts[id].checked for id in self.used] or [date.min]
        return Edition(
            guide=self.guide.id,
            language=self.language,
            place=language(structure.place),
            title=self._words("title"),
            subject=self._words("subject"),
            lead=self._words("lead"),
            author=structure.review.made_by,
            reviewed=reviewed,
            oldest_check=min(checks),
            sections=sections,
            write_in=fields,
            write_in_title=self._words("write_in", "title"),
            never=self._words("write_in", "never"),
            table=table,
            table_title=self._words("table", "title"),
            table_note=self._words("table", "note"),
            links_title=self._words("links", "title"),
            phrases=phrases,
            phrases_title=self._words("phrases", "title"),
            phrases_note=self._words("phrases", "note"),
            card=card,
            colophon=self._colophon(min(checks), reviewed),
            qr=self.press.qr,
        )

    def _card(self) -> EditionCard:
        structure = self.guide.structure.card
        return EditionCard(
            title=self._words("card", "title"),
            table=self._table("card", structure.columns),
            phrases_title=self._words("card", "phrases"),
            phrases=tuple(self._phrase(id) for id in structure.phrases),
            alarm=self._words("card", "notes", structure.alarm) if structure.alarm else None,
            front=tuple(self._words("card", "notes", id) for id in structure.front),
            back=tuple(self._words("card", "notes", id) for id in structure.back),
            write_in=tuple(
                WriteIn(id, self._words("card", "write_in", id)) for id in structure.write_in
            ),
        )

    def _section(self, section: Section, number: int, overleaf: bool) -> EditionSection:
        steps = []
        for step in section.steps:
            self.used.update(step.facts)
            text = self._words("sections", section.id, "steps", step.id)
            doubtful = any(self._fact(id).confidence != "high" for id in step.facts)
            steps.append(EditionStep(step.id, replace(text, marked=text.marked or doubtful)))
        title = self._words("sections", section.id, "title")
        return EditionSection(section.id, title, tuple(steps), number, overleaf)

    def _table(self, part: str, columns: tuple[str, ...]) -> EditionTable:
        heads = {id: self._words(part, "columns", id) for id in ("name", *columns)}
        missing = self._words(part, "missing")
        rows = tuple(self._row(row, columns, missing) for row in self.guide.structure.table.rows)
        return EditionTable(heads, rows)

    def _row(self, row: Row, columns: tuple[str, ...], missing: Text) -> EditionRow:
        printable = {
            column: row.cells[column]
            for column in columns
            if column in row.cells and self._fact(row.cells[column]).confidence != "low"
        }
        url = self._fact(row.link).value if row.link else None
        name = self._set_fact(row.name)
        sign = self._set_fact(row.name, language(self.guide.structure.place))
        return EditionRow(
            id=row.id,
            name=name,
            sign=sign if str(sign).casefold() != str(name).casefold() else None,
            url=url if row.link and self._fact(row.link).confidence != "low" else None,
            link=self._set_fact(row.link) if row.link else None,
            cells={
                column: self._set_fact(printable[column]) if column in printable else missing
                for column in columns
            },
            missing=frozenset(set(columns) - set(printable)),
        )

    def _phrase(self, id: str) -> EditionPhrase:
        phrase: Phrase = self.guide.phrases.phrases[id]
        place = language(self.guide.structure.place)
        romanization = phrase.romanization if place != self.language else None
        return EditionPhrase(
            id,
            self._text(phrase.text, "phrases", ("phrases", id, "text"), place),
            self._text(romanization, "phrases", ("phrases", id, "romanization"), place)
            if romanization
            else None,
            self._words("phrases", "meanings", id),
        )

    def _colophon(self, checked: date, reviewed: bool) -> Colophon:
        where = f"press/{self.tag}"
        day = cldr.long_day(checked, self.language.locale)
        facts_checked = self.press.facts_checked.replace("{date}", day)
        key = "unreviewed-source"
        if self.tag != self.guide.structure.source:
            key = "unreviewed-translation"
        note = getattr(self.press, key.replace("-", "_"))
        return Colophon(
            check_first=self._text(self.press.check_first, where, ("check-first",)),
            facts_checked=self._text(facts_checked, where, ("facts-checked",)),
            review=None if reviewed else self._text(note, where, (key,)),
        )

    def _fact(self, id: str) -> Fact:
        return self.guide.facts[id]

    def _set_fact(self, id: str, reader: Language | None = None) -> Text:
        """Return a fact alone, as in a table; in the form of a language, or else the edition's."""
        run = self._fact_run(id, False, reader or self.language)
        marked = self._fact(id).confidence == "medium"
        return self._placed((run,), marked, "facts", (id, "value"))

    def _words(self, *location: str) -> Text:
        """Return the text that stands at a location of the language's words."""
        value: Any = self.words
        for key in location:
            value = value[key] if isinstance(value, Mapping) else getattr(value, key)
        return self._text(value, f"words/{self.tag}", location)

    def _text(
        self, string: str, source: str, location: tuple[str, ...], reader: Language | None = None
    ) -> Text:
        """Return a string as a text, written in a language, or else in the edition's."""
        reader = reader or self.language
        runs: list[Run] = []
        strong = marked = False
        position = 0
        for match in TOKENS.finditer(string):
            runs += prose(string[position : match.start()], strong, reader)
            if match[1]:
                runs.append(self._fact_run(match[1], strong, reader))
                marked |= self._fact(match[1]).confidence == "medium"
            else:
                strong = not strong
            position = match.end()
        runs += prose(string[position:], strong, reader)
        return self._placed(tuple(tied(runs)), marked, source, location)

    def _placed(
        self, runs: tuple[Run, ...], marked: bool, source: str, location: tuple[str, ...]
    ) -> Text:
        file = self.guide.sources[source]
        place = file.place(location)
        return Text(runs, marked, source, location, file.file, place.line, place.column)

    def _fact_run(self, id: str, strong: bool, reader: Language) -> Run:
        fact = self._fact(id)
        self.used.add(id)
        text = fact.text(reader)
        ltr = KINDS[fact.kind].ltr
        return Run(unbroken(text) if ltr else text, strong, isolated=ltr)
