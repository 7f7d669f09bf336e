"""The real guide in all languages gives the same bytes three times, however it is built."""

from pathlib import Path

from tests.build.test_reproducible import ARABIC, PLAIN, TURKISH, Circumstances, build, differences
from tests.conftest import CONTENT

GUIDE = CONTENT / "russia-sim-top-up"
LANGUAGES = sorted(path.stem for path in GUIDE.glob("words/*.yaml"))

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
        tuple(
            ("-j", "2", "-l", language, "-p", product)
            for language in reversed(LANGUAGES)
            for product in ("card-sheet", "checklist,card")
        ),
        desk="другой стол",
        umask=0,
    ),
)


def test_every_product_of_the_real_guide_is_the_same_in_three_builds(tmp_path: Path) -> None:
    results = [build(GUIDE, tmp_path / str(i), how) for i, how in enumerate(WAYS)]
    assert len(results[0].files) == 5 * len(LANGUAGES) + 1
    assert differences(results) == []
    assert len({result.manifest for result in results}) == 1
