"""Makes the corpus under tests/data/bundles: good bundles, every kind of damage, every kind of hostility.

Run as ``python -m tests.builders.hostile_bundles`` it writes them anew, with a fresh key for the fictitious ward; the
files are small, and each stands in ``expected.json`` with the answer that a city must give.
"""

from __future__ import annotations

import json
import struct
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from nq57desk.bundle import archive, bundles, cards, contents, receipts, signing
from nq57desk.bundle.manifest import Manifest
from nq57desk.domain.attachments import Attachment
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.receipts import BundleAnswer, Receipt
from nq57desk.domain.records import Record
from nq57desk.domain.snapshot import Outcome, SnapshotLine
from tests.builders import bundle_surgery as cut
from tests.bundle import made
from tests.bundle.made import HEAD, LINES

FOLDER = Path(__file__).parent.parent / "data" / "bundles"
WARD = Office(made.CODE, "Ủy ban nhân dân phường Sao Mai", installation="pc-1")
Files = dict[str, tuple[bytes, str, str]]
"""File name -> (bytes, outcome, code; "" where it is simply applied)."""
_REJECTED = "rejected"
_TASK, _UPDATE, _PLAN = "data/task.jsonl", "data/progress_update.jsonl", "data/plan.jsonl"
_PDF = b"%PDF-1.7 bien ban\n"
_EVIDENCE = Attachment("e1", "p1", "t1", "2026-11", "biên bản.pdf", len(_PDF), bundles.digest_of(_PDF))
_HOSTILE_NAME = "=cmd|' /C calc'!A0\"; DROP TABLE task; -- <b onclick=x>{{x}}</b> \u202egnp.exe\u200b %s %n"


def corpus(keys: signing.Keys, stranger: signing.Keys) -> Files:
    """All groups; ``keys`` are the ward's."""
    return {
        **valid(keys),
        **damaged(keys),
        **others(keys, stranger),
        **forged(keys, stranger),
        **hostile(keys),
        **wrong(keys),
    }


def _lines(*more: Record, revision: int = 3) -> list[SnapshotLine]:
    """The good bundle's records and some more."""
    order = {line.kind: at for at, line in enumerate(LINES)} | {"attachment": len(LINES)}
    found = [*LINES, *(made.line(record, revision) for record in more)]
    return sorted(found, key=lambda line: (order[line.kind], line.id))


def valid(keys: signing.Keys) -> Files:
    """What is taken, or waits, without anything being wrong with it."""
    good = bundles.write(HEAD, LINES, keys).file
    last = replace(HEAD, year=2025, period="2025-12", first_day=date(2025, 12, 1), last_day=date(2025, 12, 9))
    newer = replace(HEAD, format=9, min_reader=9, program="9.0")
    gone = [made.line(Task("t3", "p1", "a1", name="Đã xóa"), deleted=True)]
    quiet = sorted([*LINES, *gone], key=lambda line: [one.kind for one in LINES].index(line.kind))
    named = Task("t4", "p1", "a1", name=_HOSTILE_NAME, note='\\"\u2028]]>&amp;')
    evidence = {_EVIDENCE.sha256: _PDF}
    return {
        "valid.nq57": (good, "applied", ""),
        "valid-again.nq57": (good, "already_received", "bundle.already_received"),
        "valid-last-year.nq57": (_written(keys, [made.line(Plan("p0", 2025))], last), "applied", "bundle.other_year"),
        "valid-no-rows.nq57": (_written(keys, LINES[:3]), "applied", ""),
        "valid-deleted.nq57": (_written(keys, quiet), "applied", ""),
        "valid-evidence.nq57": (bundles.write(HEAD, _lines(_EVIDENCE), keys, evidence).file, "applied", ""),
        "valid-odd-words.nq57": (_written(keys, _lines(named)), "applied", ""),
        "valid-gap.nq57": (_written(keys, LINES, replace(HEAD, sequence=7)), "applied", ""),
        "held-newer-format.nq57": (_written(keys, LINES, newer), "held", "bundle.newer_format"),
    }


def _written(keys: signing.Keys, lines: Sequence[SnapshotLine], head: Manifest = HEAD) -> bytes:
    return bundles.write(head, lines, keys).file


def damaged(keys: signing.Keys) -> Files:
    """What the road does: sticks pulled out, broken downloads, a wrong way of copying."""
    good = bundles.write(HEAD, LINES, keys).file
    wrong_crc = bytearray(good)
    wrong_crc[14:18] = struct.pack("<I", 1)
    return {
        "damaged-empty.nq57": (b"", _REJECTED, "bundle.truncated"),
        "damaged-cut.nq57": (good[:-40], _REJECTED, "bundle.truncated"),
        "damaged-cut-early.nq57": (good[:200], _REJECTED, "bundle.truncated"),
        "damaged-byte.nq57": (good[:90] + bytes([good[90] ^ 1]) + good[91:], _REJECTED, "bundle.damaged"),
        "damaged-header.nq57": (bytes(wrong_crc), _REJECTED, "bundle.damaged"),
        "damaged-tail.nq57": (good + b"more", _REJECTED, "bundle.damaged"),
        "damaged-zeros.nq57": (good[:1000] + bytes(len(good) - 1000), _REJECTED, "bundle.damaged"),
        "damaged-all-zeros.nq57": (bytes(len(good)), _REJECTED, "bundle.wrong_type"),
        "damaged-line-ends.nq57": (good.replace(b"\n", b"\r\n"), _REJECTED, "bundle.damaged"),
    }


