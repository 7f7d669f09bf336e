"""Releases: each says what changed with it, and all come back as they were released."""

import json
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from vademecum.content.released import FILE, released, write
from vademecum.content.releases import Contents, Releases

DAY = date(2026, 11, 27)
KEYS = st.sampled_from(["title", "blocks.top.lead", "blocks.say.meanings.bill", "phrases.a.text"])
HASHES = st.text("0123456789abcdef", min_size=8, max_size=8)
SAID = st.builds(
    Contents,
    st.dictionaries(KEYS, HASHES),
    st.dictionaries(st.sampled_from(["mts.site", "fine", "a.b-c"]), HASHES),
    st.dictionaries(st.sampled_from(["map", "logo"]), HASHES),
)
ONE = Contents({"title": "00000001", "a": "00000002"}, {"fine": "00000003"})
OTHER = Contents({"title": "00000009", "b": "00000004"}, {"fine": "00000003"}, {"map": "00000005"})


def of(*said: Contents, tag: str = "en") -> Releases:
    found = Releases()
    for number, one in enumerate(said):
        found = found.with_release(tag, one, DAY + timedelta(number))
    return found


@given(st.lists(SAID, max_size=6), st.lists(SAID, max_size=3))
def test_what_was_released_is_read_again(
    tmp_path_factory: object, en: list[Contents], ar: list[Contents]
) -> None:
    folder = Path(str(tmp_path_factory.mktemp("guide")))  # type: ignore[attr-defined]
    both = Releases({**of(*en).by_tag, **of(*ar, tag="ar").by_tag})
    write(folder, both)
    assert released(folder, FILE) == both


@given(st.lists(SAID, max_size=6))
def test_what_the_newest_release_said_is_known(contents: list[Contents]) -> None:
    found = of(*contents)
    assert found.said("en") == (contents[-1] if contents else Contents())
    assert len(found.said("en").changes(found.said("en"))) == 0


def test_a_release_is_added_only_where_something_has_changed() -> None:
    found = of(ONE, ONE, OTHER, OTHER, ONE)
    assert [release.day.day for release in found.by_tag["en"]] == [27, 29, 1]
    assert found.newest("en") == found.by_tag["en"][2]
    assert found.newest("ar") is None


def test_the_file_tells_of_each_release_what_changed_with_it() -> None:
    tree = json.loads(of(ONE, OTHER).as_json())
    first, second = tree["en"]
    assert first == {
        "version": ONE.version,
        "day": "2026-11-27",
        "words": {"a": "00000002", "title": "00000001"},
        "facts": {"fine": "00000003"},
        "pictures": {},
    }
    assert second == {
        "version": OTHER.version,
        "day": "2026-11-28",
        "words": {"a": "", "b": "00000004", "title": "00000009"},
        "facts": {},
        "pictures": {"map": "00000005"},
    }


def test_changes_are_those_since_the_newest_release() -> None:
    found = of(ONE, OTHER)
    assert ONE.changes(found.said("en")) == Contents(
        {"a": "00000002", "b": "", "title": "00000001"}, {}, {"map": ""}
    )
    assert found.said("ar") == Contents()


def test_years_of_releases_stay_small_enough_to_be_read(tmp_path: Path) -> None:
    """A language of 250 words, two of which change each week for two years; there may be twenty."""
    words = {f"blocks.some-block.items.some-item-{n}": f"{n:08x}" for n in range(250)}
    facts = {f"operator.fact-{n}": f"{n:08x}" for n in range(100)}
    record = Releases()
    for week in range(100):
        words |= {f"blocks.some-block.items.some-item-{week}": f"{week + 1000:08x}"}
        facts |= {f"operator.fact-{week}": f"{week + 1000:08x}"}
        record = record.with_release("en", Contents(dict(words), dict(facts)), DAY)
    assert len(record.as_json()) * 20 < 2_000_000
    write(tmp_path, record)
    assert released(tmp_path, FILE) == record
