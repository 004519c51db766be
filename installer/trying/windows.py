"""The setup.exe under Wine: installed over an older one, self-test, window, speed, file types, removed again."""

from __future__ import annotations

import json
import shutil
import statistics
from pathlib import Path

from installer.building import runtime
from installer.building.tools import sha256
from installer.trying.report import Report
from installer.trying.root import Answer, Root, debian

PACKAGES = ("wine", "wine64", "xvfb", "xauth", "xdotool", "imagemagick", "fonts-dejavu-core")
NOT_TRIED = (
    "a real Windows (Wine stands for it), its SmartScreen and antivirus programs, a code signature",
    "printers (Wine shows none here), Unikey, Office programs, a screen of another density",
    "the wizard's pages by mouse (all installations were silent), installation for all users",
)
_SETTINGS = {"WINEDEBUG": "-all", "WINEPREFIX": "/try/prefix", "DISPLAY": ":57", "XDG_RUNTIME_DIR": "/try"}
_PREFIX = "prefix/drive_c/users/root/AppData/Local"
_PLACE = f"{_PREFIX}/Programs/NQ57 Desk"
_DATA = r"C:\users\root\AppData\Local\nq57desk\office"
_TIMES = 5
_BARE = """import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.setWindowTitle("BARE57")
window.resize(1366, 697)
window.show()
app.exec()
"""


class Trial:
    """One trial in one root."""

    def __init__(self, root: Root, report: Report) -> None:
        self.root, self.report = root, report

    def say(self, command: str, seconds: float = 300) -> Answer:
        """A command in a shell that knows Wine's settings and the screen."""
        return self.root.say(command, seconds=seconds, more=_SETTINGS)

    def program(self, words: str, seconds: float = 300) -> Answer:
        """The installed program's command line."""
        return self.say(f'wine "/try/{_PLACE}/nq57desk-cli.exe" {words}', seconds)

    def said(self, words: str) -> dict[str, object]:
        """What a command answered with ``--json``; empty where it did not."""
        for line in self.program(f"{words} --json").words.splitlines():
            if line.startswith("{"):
                found = json.loads(line)
                return found if isinstance(found, dict) else {}
        return {}

    def install(self, setup: Path, name: str) -> bool:
        """Silently."""
        shutil.copyfile(setup, self.root.room / "setup.exe")
        answer = self.say("wine /try/setup.exe /S")
        return self.report.ran(name, answer, held=answer.status == 0 and (self.root.room / _PLACE).is_dir())


def try_it(setup: Path, before: Path | None, report_file: Path, scratch: Path) -> bool:
    """Whether every step held; the report is written in any case."""
    report = Report("The Windows package under Wine", not_tried=NOT_TRIED)
    report.about.append(("setup.exe", f"{setup.name}, {setup.stat().st_size / 1e6:.1f} MB"))
    report.about.append(("SHA-256", f"`{sha256(setup)}`"))
    with debian(scratch / "trixie", "trixie", PACKAGES) as root:
        trial = Trial(root, report)
        report.about.append(("Wine", trial.say("wine --version").words.strip().splitlines()[-1]))
        shutil.rmtree(root.room / "prefix", ignore_errors=True)
        screen = "Xvfb :57 -screen 0 1366x768x24 >/dev/null 2>&1 & sleep 1; "
        report.ran("a new Windows", trial.say(f"{screen} wineboot -i >/dev/null 2>&1; wineserver -w", 300))
        _upgrade(trial, setup, before)
        _files(trial)
        _self_test(trial)
        _window(trial, report_file.parent)
        _speed(trial, scratch)
        _uninstall(trial)
        trial.say("wineserver -k; pkill Xvfb; true", 30)
    report.write(report_file)
    return report.held


def _upgrade(trial: Trial, setup: Path, before: Path | None) -> None:
    report = trial.report
    if before is None:
        trial.install(setup, "silent installation")
    else:
        report.about.append(("over", f"{before.name}, SHA-256 `{sha256(before)}`"))
        trial.install(before, "silent installation of the version before")
    made = trial.program(f"office create '{_DATA}' --role ward --code 90001 --name 'phường Thử Nghiệm'")
    report.ran("an office in the user's own folder", made)
    if before is None:
        return
    trial.install(setup, "silent upgrade")
    office = trial.said(f"--office '{_DATA}' check")
    report.step("data after the upgrade", office.get("ok") is True, f"check: {office.get('ok')}")
    kept = trial.said(f"--office '{_DATA}' backup list").get("backups")
    report.step("a backup was made before", isinstance(kept, list) and bool(kept), f"{kept}"[:200])
    older = trial.say("wine /try/before.exe /S") if _copied(before, trial.root) else Answer(1, "", 0)
    report.ran("the older setup refuses to replace the newer program", older, held=older.status != 0, said="refused")


