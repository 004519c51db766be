"""Makes the corpus under tests/data/bundles: one good bundle, every kind of damage, every kind of hostility.

Run as ``python -m tests.builders.hostile_bundles`` it writes them anew, with a fresh key for the fictitious ward; the
files are small, and each stands in ``expected.json`` with the answer that a city must give.
"""

from __future__ import annotations

import json
import struct
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

from nq57desk.bundle import archive, bundles, cards, contents, envelope, limits, signing
from nq57desk.bundle.archive import Member
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.plan import Plan
from nq57desk.domain.snapshot import SnapshotLine
from tests.bundle import made
from tests.bundle.made import HEAD, LINES

FOLDER = Path(__file__).parent.parent / "data" / "bundles"
WARD = Office(made.CODE, "Ủy ban nhân dân phường Sao Mai", installation="pc-1")
_MANIFEST = "manifest.json"


def _members(payload: bytes) -> list[Member]:
    return list(archive.unpack(payload))


def _payload() -> bytes:
    return contents.write(HEAD, LINES)[1]


def _with_manifest(change: Callable[[dict[str, object]], None]) -> bytes:
    """The good payload with another manifest; its sums are those of what it holds."""
    files = {m.name: archive.contents_of(m) for m in _members(_payload())}
    fields = json.loads(files[_MANIFEST])
    change(fields)
    files[_MANIFEST] = json.dumps(fields, ensure_ascii=False, indent=1).encode() + b"\n"
    return _summed(files)


def _with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The good payload with other lines, named by its sums and by its manifest."""
    files = {m.name: archive.contents_of(m) for m in _members(_payload())}
    old = archive_digest(files[name])
    files[name] = change(files[name])
    files[_MANIFEST] = files[_MANIFEST].replace(old.encode(), archive_digest(files[name]).encode())
    return _summed(files)


def archive_digest(data: bytes) -> str:
    """SHA-256 as a manifest lists it."""
    return bundles.digest_of(data)


def _summed(files: dict[str, bytes]) -> bytes:
    files.pop("SHA256SUMS", None)
    sums = "".join(f"{archive_digest(data)}  {name}\n" for name, data in files.items()).encode()
    return archive.pack([archive.deflated(name, data) for name, data in (*files.items(), ("SHA256SUMS", sums))])


def _bomb() -> bytes:
    """A member that says it is small and unpacks to 40 MiB."""
    big = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = big.compress(bytes(40 << 20)) + big.flush()
    members = _members(_payload())
    at = next(n for n, m in enumerate(members) if m.name == "data/task.jsonl")
    members[at] = replace(members[at], packed=packed, size=members[at].size)
    return archive.pack(members)


def _declared_bomb() -> bytes:
    """The same, honest about its size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = bytes(40 << 20)
    packed = packer.compress(data) + packer.flush()
    members = _members(_payload())
    at = next(n for n, m in enumerate(members) if m.name == "data/task.jsonl")
    members[at] = Member("data/task.jsonl", archive.DEFLATED, zlib.crc32(data), len(data), packed)
    return archive.pack(members)


def _many_members() -> bytes:
    return archive.pack([archive.stored(f"data/x{n}.jsonl", b"") for n in range(limits.MEMBERS + 1)])


def _named(name: str) -> bytes:
    return archive.pack([*_members(_payload()), archive.stored(name, b"x")])


def _plain_zip() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(zipfile.ZipInfo("anh.jpg", (2026, 11, 1, 8, 0, 0)), b"\xff\xd8")
    return out.getvalue()


def _depth(line: bytes) -> bytes:
    return line.replace(b'"cells":[', b'"cells":' + b"[" * 200, 1)


def _long_line(lines: bytes) -> bytes:
    return lines.replace(b'"note":""', b'"note":"' + b"a" * (limits.LINE_BYTES + 1) + b'"', 1)


def _set(*path: str, to: object) -> Callable[[dict[str, object]], None]:
    def change(fields: dict[str, object]) -> None:
        inner = fields
        for name in path[:-1]:
            found = inner[name]
            assert isinstance(found, dict)
            inner = found
        inner[path[-1]] = to

    return change


def _last_year() -> tuple[SnapshotLine, ...]:
    return (made.line(Plan("p0", 2025)),)


