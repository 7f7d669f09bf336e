"""A real server in a process of its own, and a client that knows nothing of it but HTTP."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

WAIT = 40.0
"""How long anything may take, in seconds: machines are busy."""
ADDRESS = re.compile(r"serving http://127\.0\.0\.1:(\d+)/ until Ctrl-C\n")
PICTURE = re.compile(r'<img src="([^"]+)"')


@dataclass
class Served:
    """A server: its process, what it said on standard error, its port."""

    process: subprocess.Popen[bytes]
    said_in: Path
    port: int = 0

    @property
    def said(self) -> str:
        return self.said_in.read_text("utf-8")

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Return where what was said matches a pattern, as soon as it does."""
        end = time.monotonic() + WAIT
        while not (found := re.search(pattern, self.said)):
            assert time.monotonic() < end, self.said
            assert self.process.poll() is None or re.search(pattern, self.said), self.said
            time.sleep(0.02)
        return found

    def get(self, path: str, headers: Mapping[str, str] = {}, method: str = "GET") -> HTTPResponse:
        """Return the answer to a request, which is read already; no redirect is followed."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        connection.request(method, path, headers={"Host": f"127.0.0.1:{self.port}", **headers})
        answer = connection.getresponse()
        answer.body = answer.read()  # type: ignore[attr-defined]
        connection.close()
        return answer

    def body(self, path: str) -> bytes:
        answer = self.get(path)
        assert answer.status == 200, (path, answer.status)
        found: bytes = answer.body  # type: ignore[attr-defined]
        return found

    @contextmanager
    def events(self, query: str) -> Iterator[Events]:
        """Yield the events of a view."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        try:
            connection.request("GET", f"/events?{query}")
            answer = connection.getresponse()
            assert answer.getheader("content-type", "").startswith("text/event-stream")
            yield Events(answer)
        finally:
            connection.close()

    def stop(self) -> int:
        """Press Ctrl-C, of which a terminal tells the whole group of processes at once."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(WAIT)


@dataclass
class Events:
    """A stream of server-sent events, as the HTML standard has them (9.2.6)."""

    answer: HTTPResponse

    def next(self) -> Any:
        """Return the data of the next event."""
        lines: list[str] = []
        while line := self.answer.readline().decode("utf-8").rstrip("\n"):
            lines.append(line)
        assert lines[0] == "event: shown", lines
        return json.loads(lines[1].removeprefix("data: "))

    def until(self, state: str) -> Any:
        """Return the data of the next event in a state."""
        while (found := self.next())["state"] != state:
            pass
        return found


@contextmanager
def served(folder: Path, *options: str, guide: str = "") -> Iterator[Served]:
    """Yield a server that runs in a folder, on any free port."""
    said = folder / "said"
    command = [sys.executable, "-m", "vademecum", "serve", "--port", "0", "-j", "1", *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1796083200"}
    with said.open("w") as file:
        process = subprocess.Popen(
            command, env=environment, cwd=folder, stderr=file, start_new_session=True
        )
    found = Served(process, said)
    try:
        found.port = int(found.wait_for(ADDRESS.pattern)[1])
        yield found
    finally:
        process.kill()
        process.wait()


def picture(parts: Mapping[str, str]) -> str:
    """Return the address of the first picture among the parts of a page."""
    found = PICTURE.search(parts["papers"])
    assert found, parts["papers"]
    return found[1]


def family(pid: int) -> list[int]:
    """Return the processes that descend from one, as /proc tells."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(stat.parent.name)] = int(fields[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def is_there(pid: int) -> bool:
    try:
        text = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] != "Z"
