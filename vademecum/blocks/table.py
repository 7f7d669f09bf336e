"""Tables: a row a thing, a column a property; for one row alone, pairs of label and value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field, TypeAdapter, WithJsonSchema

from vademecum.blocks.block import (
    Block,
    Composed,
    Example,
    FactId,
    IconId,
    Id,
    Location,
    Misfit,
    Model,
    Part,
    Slot,
    Speaker,
    Use,
    Words,
    claims,
    icons,
    marked,
    shows,
)
from vademecum.blocks.choosing import ByShape
from vademecum.blocks.image import Icon, Show

WORDS: Final = "words"
"""Stands in a cell that has words in place of a fact."""
FactOrWords = Annotated[
    FactId, WithJsonSchema({"anyOf": [TypeAdapter(FactId).json_schema(), {"const": WORDS}]})
]
"""A fact, or `words`, which an editor tells from one."""
NAME: Final = "name"
"""The first column, which names the rows."""


@dataclass(frozen=True, slots=True)
class ComposedCell:
    """A cell; `is_code` where it holds a fact, `is_missing` where there is none fit to print."""

    column: str
    words: Words | None
    is_code: bool
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class ComposedRow:
    """A row with its name."""

    id: str
    name: Words
    cells: tuple[ComposedCell, ...]
    icon: Icon | None = None


@dataclass(frozen=True, slots=True)
class ComposedTable(Composed):
    """A table; `heads` by column, the first for the names. `as_pairs`: of one row, as a list.

    `icons` are those of columns that have one.
    """

    heads: Mapping[str, Words]
    rows: tuple[ComposedRow, ...]
    as_pairs: bool
    icons: Mapping[str, Icon]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to print."""
        return not self.rows

    @property
    def weights(self) -> tuple[int, ...]:
        """Return the length of the table, which stays whole."""
        rows = (len(str(cell.words.lead)) for r in self.rows for cell in r.cells if cell.words)
        return (sum(rows),)


class WordedCell(Model):
    """A cell of words that rest on claims."""

    rests_on: tuple[FactId, ...] = Field(
        min_length=1, max_length=20, description="claims that its words rest on"
    )


Cell = Annotated[str | WordedCell, ByShape(text=FactOrWords, mapping=WordedCell)]
"""What stands in a cell: a fact, `words`, or words with what they rest on."""


class Column(Model):
    """A column by its id, with an icon beside what its head says."""

    id: Id = Field(description="by which words, cells and spots name it")
    icon: IconId | None = None


class Row(Part):
    """A row: its name, and what stands in each column."""

    name: FactId | None = Field(None, description="a fact of kind name; else words name it")
    cells: Mapping[Id, Cell] = Field(
        {}, max_length=12, description="by column: a fact, `words`, or words that rest on claims"
    )

    def is_worded(self, column: str) -> bool:
        """Whether words stand in a column."""
        cell = self.cells.get(column)
        return cell == WORDS or isinstance(cell, WordedCell)


