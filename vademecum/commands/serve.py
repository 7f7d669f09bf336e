"""`vademecum serve`: shows an author the pages while they are written, in a browser.

The builder is this process, which forks workers; the server is another, which has threads. Each
ends when the other does.
"""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from importlib.util import find_spec
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from vademecum.build import portions, production
from vademecum.build.plan import Artifact, Selection
from vademecum.build.production import Order
from vademecum.commands import watch
from vademecum.commands.build import roots
from vademecum.content import catalogue
from vademecum.content.catalogue import Usage
from vademecum.content.house import House
from vademecum.content.reading import GuideReader
from vademecum.preview.messages import (
    Begun,
    Bound,
    Choice,
    Choices,
    Known,
    Made,
    Message,
    Told,
    View,
    Wanted,
    nearest,
)
from vademecum.problems import report
from vademecum.problems.problem import Problem, Refused
from vademecum.setting import pango, template
from vademecum.text import cldr

HOST: Final = "127.0.0.1"
"""Nobody else's machine is served."""
NEEDED: Final = ("starlette", "uvicorn")
INSTALL: Final = "pip install 'vademecum[serve]'"
QUIET: Final = 0.5
"""For how many seconds nothing is edited before the HTML edition is made, which takes longer."""
GRACE: Final = 3.0
"""How long the server may take to end, in seconds."""


class Gone(Exception):
    """The server has ended by itself."""


def serve(order: Order, port: int) -> int:
    """Serve what is ordered as pictures of pages, and make again what an edit touches.

    Raise Usage for what does not exist, and where nothing can be served.
    """
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        raise Usage(f"serving needs {' and '.join(missing)}; run: {INSTALL}")
    desk = _Desk(order)
    if pango.is_missing():
        return 1
    with _door(port) as door, _served(door, order.output, desk.choices) as line:
        print(f"serving http://{HOST}:{door.getsockname()[1]}/ until Ctrl-C", file=sys.stderr)
        try:
            desk.work(line)
        except KeyboardInterrupt:
            print("stopped serving", file=sys.stderr)
            return 0
        except Gone:
            print("the server has ended by itself; start it again", file=sys.stderr)
    return 1


@contextmanager
def _door(port: int) -> Iterator[socket.socket]:
    """Yield a socket that listens on a port of this machine; raise Usage where that cannot be."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, port))
            door.listen()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            hint = "choose another with --port, or any free one with --port 0"
            raise Usage(f"port {port} cannot be served: {reason}; {hint}") from None
        yield door


class _Line:
    """The line to the server; raises Gone once nobody holds the other end."""

    def __init__(self, end: Connection) -> None:
        self.end = end

    def tell(self, message: Message) -> None:
        """Tell the server."""
        try:
            self.end.send(message)
        except OSError:
            raise Gone from None

    def wait(self, seconds: float) -> Wanted | None:
        """Wait for what the server wants, for so long; return nothing where it wants nothing."""
        try:
            wanted: Wanted | None = self.end.recv() if self.end.poll(seconds) else None
        except (EOFError, OSError):
            raise Gone from None
        return wanted


@contextmanager
def _served(door: socket.socket, folder: Path, choices: Choices) -> Iterator[_Line]:
    """Yield the line to a server of a published folder, which ends with it."""
    ours, theirs = Pipe()
    arguments = door, theirs, ours, folder, choices
    process = get_context("fork").Process(target=_server, args=arguments)
    process.start()
    theirs.close()
    try:
        yield _Line(ours)
    finally:
        ours.close()
        process.join(GRACE)
        process.kill()
        process.join()


def _server(
    door: socket.socket, line: Connection, other: Connection, folder: Path, choices: Choices
) -> None:
    """Serve, in a process of its own; hold nothing of the builder's end of the line."""
    other.close()
    from vademecum.preview import server

    server.run(door, line, folder, template.folder() / "preview", choices)


