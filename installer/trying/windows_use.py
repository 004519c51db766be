"""What is done with the program once it is installed under Wine."""

from __future__ import annotations

import ast
import shutil
import sqlite3
from pathlib import Path

from installer.building import runtime
from installer.trying import first_paint
from installer.trying.wine import OFFICE, PLACE, PROGRAM, Trial

PAINT_LIMIT = 1.5
_PAGES = {"plan": ("ctrl+2",), "month": ("ctrl+3", "ctrl+Prior"), "papers": ("ctrl+5",)}
_ROOT = Path(__file__).resolve().parents[2]
_OPTIONAL = ("psycopg", "pyarrow")
"""What only an office that publishes asks for; it is not in the package."""
_IMPORT_ALL = """import importlib, sys
from nq57desk import one_file
one_file.follow()
lacking = []
for name in sys.argv[1].split(","):
    try:
        importlib.import_module(name)
    except ImportError as error:
        lacking.append(f"{name}: {error}")
print("lacking", len(lacking), *lacking, sep=" | ")
"""
_ELSEWHERE = ("termios", "fcntl", "resource", "pwd", "grp")
"""Of the standard library, on other systems only."""


def data_version(office: Path) -> int:
    """The number of the data's form, as it stands in the file itself."""
    with (office / "nq57.db").open("rb") as file:
        return int.from_bytes(file.read(100)[60:64], "big")


def newer_data(trial: Trial, place: str) -> None:
    """A copy of the office whose file says that a later program wrote it is not opened."""
    copied = trial.outside(place)
    shutil.copytree(trial.outside(OFFICE), copied)
    with sqlite3.connect(copied / "nq57.db") as database:
        form = int(database.execute("PRAGMA user_version").fetchone()[0])
        database.execute(f"PRAGMA user_version = {form + 1}")
    database.close()
    answer = trial.cli(f"--office '{place}' tasks --json")
    held = answer.status == 1 and "store.newer" in answer.words
    trial.report.ran("data of a later program are refused", answer, held=held, said=f"form {form + 1}: refused")
    shutil.rmtree(copied)


def self_test(trial: Trial) -> None:
    """The program's own journey."""
    found = trial.told("self-test")
    steps = found.get("steps")
    count = len(steps) if isinstance(steps, list) else 0
    trial.report.step("self-test of the installed program", found.get("ok") is True and count > 5, f"{count} steps")


def every_library(trial: Trial, cache: Path) -> None:
    """Whatever the program's source imports, at its start or later, is in the package."""
    python, place = trial.outside(rf"{PLACE}\python.exe"), trial.root.room
    runtime.restore(python, cache)
    (place / "every.py").write_text(_IMPORT_ALL, encoding="utf-8")
    names = sorted(_imported())
    answer = trial.run(rf"{PLACE}\python.exe", f"-I -X utf8 Z:/try/every.py {','.join(names)}")
    python.unlink()
    last = answer.words.strip().splitlines()[-1:] or ["nothing was said"]
    held = last[0].startswith("lacking | 0")
    trial.report.ran("every module that the source names loads", answer, held=held, said=f"{len(names)}; {last[0]}")


def _imported() -> set[str]:
    """Every module of ours, and every other one that one of ours imports anywhere; not those that publishing needs."""
    found: set[str] = set()
    publishing: set[str] = set()
    for file in (_ROOT / "nq57desk").rglob("*.py"):
        parts = file.relative_to(_ROOT).with_suffix("").parts
        named = _named(ast.parse(file.read_text(encoding="utf-8")))
        ours = {".".join(parts).removesuffix(".__init__")} if parts[-1] not in ("__main__", "packaged") else set()
        if any(name.split(".")[0] in _OPTIONAL for name in named):
            publishing |= ours
        else:
            found |= ours | named
    return {name for name in found - publishing if name.split(".")[0] not in _ELSEWHERE}


def _named(tree: ast.Module) -> set[str]:
    """The modules that a source imports, at its beginning or later."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


def window(trial: Trial, pictures: Path) -> None:
    """The window on the user's own office, photographed on three pages, all of them different."""
    taken: dict[str, bytes] = {}
    with trial.window(rf"{PLACE}\{PROGRAM}"):
        seen = trial.screen.sees("NQ57 Desk")
        trial.say("sleep 12")
        titles = trial.screen.titles()
        for name, presses in _PAGES.items():
            for keys in presses:
                trial.screen.press(keys)
                trial.say("sleep 4")
            target = pictures / f"wine-{name}.png"
            if trial.screen.photograph(target):
                taken[name] = target.read_bytes()
    faults = [path.name for path in trial.outside(OFFICE).with_name("su-co").glob("*.txt")]
    held = seen and len(set(taken.values())) == len(_PAGES) and not faults
    there = ", ".join([*sorted(set(titles)), *faults])
    said = f"{', '.join(f'wine-{name}.png' for name in taken)}; on the screen: {there}"
    trial.report.step("the window, three pages photographed", held, said)


def double_click(trial: Trial, place: str) -> None:
    """A bundle opened as Explorer would, by its file type, is shown by the program."""
    made = trial.cli(r"bundle make -o 'C:\goi.nq57'", place)
    trial.report.ran("a bundle", made)
    with trial.window("start", r"'C:\goi.nq57'"):
        seen = trial.screen.sees("NQ57 Desk")
        trial.say("sleep 8")
        titles = trial.screen.titles()
    trial.report.step("opened by a double click on it", seen, f"on the screen: {', '.join(sorted(set(titles)))}")


def speed(trial: Trial, cache: Path) -> None:
    """Spawn until first paint on the user's own office, against an empty window of the same runtime."""
    python = trial.outside(rf"{PLACE}\python.exe")
    runtime.restore(python, cache)
    trial.say(f"{first_paint.PRIORITY} wineserver -p")

    def once(script: str, began: str, told: str) -> None:
        words = f"-I -X utf8 Z:/try/{script} {began} Z:/try/{told}"
        trial.say(f"{first_paint.PRIORITY} wine '{PLACE}\\python.exe' {words}", 60)

    def once_from_nothing(script: str, began: str, told: str) -> None:
        once(script, began, told)
        trial.shut()

    try:
        found = first_paint.measure(trial.root.room, once)
        trial.shut()
        cold = first_paint.measure(trial.root.room, once_from_nothing, turns=3)
    finally:
        trial.shut()
        python.unlink()
    for name, one in (("in a Windows that runs", found), ("together with the start of Wine itself", cold)):
        held = one.ratio <= PAINT_LIMIT
        trial.report.step(f"spawn to first paint, {name}", held, f"{one.words} (limit {PAINT_LIMIT})")
