"""The command line: a thin shell around the commands, which it imports when they are needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from vademecum.problems import streams

if TYPE_CHECKING:  # the ledger answers before it is imported
    from vademecum.build.production import Order

F = TypeVar("F", bound=Callable[..., Any])


class Jobs(click.ParamType[int | str]):
    """A number of processes, or the address of a Dask scheduler."""

    name = "jobs"

    def convert(self, value: Any, param: Any, ctx: Any) -> int | str:
        """Return the number or the address; fail for anything else."""
        from vademecum.build.address import FORMS, is_cluster

        if is_cluster(str(value)):
            return str(value)
        number = click.IntRange(1, 64)
        if not str(value).isdecimal():
            self.fail(f"{value!r} is neither a number nor {FORMS}", param, ctx)
        return number.convert(value, param, ctx)


class Several(click.Group):
    """Commands of which one is meant where none is named: what follows is given to it."""

    def __init__(self, *given: Any, default: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self.default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Name the command that is meant, unless one is named or help is asked for."""
        is_said = args and (args[0] in self.commands or args[0] in self.get_help_option_names(ctx))
        return super().parse_args(ctx, args if is_said else [self.default, *args])


GUIDES = click.argument("guides", nargs=-1, metavar="[GUIDE...]")
STRICT = click.option("--strict", is_flag=True, help="Let warnings stop the press too.")
TODAY = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day on which facts are judged.  [default: SOURCE_DATE_EPOCH's, or today]",
)
JOBS = click.option(
    "-j",
    "--jobs",
    type=Jobs(),
    metavar="N|dask://HOST:PORT|tls://HOST:PORT",
    help="How many editions to make at once, or the cluster to make them on.  [default: all cores]",
)
KEEP_GOING = click.option(
    "--keep-going", is_flag=True, help="Publish the languages that have no problem; exit with 1."
)
CACHE = click.option(
    "--cache/--no-cache", default=True, help="Take from the store what was made before.  [default]"
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")


def _format(*names: str) -> Callable[[F], F]:
    return click.option(
        "--format",
        "format_",
        type=click.Choice(names),
        default="text",
        show_default=True,
        help="How problems are shown.",
    )


def _several(short: str, long: str, what: str, help: str) -> Callable[[F], F]:
    return click.option(short, long, what, multiple=True, metavar="NAME", help=help)


LANGUAGES = _several("-l", "--language", "languages", "Only these languages (BCP 47 tags).")
PRODUCTS = _several("-p", "--product", "products", "Only these products.")
PARTNERS = click.option(
    "--partner",
    "partners",
    multiple=True,
    metavar="NAME",
    help="Only what these partners have of the guides.",
)
PAPERS = _several("-s", "--paper", "papers", "Only these papers, where a product has a choice.")
OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("dist"),
    show_default=True,
    help="The folder to publish into.",
)


