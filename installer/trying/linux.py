"""The .deb in bare Debian roots, and the wheel through pipx: installed, self-test, window, start time, removed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from installer.building.folder import ROOT
from installer.building.tools import BuildFailed, run, sha256
from installer.trying import first_paint
from installer.trying.report import Report
from installer.trying.root import APT, Root, debian
from installer.trying.screen import PACKAGES as SCREEN_PACKAGES
from installer.trying.screen import Screen, screen

_RELEASES = ("bookworm", "trixie")
_PIPX = (
    *("pipx", "python3-venv", "ca-certificates"),
    *("libegl1", "libgl1", "libfontconfig1", "libdbus-1-3", "libglib2.0-0t64", "libxkbcommon0"),
)
_DESKTOP = ("desktop-file-utils", "shared-mime-info", "xdg-utils", "librsvg2-bin", "libglib2.0-bin")
"""What a desktop brings: it comes after the program was tried without it."""
_TYPES = {"nq57": "x-nq57", "nq57receipt": "x-nq57-receipt", "nq57card": "x-nq57-card", "nq57assign": "x-nq57-assign"}
PAINT_LIMIT = 3.0
"""As in the benchmark of the window."""
_HOME = "/usr/lib/nq57desk"
_WHEELS_FOR = ("manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_27_x86_64", "manylinux_2_28_x86_64")
_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
NOT_TRIED = (
    "a desktop's menu and file manager by mouse (what they read was asked with their own tools)",
    "Wayland, printers, typing through ibus or fcitx",
)


def try_it(package: Path, wheel: Path, report_file: Path, scratch: Path) -> bool:
    """Whether every step held; the report is written in any case."""
    report = Report("The Debian package and the wheel in bare roots", not_tried=NOT_TRIED)
    for file in (package, wheel):
        report.about.append((file.name, f"{file.stat().st_size / 1e6:.1f} MB, SHA-256 `{sha256(file)}`"))
    try:
        with debian(scratch / "screen", "trixie", SCREEN_PACKAGES) as eyes, screen(eyes) as shown:
            for release in _RELEASES:
                with debian(scratch / f"{release}-bare", release, anew=True) as root:
                    _deb(root, package, release, report, shown, report.pictures(report_file))
        with debian(scratch / "pipx", "trixie", _PIPX) as root:
            _wheelhouse(root.room / "wheels")
            _wheel(root, wheel, report)
    except (BuildFailed, OSError, ValueError) as failed:
        report.step("the trial itself", False, str(failed)[-300:])
    report.write(report_file)
    return report.held


def _deb(root: Root, package: Path, release: str, report: Report, shown: Screen, pictures: Path) -> None:
    shutil.copyfile(package, root.room / "nq57desk.deb")
    had = _files(root)
    root.must(f"{APT} update")
    install = f"{APT} install -y --no-install-recommends ./nq57desk.deb"
    report.ran(f"{release}: installed, with what it depends on", root.say(install, seconds=900))
    python = root.say("python3 --version; nq57desk --version").words.split()
    report.step(f"{release}: versions", len(python) == 4, " ".join(python))
    _self_test(root, report, f"{release}: self-test", "nq57desk")
    _shown(root, release, report, shown, pictures)
    _speed(root, release, report)
    _desktop(root, release, report)
    report.ran(f"{release}: removed", root.say(f"{APT} purge -y nq57desk"))
    left = [name for name in _files(root) - had if "nq57" in name and not name.startswith(("try/", "var/"))]
    report.step(f"{release}: nothing left but data", not left, ", ".join(sorted(left)[:5]) or "nothing")
    kept = (root.room / ".local/share/nq57desk/office/nq57.db").is_file()
    report.step(f"{release}: the office's data stay", kept, "~/.local/share/nq57desk/office")


def _files(root: Root) -> set[str]:
    return set(root.must("find / -xdev \\( -type f -o -type l \\) -printf '%P\\n'").splitlines())


def _self_test(root: Root, report: Report, name: str, program: str) -> None:
    tested = root.say(f"{program} self-test --json", more=_OFFSCREEN)
    report.ran(name, tested, held=tested.status == 0 and '"ok": true, "steps"' in tested.words, said="passed")


def _shown(root: Root, release: str, report: Report, shown: Screen, pictures: Path) -> None:
    """The window on a sample office, on a screen that is in another root: the bare one has what the package named."""
    report.ran(f"{release}: a sample office", root.say("nq57desk sample .local/share/nq57desk/office"))
    begun = f"env DISPLAY={shown.display} QT_QPA_PLATFORM=xcb timeout 90 nq57desk"
    root.must(f"({begun} >/try/window.log 2>&1 & echo $! >window.pid)")
    seen = shown.sees("Sao Mai")
    root.say("sleep 5")
    photographed = shown.photograph(pictures / f"linux-{release}.png")
    titles = ", ".join(sorted(set(shown.titles())))
    root.say("kill $(cat window.pid); sleep 1")
    said = titles or (root.room / "window.log").read_text(encoding="utf-8", errors="replace")[-200:]
    faults = [path.read_text(encoding="utf-8") for path in (root.room / ".local/share/nq57desk/su-co").glob("*.txt")]
    held = seen and photographed and not faults
    report.step(f"{release}: the window", held, f"linux-{release}.png; {said} {' '.join(faults)[:300]}".strip())


def _speed(root: Root, release: str, report: Report) -> None:
    """Spawn to first paint, offscreen as in the benchmark, with the system's Python and the package's libraries."""
    version = root.say("python3 -c 'import sys; print(\"%d.%d\" % sys.version_info[:2])'").words.strip()
    settings = {**_OFFSCREEN, "PYTHONPATH": f"{_HOME}/{version}:{_HOME}/lib", "PYTHONUTF8": "1"}
    settings["PYTHONDONTWRITEBYTECODE"] = "1"

    def once(script: str, began: str, told: str) -> None:
        root.say(f"{first_paint.PRIORITY} python3 -P {script} {began} {told}", seconds=60, more=settings)

    found = first_paint.measure(root.room, once)
    held = found.ratio <= PAINT_LIMIT
    report.step(f"{release}: spawn to first paint", held, f"{found.words} (limit {PAINT_LIMIT})")


def _desktop(root: Root, release: str, report: Report) -> None:
    """What a desktop's own tools say about the menu's entry, the icon and the file types."""
    root.must(f"{APT} install -y --no-install-recommends {' '.join(_DESKTOP)}")
    entry = root.say("desktop-file-validate /usr/share/applications/nq57desk.desktop")
    report.ran(f"{release}: the menu's entry is valid", entry, held=entry.status == 0 and not entry.words.strip())
    icon = root.say(
        "rsvg-convert -w 64 /usr/share/icons/hicolor/scalable/apps/nq57desk.svg -o icon.png && wc -c < icon.png"
    )
    report.ran(f"{release}: the icon is drawn", icon, said=f"{icon.words.strip()} bytes at 64 dots")
    for ending, kind in _TYPES.items():
        asked = f"echo . >x.{ending}; gio info -a standard::content-type x.{ending}"
        found = root.say(f"{asked}; xdg-mime query default application/{kind}").words
        held = f"content-type: application/{kind}\n" in found and found.endswith("nq57desk.desktop\n")
        report.step(f"{release}: file type .{ending}", held, " ".join(found.split()[-2:]))


def _wheelhouse(folder: Path) -> None:
    """The locked libraries for the root's Python, fetched outside, where it is known how the index is reached."""
    lock, kept = ROOT / "requirements.lock", folder / "lock"
    if kept.is_file() and kept.read_bytes() == lock.read_bytes():
        return
    shutil.rmtree(folder, ignore_errors=True)
    platforms = [word for name in _WHEELS_FOR for word in ("--platform", name)]
    only = ("--no-deps", "--require-hashes", "--only-binary", ":all:", "--python-version", "3.13", *platforms)
    run([sys.executable, "-m", "pip", "download", "--quiet", *only, "-d", folder, "-r", lock])
    shutil.copyfile(lock, kept)


