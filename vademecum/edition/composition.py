"""The making of an edition: each product's blocks composed, spot by spot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vademecum.blocks.block import Composed, Reader
from vademecum.content.guide import Flow, Guide, Shown
from vademecum.edition.columns import columns
from vademecum.edition.edition import Colophon, Edition, Group, Made, Panel, Part, texts
from vademecum.edition.voice import Texts, Voice
from vademecum.forms.products import Product
from vademecum.text import cldr
from vademecum.text.language import language


def compose(guide: Guide, tag: str) -> Edition:
    """Return the edition of a guide in a language; the guide must have no problem in it."""
    making = Texts(guide, language(tag))
    panels = {
        product.id: _Composer(making, product).panels()
        for product in guide.products.values()
        if not product.originals
    }
    checks = [guide.facts[id].checked for id in sorted(making.used)]
    reviews = [guide.words[tag].review, *([guide.phrases.review] if guide.phrases else [])]
    oldest, reviewed = min(checks, default=None), all(review.done for review in reviews)
    place = guide.structure.place
    return Edition(
        guide=guide.id,
        language=making.language,
        place=language(place) if place else None,
        title=making.words(("title",)),
        subject=making.words(("subject",)),
        author=guide.structure.review.made_by,
        reviewed=reviewed,
        oldest_check=oldest,
        products=guide.products,
        made={
            id: Made(guide.products[id], found, _colophon(making, found, reviewed, oldest))
            for id, found in panels.items()
        },
    )


def _colophon(
    making: Texts, panels: tuple[Panel, ...], reviewed: bool, oldest: date | None
) -> Colophon:
    """Return what a product says of itself: of marks where it has some, of days and of review."""
    guide, tag = making.guide, making.language.tag
    press, where = guide.press[tag], f"press/{tag}"
    key = "unreviewed-translation" if tag != guide.structure.source else "unreviewed-source"
    shown = tuple(texts(panels))

    def said(key: str, **values: str) -> Any:
        string = getattr(press, key.replace("-", "_"))
        for name, value in values.items():
            string = string.replace(f"{{{name}}}", value)
        return making.text(string, where, (key,), making.language)

    day = cldr.long_day(oldest, making.language.locale) if oldest else ""
    return Colophon(
        said("check-first") if any(text.marked for text in shown) else None,
        said("facts-checked", date=day) if day else None,
        said(key) if not reviewed and (guide.phrases or tag != guide.structure.source) else None,
    )


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
        return Group("below", tuple(self._part(spot, panel.reader, 0) for spot in panel.spots))

    def _part(self, spot: Any, reader: Reader, depth: int) -> Part:
        """Return what stands on a spot; lists alternate: below, beside, below."""
        if isinstance(spot, tuple):
            parts = tuple(self._part(child, reader, depth + 1) for child in spot)
            return Group("below" if depth % 2 else "beside", parts)
        if isinstance(spot, Flow):
            return self._flow(spot, reader)
        return self._block(spot if isinstance(spot, Shown) else Shown(block=spot), reader)

    def _flow(self, flow: Flow, reader: Reader) -> Group:
        shown = (spot if isinstance(spot, Shown) else Shown(block=spot) for spot in flow.flow)
        blocks: Iterable[Composed] = (self._block(spot, reader) for spot in shown)
        if flow.numbered:
            blocks = map(self._numbered, blocks)
        parts = columns(tuple(blocks), flow.into)
        return Group("beside", tuple(Group("below", part) for part in parts))

    def _block(self, spot: Shown, reader: Reader) -> Composed:
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
        composed = block.compose(spot.block, voice)
        level = 1 if composed.title and not self.headed else 2
        self.headed = self.headed or bool(composed.title)
        return replace(composed, reader=reader, heading=level)

    def _numbered(self, block: Composed) -> Composed:
        """Return a block with the next number, if it has a title; panels number on."""
        self.number += block.title is not None
        return replace(block, number=self.number) if block.title else block
