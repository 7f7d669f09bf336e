"""A product set in an edition on a paper: the largest type that fits, and then the most air."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from vademecum.edition.edition import Edition
from vademecum.forms.papers import Paper
from vademecum.forms.products import Product
from vademecum.problems.problem import Problem, Refused
from vademecum.setting import engine, fit, proof, template, viewer
from vademecum.setting.finished import Finished
from vademecum.setting.fit import Fitted, Panel, Trial
from vademecum.setting.layout import Layout
from vademecum.setting.template import Document

VARIANT: Final = "pdf/ua-1"
"""What is set conforms to it (ISO 14289-1)."""
ENDLESS: Final = 3000.0
"""The height of the paper on which the press measures what does not fit, in millimetres."""


@dataclass(frozen=True, slots=True)
class Galley:
    """A product's document, read by the engine; it awaits its paper and size."""

    product: Product
    document: Document
    loaded: engine.LoadedDocument

    def lay_out(self, paper: Paper, fitted: Fitted) -> engine.Pages:
        """Lay the product out on a paper."""
        return self.loaded.lay_out(template.measures(paper, fitted.size, fitted.air))


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
            loaded = engine.LoadedDocument(document.html, document.files, self.font_set)
            self._galleys[product.id] = Galley(product, document, loaded)
        return self._galleys[product.id]


class _Attempt:
    """The search for the best setting of one product; keeps what it laid out."""

    def __init__(self, edition: Edition, galley: Galley, paper: Paper) -> None:
        self.edition, self.galley, self.paper = edition, galley, paper
        self.product = galley.product
        self.sizes = self.product.form.sizes(edition.language.setting, paper.id)
        self.tried: dict[Fitted, engine.Pages] = {}

    def setting(self) -> Finished:
        """Return the best setting, or raise Refused."""
        fitted = fit.best(self.sizes, self._trial)
        if fitted is None:
            raise Refused(self._too_long())
        pages = self.tried[fitted]
        data = pages.pdf(VARIANT, actual_size=self.paper.bleed > 0)
        if problems := tuple(self._proof(pages, data)):
            raise Refused(problems)
        return Finished(data, len(pages.layout), fitted.size)

    def _trial(self, fitted: Fitted) -> Trial:
        """Lay the product out and return what it shows."""
        self.tried[fitted] = self.galley.lay_out(self.paper, fitted)
        layout = self.tried[fitted].layout
        panels = tuple(_panels(layout, self.product.pages))
        too_wide = layout.overhang if layout.overhang > proof.TOLERANCE else 0.0
        fits, sound = proof.fits(layout, self.product), not any(proof.early_breaks(layout))
        return Trial(fits and sound, panels, layout.measure, too_wide, fits and not sound)

    def _too_long(self) -> Iterator[Problem]:
        floor = Fitted(self.sizes.floor, 0.0)
        tall = self.galley.lay_out(replace(self.paper, height=ENDLESS), floor).layout
        layout, panels = self.tried[floor].layout, self.galley.document.panels
        yield from proof.too_long(
            layout, tall, self.product, self.paper, self.edition, panels, template.TEMPLATE
        )

    def _proof(self, pages: engine.Pages, data: bytes) -> Iterator[Problem]:
        """Yield what is wrong with the pages or the finished file."""
        texts = self.galley.document.texts
        yield from proof.lost(pages.layout, texts)
        yield from proof.broken(pages.layout, template.TEMPLATE, texts)
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
