"""The folder of an export: made beside and put into its place whole, told apart from everything that is not ours.

Decides that a folder is an earlier export of ours where its datapackage.json says so and nothing lies in it that an
export does not write. The earlier one waits under a name of its own until the new one stands; whoever is killed in
between leaves it under that name, and the next export takes it for what it replaces.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from nq57desk import paths
from nq57desk.errors import refuse
from nq57desk.publishing import duckdb_questions, package
from nq57desk.publishing.package import About, Written

FOLDERS = ("csv", "jsonl", "parquet")
_OURS = frozenset((*FOLDERS, package.FILE, package.PAGE, package.SUMS, duckdb_questions.FILE))
_SYSTEM = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
"""What a system's file manager leaves in any folder that somebody looked at."""
_MOST_PACKAGE = 1 << 28
_MANY = 200


def check_free(folder: Path) -> None:
    """Stop where the folder holds anything that is not an earlier export.

    Raises:
        Refused: "export.not_ours".
        OSError: there can be no such folder, or it cannot be read.
    """
    try:
        folder.lstat()
    except FileNotFoundError:
        return
    if not folder.is_dir():
        raise refuse("export.not_ours", folder=folder, name=folder.name)
    names = {entry.name for entry in folder.iterdir()} - _SYSTEM
    strange = sorted(names - _OURS)
    if strange or (names and not _says_ours(folder / package.FILE)):
        raise refuse("export.not_ours", folder=folder, name=(strange or sorted(names))[0])


def _says_ours(file: Path) -> bool:
    try:
        if file.stat().st_size > _MOST_PACKAGE:
            return False
        told = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(told, dict) and str(told.get(package.MARK, "")).startswith("nq57desk ")


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A new folder to write into, which takes the place of ``folder`` at the end. Left by an exception, nothing stays.

    Raises:
        Refused: "export.not_ours".
        OSError: what the disk refuses; an earlier export is untouched.
    """
    place = folder.resolve()
    check_free(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    paths.sweep_folders(place.parent)
    part = paths.part_of(place)
    try:
        part.mkdir()
        yield part
        flush(part)
        check_free(place)
        _put(part, place)
    finally:
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)


def _put(part: Path, place: Path) -> None:
    """The earlier one steps aside, and comes back where the new one cannot take its place."""
    before = place.with_name(f".{place.name}.old")
    check_free(before)
    shutil.rmtree(before, ignore_errors=True)
    there = place.is_dir()
    if there:
        place.rename(before)
    try:
        part.rename(place)
    except OSError:
        if there:
            with suppress(OSError):
                before.rename(place)
        raise
    paths.sync_folder(place.parent)
    shutil.rmtree(before, ignore_errors=True)


def flush(folder: Path) -> None:
    """Everything in the folder is on the disk. Many files go there all together where the system can do that: one by
    one each of them would wait for the disk.

    Raises:
        OSError: the disk does not answer.
    """
    files = [Path(top, name) for top, _names, its in os.walk(folder) for name in its]
    together = getattr(os, "sync", None)
    if together is not None and len(files) > _MANY:
        together()
        return
    for file in files:
        with file.open("rb+") as stream:
            os.fsync(stream.fileno())
    for top, _names, _files in os.walk(folder):
        paths.sync_folder(Path(top))


def describe(part: Path, about: About, written: Sequence[Written]) -> tuple[int, int]:
    """Write what describes the files and their sums; how many files there are then, and their bytes together.

    Raises:
        OSError: what the disk refuses.
    """
    told = json.dumps(package.data_package(about, written), ensure_ascii=False, indent=1)
    (part / package.FILE).write_text(told + "\n", encoding="utf-8", newline="\n")
    (part / package.PAGE).write_text(package.page(about, written), encoding="utf-8-sig", newline="\r\n")
    names = sorted(file.relative_to(part).as_posix() for file in part.rglob("*") if file.is_file())
    sums = [f"{_sum(part / name)}  {name}\n" for name in names]
    (part / package.SUMS).write_text("".join(sums), encoding="utf-8", newline="\n")
    return len(names) + 1, sum((part / name).stat().st_size for name in (*names, package.SUMS))


def _sum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
