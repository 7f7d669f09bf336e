"""The memory of what fitted: saves searching, and never changes what is printed."""

from pathlib import Path

import pytest

from vademecum import fonts, memory, template
from vademecum.composition import compose
from vademecum.guide import Guide
from vademecum.memory import Fitted, Memory
from vademecum.products import PAPERS, PRODUCTS
from vademecum.setting import Compositor, Setting, _Attempt

CARD, PAPER = PRODUCTS["card"], PAPERS["id1"]


@pytest.fixture
def kept(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "fits")


def compositor(guide: Guide, kept: Memory) -> Compositor:
    edition = compose(guide, "en")
    return Compositor(edition, fonts.cast(edition), memory=kept)


def layouts(compositor: Compositor) -> tuple[Setting, int]:
    """Return the card, and how often it was laid out."""
    attempt = _Attempt(compositor, CARD, PAPER)
    return attempt.setting(), len(attempt.tried)


def test_a_size_is_kept_and_recalled(kept: Memory) -> None:
    assert kept.recall("a") is None
    kept.keep("a", Fitted(7.3, 0.04))
    assert kept.recall("a") == Fitted(7.3, 0.04)


def test_what_was_found_before_is_laid_out_once_and_printed_alike(
    small: Guide, kept: Memory
) -> None:
    first, many = layouts(compositor(small, kept))
    again, once = layouts(compositor(small, kept))
    assert many > 1
    assert once == 1
    assert again == first


@pytest.mark.parametrize("damage", ["", "seven", "7.3", "99 0.0", "7.0 0.0 0.0"])
def test_a_damaged_memory_is_searched_anew(small: Guide, kept: Memory, damage: str) -> None:
    first, _ = layouts(compositor(small, kept))
    (entry,) = kept.folder.iterdir()
    entry.write_text(damage)
    again, many = layouts(compositor(small, kept))
    assert again == first
    assert many > 1


def test_a_memory_that_cannot_be_written_is_done_without(small: Guide, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    setting, _ = layouts(compositor(small, Memory(tmp_path / "file" / "fits")))
    assert setting.pages == 2


def test_the_memory_is_bounded(kept: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 3)
    for number in range(6):
        kept.keep(f"key{number}", Fitted(7.0, 0.0))
    assert len(list(kept.folder.iterdir())) == 3
    assert kept.recall("key5") is not None


def test_all_that_decides_a_size_is_in_its_key(tmp_path: Path) -> None:
    (tmp_path / "style").mkdir()
    (tmp_path / "style" / "a.css").write_text("p {}")
    first = memory.key("<p>", tmp_path, {"Pango": "1.50"})
    assert memory.key("<p>", tmp_path, {"Pango": "1.50"}) == first
    assert memory.key("<b>", tmp_path, {"Pango": "1.50"}) != first
    assert memory.key("<p>", tmp_path, {"Pango": "1.51"}) != first
    (tmp_path / "style" / "a.css").write_text("p { color: red }")
    assert memory.key("<p>", tmp_path, {"Pango": "1.50"}) != first


def test_the_document_names_its_type_by_content(small: Guide, kept: Memory) -> None:
    edition = compose(small, "en")
    fount = fonts.cast(edition)
    html = template.Forme(edition, fount, CARD).html(PAPER, 6.5)
    assert all(cut.url in html for cut in fount.cuts)
