"""What a bundle says of itself: manifest.json, the first member of payload.zip.

Fields are only ever added. ``format`` is the format that wrote it, ``min_reader`` the oldest reader that
may take it: a reader below that leaves the bundle alone (held), it never guesses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nq57desk.bundle import json_form, limits
from nq57desk.bundle.json_form import DIGEST, PERIOD, SAFE_CODE, SHORT_CODE, Fields
from nq57desk.domain.conflicts import Settled
from nq57desk.domain.organisation import Role
from nq57desk.errors import refuse

FORMAT = 2
"""The format that this program writes, and the newest ``min_reader`` that it can take."""
KIND = "snapshot"
FILE_NAME = "manifest.json"
SUMS_NAME = "SHA256SUMS"
_MOST_BEFORE = 10_000
MOST_SETTLED = 2_000
_MOST_SEEN = 16
_SEEN = re.compile(r"[0-9a-f]{16}")
_CODE = "bundle.manifest"


@dataclass(frozen=True, slots=True)
class Part:
    """One data file: all records of one kind. ``deleted`` counts the tombstones, ``live`` the rest."""

    kind: str
    live: int
    deleted: int
    sha256: str

    @property
    def file(self) -> str:
        """Its name inside payload.zip."""
        return f"data/{self.kind}.jsonl"


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """An evidence file that lies in the bundle. ``size`` in bytes; its name is its SHA-256, nothing else."""

    sha256: str
    size: int

    @property
    def file(self) -> str:
        """Its name inside payload.zip."""
        return f"files/{self.sha256}"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A bundle that the same office made before this one in the same plan year."""

    sequence: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole of it. ``made_at`` is the ward's clock, for display only; ``revision`` its counter."""

    bundle_id: str
    office: str
    office_name: str
    role: Role
    installation: str
    sequence: int
    year: int
    period: str
    first_day: date
    last_day: date
    made_at: str
    revision: int
    program: str
    sample: bool = False
    before: tuple[Earlier, ...] = ()
    parts: tuple[Part, ...] = ()
    format: int = FORMAT
    min_reader: int = 1
    files: tuple[EvidenceFile, ...] = ()
    """Evidence files inside; with any of them ``min_reader`` is 2."""
    fingerprint: str = ""
    """The code for comparison of the period, as on its papers; "" in a bundle of an older program."""
    plan_fingerprint: str = ""
    journal_entries: int = 0
    journal_head: str = ""
    """How many entries the office's journal had and the SHA-256 of the newest; "" in a bundle of an older program."""
    settled: tuple[Settled, ...] = ()
    """Fields of which the office has seen its other computer's value and goes on without it."""

    def count(self, *kinds: str) -> int:
        """How many live records of these kinds, or of all, it brings."""
        return sum(part.live for part in self.parts if not kinds or part.kind in kinds)


def encode(m: Manifest) -> bytes:
    """The bytes of manifest.json, laid out for people to read."""
    fields = {
        "format": m.format,
        "min_reader": m.min_reader,
        "kind": KIND,
        "program": m.program,
        "bundle_id": m.bundle_id,
        "office": {"code": m.office, "name": m.office_name, "role": m.role.value, "installation": m.installation},
        "sample": m.sample,
        "sequence": m.sequence,
        "year": m.year,
        "period": m.period,
        "window": {"first_day": m.first_day.isoformat(), "last_day": m.last_day.isoformat()},
        "made_at": m.made_at,
        "revision": m.revision,
        "before": [{"sequence": b.sequence, "digest": b.digest} for b in m.before],
        "parts": [_part_fields(part) for part in m.parts],
        **({"files": [{"sha256": f.sha256, "size": f.size} for f in m.files]} if m.files else {}),
        **({"fingerprint": m.fingerprint, "plan_fingerprint": m.plan_fingerprint} if m.fingerprint else {}),
        **({"journal": {"entries": m.journal_entries, "head": m.journal_head}} if m.journal_head else {}),
        **({"settled": [_settled_fields(one) for one in m.settled]} if m.settled else {}),
    }
    return json.dumps(fields, ensure_ascii=False, indent=1).encode() + b"\n"


