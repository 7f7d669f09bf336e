"""Renders the pictures of the README from the products: `pictures.py FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from vademecum.build import executors, making
from vademecum.build.packed import PackedJob
from vademecum.build.plan import Planner, Selection
from vademecum.content import reading
from vademecum.content.house import House
from vademecum.edition.composition import compose
from vademecum.setting import template

DESK = (226, 230, 233)
SHADOW = (196, 202, 206)
GAP = 28


def render(data: bytes, page: int, dpi: float, bleed: float = 0.0) -> Image.Image:
    """Return a page as a picture, cut to its trim."""
    scale = dpi / 72
    with pypdfium2.PdfDocument(data) as document:
        picture: Image.Image = document[page].render(scale=scale).to_pil().convert("RGB")
    cut = round(bleed / 25.4 * dpi)
    return picture.crop((cut, cut, picture.width - cut, picture.height - cut))


def lay(pictures: list[list[Image.Image]]) -> Image.Image:
    """Return rows of pictures laid on a desk."""
    width = max(sum(p.width + GAP for p in row) for row in pictures) + GAP
    height = sum(max(p.height for p in row) + GAP for row in pictures) + GAP
    desk = Image.new("RGB", (width, height), DESK)
    draw = ImageDraw.Draw(desk)
    y = GAP
    for row in pictures:
        x = (width - sum(p.width + GAP for p in row) + GAP) // 2
        for picture in row:
            box = (x + 3, y + 3, x + picture.width + 3, y + picture.height + 3)
            draw.rectangle(box, fill=SHADOW)
            desk.paste(picture, (x, y))
            x += picture.width + GAP
        y += max(p.height for p in row) + GAP
    return desk


def prints(guide: Path, languages: tuple[str, ...]) -> dict[tuple[str, str], bytes]:
    """Return the products of a guide in some languages, by language and product."""
    read, problems = reading.load(guide, House(template.folder()))
    if read is None:
        sys.exit("\n".join(map(str, problems)))
    selection = Selection(languages=frozenset(languages), papers=frozenset({"a4", "id1"}))
    found: dict[tuple[str, str], bytes] = {}

    def keep(outcome: making.Outcome) -> None:
        for artifact, one in outcome.prints.items():
            found[artifact.language, artifact.product] = one.data

    editions = (compose(read, tag) for tag in languages)
    executors.run(map(PackedJob.of, Planner().jobs(editions, selection)), 2, keep)
    return found


def card(data: bytes) -> list[Image.Image]:
    """Return the two sides of a card."""
    return [render(data, side, 170, bleed=3.0) for side in (0, 1)]


def main(folder: Path) -> None:
    """Write first.png, checklist.png and card.png into a folder."""
    folder.mkdir(exist_ok=True)
    first = prints(Path("examples/small"), ("en",))
    lay([card(first["en", "card"])]).quantize(64).save(folder / "first.png", optimize=True)
    made = prints(Path("content/russia-sim-top-up"), ("ar", "en", "zh-Hans"))
    checklists = [render(made[tag, "checklist"], page, 72) for tag, page in
                  (("en", 0), ("en", 1), ("ar", 0))]  # fmt: skip
    cards = [card(made[tag, "card"]) for tag in ("en", "zh-Hans", "ar")]
    lay([checklists]).quantize(64).save(folder / "checklist.png", optimize=True)
    lay(cards).quantize(64).save(folder / "card.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
