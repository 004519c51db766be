"""The program's folder as it lies on a Windows PC: runtime, libraries, program, launchers.

Setup and portable zip are both made of this one folder. Everything in it is compiled to byte code without its source,
which halves what a slow disk must read and lets nothing be written beside it at run time.
"""

from __future__ import annotations

import compileall
import importlib.util
import py_compile
import shutil
from pathlib import Path

import nq57desk
from installer.building import launcher, left_out, runtime
from installer.building.tools import BuildFailed, commit_time, run, set_times

ROOT = Path(__file__).resolve().parents[2]
_MAGIC_311 = (3495).to_bytes(2, "little")
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
    program(target / "lib")
    _compile(target / "lib")
    icon = target / "nq57desk.ico"
    launcher.draw_icon(ROOT / "resources" / "icons" / "app.svg", icon)
    shutil.copy(icon, work)
    launcher.compile_launchers(target, work, work / icon.name, nq57desk.__version__)
    shutil.copy(ROOT / "LICENSE", target / "LICENSE.NQ57Desk.txt")
    set_times(target, commit_time(ROOT))


def libraries(lib: Path, platform: str, python: str, lock: str = "requirements.lock") -> None:
    """The locked libraries as they are for another platform and Python, each checked against its hash."""
    lib.mkdir(parents=True)
    asked = ("--target", lib, "--python-platform", platform, "--python-version", python)
    run(["uv", "pip", "install", "--quiet", *_FROM_LOCK, *asked, "-r", ROOT / lock])
    (lib / ".lock").unlink(missing_ok=True)


def program(lib: Path) -> None:
    """Only what is committed: nothing that happens to lie in the work tree is shipped."""
    shipped = lib / "nq57desk" / "_shipped"
    for name in run(["git", "ls-files", "nq57desk", "resources", "translations"], folder=ROOT).splitlines():
        room = lib if name.startswith("nq57desk/") else shipped
        (room / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, room / name)


def _compile(lib: Path) -> None:
    """Byte code in the place of each source; its paths begin at the library's folder, not at the builder's."""
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    if not compileall.compile_dir(
        lib, quiet=1, legacy=True, stripdir=str(lib), invalidation_mode=unchecked, maxlevels=30, workers=0
    ):
        raise BuildFailed("a module could not be compiled")
    for source in list(lib.rglob("*.py")):
        source.unlink()
    for cached in list(lib.rglob("__pycache__")):
        shutil.rmtree(cached)
