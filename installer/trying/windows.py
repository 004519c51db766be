"""The setup.exe under Wine: over an older one, self-test, window, speed, file types, for all users; the portable."""

from __future__ import annotations

import shutil
from pathlib import Path

from installer.building.tools import BuildFailed, sha256
from installer.trying import portable, windows_use
from installer.trying.report import Report
from installer.trying.root import debian
from installer.trying.screen import PACKAGES as SCREEN_PACKAGES
from installer.trying.screen import screen
from installer.trying.wine import CONSOLE, LOCAL, OFFICE, PACKAGES, PLACE, PROGRAM, Trial, size

SETUP_LIMIT, INSTALLED_LIMIT = 40e6, 120e6
ENDINGS = ("nq57", "nq57receipt", "nq57card", "nq57assign")
_OLDER, _LATER = r"C:\cu", r"C:\moi-hon"
_ALL = r"C:\Program Files\NQ57 Desk"
_KEY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\NQ57Desk"
_TOO_NEW, _REFUSED, _OPEN = 4, 1, 5
NOT_TRIED = (
    "a real Windows (Wine stands for it), its SmartScreen and antivirus programs, a code signature",
    "printers (Wine shows none here), Unikey, Office programs, a screen of another density",
    "the wizard's pages by mouse (all installations were silent)",
    "a double click after an installation for one user: Wine does not look at a user's own file types",
)


def try_it(setup: Path, before: Path | None, zipped: Path | None, report_file: Path, scratch: Path) -> bool:
    """Whether every step held; the report is written in any case."""
    report = Report("The Windows package under Wine", not_tried=NOT_TRIED)
    about = (("setup.exe", setup), ("the version before", before), ("portable", zipped))
    for what, file in about:
        if file is not None:
            report.about.append((what, f"{file.name}, {file.stat().st_size / 1e6:.1f} MB, SHA-256 `{sha256(file)}`"))
    packages = (*PACKAGES, *SCREEN_PACKAGES)
    with debian(scratch / "trixie", "trixie", packages) as root, screen(root) as shown:
        trial = Trial(root, shown, report)
        report.about.append(("Wine", trial.say("wine --version").words.strip().splitlines()[-1]))
        shutil.rmtree(root.room / "prefix", ignore_errors=True)
        report.ran("a new Windows", trial.say("wineboot -i >/dev/null 2>&1; wineserver -w"))
        try:
            _steps(trial, setup, before, zipped, report.pictures(report_file), scratch)
        except (BuildFailed, OSError, ValueError) as failed:
            report.step("the trial itself", False, str(failed)[-300:])
        finally:
            trial.shut()
            shutil.rmtree(root.room / "prefix", ignore_errors=True)
    report.write(report_file)
    return report.held


def _steps(trial: Trial, setup: Path, before: Path | None, zipped: Path | None, pictures: Path, scratch: Path) -> None:
    if before is not None:
        _upgrade(trial, setup, before)
    else:
        trial.report.ran("silent installation", trial.install(setup))
        trial.report.ran("a sample office in the user's own folder", trial.cli(f"sample '{OFFICE}'"))
    _installed(trial, setup)
    windows_use.newer_data(trial, _LATER)
    windows_use.self_test(trial)
    windows_use.every_library(trial, scratch / "cache")
    windows_use.window(trial, pictures)
    _while_open(trial, setup)
    windows_use.speed(trial, scratch / "cache")
    _uninstall(trial)
    _for_all(trial, setup)
    if zipped is not None:
        portable.try_it(trial, zipped)


def _upgrade(trial: Trial, setup: Path, before: Path) -> None:
    """Data are made with the older program; between them and the look at the backup only the new setup ran."""
    report, data = trial.report, trial.outside(OFFICE)
    report.ran("silent installation of the version before", trial.install(before))
    older = _version(trial)
    report.ran(f"a sample office made by {older}", trial.cli(f"sample '{OFFICE}'"))
    tasks, had, form = _tasks(trial), _backups(data), windows_use.data_version(data)
    shutil.copytree(trial.outside(PLACE), trial.outside(_OLDER))
    report.ran("silent upgrade over it", trial.install(setup))
    version, made = _version(trial), _backups(data) - had
    report.step("the program's version", version != "", f"{older} before, {version} now")
    report.step("a backup was made before the upgrade", len(made) == 1, ", ".join(sorted(made)) or "none")
    report.step("tasks after the upgrade", _tasks(trial) == tasks > 0, f"{tasks} before, {_tasks(trial)} after")
    checked = trial.told(f"--office '{OFFICE}' check")
    report.step("data after the upgrade", checked.get("ok") is True, f"check: {checked.get('problems')}")
    report.ran("data used by the new program", trial.cli(f"--office '{OFFICE}' backup make"))
    now = windows_use.data_version(data)
    opened = trial.cli(f"--office '{OFFICE}' tasks", _OLDER)
    if now > form:
        held, said = opened.status == _REFUSED, f"form {form} became {now}; the older program: status {opened.status}"
        report.ran("the older program refuses the newer data", opened, held=held, said=said)
    else:
        report.step("the older program and the data", opened.status == 0, f"both know form {now}: nothing to refuse")
    if version != older:
        again = trial.install(before)
        report.ran("the older setup refuses", again, held=again.status == _TOO_NEW, said=f"status {again.status}")
    report.step("the program stayed", _version(trial) == version, version)
    shutil.rmtree(trial.outside(_OLDER))


