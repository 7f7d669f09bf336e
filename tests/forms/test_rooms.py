"""Rooms for pictures: a picture fills one side of its room, and never goes beyond the other."""

from __future__ import annotations

import pytest

from vademecum.forms.rooms import ROOMS, Room


@pytest.mark.parametrize(
    ("room", "wide", "high", "printed"),
    [
        (Room(90, 60), 900, 600, 90),
        (Room(90, 60), 600, 600, 60),
        (Room(90, 60), 1800, 600, 90),
        (Room(90, 60), 300, 600, 30),
        (Room(40, 80), 100, 100, 40),
        (Room(40, 80), 100, 400, 20),
        (Room(6, 6), 16, 16, 6),
        (Room(20, 6), 100, 25, 20),
        (Room(20, 6), 100, 50, 12),
    ],
)
def test_a_picture_is_as_large_as_its_room_holds(
    room: Room, wide: float, high: float, printed: float
) -> None:
    assert room.printed(wide / high) == pytest.approx(printed)


@pytest.mark.parametrize("form", ROOMS)
@pytest.mark.parametrize("ratio", [0.1, 0.5, 1.0, 1.6, 7.0])
def test_none_goes_beyond_its_room(form: str, ratio: float) -> None:
    for room in ROOMS[form].values():
        width = room.printed(ratio)
        assert width <= room.width + 1e-9
        assert width / ratio <= room.height + 1e-9
        assert max(width / room.width, width / ratio / room.height) == pytest.approx(1)
