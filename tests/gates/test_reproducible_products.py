"""The real guide in all languages gives the same bytes three times, however it is built."""

import re
from collections.abc import Iterable
from pathlib import Path

from tests.build.test_reproducible import ARABIC, PLAIN, TURKISH, Circumstances, build, differences
from tests.conftest import CONTENT

GUIDE = CONTENT / "russia-sim-top-up"
LANGUAGES = sorted(path.stem for path in GUIDE.glob("words/*.yaml"))
PARTNERS = sorted(path.parent.name for path in GUIDE.glob("partners/*/partner.yaml"))

WAYS = (
    Circumstances("all at once", PLAIN, (("-j", "2"),)),
    Circumstances(
        "on another day, one after the other, the press moved",
        TURKISH,
        (("-j", "1", "-l", ",".join(reversed(LANGUAGES)), "--today", "2027-02-01"),),
        desk="a/desk/that is/deep",
        moved="moved/to/elsewhere",
        umask=0o077,
    ),
    Circumstances(
        "language by language, the last first, product by product",
        ARABIC,
        (
            *(
                ("-j", "2", "-l", language, "-p", product)
                for language in reversed(LANGUAGES)
                for product in ("card-sheet", "checklist,card")
            ),
            ("-j", "1"),
        ),
        desk="другой стол",
        umask=0,
    ),
)


PAPER = re.compile(r"(?P<guide>[^/]+)/(?P<tag>[^/]+)/[^/_]+_(?P=tag)_(?P<product>.+)\.pdf")
FEWEST = {"checklist_a4", "checklist_letter", "card_id1", "card-operator-mts_id1"}


def papers(names: Iterable[str]) -> dict[str, dict[str, set[str]]]:
    """Return the products on each paper, by guide and language, of what was published."""
    found: dict[str, dict[str, set[str]]] = {}
    for match in filter(None, map(PAPER.fullmatch, names)):
        guide, tag, product = match.groups()
        found.setdefault(guide, {}).setdefault(tag, set()).add(product)
    return found


def test_every_product_of_the_real_guide_is_the_same_in_three_builds(tmp_path: Path) -> None:
    results = [build(GUIDE, tmp_path / str(i), how) for i, how in enumerate(WAYS)]
    assert differences(results) == []
    assert len({result.manifest for result in results}) == 1
    made = papers(results[0].files)
    assert made.keys() == {GUIDE.name, *(f"{GUIDE.name}@{name}" for name in PARTNERS)}
    assert sorted(made[GUIDE.name]) == LANGUAGES
    for products in made[GUIDE.name].values():
        assert products == made[GUIDE.name]["en"] > FEWEST
    assert {f"site/{GUIDE.name}/{tag}/index.html" for tag in LANGUAGES} <= results[0].files.keys()
