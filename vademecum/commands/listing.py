"""`vademecum list`: what can be asked for."""

from __future__ import annotations

from vademecum.content import catalogue
from vademecum.forms.papers import PAPERS
from vademecum.forms.products import PRODUCTS


def listing() -> int:
    """List the guides, languages, products and papers that can be asked for."""
    print("Guides and languages")
    for folder in catalogue.folders(()):
        tags = sorted(path.stem for path in folder.glob("words/*.yaml"))
        print(f"  {folder.name:<24} {', '.join(tags)}")
    print("Products and papers")
    for product in PRODUCTS.values():
        print(f"  {product.id:<24} {product.title} on {', '.join(product.papers)}")
    print("Papers")
    for paper in PAPERS.values():
        print(f"  {paper.id:<24} {paper.width} x {paper.height} mm")
    return 0
