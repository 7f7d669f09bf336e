"""What has to be made, and the key of each artifact: the hash of all that it is made from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from vademecum.build import pouring, versions
from vademecum.build.pouring import Pour
from vademecum.edition.edition import Edition
from vademecum.forms.papers import PAPERS
from vademecum.forms.products import Product, originals
from vademecum.problems.problem import Problem
from vademecum.setting import fonts, packages, template
from vademecum.setting.finished import Finished
from vademecum.setting.fonts import Typefaces
from vademecum.setting.template import Document


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


@dataclass(frozen=True, slots=True, order=True)
class SiteFile:
    """One file of the site: of a guide in a language or, where both are empty, of all of them."""

    guide: str
    language: str
    name: str

    @property
    def path(self) -> str:
        """The path below the published folder."""
        return "/".join(filter(None, ("site", self.guide, self.language, self.name)))


@dataclass(frozen=True, slots=True)
class Selection:
    """What a build is asked for; an empty part means all of it.

    A product is asked for by its own id or, of one a row, by what the guide calls them all. One
    with no choice of paper is always made: `fixed` are those, with their guides. `rows` are the
    products asked for in one a row, `known` all that guides have: what an earlier build made of a
    row that is gone is asked for too, and so goes. Whether the site is, and paper, stands apart.
    """

    guides: frozenset[str] = field(default=frozenset())
    languages: frozenset[str] = field(default=frozenset())
    products: frozenset[str] = field(default=frozenset())
    papers: frozenset[str] = field(default=frozenset())
    fixed: frozenset[tuple[str, str]] = field(default=frozenset())
    rows: frozenset[tuple[str, str]] = field(default=frozenset())
    known: frozenset[tuple[str, str]] = field(default=frozenset())
    paper: bool = True
    site: bool = False

    def __contains__(self, artifact: Artifact | SiteFile) -> bool:
        if isinstance(artifact, SiteFile):
            common = not artifact.guide
            return self.site and (common or self.asks_for(artifact.guide, artifact.language))
        return self.paper and self._has(artifact)

    def _has(self, artifact: Artifact) -> bool:
        if self._is_of_a_row_that_is_gone(artifact):
            return self.asks_for(artifact.guide, artifact.language)
        fixed = (artifact.guide, artifact.product) in self.fixed
        return self.asks_for(artifact.guide, artifact.language) and all(
            not wanted or have in wanted
            for wanted, have in (
                (self.products, artifact.product),
                (frozenset() if fixed else self.papers, artifact.paper),
            )
        )

    def _is_of_a_row_that_is_gone(self, artifact: Artifact) -> bool:
        return (artifact.guide, artifact.product) not in self.known and any(
            artifact.guide == guide and artifact.product.startswith(f"{product}-")
            for guide, product in self.rows
        )

    def asks_for(self, guide: str, language: str) -> bool:
        """Whether anything of a guide is asked for in a language."""
        return (not self.guides or guide in self.guides) and (
            not self.languages or language in self.languages
        )


@dataclass(frozen=True, slots=True)
class Job:
    """One edition and the artifacts to make of it; its type is cut once for all of them.

    `documents` are those of its products, and `keys` names each artifact by the hash of all that
    can change a byte of it. `versions` are those that the keys are good for. `cards` are finished
    already, for the sheets, and `type` is cut already where the job is a part of one. `weight`
    tells about how long the job takes.
    """

    edition: Edition
    typefaces: Typefaces
    documents: Mapping[str, Document] = field(repr=False)
    keys: Mapping[Artifact, str]
    versions: Mapping[str, str]
    cards: Mapping[Artifact, Finished] = field(default_factory=dict)
    type: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    weight: int = 0

    @property
    def language(self) -> str:
        """The BCP 47 tag of the edition's language."""
        return self.edition.language.tag

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """What the job makes."""
        return tuple(self.keys)

    @property
    def name(self) -> str:
        """What the job is called in messages."""
        return f"{self.edition.guide} in {self.language}"

    def without(self, finished: Mapping[Artifact, Finished]) -> Job:
        """Return the job of what is not yet finished; what is may serve for its sheets."""
        keys = {artifact: key for artifact, key in self.keys.items() if artifact not in finished}
        products = self.edition.products
        needed = {one.id for a in keys for one in products[a.product].originals}
        cards = {a: finished[a] for a in self.keys if a in finished and a.product in needed}
        return replace(self._of(keys), cards=cards)

    def parts(self) -> tuple[Job, ...]:
        """Return the job as one a document, sheets with their card; the type is cut here, once."""
        made_from: dict[tuple[str, str], dict[Artifact, str]] = {}
        for artifact, key in self.keys.items():
            product = self.edition.products[artifact.product]
            paper = originals(product, artifact.paper)[0][1]
            made_from.setdefault((product.base, paper), {})[artifact] = key
        if len(made_from) < 2:
            return (self,)
        whole = replace(self, type=self.typefaces.files(), weight=self.weight // len(made_from))
        return tuple(whole._of(keys) for keys in made_from.values())

    def _of(self, keys: Mapping[Artifact, str]) -> Job:
        """Return the job of some of its artifacts, with the documents that these need."""
        products = self.edition.products
        needed = {one.id for a in keys for one in products[a.product].poured}
        documents = {name: document for name, document in self.documents.items() if name in needed}
        return replace(self, keys=keys, documents=documents)


def artifacts(edition: Edition) -> Iterator[Artifact]:
    """Yield every artifact of an edition, in a settled order."""
    for product in edition.products.values():
        for paper in product.papers:
            yield Artifact(edition.guide, edition.language.tag, product.id, paper)


class Planner:
    """Plans jobs and derives their keys; holds what all of them share.

    `created` is the day and time written into the files (ISO 8601), or empty, `shelves` are the
    folders of templates, or else the press's own. `faults` are the problems of the editions, by
    guide and language, that have no job because their templates are at fault.
    """

    def __init__(self, created: str = "", shelves: Sequence[Path] = ()) -> None:
        self.created, self.versions = created, versions.state()
        self.shelves = tuple(shelves) or (template.folder(),)
        self.faults: dict[tuple[str, str], tuple[Problem, ...]] = {}
        # A face counts by the address of its cuts, so only where it is used.
        self.common = sorted(i for i in self.versions.items() if i[0] not in packages.FACES)

    def jobs(self, editions: Iterable[Edition], selection: Selection) -> Iterator[Job]:
        """Yield the jobs that make what is selected."""
        asked = [(e, tuple(a for a in artifacts(e) if a in selection)) for e in editions]
        asked = [(edition, wanted) for edition, wanted in asked if wanted]
        pours = [self._pour(edition, wanted) for edition, wanted in asked]
        results = pouring.pour(pours, self.shelves)
        for (edition, wanted), pour, poured in zip(asked, pours, results, strict=True):
            if isinstance(poured, tuple):
                self.faults[edition.guide, edition.language.tag] = poured
            else:
                yield self._job(pour, poured, wanted)

    def _pour(self, edition: Edition, wanted: Iterable[Artifact]) -> Pour:
        """Return what has to be poured for artifacts of an edition."""
        products = edition.products
        needed = {one.id: one for a in wanted for one in products[a.product].poured}
        return Pour(edition, fonts.typefaces(edition), tuple(needed.values()), self.created)

    def _job(self, pour: Pour, documents: dict[str, Document], wanted: Iterable[Artifact]) -> Job:
        """Return the job that makes artifacts of an edition, from its documents."""
        edition, typefaces = pour.edition, pour.typefaces

        def key(product: Product, paper: str) -> str:
            if product.originals:
                made_from: list[Any] = [key(*one) for one in originals(product, paper)]
            else:
                made_from = []
            made_from += _contents(documents[product.id])
            # Not what the product is called, nor what else it is made on.
            form = [repr(product.form), product.pages, repr(PAPERS[paper])]
            return _hash([*made_from, *form, self.common])

        keys = {a: key(edition.products[a.product], a.paper) for a in wanted}
        weight = sum(len(document.html) for document in documents.values())
        machines = {**self.versions, **typefaces.packages}
        return Job(edition, typefaces, documents, keys, machines, weight=weight)


def _contents(document: Document) -> list[Any]:
    """Return a document, and the hashes of the files that it is made with."""
    hashes = ((name, sha256(data).hexdigest()) for name, data in document.files.items())
    return [document.html, sorted(hashes)]


def _hash(made_from: list[Any]) -> str:
    return sha256(json.dumps(made_from).encode("ascii")).hexdigest()
