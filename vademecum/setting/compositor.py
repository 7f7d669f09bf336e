"""A product set in an edition on a paper: the largest type that fits, and then the most air."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Final, TypeAlias

from vademecum.edition.edition import Edition
from vademecum.forms.papers import Paper
from vademecum.forms.products import Product
from vademecum.problems.problem import Problem, Refused
from vademecum.setting import (
    engine,
    evening,
    fit,
    for_place,
    misfits,
    proof,
    quiet,
    rules,
    template,
    viewer,
)
from vademecum.setting.finished import Finished
from vademecum.setting.fit import Fitted, Panel, Trial
from vademecum.setting.layout import Layout, joined
from vademecum.setting.misfits import Floor
from vademecum.setting.overlaps import Side, touching
from vademecum.setting.stacks import Stack
from vademecum.setting.template import Document

VARIANT: Final = "pdf/ua-1"
ROUNDS: Final = 12
"""How many settings are drawn in which something touches before none is hoped for."""
"""What is set conforms to it (ISO 14289-1)."""
HOPELESS: Final = 4
"""How many times its pages a product is laid out on, before it is clear that it will not fit."""
EVENINGS: Final = 2
"""How often columns are given air so that they end together."""
ENDLESS: Final = 3000.0
"""The height of the paper on which the press measures what does not fit, in millimetres."""

Trying: TypeAlias = tuple[int | None, Fitted]
"""A panel, and how it is set."""


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

    @property
    def panels(self) -> tuple[int | None, ...]:
        """The panels that are set each for itself; None is all of them where a page is not one."""
        count = self.loaded.panels
        return tuple(range(count)) if count == self.product.pages else (None,)

    def lay_out(self, paper: Paper, fitted: Fitted, panel: int | None = None) -> engine.Pages:
        """Lay the product out on a paper, or one panel of it."""
        style = template.measures(paper, fitted, self.product.form)
        return self.loaded.lay_out(style, self.product.pages * HOPELESS, panel)


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


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pages as PDF, and what each of them draws."""

    data: bytes
    sides: tuple[Side, ...]


