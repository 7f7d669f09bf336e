"""No day stops the press by itself: with every fact stale, all that is shipped can still be made."""

import json
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import CONTENT, ROOT
from vademecum.cli import main


@pytest.mark.parametrize("shelf", [CONTENT, ROOT / "examples"], ids=lambda path: path.name)
def test_all_that_is_shipped_is_made_and_marked_when_every_fact_is_stale(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    dist = tmp_path / "dist"
    arguments = ["build", str(shelf), "-q", "--no-cache", "-o", str(dist), "--today", "2060-01-01"]
    assert main(arguments) == 0
    listed = json.loads((dist / "manifest.json").read_text("utf-8"))["artifacts"]
    assert len(listed) > 10
    for entry in listed:
        with pypdfium2.PdfDocument(dist / entry["path"]) as document:
            text = "".join(page.get_textpage().get_text_range() for page in document)
        assert ("‡" in text) == bool(entry["stale"]), entry["path"]