def _wheel(root: Root, wheel: Path, report: Report) -> None:
    shutil.copyfile(wheel, root.room / wheel.name)
    root.say("pipx uninstall nq57desk")
    house = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/try/wheels"}
    report.ran("trixie: pipx install of the wheel", root.say(f"pipx install ./{wheel.name}", seconds=900, more=house))
    program = "/try/.local/bin/nq57desk"
    _self_test(root, report, "wheel: self-test", program)
    manual = root.say(f"{program} manual -o manual.pdf && head -c 5 manual.pdf", more=_OFFSCREEN)
    report.ran("wheel: the manual as a PDF, so resources are inside", manual, held="%PDF-" in manual.words)
    asked = "for one in /try/.local/*/pipx/venvs /try/.local/pipx/venvs; do [ -d $one ] && cd $one; done; "
    asked += "nq57desk/bin/python -c 'from nq57desk import wording; "
    asked += 'wording.use_language("en"); print(wording._("Quá hạn"))\''
    english = root.say(asked)
    held = english.status == 0 and english.words.strip() not in ("", "Quá hạn")
    report.ran("wheel: the English catalogue is inside", english, held=held, said=english.words.strip())
    report.ran("wheel: removed", root.say("pipx uninstall nq57desk; test ! -e /try/.local/bin/nq57desk"))
