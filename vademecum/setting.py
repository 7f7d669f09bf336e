"""A product set in an edition on a paper: the largest type that fits, and then the most air."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from vademecum import engine, fit, memory, proof, template, viewer
from vademecum.edition import Edition
from vademecum.fonts import Fount
from vademecum.memory import Fitted, Memory
from vademecum.problems import Problem, Refused
from vademecum.products import Paper, Product

VARIANT: Final = "pdf/ua-1"
"""What is set conforms to it (ISO 14289-1)."""
ENDLESS: Final = 3000.0
"""The height of the paper on which the press measures what does not fit, in millimetres."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A product as set: its PDF, its pages, and the size of its type in points."""

    data: bytes = field(repr=False)
    pages: int
    size: float


@dataclass(frozen=True, slots=True)
class Compositor:
    """Sets products in one edition; `created` is the time written into the files, or empty."""

    edition: Edition
    fount: Fount
    created: str = ""
    memory: Memory = field(default_factory=memory.default)

    def set(self, product: Product, paper: Paper) -> Setting:
        """Set a product on a paper; raise Refused with all that is wrong with it."""
        try:
            return _Attempt(self, product, paper).setting()
        except engine.EngineComplaint as complaint:
            raise Refused(proof.complaints(complaint.messages, product.template)) from None


class _Attempt:
    """The search for the best setting of one product; keeps what it laid out."""

    def __init__(self, compositor: Compositor, product: Product, paper: Paper) -> None:
        self.edition, self.fount = compositor.edition, compositor.fount
        self.memory, self.product, self.paper = compositor.memory, product, paper
        self.forme = template.Forme(self.edition, self.fount, product, compositor.created)
        self.sizes = product.sizes(self.edition.language.setting)
        self.tried: dict[Fitted, engine.Pages] = {}

    def setting(self) -> Setting:
        """Return the best setting, or raise Refused."""
        fitted = self._fitted()
        pages = self.tried[fitted]
        rtl = self.edition.language.direction == "rtl"
        data = pages.pdf(VARIANT, rtl, actual_size=self.paper.bleed > 0)
        if problems := tuple(self._proof(pages, data)):
            raise Refused(problems)
        return Setting(data, len(pages.layout), fitted.size)

    def _fitted(self) -> Fitted:
        """Return the largest type that fits and the most air, from memory or by search."""
        smallest = self.forme.html(self.paper, self.sizes.floor)
        key = memory.key(smallest, template.folder(), engine.versions())
        known = self.memory.recall(key)
        if known and self._fits(known):
            return known
        size = fit.largest(self.sizes, lambda size: self._fits(Fitted(size, 0.0)))
        if size is None:
            raise Refused(self._too_long())
        air = fit.largest(fit.AIR, lambda air: self._fits(Fitted(size, air))) or 0.0
        self.memory.keep(key, Fitted(size, air))
        return Fitted(size, air)

    def _fits(self, fitted: Fitted) -> bool:
        if fitted not in self.tried:
            self.tried[fitted] = self._lay_out(self.paper, fitted)
        return proof.fits(self.tried[fitted].layout, self.product)

    def _lay_out(self, paper: Paper, fitted: Fitted) -> engine.Pages:
        html = self.forme.html(paper, fitted.size, fitted.air)
        return engine.lay_out(html, template.folder(), self.fount)

    def _too_long(self) -> Iterator[Problem]:
        floor = Fitted(self.sizes.floor, 0.0)
        tall = self._lay_out(replace(self.paper, height=ENDLESS), floor).layout
        layout, panels = self.tried[floor].layout, self.forme.panels
        yield from proof.too_long(layout, tall, self.product, self.paper, self.edition, panels)

    def _proof(self, pages: engine.Pages, data: bytes) -> Iterator[Problem]:
        """Yield what is wrong with the pages or the finished file."""
        rtl, texts = self.edition.language.direction == "rtl", self.forme.texts
        yield from proof.lost(pages.layout, texts)
        yield from proof.broken(pages.layout, self.product.template, texts)
        seen = viewer.visual_lines(data) if rtl else ""
        yield from proof.unreadable(viewer.text(data), seen, texts, rtl)
