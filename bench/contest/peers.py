"""Other tools that make the press's papers, each artifact by one process of its own."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bench.contest import galley, inspection, markup
from bench.contest.commission import Commission, commissions
from bench.contest.inspection import Due
from vademecum.content.guide import Guide

VARIANT: Final = "pdf/ua-1"
"""What all papers but the sheets conform to; the sheets have no tags, as ours have none."""
TYPESET: Final = Path(__file__).resolve().with_name("typeset.py")
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
HEADLESS: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-quic", "--no-pdf-header-footer"),
    # Or else it prints at times before it has read the fonts, and leaves the words out.
    "--virtual-time-budget=10000",
)


class Missing(Exception):
    """A peer is not installed here."""


@dataclass(frozen=True, slots=True)
class Rival:
    """One process that makes one artifact; `artifact` is its path as the press publishes it.

    `sizes` are those from which the press chooses, in points; a sheet has no choice of its own.
    """

    artifact: str
    command: tuple[str, ...]
    output: Path
    due: Due = field(repr=False)
    sizes: tuple[float, ...] = ()

    def fits(self) -> bool:
        """Whether what was made keeps to its pages."""
        return inspection.pages(self.output) <= self.due.pages


def weasyprint(guide: Guide, sizes: Mapping[str, float], folder: Path) -> list[Rival]:
    """Write HTML below a folder; return the processes of the stock WeasyPrint that set it."""

    def command(commission: Commission, folder: Path, output: Path) -> tuple[str, ...]:
        page = markup.write(commission, folder)
        variant = () if commission.sides else ("--pdf-variant", VARIANT)
        return (sys.executable, "-m", "weasyprint", *variant, str(page), str(output))

    return _rivals(guide, sizes, folder, command)


def chromium(guide: Guide, sizes: Mapping[str, float], folder: Path) -> list[Rival]:
    """Write HTML below a folder; return the processes of Chromium that print it.

    Each has a profile of its own, which is new until the process has run: to time it again, ask
    for it again. Raise Missing where there is no Chromium.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise Missing(f"none of {', '.join(BROWSERS)} is installed")

    def command(commission: Commission, folder: Path, output: Path) -> tuple[str, ...]:
        page = markup.write(commission, folder, browser=True)
        profile = folder / "profiles" / output.stem
        shutil.rmtree(profile, ignore_errors=True)
        options = (*HEADLESS, f"--user-data-dir={profile}", f"--print-to-pdf={output}")
        tags = ("--disable-pdf-tagging",) if commission.sides else ()
        return (browser, *options, *tags, page.as_uri())

    return _rivals(guide, sizes, folder, command)


def typst(guide: Guide, sizes: Mapping[str, float], folder: Path) -> list[Rival]:
    """Write Typst documents below a folder; return the processes that set them.

    Raise Missing where there is no Typst.
    """
    if find_spec("typst") is None:
        raise Missing("the package typst is not installed")

    def command(commission: Commission, folder: Path, output: Path) -> tuple[str, ...]:
        document, data = galley.write(commission, folder)
        tags = "plain" if commission.sides else "tagged"
        start = (sys.executable, str(TYPESET), str(document), data.name, str(output), tags)
        return (*start, *galley.font_folders(commission))

    return _rivals(guide, sizes, folder, command)


PEERS: Final[Mapping[str, Callable[[Guide, Mapping[str, float], Path], list[Rival]]]] = {
    "weasyprint": weasyprint,
    "chromium": chromium,
    "typst": typst,
}


def check(rival: Rival) -> list[str]:
    """Return all that is wrong with what a process has made."""
    return inspection.faults(rival.output, rival.due)


def _rivals(
    guide: Guide,
    sizes: Mapping[str, float],
    folder: Path,
    command: Callable[[Commission, Path, Path], tuple[str, ...]],
) -> list[Rival]:
    """Return the process of each artifact, its input in a folder, its output in a folder below."""
    folder, rivals = folder.resolve(), []
    (folder / "out").mkdir(parents=True, exist_ok=True)
    for commission in commissions(guide, sizes):
        artifact = commission.artifact.path
        output = folder / "out" / Path(artifact).name
        output.unlink(missing_ok=True)
        due = inspection.due(commission)
        allowed = () if commission.sides else _allowed(commission)
        rivals.append(Rival(artifact, command(commission, folder, output), output, due, allowed))
    return rivals


def _allowed(commission: Commission) -> tuple[float, ...]:
    """Return the sizes of type from which the press chooses."""
    script = commission.edition.language.setting
    return commission.product.form.sizes(script, commission.paper.id).sizes()
