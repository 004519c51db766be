"""The zip in exactly one byte form, and what a hostile one comes to."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.bundle import archive, limits
from nq57desk.bundle.archive import Member, deflated, stored
from nq57desk.errors import Refused

NAMES = st.lists(st.from_regex(r"[a-z]{1,8}(/[a-z]{1,8})?\.[a-z]{1,5}", fullmatch=True), unique=True, max_size=5)


def read(data: bytes) -> list[bytes]:
    return [archive.contents_of(member) for member in archive.unpack(data)]


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(data)
    return refused.value.problems[0].code


@given(names=NAMES.filter(bool), bodies=st.lists(st.binary(max_size=300), min_size=5, max_size=5), packed=st.booleans())
def test_what_is_packed_is_unpacked(names: list[str], bodies: list[bytes], packed: bool) -> None:
    pairs = list(zip(names, bodies, strict=False))
    members = tuple((deflated if packed else stored)(name, body) for name, body in pairs)
    found = archive.unpack(archive.pack(members))
    assert found == members
    assert [(m.name, archive.contents_of(m)) for m in found] == pairs


def test_other_programs_read_it() -> None:
    data = archive.pack((stored("a.txt", b"abc"), deflated("b/c.txt", b"x" * 5000)))
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == ["a.txt", "b/c.txt"]
        assert opened.read("b/c.txt") == b"x" * 5000
        assert stat.S_ISREG(opened.infolist()[0].external_attr >> 16)


def by_zipfile(names: Sequence[str], *, mode: int = 0o644, method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name in names:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            info.compress_type = method
            made.writestr(info, b"abc")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "bundle.truncated"),
        (b"PK\3", "bundle.truncated"),
        (b"Rar!", "bundle.wrong_type"),
        (b"PK\5\6" + bytes(18), "bundle.wrong_type"),
        (by_zipfile(["a.txt"]), "bundle.damaged"),
        (by_zipfile(["link.txt"], mode=stat.S_IFLNK | 0o777), "bundle.damaged"),
        (by_zipfile(["a.txt"], method=zipfile.ZIP_LZMA), "bundle.damaged"),
    ],
)
def test_files_that_are_not_in_our_form(data: bytes, code: str) -> None:
    assert refusal(data) == code


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "data/../../a.txt",
        "/etc/passwd",
        "c:/a.txt",
        "data\\a.txt",
        "a/b/c.txt",
        ".hidden",
        "a.txt\0.exe",
        "data//a.txt",
        "data/",
        "",
        "con aux",
        "ế.txt",
        "x" * 101,
    ],
)
def test_names_that_are_not_safe(name: str) -> None:
    assert refusal(archive.pack((stored("a.txt", b"x"), stored(name, b"x")))) == "bundle.unsafe_name"


def test_a_member_twice() -> None:
    assert refusal(archive.pack((stored("a.txt", b"x"), stored("a.txt", b"y")))) == "bundle.members"


def test_too_many_members() -> None:
    assert refusal(archive.pack([stored(f"a{n}.txt", b"") for n in range(limits.MEMBERS + 1)])) == "bundle.members"


def test_a_bomb_that_says_so() -> None:
    assert refusal(archive.pack((deflated("a.txt", bytes(2_000_000 + limits.MIB)),))) == "bundle.bomb"


def test_a_bomb_that_declares_more_than_we_take() -> None:
    huge = replace(stored("a.txt", b"x"), method=archive.DEFLATED, size=limits.UNPACKED_BYTES + 1)
    assert refusal(archive.pack((huge,))) == "bundle.bomb"


def test_a_bomb_that_lies_is_never_unpacked_further_than_it_declares() -> None:
    bomb = deflated("a.txt", bytes(50 * limits.MIB))
    assert refusal(archive.pack((replace(bomb, size=100),))) == "bundle.bomb"


@pytest.mark.parametrize(
    "changes",
    [
        {"crc": 1},
        {"size": 2},
        {"size": 6},
        {"method": 99},
        {"packed": b"\xff\xff\xff"},
        {"packed": b""},
        {"packed": zlib.compress(b"abc")},
    ],
)
def test_a_member_that_does_not_hold_what_it_declares(changes: dict[str, int | bytes]) -> None:
    good = deflated("a.txt", b"abc")
    wrong = Member(**{**{name: getattr(good, name) for name in good.__slots__}, **changes})
    assert refusal(archive.pack((wrong,))) in ("bundle.damaged", "bundle.bomb")


def test_bytes_behind_a_deflated_end() -> None:
    good = deflated("a.txt", b"abc")
    assert refusal(archive.pack((replace(good, packed=good.packed + b"x"),))) == "bundle.damaged"


GOOD = archive.pack((stored("a.txt", b"abc"), stored("b.txt", b"def")))
"""Stored, like the outer zip: the last byte of a deflated member has bits that say nothing."""


def test_each_changed_bit_is_seen() -> None:
    for at in range(len(GOOD) * 8):
        changed = bytearray(GOOD)
        changed[at // 8] ^= 1 << at % 8
        assert refusal(bytes(changed)).startswith("bundle.")


def test_each_shortened_file_is_seen() -> None:
    assert {refusal(GOOD[:length]) for length in range(len(GOOD))} == {"bundle.truncated"}


@pytest.mark.parametrize("more", [b"\0", b"PK\3\4", GOOD])
def test_bytes_after_the_end(more: bytes) -> None:
    assert refusal(GOOD + more) == "bundle.damaged"


def test_bytes_before_the_start() -> None:
    assert refusal(b"#!/bin/sh\n" + GOOD) == "bundle.wrong_type"


def test_a_file_comment_is_another_form() -> None:
    commented = GOOD[:-2] + struct.pack("<H", 2) + b"hi"
    assert refusal(commented) == "bundle.damaged"


@given(data=st.binary(max_size=400), start=st.booleans())
def test_any_bytes_are_refused_not_a_fault(data: bytes, start: bool) -> None:
    assert refusal(b"PK\3\4" * start + data).startswith("bundle.")