class _Attempt:
    """The search for the best setting of one product; keeps what it laid out."""

    def __init__(self, edition: Edition, galley: Galley, paper: Paper) -> None:
        self.edition, self.galley, self.paper = edition, galley, paper
        self.product = galley.product
        self.sizes = self.product.form.sizes(edition.language.setting, paper.id)
        self.tried: dict[Trying, engine.Pages] = {}
        self.touching: set[Trying] = set()
        self.found: tuple[Trying, ...] = ()
        self.modest = False

    def setting(self) -> Finished:
        """Return the best setting, or raise Refused; words are parted where nothing else helps."""
        found, words = self._best() or self._modestly(), frozenset[str]()
        while found is None:
            floor = self._floor()
            if (more := misfits.partable(floor)) <= words:
                raise Refused(self._misfits(floor))
            words |= more
            self.galley = self.galley.parted(words)
            self.tried, self.touching = {}, set()
            found = self._best()
        tryings, drawn = found
        self.found = tryings
        pages = self._joined(tryings)
        if problems := tuple(self._proof(pages, drawn)):
            raise Refused(problems)
        return Finished(drawn.data, len(pages.layout), min(fitted.size for _, fitted in tryings))

    def _modestly(self) -> tuple[tuple[Trying, ...], Drawn] | None:
        """Return the best setting with modest sentences, where some are shown to the place."""
        made = self.edition.made.get(self.product.id)
        if made is None or all(panel.reader != "place" for panel in made.panels):
            return None
        self.modest, self.tried, self.touching = True, {}, set()
        return self._best()

    def _best(self) -> tuple[tuple[Trying, ...], Drawn] | None:
        """Return the best setting of each panel in which nothing touches, drawn, or None.

        Only what would be printed is drawn, and looked at so closely.
        """
        panels = self.galley.panels
        for _ in range(ROUNDS):
            if not (found := fit.best(self.sizes, [partial(self._trial, p) for p in panels])):
                break
            tryings = tuple(map(self._evened, panels, found))
            drawn = self._draw(self._joined(tryings))
            if not (faulty := self._touching(tryings, drawn.sides)):
                return tryings, drawn
            self.touching |= faulty
        return None

    def _draw(self, pages: engine.Pages) -> Drawn:
        return Drawn(pages.pdf(VARIANT, actual_size=self.paper.bleed > 0), pages.sides())

    def _touching(self, tryings: Iterable[Trying], drawn: Iterable[Side]) -> set[Trying]:
        """Return the panels of a setting on which something touches."""
        sides = iter(drawn)
        own = {one: tuple(islice(sides, len(self.tried[one].layout))) for one in tryings}
        return {one for one, sides in own.items() if any(touching(sides))}

    def _joined(self, tryings: Iterable[Trying]) -> engine.Pages:
        """Return the panels of a setting as one document."""
        return engine.joined([self.tried[trying] for trying in tryings])

    def _evened(self, panel: int | None, fitted: Fitted) -> Trying:
        """Return how a panel is set so that columns beside each other end together, if they can."""
        best = fitted
        for _ in range(EVENINGS):
            layout = self._pages(panel, best).layout
            following = evening.evened(layout, best)
            if following == best or len(layout) > 1:
                break
            trial = self._trial(panel, following)
            better = evening.unevenness(self._pages(panel, following).layout)
            if not trial.fits or better >= evening.unevenness(layout):
                break
            best = following
        return panel, best

    def _pages(self, panel: int | None, fitted: Fitted) -> engine.Pages:
        """Return a panel laid out."""
        if (panel, fitted) not in self.tried:
            shown = replace(fitted, modest=self.modest)
            self.tried[panel, fitted] = self.galley.lay_out(self.paper, shown, panel)
        return self.tried[panel, fitted]

    def _trial(self, panel: int | None, fitted: Fitted) -> Trial:
        """Lay a panel out and return what it shows."""
        layout = self._pages(panel, fitted).layout
        budget = self.product.pages if panel is None else 1
        if len(layout) == self.product.pages * HOPELESS:
            raise Refused([misfits.far_too_long(self._begun(panel, layout, fitted.size))])
        too_wide = layout.overhang if layout.overhang > misfits.TOLERANCE else 0.0
        fits = proof.fits(layout, budget)
        sound = (panel, fitted) not in self.touching and not any(proof.early_breaks(layout))
        shown = _shown(layout, budget)
        return Trial(fits and sound, shown, layout.measure, too_wide, fits and not sound)

    def _floor(self) -> Floor:
        """Return the product at its smallest type on paper without end."""
        paper = replace(self.paper, height=ENDLESS)
        endless = self.galley.lay_out(paper, Fitted(self.sizes.floor, 0.0, (), self.modest)).layout
        room = next(iter(self.tried.values())).layout.rooms[0]
        return self._measured(endless, room, self.sizes.floor)

    def _measured(self, layout: Layout, room: float, size: float) -> Floor:
        document = self.galley.document
        return Floor(layout, room, size, document.panels, document.place(template.TEMPLATE))

    def _begun(self, panel: int | None, layout: Layout, size: float) -> Floor:
        """Return a panel that was laid out in part only."""
        floor = self._measured(layout, layout.rooms[0], size)
        if panel is None:
            return floor
        name = list(floor.panels)[panel]
        return replace(floor, layout=joined([layout]), panels={name: floor.panels[name]})

    def _misfits(self, floor: Floor) -> Iterator[Problem]:
        """Yield why the product cannot be set at its smallest type."""
        texts, budget = self.galley.document.texts, self.product.pages
        file = self.galley.document.place(template.TEMPLATE)
        smallest = Fitted(self.sizes.floor, 0.0)
        pages = engine.joined([self._pages(panel, smallest) for panel in self.galley.panels])
        if proof.fits(pages.layout, budget):
            yield from proof.lost(pages.layout, texts)
            yield from proof.ends_early(pages.layout, file, texts)
            yield from proof.overlapping(pages.layout, pages.touching(), file, texts)
            return
        blocks = self.edition.poured(self.product.id).blocks
        if found := tuple(misfits.found(floor, self.edition, blocks)):
            yield from found
        else:
            yield misfits.too_many_pages(floor, len(pages.layout), budget)

    def _proof(self, pages: engine.Pages, drawn: Drawn) -> Iterator[Problem]:
        """Yield what is wrong with the pages or the finished file."""
        texts, file = self.galley.document.texts, self.galley.document.place(template.TEMPLATE)
        yield from proof.lost(pages.layout, texts)
        yield from for_place.small(pages.layout, self.edition.poured(self.product.id))
        yield from proof.hidden(pages.layout, self.galley.document.pictures)
        yield from proof.beyond(pages.layout, file, texts)
        yield from proof.broken(pages.layout, file, texts, list(self.galley.document.panels))
        crowded = quiet.free(pages.symbols(), drawn.data)
        yield from proof.crowded(pages.layout, crowded, file, texts)
        if not self.product.form.is_read:
            return
        broken = rules.broken(drawn.sides, self.sizes.floor)
        yield from proof.ruled(pages.layout, broken, file, texts)
        with viewer.opened(drawn.data) as opened:

            def finds(string: str) -> bool:
                return opened.finds(string) or proof.is_wrapped(pages.layout, string)

            yield from proof.unreadable(opened.text, texts, finds)


def _shown(layout: Layout, pages: int) -> Panel:
    """Return what a layout shows of a panel that may fill some pages."""
    stack, height = Stack.of(layout.lines), sum(map(layout.height, layout.panels()))
    whole = max(stack.height(1.0), 1.0)

    def grown(share: float) -> float:
        return stack.height(share) / whole

    return Panel(height, layout.rooms[0] * pages, stack.gaps, grown)
