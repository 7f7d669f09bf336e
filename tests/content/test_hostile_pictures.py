"""Pictures that mean harm: each is a problem, or made plain, in two seconds and 300 MB."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest
from PIL import Image

from tests.conftest import ROOT
from tests.content.hostile_pictures import CONVERTED, REFUSED
from vademecum.content import raster
from vademecum.forms.rooms import Room

Told = Mapping[str, tuple[Any, float]]
SECONDS = 2.0
ALL = {**REFUSED, **CONVERTED}
NAMES = {name: f"p{number:02}.{ALL[name][0]}" for number, name in enumerate(ALL)}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return what became of each picture, in a process with little memory, and in what time."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "pictures").mkdir()
    for name, (_, data, _) in ALL.items():
        (folder / "pictures" / NAMES[name]).write_bytes(data)
    command = [sys.executable, "-m", "tests.content.reading_pictures", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert done.returncode == 0, done.stderr[-2000:]
    found: Told = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", REFUSED)
def test_what_means_harm_is_refused_soon(name: str, told: Told) -> None:
    said, seconds = told[NAMES[name]]
    if name == "more than it says":  # what is beyond the last line is never unpacked
        assert isinstance(said, int)
    else:
        assert len(said) == 1, said
        assert REFUSED[name][2] in said[0]
    assert seconds < SECONDS


@pytest.mark.parametrize("name", CONVERTED)
def test_what_is_only_odd_is_made_plain(name: str, told: Told) -> None:
    assert isinstance(told[NAMES[name]][0], int)
    _, data, mode = CONVERTED[name]
    made = raster.printable(data, [Room(90, 90)])
    assert raster.printable(data, [Room(90, 90)]) == made
    with Image.open(io.BytesIO(made)) as image:
        image.load()
        assert image.mode == mode
        assert not image.getexif()
        assert not {"icc_profile", "exif", "dpi", "comment"} & set(image.info)
    assert b"camera" not in made


def test_what_lies_on_its_side_is_set_upright() -> None:
    with Image.open(io.BytesIO(raster.printable(CONVERTED["a place"][1], [Room(60, 90)]))) as image:
        assert image.height > image.width


@pytest.mark.parametrize(("name", "colour"), [("CMYK", (200, 40, 30)), ("16 bits of grey", 128)])
def test_colours_stay_what_they_were(name: str, colour: Any) -> None:
    with Image.open(io.BytesIO(raster.printable(CONVERTED[name][1], [Room(90, 90)]))) as image:
        found = image.getpixel((450, 300))
    pairs = zip(found, colour, strict=True) if isinstance(found, tuple) else [(found, colour)]
    assert all(abs(one - other) <= 6 for one, other in pairs)
