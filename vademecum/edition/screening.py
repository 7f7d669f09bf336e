"""The making of what a screen shows: each block that some product shows, once and whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from vademecum.blocks.block import Composed, Reader, Spoken
from vademecum.content.guide import Flow, Guide, Shown
from vademecum.edition.composition import ALL_FRESH, colophon, edition_of, refuse_silence
from vademecum.edition.edition import Edition, every, marked_first, texts
from vademecum.edition.foot import meanings
from vademecum.edition.screen import Contact, Offer, Screen, Section
from vademecum.edition.voice import Texts, Voice
from vademecum.forms.products import Product
from vademecum.text import cldr
from vademecum.text.runs import Run, Text

ALWAYS: Final = (
    *("site-contents", "site-languages", "site-print", "site-about", "site-download"),
    *("site-paper-newest", "site-paper-older", "site-paper-unknown", "site-without-network"),
)
"""The keys of what any page says."""
SHOWING: Final = ("site-show", "site-close", "site-next", "site-previous")
KEEPING: Final = ("site-kept-here", "site-forget")
COPYING: Final = ("site-copy", "site-copied")


def screen(guide: Guide, tag: str, day: date = ALL_FRESH) -> Screen:
    """Return a guide in a language as a screen shows it, with its edition for paper.

    The guide must have no problem in it. Raise Refused where the press would have to say something,
    on either, that it cannot say in the language.
    """
    own = Texts(guide, guide.house.language(tag), day)
    found = _Screening(own, edition_of(own)).screen()
    refuse_silence(own)
    return found


@dataclass(frozen=True, slots=True)
class _Spot:
    """A block on a spot: who it is for, and whether its heading has a number there."""

    id: str
    reader: Reader
    numbered: bool


def _spots(guide: Guide) -> Iterator[_Spot]:
    """Yield the first spot of each block that products show, in order."""
    seen: set[str] = set()
    for product in guide.structure.products.values():
        for panel in product.panels.values():
            for spot in _walked(guide, panel.spots, panel.reader, False):
                if spot.id not in seen:
                    seen.add(spot.id)
                    yield spot


def _walked(guide: Guide, spots: Iterable[Any], reader: Reader, numbered: bool) -> Iterator[_Spot]:
    for spot in spots:
        if isinstance(spot, tuple):
            yield from _walked(guide, spot, reader, numbered)
        elif isinstance(spot, Flow):
            yield from _walked(guide, spot.flow, reader, spot.numbered)
        else:
            id = spot.block if isinstance(spot, Shown) else spot
            yield _Spot(id, guide.structure.blocks[id].reader or reader, numbered)


class _Screening:
    """Composes the blocks of a guide for a screen, and what is said beside them."""

    def __init__(self, texts: Texts, edition: Edition) -> None:
        self.texts, self.guide, self.edition = texts.anew(), texts.guide, edition
        self.number = 0

    def screen(self) -> Screen:
        """Return what the screen shows."""
        sections = tuple(self._sections())
        blocks = tuple(section.block for section in sections)
        facts = [self.guide.facts[id] for id in sorted(self.texts.used)]
        until = self.texts.good_until
        head = next((one for one in sections if one.block.is_head), None)
        rest = (one for one in sections if one is not head)
        return Screen(
            edition=self.edition,
            source=self.guide.structure.source,
            head=head,
            sections=tuple(one for one in rest if not one.block.is_said_by_head),
            marks=meanings(self.texts, blocks),
            colophon=colophon(self.texts, min((f.checked for f in facts), default=None)),
            said=dict(self._said(blocks, until)),
            links=dict(self._links()),
            copied=frozenset(id for id in self.texts.used if self.guide.facts[id].copied),
            offers=tuple(map(self._offer, self.guide.products.values())),
            credits=tuple(self._credits()),
            contact=self._contact(),
            good_until=until,
            partner=self.guide.partner,
        )

    def _sections(self) -> Iterator[Section]:
        """Yield each block as it is where it is first shown, but whole."""
        for spot in _spots(self.guide):
            if section := self._section(spot):
                yield section

    def _section(self, spot: _Spot) -> Section | None:
        """Return a block whole, or None where nothing of it is left to show."""
        own, block = self.texts.anew(), self.guide.structure.blocks[spot.id]
        voice = Voice(own, spot.id, spot.reader)
        composed = block.compose(spot.id, voice)
        if composed.is_empty or not any(texts(composed)):
            return None
        if left := block.left_mark(composed, voice):
            composed = marked_first(composed, left)
        self.texts.used |= own.used
        self.texts.pictures |= own.pictures
        number = None
        if spot.numbered and composed.title:
            self.number += 1
            number = self.number
        languages = (own.language, own.place)
        lead, other = languages if spot.reader == "reader" else reversed(languages)
        composed = replace(composed, reader=spot.reader, number=number)
        return Section(composed, lead, other, tuple(sorted(own.used)))

    def _said(self, blocks: Iterable[Composed], until: date | None) -> Iterator[tuple[str, Text]]:
        """Yield the press's words that the screen shows, by their keys."""
        for key in (*ALWAYS, *_asked(blocks), *self._copying(blocks)):
            yield key, self._press(key)
        if until:
            day = cldr.long_day(until, self.texts.language.locale)
            yield "site-expired", self._press("site-expired", date=day)
        for count in sorted({product.pages for product in self.guide.products.values()}):
            yield f"site-pages-{count}", self._press("site-pages", count=str(count))

    def _copying(self, blocks: Iterable[Composed]) -> tuple[str, ...]:
        """Return the keys of what is said where a fact alone can be copied, if there is one."""
        alone = (text.location[0] for text in texts(tuple(blocks)) if text.source == "facts")
        return COPYING if any(self.guide.facts[id].copied for id in alone) else ()

    def _press(self, key: str, **values: str) -> Text:
        """Return what the press says under a key; where it is silent, that is noted."""
        return self.texts.press(key, **values) or Text((Run(key),))

    def _links(self) -> Iterator[tuple[str, str]]:
        region = self.guide.structure.territory
        for id in sorted(self.texts.used):
            if link := self.guide.facts[id].link(region):
                yield id, link

    def _offer(self, product: Product) -> Offer:
        """Return a product as it is offered; one of a row is called by that row."""
        name = self._press(f"site-form-{product.form.id}{'-sheet' if product.originals else ''}")
        if product.row:
            row = self._row(self.guide.structure.products[product.base].per or "", product.row)
            name = replace(name, runs=(*name.runs, Run(" · "), *row.runs))
        return Offer(product, name, self._press(f"site-print-{_way(product)}"))

    def _row(self, table: str, row: str) -> Text:
        fact = self.guide.structure.blocks[table].rows_by_name[row]
        voice = Voice(self.texts, table, "reader")
        return voice.fact(fact) if fact else voice.own("rows", row, "name")

    def _credits(self) -> Iterator[Text]:
        """Yield who wrote, translated and reviewed what the screen says."""
        tag, structure = self.texts.language.tag, self.guide.structure
        review, own = self.guide.words[tag].review, f"words/{tag}"
        maker = structure.review.made_by
        yield from self._credit("site-written-by", "guide", "made_by", name=maker)
        if tag != structure.source:
            yield from self._credit("site-translated-by", own, "made_by", name=review.made_by)
        if (name := review.reviewed_by) and review.reviewed_on:
            day = cldr.long_day(review.reviewed_on, self.texts.language.locale)
            yield from self._credit("site-reviewed-by", own, "reviewed_by", name=name, date=day)

    def _credit(self, key: str, source: str, whose: str, **values: str) -> Iterator[Text]:
        found = self.texts.credit(key, source, whose, **values)
        yield from [found] if found else ()

    def _contact(self) -> Contact | None:
        """Return whom to tell of a mistake, where the house says so."""
        contact = getattr(self.guide.house, "contact", None)
        if not contact:
            return None
        address = contact if "://" in contact else f"mailto:{contact}" if "@" in contact else ""
        return Contact(self._press("site-mistake", contact=contact), address)


def _asked(blocks: Iterable[Composed]) -> Iterator[str]:
    """Yield the keys of what the press says beside some blocks."""
    blocks = tuple(blocks)
    if any(every(Spoken, blocks)):
        yield from SHOWING
    if any(block.is_filled_in for block in blocks):
        yield from KEEPING


def _way(product: Product) -> str:
    """Return in which way a product is printed, as the press's words call it."""
    if product.originals:
        return "cards"
    if product.form.imposable:
        return "shop"
    return "both-sides" if product.pages > 1 else "one-side"
