"""A zip in exactly one byte form.

Every header field that does not follow from the members' names and bytes is a constant: no times, no
extra fields, no comment, no data descriptors, members one after the other without a gap. The reader
rebuilds the whole file from the members that it found and compares, so a changed bit anywhere, also in
a header that other programs ignore, is seen, and no two programs can read different members from one file.
The fields are those of PKWARE's APPNOTE.TXT, 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (end).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from nq57desk.bundle import limits
from nq57desk.errors import refuse

STORED = 0
DEFLATED = 8

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_ENTRY = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_NEEDED = 20
_MADE_BY = 3 << 8 | 20
_NO_TIME, _NO_DATE = 0, 0x21
"""1 January 1980, the first day that a zip can name."""
_PLAIN_FILE = 0o100644 << 16
_SAFE_NAME = re.compile(r"[a-z0-9_]+(/[a-z0-9_]+)?(\.[a-z0-9]+)*|SHA256SUMS")


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside: its bytes as they lie packed, with the size and CRC-32 of the unpacked ones."""

    name: str
    method: int
    crc: int
    size: int
    packed: bytes


def stored(name: str, data: bytes) -> Member:
    """A member kept as it is."""
    return Member(name, STORED, zlib.crc32(data), len(data), data)


def deflated(name: str, data: bytes) -> Member:
    """A member packed by deflate."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return Member(name, DEFLATED, zlib.crc32(data), len(data), packer.compress(data) + packer.flush())


def pack(members: Sequence[Member]) -> bytes:
    """The one file that holds these members in this order."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for m in members:
        name = m.name.encode()
        common = (_NEEDED, 0, m.method, _NO_TIME, _NO_DATE, m.crc, len(m.packed), m.size, len(name), 0)
        body += (_LOCAL.pack(b"PK\3\4", *common), name, m.packed)
        directory += (_ENTRY.pack(b"PK\1\2", _MADE_BY, *common, 0, 0, 0, _PLAIN_FILE, offset), name)
        offset += _LOCAL.size + len(name) + len(m.packed)
    listed = b"".join(directory)
    end = _END.pack(b"PK\5\6", 0, 0, len(members), len(members), len(listed), offset, 0)
    return b"".join((*body, listed, end))


def unpack(data: bytes) -> tuple[Member, ...]:
    """The members of a file in our form, still packed.

    Raises:
        Refused: "bundle.wrong_type", "bundle.truncated", "bundle.damaged" (not in the one byte form),
            "bundle.unsafe_name", "bundle.members", "bundle.bomb".
    """
    if not data.startswith(b"PK\3\4"):
        raise refuse("bundle.truncated" if b"PK\3\4".startswith(data[:4]) else "bundle.wrong_type")
    members: list[Member] = []
    at = 0
    while data[at : at + 4] == b"PK\3\4":
        member, at = _member(data, at)
        members.append(member)
        if len(members) > limits.MEMBERS:
            raise refuse("bundle.members", name="…")
    _check_names(members)
    _check_sizes(members)
    rebuilt = pack(members)
    if rebuilt != data:
        raise refuse("bundle.truncated" if len(data) < len(rebuilt) else "bundle.damaged")
    return tuple(members)


def first_name(data: bytes) -> str:
    """The name of the first member; "" where the file ends before it."""
    if len(data) < _LOCAL.size:
        return ""
    size = _LOCAL.unpack_from(data, 0)[9]
    name = data[_LOCAL.size : _LOCAL.size + size]
    return name.decode("ascii", "replace") if len(name) == size else ""


def _member(data: bytes, at: int) -> tuple[Member, int]:
    """The member whose local header begins at ``at``, and where it ends."""
    start = at + _LOCAL.size
    if start > len(data):
        raise refuse("bundle.truncated")
    _, _, _, method, _, _, crc, packed_size, size, name_size, _ = _LOCAL.unpack_from(data, at)
    if name_size > limits.NAME_BYTES:
        raise refuse("bundle.unsafe_name", name="…")
    body = start + name_size
    end = body + packed_size
    if end > len(data):
        raise refuse("bundle.truncated")
    name = data[start:body].decode("ascii", "replace")
    return Member(name, method, crc, size, data[body:end]), end


def _check_names(members: Sequence[Member]) -> None:
    seen: set[str] = set()
    for member in members:
        if not _SAFE_NAME.fullmatch(member.name):
            raise refuse("bundle.unsafe_name", name=ascii(member.name)[1:-1])
        if member.name in seen:
            raise refuse("bundle.members", name=member.name)
        seen.add(member.name)


def _check_sizes(members: Sequence[Member]) -> None:
    """Refuse by the declared sizes, before a byte is unpacked; ``contents_of`` holds them to it."""
    if any(m.method not in (STORED, DEFLATED) for m in members):
        raise refuse("bundle.damaged")
    size = sum(m.size for m in members)
    packed = sum(len(m.packed) for m in members)
    if size > limits.UNPACKED_BYTES or size > limits.MIB + packed * limits.RATIO:
        raise refuse("bundle.bomb")


def contents_of(member: Member) -> bytes:
    """The member's own bytes, never more than it declares.

    Raises:
        Refused: "bundle.bomb" (more than declared), "bundle.damaged" (less, or not what was packed).
    """
    data = member.packed if member.method == STORED else _inflated(member)
    if len(data) != member.size or zlib.crc32(data) != member.crc:
        raise refuse("bundle.damaged")
    return data


def _inflated(member: Member) -> bytes:
    unpacker = zlib.decompressobj(-15)
    try:
        data = unpacker.decompress(member.packed, member.size + 1)
    except zlib.error:
        raise refuse("bundle.damaged") from None
    if len(data) > member.size:
        raise refuse("bundle.bomb")
    if not unpacker.eof or unpacker.unused_data:
        raise refuse("bundle.damaged")
    return data
