"""The products of a guide, as its structure has them: one a row where it says so, and sheets."""

from __future__ import annotations

from collections.abc import Iterator

from vademecum.content.guide import MadeProduct, Structure
from vademecum.forms.products import FORMS, Product


def products(structure: Structure) -> dict[str, Product]:
    """Return the products by their ids, in order, each before the sheets of it."""
    return {
        product.id: product
        for id, made in structure.products.items()
        for product in _expanded(structure, id, made)
    }


def _expanded(structure: Structure, id: str, made: MadeProduct) -> Iterator[Product]:
    form = FORMS[made.form]
    papers, pages = made.papers or form.usual, len(made.panels)
    rows = structure.blocks[made.per].rows_by_name if made.per else {}
    if rows:
        one = tuple(Product(f"{id}-{row}", form, papers, pages, base=id, row=row) for row in rows)
    else:
        one = (Product(id, form, papers, pages, base=id),)
    yield from one
    if made.imposed_on:
        yield Product(f"{id}-sheet", form, made.imposed_on, 2, one, base=id)
