"""Evidence files of a progress update: taken in, listed, taken off, opened, and carried in a bundle.

Decides:

- A file lies in the office's folder "files" under its SHA-256, once, however many records name it. It is written whole
  or not at all, and read back before its record is kept.
- Files stay for good, also when their record is removed: a tombstone, the journal's undo, a backup or an older bundle
  may name them, and nothing is ever lost.
- What is taken is decided by the content (:mod:`nq57desk.domain.attachments`), the size by a setting.
- A document marked as a state secret is refused as everywhere (M07). What cannot be judged (a scan, a picture, a locked
  or broken file) is taken with a note that says so (:mod:`nq57desk.usecases.evidence_marks`).
- A closed period keeps its evidence as it was reported: adding and removing wait until it is opened again.
- A file is opened as a read-only copy under its real name, after its bytes were compared with the hash, so that no
  program changes the kept one, and so that bytes from a bundle are looked at once more before they are opened.
"""

from __future__ import annotations

import hashlib
import stat
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from nq57desk import paths, settings
from nq57desk.bundle import limits
from nq57desk.domain.attachments import (
    DIGEST,
    HEAD_BYTES,
    Attachment,
    FileKind,
    is_program,
    recognise,
    safe_name,
    shown_name,
)
from nq57desk.domain.changes import Applied
from nq57desk.domain.plan import Plan
from nq57desk.errors import refuse
from nq57desk.sentences.disk import why
from nq57desk.usecases.asking import month_asked
from nq57desk.usecases.changing import apply_records, deletion, new_id, proposed, writable
from nq57desk.usecases.edits import task
from nq57desk.usecases.evidence_marks import judge
from nq57desk.usecases.opened_copies import place_for_copies
from nq57desk.usecases.recording import refuse_closed
from nq57desk.workspace import Desk

_MIB = 1 << 20
_MOST_MEMBERS = 10_000


@dataclass(frozen=True, slots=True)
class FileRow:
    """An evidence file as lists show it. ``here``: its bytes lie in this office's folder."""

    file: Attachment
    here: bool


def add(desk: Desk, *, task_id: str, period: str, path: Path) -> Applied:
    """Take a file in as evidence of what a task did in a month; the same file again changes nothing.

    With the change goes the note "attachment.not_judged" where nobody can know whether it is marked as a secret.

    Raises:
        Refused: "attachment.unreadable", "attachment.too_large", "attachment.empty", "attachment.program",
            "attachment.unknown_kind", "attachment.cannot_keep", "reading.secret", a closed period, no such task, not a
            month, or the office is open read-only.
    """
    writable(desk)
    month, about = month_asked(desk, period), task(desk, task_id)
    refuse_closed(desk, month)
    data = _read(path, settings.largest_file(desk.store))
    kind = _kind(path.name, data)
    notes = judge(path, kind, data)
    digest = hashlib.sha256(data).hexdigest()
    same = desk.store.find(Attachment, task_id=task_id, period=month.code, sha256=digest)
    if same:
        return replace(apply_records(desk, "attach", [proposed(same[0])]), problems=notes)
    _keep(desk.files_folder / digest, data, path.name)
    record = Attachment(
        new_id(),
        about.plan_id,
        task_id,
        month.code,
        shown_name(path.name),
        len(data),
        digest,
        kind.media_type,
        desk.who,
        desk.now().isoformat(timespec="seconds"),
    )
    return replace(apply_records(desk, "attach", [proposed(record)]), problems=notes)


