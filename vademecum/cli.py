"""The command line: a thin shell around reading, planning, printing and publishing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vademecum import __version__
from vademecum.problems import Problem, did_you_mean
from vademecum.products import PAPERS, PRODUCTS

if TYPE_CHECKING:
    from vademecum.guide import Guide
    from vademecum.press import Outcome

CONTENT = Path("content")


def _versions(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    click.echo(f"Vademecum {__version__}")
    for name, number in _engine_versions().items():
        click.echo(f"{name} {number}")
    ctx.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_versions,
    help="Show the versions of the press, the engine and Pango.",
)
def cli() -> None:
    """Vademecum, a press for guides that people carry."""


@cli.command()
@click.argument("guides", nargs=-1, metavar="[GUIDE...]")
@click.option(
    "-l",
    "--language",
    "languages",
    multiple=True,
    metavar="TAG",
    help="Only these languages (BCP 47 tags).",
)
@click.option(
    "-p",
    "--product",
    "products",
    multiple=True,
    metavar="NAME",
    help="Only these products.",
)
@click.option(
    "-s",
    "--paper",
    "papers",
    multiple=True,
    metavar="NAME",
    help="Only these papers, where a product has a choice.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("dist"),
    show_default=True,
    help="The folder to publish into.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    default=None,
    help="How many editions to make at once.  [default: one a core]",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Say how every artifact was set.")
def build(
    guides: tuple[str, ...],
    languages: tuple[str, ...],
    products: tuple[str, ...],
    papers: tuple[str, ...],
    output: Path,
    jobs: int | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make the guides in content/, or only those named, and publish them.

    Options that take a name can be given several times, or several names with commas between.
    """
    from vademecum import plan, press, publish

    folders = _folders(guides)
    try:
        publish.check(output)
    except publish.NotOurs as error:
        raise click.UsageError(f"{error}; choose another folder with -o") from None
    selection = plan.Selection(
        frozenset(folder.name for folder in folders) if guides else frozenset(),
        _chosen("language", languages, _languages(folders)),
        _chosen("product", products, PRODUCTS),
        _chosen("paper", papers, PAPERS),
    )
    read = _read(folders)
    todo = plan.jobs(read, selection)
    if not todo:
        raise click.UsageError("nothing to make: no guide has what was asked for")
    _check_pango()
    total = sum(len(job.artifacts) for job in todo)
    with _Progress(total, quiet, verbose) as report:
        outcomes = press.run(todo, jobs or os.cpu_count() or 1, report)
    _refuse_if_any([problem for outcome in outcomes for problem in outcome.problems])
    prints = [one for outcome in outcomes for one in outcome.prints]
    try:
        paths = publish.publish(output, prints, selection, _made_with())
    except (OSError, publish.NotOurs) as error:
        click.echo(f"could not publish into {output}: {error}; it is as it was", err=True)
        raise SystemExit(1) from None
    for path in paths:
        click.echo(path)


@cli.command()
@click.argument("guides", nargs=-1, metavar="[GUIDE...]")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")
def check(guides: tuple[str, ...], quiet: bool) -> None:
    """Check all content, without setting anything."""
    from vademecum import fonts
    from vademecum.edition import compose

    read = _read(_folders(guides))
    problems: list[Problem] = []
    for guide in read:
        for tag in guide.languages:
            problems += fonts.coverage(guide, compose(guide, tag))
    _refuse_if_any(problems)
    if not quiet:
        for guide in read:
            click.echo(f"{guide.id}: {len(guide.languages)} languages, no problems", err=True)


