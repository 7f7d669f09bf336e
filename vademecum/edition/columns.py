"""Blocks that flow through columns of about equal height, cut between blocks and between parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vademecum.blocks.block import Composed

HEADING = 40
"""About how much room a heading takes, in characters of running text."""
PART = 20
"""About how much of its last line a part leaves free, in characters."""


def columns(blocks: Sequence[Composed], number: int) -> tuple[tuple[Composed, ...], ...]:
    """Return the blocks in columns, none higher than it must be; a single block stays whole."""
    if len(blocks) == 1:
        return (tuple(blocks), *((),) * (number - 1))
    pieces = list(_pieces(blocks))
    low, high = max(weight for _, _, weight in pieces), sum(weight for _, _, weight in pieces)
    while low < high:
        limit = (low + high) // 2
        if len(_filled(pieces, limit)) <= number:
            high = limit
        else:
            low = limit + 1
    filled = _filled(pieces, high)
    found = tuple(_column(blocks, part) for part in filled)
    return (*found, *((),) * (number - len(found)))


Piece = tuple[int, int, int]
"""A part of a block: the block's number, the part's, and about how much room it takes."""


def _pieces(blocks: Sequence[Composed]) -> Iterator[Piece]:
    for number, block in enumerate(blocks):
        for part, weight in enumerate(block.weights):
            yield number, part, weight + PART + (HEADING if part == 0 and block.title else 0)


def _filled(pieces: Sequence[Piece], limit: int) -> list[list[Piece]]:
    """Return the pieces in as few columns as hold them, none fuller than a limit."""
    found: list[list[Piece]] = [[]]
    room = limit
    for piece in pieces:
        if piece[2] > room and found[-1]:
            found.append([])
            room = limit
        found[-1].append(piece)
        room -= piece[2]
    return found


def _column(blocks: Sequence[Composed], pieces: Sequence[Piece]) -> tuple[Composed, ...]:
    parts: dict[int, list[int]] = {}
    for number, part, _ in pieces:
        parts.setdefault(number, []).append(part)
    return tuple(_cut(blocks[number], found) for number, found in parts.items())


def _cut(block: Composed, parts: Sequence[int]) -> Composed:
    """Return some neighbouring parts of a block; the first ones have its title."""
    whole = len(block.weights)
    first, after = parts[0], parts[-1] + 1
    block = block.first(after) if after < whole else block
    return block.rest(first) if first else block