def _read(path: Path, largest: int) -> bytes:
    name = path.name
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise refuse("attachment.unreadable", name=name)
        with path.open("rb") as stream:
            data = stream.read(largest + 1)
    except OSError as error:
        raise refuse("attachment.unreadable", name=name) from error
    if len(data) > largest:
        raise refuse("attachment.too_large", name=name, limit=largest // _MIB)
    if not data:
        raise refuse("attachment.empty", name=name)
    return data


def _kind(name: str, data: bytes) -> FileKind:
    """What the file is.

    Raises:
        Refused: "attachment.program", "attachment.unknown_kind".
    """
    head = data[:HEAD_BYTES]
    if is_program(name, head):
        raise refuse("attachment.program", name=name)
    kind = recognise(name, head, _members(data))
    if kind is None:
        raise refuse("attachment.unknown_kind", name=name)
    return kind


def _members(data: bytes) -> tuple[str, ...]:
    """The names inside a package, read from its directory only; none where it is no package."""
    if not data.startswith(b"PK\x03\x04"):
        return ()
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return tuple(package.namelist()[:_MOST_MEMBERS])
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return ()


def _keep(kept: Path, data: bytes, name: str) -> None:
    """Write a file under its hash, unless it lies there whole already, and read it back."""
    digest = kept.name
    try:
        if _digest_of(kept) == digest:
            return
        kept.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(kept, data)
        whole = _digest_of(kept) == digest
    except OSError as error:
        raise refuse("attachment.cannot_keep", name=name, reason=why(error)) from error
    if not whole:
        raise refuse("attachment.cannot_keep", name=name, reason="SHA-256")


def _digest_of(path: Path) -> str:
    """The SHA-256 of a file; "" where there is none."""
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def listed(
    desk: Desk, *, task_id: str | None = None, period: str | None = None, office_code: str | None = None
) -> tuple[FileRow, ...]:
    """The evidence files of a task, a period, or all, by period and time of adding.

    Raises:
        Refused: not a month.
    """
    month = month_asked(desk, period).code if period is not None else None
    found = [
        one
        for one in desk.store.all(Attachment, office=office_code)
        if (task_id is None or one.task_id == task_id) and (month is None or one.period == month)
    ]
    found.sort(key=lambda one: (one.period, one.added_at, one.name))
    return tuple(FileRow(one, _is_here(desk, one)) for one in found)


def _is_here(desk: Desk, one: Attachment) -> bool:
    return DIGEST.fullmatch(one.sha256) is not None and (desk.files_folder / one.sha256).is_file()


def remove(desk: Desk, *, attachment_id: str) -> Applied:
    """Take a file off its task; its bytes stay, and the removal can be undone.

    Raises:
        Refused: "attachment.unknown", a closed period, or the office is open read-only.
    """
    writable(desk)
    found = _record(desk, attachment_id, None)
    refuse_closed(desk, month_asked(desk, found.period))
    return apply_records(desk, "detach", [deletion(found)])


def _record(desk: Desk, attachment_id: str, office_code: str | None) -> Attachment:
    found = desk.store.get(Attachment, attachment_id, office=office_code)
    if found is None:
        raise refuse("attachment.unknown")
    return found


def _bytes(desk: Desk, one: Attachment) -> bytes:
    """The file's bytes, as they were taken in.

    Raises:
        Refused: "attachment.missing", "attachment.altered".
    """
    if not _is_here(desk, one):
        raise refuse("attachment.missing", name=one.name)
    try:
        data = (desk.files_folder / one.sha256).read_bytes()
    except OSError as error:
        raise refuse("attachment.missing", name=one.name) from error
    if hashlib.sha256(data).hexdigest() != one.sha256:
        raise refuse("attachment.altered", name=one.name)
    return data


def open_copy(desk: Desk, *, attachment_id: str, office_code: str | None = None, folder: Path | None = None) -> Path:
    """A read-only copy under the file's real name, for the system's own program, in a new folder of its own.

    Without ``folder`` it lies where :mod:`nq57desk.usecases.opened_copies` removes it again.

    Raises:
        Refused: "attachment.unknown", "attachment.missing", "attachment.altered", "attachment.program",
            "attachment.unknown_kind" (what came in a bundle is looked at here), "attachment.cannot_keep".
    """
    one = _record(desk, attachment_id, office_code)
    data = _bytes(desk, one)
    kind = _kind(one.name, data)
    try:
        within = folder or place_for_copies(desk.folder)
        place = Path(tempfile.mkdtemp(prefix="nq57-", dir=within)) / safe_name(one.name, kind)
        place.write_bytes(data)
        place.chmod(stat.S_IREAD)
    except OSError as error:
        raise refuse("attachment.cannot_keep", name=one.name, reason=why(error)) from error
    return place


def of_year(desk: Desk, year: int) -> Mapping[str, bytes]:
    """The files of a plan year by their SHA-256, for a bundle.

    Raises:
        Refused: "attachment.missing", "attachment.altered", "attachment.too_much".
    """
    plans = {plan.id for plan in desk.store.all(Plan) if plan.year == year}
    wanted = {one.sha256: one for one in desk.store.all(Attachment) if one.plan_id in plans}
    size = sum(one.size for one in wanted.values())
    if size > limits.EVIDENCE_BYTES or len(wanted) > limits.EVIDENCE_FILES:
        raise refuse(
            "attachment.too_much", size=-(-size // _MIB), files=len(wanted), limit=limits.EVIDENCE_BYTES // _MIB
        )
    return {digest: _bytes(desk, one) for digest, one in sorted(wanted.items())}


def keep_files(desk: Desk, files: Mapping[str, bytes]) -> None:
    """Keep what a bundle brought, whose hashes were compared already, each under its hash.

    Raises:
        Refused: "attachment.cannot_keep".
    """
    for digest, data in files.items():
        _keep(desk.files_folder / digest, data, digest)