def _copied(before: Path, root: Root) -> bool:
    shutil.copyfile(before, root.room / "before.exe")
    return True


def _files(trial: Trial) -> None:
    place = trial.root.room / _PLACE
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    trial.report.step("installed size", size <= 120e6, f"{size / 1e6:.1f} MB (limit 120)")
    for ending in ("nq57", "nq57receipt", "nq57card", "nq57assign"):
        answer = trial.say(f"wine reg query 'HKCU\\Software\\Classes\\.{ending}' /ve")
        trial.report.ran(f"file type .{ending}", answer, held="NQ57Desk." in answer.words, said="registered")


def _self_test(trial: Trial) -> None:
    found = trial.said("self-test")
    steps = found.get("steps")
    count = len(steps) if isinstance(steps, list) else 0
    trial.report.step("self-test of the installed program", found.get("ok") is True, f"{count} steps")


def _window(trial: Trial, pictures: Path) -> None:
    """The window on the sample office, photographed on three pages."""
    trial.report.ran("the sample office", trial.program(r"sample 'C:\mau'"))
    keys = {"plan": "ctrl+2", "month": "ctrl+3", "papers": "ctrl+5"}
    shots = "; ".join(f"xdotool key {key}; sleep 5; import -window root /try/{name}.png" for name, key in keys.items())
    program = f'wine "/try/{_PLACE}/nq57desk.exe" --office "C:\\mau"'
    answer = trial.say(f"({program} >/dev/null 2>&1 &) ; sleep 12; {shots}; wineserver -k; sleep 2", 120)
    taken = [name for name in keys if (trial.root.room / f"{name}.png").is_file()]
    for name in taken:
        shutil.copyfile(trial.root.room / f"{name}.png", pictures / f"wine-{name}.png")
    trial.report.ran("the window, three pages photographed", answer, held=len(taken) == len(keys))


def _speed(trial: Trial, scratch: Path) -> None:
    """Spawn until the window is there, against an empty window of the same runtime; in turns, medians."""
    place = trial.root.room / _PLACE
    runtime.restore(place / "python.exe", scratch / "cache")
    (trial.root.room / "bare.py").write_text(_BARE, encoding="utf-8")
    commands = {
        "BARE57": f'wine "/try/{_PLACE}/python.exe" -I Z:/try/bare.py',
        "NQ57 Desk": f'wine "/try/{_PLACE}/nq57desk.exe" --office "C:\\mau"',
    }
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(_TIMES):
        for name, command in commands.items():
            answer = trial.say(
                f"wineserver -k; sleep 1; began=$(date +%s%N); ({command} >/dev/null 2>&1 &); "
                f"timeout 60 xdotool search --sync --onlyvisible --name '{name}' >/dev/null; "
                'echo "took $(( ($(date +%s%N) - began) / 1000000 ))"; wineserver -k; sleep 1'
            )
            found[name] += [
                int(line.split()[1]) / 1000 for line in answer.words.splitlines() if line.startswith("took")
            ]
    (place / "python.exe").unlink()
    bare, ours = (statistics.median(found[name]) for name in commands)
    words = f"{ours:.2f} s against {bare:.2f} s of an empty window: {ours / bare:.2f} (limit 1.5), {_TIMES} times each"
    trial.report.step("spawn to the window", ours / bare <= 1.5, words)


def _uninstall(trial: Trial) -> None:
    place, data = trial.root.room / _PLACE, trial.root.room / _PREFIX / "nq57desk" / "office"
    answer = trial.say(f'wine "/try/{_PLACE}/go-bo.exe" /S; sleep 6; wineserver -w')
    left = sorted(path.name for path in place.rglob("*")) if place.is_dir() else []
    trial.report.ran("silent uninstallation", answer, held=not left, said=f"left: {left or 'nothing'}")
    kept = sorted(path.name for path in data.iterdir()) if data.is_dir() else []
    trial.report.step("the office's data stay", bool(kept), ", ".join(kept)[:200])
