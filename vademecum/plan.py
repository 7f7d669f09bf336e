"""What has to be made: every artifact that a selection asks for, grouped by edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from vademecum.guide import Guide
from vademecum.products import PRODUCTS, Product


@dataclass(frozen=True, slots=True, order=True)
class Artifact:
    """One file to make; `path` is where it stands in the published folder."""

    guide: str
    language: str
    product: str
    paper: str

    @property
    def path(self) -> str:
        """The path below the published folder, with guide, language, product and paper."""
        name = f"{self.guide}_{self.language}_{self.product}_{self.paper}.pdf"
        return f"{self.guide}/{self.language}/{name}"


@dataclass(frozen=True, slots=True)
class Selection:
    """What a build is asked for; an empty part means all of it."""

    guides: frozenset[str] = field(default=frozenset())
    languages: frozenset[str] = field(default=frozenset())
    products: frozenset[str] = field(default=frozenset())
    papers: frozenset[str] = field(default=frozenset())

    def __contains__(self, artifact: Artifact) -> bool:
        return all(
            not wanted or have in wanted
            for wanted, have in (
                (self.guides, artifact.guide),
                (self.languages, artifact.language),
                (self.products, artifact.product),
                (self._papers(artifact.product), artifact.paper),
            )
        )

    def _papers(self, product: str) -> frozenset[str]:
        """Return the papers asked for; a product with no choice of paper is always made."""
        if product in PRODUCTS and len(PRODUCTS[product].papers) == 1:
            return frozenset()
        return self.papers


@dataclass(frozen=True, slots=True)
class Job:
    """One edition and the artifacts to make of it; its type is cut once for all of them.

    `created` is the day and time written into the files (ISO 8601), or empty for none.
    """

    guide: Guide
    language: str
    artifacts: tuple[Artifact, ...]
    created: str = ""

    @property
    def name(self) -> str:
        """What the job is called in messages."""
        return f"{self.guide.id} in {self.language}"


def artifacts(
    guides: Mapping[str, Iterable[str]], products: Mapping[str, Product] = PRODUCTS
) -> Iterator[Artifact]:
    """Yield every artifact of the guides, given as languages by guide, in a settled order."""
    for guide, languages in guides.items():
        for language in languages:
            for product in products.values():
                for paper in product.papers:
                    yield Artifact(guide, language, product.id, paper)


def jobs(guides: Iterable[Guide], selection: Selection, created: str = "") -> tuple[Job, ...]:
    """Return the jobs that make what is selected."""
    found = []
    for guide in guides:
        for language in guide.languages:
            wanted = tuple(a for a in artifacts({guide.id: [language]}) if a in selection)
            if wanted:
                found.append(Job(guide, language, wanted, created))
    return tuple(found)
