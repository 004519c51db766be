"""The Debian package: program and locked libraries below /usr/lib/nq57desk, run by the system's own Python.

Most libraries serve every Python; the few that are compiled for one version lie beside in a folder for each version
that the program knows, so that one package serves Debian 12 (3.11), Ubuntu 24.04 (3.12) and Debian 13 (3.13).
"""

from __future__ import annotations

import shutil
from pathlib import Path

from installer.building import folder, left_out
from installer.building.tools import commit_time, run, settle

PYTHONS = ("3.11", "3.12", "3.13")
_PLATFORM = "x86_64-manylinux_2_28"
_LIBRARIES = """libegl1, libgl1, libfontconfig1, libdbus-1-3, libglib2.0-0 | libglib2.0-0t64, libxkbcommon0,
 libxkbcommon-x11-0, libxcb-cursor0, libxcb-icccm4, libxcb-image0, libxcb-keysyms1, libxcb-randr0,
 libxcb-render-util0, libxcb-shape0, libxcb-xinerama0, libxcb-xkb1"""
_CONTROL = """Package: nq57desk
Version: {version}
Architecture: amd64
Maintainer: NQ57 Desk
Installed-Size: {size}
Depends: python3 (>= 3.11), python3 (<< 3.14), {libraries}
Recommends: libcups2 | libcups2t64
Section: office
Priority: optional
Description: plans of Resolution 57-NQ/TW for wards and communes
 Theo dõi kế hoạch thực hiện Nghị quyết 57-NQ/TW của phường, xã, đặc khu: nhập phụ
 lục Word, cập nhật hằng tháng, in văn bản đúng thể thức, gửi gói dữ liệu có chữ ký.
 Không cần mạng. Dữ liệu nằm trong thư mục riêng của từng người dùng.
"""
_START = """#!/bin/sh
# The libraries for this Python's version come first, then those that serve every version.
here=/usr/lib/nq57desk
version=$(/usr/bin/python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
export PYTHONPATH="$here/$version:$here/lib" PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1
exec /usr/bin/python3 -P -m nq57desk "$@"
"""
_COMPILE = """#!/bin/sh
set -e
# Byte code for the Python that is here, also after the system got a later one: without it each start takes longer.
version=$(/usr/bin/python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
/usr/bin/python3 -I -m compileall -q -j 0 /usr/lib/nq57desk/lib "/usr/lib/nq57desk/$version" >/dev/null 2>&1 || true
"""
_REMOVE = """#!/bin/sh
set -e
find /usr/lib/nq57desk -name __pycache__ -type d -prune -exec rm -rf {} +
"""
_DESKTOP = """[Desktop Entry]
Type=Application
Name=NQ57 Desk
Comment=Theo dõi kế hoạch thực hiện Nghị quyết 57-NQ/TW
Exec=nq57desk %f
Icon=nq57desk
Terminal=false
Categories=Office;
MimeType=application/x-nq57;application/x-nq57-receipt;application/x-nq57-card;application/x-nq57-assign;
"""
_TYPES = {
    "nq57": ("application/x-nq57", "Gói dữ liệu NQ57 Desk"),
    "nq57receipt": ("application/x-nq57-receipt", "Biên nhận NQ57 Desk"),
    "nq57card": ("application/x-nq57-card", "Phiếu đăng ký NQ57 Desk"),
    "nq57assign": ("application/x-nq57-assign", "Tệp giao nhiệm vụ NQ57 Desk"),
}


def make(output: Path, work: Path, version: str) -> Path:
    """The package's path.

    Raises:
        BuildFailed: a tool is missing or complains.
    """
    shutil.rmtree(work, ignore_errors=True)
    tree = work / "tree"
    home = tree / "usr" / "lib" / "nq57desk"
    _libraries(home)
    folder.program(home / "lib")
    _beside(tree)
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    words = {"version": version, "size": size, "libraries": " ".join(_LIBRARIES.split())}
    _write(tree / "DEBIAN" / "control", _CONTROL.format(**words))
    for name, text in (("postinst", _COMPILE), ("prerm", _REMOVE)):
        _write(tree / "DEBIAN" / name, text)
        (tree / "DEBIAN" / name).chmod(0o755)
    _write(tree / "DEBIAN" / "triggers", "interest-noawait /usr/bin/python3\n")
    settle(tree, commit_time(folder.ROOT))
    target = output / f"nq57desk_{version}_amd64.deb"
    epoch = {"SOURCE_DATE_EPOCH": str(commit_time(folder.ROOT))}
    run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, target], more=epoch)
    return target


def _libraries(home: Path) -> None:
    """All for the oldest Python; then what is compiled for one version moves into that version's folder."""
    for python in PYTHONS:
        lib = home / "lib" if python == PYTHONS[0] else home / f"all-{python}"
        folder.libraries(lib, _PLATFORM, python)
        left_out.prune(lib, left_out.LINUX)
        left_out.unneeded_libraries(lib)
        own = home / python
        own.mkdir()
        for name in _bound_to_version(lib, python):
            shutil.move(lib / name, own / name)
        if python != PYTHONS[0]:
            shutil.rmtree(lib)


def _bound_to_version(lib: Path, python: str) -> set[str]:
    """Top-level names that hold a library compiled for one Python version (not for the stable interface).

    The shared libraries that such wheels bring ("pillow.libs") are found beside them only.
    """
    mark = f".cpython-{python.replace('.', '')}-"
    found = {path.relative_to(lib).parts[0] for path in lib.rglob("*.so") if mark in path.name}
    return found | {path.name for path in lib.glob("*.libs")}


def _beside(tree: Path) -> None:
    """What the desktop needs: the command, the menu's entry, the icon, the file types."""
    share = tree / "usr" / "share"
    _write(tree / "usr" / "bin" / "nq57desk", _START)
    (tree / "usr" / "bin" / "nq57desk").chmod(0o755)
    _write(share / "applications" / "nq57desk.desktop", _DESKTOP)
    _write(share / "mime" / "packages" / "nq57desk.xml", _mime())
    icons = share / "icons" / "hicolor" / "scalable" / "apps"
    icons.mkdir(parents=True)
    shutil.copyfile(folder.ROOT / "resources" / "icons" / "app.svg", icons / "nq57desk.svg")
    _write(share / "doc" / "nq57desk" / "copyright", (folder.ROOT / "LICENSE").read_text(encoding="utf-8"))


def _mime() -> str:
    kinds = "".join(
        f'<mime-type type="{kind}"><comment>{words}</comment><glob pattern="*.{ending}" weight="80"/></mime-type>\n'
        for ending, (kind, words) in _TYPES.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">\n{kinds}</mime-info>\n'
    )


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
