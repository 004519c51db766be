"""The journal as a signed file that people read and others verify, and what proves that nobody wrote it anew.

The file is JSON Lines: first what it is, whose, and the head of the chain; then one line for each entry with who, when,
what, where from, each row's fields before and after, and the columns that the entry's hash covers. Beside it lies its
signature (FILE.minisig), which the stock ``minisign -Vm FILE -P KEY`` checks.

A chain can be written anew from its first entry, or cut at its end, by whoever has the database. Each bundle names
the head as it was when the bundle was made, signed; the kept bundles are compared with the journal. Where somebody
wrote those anew as well, the city still has what it received: it compares an office's trace file with that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nq57desk import __version__, paths
from nq57desk.bundle import bundles, contents, signing
from nq57desk.bundle.manifest import Manifest
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.errors import Refused, refuse
from nq57desk.sentences.disk import why
from nq57desk.store import trace as journal
from nq57desk.store.receipts import office_keys
from nq57desk.store.trace import CHAINED, RowChange, TraceEntry, chain_hash
from nq57desk.workspace import Desk

SIGNATURE = ".minisig"
FORMAT = 1
_MOST_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Exported:
    """The file, its signature, how many entries it holds and the head of the chain (SHA-256)."""

    file: Path
    signature: Path
    entries: int
    head: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a trace file says of itself, and what is wrong with it."""

    office: str
    entries: int
    head: str
    exported_at: str
    problems: tuple[Problem, ...]


def export(desk: Desk, *, path: Path) -> Exported:
    """Write the whole journal to ``path``, and its signature beside it.

    Raises:
        Refused: "keys.missing", "keys.damaged", "keys.password", "trace.cannot_write".
    """
    keys = signing.load_keys(desk.keys_folder)
    found = list(journal.entries(desk.store))
    head = found[-1].hash if found else ""
    data = b"".join([_line(_about(desk, len(found), head)), *(_line(_shown(entry)) for entry in found)])
    said = f"nq57desk trace office={desk.office.code} entries={len(found)} head={head}"
    beside = path.with_name(path.name + SIGNATURE)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(path, data)
        paths.write_atomically(beside, signing.sign(keys, data, said))
    except OSError as error:
        raise refuse("trace.cannot_write", Place(file=path.name), file=path.name, reason=why(error)) from error
    return Exported(path, beside, len(found), head)


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def _about(desk: Desk, entries: int, head: str) -> dict[str, Any]:
    return {
        "trace": FORMAT,
        "office": desk.office.code,
        "name": desk.office.name,
        "key": desk.office.sign_key,
        "installation": desk.office.installation,
        "exported_at": desk.now().isoformat(timespec="seconds"),
        "exported_by": desk.who,
        "program": __version__,
        "entries": entries,
        "head": head,
    }


def _shown(entry: TraceEntry) -> dict[str, Any]:
    it = dict(zip(CHAINED, entry.chained, strict=True))
    return {
        "entry": it["seq"],
        "at": it["at"],
        "who": it["who"],
        "did": it["action"],
        "office": it["office"],
        "from": {"kind": it["source_kind"], "name": it["source_name"], "sha256": it["source_digest"]},
        "changes": [_change(one) for one in entry.changes],
        "chained": list(entry.chained),
        "hash": entry.hash,
    }


def _change(one: RowChange) -> dict[str, Any]:
    return {"kind": one.kind, "id": one.id, "was": one.was, "now": one.now}


def verify(desk: Desk, *, path: Path) -> Verified:
    """Read a trace file: its signature, its chain, and where it is this office's own, the journal in place.

    Raises:
        Refused: "trace.unreadable", "trace.signature" (absent, of another, or the file was changed), "trace.form".
    """
    data = _read(path)
    about, lines = _parts(path, data)
    _check_signature(desk, path, data, str(about.get("office", "")))
    problems = [*_chain_problems(path, about, lines)]
    if about["office"] == desk.office.code:
        problems += _own_problems(desk, path, lines)
    else:
        problems += _received_problems(desk, path, about, lines)
    head = str(about.get("head", ""))
    return Verified(str(about["office"]), len(lines), head, str(about.get("exported_at", "")), tuple(problems))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise refuse("trace.unreadable", Place(file=path.name), file=path.name, reason=why(error)) from error
    if len(data) > _MOST_BYTES:
        raise refuse("trace.form", Place(file=path.name), file=path.name, row=0)
    return data


