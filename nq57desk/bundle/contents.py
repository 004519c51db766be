"""payload.zip: manifest.json, one file of JSON Lines for each kind of record, evidence files, and SHA256SUMS over all.

The reader computes every hash and every count from the bytes that it received and compares; a listed
one is never believed. Reading gives values only: nothing in a bundle is code, and no database is opened. Evidence files
are named by their SHA-256 and lie in it unpacked; they are compared with their hash and never looked into.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nq57desk.bundle import archive, limits, line_form, manifest
from nq57desk.bundle.archive import Member
from nq57desk.bundle.json_form import PERIOD
from nq57desk.bundle.manifest import FILE_NAME, SUMS_NAME, EvidenceFile, Manifest, Part
from nq57desk.domain.records import KIND, KINDS
from nq57desk.domain.snapshot import SnapshotLine
from nq57desk.errors import Refused, refuse

MEMBER = "payload.zip"
WHAT = "bundle"
_YEAR_FIELD = re.compile(rb'"year":(\d{1,9})(?=[,}])')
_PERIOD_FIELD = re.compile(rb'"period":"([^"]*)"')
_PART_NAME = re.compile(r"[a-z_]{1,40}")
_DIGEST_FIELD = re.compile(rb'"sha256":"([0-9a-f]{64})"')
_OWN_NAMES = tuple(kind.name for kind in KINDS)
_WITH_FILES = 2
"""The first format that can hold evidence files, and the oldest reader of a bundle that does."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A payload whose form, hashes and manifest are right; its lines are not looked at yet."""

    manifest: Manifest
    data: Mapping[str, bytes]
    """The bytes of each part, by kind."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The evidence files, by their SHA-256."""


def write(
    head: Manifest, lines: Iterable[SnapshotLine], evidence: Mapping[str, bytes] | None = None
) -> tuple[Manifest, bytes]:
    """The manifest completed by its parts and files, and the bytes of payload.zip.

    Within a kind lines come by ascending id. ``evidence`` are files by their SHA-256.
    """
    evidence = evidence or {}
    by_kind: dict[str, list[SnapshotLine]] = {name: [] for name in _OWN_NAMES}
    for line in lines:
        by_kind[line.kind].append(line)
    data = {name: b"".join(map(line_form.encode, found)) for name, found in by_kind.items()}
    parts = tuple(_part(name, by_kind[name], data[name]) for name in _OWN_NAMES)
    held = tuple(EvidenceFile(digest, len(evidence[digest])) for digest in sorted(evidence))
    complete = replace(head, parts=parts, files=held, min_reader=_WITH_FILES if held else head.min_reader)
    files = {FILE_NAME: manifest.encode(complete), **{part.file: data[part.kind] for part in parts}}
    raw = {one.file: evidence[one.sha256] for one in held}
    sums = _sums({**files, **raw})
    members = [archive.deflated(name, content) for name, content in files.items()]
    members += [archive.stored(name, content) for name, content in raw.items()]
    return complete, archive.pack([*members, archive.deflated(SUMS_NAME, sums)])


def _part(name: str, lines: Sequence[SnapshotLine], data: bytes) -> Part:
    deleted = sum(line.deleted for line in lines)
    return Part(name, len(lines) - deleted, deleted, hashlib.sha256(data).hexdigest())


