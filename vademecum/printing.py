"""All artifacts of one edition: its type is cast once, each product set once a paper."""

from __future__ import annotations

from collections.abc import Iterator

from vademecum import fonts, impose
from vademecum.composition import compose
from vademecum.plan import Artifact, Job
from vademecum.press import Print
from vademecum.problems import Problem, Refused
from vademecum.products import PAPERS, PRODUCTS, Product
from vademecum.setting import Compositor, Setting


def prints(job: Job) -> Iterator[Print]:
    """Yield all artifacts of a job, or raise Refused with all that is wrong with any of them."""
    edition = compose(job.guide, job.language)
    if problems := tuple(fonts.coverage(job.guide, edition)):
        raise Refused(problems)
    shop = _Shop(Compositor(edition, fonts.cast(edition), job.created))
    checked = edition.oldest_check.isoformat()
    found: list[Problem] = []
    for artifact in job.artifacts:
        try:
            made = shop.make(artifact)
        except Refused as refused:
            found += refused.problems
        else:
            pages, size = made.pages, made.size
            yield Print(artifact, made.data, pages, size, edition.reviewed, checked)
    if found:
        raise Refused(found)


class _Shop:
    """Makes artifacts with a compositor, and keeps what it has set for the sheets."""

    def __init__(self, compositor: Compositor) -> None:
        self.compositor = compositor
        self.settings: dict[tuple[str, str], Setting | tuple[Problem, ...]] = {}

    def make(self, artifact: Artifact) -> Setting:
        """Return what an artifact holds; raise Refused where it cannot be made."""
        product = PRODUCTS[artifact.product]
        making = self._imposed if product.imposes else self._set
        return making(product, artifact.paper)

    def _imposed(self, product: Product, paper: str) -> Setting:
        single = PRODUCTS[product.imposes]
        card = self._set(single, single.papers[0])
        sheet = impose.plan(PAPERS[paper], PAPERS[single.papers[0]])
        return Setting(impose.draw(card.data, sheet), 2, card.size)

    def _set(self, product: Product, paper: str) -> Setting:
        key = (product.id, paper)
        if key not in self.settings:
            try:
                self.settings[key] = self.compositor.set(product, PAPERS[paper])
            except Refused as refused:
                self.settings[key] = refused.problems
        made = self.settings[key]
        if isinstance(made, Setting):
            return made
        raise Refused(made)
