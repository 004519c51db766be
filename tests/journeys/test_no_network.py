"""The program opens no network connection: Python's own audit, and where the system has it every call of the kernel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_LOCAL = re.compile(r"AF_UNIX|sendfile\(|socketpair\(AF_UNIX|SIGCHLD|\+\+\+|--- |<unfinished|resumed>")
"""Between processes of one machine (Qt asks for a clipboard or an input method), and strace's own lines."""
_NETWORK = re.compile(r"\b(socket|connect|bind|listen|accept4?|sendto|sendmsg|sendmmsg|recvfrom|getpeername)\(")


def watched(command: list[str], log: Path) -> list[str]:
    """The command under strace, where that is there and allowed to look."""
    strace = shutil.which("strace")
    if strace is None:
        return command
    try_out = subprocess.run([strace, "-o", str(log), "true"], capture_output=True, check=False)
    wanted = [strace, "-f", "-qq", "-e", "trace=network", "-o", str(log)]
    return [*wanted, *command] if try_out.returncode == 0 else command


def network_calls(log: Path) -> list[str]:
    """What was seen that reaches beyond this machine."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    return [line for line in lines if _NETWORK.search(line) and not _LOCAL.search(line)]


def run(command: list[str], log: Path) -> str:
    """The command's answer."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        watched(command, log), capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_whole_journey_and_every_page_use_no_socket(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.journeys.quiet_child", str(tmp_path / "journey")]
    assert run(command, tmp_path / "calls") == "quiet"
    assert network_calls(tmp_path / "calls") == []


def test_a_connection_would_be_noticed(tmp_path: Path) -> None:
    """The watchers themselves: one asked for a connection to nobody."""
    reach = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    listen = "import sys; from tests.journeys import quiet_child as q; sys.addaudithook(q.listen)"
    answer = run([sys.executable, "-c", f"{listen}; {reach}; print(len(q.SEEN))"], tmp_path / "calls")
    assert int(answer) >= 2
    assert len(network_calls(tmp_path / "calls")) >= 2 or not (tmp_path / "calls").exists()


@pytest.mark.long
def test_every_dialog_uses_no_socket(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "nq57desk.gui.screenshots", str(tmp_path / "pictures")]
    run(command, tmp_path / "calls")
    assert list((tmp_path / "pictures").rglob("*.png"))
    assert network_calls(tmp_path / "calls") == []
