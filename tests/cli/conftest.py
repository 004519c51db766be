"""Commands run in this process, with their answer as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nq57desk.cli.main import run, understand
from tests.builders.offices import ward_with_plans

Call = Callable[..., tuple[int, Any]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """``call("tasks", "--office", folder)`` gives the exit status and the JSON value."""

    def calling(*arguments: object) -> tuple[int, Any]:
        status = run(understand([*map(str, arguments), "--json"]))
        printed = capsys.readouterr().out
        lines = [json.loads(line) for line in printed.splitlines()]
        return status, lines[0] if len(lines) == 1 else lines

    return calling


@pytest.fixture(scope="session")
def ward_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward with the sample plans; tests that change it work on a copy."""
    folder = tmp_path_factory.mktemp("cli") / "office"
    ward_with_plans(folder).close()
    return folder