def others(keys: signing.Keys, stranger: signing.Keys) -> Files:
    """What is no bundle, or none of this city's."""
    a_city, a_sample = replace(HEAD, role=Role.CITY), replace(HEAD, sample=True)
    sealed = signing.seal(stranger.public.seal_recipient, bundles.write(HEAD, LINES, keys).file)
    key_line = sealed.index(b"-> X25519")
    page = "<!DOCTYPE html><title>Đăng nhập</title>".encode()
    return {
        "other-pdf.nq57": (b"%PDF-1.7\n", _REJECTED, "bundle.wrong_type"),
        "other-page.nq57": (page, _REJECTED, "bundle.wrong_type"),
        "other-zip.nq57": (cut.plain_zip(), _REJECTED, "bundle.wrong_type"),
        "other-card.nq57": (cards.make_card(WARD, keys), _REJECTED, "bundle.other_file"),
        "other-receipt.nq57": (_receipt(stranger), _REJECTED, "bundle.other_file"),
        "other-office.nq57": (
            _written(stranger, LINES, replace(HEAD, office="77777")),
            _REJECTED,
            "bundle.unknown_office",
        ),
        "other-sample.nq57": (_written(keys, LINES, a_sample), _REJECTED, "bundle.sample"),
        "other-role.nq57": (_written(keys, LINES, a_city), _REJECTED, "bundle.not_from_ward"),
        "sealed-for-another.nq57": (sealed, _REJECTED, "bundle.other_recipient"),
        "sealed-cut.nq57": (sealed[:120], _REJECTED, "bundle.seal_damaged"),
        "sealed-header.nq57": (sealed[:key_line] + b"=> X25519" + sealed[key_line + 9 :], _REJECTED,
            "bundle.seal_damaged"),
    }  # fmt: skip


def _receipt(keys: signing.Keys) -> bytes:
    answer = BundleAnswer("0" * 64, 1, Outcome.APPLIED)
    code, name, key = made.CODE, WARD.name, signing.fingerprint(keys.public.sign_key)
    at = "2026-11-21T08:00:00+07:00"
    said = Receipt("31", "Biển Xanh", key, code, name, "", 2026, "2026-11", 1, at, "0.5.0", (answer,))
    return receipts.write(said, keys)


def forged(keys: signing.Keys, stranger: signing.Keys) -> Files:
    """What somebody else made in the ward's name, or put together from what the ward made."""
    good = bundles.write(HEAD, LINES, keys).file
    claims = made.signed(keys, contents.write(replace(HEAD, sequence=7), LINES)[1])
    name = made.signed(stranger, cut.good_payload())
    return {
        "forged-key.nq57": (_written(stranger, LINES), _REJECTED, "bundle.wrong_signer"),
        "forged-envelope.nq57": (name, _REJECTED, "bundle.wrong_signer"),
        "forged-payload.nq57": (cut.resigned(good, cut.payload_of_another()), _REJECTED, "bundle.changed"),
        "forged-claims.nq57": (claims, _REJECTED, "bundle.claims"),
    }


