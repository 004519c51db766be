"""A trial says what failed, measures both programs alike, and writes no place of the machine that it ran on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from installer.trying import first_paint, windows_use
from installer.trying.report import Report
from installer.trying.root import Answer


def test_a_failed_step_stands_in_the_report(tmp_path: Path) -> None:
    report = Report("A trial", not_tried=("printers",))
    report.about.append(("setup.exe", "36 MB"))
    report.ran("installed", Answer(0, "", 1.0))
    report.ran("self-test", Answer(1, "no | font\nat all", 2.0))
    report.write(tmp_path / "tried.md")
    words = (tmp_path / "tried.md").read_text(encoding="utf-8")
    assert not report.held
    assert "| installed | ok | (1.0 s) |" in words
    assert "| self-test | FAILED | status 1: no \\| font at all (2.0 s) |" in words
    assert "- printers" in words


def test_a_trial_without_steps_did_not_hold() -> None:
    assert not Report("A trial").held


def test_paints_are_compared_by_their_medians() -> None:
    found = first_paint.Paints(empty=(1.0, 9.0, 2.0), ours=(3.0, 2.0, 30.0))
    assert found.ratio == pytest.approx(1.5)
    assert found.words.startswith("3.00 s (2.00 to 30.00) against 2.00 s (1.00 to 9.00) of an empty window: 1.50")


@pytest.mark.parametrize("script", [first_paint.EMPTY, first_paint.OURS], ids=["empty", "ours"])
def test_both_programs_tell_when_they_painted(tmp_path: Path, script: str) -> None:
    file, told = tmp_path / "measured.py", tmp_path / "told"
    file.write_text(script, encoding="utf-8")
    settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    settings["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    done = subprocess.run([sys.executable, "-P", str(file), "0", str(told)], env=settings, timeout=60, check=False)
    assert done.returncode == 0
    assert float(told.read_text(encoding="utf-8")) > 1e9


def test_what_the_source_imports_is_asked_for_but_what_is_optional() -> None:
    names = windows_use._imported()
    assert {"nq57desk.paths", "nq57desk.gui.app", "lxml.etree", "PySide6.QtWidgets", "pyrage"} <= names
    assert not {name for name in names if name.split(".")[0] in ("psycopg", "pyarrow")}


def test_the_form_of_the_data_is_read_from_the_file_itself(tmp_path: Path) -> None:
    (tmp_path / "nq57.db").write_bytes(bytes(60) + (10).to_bytes(4, "big") + bytes(100))
    assert windows_use.data_version(tmp_path) == 10