def _stacked(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Return options of one sort as one, in their order."""

    def give(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return give


ASKED = _stacked(GUIDES, LANGUAGES, PRODUCTS, PAPERS, PARTNERS, OUTPUT, JOBS)
"""What of which guides is made, where it comes to stand, and on how many cores."""


def _order(asked: Mapping[str, Any], **how: Any) -> Order:
    """Return the order of what was asked for, by the names of its options."""
    from vademecum.build.production import Order

    named = {name: value for name, value in asked.items() if name != "jobs"}
    return Order(**named, workers=asked["jobs"] or _cores(), **how)


def _cores() -> int:
    return os.cpu_count() or 1


def _versions(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    from vademecum.commands import version

    for name, number in version.numbers().items():
        click.echo(f"{name} {number}")
    ctx.exit()


def _policy(day: datetime | None, strict: bool, format: str) -> Any:
    from vademecum.build import clock
    from vademecum.problems.policy import Policy

    if day is None:
        return Policy(clock.today(), strict, format)
    return Policy(day.date(), strict, format, asked=True)


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
@click.argument("name")
@click.option(
    "--like",
    metavar="EXAMPLE",
    default="small",
    show_default=True,
    help="The guide to begin from: small, hostel, allergy or go-bag.",
)
@LANGUAGES
def new(name: str, like: str, languages: tuple[str, ...]) -> int:
    """Begin a guide in content/NAME, complete, from an example."""
    from vademecum.commands import new as command

    return command.new(name, like, languages, _policy(None, False, "text"))


@cli.command()
@ASKED
@KEEP_GOING
@CACHE
@STRICT
@TODAY
@_format("text", "json", "github")
@QUIET
@click.option("-v", "--verbose", is_flag=True, help="Say how every artifact was set.")
@click.pass_context
def build(
    context: click.Context,
    /,
    keep_going: bool,
    cache: bool,
    strict: bool,
    today: datetime | None,
    format_: str,
    quiet: bool,
    verbose: bool,
    **asked: Any,
) -> int:
    """Make the guides in content/, or only those named, and publish them.

    A guide is named by its name in content/ or by its folder; a folder of guides names them all.

    Options that take a name can be given several times, or several names with commas between.

    The site is made too, unless only some products or papers are asked for.
    """
    from vademecum.commands import build as command

    order = _order(
        asked,
        volume="quiet" if quiet else "verbose" if verbose else "normal",
        policy=_policy(today, strict, format_),
        keep_going=keep_going,
        cache=cache,
        site=not (asked["products"] or asked["papers"]),
    )
    return command.build(order, context.obj)


@cli.command()
@GUIDES
@LANGUAGES
@PARTNERS
@OUTPUT
@JOBS
@KEEP_GOING
@CACHE
@STRICT
@TODAY
@_format("text", "json", "github")
@QUIET
@click.pass_context
def site(
    context: click.Context,
    /,
    keep_going: bool,
    cache: bool,
    strict: bool,
    today: datetime | None,
    format_: str,
    quiet: bool,
    **asked: Any,
) -> int:
    """Make the site alone: a page a language, with all that can be printed.

    It comes to stand in site/ in the output folder: plain files, for any host of such.
    """
    from vademecum.commands import build as command

    order = _order(
        asked,
        volume="quiet" if quiet else "normal",
        policy=_policy(today, strict, format_),
        keep_going=keep_going,
        cache=cache,
        paper=False,
        site=True,
    )
    return command.build(order, context.obj)


@cli.command()
@ASKED
@_format("text", "json", "github")
def watch(format_: str, **asked: Any) -> int:
    """Build, and build again what an edit touches, until Ctrl-C."""
    from vademecum.commands import watch as command

    return command.watch(_order(asked, volume="quiet", policy=_policy(None, False, format_)))


@cli.command()
@ASKED
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="The port of this machine to serve on; 0 for any free one.",
)
def serve(port: int, **asked: Any) -> int:
    """Show the pages in a browser while they are written, until Ctrl-C."""
    from vademecum.commands import serve as command

    order = _order(asked, volume="quiet", policy=_policy(None, False, "text"))
    return command.serve(order, port)


@cli.command()
@GUIDES
@LANGUAGES
@PARTNERS
@STRICT
@TODAY
@_format("text", "json", "github")
@QUIET
def check(
    guides: tuple[str, ...],
    languages: tuple[str, ...],
    partners: tuple[str, ...],
    strict: bool,
    today: datetime | None,
    format_: str,
    quiet: bool,
) -> int:
    """Check all content, without setting anything."""
    from vademecum.commands import check as command

    volume: Any = "quiet" if quiet else "normal"
    return command.check(guides, languages, partners, volume, _policy(today, strict, format_))


@cli.command()
@GUIDES
@LANGUAGES
@PARTNERS
@TODAY
@_format("text", "json")
def status(
    guides: tuple[str, ...],
    languages: tuple[str, ...],
    partners: tuple[str, ...],
    today: datetime | None,
    format_: str,
) -> int:
    """Show how far each language is, and how old its facts are."""
    from vademecum.commands import status as command

    return command.status(guides, languages, partners, _policy(today, False, format_))


@cli.command()
@GUIDES
@LANGUAGES
@PARTNERS
def accept(guides: tuple[str, ...], languages: tuple[str, ...], partners: tuple[str, ...]) -> int:
    """Record that translations are up to date with their source."""
    from vademecum.commands import accept as command

    return command.accept(guides, languages, partners, _policy(None, False, "text"))


@cli.command()
@GUIDES
@PARTNERS
@_format("text", "json", "github")
def release(guides: tuple[str, ...], partners: tuple[str, ...], format_: str) -> int:
    """Record what the guides say, so that older paper can be told what has changed since."""
    from vademecum.commands import release as command

    return command.release(guides, partners, _policy(None, False, format_))


@cli.command()
@GUIDES
@_format("text", "json", "github")
def schema(guides: tuple[str, ...], format_: str) -> int:
    """Write the schemas by which editors complete a guide's own ids and words."""
    from vademecum.commands import schema as command

    return command.write(guides, _policy(None, False, format_))


@cli.group(name="list", cls=Several, default="guides")
def list_() -> None:
    """List guides with languages, products and papers, or icons, or themes."""


@list_.command()
@GUIDES
def guides(guides: tuple[str, ...]) -> int:
    """List guides with their languages and products, the forms and the papers."""
    from vademecum.commands import listing as command

    return command.listing(guides)


@list_.command()
@click.argument("words", nargs=-1, metavar="[WORD...]")
def icons(words: tuple[str, ...]) -> int:
    """List the press's own pictograms, or those that are found by all of some words."""
    from vademecum.commands import listing as command

    return command.icons(words)


@list_.command()
def themes() -> int:
    """List the themes of the press, with what they are made of."""
    from vademecum.commands import listing as command

    return command.themes()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 good, 1 problems, 2 wrong usage."""
    given = tuple(sys.argv[1:] if arguments is None else arguments)
    with streams.guarded():
        return _run(given)


def _run(given: tuple[str, ...]) -> int:
    from vademecum.content.catalogue import Usage

    try:
        result = cli.main(given, prog_name="vademecum", standalone_mode=False, obj=given)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except Usage as error:
        click.echo(f"Error: {error}", err=True)
        return 2
    except click.Abort:
        click.echo("stopped; nothing was published", err=True)
        return 130
    return result if isinstance(result, int) else 0