def _sums(files: Mapping[str, bytes]) -> bytes:
    """What ``sha256sum`` itself writes."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()).encode()


def read_manifest(payload: bytes) -> Manifest:
    """Only the manifest.

    Raises:
        Refused: as ``read``, as far as the manifest alone can show it.
    """
    return _manifest(_members(payload))[0]


def _members(payload: bytes) -> tuple[Member, ...]:
    """The inner zip has the same one form, but there its faults are the sender's, not the road's."""
    try:
        return archive.unpack(payload)
    except Refused as refused:
        if refused.problems[0].code in ("bundle.damaged", "bundle.truncated", "bundle.wrong_type"):
            raise refuse("bundle.payload") from None
        raise


def _manifest(members: Sequence[Member]) -> tuple[Manifest, bytes]:
    if not members or members[0].name != FILE_NAME:
        raise refuse("bundle.members", name=FILE_NAME)
    if members[0].size > limits.MANIFEST_BYTES:
        raise refuse("bundle.bomb")
    data = archive.contents_of(members[0])
    return manifest.decode(data), data


def read(payload: bytes) -> Contents:
    """Unpack a payload within the limits and check names, sizes and hashes.

    Raises:
        Refused: "bundle.newer_format", "bundle.payload" (no zip in our form), "bundle.members", "bundle.sums",
            "bundle.manifest", and what ``archive.unpack`` and ``manifest.decode`` refuse.
    """
    members = _members(payload)
    head, data = _manifest(members)
    _check_names(head, members)
    files = {FILE_NAME: data, **{m.name: archive.contents_of(m) for m in members[1:]}}
    sums = files.pop(SUMS_NAME)
    if sums != _sums(files):
        raise refuse("bundle.sums", name=SUMS_NAME)
    for part in head.parts:
        if f"{part.sha256}  {part.file}\n".encode() not in sums:
            raise refuse("bundle.sums", name=part.file)
    for one in head.files:
        if f"{one.sha256}  {one.file}\n".encode() not in sums:
            raise refuse("bundle.sums", name=one.file)
    found = Contents(
        head,
        {part.kind: files[part.file] for part in head.parts},
        {one.sha256: files[one.file] for one in head.files},
    )
    _check_named(found)
    return found


def _check_named(found: Contents) -> None:
    """Nothing lies in a bundle that no record of it names."""
    named = {digest.decode() for digest in _DIGEST_FIELD.findall(found.data.get("attachment", b""))}
    for one in found.manifest.files:
        if one.sha256 not in named:
            raise refuse("bundle.members", name=one.file)


def _check_names(head: Manifest, members: Sequence[Member]) -> None:
    """The members are those that the manifest names, in its order; kinds we do not know only from a newer format."""
    kinds = tuple(part.kind for part in head.parts)
    expected = [FILE_NAME, *(part.file for part in head.parts), *(one.file for one in head.files), SUMS_NAME]
    found = [member.name for member in members]
    if found != expected:
        odd = [name for name in found if name not in expected] or [name for name in expected if name not in found]
        raise refuse("bundle.members", name=(odd or found)[0])
    unknown = [kind for kind in kinds if kind not in KIND]
    if unknown and (head.format <= manifest.FORMAT or not all(map(_PART_NAME.fullmatch, unknown))):
        raise refuse("bundle.members", name=unknown[0])
    wrong = [kind.name for kind in KINDS if (kind.name in kinds) != (kind.since <= head.format)]
    if wrong:
        raise refuse("bundle.members", name=wrong[0])
    _check_evidence(head, {member.name: member for member in members})


def _check_evidence(head: Manifest, members: Mapping[str, Member]) -> None:
    """Before anything is unpacked: evidence files lie in it as they are, as large as they are said to be."""
    if head.files and head.min_reader < _WITH_FILES:
        raise refuse("bundle.manifest", what="min_reader")
    for one in head.files:
        member = members[one.file]
        if member.method != archive.STORED or member.size != one.size:
            raise refuse("bundle.members", name=one.file)
    if sum(one.size for one in head.files) > limits.EVIDENCE_BYTES:
        raise refuse("bundle.bomb")


def lines(contents: Contents) -> list[SnapshotLine]:
    """Every record, the frame of each line checked, kinds in the manifest's order.

    Raises:
        Refused: "bundle.counts", "bundle.text", "bundle.year", "bundle.revision", "bundle.period", and
            what ``line_form.read_all`` refuses.
    """
    found: list[SnapshotLine] = []
    for part in contents.manifest.parts:
        if part.kind in KIND:
            found += _lines_of(part, contents)
    highest = max((line.revision for line in found), default=0)
    if highest > contents.manifest.revision:
        raise refuse("bundle.revision", found=highest, named=contents.manifest.revision)
    return found


def _lines_of(part: Part, contents: Contents) -> list[SnapshotLine]:
    data = contents.data[part.kind]
    _check_text(part, data)
    _check_periods(part, data)
    rows = data.count(b"\n")
    if not data.endswith(b"\n") and data:
        raise refuse("bundle.line", kind=part.kind, row=rows + 1)
    if rows != part.live + part.deleted:
        raise refuse("bundle.counts", kind=part.kind, named=part.live + part.deleted, found=rows)
    found = line_form.read_all(part.kind, data)
    deleted = sum(line.deleted for line in found)
    if deleted != part.deleted:
        raise refuse("bundle.counts", kind=part.kind, named=part.deleted, found=deleted)
    if part.kind in ("plan", "reporting_period"):
        _check_year(found, contents.manifest.year)
    return found


def _check_text(part: Part, data: bytes) -> None:
    """Text is UTF-8 and NFC everywhere; what is composed as a whole is composed in each of its parts."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise refuse("bundle.text", kind=part.kind) from None
    if not unicodedata.is_normalized("NFC", text):
        raise refuse("bundle.text", kind=part.kind)


def _check_periods(part: Part, data: bytes) -> None:
    """Every month reported on is named in our one form. Inside a text the quotation marks would be escaped."""
    for period in set(_PERIOD_FIELD.findall(data)):
        if not PERIOD.fullmatch(period.decode()):
            raise refuse("bundle.period", kind=part.kind, period=period.decode()[:40])


def _check_year(found: Sequence[SnapshotLine], year: int) -> None:
    for row, line in enumerate(found, start=1):
        if not any(int(text) == year for text in _YEAR_FIELD.findall(line.content)):
            raise refuse("bundle.year", kind=line.kind, row=row, year=year)


def check(contents: Contents) -> None:
    """Everything that ``lines`` checks, and what stands in each line.

    Raises:
        Refused: as ``lines`` and ``line_form.check_content``.
    """
    row, kind = 0, ""
    for line in lines(contents):
        row, kind = (row + 1, kind) if line.kind == kind else (1, line.kind)
        line_form.check_content(line, row)
