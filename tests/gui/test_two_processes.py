"""An office opened by two programs at once (M14): the second only looks, and takes over when the first has gone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nq57desk.gui.main_window import MainWindow
from nq57desk.usecases import settings_edits
from tests.gui.conftest import Settle


@pytest.fixture
def holder(office: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the office open."""
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.gui.holding_child", str(office)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "open\n"
    yield running
    running.kill()
    running.communicate()


def _read_only(window: MainWindow) -> bool:
    return window.session.office is not None and window.session.office.read_only


@pytest.mark.parametrize("how", ["closed", "killed"])
def test_the_second_program_only_looks_until_the_first_has_gone(
    bare_window: MainWindow, settle: Settle, office: Path, holder: subprocess.Popen[str], how: str
) -> None:
    bare_window.office_actions.open_office(office)
    settle(bare_window)
    assert _read_only(bare_window)
    assert "đang mở ở cửa sổ khác" in bare_window.notice.text
    assert bare_window.notice.verb.text() == "Thử lại"
    bare_window.session.change(lambda desk, _m: settings_edits.change(desk, key="office.name", value="Tên khác"))
    settle(bare_window)
    page = bare_window.current_page()
    assert page is not None
    assert "chỉ xem" in page.notice.text.casefold()
    bare_window.notice.verb.click()
    settle(bare_window)
    assert _read_only(bare_window)
    if how == "closed":
        holder.communicate("", timeout=60)
    else:
        holder.kill()
        holder.wait()
    bare_window.notice.verb.click()
    settle(bare_window)
    assert not _read_only(bare_window)
    assert not bare_window.notice.isVisible()
