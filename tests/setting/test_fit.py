"""The search for the largest type that fits each panel, and for the air that fills it."""

from collections.abc import Callable
from dataclasses import replace
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import LANGUAGES, jobs
from tests.trying import tried
from vademecum.build.plan import Selection
from vademecum.content.guide import Guide
from vademecum.forms.papers import PAPERS, Paper
from vademecum.forms.products import Product
from vademecum.forms.sizes import Range
from vademecum.setting import proof
from vademecum.setting.compositor import Compositor, _Attempt
from vademecum.setting.fit import AIR, MM_PER_PT, MOST, Fitted, LayOut, Panel, Trial, best

SIZES = Range(6.5, 9.0, opening=7.2)
ROOM, GAPS, MEASURE = 48.8, 9, 78.8
NEIGHBOURS = 1.08


def card(height: float, power: float = 1.0, widest: float = 99.0) -> LayOut:
    """Return a panel that is `height` mm high at 6.5 pt, and too wide beyond a size."""

    def lay_out(fitted: Fitted) -> Trial:
        bare = height * (fitted.size / 6.5) ** power
        panel = Panel(bare + GAPS * fitted.air * fitted.size * MM_PER_PT, ROOM, GAPS)
        overhang = max(0.0, (fitted.size / widest - 1) * MEASURE)
        return Trial(panel.height <= ROOM and overhang == 0, panel, MEASURE, overhang)

    return lay_out


def wrapped(lengths: list[float], spills: bool) -> LayOut:
    """Return a panel of paragraphs, which break into lines; at 6.5 pt they are so many lines long.

    What `spills` shows less than it needs, as a page does that leaves space before the next.
    """

    def lay_out(fitted: Fitted) -> Trial:
        share, em = fitted.size / 6.5, fitted.size * MM_PER_PT
        height = sum(ceil(length * share) * 1.25 * em for length in lengths)
        height += len(lengths) * fitted.air * em
        fits = height <= ROOM
        seen = height - ROOM * 0.03 if spills and not fits else height
        return Trial(fits, Panel(seen, ROOM, len(lengths)), MEASURE)

    return lay_out


def alone(sizes: Range, lay_out: LayOut) -> Fitted | None:
    found = best(sizes, [lay_out])
    return found[0] if found else None


def largest(lay_out: LayOut, ceiling: float = SIZES.ceiling) -> float:
    """Return the largest size that fits, by trying all."""
    return max(s for s in SIZES.sizes() if s <= ceiling and lay_out(Fitted(s, 0.0)).fits)


@pytest.mark.parametrize("power", [0.9, 1.0, 1.2, 1.6])
@pytest.mark.parametrize("height", [30.0, 40.0, 45.0, 48.0, 48.7])
def test_the_largest_size_is_found_and_air_fills_the_rest(height: float, power: float) -> None:
    lay_out = card(height, power)
    found = alone(SIZES, lay_out)
    assert found is not None
    assert found.size == largest(lay_out)
    left = ROOM - lay_out(found).panel.height
    assert found.air == AIR.ceiling or left < 3 * 0.04 * GAPS * found.size * MM_PER_PT


@pytest.mark.parametrize("spills", [False, True])
@pytest.mark.parametrize(
    "lengths",
    [
        [0.9] * 15,
        [1.02] * 8,
        [2.0, 3.0, 0.99, 4.9],
        [6.97, 0.5, 0.5],
        [1.5] * 7,
        [0.4, 0.6, 0.9, 1.1, 1.9, 2.5],
        [7.6, 4.3],
        [0.99, 1.98, 2.97, 3.96],
    ],
)
def test_where_lines_break_the_largest_size_is_found_too(
    lengths: list[float], spills: bool
) -> None:
    lay_out = wrapped(lengths, spills)
    found = alone(SIZES, lay_out)
    assert found is not None
    assert found.size == largest(lay_out)


@pytest.mark.parametrize("widest", [6.5, 6.8, 7.4, 8.0])
def test_what_is_too_wide_is_set_smaller_and_then_given_air(widest: float) -> None:
    found = alone(SIZES, card(35.0, 0.9, widest))
    assert found is not None
    assert widest - 0.11 < found.size <= widest
    assert found.air > 0.1


def test_what_does_not_fit_at_the_floor_fits_nowhere() -> None:
    assert best(SIZES, [card(49.0)]) is None
    assert best(SIZES, [card(30.0, 1.0, widest=6.4)]) is None
    assert best(SIZES, [card(30.0), card(49.0)]) is None
    assert best(SIZES, [card(49.0), card(30.0)]) is None