class _Desk:
    """Makes what is looked at: which views there are, which are wanted, which are made."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.folders: dict[str, Path] = {}
        self.choices: Choices = {}
        self._look()
        self.wanted: tuple[View, ...] = ()
        self.made: set[View] = set()
        self.unbound: dict[tuple[str, str], View] = {}
        self.quiet = 0.0

    def work(self, line: _Line) -> None:
        """Make what is wanted, and again after each edit; raise Gone where nobody serves it."""
        watch.load()

        def pause(seconds: float) -> None:
            self.quiet += seconds
            if wanted := line.wait(seconds):
                self.wanted = wanted.views
                self._make(line, ())
            elif self.unbound and self.quiet > QUIET:
                line.tell(self._bound(self.unbound.popitem()[1]))

        edits = watch.edits(map(Path, roots(self.order)), pause)
        first = nearest(self.choices, {})
        self.wanted = (first,) if first else ()
        self._make(line, ())
        for paths in edits:
            self.made.clear()
            self.unbound.clear()
            with suppress(Usage):  # what is gone may come back: the build tells of it
                self._look()
            line.tell(Known(self.choices))
            self._make(line, paths)

    def _make(self, line: _Line, edited: tuple[Path, ...]) -> None:
        """Make the views that are wanted and not made since the last edit."""
        for view in self.wanted:
            if view not in self.made and nearest(self.choices, asdict(view)) == view:
                self.made.add(view)
                line.tell(Begun(view))
                made = self._view(view, edited)
                line.tell(made)
                if made.is_good:
                    self.unbound[view.guide, view.language] = view
        self.quiet = 0.0

    def _view(self, view: View, edited: tuple[Path, ...]) -> Made:
        """Make a view, and return what came of it."""
        began = time.monotonic()
        result = watch.build(self._order(view), edited)
        seconds = time.monotonic() - began
        return Made(view, result.code == 0, _told(result.problems), result.failure, seconds)

    def _bound(self, view: View) -> Bound:
        """Make the HTML edition of a view, with all that it offers, and return what came of it."""
        whole = replace(view, product="", paper="")
        result = watch.build(replace(self._order(whole), paper=False, site=True), ())
        faults = [problem for problem in result.problems if self.order.policy.stops(problem)]
        good = result.code == 0
        return Bound(view.guide, view.language, good, _told(faults), result.failure)

    def _order(self, view: View) -> Order:
        return replace(
            self.order,
            guides=(str(self.folders[view.guide]),),
            partners=(),
            ids=(view.guide,),
            languages=(view.language,) if view.language else (),
            products=(view.product,) if view.product else (),
            papers=(view.paper,) if view.paper else (),
        )

    def _look(self) -> None:
        """Note what there is to look at now; of a guide that cannot be read, what there was."""
        found: dict[str, Choice] = {}
        folders = production.accepted(self.order)
        readers = production.readers_of(self.order, folders, _house())
        selection = production.selection(self.order, readers)
        self.folders = {reader.id: reader.folder for reader in readers}
        for reader in readers:
            choice = _choice(reader, selection)
            if choice.products or reader.structure() is None:
                known = self.choices.get(reader.id)
                found[reader.id] = choice if choice.products or not known else known
        self.choices = found


def _house() -> House:
    """Return the house or, while it is at fault, what all houses have: a build tells of it."""
    try:
        return portions.house()
    except Refused:
        return House(template.folder())


def _told(problems: Iterable[Problem]) -> tuple[Told, ...]:
    return tuple(Told(problem, report.quoted(problem)) for problem in sorted(set(problems)))


def _choice(reader: GuideReader, selection: Selection) -> Choice:
    """Return what there is to look at of a guide, its source language first."""
    guide, structure = reader.id, reader.structure()
    tags = [tag for tag in reader.tags if selection.asks_for(guide, tag)]
    tags.sort(key=lambda tag: (structure is None or tag != structure.source, tag))
    products: dict[str, tuple[str, ...]] = {}
    for product in catalogue.products(reader) if tags else ():
        artifacts = (Artifact(guide, tags[0], product.id, paper) for paper in product.papers)
        if papers := tuple(one.paper for one in artifacts if one in selection):
            products[product.id] = papers
    return Choice({tag: cldr.autonym(tag) for tag in tags}, products)
