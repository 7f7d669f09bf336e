"""The search for the largest type that fits."""

import pytest

from vademecum.fit import Range, largest


@pytest.mark.parametrize("limit", [6.5, 6.6, 7.3, 8.9, 9.0, 12.0])
def test_the_largest_size_that_fits_is_found(limit: float) -> None:
    assert largest(Range(6.5, 9.0), lambda size: size <= limit) == min(limit, 9.0)


def test_what_does_not_fit_at_the_floor_fits_nowhere() -> None:
    assert largest(Range(6.5, 9.0), lambda size: False) is None


def test_sizes_go_in_steps_of_a_tenth_from_floor_to_ceiling() -> None:
    assert Range(6.5, 6.9).sizes() == (6.5, 6.6, 6.7, 6.8, 6.9)


def test_few_sizes_are_tried() -> None:
    tried: list[float] = []
    largest(Range(9.0, 11.0), lambda size: not tried.append(size) and size <= 10.0)  # type: ignore[func-returns-value]
    assert len(tried) <= 5
