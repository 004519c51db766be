"""Wine in a root of its own: the program's command line, its window, and where things lie on the pretended drive C."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installer.trying.report import Report
from installer.trying.root import SETTINGS, Answer, Root
from installer.trying.screen import Screen

PACKAGES = ("wine", "wine64")
LOCAL = r"C:\users\root\AppData\Local"
PLACE = rf"{LOCAL}\Programs\NQ57 Desk"
OFFICE = rf"{LOCAL}\nq57desk\office"
PROGRAM, CONSOLE = "nq57desk.exe", "nq57desk-cli.exe"


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial in one root on one screen."""

    root: Root
    screen: Screen
    report: Report

    @property
    def settings(self) -> dict[str, str]:
        """What Wine is told by its surroundings."""
        return {"WINEDEBUG": "-all", "WINEPREFIX": "/try/prefix", "DISPLAY": self.screen.display}

    def say(self, command: str, seconds: float = 300) -> Answer:
        """A command in a shell."""
        return self.root.say(command, seconds=seconds, more=self.settings)

    def run(self, program: str, words: str = "", seconds: float = 300) -> Answer:
        """A Windows program, by its Windows path."""
        return self.say(f"wine {shlex.quote(program)} {words}", seconds)

    def cli(self, words: str, place: str = PLACE) -> Answer:
        """The program's command line."""
        return self.run(rf"{place}\{CONSOLE}", words)

    def told(self, words: str, place: str = PLACE) -> dict[str, object]:
        """What a command answered with ``--json``; empty where it did not."""
        for line in self.cli(f"{words} --json", place).words.splitlines():
            if line.startswith("{"):
                found = json.loads(line)
                return found if isinstance(found, dict) else {}
        return {}

    def outside(self, path: str) -> Path:
        """Where a Windows path lies in this machine's own file system."""
        drive, rest = path.split(":", 1)
        top = self.root.room / ("prefix/drive_c" if drive == "C" else drive)
        return top / rest.lstrip("\\").replace("\\", "/")

    @contextmanager
    def window(self, program: str, words: str = "") -> Iterator[None]:
        """Have a program open; all of Windows is shut afterwards."""
        inside = f"cd /try; timeout 200 wine {shlex.quote(program)} {words}"
        opened = subprocess.Popen(
            ["chroot", str(self.root.folder), "sh", "-c", inside],
            env=SETTINGS | self.settings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield
        finally:
            self.shut()
            opened.wait(30)

    def shut(self) -> None:
        """End all that runs in this Windows."""
        self.say("wineserver -k; sleep 1", 30)

    def registered(self, key: str) -> str:
        """The unnamed value of a key of the registry; "" where there is none."""
        lines = self.say(f"wine reg query {shlex.quote(key)} /ve").words.splitlines()
        return next((line.split("REG_SZ")[1].strip() for line in lines if "REG_SZ" in line), "")

    def install(self, setup: Path, words: str = "/S") -> Answer:
        """Silently."""
        shutil.copyfile(setup, self.root.room / "setup.exe")
        return self.run("Z:\\try\\setup.exe", words)


def size(folder: Path) -> int:
    """Bytes of all its files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
