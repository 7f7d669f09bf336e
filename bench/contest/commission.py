"""What the peers are asked for: the press's artifacts, each with its words, size and places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vademecum.build import plan
from vademecum.build.plan import Artifact
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import Edition
from vademecum.forms import sheet
from vademecum.forms.papers import PAPERS, Paper
from vademecum.forms.products import PRODUCTS, Product, original
from vademecum.forms.sheet import Sheet
from vademecum.setting import fonts, template
from vademecum.setting.fonts import FACES, Face, Typefaces
from vademecum.text.runs import Text


@dataclass(frozen=True, slots=True)
class Commission:
    """One artifact to make, in type of `size` points.

    `product` is what is set on a paper of size `trim`: of a sheet the card, and `sheet` tells where
    its fronts stand. `html` is what our templates make of it, with the whole files of the faces,
    and `files` are the style sheets that it names.
    """

    artifact: Artifact
    edition: Edition
    size: float
    paper: Paper
    product: Product
    trim: Paper
    sheet: Sheet | None
    html: str
    files: Mapping[str, bytes]
    texts: tuple[Text, ...]
    own_faces: tuple[Face, ...]
    place_faces: tuple[Face, ...]

    @property
    def copies(self) -> int:
        """How often the product stands on the paper."""
        return len(self.sheet.places) if self.sheet else 1


def commissions(guide: Guide, sizes: Mapping[str, float]) -> Iterator[Commission]:
    """Yield the commission of each artifact of a guide for which there is a size of type."""
    for language in guide.languages:
        artifacts = [a for a in plan.artifacts({guide.id: [language]}) if a.path in sizes]
        if artifacts:
            edition = compose(guide, language)
            typefaces = fonts.typefaces(edition)
            for artifact in artifacts:
                yield _commission(artifact, edition, typefaces, sizes[artifact.path])


def _commission(
    artifact: Artifact, edition: Edition, typefaces: Typefaces, size: float
) -> Commission:
    paper = PAPERS[artifact.paper]
    product, its_paper = original(PRODUCTS[artifact.product], artifact.paper)
    trim = PAPERS[its_paper]
    places = None if product.id == artifact.product else sheet.plan(paper, trim)
    document = template.pour(edition, typefaces, product)
    style = f"<style>\n{template.measures(trim, size)}</style>\n</head>"
    html = document.html.replace("</head>", style)
    for cut in typefaces.cuts:
        html = html.replace(cut.url, FACES[cut.face].path(cut.weight).as_uri())
    faces = {cut.family: FACES[cut.face] for cut in typefaces.cuts}
    return Commission(
        artifact=artifact,
        edition=edition,
        size=size,
        paper=paper,
        product=product,
        trim=trim,
        sheet=places,
        html=html,
        files=document.files,
        texts=document.texts,
        own_faces=tuple(faces[family] for family in typefaces.families),
        place_faces=tuple(faces[family] for family in typefaces.place_families),
    )
