"""The long form: ``NQ57_FUZZ_MINUTES=20 ./check --long``, or alone ``python -m tests.fuzz --minutes 20 --seed 57``."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.long
def test_hostile_input_for_a_named_time() -> None:
    minutes = os.environ.get("NQ57_FUZZ_MINUTES", "3")
    command = [sys.executable, "-m", "tests.fuzz", "--minutes", minutes, "--seed", "long"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    assert " 0 finds" in done.stdout
