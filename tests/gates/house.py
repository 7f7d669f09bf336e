"""A house with a cluster, for tests: a scheduler and workers in processes of their own."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from distributed import Client, Security

from tests.conftest import ROOT
from vademecum.build import executors, making
from vademecum.build.packed import PackedJob

T = TypeVar("T")


def start(folder: Path, workers: str, **settings: str) -> subprocess.Popen[str]:
    """Start a build from nothing in a folder, as a real process."""
    command = [sys.executable, str(ROOT / "build.py"), "-j", workers, "--no-cache"]
    with ExitStack() as stack:
        said = [stack.enter_context((folder / name).open("w")) for name in ("out", "err")]
        environment = os.environ | settings
        return subprocess.Popen(
            command, cwd=folder, stdout=said[0], stderr=said[1], text=True, env=environment
        )


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@contextmanager
def alarm(seconds: int) -> Iterator[None]:
    """Raise TimeoutError in what waits for ever."""

    def ring(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


class Call:
    """Calls a function wherever it is unpickled."""

    def __init__(self, function: object, *arguments: object) -> None:
        self.call = function, arguments

    def __reduce__(self) -> tuple[object, ...]:
        return self.call


def packed(function: object, *arguments: object) -> PackedJob:
    """Return a packed that calls a function of the worker's; of all packed_jobs it goes first."""
    content = zlib.compress(pickle.dumps(Call(function, *arguments)))
    return PackedJob("small", "xx", "words/xx.yaml", 10**9, content)


