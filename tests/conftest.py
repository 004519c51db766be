"""What all tests share: the long forms run only when asked for, the interface speaks Vietnamese."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from nq57desk import wording
from tests.publishing.cluster import BIN, MISSING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the long forms of the tests")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long forms out unless asked for; pytest's own closing line counts them as deselected."""
    if config.getoption("--long"):
        return
    long_ones = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long_ones)
    items[:] = [item for item in items if not item.get_closest_marker("long")]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line what was left out because a server's programs are not installed."""
    if BIN is None:
        terminalreporter.write_line(MISSING)


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    yield
    wording.use_language("vi")
