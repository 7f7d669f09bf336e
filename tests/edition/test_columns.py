"""Columns that blocks flow through: nothing lost, nothing doubled, none higher than it must be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement

from hypothesis import given
from hypothesis import strategies as st

from tests.trying import tried
from vademecum.blocks.block import Composed, Words
from vademecum.blocks.colophon import ComposedColophon
from vademecum.blocks.list import ComposedItem, ComposedList
from vademecum.blocks.text import ComposedText
from vademecum.edition.columns import HEADING, PART, columns
from vademecum.text.runs import Run, Text

Cut = tuple[tuple[Composed, ...], ...]


def words(text: str) -> Words:
    return Words(Text((Run(text),)))


def text(id: str, lengths: Sequence[int], titled: bool = True) -> ComposedText:
    """Return a text whose paragraphs are of some lengths; each says which it is."""
    title, note = (words("Title") if titled else None), words("Note")
    paragraphs = tuple(words(f"{id}{i}".ljust(length, ".")) for i, length in enumerate(lengths))
    return ComposedText(kind="text", id=id, title=title, note=note, paragraphs=paragraphs)


def items(id: str, lengths: Sequence[int], titled: bool = True) -> ComposedList:
    """Return a numbered list whose items are of some lengths."""
    title = words("Title") if titled else None
    found = tuple(
        ComposedItem(f"{i}", words(f"{id}{i}".ljust(length, ".")), None)
        for i, length in enumerate(lengths)
    )
    return ComposedList(kind="list", id=id, title=title, note=None, style="number", items=found)


def whole(id: str) -> ComposedColophon:
    """Return a block that is never cut."""
    return ComposedColophon(kind="colophon", id=id, title=None, note=None)


@st.composite
def flows(draw: st.DrawFn, parts: int = 6, count: int = 6) -> list[Composed]:
    """Draw blocks that flow: texts, lists, and some that cannot be cut."""
    lengths = st.lists(st.integers(2, 300), min_size=1, max_size=parts)
    made: list[Composed] = []
    for number in range(draw(st.integers(1, count))):
        id = "abcdef"[number]
        sort = draw(st.sampled_from(["text", "list", "whole"]))
        if sort == "whole":
            made.append(whole(id))
        elif sort == "text":
            made.append(text(id, draw(lengths), draw(st.booleans())))
        else:
            made.append(items(id, draw(lengths), draw(st.booleans())))
    return made


def strings(block: Composed) -> list[str]:
    """Return what a block says, part by part; its id where it cannot be cut."""
    if isinstance(block, ComposedText):
        return [str(one.lead) for one in block.paragraphs]
    if isinstance(block, ComposedList):
        return [str(one.words.lead) for one in block.items]
    return [block.id]


def heights(block: Composed) -> list[int]:
    """Return the height of each part of a block: its length, what it leaves free, a heading."""
    lengths = [1] if isinstance(block, ComposedColophon) else list(map(len, strings(block)))
    found = [length + PART for length in lengths]
    return [found[0] + (HEADING if block.title else 0), *found[1:]]


def height(column: Sequence[Composed]) -> int:
    return sum(sum(heights(block)) for block in column)


def lowest(parts: Sequence[int], number: int) -> int:
    """Return the height of the highest column where it is the lowest, among all ways to cut."""
    ends = combinations_with_replacement(range(len(parts) + 1), number - 1)
    return min(
        max(sum(parts[a:b]) for a, b in zip((0, *cuts), (*cuts, len(parts)), strict=True))
        for cuts in ends
    )


@given(flows(), st.integers(2, 4))
@tried(max_examples=200)
def test_the_order_is_kept_and_nothing_is_lost_or_doubled(
    blocks: list[Composed], number: int
) -> None:
    found = columns(blocks, number)
    assert len(found) == number
    said = [(block.id, string) for column in found for block in column for string in strings(block)]
    assert said == [(block.id, string) for block in blocks for string in strings(block)]


@given(flows(parts=4, count=3), st.integers(2, 4))
@tried(max_examples=200)
def test_no_column_is_higher_than_it_must_be(blocks: list[Composed], number: int) -> None:
    found = columns(blocks, number)
    if len(blocks) > 1:
        parts = [part for block in blocks for part in heights(block)]
        assert max(map(height, found)) == lowest(parts, number)


@given(flows(), st.integers(2, 4))
@tried(max_examples=100)
def test_columns_are_filled_from_the_first_and_no_piece_is_empty(
    blocks: list[Composed], number: int
) -> None:
    found = columns(blocks, number)
    filled = [bool(column) for column in found]
    assert filled == sorted(filled, reverse=True)
    assert all(strings(block) for column in found for block in column)


@given(flows(count=1), st.integers(2, 4))
@tried(max_examples=100)
def test_a_single_block_stays_whole_in_the_first_column(
    blocks: list[Composed], number: int
) -> None:
    assert columns(blocks, number) == (tuple(blocks), *((),) * (number - 1))


@given(flows(), st.integers(2, 4))
@tried(max_examples=200)
def test_only_the_first_piece_of_a_block_has_its_title_and_its_note(
    blocks: list[Composed], number: int
) -> None:
    for block in blocks:
        first, *others = [
            one for column in columns(blocks, number) for one in column if one.id == block.id
        ]
        assert (first.title, first.note) == (block.title, block.note)
        assert all((one.title, one.note) == (None, None) for one in others)


@given(flows(), st.integers(2, 4))
@tried(max_examples=100)
def test_the_items_of_a_list_are_numbered_on_behind_a_cut(
    blocks: list[Composed], number: int
) -> None:
    for column in columns(blocks, number):
        for block in column:
            if isinstance(block, ComposedList):
                assert [block.start + i for i in range(len(block.items))] == [
                    int(item.id) + 1 for item in block.items
                ]


def test_a_long_list_is_cut_where_the_columns_are_of_one_height() -> None:
    first, second = columns([items("a", [50] * 5), items("b", [50])], 2)
    assert [strings(block)[-1][:2] for block in first] == ["a2"]
    assert [[string[:2] for string in strings(block)] for block in second] == [["a3", "a4"], ["b0"]]


def test_blocks_that_cannot_be_cut_stand_whole() -> None:
    a, b, c = whole("a"), whole("b"), whole("c")
    assert columns([a, b, c], 2) == ((a, b), (c,))
    assert columns([a, b], 4) == ((a,), (b,), (), ())
