"""What the gates measure, shown when they have run."""

from __future__ import annotations

import pytest

MEASURED: list[str] = []
"""Lines of tables, which a gate appends."""


@pytest.hookimpl
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in MEASURED:
        terminalreporter.write_line(line)
