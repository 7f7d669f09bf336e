"""The viewer: what its search finds, and what not."""

from collections.abc import Mapping

import pytest

from tests import eyes
from tests.setting.test_fences import printed
from vademecum.build.plan import Artifact
from vademecum.setting.finished import Finished
from vademecum.setting.viewer import opened

Prints = Mapping[Artifact, Finished]


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
    with opened(page) as viewer:
        assert viewer.finds(typed) is found
    assert eyes.finds(page, typed) is found


@pytest.mark.parametrize("typed", ["Dial\u00a0*100#", "*100#"])
def test_a_space_that_does_not_break_is_looked_for_as_a_plain_one(page: bytes, typed: str) -> None:
    with opened(page) as viewer:
        assert viewer.finds(typed)


def test_it_reads_all_pages_and_finds_what_stands_on_any(prints: Prints) -> None:
    one = next(one for artifact, one in prints.items() if artifact.path.endswith("en_card_id1.pdf"))
    with opened(one.data) as viewer:
        assert viewer.text == eyes.text(one.data)
        for on_one_side in ("*100#", "Дайте"):
            assert viewer.finds(on_one_side)
        assert not viewer.finds("*100# Дайте")
