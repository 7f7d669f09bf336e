"""What stands at the foot of every side, made for each panel of a product."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vademecum.edition.edition import Foot, Meaning, Panel, Scan, marks
from vademecum.edition.voice import Texts
from vademecum.text import cldr
from vademecum.text.runs import Text


def meanings(making: Texts, shown: Any) -> tuple[Meaning, ...]:
    """Return the marks that occur in what is shown, each with what it asks of the reader."""
    said = ((mark, making.press(mark.key)) for mark in marks(shown))
    return tuple(Meaning(mark, text) for mark, text in said if text)


@dataclass(frozen=True, slots=True)
class Feet:
    """Puts a foot under each panel of a product; `version` is that of its edition."""

    making: Texts
    version: str

    def under(self, panels: Sequence[Panel]) -> Iterator[Panel]:
        """Yield the panels with their feet.

        The code to scan is for who keeps the paper: it stands on the last panel of the reader.
        """
        count = range(len(panels))
        scanned = max(count, key=lambda number: (panels[number].reader == "reader", number))
        for number, panel in enumerate(panels):
            foot = self._foot(panel)
            if len(panels) > 1:
                side = self._plain(f"{number + 1}/{len(panels)}")
                foot = replace(foot, side=side, turn=self.making.press("turn-over"))
            if number == scanned:
                foot = replace(foot, scan=self._scan())
            yield replace(panel, foot=foot)

    def _foot(self, panel: Panel) -> Foot:
        """Return what is said on any side: by whom, in which language, and what its marks mean."""
        making = self.making
        tag, contact = making.language.tag, making.guide.house.contact
        maker = making.guide.structure.review.made_by
        autonym = cldr.autonym(tag)
        return Foot(
            marks=meanings(making, panel.body),
            autonym=self._plain(autonym) if autonym != tag else None,
            tag=self._plain(tag),
            maker=making.credit("made-by", "guide", "made_by", name=maker),
            corrections=making.press("corrections", contact=contact) if contact else None,
        )

    def _scan(self) -> Scan | None:
        """Return the code that leads to the newest edition, where the house has a site."""
        making = self.making
        if not (site := making.guide.house.site):
            return None
        payload = f"{site}/{making.guide.id}/{making.language.tag}/?v={self.version}"
        caption = making.press("scan")
        return Scan(payload, caption, making.said_by_press("qr", url=payload)[0])

    def _plain(self, string: str) -> Text:
        """Return a text that no file says: how a language calls itself, or a number."""
        making = self.making
        return making.text(string, f"words/{making.language.tag}", ("title",), making.language)
