"""What readers of PDFs copy and find of the real guide, string by string: pdfium and poppler.

docs/readers.md names what is left open. Poppler's share is taken where its `pdftotext` is there.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests import eyes
from tests.gates.conftest import MEASURED
from vademecum.build.plan import Artifact
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import texts
from vademecum.setting.finished import Finished
from vademecum.setting.viewer import opened
from vademecum.text.language import language
from vademecum.text.marks import SIGNS
from vademecum.text.runs import Text

WAYS = ("pdfium copies", "pdfium finds", "finds codes", "poppler copies", "poppler codes")
LEAST: Mapping[str, tuple[float, ...]] = {
    "ltr": (1.0, 1.0, 1.0, 1.0, 1.0),
    "rtl": (1.0, 0.96, 1.0, 1.0, 1.0),
}
"""The shares that docs/readers.md promises, by the direction of an edition."""
DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
Prints = Mapping[Artifact, Finished]


@pytest.fixture(scope="module")
def shares(prints: Prints, russia: Guide, tmp_path_factory: pytest.TempPathFactory) -> object:
    """Return the share of strings by language and way, over all that is made; show them."""
    folder = tmp_path_factory.mktemp("poppler")
    MEASURED.append(f"{'':<8}" + "".join(f"{way:>16}" for way in WAYS))
    measured = {tag: _shares(prints, russia, tag, folder) for tag in russia.languages}
    for tag, found in measured.items():
        MEASURED.append(f"{tag:<8}" + "".join(f"{share:>16.1%}" for share in found.values()))
    return measured


def _shares(prints: Prints, guide: Guide, tag: str, folder: Path) -> dict[str, float]:
    found: dict[str, list[bool]] = {}
    edition = compose(guide, tag)
    for artifact, one in prints.items():
        if artifact.language == tag and artifact.product in edition.made:
            strings = list(dict.fromkeys(texts(edition.made[artifact.product])))
            for way, good in _tried(one.data, strings, folder):
                found.setdefault(way, []).append(good)
    return {way: sum(found[way]) / len(found[way]) for way in WAYS if way in found}


def _tried(data: bytes, strings: list[Text], folder: Path) -> Iterator[tuple[str, bool]]:
    """Yield each way of reading with whether it gives a string, or a code in it, back."""
    codes = {run.text for text in strings for run in text.runs if run.isolated}
    with opened(data) as viewer:
        read = viewer.text
        for text in strings:
            yield WAYS[0], _folded(text)(str(text)) in _folded(text)(read)
            yield WAYS[1], all(map(viewer.finds, _searched(text)))
        for code in sorted(codes):
            yield WAYS[2], viewer.finds(code)
    if shutil.which("pdftotext"):
        (folder / "one.pdf").write_bytes(data)
        command = ["pdftotext", "-q", str(folder / "one.pdf"), "-"]
        said = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
        got = eyes.plain(DIRECTION.sub("", said)).replace("-", "")
        for text in strings:
            yield WAYS[3], eyes.plain(str(text)).replace("-", "") in got
        for code in sorted(codes):
            yield WAYS[4], eyes.plain(code).replace("-", "") in got


def _searched(text: Text) -> Iterator[str]:
    """Yield what a reader types who looks for a text, piece by piece.

    A compound that ends a line at its hyphen is read without it. The sign behind a doubtful or
    stale fact stands on paper, and nobody types it.
    """
    printed = "".join(run.text + (run.mark.sign if run.mark else "") for run in text.runs)
    pieces = re.split(f"[-{SIGNS}]", printed.replace("\u00a0", " "))
    return filter(None, map(str.strip, pieces))


def _folded(text: Text) -> Callable[[str], str]:
    return eyes.plain_to_left if text.direction == "rtl" else eyes.plain


def test_every_reader_gives_back_what_is_promised(
    shares: Mapping[str, Mapping[str, float]],
) -> None:
    for tag, found in shares.items():
        promised = dict(zip(WAYS, LEAST[language(tag).direction], strict=True))
        assert {way: share for way, share in found.items() if share < promised[way]} == {}, tag
