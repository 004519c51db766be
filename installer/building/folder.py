"""The program's folder as it lies on a Windows PC: runtime, libraries, program, launchers.

Setup and portable zip are both made of this one folder. Everything in it is compiled to byte code without its source,
which halves what a slow disk must read and lets nothing be written beside it at run time.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

import nq57desk
from installer.building import launcher, left_out, runtime
from installer.building.tools import BuildFailed, commit_time, run, settle
from nq57desk import one_file, wording

ROOT = Path(__file__).resolve().parents[2]
_MAGIC_311 = (3495).to_bytes(2, "little")
_PROGRAM = ("nq57desk", "resources", "translations")
_FROM_LOCK = ("--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-config")


def make(
    target: Path, work: Path, *, official: Path | None = None, published: str = "", lock: str = "requirements.lock"
) -> None:
    """Lay out the whole folder anew.

    Raises:
        BuildFailed: a tool is missing, a checksum differs, or this Python's byte code is not that of 3.11.
    """
    if importlib.util.MAGIC_NUMBER[:2] != _MAGIC_311:
        raise BuildFailed("the package carries CPython 3.11, so it must be built with a Python 3.11 (set PYTHON)")
    shutil.rmtree(target, ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    runtime.unpack(target, work / "cache", official, published)
    shutil.copy(ROOT / "installer" / "windows" / "python311._pth", target)
    libraries(target / "lib", "x86_64-pc-windows-msvc", "3.11", lock)
    left_out.prune(target / "lib", left_out.WINDOWS)
    left_out.one_c_runtime(target)
    program(target / "lib")
    _compile(target / "lib")
    one_file.pack(target / "lib")
    icon = target / "nq57desk.ico"
    launcher.draw_icon(ROOT / "resources" / "icons" / "app.svg", icon)
    shutil.copy(icon, work)
    launcher.compile_launchers(target, work, work / icon.name, nq57desk.__version__)
    shutil.copy(ROOT / "LICENSE", target / "LICENSE.NQ57Desk.txt")
    settle(target, commit_time(ROOT))


def libraries(lib: Path, platform: str, python: str, lock: str = "requirements.lock") -> None:
    """The locked libraries as they are for another platform and Python, each checked against its hash."""
    lib.mkdir(parents=True)
    asked = ("--target", lib, "--python-platform", platform, "--python-version", python)
    # Copies, not links: times and modes are set here, and those of uv's own store are nobody's to change.
    run(["uv", "pip", "install", "--quiet", "--link-mode", "copy", *_FROM_LOCK, *asked, "-r", ROOT / lock])
    (lib / ".lock").unlink(missing_ok=True)


def program(lib: Path) -> None:
    """Only what is committed: nothing that happens to lie in the work tree is shipped. Catalogues come compiled."""
    shipped = lib / "nq57desk" / "_shipped"
    for name in committed(*_PROGRAM):
        room = lib if name.startswith("nq57desk/") else shipped
        (room / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, room / name)
    _compile_catalogues(shipped / "translations")


def committed(*places: str) -> list[str]:
    """The names of the files that are committed below these places, from the project's folder on."""
    return run(["git", "-c", "core.quotePath=false", "ls-files", *places], folder=ROOT).splitlines()


def _compile_catalogues(translations: Path) -> None:
    for source in list(translations.rglob("*.po")):
        source.with_suffix(".mo").write_bytes(wording.compiled(source, source.relative_to(translations).parts[0]))
    for source in [*translations.rglob("*.po"), *translations.rglob("*.pot")]:
        source.unlink()


def _compile(lib: Path) -> None:
    """Byte code in the place of each source; its paths begin at the library's folder, not at the builder's."""
    # One fresh process and one order: what Python writes into byte code depends on what it has compiled before.
    how = ("-q", "-b", "-r", "30", "--invalidation-mode", "unchecked-hash", "-s", lib)
    run([sys.executable, "-I", "-m", "compileall", *how, lib], more={"PYTHONHASHSEED": "0"})
    for source in list(lib.rglob("*.py")):
        source.unlink()
    for cached in list(lib.rglob("__pycache__")):
        shutil.rmtree(cached)
