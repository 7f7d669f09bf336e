"""`vademecum list`: what can be asked for."""

from __future__ import annotations

from collections.abc import Sequence

from vademecum.blocks import pictograms
from vademecum.blocks.pictograms import PICTOGRAMS
from vademecum.content import catalogue, languages
from vademecum.content.house import House
from vademecum.content.reading import GuideReader
from vademecum.content.themes import COLOURS, THEMES
from vademecum.forms.papers import PAPERS
from vademecum.forms.products import FORMS
from vademecum.problems.streams import plain


def listing(guides: Sequence[str]) -> int:
    """List the guides with their languages and products, the forms and the papers."""
    for folder in catalogue.folders(guides):
        tags = languages.spoken(folder)
        print(plain(folder.name))
        print(plain(f"  {'languages':<24} {', '.join(tags)}"))
        for product in catalogue.products(GuideReader(folder, House(folder))):
            what = f"sheets of {product.base}" if product.originals else product.form.id
            print(f"  {product.id:<24} {what} on {', '.join(product.papers)}")
        if partners := catalogue.partners_of(folder):
            print(plain(f"  {'partners':<24} {', '.join(partners)}"))
    print("Forms and their papers")
    for form in FORMS.values():
        print(f"  {form.id:<24} {', '.join(form.papers)}")
    print("Papers")
    for paper in PAPERS.values():
        print(f"  {paper.id:<24} {paper.width} x {paper.height} mm")
    return 0


def themes() -> int:
    """List the themes of the press, with their tokens."""
    for name, theme in THEMES.items():
        colours = " ".join(f"{colour} {getattr(theme, colour)}" for colour in COLOURS)
        print(f"{name:<12} {colours}  {theme.bars} bars")
    return 0


def icons(words: Sequence[str]) -> int:
    """List the pictograms that some words find, or all of them; raise Usage where there is none."""
    text = " ".join(words)
    found = pictograms.found(text) if words else tuple(PICTOGRAMS)
    if not found:
        near = ", ".join(pictograms.near(text))
        hint = f"the nearest are {near}" if near else "'vademecum list icons' shows them all"
        raise catalogue.Usage(f"no pictogram is called {text!r}; {hint}")
    for id in found:
        print(f"{id:<16} {PICTOGRAMS[id].caption}")
    return 0
