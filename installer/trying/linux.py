"""The .deb in bare Debian roots, and the wheel through pipx: installed, self-test, window, removed again."""

from __future__ import annotations

import shutil
from pathlib import Path

from installer.building.tools import sha256
from installer.trying.report import Report
from installer.trying.root import Root, debian

_RELEASES = ("bookworm", "trixie")
_SCREEN = ("xvfb", "xauth", "xdotool", "imagemagick")
_PIPX = ("pipx", "python3-venv", "ca-certificates")
NOT_TRIED = ("a desktop's menu and file manager (the entries are there, nobody clicked them)", "Wayland, printers")


def try_it(package: Path, wheel: Path, report_file: Path, scratch: Path) -> bool:
    """Whether every step held; the report is written in any case."""
    report = Report("The Debian package and the wheel in bare roots", not_tried=NOT_TRIED)
    for file in (package, wheel):
        report.about.append((file.name, f"{file.stat().st_size / 1e6:.1f} MB, SHA-256 `{sha256(file)}`"))
    for release in _RELEASES:
        with debian(scratch / f"{release}-deb", release, _SCREEN) as root:
            _deb(root, package, release, report)
    with debian(scratch / "trixie-pipx", "trixie", _PIPX) as root:
        _wheel(root, wheel, report)
    report.write(report_file)
    return report.held


def _deb(root: Root, package: Path, release: str, report: Report) -> None:
    shutil.copyfile(package, root.room / "nq57desk.deb")
    quiet = "export DEBIAN_FRONTEND=noninteractive; apt-get"
    report.ran(
        f"{release}: installed", root.say(f"{quiet} install -y -qq --no-install-recommends ./nq57desk.deb", seconds=600)
    )
    tested = root.say("nq57desk self-test --json", more={"QT_QPA_PLATFORM": "offscreen"})
    report.ran(f"{release}: self-test", tested, held='"ok": true, "steps"' in tested.words, said="passed")
    shown = root.say(
        "Xvfb :58 -screen 0 1366x768x24 >/dev/null 2>&1 & sleep 1; export DISPLAY=:58; (timeout 40 nq57desk &) ; "
        "timeout 30 xdotool search --sync --onlyvisible --name 'NQ57 Desk'; found=$?; kill %1; exit $found"
    )
    report.ran(f"{release}: the window", shown)
    known = root.say("grep -c nq57 /usr/share/mime/packages/nq57desk.xml /usr/share/applications/nq57desk.desktop")
    report.ran(f"{release}: menu entry and file types", known)
    report.ran(f"{release}: removed", root.say(f"{quiet} purge -y -qq nq57desk; test ! -e /usr/lib/nq57desk"))


def _wheel(root: Root, wheel: Path, report: Report) -> None:
    shutil.copyfile(wheel, root.room / wheel.name)
    report.ran("pipx install of the wheel", root.say(f"pipx install ./{wheel.name}", seconds=900))
    tested = root.say("/try/.local/bin/nq57desk self-test --json", more={"QT_QPA_PLATFORM": "offscreen"})
    report.ran("wheel: self-test", tested, held='"ok": true, "steps"' in tested.words, said="passed")
    report.ran("wheel: removed", root.say("pipx uninstall nq57desk"))
