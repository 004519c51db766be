"""Cuts into a good bundle's payload: what a sender with a key of its own, or a bad road, could make of it."""

from __future__ import annotations

import json
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

from nq57desk.bundle import archive, bundles, contents, envelope, limits
from nq57desk.bundle.archive import Member
from tests.bundle.made import HEAD, LINES

_MANIFEST = "manifest.json"


def unpacked(payload: bytes) -> list[Member]:
    """The members of a payload."""
    return list(archive.unpack(payload))


def good_payload() -> bytes:
    """The payload of the good bundle."""
    return contents.write(HEAD, LINES)[1]


def with_manifest(change: Callable[[dict[str, object]], None]) -> bytes:
    """The good payload with another manifest; its sums are those of what it holds."""
    files = {m.name: archive.contents_of(m) for m in unpacked(good_payload())}
    fields = json.loads(files[_MANIFEST])
    change(fields)
    files[_MANIFEST] = json.dumps(fields, ensure_ascii=False, indent=1).encode() + b"\n"
    return summed(files)


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The good payload with other lines, named by its sums and by its manifest."""
    files = {m.name: archive.contents_of(m) for m in unpacked(good_payload())}
    old = bundles.digest_of(files[name])
    files[name] = change(files[name])
    files[_MANIFEST] = files[_MANIFEST].replace(old.encode(), bundles.digest_of(files[name]).encode())
    return summed(files)


def summed(files: dict[str, bytes]) -> bytes:
    """A payload of these files, with their true sums."""
    files.pop("SHA256SUMS", None)
    sums = "".join(f"{bundles.digest_of(data)}  {name}\n" for name, data in files.items()).encode()
    return archive.pack([archive.deflated(name, data) for name, data in (*files.items(), ("SHA256SUMS", sums))])


def bomb() -> bytes:
    """A member that says it is small and unpacks to 40 MiB."""
    big = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = big.compress(bytes(40 << 20)) + big.flush()
    members = unpacked(good_payload())
    at = next(n for n, m in enumerate(members) if m.name == "data/task.jsonl")
    members[at] = replace(members[at], packed=packed, size=members[at].size)
    return archive.pack(members)


def declared_bomb() -> bytes:
    """The same, honest about its size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = bytes(40 << 20)
    packed = packer.compress(data) + packer.flush()
    members = unpacked(good_payload())
    at = next(n for n, m in enumerate(members) if m.name == "data/task.jsonl")
    members[at] = Member("data/task.jsonl", archive.DEFLATED, zlib.crc32(data), len(data), packed)
    return archive.pack(members)


def many_members() -> bytes:
    """One member more than is allowed."""
    return archive.pack([archive.stored(f"data/x{n}.jsonl", b"") for n in range(limits.MEMBERS + 1)])


def named(name: str) -> bytes:
    """One more member of this name."""
    return archive.pack([*unpacked(good_payload()), archive.stored(name, b"x")])


def repacked(change: Callable[[list[Member]], list[Member]]) -> bytes:
    """The good payload with other members."""
    return archive.pack(change(unpacked(good_payload())))


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    """A change of one text in a part, which must be there."""

    def change(data: bytes) -> bytes:
        assert old.encode() in data, old
        return data.replace(old.encode(), new.encode(), 1)

    return change


def twice(data: bytes) -> bytes:
    """The first line two times."""
    first = data.splitlines(keepends=True)[0]
    return first + data


def plain_zip() -> bytes:
    """A zip of somebody's pictures."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(zipfile.ZipInfo("anh.jpg", (2026, 11, 1, 8, 0, 0)), b"\xff\xd8")
    return out.getvalue()


def depth(line: bytes) -> bytes:
    """Two hundred brackets in a record's cells."""
    return line.replace(b'"cells":[', b'"cells":' + b"[" * 200, 1)


def long_line(lines: bytes) -> bytes:
    """A record longer than a line may be."""
    return lines.replace(b'"note":""', b'"note":"' + b"a" * (limits.LINE_BYTES + 1) + b'"', 1)


def setting(*path: str, to: object) -> Callable[[dict[str, object]], None]:
    """A change that sets one field of the manifest."""

    def change(fields: dict[str, object]) -> None:
        inner = fields
        for name in path[:-1]:
            found = inner[name]
            assert isinstance(found, dict)
            inner = found
        inner[path[-1]] = to

    return change


def nested(depth: int) -> object:
    """Lists in lists."""
    found: object = []
    for _ in range(depth):
        found = [found]
    return found


def payload_of_another() -> bytes:
    """A payload that another manifest belongs to."""
    return contents.write(replace(HEAD, revision=8), LINES)[1]


def resigned(good: bytes, payload: bytes) -> bytes:
    """Another payload under the good one's signature."""
    signature = bundles.opened(good).signature
    name = contents.MEMBER
    return archive.pack((archive.stored(name, payload), archive.stored(name + envelope.SIGNATURE_ENDING, signature)))


def wrong_sums() -> bytes:
    """A part changed after its sums and its manifest were made, and the file of sums made anew."""
    files = {m.name: archive.contents_of(m) for m in unpacked(good_payload())}
    files["data/plan.jsonl"] = files["data/plan.jsonl"].replace(b"2026", b"2026")[:-1] + b"\n\n"
    return archive.pack([archive.deflated(name, data) for name, data in files.items()])


def taken_apart(data: bytes) -> bytes:
    """The same letters with their marks apart."""
    return unicodedata.normalize("NFD", data.decode()).encode()


def turned(data: bytes) -> bytes:
    """The lines from the last to the first."""
    lines = data.splitlines(keepends=True)
    return b"".join(reversed(lines))


def with_evidence(payload: bytes, digest: str, data: bytes) -> bytes:
    """A payload whose evidence file has other bytes than the hash by which it goes; the rest is as it must be."""
    found = unpacked(payload)
    return archive.pack([archive.stored(m.name, data) if digest in m.name else m for m in found])
