"""Which guides are meant by the names that people type."""

from pathlib import Path

import pytest

from vademecum.content import catalogue
from vademecum.content.catalogue import Usage

GUIDES = (
    "content/metro/guide.yaml",
    "content/tram/guide.yaml",
    "content/broken/words/en.yaml",
    "content/.hidden/guide.yaml",
    "examples/hostel/guide.yaml",
    "examples/metro/guide.yaml",
    "examples/_old/guide.yaml",
    "alone/guide.yaml",
    "alone/words/en.yaml",
    "empty/words/en.yaml",
)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with guides, where the test now stands."""
    for name in GUIDES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("", "content/broken content/metro content/tram"),
        ("metro", "content/metro"),
        ("tram metro tram", "content/tram content/metro"),
        ("content", "content/broken content/metro content/tram"),
        ("examples", "examples/hostel examples/metro"),
        ("examples/", "examples/hostel examples/metro"),
        ("examples/metro", "examples/metro"),
        ("examples/hostel examples", "examples/hostel examples/metro"),
        ("alone", "alone"),
        ("alone tram", "alone content/tram"),
        ("empty", "empty"),
        ("content/broken", "content/broken"),
    ],
)
def test_a_name_means_guides(house: Path, named: str, meant: str) -> None:
    found = catalogue.folders(named.split())
    assert [path.as_posix() for path in found] == meant.split()


def test_a_link_to_a_guide_is_the_same_guide(house: Path) -> None:
    (house / "examples/inn").symlink_to(house / "examples/hostel")
    assert len(catalogue.folders(["examples"])) == 2


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("", "content/broken content/metro content/tram"), ("content", "content/broken content/metro content/tram"),
        ("metro", "content/metro"), ("a-metro", "content/a-metro"), ("z-metro", "content/z-metro"),
        ("a-metro metro", "content/metro"), ("metro z-metro", "content/metro"),
        ("z-metro content", "content/metro content/broken content/tram"),
    ],
)  # fmt: skip
def test_a_guide_s_own_name_goes_before_that_of_a_link_to_it(
    house: Path, named: str, meant: str
) -> None:
    """Or what was published under its name would be taken away when a link to it comes in."""
    for link in ("a-metro", "z-metro"):
        (house / "content" / link).symlink_to("metro")
    found = catalogue.folders(named.split())
    assert sorted(path.as_posix() for path in found) == sorted(meant.split())


@pytest.mark.parametrize("target", ["nowhere", "/mnt/nothing/metro", "../examples/gone", "lost"])
@pytest.mark.parametrize("name", ["lost", "a", "tram-2"])
def test_a_link_that_leads_to_no_guide_any_more_is_one_that_cannot_be_read(
    house: Path, name: str, target: str
) -> None:
    (house / "content" / name).symlink_to(target)
    (house / "content" / "notes.txt").symlink_to("nowhere")
    (house / "content" / ".#lock").symlink_to("somebody@somewhere.4711:1")
    found = [path.as_posix() for path in catalogue.folders([])]
    assert found == sorted(["content/broken", "content/metro", "content/tram", f"content/{name}"])


@pytest.mark.parametrize(
    ("named", "roots"),
    [("", "content"), ("metro", "content/metro"), ("examples tram", "examples content/tram")],
)
def test_a_guide_that_comes_into_a_named_folder_is_seen(
    house: Path, named: str, roots: str
) -> None:
    assert [path.as_posix() for path in catalogue.roots(named.split())] == roots.split()


def test_what_is_not_there_is_told(house: Path) -> None:
    with pytest.raises(Usage, match="unknown guide 'exampels'"):
        catalogue.folders(["exampels"])


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ((), frozenset()),
        (("inn",), {"inn"}),
        (("inn,club",), {"inn", "club"}),
        (("inn", "bank"), {"inn", "bank"}),
    ],
)
def test_partners_are_meant_whom_some_guide_has(
    house: Path, named: tuple[str, ...], meant: frozenset[str]
) -> None:
    folders = [house / "content" / "metro", house / "content" / "tram"]
    for folder, names in zip(folders, (("inn", "club"), ("bank", "inn")), strict=True):
        for name in names:
            (folder / "partners" / name).mkdir(parents=True)
    assert catalogue.partners(folders, named) == meant
    with pytest.raises(Usage, match="did you mean 'club'"):
        catalogue.partners(folders, ["clubb"])
