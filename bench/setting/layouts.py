"""How often each product is laid out until it fits: `layouts.py GUIDE` prints counts as JSON.

A panel that is laid out alone counts as its share of the product.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from vademecum.build import clock, portions
from vademecum.build.plan import Planner, Selection
from vademecum.content.reading import GuideReader
from vademecum.forms.papers import PAPERS
from vademecum.setting import engine
from vademecum.setting.compositor import Compositor


def main(guide: str) -> None:
    """Set every product of a guide but the sheets, and count."""
    times = 0.0
    lay_out = engine.LoadedDocument.lay_out

    def counted(
        document: engine.LoadedDocument,
        style: str = "",
        most_pages: int | None = None,
        panel: int | None = None,
    ) -> engine.Pages:
        nonlocal times
        times += 1 if panel is None else 1 / document.panels
        return lay_out(document, style, most_pages, panel)

    engine.LoadedDocument.lay_out = counted  # type: ignore[method-assign,assignment]
    counts: dict[str, list[float]] = {}
    readings = portions.read([GuideReader(Path(guide), portions.house())], clock.today())
    for job in (job for one in readings for job in Planner().jobs(one.editions, Selection())):
        compositor = Compositor(job.edition, job.documents, job.typefaces.files())
        for made in job.edition.made.values():
            product = made.product
            for paper in product.papers:
                before = times
                compositor.set(product, PAPERS[paper])
                counts.setdefault(product.id, []).append(times - before)
    print(json.dumps(counts))


if __name__ == "__main__":
    main(*sys.argv[1:])
