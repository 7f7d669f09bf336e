"""All artifacts of one edition: its type is cast once, each product set once a paper."""

from __future__ import annotations

from collections.abc import Iterator

from vademecum import impose
from vademecum.finished import Finished
from vademecum.plan import Artifact, Job
from vademecum.problems import Problem, Refused
from vademecum.products import PAPERS, PRODUCTS, Product, document
from vademecum.setting import Compositor


def prints(job: Job) -> Iterator[tuple[Artifact, Finished]]:
    """Yield all artifacts of a job, or raise Refused with all that is wrong with any of them."""
    type = job.type or job.fount.cast()
    compositor = Compositor(job.edition, job.formes, type)
    shop = _Shop(compositor, job)
    found: list[Problem] = []
    for artifact in job.artifacts:
        try:
            yield artifact, shop.make(artifact)
        except Refused as refused:
            found += refused.problems
    if found:
        raise Refused(found)


class _Shop:
    """Makes artifacts with a compositor, and keeps what it has set for the sheets."""

    def __init__(self, compositor: Compositor, job: Job) -> None:
        self.compositor = compositor
        self.made: dict[tuple[str, str], Finished | tuple[Problem, ...]] = {
            (artifact.product, artifact.paper): card for artifact, card in job.cards.items()
        }

    def make(self, artifact: Artifact) -> Finished:
        """Return what an artifact holds; raise Refused where it cannot be made."""
        product = PRODUCTS[artifact.product]
        making = self._imposed if product.imposes else self._set
        return making(product, artifact.paper)

    def _imposed(self, product: Product, paper: str) -> Finished:
        single, its_paper = document(product, paper)
        card = self._set(single, its_paper)
        sheet = impose.plan(PAPERS[paper], PAPERS[its_paper])
        return Finished(impose.draw(card.data, sheet), 2, card.size)

    def _set(self, product: Product, paper: str) -> Finished:
        key = (product.id, paper)
        if key not in self.made:
            try:
                self.made[key] = self.compositor.set(product, PAPERS[paper])
            except Refused as refused:
                self.made[key] = refused.problems
        made = self.made[key]
        if isinstance(made, Finished):
            return made
        raise Refused(made)
