"""The files that a database names, kept beside its backups: evidence and issued papers.

Decides:

- A backup is a whole database; the files that its rows name lie once, under their SHA-256, in the folder "files"
  beside the backups, for all of them together. They never change, so each is copied once; they are copies of their
  own, no links, and are read back. Each backup's rows are its list of files.
- They are never thinned out: an older backup, a tombstone or the journal's undo may name them.
- Restoring brings back what is missing or altered in the office's folder, and touches nothing else there.
- The private keys are no such files: no backup holds them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nq57desk.domain.attachments import Attachment
from nq57desk.domain.problems import NOWHERE, Problem, Severity, problem
from nq57desk.errors import refuse
from nq57desk.sentences.disk import why
from nq57desk.store import backup as kept_copies
from nq57desk.store import issued_papers
from nq57desk.workspace import Desk

FOLDER = "files"
_NAME = re.compile(r"([0-9a-f]{64})(\.pdf|\.docx)?")


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """How many files came back, and the names of those that no copy is whole of."""

    files: int
    lost: tuple[str, ...]


def digest_of(path: Path) -> str:
    """The SHA-256 of a file; "" where there is none or it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _whole(path: Path) -> bool:
    found = _NAME.fullmatch(path.name)
    return found is not None and digest_of(path) == found[1]


def place_of(office: Path, name: str) -> Path:
    """Where an office's folder holds a file by its name in the backups."""
    return office / "papers" / "issued" / name if "." in name else office / "files" / name


def cover(office: Path, backups: Path) -> int:
    """Copy what the backups' folder does not hold yet; how many files. What is altered in the office stays out.

    Raises:
        Refused: "backup.file_not_copied".
    """
    target = backups / FOLDER
    here = _named_in(target)
    copied = 0
    for source in (*_files(office / "files"), *_files(office / "papers" / "issued")):
        if source.name not in here and _whole(source):
            copy_verified(source, target / source.name)
            copied += 1
    return copied


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    except OSError:
        return


def _named_in(folder: Path) -> frozenset[str]:
    return frozenset(path.name for path in _files(folder))


def copy_verified(source: Path, target: Path) -> None:
    """Copy a file whole or not at all and compare what was written with what was read.

    Raises:
        Refused: "backup.file_not_copied".
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        kept_copies.whole_copy(source, target)
        same = digest_of(source) == digest_of(target) != ""
    except OSError as error:
        raise refuse("backup.file_not_copied", file=target, reason=why(error)) from error
    if not same:
        target.unlink(missing_ok=True)
        raise refuse("backup.file_not_copied", file=target, reason="SHA-256")


def bring_back(office: Path, backup: Path) -> BroughtBack:
    """Put the files that a backup's rows name where the office keeps them, as far as they are not there whole.

    Raises:
        Refused: the backup is no whole database, or "backup.file_not_copied".
    """
    brought, lost = 0, []
    for name in sorted(kept_copies.files_named(backup)):
        place, copy = place_of(office, name), backup.parent / FOLDER / name
        if _NAME.fullmatch(name) is None or _whole(place):
            continue
        if _whole(copy):
            copy_verified(copy, place)
            brought += 1
        else:
            lost.append(name)
    return BroughtBack(brought, tuple(lost))


def check_files(desk: Desk) -> tuple[Problem, ...]:
    """Evidence and issued papers that are missing or altered, in the office's folder and in the backups' folder."""
    evidence = {one.sha256: one.name for one in desk.store.all(Attachment, office="*")}
    issued = {
        name: f"{paper.number}/{paper.symbol}"
        for paper in issued_papers.read(desk.store)
        for name in (f"{paper.pdf}.pdf", f"{paper.docx}.docx")
    }
    found = [*_wrong(desk, evidence, "attachment"), *_wrong(desk, issued, "issued")]
    stored = desk.backups_folder / FOLDER
    found += [
        problem("backup.file_altered", Severity.ERROR, NOWHERE, file=path.name[:16])
        for path in _files(stored)
        if not _whole(path)
    ]
    return tuple(found)


def _wrong(desk: Desk, named: dict[str, str], what: str) -> Iterable[Problem]:
    for file, name in sorted(named.items()):
        place = place_of(desk.folder, file)
        if not place.is_file():
            yield problem(f"check.{what}_missing", Severity.ERROR, NOWHERE, name=name)
        elif not _whole(place):
            yield problem(f"check.{what}_altered", Severity.ERROR, NOWHERE, name=name)
