"""A product set in an edition on a paper: the largest type that fits, and then the most air."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from vademecum.edition.edition import Edition
from vademecum.forms.papers import Paper
from vademecum.forms.products import Product
from vademecum.problems.problem import Problem, Refused
from vademecum.setting import engine, fit, misfits, proof, quiet, template, viewer
from vademecum.setting.finished import Finished
from vademecum.setting.fit import Fitted, Panel, Trial
from vademecum.setting.layout import Layout
from vademecum.setting.misfits import Floor
from vademecum.setting.template import Document

VARIANT: Final = "pdf/ua-1"
"""What is set conforms to it (ISO 14289-1)."""
HOPELESS: Final = 4
"""How many times its pages a product is laid out on, before it is clear that it will not fit."""
ENDLESS: Final = 3000.0
"""The height of the paper on which the press measures what does not fit, in millimetres."""


@dataclass(frozen=True, slots=True)
class Galley:
    """A product's document, read by the engine; it awaits its paper and size."""

    product: Product
    document: Document
    font_set: engine.FontSet
    loaded: engine.LoadedDocument

    @classmethod
    def read(
        cls,
        product: Product,
        document: Document,
        font_set: engine.FontSet,
        parted: frozenset[str] = frozenset(),
    ) -> Galley:
        """Let the engine read a document, in which some words may be parted."""
        loaded = engine.LoadedDocument(document.html, document.files, font_set, parted)
        return cls(product, document, font_set, loaded)

    def parted(self, words: frozenset[str]) -> Galley:
        """Return the galley with some words that may be parted at the end of a line."""
        return Galley.read(self.product, self.document, self.font_set, words)

    def lay_out(self, paper: Paper, fitted: Fitted) -> engine.Pages:
        """Lay the product out on a paper."""
        style = template.measures(paper, fitted.size, fitted.air)
        return self.loaded.lay_out(style, self.product.pages * HOPELESS)


class Compositor:
    """Sets products in one edition from their documents, with the type cut for all of them."""

    def __init__(
        self, edition: Edition, documents: Mapping[str, Document], type: Mapping[str, bytes]
    ) -> None:
        self.edition, self.documents, self.font_set = edition, documents, engine.FontSet(type)
        self._galleys: dict[str, Galley] = {}

    def set(self, product: Product, paper: Paper) -> Finished:
        """Set a product on a paper; raise Refused with all that is wrong with it."""
        try:
            return _Attempt(self.edition, self.galley(product), paper).setting()
        except engine.EngineComplaint as complaint:
            where = self.documents[product.id].place(complaint.sheet)
            raise Refused(proof.complaints(complaint.messages, where)) from None

    def galley(self, product: Product) -> Galley:
        """Return the galley of a product, the same for all its papers."""
        if product.id not in self._galleys:
            document = self.documents[product.id]
            self._galleys[product.id] = Galley.read(product, document, self.font_set)
        return self._galleys[product.id]