def _settled_fields(one: Settled) -> dict[str, object]:
    return {"kind": one.kind, "id": one.record_id, "field": one.field, "seen": [{"mark": mark} for mark in one.seen]}


def _part_fields(part: Part) -> dict[str, object]:
    return {
        "kind": part.kind,
        "file": part.file,
        "live": part.live,
        "deleted": part.deleted,
        "sha256": part.sha256,
    }


def decode(data: bytes) -> Manifest:
    """The manifest from the bytes of manifest.json.

    Raises:
        Refused: "bundle.newer_format" (asked before anything else is looked at), "bundle.other_file" (not a
            snapshot), "bundle.manifest" (a member is absent or not of its form), "bundle.deep_json".
    """
    top = Fields(json_form.parse(data, _CODE), _CODE)
    written, needed = top.number("format", least=1), top.number("min_reader", least=1)
    if needed > FORMAT:
        raise refuse("bundle.newer_format", needed=needed, known=FORMAT, program=top.text("program"))
    if top.text("kind") != KIND:
        raise refuse("bundle.other_file")
    office, window = top.object("office"), top.object("window")
    role = office.text("role")
    if role not in {member.value for member in Role}:
        raise office.wrong("role")
    first_day, last_day = window.day("first_day"), window.day("last_day")
    if first_day > last_day:
        raise window.wrong("window")
    return Manifest(
        bundle_id=top.text("bundle_id", SAFE_CODE),
        office=office.text("code", SAFE_CODE),
        office_name=office.text("name"),
        role=Role(role),
        installation=office.text("installation", longest=100),
        sequence=top.number("sequence", least=1),
        year=top.number("year", least=1900, most=9999),
        period=top.text("period", PERIOD),
        first_day=first_day,
        last_day=last_day,
        made_at=top.text("made_at", longest=40),
        revision=top.number("revision"),
        program=top.text("program"),
        sample=top.take("sample", bool),
        before=_earlier(top.objects("before", most=_MOST_BEFORE)),
        parts=_parts(top.objects("parts", most=64)),
        files=_files(top) if top.has("files") else (),
        fingerprint=top.text("fingerprint", SHORT_CODE) if top.has("fingerprint") else "",
        plan_fingerprint=top.text("plan_fingerprint", SHORT_CODE) if top.has("plan_fingerprint") else "",
        journal_entries=top.object("journal").number("entries") if top.has("journal") else 0,
        journal_head=top.object("journal").text("head", DIGEST) if top.has("journal") else "",
        format=written,
        min_reader=needed,
        settled=tuple(map(_settled, top.objects("settled", most=MOST_SETTLED))) if top.has("settled") else (),
    )


def _settled(entry: Fields) -> Settled:
    seen = tuple(one.text("mark", _SEEN) for one in entry.objects("seen", most=_MOST_SEEN))
    names = entry.text("kind", longest=40), entry.text("id", longest=100), entry.text("field", longest=80)
    return Settled(*names, seen)


def _earlier(entries: Sequence[Fields]) -> tuple[Earlier, ...]:
    return tuple(Earlier(e.number("sequence", least=1), e.text("digest", DIGEST)) for e in entries)


def _files(top: Fields) -> tuple[EvidenceFile, ...]:
    files = tuple(
        EvidenceFile(e.text("sha256", DIGEST), e.number("size", most=limits.EVIDENCE_BYTES))
        for e in top.objects("files", most=limits.EVIDENCE_FILES)
    )
    if [f.sha256 for f in files] != sorted({f.sha256 for f in files}):
        raise top.wrong("files")
    return files


def _parts(entries: Sequence[Fields]) -> tuple[Part, ...]:
    parts = tuple(
        Part(e.text("kind"), e.number("live"), e.number("deleted"), e.text("sha256", DIGEST)) for e in entries
    )
    for entry, part in zip(entries, parts, strict=True):
        if entry.text("file") != part.file:
            raise entry.wrong("file")
    return parts
