"""A full disk and a stick pulled out while a clerk types (M12): nothing typed is lost, [Lưu lại] saves it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gui.disk_child_texts import TEXTS

FAULTS = [name for name in ("full", "gone") if Path("/proc/self/fd").is_dir()]
"""Both are brought about by means of Linux."""


@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_typed_stays_until_it_can_be_saved(office: Path, fault: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.disk_child", str(office), fault],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    seen = json.loads(done.stdout.splitlines()[-1])
    assert "Chưa lưu được 2 ô vừa điền" in seen["said"]
    assert "còn trên màn hình" in seen["said"]
    assert seen["button"] == "Lưu lại"
    assert seen["on_screen"] == list(TEXTS)
    assert "Đã lưu" not in seen["status"]
    assert not seen["after"]
    assert "Đã lưu" in seen["status_after"]
    assert seen["recorded"] == sorted(TEXTS)
    assert seen["whole"]
    assert seen["faults"] == []
