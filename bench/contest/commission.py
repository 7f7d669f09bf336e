"""What the peers are asked for: the press's artifacts, each with its words, size and places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vademecum.build import plan
from vademecum.build.plan import Artifact
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import Edition, Made, Slug
from vademecum.forms import imposition
from vademecum.forms.papers import PAPERS, Paper
from vademecum.forms.products import SLUG, Product, originals
from vademecum.forms.sheet import Sheet, deal
from vademecum.setting import fonts, template
from vademecum.setting.fit import Fitted
from vademecum.setting.fonts import Typefaces
from vademecum.text.faces import Face
from vademecum.text.runs import Text


@dataclass(frozen=True, slots=True)
class Original:
    """What is set: a product, or a card of a sheet.

    `html` is what our templates make of it, with the whole files of the faces, and `files` are the
    style sheets that it names.
    """

    made: Made
    html: str
    files: Mapping[str, bytes]
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands in the margin of every side of a sheet, in type of `size` points."""

    slug: Slug
    size: float
    html: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A page of a sheet: which panel of which of the originals stands on each of its places."""

    sheet: Sheet
    panel: int
    dealt: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Commission:
    """One artifact to make, in type of `size` points.

    Each of the originals is set on a paper of size `trim`. A sheet has `sides`, on which they stand
    again and again, and a `margin`; whatever is printed by itself has one original and neither.
    """

    artifact: Artifact
    edition: Edition
    size: float
    paper: Paper
    trim: Paper
    originals: tuple[Original, ...]
    sides: tuple[Side, ...]
    margin: Margin | None
    own_faces: tuple[Face, ...]
    place_faces: tuple[Face, ...]

    @property
    def product(self) -> Product:
        """The first product that is set."""
        return self.originals[0].made.product

    @property
    def files(self) -> Mapping[str, bytes]:
        """The style sheets of all originals."""
        return {name: data for one in self.originals for name, data in one.files.items()}

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts of all originals."""
        return tuple(text for one in self.originals for text in one.texts)

    @property
    def copies(self) -> int:
        """How often each original stands in the file."""
        dealt = [kind for side in self.sides if side.panel == 0 for kind in side.dealt]
        return dealt.count(0) if self.sides else 1

    @property
    def pages(self) -> int:
        """How many pages the file has."""
        return len(self.sides) or self.product.pages


def commissions(guide: Guide, sizes: Mapping[str, float]) -> Iterator[Commission]:
    """Yield the commission of each artifact of a guide for which there is a size of type."""
    for language in guide.languages:
        edition = compose(guide, language)
        typefaces = fonts.typefaces(edition)
        for artifact in plan.artifacts(edition):
            if artifact.path in sizes:
                yield _commission(artifact, edition, typefaces, sizes[artifact.path])


def _commission(
    artifact: Artifact, edition: Edition, typefaces: Typefaces, size: float
) -> Commission:
    paper, product = PAPERS[artifact.paper], edition.products[artifact.product]
    singles = originals(product, artifact.paper)
    trim = PAPERS[singles[0][1]]
    faces = {cut.family: cut.face for cut in typefaces.cuts}
    return Commission(
        artifact=artifact,
        edition=edition,
        size=size,
        paper=paper,
        trim=trim,
        originals=tuple(_original(edition, typefaces, one, trim, size) for one, _ in singles),
        sides=tuple(_sides(imposition.plan(paper, trim, False), singles[0][0].pages, len(singles)))
        if product.originals
        else (),
        margin=_margin(edition, typefaces, product) if product.originals else None,
        own_faces=tuple(faces[family] for family in typefaces.families),
        place_faces=tuple(faces[family] for family in typefaces.place_families),
    )


def _original(
    edition: Edition, typefaces: Typefaces, product: Product, trim: Paper, size: float
) -> Original:
    document = template.pour(edition, typefaces, product)
    sizes = template.measures(trim, Fitted(size, 0.0), product.form)
    style = f"<style>\n{sizes}{_own_type(edition, typefaces)}\n</style>\n</head>"
    html = document.html.replace("</head>", style)
    for cut in typefaces.cuts:
        html = html.replace(cut.url, cut.face.path(cut.weight).as_uri())
    return Original(edition.made[product.id], html, document.files, document.texts)


def _own_type(edition: Edition, typefaces: Typefaces) -> str:
    """Return the rule that sets the reader's words in the reader's faces on any panel.

    Our engine takes from any face of the document what the first has not; a browser does not.
    """
    families = ", ".join(f'"{family}"' for family in typefaces.families)
    return f'[lang="{edition.language.tag}"] {{ font-family: {families} }}'


def _margin(edition: Edition, typefaces: Typefaces, product: Product) -> Margin:
    """Return the margin of a sheet, in the smallest type that it may have: there is room for it."""
    document = template.pour(edition, typefaces, product)
    size = SLUG.sizes(edition.language.setting).floor
    return Margin(edition.slugs[product.id], size, document.html, document.texts)


def _sides(front: Sheet, pages: int, kinds: int) -> Iterator[Side]:
    """Yield the pages of the sheets, as the press draws them."""
    for dealt in deal(len(front.places), kinds):
        for panel, side in enumerate((front, front.back())[:pages]):
            yield Side(side, panel, dealt)
