"""What each product of a guide must say, by its YAML alone, and where paper says it.

The files are read by a plain loader, `{fact}` and `**strong**` by rules that are written here: no
code of the press takes part, for all of it is under test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml

RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})
THOUSANDS = {"ru": "\u00a0", "tr": ".", "de": "."}
"""What stands before three digits of a number, where it is no comma (CLDR 48)."""
PERCENT = {"ru": "{}\u00a0%", "de": "{}\u00a0%", "tr": "%{}"}
"""How a share of a hundred is written, where the sign does not simply follow (CLDR 48)."""
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
    """Words that stand on a product, in their order in their block.

    A mark follows each fact in them that is doubtful, and all of them where a claim is.

    `family` tells what stands in one row of sentences, such as the items of a list.
    """

    text: str
    family: str
    doubtful: bool = False


@dataclass(frozen=True)
class Spot:
    """A block as a product shows it; `row` is the one that the product is made for."""

    block: str
    short: bool = False
    title: bool = True
    only: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()
    place_leads: bool = False
    row: str = ""


@dataclass(frozen=True)
class Guide:
    """The files of a guide, as YAML has them."""

    folder: Path
    tag: str

    def file(self, name: str) -> Any:
        return parsed(self.folder / f"{name}.yaml")

    @property
    def products(self) -> Iterator[str]:
        """The products that are set: each that guide.yaml names or, of a table, one a row."""
        structure = self.file("guide")
        for id, made in structure["products"].items():
            rows = structure["blocks"][made["per"]]["rows"] if "per" in made else []
            yield from (f"{id}-{row['id']}" for row in rows) if rows else (id,)

    def spots(self, product: str) -> Iterator[Spot]:
        structure = self.file("guide")
        made = structure["products"]
        base = next(id for id in sorted(made, key=len, reverse=True) if product.startswith(id))
        table, row = made[base].get("per", ""), product[len(base) + 1 :]
        for panel in made[base]["panels"].values():
            leads = panel.get("reader", "reader") if isinstance(panel, dict) else "reader"
            for spot in _spots(panel["spots"] if isinstance(panel, dict) else panel):
                reader = structure["blocks"][spot.block].get("reader", leads)
                yield replace(
                    spot, place_leads=reader == "place", row=row if spot.block == table else ""
                )

    def said(self, product: str) -> Iterator[Said]:
        """Yield all that a product says, block by block."""
        blocks, words = self.file("guide")["blocks"], self.file(f"words/{self.tag}")
        labels = self.file("phrases").get("labels", {})
        for spot in self.spots(product):
            block = blocks[spot.block]
            own = words.get("blocks", {}).get(spot.block, {})
            teller = Teller(self, spot, block, own, labels.get(spot.block, {}), words["title"])
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
    labels: Mapping[str, Any]
    title_of_guide: str

    @property
    def _place(self) -> str:
        return str(self.guide.file("guide").get("place", self.guide.tag))

    @property
    def _lead(self) -> str:
        """The language that leads on the panel."""
        return self._place if self.spot.place_leads else self.guide.tag

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
            yield from self._both("columns", "columns", column)
        for row in self._chosen(self.block["rows"]):
            yield from self._name(row)
            for column in columns:
                yield self._cell(row, column)

    def _name(self, row: Mapping[str, Any]) -> Iterator[Said]:
        if "name" not in row:
            yield from self._both("names", "rows", row["id"], "name")
            return
        yield self._fact(row["name"], "names", self._lead)
        if self.block.get("also_in_place") == "true" and not self.spot.short:
            yield self._fact(row["name"], "names in the other language", self._place)

    def _cell(self, row: Mapping[str, Any], column: str) -> Said:
        cell, family = row["cells"].get(column), f"{row['id']} cells"
        claims = cell["rests_on"] if isinstance(cell, dict) else ()
        if claims or cell == "words":
            return self._own(self._at("rows", row["id"], column), family, claims)
        if cell is None or self.guide.file("facts")[cell]["confidence"] == "low":
            return self._own(self._at("missing"), "missing")
        return self._fact(cell, family)

    def _qr(self) -> Iterator[Said]:
        yield from self._heading()
        for code in self._chosen(self.block["codes"]):
            if self.guide.file("facts")[code["target"]]["confidence"] != "low":
                yield self._fact(code["name"], "captions")
                yield self._fact(code["target"], "targets")

    def _phrases(self) -> Iterator[Said]:
        yield from self._heading()
        said = self.guide.file("phrases")["phrases"]
        entries = [{"id": p} if isinstance(p, str) else p for p in self.block["phrases"]]
        for part in self._chosen(entries):
            phrase = part["id"]
            yield self._own(said[phrase]["text"], "sentences")
            if not self.spot.short and self.guide.tag != self._place:
                yield self._own(said[phrase]["romanization"], "romanizations")
            yield self._own(self._at("meanings", phrase), "meanings")
            entry = part.get("entry", {})
            if prefix := entry.get("comb", {}).get("prefix"):
                yield self._fact(prefix, "prefixes")
            for option in entry.get("choice", ()):
                yield self._fact(option, "choices", self._lead)

    def _callout(self) -> Iterator[Said]:
        yield self._own(self._at("text"), "text", self.block.get("rests_on", ()))

    def _text(self) -> Iterator[Said]:
        yield from self._heading()
        for paragraph in self.block["paragraphs"]:
            yield self._own(self._at("paragraphs", paragraph), "paragraphs")

    def _colophon(self) -> Iterator[Said]:
        yield from ()

    def _heading(self) -> Iterator[Said]:
        if self.block.get("title") != "false" and self.spot.title:
            yield from self._both("title", "title")
        if self.block.get("note") == "true" and not self.spot.short:
            yield from self._both("note", "note")

    def _both(self, family: str, *path: str) -> Iterator[Said]:
        """Yield words to the reader, after those of the place where the panel is for it."""
        if self.spot.place_leads:
            yield self._own(_found(self.labels, path), f"{family} of the place")
        if self._lead != self.guide.tag or not self.spot.place_leads:
            yield self._own(self._at(*path), family)

    def _chosen(self, parts: Sequence[Any]) -> list[Any]:
        only = {self.spot.row} if self.spot.row else self.spot.only
        return [part for part in parts if not only or part["id"] in only]

    def _at(self, *path: str) -> Any:
        """Return the words at a path, the short ones where the spot is short and they are there."""
        ways = [("short", *path)] if self.spot.short else []
        found = (_found(self.words, way) for way in (*ways, path))
        return next((words for words in found if words is not None), None)

    def _own(self, text: str, family: str, claims: Sequence[str] = ()) -> Said:
        """Return words with facts set in, each with its mark; doubtful by what they rest on."""
        assert text is not None, (self.spot, family)
        facts = self.guide.file("facts")

        def stated(match: re.Match[str]) -> str:
            fact = facts[match[1]]
            mark = "" if fact["confidence"] == "high" else MARK
            return f"{value(fact, self.guide.tag)}{mark}"

        printed = re.sub(r"\{([^}]+)\}", stated, text.replace("**", ""))
        doubtful = any(facts[id]["confidence"] != "high" for id in claims)
        doubtful = doubtful and not printed.endswith(MARK)
        return Said(printed, f"{self.spot.block} {family}", doubtful)

    def _fact(self, id: str, family: str, tag: str = "") -> Said:
        fact = self.guide.file("facts")[id]
        text = value(fact, tag or self.guide.tag)
        return Said(text, f"{self.spot.block} {family}", fact["confidence"] == "medium")


def value(fact: Mapping[str, Any], tag: str) -> str:
    """Return what is printed of a fact in a language."""
    text: str = fact["value"]
    if fact["kind"] == "name":
        return str(fact.get("in", {}).get(tag, text))
    if fact["kind"] in ("number", "percent"):
        point = THOUSANDS.get(tag, ",")
        number = re.sub(r"(?<=\d)(?=(\d{3})+(?!\d))", point, text).replace("-", "–")
        return PERCENT.get(tag, "{}%").format(number) if fact["kind"] == "percent" else number
    if fact["kind"] == "url":
        return text.removeprefix("https://").removesuffix("/")
    assert fact["kind"] in {"digits", "phone", "short-number", "ussd", "year"}, fact
    return text


def _found(words: Any, path: Sequence[str]) -> Any:
    """Return the words at a path, or None."""
    for key in path:
        words = words.get(key) if isinstance(words, dict) else None
    return words


def squeezed(text: str, tag: str = "en") -> str:
    """Return a text as it is compared: NFKC, without white space, one kind of hyphen.

    Of a language from right to left, brackets and quotes may be turned by who copies them.
    """
    found = UNSEEN.sub("", normalize("NFKC", text.translate(HYPHENS)))
    if tag in RIGHT_TO_LEFT:
        found = found.translate(MIRRORED)
    return found


def missing(said: Sequence[Said], read: str, tag: str) -> list[Said]:
    """Return what a paper does not say as often as it should."""
    seen = squeezed(read.replace(MARK, ""), tag)
    asked = [squeezed(one.text.replace(MARK, ""), tag) for one in said]
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
            families.setdefault(one.family, []).append(squeezed(one.text.replace(MARK, ""), tag))
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
        yield Spot(part)
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
