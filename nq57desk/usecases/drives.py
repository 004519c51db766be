"""The removable drives of this machine, where a bundle can be copied to.

Linux tells by /proc/mounts and the block devices' own "removable" in /sys, and by where desktops mount sticks;
Windows by the kind of each drive letter. What is neither can still be chosen as a folder.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

_MOUNTS = Path("/proc/mounts")
_BLOCKS = Path("/sys/block")
_DESKTOP_MOUNTS = ("/media/", "/run/media/")
_REMOVABLE = 2
"""GetDriveTypeW's DRIVE_REMOVABLE."""
_NO_MEDIUM_BOX = 0x0001
"""SEM_FAILCRITICALERRORS: an empty card reader is no reason for a box on the screen."""


@dataclass(frozen=True, slots=True)
class Drive:
    """A drive that can be pulled out. ``free`` and ``size`` in bytes; ``writable`` False where its switch locks it."""

    path: Path
    name: str
    free: int
    size: int
    writable: bool = True


def removable_drives() -> tuple[Drive, ...]:
    """Those that are plugged in now and can be looked at, by path."""
    found = _windows() if sys.platform == "win32" else _linux()
    return tuple(drive for mount in found if (drive := _measured(mount)) is not None)


@dataclass(frozen=True, slots=True)
class Mount:
    """Where a removable drive is mounted."""

    path: Path
    name: str
    writable: bool = True


def _measured(mount: Mount) -> Drive | None:
    try:
        usage = shutil.disk_usage(mount.path)
    except OSError:
        return None
    return Drive(mount.path, mount.name, usage.free, usage.total, mount.writable)


def _linux() -> tuple[Mount, ...]:
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ()
    return linux_mounts(mounts, _is_removable)


def _is_removable(block: str) -> bool:
    try:
        return (_BLOCKS / block / "removable").read_text(encoding="ascii").strip() == "1"
    except (OSError, ValueError):
        return False


def linux_mounts(mounts: str, removable: Callable[[str], bool]) -> tuple[Mount, ...]:
    """The removable ones among the lines of /proc/mounts; ``removable`` tells of a block device by its name ("sdb")."""
    found: dict[Path, Mount] = {}
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 4 or not parts[0].startswith("/dev/"):
            continue
        point = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), parts[1])
        point = point.encode("latin-1", "ignore").decode("utf-8", "replace") if _is_latin(point) else point
        if point.startswith(_DESKTOP_MOUNTS) or (point != "/" and removable(block_of(parts[0]))):
            path = Path(point)
            found[path] = Mount(path, path.name, "ro" not in parts[3].split(","))
    return tuple(sorted(found.values(), key=lambda mount: mount.path))


def _is_latin(text: str) -> bool:
    return all(ord(each) < 256 for each in text)


def block_of(device: str) -> str:
    """The block device under a partition: "/dev/sdb1" is on "sdb", "/dev/mmcblk0p1" on "mmcblk0"."""
    name = device.removeprefix("/dev/")
    partition = re.fullmatch(r"((?:mmcblk|nvme|loop)\w*?\d)p\d+|((?:sd|hd|vd)[a-z]+)\d+", name)
    return (partition[1] or partition[2]) if partition else name


def _windows() -> tuple[Mount, ...]:
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        before = kernel.SetErrorMode(_NO_MEDIUM_BOX)
        try:
            return windows_mounts(kernel.GetLogicalDrives(), kernel.GetDriveTypeW, _windows_label)
        finally:
            kernel.SetErrorMode(before)
    return ()


def _windows_label(root: str) -> str:
    """The name that a person gave the drive, "" where it has none."""
    if sys.platform == "win32":
        import ctypes

        name = ctypes.create_unicode_buffer(261)
        if ctypes.windll.kernel32.GetVolumeInformationW(root, name, len(name), None, None, None, None, 0):
            return name.value
    return ""


def windows_mounts(letters: int, kind: Callable[[str], int], label: Callable[[str], str]) -> tuple[Mount, ...]:
    """The removable ones among the drive letters: ``letters`` has a bit for each, A first, as GetLogicalDrives gives
    them; ``kind`` is GetDriveTypeW of "E:\\\\"; A and B are floppy drives and left out."""
    return tuple(Mount(Path(root), _named(root, label(root))) for root in _roots(letters) if kind(root) == _REMOVABLE)


def _roots(letters: int) -> Iterable[str]:
    for place in range(2, 26):
        if letters >> place & 1:
            yield f"{chr(ord('A') + place)}:\\"


def _named(root: str, label: str) -> str:
    return f"{label} ({root[:2]})" if label else root[:2]