def corpus(keys: signing.Keys, stranger: signing.Keys) -> dict[str, tuple[bytes, str, str]]:
    """File name -> (bytes, outcome, code; "" where it is simply applied)."""
    good = bundles.write(HEAD, LINES, keys).file
    last = replace(HEAD, year=2025, period="2025-12", first_day=date(2025, 12, 1), last_day=date(2025, 12, 9))
    a_city = replace(HEAD, role=Role.CITY)
    newer = replace(HEAD, format=9, min_reader=9, program="9.0")

    def signed(payload: bytes) -> bytes:
        return made.signed(keys, payload)

    wrong_crc = bytearray(good)
    wrong_crc[14:18] = struct.pack("<I", 1)
    rejected = "rejected"
    return {
        "valid.nq57": (good, "applied", ""),
        "valid-last-year.nq57": (bundles.write(last, _last_year(), keys).file, "applied", "bundle.other_year"),
        "valid-again.nq57": (good, "already_received", "bundle.already_received"),
        "held-newer-format.nq57": (bundles.write(newer, LINES, keys).file, "held", "bundle.newer_format"),
        "damaged-empty.nq57": (b"", rejected, "bundle.truncated"),
        "damaged-cut.nq57": (good[:-40], rejected, "bundle.truncated"),
        "damaged-cut-early.nq57": (good[:200], rejected, "bundle.truncated"),
        "damaged-byte.nq57": (good[:90] + bytes([good[90] ^ 1]) + good[91:], rejected, "bundle.damaged"),
        "damaged-header.nq57": (bytes(wrong_crc), rejected, "bundle.damaged"),
        "damaged-tail.nq57": (good + b"more", rejected, "bundle.damaged"),
        "other-pdf.nq57": (b"%PDF-1.7\n", rejected, "bundle.wrong_type"),
        "other-zip.nq57": (_plain_zip(), rejected, "bundle.wrong_type"),
        "other-card.nq57": (cards.make_card(WARD, keys), rejected, "bundle.other_file"),
        "other-office.nq57": (
            bundles.write(replace(HEAD, office="77777"), LINES, stranger).file,
            rejected,
            "bundle.unknown_office",
        ),
        "other-sample.nq57": (bundles.write(replace(HEAD, sample=True), LINES, keys).file, rejected, "bundle.sample"),
        "other-role.nq57": (
            bundles.write(a_city, LINES, keys).file,
            rejected,
            "bundle.not_from_ward",
        ),
        "forged-key.nq57": (bundles.write(HEAD, LINES, stranger).file, rejected, "bundle.wrong_signer"),
        "forged-payload.nq57": (_resigned(good, _payload_of_another()), rejected, "bundle.changed"),
        "forged-claims.nq57": (
            made.signed(keys, contents.write(replace(HEAD, sequence=7), LINES)[1]),
            rejected,
            "bundle.claims",
        ),
        "hostile-bomb.nq57": (signed(_bomb()), rejected, "bundle.bomb"),
        "hostile-bomb-declared.nq57": (signed(_declared_bomb()), rejected, "bundle.bomb"),
        "hostile-members.nq57": (signed(_many_members()), rejected, "bundle.members"),
        "hostile-name-up.nq57": (signed(_named("../../tmp/x")), rejected, "bundle.unsafe_name"),
        "hostile-name-root.nq57": (signed(_named("/etc/x")), rejected, "bundle.unsafe_name"),
        "hostile-name-long.nq57": (signed(_named("a" * 150)), rejected, "bundle.unsafe_name"),
        "hostile-name-drive.nq57": (signed(_named("c:x")), rejected, "bundle.unsafe_name"),
        "hostile-twice.nq57": (signed(_named(_MANIFEST)), rejected, "bundle.members"),
        "hostile-extra.nq57": (signed(_named("data/virus.exe")), rejected, "bundle.members"),
        "hostile-depth.nq57": (signed(_with_part("data/task.jsonl", _depth)), rejected, "store.bad_record"),
        "hostile-depth-manifest.nq57": (
            signed(_with_manifest(_set("program", to=_nested(20)))),
            rejected,
            "bundle.deep_json",
        ),
        "hostile-long-line.nq57": (signed(_with_part("data/task.jsonl", _long_line)), rejected, "bundle.long_line"),
        "hostile-numbers.nq57": (signed(_with_manifest(_set("sequence", to=10**30))), rejected, "bundle.manifest"),
        "hostile-code.nq57": (signed(_with_manifest(_set("office", "code", to="../x"))), rejected, "bundle.manifest"),
        "wrong-sums.nq57": (signed(_wrong_sums()), rejected, "bundle.sums"),
        "wrong-counts.nq57": (
            signed(_with_part("data/task.jsonl", lambda data: data.split(b"\n")[0] + b"\n")),
            rejected,
            "bundle.counts",
        ),
        "wrong-order.nq57": (signed(_with_part("data/task.jsonl", _turned)), rejected, "bundle.order"),
        "wrong-text.nq57": (
            signed(_with_part("data/task.jsonl", _taken_apart)),
            rejected,
            "bundle.text",
        ),
        "wrong-parent.nq57": (
            signed(_with_part("data/task.jsonl", lambda d: d.replace(b'"appendix_id":"a1"', b'"appendix_id":"a9"'))),
            rejected,
            "store.dangling",
        ),
        "wrong-revision.nq57": (signed(_with_manifest(_set("revision", to=1))), rejected, "bundle.revision"),
    }


def _nested(depth: int) -> object:
    found: object = []
    for _ in range(depth):
        found = [found]
    return found


def _payload_of_another() -> bytes:
    return contents.write(replace(HEAD, revision=8), LINES)[1]


def _resigned(good: bytes, payload: bytes) -> bytes:
    """Another payload under the good one's signature."""
    signature = bundles.opened(good).signature
    name = contents.MEMBER
    return archive.pack((archive.stored(name, payload), archive.stored(name + envelope.SIGNATURE_ENDING, signature)))


def _wrong_sums() -> bytes:
    files = {m.name: archive.contents_of(m) for m in _members(_payload())}
    files["data/plan.jsonl"] = files["data/plan.jsonl"].replace(b"2026", b"2026")[:-1] + b"\n\n"
    return archive.pack([archive.deflated(name, data) for name, data in files.items()])


def _taken_apart(data: bytes) -> bytes:
    return unicodedata.normalize("NFD", data.decode()).encode()


def _turned(data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join(reversed(lines))


def write() -> None:
    """Write the corpus, the ward's card and the answers."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        keys, stranger = made.keys_in(Path(name) / "ward"), made.keys_in(Path(name) / "stranger")
        found = corpus(keys, stranger)
        (FOLDER / "ward.nq57card").write_bytes(cards.make_card(WARD, keys))
    for file, (data, _outcome, _code) in found.items():
        (FOLDER / file).write_bytes(data)
    expected = {file: [outcome, code] for file, (_data, outcome, code) in sorted(found.items())}
    (FOLDER / "expected.json").write_text(json.dumps(expected, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
