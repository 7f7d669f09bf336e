"""Guides of one name in different folders: neither gets what was made of the other."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import HOUSE, SMALL
from vademecum.build import portions, production
from vademecum.build.plan import Artifact, Planner, Selection
from vademecum.build.production import Order, Result
from vademecum.content.catalogue import Usage
from vademecum.content.reading import GuideReader

MADE, REVIEWED = "made_by: The tests", "reviewed_by: A reader\n  reviewed_on: 2026-11-20"
KEEPS = "checked: 2026-11-04\n  confidence: high\n  shelf_life: 540"
BOTH, CARD, ALL = ("en", "ar"), ("card", "card-sheet"), ("checklist", "card", "card-sheet")
EDITS = {
    # where the other guide differs, in which languages, and on which products
    "a code": ("facts.yaml", '"*100#"', '"*101#"', BOTH, ALL),
    "a word": ("words/en.yaml", "title: Small card", "title: Smaller card", ("en",), CARD),
    "a letter that the type lacks": ("words/en.yaml", "title: Small card", "title: Cård", ("en",), ALL),
    "a reviewer": ("words/ar.yaml", MADE, f"{MADE}\n  {REVIEWED}", ("ar",), ALL),
    "its author": ("guide.yaml", MADE, "made_by: Somebody else", BOTH, ALL),
    "the order of blocks": ("guide.yaml", "never, end]", "end, never]", BOTH, CARD),
    "how long a fact kept": ("facts.yaml", KEEPS, KEEPS.replace("540", "20"), BOTH, ALL),
    "where a fact comes from": ("facts.yaml", "source: a test", "source: a book", (), ()),
    "a remark": ("words/ar.yaml", "title:", "# a remark\ntitle:", (), ()),
}  # fmt: skip


@pytest.fixture
def shelves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder where two folders hold the small guide, and stand in it."""
    for shelf in ("one", "other"):
        shutil.copytree(SMALL, tmp_path / shelf / "small")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def edit(shelf: str, name: str, old: str, new: str) -> None:
    path = Path(shelf, "small", name)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def build(shelf: str, output: str, cache: bool = True) -> Result:
    """Build the English card of the guide of a shelf, in this process."""
    order = Order((f"{shelf}/small",), ("en",), ("card",), output=Path(output), cache=cache)
    result = production.produce(order)
    assert result.code == 0, result.problems
    return result


def card(output: str) -> bytes:
    return Path(output, "small/en/small_en_card_id1.pdf").read_bytes()


def keys(shelf: str) -> Mapping[Artifact, str]:
    """Return the key of every artifact of the guide of a shelf."""
    readings = portions.read([GuideReader(Path(shelf, "small"), HOUSE)], date(2026, 12, 1))
    jobs = (job for one in readings for job in Planner().jobs(one.editions, Selection()))
    return {artifact: key for job in jobs for artifact, key in job.keys.items()}


@pytest.mark.parametrize("what", EDITS)
def test_what_differs_has_a_key_of_its_own_and_what_is_the_same_is_made_once(
    shelves: Path, what: str
) -> None:
    one = keys("one")
    assert keys("other") == one
    name, old, new, languages, products = EDITS[what]
    edit("other", name, old, new)
    changed = {artifact for artifact, key in keys("other").items() if key != one[artifact]}
    assert {(a.language, a.product) for a in changed} == {
        (tag, product) for tag in languages for product in products
    }


def test_one_after_the_other_is_published_as_it_is_and_from_the_store_again(shelves: Path) -> None:
    """In one process and one folder, with a letter for which the other's type has no shape."""
    edit("other", "words/en.yaml", "title: Small card", "title: Smäll cård")
    built = [build(shelf, "dist").made and card("dist") for shelf in ("one", "other")]
    for shelf, data in zip(("one", "other"), built, strict=True):
        assert data
        with pypdfium2.PdfDocument(data) as document:
            said = document[0].get_textpage().get_text_range()
        assert ("Smäll cård" in said, "Small card" in said) == (shelf == "other", shelf == "one")
        assert build(shelf, "dist").made == ()
        assert card("dist") == data
    build("other", "clean", cache=False)
    assert card("clean") == built[1]


@pytest.mark.parametrize(
    "names", [("one/small", "other/small"), ("one", "other"), ("one/small", "other")]
)
def test_both_in_one_command_are_refused(shelves: Path, names: tuple[str, ...]) -> None:
    with pytest.raises(Usage, match="have one name"):
        production.produce(Order(names))
    assert not Path("dist").exists()