def _version(trial: Trial) -> str:
    words = trial.cli("--version").words.split()
    return words[-1] if words else ""


def _tasks(trial: Trial) -> int:
    found = trial.told(f"--office '{OFFICE}' tasks").get("tasks")
    return len(found) if isinstance(found, list) else -1


def _backups(data: Path) -> set[str]:
    return {path.name for path in (data / "backups").glob("*.nq57backup")}


def _installed(trial: Trial, setup: Path) -> None:
    report, place = trial.report, trial.outside(PLACE)
    packed, there = setup.stat().st_size, size(place)
    report.step("size of setup.exe", packed <= SETUP_LIMIT, f"{packed / 1e6:.1f} MB (limit 40)")
    report.step("size installed", there <= INSTALLED_LIMIT, f"{there / 1e6:.1f} MB (limit 120)")
    sources = [path for name in ("lib/psycopg*", "lib/pyarrow*", "lib/**/*.po") for path in place.glob(name)]
    report.step("nothing that serves publishing or building", not sources, ", ".join(map(str, sources)) or "none")
    shortcuts = [path.relative_to(trial.root.room / "prefix").parts[-2] for path in _shortcuts(trial)]
    report.step("shortcuts", sorted(shortcuts) == ["Desktop", "Programs"], ", ".join(sorted(shortcuts)))
    expected = _version(trial).encode("utf-16-le")
    report.step("version information", expected in (place / PROGRAM).read_bytes(), f"{PROGRAM}: {_version(trial)}")
    for ending in ENDINGS:
        kind = trial.registered(rf"HKCU\Software\Classes\.{ending}")
        opens = trial.registered(rf"HKCU\Software\Classes\{kind}\shell\open\command")
        report.step(f"file type .{ending}", opens == rf'"{PLACE}\{PROGRAM}" "%1"', f"{kind}: {opens}")


def _shortcuts(trial: Trial) -> list[Path]:
    return list((trial.root.room / "prefix" / "drive_c").rglob("NQ57 Desk.lnk"))


def _while_open(trial: Trial, setup: Path) -> None:
    """The setup does not replace a program that is open."""
    with trial.window(rf"{PLACE}\{PROGRAM}"):
        trial.screen.sees("NQ57 Desk")
        answer = trial.install(setup)
    there = trial.outside(rf"{PLACE}\{CONSOLE}").is_file() and trial.outside(rf"{PLACE}\{PROGRAM}").is_file()
    said = f"status {answer.status}, the program is {'whole' if there else 'damaged'}"
    trial.report.ran(
        "a setup while the window is open gives way", answer, held=answer.status == _OPEN and there, said=said
    )


def _uninstall(trial: Trial, place: str = PLACE, hive: str = "HKCU", name: str = "silent uninstallation") -> None:
    report, folder, data = trial.report, trial.outside(place), trial.outside(OFFICE)
    answer = trial.run(rf"{place}\go-bo.exe", "/S; sleep 3; wineserver -w")
    left = sorted(path.name for path in folder.rglob("*")) if folder.is_dir() else []
    left += [str(path.name) for path in _shortcuts(trial)]
    left += [f".{ending}" for ending in ENDINGS if trial.registered(rf"{hive}\Software\Classes\.{ending}")]
    report.ran(name, answer, held=not left, said=f"left: {', '.join(left) or 'nothing'}")
    kept = sorted(path.name for path in data.iterdir()) if data.is_dir() else []
    report.step("the office's data stay", {"nq57.db", "keys", "backups"} <= set(kept), ", ".join(kept)[:200])


def _for_all(trial: Trial, setup: Path) -> None:
    """As an administrator would, silently; Wine's user always is one."""
    report = trial.report
    answer = trial.install(setup, "/ALLUSERS /S")
    held = trial.outside(_ALL).is_dir() and not trial.outside(PLACE).is_dir()
    report.ran("silent installation for all users", answer, held=answer.status == 0 and held, said=_ALL)
    entry = trial.say(f"wine reg query 'HKLM\\{_KEY}' /v InstallLocation /reg:64").words
    report.step("known to the system, not to the user", _ALL in entry, f"HKLM, {_ALL}")
    checked = trial.told(f"--office '{OFFICE}' check", _ALL)
    report.step("opens the data that stayed", checked.get("ok") is True, f"check: {checked.get('problems')}")
    windows_use.double_click(trial, _ALL)
    had = _backups(trial.outside(OFFICE))
    again = trial.install(setup, "/ALLUSERS /S")
    made = _backups(trial.outside(OFFICE)) - had
    report.ran("set up again for all users: a backup first", again, held=len(made) == 1, said=", ".join(made) or "none")
    _uninstall(trial, _ALL, "HKLM", "its silent uninstallation")
    shutil.rmtree(trial.outside(rf"{LOCAL}\nq57desk"))
