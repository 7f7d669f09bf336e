"""What the press can be told to do: plain functions that return an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from vademecum import __version__, catalogue, freshness, manuscript, plan, template
from vademecum.catalogue import Usage
from vademecum.guide import Guide
from vademecum.judgement import Judgement, count
from vademecum.press import Outcome
from vademecum.problems import Problem, Refused
from vademecum.products import PAPERS, PRODUCTS
from vademecum.progress import Progress, Volume


def build(
    guides: Sequence[str],
    languages: Sequence[str],
    products: Sequence[str],
    papers: Sequence[str],
    output: Path,
    workers: int,
    volume: Volume,
    judgement: Judgement,
    keep_going: bool,
) -> int:
    """Make what is asked for and publish it, whole or, to keep going, the languages that are good.

    Raise Usage for what does not exist.
    """
    from vademecum import press, publish

    folders = catalogue.folders(guides)
    _check_output(output)
    selection = plan.Selection(
        frozenset(folder.name for folder in folders) if guides else frozenset(),
        catalogue.chosen("language", languages, catalogue.languages(folders)),
        catalogue.chosen("product", products, PRODUCTS),
        catalogue.chosen("paper", papers, PAPERS),
    )
    read, problems = _read(folders, judgement)
    if judgement.show(problems, "nothing was published") and not keep_going:
        return 1
    faulty = {problem.file for problem in problems if judgement.stops(problem)}
    moment = freshness.source_date()
    jobs = plan.jobs(read, selection, moment.isoformat() if moment else "")
    todo = tuple(job for job in jobs if not faulty & _files(job))
    if not todo and not problems:
        raise Usage("nothing to make: no guide has what was asked for")
    if _pango_is_missing():
        return 1
    with Progress(sum(len(job.artifacts) for job in todo), volume) as reporter:
        outcomes = press.run(todo, workers, reporter)
    unfit = [problem for outcome in outcomes for problem in outcome.problems]
    if judgement.show(unfit, "nothing was published") and not keep_going:
        return 1
    prints = [one for outcome in outcomes if not outcome.problems for one in outcome.prints]
    stopping = [p for p in (*problems, *unfit) if judgement.stops(p)]
    if stopping and not prints:
        return 1
    try:
        missing = _missing(folders, problems, outcomes, selection, judgement)
        paths = publish.publish(output, prints, selection, _made_with(), missing)
    except (OSError, publish.NotOurs) as error:
        print(f"could not publish into {output}: {error}; it is as it was", file=sys.stderr)
        return 1
    for path in paths:
        print(path)
    return 1 if stopping else 0


def check(guides: Sequence[str], volume: Volume, judgement: Judgement) -> int:
    """Check all content without setting anything."""
    from vademecum import fonts
    from vademecum.composition import compose

    read, problems = _read(catalogue.folders(guides), judgement)
    for guide in read:
        for tag in guide.languages:
            problems += fonts.coverage(guide, compose(guide, tag))
    if judgement.show(problems, "see docs/problems.md for causes and cures"):
        return 1
    if volume != "quiet":
        for guide in read:
            print(
                f"{guide.id}: {count(len(guide.languages), 'language')}, no problems",
                file=sys.stderr,
            )
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
    if _pango_is_missing():
        raise Usage("the engine cannot be asked for its version")
    from vademecum import engine

    return {"Vademecum": __version__, **engine.versions()}


def _check_output(output: Path) -> None:
    from vademecum import publish

    try:
        publish.check(output)
    except publish.NotOurs as error:
        raise Usage(f"{error}; choose another folder with -o") from None


def _read(folders: Iterable[Path], judgement: Judgement) -> tuple[list[Guide], list[Problem]]:
    """Read the guides; return those that can be printed, and all that is wrong or old."""
    from vademecum.translations import Translations

    guides: list[Guide] = []
    problems: list[Problem] = []
    for folder in folders:
        guide, found = manuscript.load(folder, template.folder() / "words")
        problems += found
        if guide:
            guides.append(guide)
            problems += freshness.stale(guide, judgement.day)
            problems += Translations(folder, template.folder() / "words").warnings()
    return guides, problems


def _missing(
    folders: Iterable[Path],
    problems: Iterable[Problem],
    outcomes: Iterable[Outcome],
    selection: plan.Selection,
    judgement: Judgement,
) -> list[dict[str, Any]]:
    """Return what the manifest says of each language that was asked for and is not published."""
    good = {o.job for o in outcomes if not o.problems}
    found = []
    for folder in folders:
        for tag in sorted(catalogue.languages([folder])):
            wanted = any(a in selection for a in plan.artifacts({folder.name: [tag]}))
            if wanted and f"{folder.name} in {tag}" not in good:
                own = [
                    p for o in outcomes if o.job == f"{folder.name} in {tag}" for p in o.problems
                ]
                own += [p for p in problems if judgement.stops(p) and _concerns(p, folder, tag)]
                reasons = [f"{problem.file}: {problem.code}: {problem.message}" for problem in own]
                found.append({"guide": folder.name, "language": tag, "problems": reasons})
    return found


def _concerns(problem: Problem, folder: Path, tag: str) -> bool:
    """Whether a problem is one of a guide's language, or of the guide itself."""
    path = Path(problem.file)
    if path.parent.name == "words":
        return path.stem == tag and (folder.name in path.parts or "templates" in path.parts)
    return folder.name in path.parts


def _files(job: plan.Job) -> set[str]:
    """Return the files that a job's edition is made from."""
    names = ("guide", "facts", "phrases", f"words/{job.language}", f"press/{job.language}")
    return {job.guide.sources[name].file for name in names if name in job.guide.sources}


def _pango_is_missing() -> bool:
    """Whether Pango is missing; if so, say how to get it."""
    from vademecum import pango

    if missing := pango.missing():
        print(pango.hint(), file=sys.stderr)
    return missing


def _made_with() -> dict[str, str]:
    from vademecum import engine, fonts

    return {"vademecum": __version__, **engine.versions(), **fonts.versions()}
