"""A cluster: the same packed jobs on Dask's executor, for houses that already have one.

It needs the extra `vademecum[dask]` here, and the press on every worker: the rest comes with a job.
A worker unpickles the jobs that it is sent; what it answers is bytes and JSON, and is looked at.
Dask itself unpickles on either side, so both must trust each other (docs/trust.md).
"""

from __future__ import annotations

import asyncio
import logging
import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Any, ParamSpec, TypeVar

from vademecum.build import answer, making
from vademecum.build.address import FORMS, PLAIN, SEALED, is_cluster
from vademecum.build.packed import PackedJob
from vademecum.content.catalogue import Usage

PATIENCE = 10
"""How many seconds a scheduler may take to answer."""
IDLE = 30
"""How many seconds a scheduler may be without a worker: one that died may be started again."""

NAMES = {
    "ca_file": "DASK_DISTRIBUTED__COMM__TLS__CA_FILE",
    "cert": "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT",
    "key": "DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY",
}
"""The files in PEM by which both ends of TLS know each other, as Dask's environment names them."""

P = ParamSpec("P")
T = TypeVar("T")


def run(address: str, packed_jobs: Iterable[PackedJob], done: making.Hears) -> None:
    """Run packed jobs on the workers of the scheduler at an address.

    Dask gives the jobs of a worker that dies to others. Those that lost several are then run one by
    one, so that only a culprit's job becomes a problem. Where the scheduler or all workers are gone
    for good, all jobs that are left do. Raise Usage where there is nobody to work at all.
    """
    with _quiet(), _connected(address) as client, _Crew(client, address) as crew:
        for packed in making.run_on(crew, packed_jobs, done):
            if crew.gone and not crew.came:
                raise Usage(crew.gone)
            if crew.gone or making.run_on(crew, [packed], done):
                done(making.died(packed, crew.gone or "each worker that took it died"))


class _Crew(Executor):
    """Dask's executor, with what it loses told as of a local pool; use it as a context manager.

    `gone` says why no job can be run any more; `came` is whether there ever was a worker.
    """

    def __init__(self, client: Any, address: str) -> None:
        from distributed import KilledWorker
        from tornado.ioloop import PeriodicCallback

        self.client, self.address = client, address
        self.lost = KilledWorker, CancelledError
        # No job is ever taken for another, not even one of a build that failed.
        self.executor = client.get_executor(pure=False)
        self.waiting: set[Future[Any]] = set()
        self.gone, self.came = "", bool(client.scheduler_info(n_workers=0).get("n_workers"))
        self.connection, self.seen = client.scheduler_comm, monotonic()
        self.watch = PeriodicCallback(self._watch, 500)
        client.loop.add_callback(self.watch.start)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a worker run a function of a packed job that comes to an outcome."""
        (packed,) = args
        assert isinstance(packed, PackedJob)
        told: Future[T] = Future()
        self.waiting.add(told)
        try:
            future = self.executor.submit(pickle.loads, pickle.dumps(_Call(fn, args, kwargs)))
            future.add_done_callback(partial(self._tell, told, packed))
        except Exception:  # its client is closed
            self._give_up(f"the scheduler at {self.address} was lost")
        if self.gone:
            self._settle(told, error=BrokenExecutor(self.gone))
        return told

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let go of all jobs; nobody waits for what is still running, least of all on Ctrl-C."""
        self.client.loop.add_callback(self.watch.stop)
        with suppress(Exception):  # what is closed or lost has let go of them
            self.executor.shutdown(wait=False)

    def _tell(self, told: Future[Any], packed: PackedJob, future: Future[object]) -> None:
        try:
            self._settle(told, answer.read(future.result(), packed))
        except self.lost as error:
            self._settle(told, error=BrokenExecutor(str(error)))
        except Exception as error:
            self._settle(told, error=error)

    def _settle(
        self, told: Future[Any], result: object = None, error: Exception | None = None
    ) -> None:
        self.waiting.discard(told)  # and with it its prints: memory is to stay flat
        with suppress(InvalidStateError):
            told.set_exception(error) if error else told.set_result(result)

    def _give_up(self, reason: str) -> None:
        self.gone = self.gone or reason
        for told in tuple(self.waiting):
            self._settle(told, error=BrokenExecutor(reason))

    def _watch(self) -> None:
        """Give up when the scheduler is lost, or has been without workers for too long."""
        if self.client.scheduler_comm is not self.connection:
            self._give_up(f"the scheduler at {self.address} was lost")
        elif self.client.scheduler_info().get("n_workers"):  # as was last heard: see its loop
            self.came, self.seen = True, monotonic()
        elif monotonic() - self.seen > IDLE:
            self._give_up(f"the scheduler at {self.address} has no worker")


@dataclass(frozen=True, slots=True)
class _Call:
    """A call that is made where it is unpickled; it comes to an answer.

    So Dask handles bytes alone: of what it cannot unpickle itself its workers die, with no press on
    them, and its client never tells.
    """

    fn: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def __reduce__(self) -> tuple[Callable[..., bytes], tuple[Any, ...]]:
        return _called, (self.fn, self.args, self.kwargs)


def _called(fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
    try:
        return answer.written(fn(*args, **kwargs))
    except Exception as error:  # its type is the worker's own, and nobody else need know it
        return answer.failed(f"{type(error).__name__}: {error}")


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """Yield a client of the scheduler at an address; raise Usage where there is none."""
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise Usage('for a cluster, install the extra: pip install "vademecum[dask]"') from None
    if not is_cluster(address):
        raise Usage(f"{address!r} is not {FORMS}")
    place = address.removeprefix(PLAIN)  # what is configured tells the scheme: it may be TLS
    _check_certificates(place)
    try:
        kind = asyncio.run(_ask(place))
        if kind != "Scheduler":
            raise ValueError(f"what listens there is a {kind}")
        client = Client(place, timeout=PATIENCE, set_as_default=False)
    except Exception as error:  # whatever comes of talking to it
        said = str(error) or "what listens there does not speak like one"
        raise Usage(f"no scheduler answers at {address}: {said}") from None
    with client:
        yield client


def _check_certificates(place: str) -> None:
    """Raise Usage where a scheduler speaks TLS and Dask is not told by which certificates."""
    from distributed import Security

    keys = Security().get_tls_config_for_role("client")
    missing = [NAMES[name] for name in NAMES if not keys.get(name)]
    if place.startswith(SEALED) and missing:
        raise Usage(f"for {SEALED} set {', '.join(missing)}, or the same in Dask's configuration")


async def _ask(place: str) -> str:
    """Return what answers; Dask's client would wait for ever for what listens and says nothing."""
    from distributed import Security, rpc

    keys = Security().get_connection_args("client")
    async with asyncio.timeout(PATIENCE + 1):
        async with rpc(place, timeout=PATIENCE, connection_args=keys) as peer:
            return str((await peer.identity())["type"])


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Dask logs from standard error: whatever matters becomes a problem."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
