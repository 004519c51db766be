"""The portable zip under Wine: unpacked on a drive of its own, its data beside it, then carried to another drive."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from installer.trying.wine import LOCAL, PROGRAM, Trial
from nq57desk.paths import BESIDE

_STICK, _OTHER = "E", "F"


def try_it(trial: Trial, zipped: Path) -> None:
    """Nothing may be left in the user's own folders."""
    report = trial.report
    stick, other = (_drive(trial, letter) for letter in (_STICK, _OTHER))
    with zipfile.ZipFile(zipped) as file:
        file.extractall(stick)
    (top,) = stick.iterdir()
    report.step("portable: unpacked on a stick", (top / PROGRAM).is_file(), top.name)
    tested = trial.told("self-test", rf"{_STICK}:\{top.name}")
    report.step("portable: self-test", tested.get("ok") is True, f"ok: {tested.get('ok')}")
    place = rf"{_STICK}:\{top.name}"
    words = f"office create '{place}\\{BESIDE}\\office' --role ward --code 90001 --name 'phường Thử Nghiệm'"
    report.ran("portable: an office beside the program", trial.cli(words, place), said=f"{BESIDE}/office")
    known = trial.told("check", place)
    report.step(
        "portable: it is the one that opens by itself", known.get("ok") is True, f"check: {known.get('problems')}"
    )
    with trial.window(rf"{_STICK}:\{top.name}\{PROGRAM}"):
        seen = trial.screen.sees("Thử Nghiệm")
        titles = trial.screen.titles()
    report.step("portable: the window on it", seen, ", ".join(sorted(set(titles))))
    shutil.move(top, other / "mang di")
    checked = trial.told("check", rf"{_OTHER}:\mang di")
    report.step("portable: carried to another drive", checked.get("ok") is True, f"check: {checked.get('problems')}")
    strangers = [path.name for path in trial.outside(LOCAL).glob("nq57desk*")]
    report.step("portable: nothing in the user's own folders", not strangers, ", ".join(strangers) or "nothing")
    for drive in (stick, other):
        shutil.rmtree(drive)


def _drive(trial: Trial, letter: str) -> Path:
    """A drive with this letter, empty."""
    place = trial.root.room / letter
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    link = trial.root.room / "prefix" / "dosdevices" / f"{letter.lower()}:"
    link.unlink(missing_ok=True)
    link.symlink_to(f"/try/{letter}")
    return place