def _parts(path: Path, data: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What it says of itself, and its entries.

    Raises:
        Refused: "trace.form".
    """
    found: list[dict[str, Any]] = []
    for row, line in enumerate(data.split(b"\n")[:-1], start=1):
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value = None
        whole = isinstance(value, dict) and (row == 1 or _is_entry(value))
        if not whole or (row == 1 and value.get("trace") != FORMAT):
            raise refuse("trace.form", Place(file=path.name, row=row), file=path.name, row=row)
        found.append(value)
    if not found or not isinstance(found[0].get("office"), str):
        raise refuse("trace.form", Place(file=path.name, row=1), file=path.name, row=1)
    return found[0], found[1:]


def _is_entry(value: dict[str, Any]) -> bool:
    chained = value.get("chained")
    return isinstance(chained, list) and len(chained) == len(CHAINED) and isinstance(value.get("hash"), str)


def _check_signature(desk: Desk, path: Path, data: bytes, office: str) -> None:
    """By any key that the office has, or had.

    Raises:
        Refused: "trace.signature".
    """
    known = {one.sign_key for one in desk.store.offices() if one.code == office}
    known |= {one.sign_key for one in office_keys(desk.store, office)}
    known |= {desk.office.sign_key} if office == desk.office.code else set()
    try:
        signature = path.with_name(path.name + SIGNATURE).read_bytes()[: 1 << 16]
    except OSError:
        signature = b""
    for key in sorted(one for one in known if one):
        try:
            signing.verify(key, data, signature)
            return
        except Refused:
            continue
    raise refuse("trace.signature", Place(file=path.name), file=path.name, office=office)


def _chain_problems(path: Path, about: Mapping[str, Any], lines: Iterable[Mapping[str, Any]]) -> Iterator[Problem]:
    number, before = 0, ""
    for line in lines:
        it = dict(zip(CHAINED, line["chained"], strict=True))
        shown = {name: line.get(name) for name in ("entry", "at", "who", "did", "office")}
        same = shown == {name: it[key] for name, key in zip(shown, _SHOWN, strict=True)}
        follows = it["seq"] == number + 1 and it["previous"] == before
        if not (same and follows and chain_hash(tuple(line["chained"])) == line["hash"]):
            yield _error("trace.broken", path, entry=number + 1)
            return
        number, before = number + 1, line["hash"]
    if (about.get("entries"), about.get("head")) != (number, before):
        yield _error("trace.head", path, named=about.get("entries"), found=number)


_SHOWN = ("seq", "at", "who", "action", "office")


def _own_problems(desk: Desk, path: Path, lines: Iterable[Mapping[str, Any]]) -> Iterator[Problem]:
    """The journal in place must begin with what the file holds: it only ever grows."""
    for number, line in enumerate(lines, start=1):
        if journal.hash_of(desk.store, number) != line["hash"]:
            yield _error("trace.differs", path, entry=number)
            return


def _received_problems(
    desk: Desk, path: Path, about: Mapping[str, Any], lines: list[dict[str, Any]]
) -> Iterator[Problem]:
    """Another office's file beside the bundles that came from it: each named the head as it was when it was made.

    A bundle alone proves nothing of those before it: it names one head, and a head does not show what it grew from.
    Bundles of another computer have another journal. One that was made after the export may name a later head.
    """
    office, installation = str(about["office"]), about.get("installation")
    keys = {one.sign_key for one in desk.store.offices() if one.code == office}
    keys |= {one.sign_key for one in office_keys(desk.store, office)}
    for came in desk.store.received_bundles(office=office):
        head = _received_head(desk.folder / came.file, sorted(one for one in keys if one))
        if head is None or head.installation != installation or not (head.journal_head and head.journal_entries):
            continue
        there = lines[head.journal_entries - 1]["hash"] if head.journal_entries <= len(lines) else None
        if there != head.journal_head and (there is not None or _later(about.get("exported_at"), head.made_at)):
            yield _error("trace.not_as_sent", path, entry=head.journal_entries, at=head.made_at[:10], n=came.sequence)
            return


def _later(exported_at: object, made_at: str) -> bool:
    """Whether the export was made after the bundle, as the office's own clock says."""
    try:
        return datetime.fromisoformat(str(exported_at)) > datetime.fromisoformat(made_at)
    except (TypeError, ValueError):
        return False


def _received_head(path: Path, keys: Iterable[str]) -> Manifest | None:
    """What a bundle says that is signed with any of an office's keys."""
    return next((found for key in keys if (found := _manifest_of(path, key)) is not None), None)


def _error(code: str, path: Path, **words: object) -> Problem:
    return problem(code, Severity.ERROR, Place(file=path.name), file=path.name, **words)


def against_bundles(desk: Desk) -> Iterator[Problem]:
    """What the office's own kept bundles say of the journal, where that is no longer so."""
    for made in desk.store.made_bundles():
        path = desk.folder / made.file
        head = _manifest_of(path, desk.office.sign_key)
        if head is None or not head.journal_head or head.installation != desk.office.installation:
            continue
        if journal.hash_of(desk.store, head.journal_entries) != head.journal_head:
            yield _error("trace.rewritten", path, entry=head.journal_entries, at=made.made_at[:10])


def _manifest_of(path: Path, sign_key: str) -> Manifest | None:
    """What a kept bundle says; None where the file is away, or signed by an earlier key."""
    try:
        signed = bundles.opened(path.read_bytes())
        signed.verify(sign_key)
        return contents.read_manifest(signed.data)
    except (OSError, Refused):
        return None
