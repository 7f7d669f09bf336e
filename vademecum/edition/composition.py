"""The making of an edition: each product's blocks composed, spot by spot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from vademecum.blocks.block import Composed, Reader
from vademecum.blocks.image import Image
from vademecum.content import freshness
from vademecum.content.guide import Flow, Guide, Shown
from vademecum.edition.columns import columns
from vademecum.edition.edition import (
    Colophon,
    Edition,
    Group,
    Made,
    Panel,
    Part,
    Slug,
    blocks,
    every,
    keyed,
    marked_first,
    texts,
)
from vademecum.edition.foot import Feet
from vademecum.edition.version import contents
from vademecum.edition.voice import Texts, Voice
from vademecum.forms.papers import PAPERS
from vademecum.forms.products import SLUG, Product
from vademecum.problems.problem import Problem, Refused
from vademecum.text import cldr
from vademecum.text.marks import Mark
from vademecum.text.runs import Text
from vademecum.text.ties import UNBREAKING

ALL_FRESH: Final = date.min
"""A day on which no fact is past its shelf life."""


def compose(guide: Guide, tag: str, day: date = ALL_FRESH) -> Edition:
    """Return the edition of a guide in a language; the guide must have no problem in it.

    What shows a fact that is past its shelf life on the day, or rests on one, is marked. Raise
    Refused where the press would have to say something that it cannot say in the language.
    """
    own = Texts(guide, guide.house.language(tag), day)
    edition = edition_of(own)
    refuse_silence(own)
    return edition


def edition_of(own: Texts) -> Edition:
    """Return the edition that texts of a guide make; what the press cannot say is noted there."""
    guide, tag = own.guide, own.language.tag
    products = [product for product in guide.products.values() if not product.originals]
    composers = [_Composer(own.anew(), product) for product in products]
    panels = [composer.panels() for composer in composers]
    used = {id for composer in composers for id in composer.texts.used}
    title, subject = own.words(("title",)), own.words(("subject",))
    said = contents(
        guide,
        (own.language, own.place),
        texts((title, subject, *panels)),
        used,
        every(Image, tuple(panels)),
    )
    oldest = min((guide.facts[id].checked for id in used), default=None)
    reviews = [guide.words[tag].review, *([guide.phrases.review] if guide.phrases else [])]
    place = guide.structure.place
    return Edition(
        guide=guide.id,
        language=own.language,
        place=guide.house.language(place) if place else None,
        title=title,
        subject=subject,
        author=guide.structure.review.made_by,
        reviewed=all(review.done for review in reviews),
        oldest_check=oldest,
        products=guide.products,
        made={
            composer.product.id: _made(composer, found, oldest, said.version)
            for composer, found in zip(composers, panels, strict=True)
        },
        contents=said,
        slugs={one.id: _slug(own, one) for one in guide.products.values() if one.originals},
        theme=guide.theme,
        heading=guide.house.faces.get(guide.theme.heading),
    )


def refuse_silence(own: Texts) -> None:
    """Raise Refused where the press would have to say something and does not."""
    if own.unsaid:
        raise Refused([_silence(own)])


def _silence(making: Texts) -> Problem:
    """Return the Problem of what the press would have to say in a language, and does not."""
    tag, keys = making.language.tag, ", ".join(map(repr, sorted(making.unsaid)))
    path = making.guide.house.words_to_write(tag).as_posix()
    message = f"the press has no words in {tag!r} for {keys}"
    hint = f"write them in {path}, beside content/; docs/house.md has them in English"
    return Problem(path, 0, 0, "missing-words", message, hint)


def _made(
    composer: _Composer, panels: tuple[Panel, ...], oldest: date | None, version: str
) -> Made:
    """Return a product of which the panels are composed, with what it says of itself."""
    making = composer.texts
    if making.used or making.pictures:  # one day they will be stale: the press is to have words
        making.said_by_press(Mark.STALE.key)
    feet = Feet(making, version).under(panels)
    return Made(composer.product, tuple(feet), colophon(making, oldest), _stale(making))


def _stale(making: Texts) -> tuple[str, ...]:
    """Return the facts and pictures that are past their shelf life, by their ids."""
    facts, entries = making.guide.facts, making.guide.gallery.entries
    stale = {id for id in making.used if freshness.is_stale(facts[id], making.day)}
    pictures = {id for id in making.pictures if freshness.picture_mark(entries[id], making.day)}
    return tuple(sorted(stale | pictures))


def _slug(making: Texts, sheets: Product) -> Slug:
    """Return what stands in the margin of sheets."""
    language, card = making.language, sheets.originals[0]
    name = cldr.autonym(language.tag)
    keys = ["actual-size", *(["both-sides"] if card.pages > 1 else []), "ruler"]
    keys += filter(None, [PAPERS[card.papers[0]].held_against])
    return Slug(
        replace(sheets, form=SLUG, pages=1),
        making.words(("title",)),
        making.press("sheet-language", language=name, tag=language.tag),
        tuple(text for key in keys if (text := making.press(key))),
    )


def colophon(making: Texts, oldest: date | None) -> Colophon:
    """Return what a product says of itself: of the days of its facts, and of review."""
    guide = making.guide
    review = _unreviewed(guide, making.language.tag)

    def dated(key: str, day: date | None) -> Text | None:
        """Return what the press says of a day, which is in one line."""
        said = cldr.long_day(day, making.language.locale) if day else ""
        return making.press(key, date=said.replace(" ", UNBREAKING)) if said else None

    return Colophon(
        dated("facts-checked", oldest),
        dated("good-until", making.good_until),
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
        parts = self._parts(panel.spots, panel.reader, 0)
        return Group("below", keyed(parts) if panel.reader == "place" else parts)

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
            spot.icons,
            self.product.row if spot.block == per else "",
            name,
        )
        used, pictures = set(self.texts.used), set(self.texts.pictures)
        composed = block.compose(spot.block, voice)
        if composed.is_empty:
            self.texts.used, self.texts.pictures = used, pictures
            return None
        if left := block.left_mark(composed, voice):
            composed = marked_first(composed, left)
        level = 1 if composed.title and not self.headed else 2
        self.headed = self.headed or bool(composed.title)
        return replace(composed, reader=reader, heading=level)

    def _numbered(self, block: Composed) -> Composed:
        """Return a block with the next number, if it has a title; panels number on."""
        self.number += block.title is not None
        return replace(block, number=self.number) if block.title else block
