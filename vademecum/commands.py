"""What the press can be told to do: plain functions that return an exit code."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import monotonic

from vademecum import (
    catalogue,
    copydesk,
    ledger,
    manifest,
    pango,
    plant,
    production,
    report,
    template,
)
from vademecum.catalogue import Usage
from vademecum.judgement import Judgement, count
from vademecum.problems import Problem, Refused
from vademecum.production import Order, Result
from vademecum.products import PAPERS, PRODUCTS
from vademecum.progress import Volume


def build(order: Order, arguments: Sequence[str] = ()) -> int:
    """Make what is ordered and publish it; raise Usage for what does not exist.

    `arguments` are those of the command line, under which the ledger remembers what was done.
    """
    began, roots = monotonic(), _roots(order)
    before = ledger.state(roots) if order.cache else ""
    result = production.produce(order)
    said = "".join(f"{path}\n" for path in result.paths)
    print(said, end="")
    if result.code == 0 and order.volume != "quiet":
        print(_summary(result, monotonic() - began), file=sys.stderr)
    if result.code == 0 and order.cache:
        _record(order, arguments, before, result, said)
    return result.code


def _summary(result: Result, seconds: float) -> str:
    made, all_ = len(result.made), len(result.paths)
    if not made:
        return f"nothing to make: {count(all_, 'file')} up to date"
    rest = f", {all_ - made} up to date" if made < all_ else ""
    return f"{count(made, 'file')} made in {seconds:.1f} s{rest}"


def _roots(order: Order) -> tuple[str, ...]:
    """Return the folders in which a change can change what a build makes, or says."""
    content = map(str, (order.guides and catalogue.folders(order.guides)) or (catalogue.CONTENT,))
    return (*content, str(template.folder()))


def _record(order: Order, arguments: Sequence[str], before: str, result: Result, said: str) -> None:
    """Put on record a build that went well, so that it is not done again for nothing."""
    told = report.FORMATS[order.judgement.format](sorted(set(result.problems)))
    told += "\n" if told else ""
    if order.volume != "quiet":
        told += f"nothing to do: {count(len(result.paths), 'file')} up to date\n"
    # Of a day that was asked for, the same is said on any other.
    first, last = (date.min, date.max) if order.judgement.asked else result.days
    files = [*map(str, result.paths), str(order.output / manifest.NAME)]
    days = first.isoformat(), last.isoformat()
    ledger.record(arguments, before, _roots(order), days, files, said, told)


def watch(order: Order) -> int:
    """Build what is ordered, and what an edit touches again, until the user stops it."""
    from vademecum import watch

    roots = [Path(root) for root in _roots(order)]
    if pango.is_missing():
        return 1
    try:
        watch.watch(order, watch.edits(roots))
    except KeyboardInterrupt:
        print("stopped watching", file=sys.stderr)
    return 0


def check(guides: Sequence[str], volume: Volume, judgement: Judgement) -> int:
    """Check all content without setting anything."""
    problems: list[Problem] = []
    languages: Counter[str] = Counter()
    for reading in copydesk.read(catalogue.folders(guides), judgement.day):
        problems += reading.problems
        languages.update(edition.guide for edition in reading.editions)
    if judgement.show(problems, "see docs/problems.md for causes and cures"):
        return 1
    if volume != "quiet":
        for guide, number in languages.items():
            print(f"{guide}: {count(number, 'language')}, no problems", file=sys.stderr)
    return 0


def list_() -> int:
    """List the guides, languages, products and papers that can be asked for."""
    print("Guides and languages")
    for folder in catalogue.folders(()):
        tags = sorted(path.stem for path in folder.glob("words/*.yaml"))
        print(f"  {folder.name:<24} {', '.join(tags)}")
    print("Products and papers")
    for product in PRODUCTS.values():
        print(f"  {product.id:<24} {product.title} on {', '.join(product.papers)}")
    print("Papers")
    for paper in PAPERS.values():
        print(f"  {paper.id:<24} {paper.width} x {paper.height} mm")
    return 0


def status(guides: Sequence[str], judgement: Judgement) -> int:
    """Show how far each language is: outdated, missing and superfluous strings, review, facts."""
    from vademecum import standing

    rows: list[standing.Row] = []
    for folder in catalogue.folders(guides):
        try:
            rows += standing.rows(folder, template.folder() / "words", judgement.day)
        except Refused as refused:
            judgement.show(refused.problems, "its status is unknown")
            return 1
    if judgement.format == "json":
        print(json.dumps([row.as_dict() for row in rows], ensure_ascii=False, indent=2))
    else:
        standing.show(rows)
    return 0


def accept(guides: Sequence[str], languages: Sequence[str]) -> int:
    """Record that the words of languages are made from today's source sentences."""
    from vademecum.translations import Translations

    folders = catalogue.folders(guides)
    chosen = catalogue.chosen("language", languages, catalogue.languages(folders))
    for folder in folders:
        try:
            translations = Translations(folder, template.folder() / "words")
            tags = [tag for tag in translations.words if not chosen or tag in chosen]
            changed = translations.accept(tags)
        except Refused as refused:
            Judgement().show(refused.problems, "nothing was recorded")
            return 1
        except OSError as error:
            print(f"{folder.name}: nothing was recorded: {error}", file=sys.stderr)
            return 1
        print(
            f"{folder.name}: {count(changed, 'string')} accepted in {', '.join(tags)}",
            file=sys.stderr,
        )
    return 0


def versions() -> dict[str, str]:
    """Return the versions of the press and of what it stands on; raise Usage without Pango."""
    if pango.is_missing():
        raise Usage("the engine cannot be asked for its version")
    return plant.versions()