def hostile(keys: signing.Keys) -> Files:
    """What an enrolled office with a key of its own could send on purpose."""
    deep = cut.with_manifest(cut.setting("program", to=cut.nested(20)))
    evidence = contents.write(HEAD, _lines(_EVIDENCE), {_EVIDENCE.sha256: _PDF})[1]
    unnamed = contents.write(HEAD, LINES, {_EVIDENCE.sha256: _PDF})[1]
    found = {
        "bomb": (cut.bomb(), "bundle.bomb"),
        "bomb-declared": (cut.declared_bomb(), "bundle.bomb"),
        "members": (cut.many_members(), "bundle.members"),
        "name-up": (cut.named("../../up/x"), "bundle.unsafe_name"),
        "name-root": (cut.named("/etc/x"), "bundle.unsafe_name"),
        "name-long": (cut.named("a" * 150), "bundle.unsafe_name"),
        "name-drive": (cut.named("c:x"), "bundle.unsafe_name"),
        "name-device": (cut.named("data/CON"), "bundle.unsafe_name"),
        "name-zero": (cut.named("data/x\0.jsonl"), "bundle.unsafe_name"),
        "twice": (cut.named("manifest.json"), "bundle.members"),
        "extra": (cut.named("data/virus.exe"), "bundle.members"),
        "database": (cut.named("data/nq57.db"), "bundle.members"),
        "method": (cut.repacked(lambda all_: [replace(all_[0], method=99), *all_[1:]]), "bundle.payload"),
        "depth": (cut.with_part(_TASK, cut.depth), "store.bad_record"),
        "depth-manifest": (deep, "bundle.deep_json"),
        "long-line": (cut.with_part(_TASK, cut.long_line), "bundle.long_line"),
        "numbers": (cut.with_manifest(cut.setting("sequence", to=10**30)), "bundle.manifest"),
        "code": (cut.with_manifest(cut.setting("office", "code", to="../x")), "bundle.manifest"),
        "id-sql": (cut.with_part(_TASK, cut.replaced('"id":"t1"', '"id":"t1\';--"')), "bundle.line"),
        "not-a-number": (cut.with_part(_UPDATE, cut.replaced('"percent":100', '"percent":NaN')), "store.bad_record"),
        "huge-number": (cut.with_part(_UPDATE, cut.replaced('"percent":100', '"percent":1' + "0" * 5000)),
            "store.bad_record"),
        "half-letter": (cut.with_part(_TASK, cut.replaced('"note":""', '"note":"\\ud800"')), "store.bad_record"),
        "evidence-other": (evidence.replace(_PDF, _PDF[::-1]), "bundle.damaged"),
        "evidence-changed": (cut.with_evidence(evidence, _EVIDENCE.sha256, _PDF[::-1]), "bundle.sums"),
        "evidence-unnamed": (unnamed, "bundle.members"),
    }  # fmt: skip
    return {f"hostile-{name}.nq57": (made.signed(keys, data), _REJECTED, code) for name, (data, code) in found.items()}


def wrong(keys: signing.Keys) -> Files:
    """What a faulty program could send: signed, whole, and not what it says."""
    other_update = ProgressUpdate("u2", "p1", "t1", "2026-11", State.DONE)
    fingerprint = replace(HEAD, fingerprint="0000-0000", plan_fingerprint="0000-0000")
    found = {
        "sums": (cut.wrong_sums(), "bundle.sums"),
        "counts": (cut.with_part(_TASK, lambda data: data.split(b"\n")[0] + b"\n"), "bundle.counts"),
        "order": (cut.with_part(_TASK, cut.turned), "bundle.order"),
        "id-twice": (cut.with_part(_PLAN, cut.twice), "bundle.counts"),
        "id-twice-counted": (cut.with_part(_TASK, cut.replaced('"id":"t2"', '"id":"t1"')), "bundle.order"),
        "text": (cut.with_part(_TASK, cut.taken_apart), "bundle.text"),
        "letters": (cut.with_part(_TASK, lambda data: data.decode().encode("utf-16")), "bundle.text"),
        "line": (cut.with_part(_TASK, cut.replaced('{"id"', '{ "id"')), "bundle.line"),
        "field": (cut.with_part(_UPDATE, cut.replaced('"state":"done"', '"state":"xong"')), "store.bad_record"),
        "field-twice": (cut.with_part(_PLAN, cut.replaced('"year":2026', '"year":2026,"year":2026')),
            "store.bad_record"),
        "parent": (cut.with_part(_TASK, cut.replaced('"appendix_id":"a1"', '"appendix_id":"a9"')), "store.dangling"),
        "parent-itself": (cut.with_part(_TASK, cut.replaced('"parent_id":""', '"parent_id":"t1"')), "store.ring"),
        "revision": (cut.with_manifest(cut.setting("revision", to=1)), "bundle.revision"),
        "year": (cut.with_part(_PLAN, cut.replaced('"year":2026', '"year":2025')), "bundle.year"),
        "period": (cut.with_part(_UPDATE, cut.replaced("2026-11", "2026-13")), "bundle.period"),
        "period-twice": (contents.write(HEAD, _lines(other_update))[1], "store.twice_in_period"),
        "fingerprint": (contents.write(fingerprint, LINES)[1], "bundle.fingerprint"),
        "payload": (cut.good_payload()[:-9], "bundle.payload"),
        "no-manifest": (archive.pack(cut.unpacked(cut.good_payload())[1:]), "bundle.members"),
    }  # fmt: skip
    return {f"wrong-{name}.nq57": (made.signed(keys, data), _REJECTED, code) for name, (data, code) in found.items()}


def write() -> None:
    """Write the corpus, the ward's card and the answers."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        keys, stranger = made.keys_in(Path(name) / "ward"), made.keys_in(Path(name) / "stranger")
        found = corpus(keys, stranger)
        (FOLDER / "ward.nq57card").write_bytes(cards.make_card(WARD, keys))
    for file in FOLDER.glob("*.nq57"):
        if file.name not in found:
            file.unlink()
    for file_name, (data, _outcome, _code) in found.items():
        (FOLDER / file_name).write_bytes(data)
    expected = {name: [outcome, code] for name, (_data, outcome, code) in sorted(found.items())}
    (FOLDER / "expected.json").write_text(json.dumps(expected, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
