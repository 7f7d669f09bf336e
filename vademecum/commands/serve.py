"""`vademecum serve`: shows an author the pages while they are written, in a browser.

The builder is this process, which forks workers; the server is another, which has threads. Each
ends when the other does.
"""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from importlib.util import find_spec
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from vademecum.build import production
from vademecum.build.plan import Artifact, Selection
from vademecum.build.production import Order
from vademecum.commands import watch
from vademecum.commands.build import roots
from vademecum.content import catalogue, languages
from vademecum.content.catalogue import Usage
from vademecum.content.house import House
from vademecum.content.reading import GuideReader
from vademecum.preview.messages import (
    Begun,
    Choice,
    Choices,
    Known,
    Made,
    Told,
    View,
    Wanted,
    nearest,
)
from vademecum.problems import report
from vademecum.setting import pango, template
from vademecum.text import cldr

HOST: Final = "127.0.0.1"
"""Nobody else's machine is served."""
NEEDED: Final = ("starlette", "uvicorn")
INSTALL: Final = "pip install 'vademecum[serve]'"
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


@contextmanager
def _served(door: socket.socket, folder: Path, choices: Choices) -> Iterator[Connection]:
    """Yield the line to a server of a published folder, which ends with it."""
    ours, theirs = Pipe()
    arguments = door, theirs, ours, folder, choices
    process = get_context("fork").Process(target=_server, args=arguments)
    process.start()
    theirs.close()
    try:
        yield ours
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
        self.folders = {folder.name: folder for folder in production.accepted(order)}
        self.choices: Choices = {}
        self.choices = self._choices()
        self.wanted: tuple[View, ...] = ()
        self.made: set[View] = set()

    def work(self, line: Connection) -> None:
        """Make what is wanted, and again after each edit; raise Gone where nobody serves it."""
        import vademecum.setting.printing  # noqa: F401  (with the engine, once: each build forks from here)

        def pause(seconds: float) -> None:
            if line.poll(seconds):
                self._take(line)

        try:
            edits = watch.edits(map(Path, roots(self.order)), pause)
            first = nearest(self.choices, {})
            self.wanted = (first,) if first else ()
            self._make(line, ())
            for paths in edits:
                self.made.clear()
                self.choices = self._choices()
                line.send(Known(self.choices))
                self._make(line, paths)
        except (EOFError, OSError):
            raise Gone from None

    def _take(self, line: Connection) -> None:
        wanted: Wanted = line.recv()
        self.wanted = wanted.views
        self._make(line, ())

    def _make(self, line: Connection, edited: tuple[Path, ...]) -> None:
        """Make the views that are wanted and not made since the last edit."""
        for view in self.wanted:
            if view not in self.made and nearest(self.choices, asdict(view)) == view:
                self.made.add(view)
                line.send(Begun(view))
                line.send(self._view(view, edited))

    def _view(self, view: View, edited: tuple[Path, ...]) -> Made:
        """Make a view, and return what came of it."""
        began = time.monotonic()
        result = watch.build(self._order(view), edited)
        told = tuple(Told(one, report.quoted(one)) for one in sorted(set(result.problems)))
        seconds = time.monotonic() - began
        return Made(view, result.code == 0, told, result.failure, seconds)

    def _order(self, view: View) -> Order:
        return replace(
            self.order,
            guides=(str(self.folders[view.guide]),),
            languages=(view.language,) if view.language else (),
            products=(view.product,) if view.product else (),
            papers=(view.paper,) if view.paper else (),
        )

    def _choices(self) -> Choices:
        """Return what there is to look at now; of a guide that cannot be read, what there was."""
        found: dict[str, Choice] = {}
        readers = {name: GuideReader(path, House(path)) for name, path in self.folders.items()}
        selection = production.selection(self.order, tuple(readers.values()))
        for name, reader in readers.items():
            choice = _choice(reader, selection)
            if choice.products or reader.structure() is None:
                known = self.choices.get(name)
                found[name] = choice if choice.products or not known else known
        return found


def _choice(reader: GuideReader, selection: Selection) -> Choice:
    """Return what there is to look at of a guide, its source language first."""
    guide, structure = reader.folder.name, reader.structure()
    tags = [tag for tag in languages.spoken(reader.folder) if selection.asks_for(guide, tag)]
    tags.sort(key=lambda tag: (structure is None or tag != structure.source, tag))
    products: dict[str, tuple[str, ...]] = {}
    for product in catalogue.products(reader) if tags else ():
        artifacts = (Artifact(guide, tags[0], product.id, paper) for paper in product.papers)
        if papers := tuple(one.paper for one in artifacts if one in selection):
            products[product.id] = papers
    return Choice({tag: cldr.autonym(tag) for tag in tags}, products)
