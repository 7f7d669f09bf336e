"""What has to be made, and the key of each artifact: the hash of all that it is made from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from vademecum.build import versions
from vademecum.edition.edition import Edition
from vademecum.forms.papers import PAPERS
from vademecum.forms.products import PRODUCTS, Product, original
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
        needed = {PRODUCTS[artifact.product].imposes for artifact in keys}
        cards = {a: finished[a] for a in self.keys if a in finished and a.product in needed}
        return replace(self._of(keys), cards=cards)

    def parts(self) -> tuple[Job, ...]:
        """Return the job as one a document, sheets with their card; the type is cut here, once."""
        made_from: dict[tuple[Product, str], dict[Artifact, str]] = {}
        for artifact, key in self.keys.items():
            what = original(PRODUCTS[artifact.product], artifact.paper)
            made_from.setdefault(what, {})[artifact] = key
        if len(made_from) < 2:
            return (self,)
        whole = replace(self, type=self.typefaces.files(), weight=self.weight // len(made_from))
        return tuple(whole._of(keys) for keys in made_from.values())

    def _of(self, keys: Mapping[Artifact, str]) -> Job:
        """Return the job of some of its artifacts, with the documents that these need."""
        needed = {original(PRODUCTS[a.product], a.paper)[0].id for a in keys}
        documents = {name: document for name, document in self.documents.items() if name in needed}
        return replace(self, keys=keys, documents=documents)


def artifacts(
    guides: Mapping[str, Iterable[str]], products: Mapping[str, Product] = PRODUCTS
) -> Iterator[Artifact]:
    """Yield every artifact of the guides, given as languages by guide, in a settled order."""
    for guide, languages in guides.items():
        for language in languages:
            for product in products.values():
                for paper in product.papers:
                    yield Artifact(guide, language, product.id, paper)


class Planner:
    """Plans jobs and derives their keys; holds what all of them share.

    `created` is the day and time written into the files (ISO 8601), or empty.
    """

    def __init__(self, created: str = "") -> None:
        self.created, self.versions = created, versions.state()
        # A face counts by the address of its cuts, so only where it is used.
        self.common = sorted(i for i in self.versions.items() if i[0] not in packages.FACES)

    def jobs(self, editions: Iterable[Edition], selection: Selection) -> Iterator[Job]:
        """Yield the jobs that make what is selected."""
        for edition in editions:
            every = artifacts({edition.guide: [edition.language.tag]})
            wanted = tuple(artifact for artifact in every if artifact in selection)
            if wanted:
                yield self._job(edition, wanted)

    def _job(self, edition: Edition, wanted: Iterable[Artifact]) -> Job:
        """Return the job that makes artifacts of an edition."""
        typefaces, documents = fonts.typefaces(edition), dict[str, Document]()

        def key(product: Product, paper: str) -> str:
            single, its_paper = original(product, paper)
            if single != product:
                made_from: list[Any] = [key(single, its_paper)]
            else:
                if product.id not in documents:
                    documents[product.id] = template.pour(edition, typefaces, product, self.created)
                made_from = _contents(documents[product.id])
            return _hash([*made_from, repr(product), repr(PAPERS[paper]), self.common])

        keys = {a: key(PRODUCTS[a.product], a.paper) for a in wanted}
        weight = sum(len(document.html) for document in documents.values())
        return Job(edition, typefaces, documents, keys, self.versions, weight=weight)


def _contents(document: Document) -> list[Any]:
    """Return a document, and the hashes of the files that it is made with."""
    hashes = ((name, sha256(data).hexdigest()) for name, data in document.files.items())
    return [document.html, sorted(hashes)]


def _hash(made_from: list[Any]) -> str:
    return sha256(json.dumps(made_from).encode("ascii")).hexdigest()