def certify(folder: Path) -> None:
    """Write an authority, and a certificate that it has signed, into a folder."""

    def openssl(*given: str) -> None:
        subprocess.run(["openssl", *given], cwd=folder, check=True, capture_output=True)

    keys = "-newkey", "rsa:2048", "-nodes", "-days", "2"
    openssl("req", "-x509", *keys, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=house")
    openssl("req", *keys[:3], "-keyout", "one.key", "-out", "one.csr", "-subj", "/CN=one")
    signed = "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2"
    openssl("x509", "-req", "-in", "one.csr", *signed, "-out", "one.pem")


@dataclass
class House:
    """A scheduler, which needs no press, and the workers it hires; use it as a context manager.

    `allowed_failures` is how many workers may die of a job before it is taken for the culprit.
    With `sealed`, it speaks TLS by certificates that it makes for itself.
    """

    folder: Path
    allowed_failures: int = 3
    sealed: bool = False
    place: str = ""
    client: Any = None
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __enter__(self) -> House:
        try:
            if self.sealed:
                certify(self.folder)
            self._start("scheduler", self.folder, "--port", "0", "--idle-timeout", "300")
            self.wait_for(lambda: self._record.exists() and "}" in self._record.read_text("utf-8"))
            address = json.loads(self._record.read_text("utf-8"))["address"]
            self.place = address.removeprefix("tcp://").removeprefix("tls://")
            self.client = Client(address, set_as_default=False, security=self._security())
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self.client:
            self.client.close()
        for process in reversed(self.processes):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    @property
    def _record(self) -> Path:
        return self.folder / "scheduler.json"

    @property
    def address(self) -> str:
        return f"{'tls' if self.sealed else 'dask'}://{self.place}"

    @property
    def certificates(self) -> dict[str, str]:
        """The settings of Dask's by which a client shows who it is."""
        names = {"CA_FILE": "ca.pem", "CLIENT__CERT": "one.pem", "CLIENT__KEY": "one.key"}
        tls = "DASK_DISTRIBUTED__COMM__TLS__"
        return {f"{tls}{name}": str(self.folder / file) for name, file in names.items()}

    def _security(self) -> Security | None:
        ca, cert, key = (str(self.folder / name) for name in ("ca.pem", "one.pem", "one.key"))
        return (
            Security(tls_ca_file=ca, tls_client_cert=cert, tls_client_key=key)
            if self.sealed
            else None
        )

    def run(self, *packed_jobs: PackedJob) -> dict[str, list[str]]:
        """Run packed_jobs; return by job what was made, or the messages of its problems."""
        heard: dict[str, list[str]] = {}

        def hear(outcome: making.Outcome) -> None:
            assert outcome.job not in heard
            assert {problem.code for problem in outcome.problems} <= {"job-failed"}
            said = [problem.message for problem in outcome.problems]
            heard[outcome.job] = said or [artifact.path for artifact in outcome.prints]

        with alarm(40):
            executors.run(packed_jobs, self.address, hear)
        return heard

    def hire(self, *options: str, number: int = 1, path: Path = ROOT) -> None:
        """Start more workers, which import from a path; wait until they have joined."""
        wanted = self.size() + number
        one = "--nworkers", "1", "--nthreads", "1", "--memory-limit", "0", "--death-timeout", "30"
        for _ in range(number):
            self._start("worker", path, *one, "--local-directory", str(self.folder), *options)
        self.wait_for(lambda: self.size() == wanted)

    def _start(self, what: str, path: Path, *options: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--host", "127.0.0.1"]
        shown: tuple[str, ...] = "--no-dashboard", "--dashboard-address", "127.0.0.1:0"
        failures = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(self.allowed_failures)}
        if self.sealed:
            shown = (*shown, "--protocol", "tls")
            for option, file in (("ca-file", "ca.pem"), ("cert", "one.pem"), ("key", "one.key")):
                shown = (*shown, f"--tls-{option}", str(self.folder / file))
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [*command, "--scheduler-file", str(self._record), *shown, *options],
                stdout=log,
                stderr=log,
                env={**os.environ, **failures, "PYTHONPATH": str(path)},
                cwd=self.folder,  # which `-m` puts on the path
                start_new_session=True,  # so that a worker goes with its nanny
            )
        self.processes.append(process)

    def wait_for(self, happens: Callable[[], T]) -> T:
        deadline = time.monotonic() + 20
        while not (what := happens()):
            assert time.monotonic() < deadline, (self.folder / "log").read_text("utf-8")
            time.sleep(0.01)
        return what

    def size(self) -> int:
        """Return how many workers there are."""
        return int(self.client.scheduler_info(n_workers=0)["n_workers"])

    def workers(self) -> dict[str, int]:
        """Return the workers' processes by address."""
        return dict(self.client.run(os.getpid))

    def jobs(self) -> list[str]:
        """Return the jobs that the scheduler still holds."""
        return list(self.client.run_on_scheduler(lambda dask_scheduler: [*dask_scheduler.tasks]))

    def ended(self) -> dict[str, set[str]]:
        """Return, by worker, the jobs that it has ended well."""
        log = self.client.run(lambda dask_worker: [*dask_worker.state.log])
        ends = ("executing", "memory")
        return {worker: {e[0] for e in log[worker] if e[1:3] == ends} for worker in log}

    def story(self, job: str) -> list[str]:
        """Return the states that a job has gone through on the scheduler."""
        log = self.client.run_on_scheduler(lambda dask_scheduler: [*dask_scheduler.transition_log])
        return [entry[2] for entry in log if entry[0] == job]

    @contextmanager
    def held(self) -> Iterator[tuple[str, int]]:
        """Stop a worker in the midst of a job; yield the job and the worker's process."""
        processes = self.workers()
        while True:
            worker, job = self.wait_for(self._executing)[0]
            os.kill(processes[worker], signal.SIGSTOP)
            time.sleep(0.1)
            if job in self.client.processing()[worker]:  # it has not told that the job is done
                break
            os.kill(processes[worker], signal.SIGCONT)
        try:
            yield job, processes[worker]
        finally:
            with suppress(ProcessLookupError):
                os.kill(processes[worker], signal.SIGCONT)

    def _executing(self) -> list[tuple[str, str]]:
        found = self.client.run(lambda dask_worker: [t.key for t in dask_worker.state.executing])
        return [(worker, job) for worker, jobs in found.items() for job in jobs]

    def kill_when(self, happens: Callable[[], bool], number: int) -> Thread:
        """Kill the process of a number, the scheduler's or a worker's, as soon as it happens."""

        def kill() -> None:
            self.wait_for(happens)
            self.client.close()
            os.killpg(self.processes[number].pid, signal.SIGKILL)

        thread = Thread(target=kill)
        thread.start()
        return thread
