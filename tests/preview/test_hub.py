"""The hub: whoever looks is told of each change once, and the builder of what is looked at."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.preview.test_pictures import pdf
from vademecum.preview.hub import KEPT, Edition, Hub, Shown
from vademecum.preview.messages import Begun, Bound, Choice, Known, Made, Told, View, nearest
from vademecum.preview.page import state
from vademecum.problems.problem import Problem

CHOICES = {
    "one": Choice(
        {"en": "English", "ar": "العربية"}, {"card": ("id1",), "sheet": ("a4", "letter")}
    ),
    "two": Choice({"ru": "Русский"}, {}),
}
CARD = View("one", "en", "card", "id1")
SHEET = View("one", "en", "sheet", "a4")
BAD = (Told(Problem("words/en.yaml", 3, 4, "bad-value", "no"), ("x: ", "y", " z")),)
WARNED = (Told(Problem("words/en.yaml", 3, 4, "outdated-words", "old", "", "warning")),)


def hub(folder: Path) -> tuple[Hub, list[tuple[View, ...]]]:
    told: list[tuple[View, ...]] = []
    return Hub(folder, CHOICES, lambda wanted: told.append(wanted.views)), told


def put(folder: Path, view: View, *sizes: tuple[float, float]) -> None:
    path = folder / view.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdf(*sizes))


@pytest.mark.parametrize(
    ("asked", "view"),
    [
        ({}, CARD),
        ({"guide": "one"}, CARD),
        ({"guide": "none"}, CARD),
        ({"product": "sheet"}, SHEET),
        ({"product": "sheet", "paper": "letter"}, View("one", "en", "sheet", "letter")),
        ({"product": "card", "paper": "letter"}, CARD),
        ({"language": "ar"}, View("one", "ar", "card", "id1")),
        ({"guide": "two", "language": "ar"}, View("two", "ru")),
        ({"guide": "../one", "paper": "../../etc"}, CARD),
    ],
)
def test_the_nearest_view_is_found(asked: dict[str, str], view: View) -> None:
    assert nearest(CHOICES, asked) == view
    assert nearest({}, asked) is None


def test_what_was_made_is_shown_and_stays_when_the_next_is_not(tmp_path: Path) -> None:
    one, _ = hub(tmp_path)
    assert state(one.shown(CARD), Edition()) == "making"
    put(tmp_path, CARD, (100, 50))
    one.take(Made(CARD, True, WARNED, seconds=1.5))
    first = one.shown(CARD)
    assert (state(first, Edition()), first.is_older, first.errors, len(first.warnings)) == (
        "made",
        False,
        (),
        1,
    )
    assert first.printed
    put(tmp_path, CARD, (300, 50))
    one.take(Begun(CARD))
    assert (state(one.shown(CARD), Edition()), one.shown(CARD).printed) == ("making", first.printed)
    one.take(Made(CARD, False, BAD))
    second = one.shown(CARD)
    assert (state(second, Edition()), second.is_older, second.errors) == ("faulty", True, BAD)
    assert second.printed == first.printed, "what was good stays, whatever stands there"
    one.take(Made(CARD, True))
    assert one.shown(CARD).printed != first.printed
    assert not one.shown(CARD).is_older


def test_of_a_view_that_was_never_made_what_was_published_before_is_shown(tmp_path: Path) -> None:
    one, _ = hub(tmp_path)
    one.take(Made(CARD, False, BAD))
    assert one.shown(CARD).printed is None
    put(tmp_path, SHEET, (100, 50))
    one.take(Made(SHEET, False, failure="the folder is full"))
    shown = one.shown(SHEET)
    assert shown.printed
    assert (shown.is_older, state(shown, Edition())) == (True, "faulty")
    (tmp_path / CARD.path).write_bytes(b"no PDF")
    one.take(Made(CARD, True))
    assert one.shown(CARD).printed is None


def test_whoever_looks_is_told_of_each_change_once(tmp_path: Path) -> None:
    async def main() -> None:
        one, told = hub(tmp_path)
        card, sheet = one.states(CARD), one.states(SHEET)
        assert (await anext(card))[0] == Shown(CARD)
        await anext(sheet)
        assert told == [(CARD,), (CARD, SHEET)]
        one.take(Begun(CARD))
        one.take(Made(CARD, False, BAD))
        assert (await anext(card))[0].errors == BAD
        waiting = asyncio.ensure_future(anext(sheet))
        await asyncio.sleep(0.01)
        assert not waiting.done(), "nothing of this view has changed"
        one.take(Known({}))
        assert (await waiting)[2] == {}
        await card.aclose()  # type: ignore[attr-defined]
        assert told[-1] == (SHEET,)
        last = asyncio.ensure_future(anext(sheet))
        await asyncio.sleep(0)
        one.close()
        with pytest.raises(StopAsyncIteration):
            await last
        assert not told[-1]

    asyncio.run(main())


def test_an_html_edition_is_older_from_the_next_words_on_until_it_is_made_again(
    tmp_path: Path,
) -> None:
    one, _ = hub(tmp_path)
    assert one.edition(CARD).is_older
    one.take(Bound("one", "en", True))
    first = one.edition(CARD)
    assert (first.is_older, first == one.edition(SHEET)) == (False, True)
    one.take(Made(CARD, True))
    assert state(one.shown(CARD), first) == "made"
    one.take(Begun(SHEET))
    assert one.edition(CARD).is_older
    one.take(Bound("one", "en", False, BAD))
    second = one.edition(CARD)
    assert (second.is_older, second.count, second.told) == (True, first.count, BAD)
    assert state(one.shown(CARD), second) == "faulty"
    one.take(Bound("one", "en", True))
    assert one.edition(CARD) == Edition(first.count + 1, False)
    assert one.edition(View("one", "ar", "card", "id1")) == Edition()


def test_a_page_that_was_opened_is_wanted_until_another_is(tmp_path: Path) -> None:
    one, told = hub(tmp_path)
    one.look(CARD)
    one.look(CARD)
    one.look(SHEET)
    assert told == [(CARD,), (SHEET,)]


def test_only_so_many_views_are_remembered(tmp_path: Path) -> None:
    one, _ = hub(tmp_path)
    for number in range(KEPT + 5):
        one.take(Made(View("one", "en", f"card-{number}", "id1"), False, BAD))
    assert state(one.shown(View("one", "en", "card-4", "id1")), Edition()) == "making"
    assert state(one.shown(View("one", "en", "card-5", "id1")), Edition()) == "faulty"