@cli.command(name="list")
def list_() -> None:
    """List the guides, languages, products and papers that can be asked for."""
    click.echo("Guides and languages")
    for folder in _folders(()):
        tags = sorted(path.stem for path in folder.glob("words/*.yaml"))
        click.echo(f"  {folder.name:<24} {', '.join(tags)}")
    click.echo("Products and papers")
    for product in PRODUCTS.values():
        click.echo(f"  {product.id:<24} {product.title} on {', '.join(product.papers)}")
    click.echo("Papers")
    for paper in PAPERS.values():
        click.echo(f"  {paper.id:<24} {paper.width} x {paper.height} mm")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 good, 1 problems, 2 wrong usage."""
    try:
        result = cli.main(arguments, prog_name="vademecum", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("stopped; nothing was published", err=True)
        return 130
    except SystemExit as error:
        return int(error.code or 0)
    return result if isinstance(result, int) else 0


def _folders(guides: Sequence[str]) -> tuple[Path, ...]:
    """Return the folders of the guides named, or all below content/."""
    if not CONTENT.is_dir() and not guides:
        hint = "run vademecum where content/ is, or name a guide's folder"
        raise click.UsageError(f"no folder {CONTENT}/ here; {hint}")
    known = {path.name: path for path in sorted(CONTENT.glob("*")) if path.is_dir()}
    known = {name: path for name, path in known.items() if not name.startswith((".", "_"))}
    if not guides:
        if not known:
            raise click.UsageError(f"{CONTENT}/ holds no guide")
        return tuple(known.values())
    found = {}
    for name in guides:
        path = known.get(name) or Path(name)
        if not path.is_dir():
            known_names = did_you_mean(name, list(known)) if known else "there is none here"
            raise click.UsageError(f"unknown guide {name!r}; {known_names}")
        found[path.resolve()] = path
    return tuple(found.values())


def _read(folders: Iterable[Path]) -> tuple[Guide, ...]:
    """Read the guides, or say all that is wrong with them and exit."""
    from vademecum import manuscript, template

    guides: list[Guide] = []
    problems: list[Problem] = []
    for folder in folders:
        guide, found = manuscript.load(folder, template.folder() / "words")
        problems += found
        if guide:
            guides.append(guide)
    _refuse_if_any(problems)
    return tuple(guides)


def _refuse_if_any(problems: Sequence[Problem]) -> None:
    if not problems:
        return
    found = sorted(set(problems))
    for problem in found:
        click.echo(str(problem), err=True)
    files = len({problem.file for problem in found})
    noun = "problem" if len(found) == 1 else "problems"
    where = "1 file" if files == 1 else f"{files} files"
    click.echo(f"{len(found)} {noun} in {where}; nothing was published", err=True)
    raise SystemExit(1)


def _languages(folders: Iterable[Path]) -> set[str]:
    return {path.stem for folder in folders for path in folder.glob("words/*.yaml")}


def _chosen(what: str, values: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """Return the names in an option's values; a usage error names the nearest known one."""
    known = sorted(known)
    names = [name.strip() for value in values for name in value.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise click.UsageError(f"unknown {what} {name!r}; {did_you_mean(name, known)}")
    return frozenset(names)


class _Progress:
    """Reports outcomes: a bar on a terminal, otherwise a line an artifact; on standard error."""

    def __init__(self, total: int, quiet: bool, verbose: bool) -> None:
        self.total, self.quiet, self.verbose = total, quiet, verbose
        self.bar: Any = None

    def __enter__(self) -> Callable[[Outcome], None]:
        if not self.quiet and not self.verbose and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
            self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self.bar.start()
            self.task = self.bar.add_task("printing", total=self.total)
        return self._report

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.stop()

    def _report(self, outcome: Outcome) -> None:
        if self.bar:
            self.bar.update(self.task, advance=len(outcome.prints), description=outcome.job)
        elif not self.quiet:
            for one in outcome.prints:
                detail = f"  {one.pages} pages, {one.size:.1f} pt, {len(one.data):,} bytes"
                click.echo(f"made {one.artifact.path}{detail if self.verbose else ''}", err=True)


def _check_pango() -> None:
    """Exit with the one line to type where the engine cannot find Pango."""
    from vademecum.pango import hint, missing

    if missing():
        click.echo(hint(), err=True)
        raise SystemExit(1)


def _engine_versions() -> dict[str, str]:
    _check_pango()
    from vademecum import engine

    return engine.versions()


def _made_with() -> dict[str, str]:
    from vademecum import fonts

    return {"vademecum": __version__, **_engine_versions(), **fonts.versions()}
