"""Whether a file lies in a network folder, where SQLite's write-ahead log must not be used."""

from __future__ import annotations

import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_WINDOWS_KINDS = ("cifs", "smb2", "smb3", "smbfs", "ncpfs")
_UNIX_KINDS = ("nfs", "nfs4", "afs", "9p", "davfs", "fuse.sshfs", "fuse.davfs2", "fuse.rclone")
_NETWORK_KINDS = frozenset((*_WINDOWS_KINDS, *_UNIX_KINDS, "vboxsf", "virtiofs"))
_DRIVE_REMOTE = 4


def on_network(path: Path) -> bool:
    """True for a folder of another machine; False for a local disk or where the system does not tell."""
    if sys.platform == "win32":
        import ctypes

        anchor = path.resolve().anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return kind_of_mount(path.resolve(), mounts) in _NETWORK_KINDS


def kind_of_mount(path: Path, mounts: str) -> str:
    """The file system's kind under a path, from the lines of /proc/mounts: the longest mount point above it wins."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        point = parts[1].encode().decode("unicode_escape", errors="replace") if "\\" in parts[1] else parts[1]
        if path.is_relative_to(point) and len(point) >= best:
            best, kind = len(point), parts[2]
    return kind
