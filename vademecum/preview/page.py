"""The page that an author looks at: whole, and its parts as they change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from vademecum.preview.hub import Edition, Shown
from vademecum.preview.messages import Choices, View, nearest

PARTS: Final = ("choice", "status", "papers", "problems")
"""The parts of the page that change, by the ids of their elements."""
MOST: Final = 100
"""How many problems are shown; nobody reads more at once."""
SMALL: Final = 130
"""How wide a page is that is shown larger than it is printed, in millimetres."""


class Pages:
    """Pours views into the templates in a folder; `site` is where HTML editions stand."""

    def __init__(self, folder: Path, site: Path) -> None:
        loader = FileSystemLoader(folder)
        self._templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
        self._templates.trim_blocks = self._templates.lstrip_blocks = True
        self._site = site
        self.assets = folder / "assets"

    def whole(self, shown: Shown, edition: Edition, choices: Choices) -> str:
        """Return the page of a view."""
        values = self._values(shown, edition, choices)
        parts = {name: self._part(name, values) for name in PARTS}
        return self._templates.get_template("page.html.j2").render(**values, parts=parts)

    def parts(self, shown: Shown, edition: Edition, choices: Choices) -> Mapping[str, Any]:
        """Return what changes: parts by their ids, and the address of the HTML edition.

        Where the view is there no more, `lead` is the address of the nearest.
        """
        values = self._values(shown, edition, choices)
        parts = {name: self._part(name, values) for name in PARTS}
        best = nearest(choices, asdict(shown.view))
        lead = f"/?{best.query}" if best and best != shown.view else ""
        plain = {"state": values["state"], "site": values["site"], "isOlder": edition.is_older}
        return {"parts": parts, "lead": lead, **plain}

    def _part(self, name: str, values: Mapping[str, Any]) -> str:
        return self._templates.get_template(f"{name}.html.j2").render(**values)

    def _values(self, shown: Shown, edition: Edition, choices: Choices) -> dict[str, Any]:
        view = shown.view
        return {
            "shown": shown,
            "view": view,
            "choices": choices,
            "choice": choices.get(view.guide),
            "edition": edition,
            "state": state(shown, edition),
            "site": self._address(view, edition),
            "most": MOST,
            "small": SMALL,
        }

    def _address(self, view: View, edition: Edition) -> str:
        """Return the address of the HTML edition of a view, or nothing where there is none.

        It is another whenever the edition has been made again.
        """
        place = f"{view.guide}/{view.language}"
        if not (self._site / place / "index.html").is_file():
            return ""
        return f"/site/{quote(place)}/index.html?made={edition.count}"


def state(shown: Shown, edition: Edition) -> str:
    """Return how a view stands, in a word: `made`, `making`, or `faulty`."""
    if shown.is_being_made:
        return "making"
    faults = (shown.errors, shown.failure, edition.told, edition.failure)
    return "faulty" if any(faults) else "made"
