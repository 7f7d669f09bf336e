"""Guides to build in the bench: the real one, and one with as many languages as are wanted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import ascii_lowercase
from typing import Final

import yaml

ROOT: Final = Path(__file__).resolve().parent.parent
GUIDE: Final = "russia-sim-top-up"
TOUCHED: Final = ("title: ", "    lead: ")
"""The strings of which each copy has its own."""


class Desk:
    """A folder with the press's front door, its templates and a guide, where a bench may edit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.guide = folder / "content" / GUIDE
        # The tools that it is held against make no partners' editions.
        leave = shutil.ignore_patterns("partners")
        shutil.copytree(ROOT / "content" / GUIDE, self.guide, ignore=leave)
        for name in ("vademecum", "templates"):
            leave = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=leave)
        shutil.copyfile(ROOT / "build.py", folder / "build.py")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace some text of a file, which must be there; raise ValueError where it is not."""
        path = self.folder / name
        text = path.read_text("utf-8")
        if old not in text:
            raise ValueError(f"{old!r} is not in {name}")
        path.write_text(text.replace(old, new, 1), "utf-8")

    @property
    def papers(self) -> tuple[str, ...]:
        """The options that make a build print every product, and no site."""
        products = yaml.safe_load((self.guide / "guide.yaml").read_text("utf-8"))["products"]
        names = (
            name
            for id, made in products.items()
            for name in (id, f"{id}-sheet" if "imposed_on" in made else None)
        )
        return ("-p", ",".join(filter(None, names)))

    @property
    def languages(self) -> list[str]:
        """The BCP 47 tags of the guide's languages."""
        return sorted(path.stem for path in self.guide.glob("words/*.yaml"))

    def multiply(self, languages: int) -> None:
        """Copy languages until there are so many, each with words of its own.

        Their tags are for private use (BCP 47, 2.2.7), taken from all languages in turn.
        """
        own = self.languages
        for number, (tag, variant) in zip(
            range(languages - len(own)), _variants(own), strict=False
        ):
            name = f"{tag}-x-{variant}"
            words = (self.guide / "words" / f"{tag}.yaml").read_text("utf-8")
            for key in TOUCHED:
                before, _, after = words.partition(f"\n{key}")
                first, _, rest = after.partition("\n")
                words = f"{before}\n{key}{_numbered(first, number // len(own))}\n{rest}"
            (self.guide / "words" / f"{name}.yaml").write_text(words, "utf-8")
            press = self.folder / "templates" / "words"
            shutil.copyfile(press / f"{tag}.yaml", press / f"{name}.yaml")


def _variants(tags: list[str]) -> Iterator[tuple[str, str]]:
    """Yield a language and a copy's name, all languages in turn: copyaa of each, then copyab..."""
    for letters in product(ascii_lowercase, repeat=2):
        for tag in tags:
            yield tag, f"copy{''.join(letters)}"


def _numbered(scalar: str, number: int) -> str:
    """Return a YAML scalar with a number at its end, inside its quotes if it has any."""
    if scalar.endswith(('"', "'")):
        return f"{scalar[:-1]} {number}{scalar[-1]}"
    return f"{scalar} {number}"
