"""What each product of a guide must say, by its YAML alone, and where paper says it.

The files are read by a plain loader, `{fact}` and `**strong**` by rules that are written here: no
code of the press takes part, for all of it is under test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

import yaml

RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})
THOUSANDS = {"ru": "\u00a0", "tr": ".", "de": "."}
"""What stands before three digits of a number, where it is no comma (CLDR 48)."""
MIRRORED = str.maketrans(")]}»›>", "([{«‹<")
HYPHENS = str.maketrans("\u2010\u2011\ufffe", "---")
PRESS_WORDS = Path(__file__).parent.parent / "templates" / "words"
UNSEEN = re.compile(r"[\s\u00ad\u200b\u200d\u2060]")
MARK = "†"
BESIDE = ("columns", "cells", "captions", "targets")
"""Families that stand in one line."""


@cache
def parsed(path: Path) -> Any:
    """Return a file as YAML has it, every scalar a text; nothing where there is none."""
    return yaml.load(path.read_text("utf-8"), yaml.CBaseLoader) if path.is_file() else {}


@dataclass(frozen=True)
class Said:
    """Words that stand on a product, in their order in their block; a mark follows doubtful ones.

    `family` tells what stands in one row of sentences, such as the items of a list.
    """

    text: str
    family: str
    doubtful: bool = False


@dataclass(frozen=True)
class Spot:
    """A block as a product shows it."""

    block: str
    short: bool
    title: bool
    only: frozenset[str]
    columns: frozenset[str]


@dataclass(frozen=True)
class Guide:
    """The files of a guide, as YAML has them."""

    folder: Path
    tag: str

    def file(self, name: str) -> Any:
        return parsed(self.folder / f"{name}.yaml")

    @property
    def products(self) -> Iterator[str]:
        """The products that are set, which guide.yaml names."""
        yield from self.file("guide")["products"]

    def spots(self, product: str) -> Iterator[Spot]:
        for panel in self.file("guide")["products"][product]["panels"].values():
            assert not isinstance(panel, dict) or panel.get("reader") != "place"
            yield from _spots(panel["spots"] if isinstance(panel, dict) else panel)

    def said(self, product: str) -> Iterator[Said]:
        """Yield all that a product says, block by block."""
        blocks, words = self.file("guide")["blocks"], self.file(f"words/{self.tag}")
        for spot in self.spots(product):
            block = blocks[spot.block]
            own = words.get("blocks", {}).get(spot.block, {})
            teller = Teller(self, spot, block, own, words["title"])
            yield from getattr(teller, f"_{block['kind']}")()

    def unsaid(self, product: str) -> Iterator[str]:
        """Yield the values of facts that no paper may show: those of low confidence."""
        for fact in self.file("facts").values():
            if fact["confidence"] == "low" and fact["kind"] != "claim":
                yield fact["value"]


@dataclass(frozen=True)
class Teller:
    """Tells what one block says on one spot, by the rules of docs/blocks.md."""

    guide: Guide
    spot: Spot
    block: Any
    words: Mapping[str, Any]
    title_of_guide: str

    def _masthead(self) -> Iterator[Said]:
        if self.block.get("title") != "false" and self.spot.title:
            yield self._own(self._at("title") or self.title_of_guide, "title")
        if self.block.get("lead") == "true" and not self.spot.short:
            yield self._own(self._at("lead"), "lead")

    def _list(self) -> Iterator[Said]:
        yield from self._heading()
        for item in self._chosen(self.block["items"]):
            yield self._own(self._at("items", item["id"]), "items", item.get("rests_on", ()))

    def _fields(self) -> Iterator[Said]:
        yield from self._heading()
        for entry in self._chosen(self.block["entries"]):
            yield self._own(self._at("labels", entry["id"]), "labels")
        if self.block.get("warning") == "true":
            yield self._own(self._at("warning"), "warning")

    def _table(self) -> Iterator[Said]:
        yield from self._heading()
        known = [c if isinstance(c, str) else c["id"] for c in self.block["columns"]]
        columns = [c for c in known if c in self.spot.columns or not self.spot.columns]
        for column in ("name", *columns):
            yield self._own(self._at("columns", column), "columns")
        for row in self._chosen(self.block["rows"]):
            yield self._fact(row["name"], "names")
            for column in columns:
                fact = self.guide.file("facts")[row["cells"][column]]
                if fact["confidence"] == "low":
                    yield self._own(self._at("missing"), "missing")
                else:
                    yield self._fact(row["cells"][column], f"{row['id']} cells")

    def _qr(self) -> Iterator[Said]:
        yield from self._heading()
        for code in self._chosen(self.block["codes"]):
            if self.guide.file("facts")[code["target"]]["confidence"] != "low":
                yield self._fact(code["name"], "captions")
                yield self._fact(code["target"], "targets")

    def _phrases(self) -> Iterator[Said]:
        yield from self._heading()
        said = self.guide.file("phrases")["phrases"]
        chosen = [id for id in self.block["phrases"] if id in self.spot.only or not self.spot.only]
        for phrase in chosen:
            yield self._own(said[phrase]["text"], "sentences")
            if not self.spot.short and self.guide.tag != self.guide.file("guide")["place"]:
                yield self._own(said[phrase]["romanization"], "romanizations")
            yield self._own(self._at("meanings", phrase), "meanings")

    def _callout(self) -> Iterator[Said]:
        yield self._own(self._at("text"), "text")

    def _text(self) -> Iterator[Said]:
        yield from self._heading()
        for paragraph in self.block["paragraphs"]:
            yield self._own(self._at("paragraphs", paragraph), "paragraphs")

    def _colophon(self) -> Iterator[Said]:
        yield from ()

    def _heading(self) -> Iterator[Said]:
        if self.block.get("title") != "false" and self.spot.title:
            yield self._own(self._at("title"), "title")
        if self.block.get("note") == "true" and not self.spot.short:
            yield self._own(self._at("note"), "note")

    def _chosen(self, parts: Sequence[Any]) -> list[Any]:
        return [part for part in parts if not self.spot.only or part["id"] in self.spot.only]

    def _at(self, *path: str) -> Any:
        """Return the words at a path, the short ones where the spot is short and they are there."""
        ways = [("short", *path)] if self.spot.short else []
        for way in (*ways, path):
            found: Any = self.words
            for key in way:
                found = found.get(key) if isinstance(found, dict) else None
            if found is not None:
                return found
        return None

    def _own(self, text: str, family: str, claims: Sequence[str] = ()) -> Said:
        """Return words with facts set in; doubtful by what they say, and by what they rest on."""
        assert text is not None, (self.spot, family)
        facts = self.guide.file("facts")
        named = re.findall(r"\{([^}]+)\}", text)
        printed = re.sub(
            r"\{([^}]+)\}",
            lambda match: value(facts[match[1]], self.guide.tag),
            text.replace("**", ""),
        )
        doubtful = any(facts[id]["confidence"] != "high" for id in (*named, *claims))
        return Said(printed, f"{self.spot.block} {family}", doubtful)

    def _fact(self, id: str, family: str) -> Said:
        fact = self.guide.file("facts")[id]
        text = value(fact, self.guide.tag)
        return Said(text, f"{self.spot.block} {family}", fact["confidence"] == "medium")


def value(fact: Mapping[str, Any], tag: str) -> str:
    """Return what is printed of a fact in a language."""
    text: str = fact["value"]
    if fact["kind"] == "name":
        return str(fact.get("in", {}).get(tag, text))
    if fact["kind"] == "number":
        point = THOUSANDS.get(tag, ",")
        return re.sub(r"(?<=\d)(?=(\d{3})+(?!\d))", point, text).replace("-", "–")
    if fact["kind"] == "url":
        return text.removeprefix("https://").removesuffix("/")
    assert fact["kind"] in {"digits", "phone", "short-number", "ussd", "year"}, fact
    return text


def squeezed(text: str, tag: str = "en") -> str:
    """Return a text as it is compared: NFKC, without white space, one kind of hyphen.

    Of a language from right to left, brackets and quotes may be turned and marks above and below
    letters reordered by who copies them.
    """
    found = UNSEEN.sub("", normalize("NFKC", text.translate(HYPHENS)))
    if tag in RIGHT_TO_LEFT:
        letters = normalize("NFKD", found).translate(MIRRORED)
        found = "".join(char for char in letters if category(char) != "Mn")
    return found


def missing(said: Sequence[Said], read: str, tag: str) -> list[Said]:
    """Return what a paper does not say as often as it should."""
    seen = squeezed(read.replace(MARK, ""), tag)
    asked = [squeezed(one.text, tag) for one in said]
    return [
        one
        for one, text in zip(said, asked, strict=True)
        if seen.count(text) < sum(other == text for other in asked)
    ]


def wrongly_marked(said: Sequence[Said], read: str, tag: str) -> list[Said]:
    """Return doubtful words that no mark follows, and others that only stand with one.

    Where lines run from right to left, who copies them puts the mark elsewhere: nothing is told.
    """
    if tag in RIGHT_TO_LEFT:
        return []
    legend = parsed(PRESS_WORDS / f"{tag}.yaml")
    seen = squeezed(read, tag).replace(squeezed(MARK + legend["check-first"], tag), "")
    found = []
    for one in said:
        text = squeezed(one.text, tag)
        marked = len(re.findall(re.escape(text) + MARK, seen))
        if marked == 0 if one.doubtful else marked == seen.count(text):
            found.append(one)
    return found


def out_of_order(said: Sequence[Said], read: str, tag: str) -> list[tuple[str, str]]:
    """Return the families of sentences of which one stands before its predecessor.

    What stands in one line is read from the left, whatever its order: there nothing is told.
    """
    seen = squeezed(read.replace(MARK, ""), tag)
    families: dict[str, list[str]] = {}
    beside = BESIDE if tag in RIGHT_TO_LEFT else ()
    for one in said:
        if not one.family.endswith(beside):
            families.setdefault(one.family, []).append(squeezed(one.text, tag))
    found = []
    for family, texts in families.items():
        long = [text for text in texts if seen.count(text) == 1]
        places = [seen.index(text) for text in long]
        if places != sorted(places):
            found.append((family, " ".join(long)))
    return found


def _spots(part: Any) -> Iterator[Spot]:
    if isinstance(part, list):
        for child in part:
            yield from _spots(child)
    elif isinstance(part, str):
        yield Spot(part, False, True, frozenset(), frozenset())
    elif "flow" in part:
        yield from _spots(part["flow"])
    else:
        yield Spot(
            part["block"],
            part.get("short") == "true",
            part.get("title") != "false",
            frozenset(part.get("only", ())),
            frozenset(part.get("columns", ())),
        )
