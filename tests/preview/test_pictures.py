"""Pictures of pages: as large as asked, drawn once, true to the page."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from vademecum.preview import pictures
from vademecum.preview.pictures import Page, Pictures, Printed


def pdf(*sizes: tuple[float, float]) -> bytes:
    """Return a PDF with pages of these sizes in points; the left half of each is red."""
    with pikepdf.new() as document:
        for width, height in sizes:
            document.add_blank_page(page_size=(width, height))
            drawn = f"1 0 0 rg 0 0 {width / 2} {height} re f".encode("ascii")
            document.pages[-1].contents_add(drawn)
        data = BytesIO()
        document.save(data, deterministic_id=True)
    return data.getvalue()


def test_pages_are_as_large_as_they_are_on_paper() -> None:
    printed = Printed.of(pdf((72, 144), (595.28, 841.89)))
    assert printed.pages[0] == Page(pytest.approx(25.4), pytest.approx(50.8))  # type: ignore[arg-type]
    assert round(printed.pages[1].width) == 210
    assert Printed.of(pdf((72, 144))).digest == Printed.of(pdf((72, 144))).digest != printed.digest


@pytest.mark.parametrize(("asked", "wide"), [(0, 400), (400, 400), (401, 800), (9000, 2400)])
def test_a_picture_is_of_its_page(asked: int, wide: int) -> None:
    printed = Printed.of(pdf((50, 50), (100, 200)))
    with Image.open(BytesIO(Pictures().picture(printed, 1, asked))) as found:
        assert found.format == "PNG"
        assert found.size == (wide, 2 * wide)
        assert found.getpixel((wide // 4, wide)) == (255, 0, 0)
        assert found.getpixel((wide * 3 // 4, wide)) == (255, 255, 255)


def test_a_picture_is_drawn_once_and_kept_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(printed: Printed, number: int, width: int) -> bytes:
        drawn.append(width)
        return b"%d" % width

    drawn: list[int] = []
    monkeypatch.setattr(pictures, "_drawn", draw)
    monkeypatch.setattr(pictures, "KEPT", 2)
    printed, one = Printed("x", (Page(1, 1),), b""), Pictures()
    for width in (400, 399, 800, 400, 1200, 400, 800):
        one.picture(printed, 0, width)
    assert drawn == [400, 800, 1200, 800]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"no PDF", pdf((72, 72))[:100]])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        Printed.of(data)
