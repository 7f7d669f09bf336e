"""The server: a process of its own, because one that has threads must not fork workers."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path

import uvicorn

from vademecum.preview.app import app
from vademecum.preview.hub import Hub
from vademecum.preview.messages import Choices, Wanted
from vademecum.preview.page import Pages


class _Server(uvicorn.Server):
    """A server that whoever started it stops, and no signal."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals as they are."""
        yield


def run(
    door: socket.socket, line: Connection, folder: Path, templates: Path, choices: Choices
) -> None:
    """Serve on a socket what stands in a published folder, until nobody holds the other end.

    `line` leads to the builder: what is wanted goes there, what was made comes from there.
    `choices` are what there is to look at first.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the builder, which ends us
    asyncio.run(_serve(door, line, Pages(templates, folder / "site"), folder, choices))


async def _serve(
    door: socket.socket, line: Connection, pages: Pages, folder: Path, choices: Choices
) -> None:
    def want(wanted: Wanted) -> None:
        with suppress(OSError):
            line.send(wanted)

    def take() -> None:
        try:
            while line.poll():
                hub.take(line.recv())
        except (EOFError, OSError):
            asyncio.get_running_loop().remove_reader(line.fileno())
            hub.close()
            server.should_exit = True

    hub = Hub(folder, choices, want)
    config = uvicorn.Config(
        app(hub, pages),
        log_config=None,
        log_level="critical",
        access_log=False,
        lifespan="off",
        ws="none",
        http="h11",
        loop="asyncio",
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    server = _Server(config)
    asyncio.get_running_loop().add_reader(line.fileno(), take)
    await server.serve(sockets=[door])
