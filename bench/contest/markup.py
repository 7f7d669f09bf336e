"""HTML for the peers that read it: our templates' own documents, and the sheets made of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bench.contest.commission import Commission

TEMPLATES: Final = Path(__file__).parent / "templates"
PAGE_MARGINS: Final = re.compile(r"@page \{ margin: ([\d. m]+?) \}")
PANEL: Final = re.compile(r'(?=<section class="panel )')
"""Where a panel begins; it ends where the next one does, or the body."""
SLACK: Final = 3.0
"""By how much other engines than ours may fill the lower margin, in millimetres."""


def write(commission: Commission, folder: Path, browser: bool = False) -> Path:
    """Write an artifact's HTML with its style sheets into a folder and return its path.

    A `browser` knows no bleed, and its lines come out a little higher.
    """
    if commission.sides:
        html = _imposed(commission)
    elif browser:
        html = _for_browser(commission)
    else:
        html = commission.originals[0].html
    path = folder / Path(commission.artifact.path).with_suffix(".html").name
    path.write_text(html, "utf-8")
    for name, data in commission.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return path


def margins(commission: Commission) -> tuple[float, float, float]:
    """Return the page margins of our style sheet in millimetres: top, sides, bottom."""
    sheets = "".join(data.decode("utf-8") for data in commission.files.values())
    found = PAGE_MARGINS.search(sheets)
    if not found:
        raise ValueError(f"the style of {commission.artifact.path} has no page margins")
    lengths = [float(length.removesuffix("mm")) for length in found[1].split()]
    return lengths[0], lengths[1], lengths[2 if len(lengths) > 2 else 0]


def _for_browser(commission: Commission) -> str:
    """Return the HTML with its bleed on the page; a browser prints nothing into page margins."""
    paper, bleed = commission.paper, commission.paper.bleed
    top, sides, bottom = (margin + bleed for margin in margins(commission))
    margin = f"{top}mm {sides}mm {bottom - SLACK}mm"
    size = f"{paper.width + 2 * bleed}mm {paper.height + 2 * bleed}mm"
    style = f"@page {{ size: {size}; margin: {margin} }}"
    if bleed:
        style = f"@page {{ size: {size}; margin: 0 }} body > section {{ padding: {margin} }}"
    html = commission.originals[0].html
    return html.replace("</head>", f"<style>{style}</style>\n</head>")


def _imposed(commission: Commission) -> str:
    """Return the HTML of a sheet, made of the panels of its originals."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    head, _, rest = commission.originals[0].html.partition("</head>")
    panels = [_panels(one.html) for one in commission.originals]
    margin = commission.margin
    return environment.get_template("imposed.html.j2").render(
        head=Markup(head),
        body=Markup(PANEL.split(rest)[0]),
        paper=commission.paper,
        trim=commission.trim,
        margins=" ".join(f"{margin}mm" for margin in margins(commission)),
        slug=Markup(_body(margin.html)) if margin else "",
        slug_size=margin.size if margin else 0.0,
        tight=commission.edition.language.setting.tight,
        leaves=[
            (
                side.sheet,
                [
                    (place, panels[kind][side.panel])
                    for place, kind in zip(side.sheet.places, side.dealt, strict=True)
                    if kind is not None
                ],
            )
            for side in commission.sides
        ],
    )


def _body(html: str) -> str:
    """Return what stands in the body of a document."""
    return re.split("<body[^>]*>", html)[1].partition("</body>")[0]


def _panels(html: str) -> list[Markup]:
    """Return the panels of a document."""
    return [Markup(part) for part in PANEL.split(html.partition("</body>")[0])[1:]]
