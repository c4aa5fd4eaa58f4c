"""What the runs against faults have found out, told at the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say a line that is to be printed when all is over."""
    return partial(record_property, "figure")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    told = [found for report in reports for found in getattr(report, "user_properties", ()) if report.when == "call"]
    for line in sorted(line for name, line in told if name == "figure"):
        terminalreporter.write_line(line)
