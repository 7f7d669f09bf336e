"""The guide that is made of a kind's example alone: its files, its blocks and its picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from vademecum.blocks.block import Block, Example
from vademecum.content import reading
from vademecum.content.guide import Structure
from vademecum.content.house import House
from vademecum.forms.papers import PAPERS
from vademecum.setting import template

GUIDE: Final = """\
source: en
place: ru
review: {made_by: An example}
blocks:
%s
products:
  card:
    form: card
    panels:
      front: [%s]
"""
WORDS: Final = """\
review: {made_by: An example}
title: Ill in Moscow
subject: An example of one kind of block.
"""
REVIEW: Final = "review: {made_by: An example}\n"
CHECKED: Final = "source: an example, checked: 2026-11-01, confidence: high, shelf_life: 3650"
"""What every fact of an example has beside its kind and its value."""
DRAWN: Final = "source: an example, licence: MIT, checked: 2026-11-01, shelf_life: 3650"
"""What every picture of an example has beside its file."""
EDGE: Final = (196, 202, 206)
"""The colour around a picture of white paper."""


def facts(examples: Iterable[Example]) -> str:
    """Return facts.yaml with the facts of examples."""
    rows = (_whole(row) for row in _entries(example.facts for example in examples))
    return "".join(rows) or "{}\n"


def _whole(row: str) -> str:
    """Return a fact, of which an example has kind and value alone, with all that it needs."""
    id, _, rest = row.partition(": ")
    return f"{id + ':':<15} {rest.rstrip().removesuffix('}')}, {CHECKED}}}\n"


def phrases(examples: Iterable[Example]) -> str:
    """Return phrases.yaml with the sentences of examples."""
    said = "".join(_entries(example.phrases for example in examples))
    return REVIEW + (f"phrases:\n{_indented(said)}\n" if said else "")


def _entries(texts: Iterable[str]) -> Iterator[str]:
    """Yield every entry of mappings in YAML, and none twice."""
    found = (re.findall(r"(?m)^\S.*\n(?: .*\n)*", text) for text in texts)
    yield from dict.fromkeys(entry for entries in found for entry in entries)


def write(example: Example, folder: Path) -> None:
    """Write the guide of an example into a folder."""
    ids = ", ".join(re.findall(r"(?m)^[^ :]+(?=:)", example.guide))
    words = WORDS + (f"blocks:\n{_indented(example.words)}\n" if example.words else "")
    (folder / "words").mkdir(parents=True, exist_ok=True)
    (folder / "guide.yaml").write_text(GUIDE % (_indented(example.guide), ids), "utf-8")
    (folder / "facts.yaml").write_text(facts([example]), "utf-8")
    (folder / "phrases.yaml").write_text(phrases([example]), "utf-8")
    (folder / "words" / "en.yaml").write_text(words, "utf-8")
    if example.pictures:
        _draw(example.pictures, folder)


def pictures(drawings: Iterable[str]) -> str:
    """Return pictures.yaml with the pictures of an example."""
    return "".join(f"{id}: {{file: {id}.svg, {DRAWN}}}\n" for id in drawings)


def _draw(drawings: Mapping[str, str], folder: Path) -> None:
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "pictures.yaml").write_text(pictures(drawings), "utf-8")
    for id, drawing in drawings.items():
        (folder / "pictures" / f"{id}.svg").write_text(drawing, "utf-8")


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.rstrip().split("\n"))


def blocks(example: Example) -> tuple[Block, ...]:
    """Return the blocks of an example."""
    with TemporaryDirectory() as folder:
        write(example, Path(folder))
        structure = reading.GuideReader(Path(folder), House(Path(folder))).structure()
    assert isinstance(structure, Structure), f"this example is wrong: {example.guide}"
    return tuple(structure.blocks.values())


def picture(example: Example) -> Any:
    """Return a picture of an example, as it stands on a card."""
    with TemporaryDirectory() as desk:
        write(example, Path(desk, "example"))
        return _picture(Path(desk, "example"))


def _picture(folder: Path) -> Any:
    """Return the first page of a guide's card in English, cut to its trim."""
    import pypdfium2
    from PIL import ImageOps

    from vademecum.build import executors, making
    from vademecum.build.packed import PackedJob
    from vademecum.build.plan import Planner, Selection
    from vademecum.edition.composition import compose

    guide, problems = reading.load(folder, House(template.folder()))
    if guide is None:
        raise ValueError("\n".join(map(str, problems)))
    outcomes: list[making.Outcome] = []
    jobs = Planner("").jobs([compose(guide, "en")], Selection())
    executors.run(map(PackedJob.of, jobs), 1, outcomes.append)
    (made,) = [one for outcome in outcomes for one in outcome.prints.values()]
    scale, bleed = 170 / 72, round(PAPERS["id1"].bleed / 25.4 * 170)
    with pypdfium2.PdfDocument(made.data) as document:
        picture = document[0].render(scale=scale).to_pil().convert("RGB")
    picture = picture.crop((bleed, bleed, picture.width - bleed, picture.height - bleed))
    return ImageOps.expand(picture, border=1, fill=EDGE).quantize(64)
