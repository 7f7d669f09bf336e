"""The making of an edition: each product's blocks composed, spot by spot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vademecum.blocks.block import Composed, Reader
from vademecum.content.guide import Flow, Guide, Shown
from vademecum.edition.columns import columns
from vademecum.edition.edition import (
    Colophon,
    Edition,
    Group,
    Made,
    Panel,
    Part,
    blocks,
    marked_first,
    texts,
)
from vademecum.edition.voice import Texts, Voice
from vademecum.forms.products import Product
from vademecum.problems.problem import Problem, Refused
from vademecum.text import cldr


def compose(guide: Guide, tag: str) -> Edition:
    """Return the edition of a guide in a language; the guide must have no problem in it.

    Raise Refused where the press would have to say something that it cannot say in the language.
    """
    making = Texts(guide, guide.house.language(tag))
    panels = {
        product.id: _Composer(making, product).panels()
        for product in guide.products.values()
        if not product.originals
    }
    checks = [guide.facts[id].checked for id in sorted(making.used)]
    reviews = [guide.words[tag].review, *([guide.phrases.review] if guide.phrases else [])]
    oldest, reviewed = min(checks, default=None), all(review.done for review in reviews)
    place = guide.structure.place
    edition = Edition(
        guide=guide.id,
        language=making.language,
        place=guide.house.language(place) if place else None,
        title=making.words(("title",)),
        subject=making.words(("subject",)),
        author=guide.structure.review.made_by,
        reviewed=reviewed,
        oldest_check=oldest,
        products=guide.products,
        made={
            id: Made(guide.products[id], found, _colophon(making, found, oldest))
            for id, found in panels.items()
        },
    )
    if making.unsaid:
        raise Refused([_silence(making)])
    return edition


def _silence(making: Texts) -> Problem:
    """Return the Problem of what the press would have to say in a language, and does not."""
    tag, keys = making.language.tag, ", ".join(map(repr, sorted(making.unsaid)))
    path = making.guide.house.words_to_write(tag).as_posix()
    message = f"the press has no words in {tag!r} for {keys}"
    hint = f"write them in {path}, beside content/; docs/house.md has them in English"
    return Problem(path, 0, 0, "missing-words", message, hint)


def _colophon(making: Texts, panels: tuple[Panel, ...], oldest: date | None) -> Colophon:
    """Return what a product says of itself: of marks where it has some, of days and of review."""
    guide, tag = making.guide, making.language.tag
    review = _unreviewed(guide, tag)
    shown = tuple(texts(panels))
    day = cldr.long_day(oldest, making.language.locale) if oldest else ""
    return Colophon(
        making.press("check-first") if any(text.marked for text in shown) else None,
        making.press("facts-checked", date=day) if day else None,
        making.press(review) if review else None,
    )


def _unreviewed(guide: Guide, tag: str) -> str:
    """Return which of the press's words say what no native speaker has reviewed, if anything."""
    phrases = guide.phrases
    spoken = phrases is not None and not phrases.review.done
    spoken = spoken and bool(phrases and (phrases.phrases or phrases.labels))
    translated = tag != guide.structure.source and not guide.words[tag].review.done
    if spoken:
        return "unreviewed-translation" if translated else "unreviewed-source"
    return "unreviewed-words" if translated else ""


def blank(guide: Guide, edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each panel on which nothing is left to print."""
    for made in edition.made.values():
        for panel in made.panels:
            # A block without texts is a colophon: the product as a whole says what stands there.
            said = made.colophon if any(blocks(panel.body)) else ()
            if not any(texts(panel.body)) and not any(texts(said)):
                where = ("products", made.product.base, "panels", panel.id)
                message = f"nothing is left to print on the panel {panel.id!r}"
                hint = "what it shows is of low confidence, or left out; put another block on it"
                yield guide.sources["guide"].key_problem(where, "empty-panel", message, hint)


@dataclass(slots=True)
class _Composer:
    """Composes the panels of one product."""

    texts: Texts
    product: Product
    number: int = 0
    headed: bool = False

    @property
    def guide(self) -> Guide:
        return self.texts.guide

    def panels(self) -> tuple[Panel, ...]:
        """Return the panels."""
        made = self.guide.structure.products[self.product.base]
        return tuple(
            Panel(id, panel.reader, self._language(panel.reader), self._below(panel))
            for id, panel in made.panels.items()
        )

    def _language(self, reader: Reader) -> Any:
        return self.texts.place if reader == "place" else self.texts.language

    def _below(self, panel: Any) -> Group:
        return Group("below", self._parts(panel.spots, panel.reader, 0))

    def _parts(self, spots: Iterable[Any], reader: Reader, depth: int) -> tuple[Part, ...]:
        found = (self._part(spot, reader, depth) for spot in spots)
        return tuple(part for part in found if part)

    def _part(self, spot: Any, reader: Reader, depth: int) -> Part | None:
        """Return what stands on a spot, if anything; lists alternate: below, beside, below."""
        if isinstance(spot, tuple):
            parts = self._parts(spot, reader, depth + 1)
            return Group("below" if depth % 2 else "beside", parts) if parts else None
        if isinstance(spot, Flow):
            return self._flow(spot, reader)
        return self._block(spot if isinstance(spot, Shown) else Shown(block=spot), reader)

    def _flow(self, flow: Flow, reader: Reader) -> Group | None:
        shown = (spot if isinstance(spot, Shown) else Shown(block=spot) for spot in flow.flow)
        found = (self._block(spot, reader) for spot in shown)
        blocks: Iterable[Composed] = (block for block in found if block)
        if flow.numbered:
            blocks = map(self._numbered, blocks)
        if not (whole := tuple(blocks)):
            return None
        parts = columns(whole, flow.into)
        return Group("beside", tuple(Group("below", part) for part in parts))

    def _block(self, spot: Shown, reader: Reader) -> Composed | None:
        """Return a block as a spot shows it, or None where nothing of it is left to print."""
        block = self.guide.structure.blocks[spot.block]
        per = self.guide.structure.products[self.product.base].per
        reader, name = block.reader or reader, ""
        if self.product.row and per:
            name = self.guide.structure.blocks[per].rows_by_name[self.product.row]
        voice = Voice(
            self.texts,
            spot.block,
            reader,
            frozenset(spot.only),
            frozenset(spot.columns),
            spot.short,
            spot.title,
            self.product.row if spot.block == per else "",
            name,
        )
        used = set(self.texts.used)
        composed = block.compose(spot.block, voice)
        if composed.is_empty:
            self.texts.used = used
            return None
        if block.needs_mark(composed, voice):
            composed = marked_first(composed)
        level = 1 if composed.title and not self.headed else 2
        self.headed = self.headed or bool(composed.title)
        return replace(composed, reader=reader, heading=level)

    def _numbered(self, block: Composed) -> Composed:
        """Return a block with the next number, if it has a title; panels number on."""
        self.number += block.title is not None
        return replace(block, number=self.number) if block.title else block
