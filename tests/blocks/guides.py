"""Small guides, each written whole in its test: read from a folder of files, and composed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import TypeAdapter

from tests.conftest import HOUSE
from vademecum.blocks.block import Block, Composed, Spoken, Words
from vademecum.blocks.registry import ByKind
from vademecum.content import reading
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import Edition, Group, Part
from vademecum.problems.problem import Problem
from vademecum.text.marks import Mark
from vademecum.text.runs import Text

REVIEW = {"made_by": "The tests"}
SIGNS = {Mark.DOUBTFUL: "*", Mark.STALE: "‡"}
FACT = {"source": "a test", "checked": "2026-11-01", "confidence": "high", "shelf_life": "365"}
PICTURED = "source: a test, licence: MIT, checked: 2026-11-01, shelf_life: 365, letters: none"
ADAPTER: TypeAdapter[Block] = TypeAdapter(Annotated[Block, ByKind()])


@dataclass(frozen=True)
class Folder:
    """The folder of a guide."""

    path: Path

    def load(self) -> tuple[Guide | None, tuple[Problem, ...]]:
        return reading.load(self.path, HOUSE)

    def problems(self) -> set[tuple[str, str]]:
        """Return the code and the message of all problems."""
        return {(problem.code, problem.message) for problem in self.load()[1]}

    def guide(self) -> Guide:
        """Return the guide, which must have no problem."""
        guide, problems = self.load()
        assert guide, problems
        assert not problems, problems
        return guide

    def edition(self, tag: str = "en") -> Edition:
        return compose(self.guide(), tag)

    def panel(self, panel: str = "mine", tag: str = "en", product: str = "page") -> list[Any]:
        """Return the blocks of a panel, in the order in which they stand."""
        found = self.edition(tag).made[product].panels
        return blocks({one.id: one for one in found}[panel].body)

    def block(self, panel: str = "mine", tag: str = "en", product: str = "page") -> Any:
        """Return the only block of a panel."""
        (block,) = self.panel(panel, tag, product)
        return block


def tree(text: str) -> Any:
    """Return YAML in which every scalar is a text, as in content."""
    return yaml.load(text, yaml.BaseLoader)


def guide(folder: Path, text: str) -> Folder:
    """Write a guide into a folder `trial` and return it.

    One YAML text says all of it: `blocks`, `panels` of the product `page` or whole `products`;
    `facts` without what every fact has; `phrases` and `labels`; `titles` and `words` by language,
    the words by block; `place` (Russian if it is left out), `region`; `pictures`, drawings by their
    ids, all in one size where they say only what is drawn.
    """
    whole = {"place": "ru", "facts": {}, "titles": {}, **tree(text)}
    place = {} if whole["place"] == "none" else {"place": whole["place"]}
    products = whole.get("products") or {"page": {"form": "sheet", "panels": whole["panels"]}}
    path = folder / "trial"
    (path / "words").mkdir(parents=True)

    def write(name: str, content: object) -> None:
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (path / name).write_text(text, "utf-8")

    region = {"region": whole["region"]} if "region" in whole else {}
    structure = {"source": "en", **place, **region, "review": REVIEW}
    write("guide.yaml", {**structure, "blocks": whole["blocks"], "products": products})
    write("facts.yaml", {id: {**FACT, **fact} for id, fact in whole["facts"].items()})
    if place:
        spoken = {key: whole[key] for key in ("phrases", "labels") if key in whole}
        write("phrases.yaml", {"review": REVIEW, **spoken})
    draw(path, whole.get("pictures", {}))
    for tag, words in whole["words"].items():
        title = whole["titles"].get(tag, "A trial")
        own = {"blocks": words} if words else {}
        write(f"words/{tag}.yaml", {"review": REVIEW, "title": title, "subject": "A trial.", **own})
    return Folder(path)


def draw(path: Path, drawings: Mapping[str, str]) -> None:
    """Write drawings into a guide's folder, and what is to be known of them."""
    for id, drawing in drawings.items():
        (path / "pictures").mkdir(exist_ok=True)
        whole = drawing if drawing.startswith("<svg") else svg(drawing)
        (path / "pictures" / f"{id}.svg").write_text(whole, "utf-8")
        row = f"{id}: {{file: {id}.svg, {PICTURED}}}\n"
        with (path / "pictures.yaml").open("a", encoding="utf-8") as file:
            file.write(row)


def svg(drawing: str, more: str = 'viewBox="0 0 40 20"') -> str:
    """Return a whole SVG."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {more}>{drawing}</svg>'


def parse(text: str) -> Block:
    """Return a block as guide.yaml has it."""
    return ADAPTER.validate_python(tree(text))


def slots(block: Block, doubtful: Iterable[str] = ()) -> set[tuple[str, str]]:
    """Return the words that a block asks for, each with whom it speaks to."""
    return {
        (".".join(slot.path), "optional" if slot.optional else slot.said)
        for slot in block.slots(frozenset(doubtful))
    }


def uses(block: Block) -> set[tuple[str, str, str]]:
    """Return the facts that a block names: where, which, and of which kinds they may be."""
    return {
        (
            ".".join(map(str, use.location)),
            use.fact + ("?" if use.optional else ""),
            use.purpose,
        )
        for use in block.facts()
    }


def blocks(part: Part) -> list[Composed]:
    """Return all blocks below a part."""
    if isinstance(part, Group):
        return [block for child in part.parts for block in blocks(child)]
    return [part]


def plain(text: Text) -> str:
    """Return a text as a person would type it: with hyphens and spaces that may break."""
    return str(text).replace("\u2011", "-").replace("\u00a0", " ").replace("\u2060", "")


def said(words: Words | Spoken | Text | None) -> str | None:
    """Return what leads and, behind a bar, what stands under it; its mark behind it."""
    if words is None:
        return None
    if isinstance(words, Text):
        return plain(words) + (SIGNS[words.mark] if words.mark else "")
    if isinstance(words, Spoken):
        found = (words.text, words.romanization)
    else:
        found = (words.lead, words.under)
    return " | ".join(str(said(text)) for text in found if text)
