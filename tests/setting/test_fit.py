"""The search for the largest type that fits, and for the air that fills the page."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import jobs
from tests.trying import tried
from vademecum.build.plan import Selection
from vademecum.content.guide import Guide
from vademecum.forms.papers import PAPERS, Paper
from vademecum.forms.products import Product
from vademecum.forms.sizes import Range
from vademecum.setting import proof
from vademecum.setting.compositor import Compositor, _Attempt
from vademecum.setting.fit import MM_PER_PT, MOST, Fitted, Panel, Trial, best

SIZES = Range(6.5, 9.0, opening=7.2)
ROOM, GAPS, MEASURE = 48.8, 9, 78.8


def card(height: float, power: float = 1.0, widest: float = 99.0) -> Callable[[Fitted], Trial]:
    """Return a panel that is `height` mm high at 6.5 pt, and too wide beyond a size."""

    def lay_out(fitted: Fitted) -> Trial:
        bare = height * (fitted.size / 6.5) ** power
        panel = Panel(bare + GAPS * fitted.air * fitted.size * MM_PER_PT, ROOM, GAPS)
        overhang = max(0.0, (fitted.size / widest - 1) * MEASURE)
        return Trial(panel.height <= ROOM and overhang == 0, (panel,), MEASURE, overhang)

    return lay_out


@pytest.mark.parametrize("power", [0.9, 1.0, 1.2, 1.6])
@pytest.mark.parametrize("height", [30.0, 40.0, 45.0, 48.0, 48.7])
def test_the_largest_size_is_found_to_two_steps_and_air_fills_the_rest(
    height: float, power: float
) -> None:
    lay_out = card(height, power)
    found = best(SIZES, lay_out)
    assert found is not None
    fitting = [s for s in SIZES.sizes() if lay_out(Fitted(s, 0.0)).fits]
    assert fitting[-1] - 0.21 < found.size <= fitting[-1]
    (panel,) = lay_out(found).panels
    left = ROOM - panel.height
    assert found.air == 0.6 or left < 3 * 0.04 * GAPS * found.size * MM_PER_PT


@pytest.mark.parametrize("widest", [6.5, 6.8, 7.4, 8.0])
def test_what_is_too_wide_is_set_smaller_and_then_given_air(widest: float) -> None:
    found = best(SIZES, card(35.0, 0.9, widest))
    assert found is not None
    assert widest - 0.21 < found.size <= widest
    assert found.air > 0.1


def test_what_does_not_fit_at_the_floor_fits_nowhere() -> None:
    assert best(SIZES, card(49.0)) is None
    assert best(SIZES, card(30.0, 1.0, widest=6.4)) is None


def test_a_layout_that_no_height_explains_ends_the_search_all_the_same() -> None:
    def moody(fitted: Fitted) -> Trial:
        trials.append(fitted)
        return Trial(fitted.size <= 6.6 and fitted.air == 0, (Panel(30.0, ROOM, GAPS),), MEASURE)

    trials: list[Fitted] = []
    found = best(SIZES, moody)
    assert found is not None
    assert found in trials
    assert moody(found).fits
    assert len(trials) <= MOST + 1


def test_a_blemished_size_is_avoided_and_costs_no_other() -> None:
    def blemished_at(*sizes: float) -> Callable[[Fitted], Trial]:
        def lay_out(fitted: Fitted) -> Trial:
            trial = card(40.0)(fitted)
            bad = trial.fits and fitted.size in sizes
            return replace(trial, fits=trial.fits and not bad, blemished=bad)

        return lay_out

    fine = best(SIZES, card(40.0))
    first = best(SIZES, blemished_at(SIZES.opening))
    assert fine is not None
    assert first == fine
    other = best(SIZES, blemished_at(fine.size))
    assert other is not None
    assert 0 < abs(other.size - fine.size) < 0.21


class Counted(_Attempt):
    """An attempt that tells how often the product was laid out."""

    def __init__(self, guide: Guide, tag: str, product: Product, paper: Paper) -> None:
        (job,) = jobs(guide, Selection(languages=frozenset({tag})))
        galley = Compositor(job.edition, job.documents, job.typefaces.files()).galley(product)
        super().__init__(job.edition, galley, paper)

    def fits(self, size: float) -> bool:
        return proof.fits(self.galley.lay_out(self.paper, Fitted(size, 0.0)).layout, self.product)


def test_a_card_takes_few_layouts_on_average_and_comes_close_to_the_largest_type(
    russia: Guide,
) -> None:
    """What a layout is not made for is 2.5 % of the size, and 1.2 % a first guess leaves free."""
    layouts = []
    for tag in russia.languages:
        attempt = Counted(russia, tag, russia.products["card"], PAPERS["id1"])
        size = attempt.setting().size
        layouts.append(len(attempt.tried))
        assert not attempt.fits(round(size + 0.3, 1))
    assert sum(layouts) / len(layouts) <= 2.5
    assert max(layouts) <= 5


def test_a_product_is_set_the_same_whatever_was_set_before(russia: Guide) -> None:
    card, paper = russia.products["card"], PAPERS["id1"]
    first = Counted(russia, "ru", card, paper).setting()
    Counted(russia, "en", card, paper).setting()
    assert Counted(russia, "ru", card, paper).setting() == first


@given(
    st.lists(st.tuples(st.floats(1, 90), st.floats(0.8, 2.6), st.integers(0, 40)), min_size=1),
    st.floats(0, 3),
    st.floats(5, 12),
    st.integers(1, 40),
)
@tried(max_examples=300)
def test_what_the_search_returns_was_laid_out_and_fits(
    shapes: list[tuple[float, float, int]], clip: float, floor: float, steps: int
) -> None:
    """Panels grow with any power of the size and with any number of airs; some are too wide."""
    sizes = Range(round(floor, 1), round(floor + steps / 10, 1))
    trials: dict[Fitted, Trial] = {}

    def lay_out(fitted: Fitted) -> Trial:
        growth = fitted.size / sizes.floor
        panels = tuple(
            Panel(height * growth**power + gaps * fitted.air * fitted.size * MM_PER_PT, 50.0, gaps)
            for height, power, gaps in shapes
        )
        overhang = max(growth - 1 - clip, 0.0) * 80
        fits = overhang <= 0.1 and all(panel.height <= panel.room for panel in panels)
        trials[fitted] = Trial(fits, panels, 80.0, overhang if overhang > 0.1 else 0.0)
        return trials[fitted]

    found = best(sizes, lay_out)
    assert len(trials) <= MOST
    assert found is None or trials[found].fits
    assert (found is None) == (not lay_out(Fitted(sizes.floor, 0.0)).fits)
