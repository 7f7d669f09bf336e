"""The viewer: what its search finds, and what not."""

import pytest

from tests import eyes
from tests.setting.test_fences import printed


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return printed(tmp_path_factory.mktemp("viewer"), "en", "Dial {code} {times}")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Dial *100#", True), ("*100#", True), ("19–20", True), ("Dial  *100#", True),
        ("*100 #", False), ("*101#", False), ("dial", False), ("19-20", False), ("*100#19", False),
    ],
)  # fmt: skip
def test_it_finds_what_a_reader_types_and_nothing_else(
    page: bytes, typed: str, found: bool
) -> None:
    assert eyes.finds(page, typed) == found
