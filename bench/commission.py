"""What the peers are asked for: the press's artifacts, each with its words, size and places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vademecum import fonts, impose, plan, template
from vademecum.composition import compose
from vademecum.edition import Edition, Text
from vademecum.fonts import FACES, Face, Fount
from vademecum.guide import Guide
from vademecum.impose import Sheet
from vademecum.plan import Artifact
from vademecum.products import PAPERS, PRODUCTS, Paper, Product, document


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
            fount = fonts.order(edition)
            for artifact in artifacts:
                yield _commission(artifact, edition, fount, sizes[artifact.path])


def _commission(artifact: Artifact, edition: Edition, fount: Fount, size: float) -> Commission:
    paper = PAPERS[artifact.paper]
    product, its_paper = document(PRODUCTS[artifact.product], artifact.paper)
    trim = PAPERS[its_paper]
    sheet = None if product.id == artifact.product else impose.plan(paper, trim)
    forme = template.pour(edition, fount, product)
    style = f"<style>\n{template.measures(trim, size)}</style>\n</head>"
    html = forme.html.replace("</head>", style)
    for cut in fount.cuts:
        html = html.replace(cut.url, FACES[cut.face].path(cut.weight).as_uri())
    faces = {cut.family: FACES[cut.face] for cut in fount.cuts}
    return Commission(
        artifact=artifact,
        edition=edition,
        size=size,
        paper=paper,
        product=product,
        trim=trim,
        sheet=sheet,
        html=html,
        files=forme.files,
        texts=forme.texts,
        own_faces=tuple(faces[family] for family in fount.families),
        place_faces=tuple(faces[family] for family in fount.place_families),
    )
