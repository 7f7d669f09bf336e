"""All products of one edition: its type is cut once, each product set once a paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from vademecum.edition.edition import Edition
from vademecum.forms import imposition
from vademecum.forms.papers import PAPERS, Paper
from vademecum.forms.products import Product, originals
from vademecum.problems.gathering import gathered
from vademecum.problems.problem import MadeFor, Problem, Refused
from vademecum.setting import drawing
from vademecum.setting.compositor import Compositor
from vademecum.setting.finished import Finished
from vademecum.setting.template import Document


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """A product on a paper, by their ids."""

    product: str
    paper: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """An edition, the documents of its products, its type by its addresses, and what is wanted.

    `finished` are made already: a sheet needs its card.
    """

    edition: Edition
    documents: Mapping[str, Document]
    type: Mapping[str, bytes]
    wanted: tuple[Item, ...]
    finished: Mapping[Item, Finished] = field(default_factory=dict)


def prints(assignment: Assignment) -> Iterator[tuple[Item, Finished]]:
    """Yield all that is wanted, or raise Refused with all that is wrong with any of it."""
    maker = _Maker(assignment)
    for item in assignment.wanted:
        with suppress(Refused):  # the maker keeps what is wrong
            yield item, maker.make(item)
    if maker.wrong:
        raise Refused(gathered(_told(maker.wrong, assignment.edition)))


def _told(wrong: Mapping[Item, tuple[Problem, ...]], edition: Edition) -> Iterator[Problem]:
    """Yield what is wrong with some items, each problem with what it was found for."""
    guide, tag = edition.guide, edition.language.tag
    for item, problems in wrong.items():
        made_for = (MadeFor.of(guide, tag, item.product, item.paper),)
        yield from (replace(one, made_for=made_for, said=one.message) for one in problems)


class _Maker:
    """Makes items with a compositor, and keeps what it has set for the sheets."""

    def __init__(self, assignment: Assignment) -> None:
        self.compositor = Compositor(assignment.edition, assignment.documents, assignment.type)
        self.edition = assignment.edition
        self.made: dict[Item, Finished] = dict(assignment.finished)
        self.wrong: dict[Item, tuple[Problem, ...]] = {}

    def make(self, item: Item) -> Finished:
        """Return what an item holds; raise Refused where it cannot be made."""
        product = self.edition.products[item.product]
        making = self._imposed if product.originals else self._set
        return making(product, item.paper)

    def _imposed(self, product: Product, paper: str) -> Finished:
        cards = [self._set(single, its_paper) for single, its_paper in originals(product, paper)]
        files, card = [one.data for one in cards], PAPERS[product.originals[0].papers[0]]
        plan = imposition.plan(PAPERS[paper], card, drawing.bleeds(files))
        words = self.edition.slugs[product.id].product
        slug = self._composed(Item(product.id, paper), words, plan.slug.paper)
        data, pages = drawing.draw(files, plan, slug.data)
        return Finished(data, pages, min(one.size for one in cards))

    def _set(self, product: Product, paper: str) -> Finished:
        item = Item(product.id, paper)
        if item not in self.made:
            self.made[item] = self._composed(item, product, PAPERS[paper])
        return self.made[item]

    def _composed(self, item: Item, product: Product, paper: Paper) -> Finished:
        """Set a product for an item; keep what is wrong with it, which is found once."""
        if item in self.wrong:
            raise Refused(self.wrong[item])
        try:
            return self.compositor.set(product, paper)
        except Refused as refused:
            self.wrong[item] = refused.problems
            raise
