"""The packages that have a hand in the bytes are known by their versions."""

import re
from importlib.metadata import version
from pathlib import Path

from packaging.version import Version

from tests.conftest import ROOT
from vademecum.setting import packages
from vademecum.text.faces import FACES

BYSTANDERS = {
    "annotated-types", "click", "coloraide", "colorama", "dnspython", "markdown-it-py", "mdurl", "packaging", "pycparser",
    "pygments", "rich", "typing-extensions", "typing-inspection", "fontpkg", "justmytype",
}  # fmt: skip
"""What is locked and changes no byte: the terminal, types, a look-up that nobody asks for, what finds fonts and C."""


def test_every_locked_package_counts_or_is_known_to_be_a_bystander() -> None:
    locked = set(
        re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements/press.txt").read_text(), re.M)
    )
    assert locked - set(packages.PACKAGES) == BYSTANDERS & locked
    assert not BYSTANDERS & set(packages.PACKAGES)


def test_the_packages_of_all_faces_count() -> None:
    assert {face.distribution for face in FACES.values()} == set(packages.FACES)


def test_versions_are_read_from_the_names_of_metadata_and_are_right() -> None:
    found = packages.versions()
    assert set(found) >= {"weasyprint", "pikepdf", "uharfbuzz", *packages.FACES}
    assert all(Version(number) == Version(version(name)) for name, number in found.items())


def test_the_first_folder_on_the_path_counts(tmp_path: Path) -> None:
    for folder, number in (("one", "1.0"), ("two", "2.0")):
        (tmp_path / folder / f"WeasyPrint-{number}.dist-info").mkdir(parents=True)
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    assert packages.versions(path=(two, one, str(tmp_path / "none"))) == {"weasyprint": "2.0"}