@pytest.mark.parametrize(
    ("heights", "sizes"),
    [
        ([48.8, 48.8], [6.5, 6.5]),
        ([48.8, 47.0], [6.5, 6.7]),  # within 8 %: each its own
        ([48.8, 45.5], [6.5, 6.9]),
        ([48.8, 45.4], [6.5, 6.9]),
        ([48.8, 45.1], [6.5, 7.0]),
        ([48.8, 44.0], [6.5, 7.0]),  # 7.2 would fit
        ([20.0, 48.8], [7.0, 6.5]),
        ([20.0, 20.0], [9.0, 9.0]),
        ([20.0, 42.2], [8.1, 7.5]),
        ([20.0, 38.0, 20.0], [8.9, 8.3, 8.9]),
        ([48.8, 20.0, 40.0], [6.5, 7.0, 7.0]),
    ],
)
def test_no_panel_is_set_much_larger_than_another(heights: list[float], sizes: list[float]) -> None:
    panels = [card(height) for height in heights]
    found = best(SIZES, panels)
    assert found is not None
    assert [fitted.size for fitted in found] == sizes
    for fitted, lay_out in zip(found, panels, strict=True):
        white = 1 - lay_out(fitted).panel.height / ROOM
        assert white < 0.08 or fitted.size == 9.0 or fitted.air == AIR.ceiling


def test_a_layout_that_no_height_explains_ends_the_search_all_the_same() -> None:
    def moody(fitted: Fitted) -> Trial:
        trials.append(fitted)
        return Trial(fitted.size <= 6.6 and fitted.air == 0, Panel(30.0, ROOM, GAPS), MEASURE)

    trials: list[Fitted] = []
    found = alone(SIZES, moody)
    assert found is not None
    assert found in trials
    assert moody(found).fits
    assert len(trials) <= MOST + 1


def test_a_blemished_size_is_avoided_and_costs_no_other() -> None:
    def blemished_at(*sizes: float) -> LayOut:
        def lay_out(fitted: Fitted) -> Trial:
            trial = card(40.0)(fitted)
            bad = trial.fits and fitted.size in sizes
            return replace(trial, fits=trial.fits and not bad, blemished=bad)

        return lay_out

    fine = alone(SIZES, card(40.0))
    assert fine is not None
    assert alone(SIZES, blemished_at(SIZES.opening)) == fine
    other = alone(SIZES, blemished_at(fine.size))
    assert other is not None
    assert other.size == round(fine.size - 0.1, 1)


class Counted(_Attempt):
    """An attempt that tells how often the product was laid out."""

    def __init__(self, guide: Guide, tag: str, product: Product, paper: Paper) -> None:
        (job,) = jobs(guide, Selection(languages=frozenset({tag})))
        galley = Compositor(job.edition, job.documents, job.typefaces.files()).galley(product)
        super().__init__(job.edition, galley, paper)

    def fits(self, panel: int, size: float) -> bool:
        layout = self.galley.lay_out(self.paper, Fitted(size, 0.0), panel).layout
        return proof.fits(layout, 1) and not any(proof.early_breaks(layout))


def test_a_card_takes_few_layouts_on_average_and_has_the_largest_type(russia: Guide) -> None:
    layouts = []
    for tag in LANGUAGES:
        attempt = Counted(russia, tag, russia.products["card"], PAPERS["id1"])
        smallest = attempt.setting().size
        layouts.append(len(attempt.tried) / 2)
        for panel, fitted in attempt.found:
            larger = round(fitted.size + 0.1, 1)
            assert panel is not None
            assert larger > smallest * NEIGHBOURS or not attempt.fits(panel, larger)
    assert sum(layouts) / len(layouts) <= 3.5
    assert max(layouts) <= MOST


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
    trials: list[dict[Fitted, Trial]] = [{} for _ in shapes]

    def panel(number: int) -> Callable[[Fitted], Trial]:
        height, power, gaps = shapes[number]

        def lay_out(fitted: Fitted) -> Trial:
            growth = fitted.size / sizes.floor
            tall = height * growth**power + gaps * fitted.air * fitted.size * MM_PER_PT
            overhang = max(growth - 1 - clip, 0.0) * 80
            fits = overhang <= 0.1 and tall <= 50.0
            shown = Panel(tall, 50.0, gaps)
            trial = Trial(fits, shown, 80.0, overhang if overhang > 0.1 else 0.0)
            return trials[number].setdefault(fitted, trial)

        return lay_out

    panels = [panel(number) for number in range(len(shapes))]
    found = best(sizes, panels)
    if found is not None:
        assert all(seen[fitted].fits for seen, fitted in zip(trials, found, strict=True))
        smallest = min(fitted.size for fitted in found)
        assert max(fitted.size for fitted in found) <= smallest * NEIGHBOURS + 1e-9
    fits = [lay_out(Fitted(sizes.floor, 0.0)).fits for lay_out in panels]
    assert (found is None) == (not all(fits))
