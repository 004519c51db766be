"""A screen without glass (Xvfb) that windows in every root open on, and the eyes and fingers on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installer.building.tools import BuildFailed
from installer.trying.root import SETTINGS, Root

PACKAGES = ("xvfb", "xauth", "xdotool", "imagemagick", "fonts-dejavu-core")
SIZE = "1366x768x24"


@dataclass(frozen=True, slots=True)
class Screen:
    """``root`` is the one in which the screen's own tools are; ``display`` is as in DISPLAY."""

    root: Root
    display: str

    def sees(self, title: str, seconds: float = 40) -> bool:
        """Wait until a window with this in its title is there."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self._do(f"xdotool search --onlyvisible --name '{title}'").strip():
                return True
            time.sleep(0.2)
        return False

    def titles(self) -> list[str]:
        """Of all windows that can be seen."""
        said = self._do("for one in $(xdotool search --onlyvisible --name .); do xdotool getwindowname $one; done")
        return [line for line in said.splitlines() if line]

    def press(self, keys: str) -> None:
        """On the window that has the keyboard."""
        self._do(f"xdotool key {keys}")

    def photograph(self, target: Path) -> bool:
        """The whole screen as a PNG file; whether there is more on it than one colour."""
        taken = self.root.room / "screen.png"
        taken.unlink(missing_ok=True)
        colours = self._do("import -window root screen.png && identify -format '%k' screen.png").strip()
        if not taken.is_file():
            return False
        shutil.move(taken, target)
        return colours.isdecimal() and int(colours) > 16

    def _do(self, command: str) -> str:
        return self.root.say(command, seconds=60, more={"DISPLAY": self.display}).words


@contextmanager
def screen(root: Root) -> Iterator[Screen]:
    """The screen, dark again afterwards.

    Raises:
        BuildFailed: the screen's program does not begin.
    """
    told, answer = os.pipe()
    command = ["chroot", str(root.folder), "Xvfb", "-displayfd", str(answer), "-screen", "0", SIZE, "-nolisten", "tcp"]
    server = subprocess.Popen(
        command, env=SETTINGS, pass_fds=(answer,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(answer)
    try:
        with os.fdopen(told) as stream:
            number = stream.readline().strip()
        if not number:
            raise BuildFailed("the screen (Xvfb) did not begin")
        yield Screen(root, f":{number}")
    finally:
        server.terminate()
        server.wait(20)
