"""The sizes of type that a form allows."""

from vademecum.forms.sizes import Range


def test_sizes_go_in_steps_of_a_tenth_from_floor_to_ceiling() -> None:
    assert Range(6.5, 6.9).sizes() == (6.5, 6.6, 6.7, 6.8, 6.9)
    assert Range(6.5, 6.9).below(6.85) == 6.8
    assert Range(6.5, 6.9).below(6.0) == 6.5
