"""What gates share: a browser, a host, the judges of pages, and what was measured."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import ROOT, printed
from tests.gates import browsing
from vademecum.build.plan import Artifact
from vademecum.content.guide import Guide
from vademecum.setting.finished import Finished

MEASURED: list[str] = []
"""Lines of tables, which a gate appends."""


@pytest.hookimpl
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in MEASURED:
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def prints(russia: Guide, shared: Path) -> Mapping[Artifact, Finished]:
    """Every artifact of the real guide, in all its languages."""
    return printed(russia, russia.languages, shared)


@pytest.fixture(scope="module")
def host(dist: Path) -> Iterator[str]:
    """The address of a host of a module's own site."""
    with browsing.host(dist) as address:
        yield address


@pytest.fixture(scope="module")
def launcher() -> Iterator[browsing.Launcher]:
    with browsing.launcher() as found:
        yield found


@pytest.fixture
def browser(launcher: browsing.Launcher) -> Browser:
    """A browser that lives: one that dies fails one test alone."""
    return launcher.browser()


@pytest.fixture(scope="module")
def tools() -> Path:
    """The folder of what judges pages."""
    folder = Path(sys.prefix) / "web"
    subprocess.run(["sh", "tools/web.sh", str(folder)], cwd=ROOT, check=True)
    return folder / "node_modules"