class Table(Block):
    """A table."""

    parts_key: ClassVar[str] = "rows"
    said_twice: ClassVar[Location] = ("also_in_place",)
    example: ClassVar[Example | None] = Example(
        guide="""\
numbers:
  kind: table
  columns: [phone, hours]
  rows:
    - {id: doctor, cells: {phone: doctor.phone, hours: words}}
    - {id: clinic, name: clinic.name, cells: {phone: clinic.phone}}
""",
        words="""\
numbers:
  title: Whom to call
  columns:
    name: Who
    phone: Phone
    hours: When
  rows:
    doctor:
      name: A doctor
      hours: day and night
  missing: ask
""",
        facts="""\
doctor.phone: {kind: phone, value: +7 800 250-08-90}
clinic.name: {kind: name, value: Clinic No. 1, in: {ru: Клиника № 1}}
clinic.phone: {kind: phone, value: +7 495 739-70-00}
""",
    )

    kind: Literal["table"]
    columns: tuple[Annotated[str | Column, ByShape(text=Id, mapping=Column)], ...] = Field(
        (), max_length=12, description="the columns after the first, which names the rows"
    )
    rows: tuple[Row, ...] = Field(min_length=1, max_length=40, description="the rows, in order")
    also_in_place: bool = Field(False, description="rows are named in both languages")

    def misfits(self) -> Iterator[Misfit]:
        """Yield a column that is called as the first one, and each column that only cells name.

        The one that stands in several rows, beside a column without cells, is meant by that column.
        """
        for where, column in self._columns():
            if column == NAME:
                message = f"the first column is {NAME!r} already; call this one otherwise"
                yield Misfit(where, message)
        cells = [(column, i) for i, row in enumerate(self.rows) for column in row.cells]
        lost = {c: i for c, i in reversed(cells) if c not in self.column_ids}
        if lost and not self.columns:
            cure = f"write `columns: [{', '.join(lost)}]` above its rows"
            first: Location = ("rows", min(lost.values()), "cells")
            yield Misfit(first, "the table has cells and no columns", cure=cure)
            return
        bare = [(where, column) for where, column in self._columns() if column not in dict(cells)]
        if len(lost) == len(bare) == 1 and [c for c, _ in cells].count(*lost) > 1:
            ((where, column),) = bare
            yield Misfit(where, f"no row has a cell in the column {column!r}", column, (*lost,))
            return
        for column, i in reversed(lost.items()):
            message = f"the table has no column {column!r}"
            yield Misfit(("rows", i, "cells", column), message, column, self.column_ids)

    def own_slots(self, doubtful: frozenset[str]) -> Iterator[Slot]:
        """Yield heads, names and words of cells; what stands for what is missing, where it is."""
        if self.columns:
            yield Slot(("columns", NAME))
        for column in self.column_ids:
            yield Slot(("columns", column), column=column)
        for row in self.rows:
            if row.name is None:
                yield Slot(
                    ("rows", row.id, NAME), "both" if self.also_in_place else "panel", row.id
                )
            for column in self.column_ids:
                if row.is_worded(column):
                    yield Slot(("rows", row.id, column), part=row.id, column=column)
        if self._may_miss(doubtful):
            yield Slot(("missing",))

    def _may_miss(self, doubtful: frozenset[str]) -> bool:
        cells = [row.cells.get(column) for row in self.rows for column in self.column_ids]
        return any(cell is None or cell in doubtful for cell in cells)

    def own_facts(self) -> Iterator[Use]:
        """Yield names and the facts of cells."""
        for i, row in enumerate(self.rows):
            if row.name:
                yield Use(("rows", i, NAME), row.name, "name")
            for column, cell in row.cells.items():
                where = ("rows", i, "cells", column)
                if isinstance(cell, WordedCell):
                    yield from claims(cell.rests_on, where)
                elif cell != WORDS:
                    yield Use(where, cell, optional=True, instead=(WORDS,))

    def own_shows(self) -> Iterator[Show]:
        """Yield the icons of columns and rows."""
        for i, column in enumerate(self.columns):
            if isinstance(column, Column) and column.icon:
                yield Show(("columns", i, "icon"), column.icon, "icon", column=column.id)
        yield from icons(self.rows, "rows")

    def ids(self) -> Iterator[tuple[Location, str]]:
        """Yield the ids of columns, among which none is `name`, and of rows."""
        yield from ((where, f"columns {id}") for where, id in self._columns())
        yield from ((("rows", i, "id"), f"rows {row.id}") for i, row in enumerate(self.rows))

    @property
    def column_ids(self) -> tuple[str, ...]:
        """The ids of the columns."""
        return tuple(id for _, id in self._columns())

    def _columns(self) -> Iterator[tuple[Location, str]]:
        """Yield the ids of the columns, with their locations."""
        for i, column in enumerate(self.columns):
            if isinstance(column, Column):
                yield ("columns", i, "id"), column.id
            else:
                yield ("columns", i), column

    @property
    def rows_by_name(self) -> dict[str, str]:
        """The rows, each with the fact that names it."""
        return {row.id: row.name or "" for row in self.rows}

    def compose(self, id: str, say: Speaker) -> ComposedTable:
        """Return the rows and columns chosen."""
        columns = [c for c in self.column_ids if not say.columns or c in say.columns]
        heads = {c: say.words("columns", c) for c in ((NAME, *columns) if columns else ())}
        rows = tuple(self._row(row, columns, say) for row in self.rows if self._chosen(row, say))
        named = {c.id: say.icon(c.icon) for c in self.columns if isinstance(c, Column)}
        return ComposedTable(
            **self.frame(id, say),
            heads=heads,
            rows=rows,
            as_pairs=bool(say.row and columns),
            icons={c: icon for c, icon in named.items() if icon and c in columns},
        )

    def _chosen(self, row: Row, say: Speaker) -> bool:
        return row.id == say.row if say.row else shows(say, row.id)

    def _row(self, row: Row, columns: list[str], say: Speaker) -> ComposedRow:
        twice = self.also_in_place and not say.short
        if row.name:
            name = say.name(row.name, twice)
        else:
            path = ("rows", row.id, NAME)
            name = say.both(*path) if twice else say.words(*path)
        cells = tuple(self._cell(row, c, say) for c in columns)
        return ComposedRow(row.id, name, cells, say.icon(row.icon))

    def _cell(self, row: Row, column: str, say: Speaker) -> ComposedCell:
        cell = row.cells.get(column)
        if isinstance(cell, WordedCell) or cell == WORDS:
            claimed = cell.rests_on if isinstance(cell, WordedCell) else ()
            words = marked(say.words("rows", row.id, column), say.mark(claimed))
            return ComposedCell(column, words, is_code=False)
        if cell and say.is_printed(cell):
            return ComposedCell(column, Words(say.fact(cell)), is_code=True)
        return ComposedCell(column, say.words("missing"), is_code=False, is_missing=True)
