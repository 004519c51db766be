"""Files that were refused: kept under their digest in the office's folder, listed, never deleted and never opened."""

from __future__ import annotations

from pathlib import Path

from nq57desk import paths
from nq57desk.bundle.bundles import digest_of
from nq57desk.errors import refuse
from nq57desk.store.conflicts import RefusedFile
from nq57desk.workspace import Desk

FOLDER = "bundles/quarantine"
_NOT_THE_FILES_FAULT = ("bundle.cannot_keep", "bundle.being_written", "bundle.returned", "attachment.cannot_keep")
_PARTIAL = (".part", ".partial", ".tmp", ".crdownload", ".download", ".filepart")


def refused_files(desk: Desk) -> tuple[RefusedFile, ...]:
    """The files that were refused and not taken since, oldest first."""
    return tuple(desk.store.refused_files())


def keep(desk: Desk, file: Path, data: bytes, *, office: str, code: str) -> None:
    """Keep a refused file's bytes as they came, and note it; a disk that refuses is not answered for here.

    A file that was not refused for what it is (the disk was full, it is still being written) is not kept.
    """
    if code in _NOT_THE_FILES_FAULT:
        return
    digest, at = digest_of(data), desk.now()
    kept = desk.folder / FOLDER / digest
    try:
        if not kept.is_file():
            kept.parent.mkdir(parents=True, exist_ok=True)
            paths.write_atomically(kept, data)
        named = f"{FOLDER}/{digest}"
    except OSError:
        named = ""
    stamp = at.isoformat(timespec="seconds")
    refused = RefusedFile(digest, file.name, office, code, len(data), stamp, desk.who, named)
    desk.store.keep_refused(refused, at=at)


def is_partial(file: Path) -> bool:
    """Whether the name says that another program is still writing the file."""
    return file.suffix.lower() in _PARTIAL or file.name.startswith("~$")


def check_whole(file: Path, read: bytes) -> None:
    """Ask whether the file has still the size that was read; asked where what was read cannot be used.

    Raises:
        Refused: "bundle.being_written".
    """
    try:
        size = file.stat().st_size
    except OSError:
        return
    if size != len(read):
        raise refuse("bundle.being_written")