class _Attempt:
    """The search for the best setting of one product; keeps what it laid out."""

    def __init__(self, edition: Edition, galley: Galley, paper: Paper) -> None:
        self.edition, self.galley, self.paper = edition, galley, paper
        self.product = galley.product
        self.sizes = self.product.form.sizes(edition.language.setting, paper.id)
        self.tried: dict[Fitted, engine.Pages] = {}
        self.touching: set[Fitted] = set()

    def setting(self) -> Finished:
        """Return the best setting, or raise Refused; words are parted where nothing else helps."""
        fitted, words = self._best(), frozenset[str]()
        while fitted is None:
            floor = self._floor()
            if (more := misfits.partable(floor)) <= words:
                raise Refused(self._misfits(floor))
            words |= more
            self.galley = self.galley.parted(words)
            self.tried, self.touching = {}, set()
            fitted = self._best()
        pages = self.tried[fitted]
        data = pages.pdf(VARIANT, actual_size=self.paper.bleed > 0)
        if problems := tuple(self._proof(pages, data)):
            raise Refused(problems)
        return Finished(data, len(pages.layout), fitted.size)

    def _best(self) -> Fitted | None:
        """Return the best setting in which nothing touches, or None.

        Only what would be printed is looked at so closely: it takes as long as a tenth of a layout.
        """
        while (fitted := fit.best(self.sizes, self._trial)) is not None:
            if not any(self.tried[fitted].touching()):
                break
            self.touching.add(fitted)
        return fitted

    def _trial(self, fitted: Fitted) -> Trial:
        """Lay the product out and return what it shows."""
        if fitted not in self.tried:
            self.tried[fitted] = self.galley.lay_out(self.paper, fitted)
        layout = self.tried[fitted].layout
        if len(layout) == self.product.pages * HOPELESS:
            begun = self._measured(layout, layout.rooms[0], fitted.size)
            raise Refused([misfits.far_too_long(begun)])
        panels = tuple(_panels(layout, self.product.pages))
        too_wide = layout.overhang if layout.overhang > misfits.TOLERANCE else 0.0
        fits = proof.fits(layout, self.product)
        sound = fitted not in self.touching and not any(proof.early_breaks(layout))
        return Trial(fits and sound, panels, layout.measure, too_wide, fits and not sound)

    def _floor(self) -> Floor:
        """Return the product at its smallest type on paper without end."""
        paper = replace(self.paper, height=ENDLESS)
        endless = self.galley.lay_out(paper, Fitted(self.sizes.floor, 0.0)).layout
        room = next(iter(self.tried.values())).layout.rooms[0]
        return self._measured(endless, room, self.sizes.floor)

    def _measured(self, layout: Layout, room: float, size: float) -> Floor:
        document = self.galley.document
        return Floor(layout, room, size, document.panels, document.place(template.TEMPLATE))

    def _misfits(self, floor: Floor) -> Iterator[Problem]:
        """Yield why the product cannot be set at its smallest type."""
        texts, budget = self.galley.document.texts, self.product.pages
        file = self.galley.document.place(template.TEMPLATE)
        pages = self.tried[Fitted(self.sizes.floor, 0.0)]
        if proof.fits(pages.layout, self.product):
            yield from proof.lost(pages.layout, texts)
            yield from proof.ends_early(pages.layout, file, texts)
            yield from proof.overlapping(pages.layout, pages.touching(), file, texts)
            return
        blocks = self.edition.poured(self.product.id).blocks
        if found := tuple(misfits.found(floor, self.edition, blocks)):
            yield from found
        else:
            yield misfits.too_many_pages(floor, len(pages.layout), budget)

    def _proof(self, pages: engine.Pages, data: bytes) -> Iterator[Problem]:
        """Yield what is wrong with the pages or the finished file."""
        texts, file = self.galley.document.texts, self.galley.document.place(template.TEMPLATE)
        yield from proof.lost(pages.layout, texts)
        yield from proof.hidden(pages.layout, self.galley.document.pictures)
        yield from proof.beyond(pages.layout, file, texts)
        yield from proof.broken(pages.layout, file, texts)
        crowded = quiet.free(pages.symbols(), data)
        yield from proof.crowded(pages.layout, crowded, file, texts)
        if not self.product.form.is_read:
            return
        with viewer.opened(data) as opened:

            def finds(string: str) -> bool:
                return opened.finds(string) or proof.is_wrapped(pages.layout, string)

            yield from proof.unreadable(opened.text, texts, finds)


def _panels(layout: Layout, pages: int) -> Iterator[Panel]:
    """Yield the panels that have a page each, or else all of them as one that fills the pages."""
    found, room = layout.panels(), layout.rooms[0]
    heights, rows = [layout.height(p) for p in found], [layout.rows(p) for p in found]
    if len(found) == pages:
        yield from (Panel(h, room, r) for h, r in zip(heights, rows, strict=True))
    else:
        yield Panel(sum(heights), room * pages, sum(rows))
