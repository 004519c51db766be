"""The setup.exe: the folder packed by NSIS with the wizard of installer/windows/nq57desk.nsi."""

from __future__ import annotations

from pathlib import Path

from installer.building.tools import commit_time, run

ROOT = Path(__file__).resolve().parents[2]
_SCRIPT = ROOT / "installer" / "windows" / "nq57desk.nsi"


def make(tree: Path, output: Path, version: str, *, sign: str = "") -> Path:
    """The setup's path. ``sign`` is a command that signs a program in place, with %1 for its file.

    Raises:
        BuildFailed: NSIS is missing or complains.
    """
    target = output / f"NQ57Desk-{version}-setup.exe"
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    defined = {"VERSION": version, "TREE": str(tree), "OUTPUT": str(target), "SIZE_KB": str(size)}
    if sign:
        for program in sorted(tree.glob("nq57desk*.exe")):
            run(["sh", "-c", sign.replace("%1", f"'{program}'")])
        defined["SIGN"] = sign
    # NSIS reads the script's byte order mark; the epoch is what it writes where it would write the present time.
    epoch = {"SOURCE_DATE_EPOCH": str(commit_time(ROOT))}
    run(["makensis", "-V2", "-WX", *(f"-D{name}={value}" for name, value in defined.items()), _SCRIPT], more=epoch)
    return target
