"""An assignment as a file: read back as written, believed only whole and from the city, every hostile form refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from nq57desk.bundle import assignments, envelope, limits, receipts, signing
from nq57desk.bundle.signed_form import SignedForm
from nq57desk.domain.assignments import (
    AssignedIndicator,
    AssignedTask,
    Assignment,
    DirectionNote,
    Link,
    Withdrawn,
)
from nq57desk.domain.problems import Severity, problem
from nq57desk.errors import Refused
from nq57desk.sentences import catalogue, sentence

SAID = Assignment(
    city="31",
    city_name="Ủy ban nhân dân thành phố Biển Xanh",
    city_key="7K4F-92QD-0M3X-V5TB",
    office="90001",
    office_name="Ủy ban nhân dân phường Sao Mai",
    year=2026,
    number=3,
    made_at="2026-11-20T08:00:00+07:00",
    program="0.5.0",
    tasks=(
        AssignedTask("t1", "1", "Số hóa\nhồ sơ “đất đai”", "Quý IV/2026", "Báo cáo", "Các xã", "12-CTr/TU", "Gấp"),
        AssignedTask("t2", name="<b>Tập huấn</b> %s {x}"),
    ),
    indicators=(AssignedIndicator("g1", "1", "Tỷ lệ chữ ký số", "%", "100%", "31/12/2026", "12-CTr/TU", ""),),
    notes=(
        DirectionNote("n1", "", "", "Báo cáo trước ngày 30.", "CV 12", date(2026, 11, 5), "Trần Thị Bình"),
        DirectionNote("n2", "task", "t1", "Làm ngay.", "", date(2026, 11, 6), "Trần Thị Bình"),
    ),
    links=(Link("task", "w-1", "t1"),),
    withdrawn=(Withdrawn("task", "t9", "Trùng"), Withdrawn("note", "n9", "Nhầm")),
)


def refusal(do: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        do()
    first = refused.value.problems[0]
    assert sentence(first)
    return first.code


def signed(keys: signing.Keys, data: bytes, said: Assignment = SAID) -> bytes:
    """Any contents in a proper envelope, as a hostile city could sign it."""
    words = envelope.comment("assignment", city=said.city, office=said.office, year=said.year, number=said.number)
    return envelope.close(assignments.FORM.member, data, keys, words)


def taken(keys: signing.Keys, file: bytes) -> Assignment:
    return assignments.read(assignments.opened(file), keys.public.sign_key)


def changed(**fields: Any) -> bytes:
    return json.dumps({**json.loads(assignments.encode(SAID)), **fields}, ensure_ascii=False).encode()


def test_it_is_read_as_it_was_written(keys: signing.Keys) -> None:
    file = assignments.write(SAID, keys)
    assert taken(keys, file) == SAID
    assert assignments.write(SAID, keys) == file
    assert assignments.file_name(SAID) == "90001_2026_giao_3.nq57assign"
    assert [(kind, row.id) for kind, row in SAID.rows] == [("task", "t1"), ("task", "t2"), ("indicator", "g1")]


def test_what_a_later_program_adds_is_passed_over(keys: signing.Keys) -> None:
    row = {**json.loads(assignments.encode(SAID))["tasks"][0], "mood": "vui"}
    found = taken(keys, signed(keys, changed(later=[1], tasks=[row])))
    assert found.tasks == SAID.tasks[:1]


def test_every_changed_byte_is_seen(keys: signing.Keys) -> None:
    data = assignments.write(SAID, keys)
    found = {
        refusal(partial(taken, keys, data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]))
        for at in range(0, len(data), 11)
    }
    assert all(code.startswith("assignment.") for code in found), found


def test_every_cut_is_seen(keys: signing.Keys) -> None:
    data = assignments.write(SAID, keys)
    for at in range(0, len(data), 97):
        code = refusal(partial(taken, keys, data[:at]))
        assert code in ("assignment.truncated", "assignment.damaged", "assignment.wrong_type")


def test_another_signer_and_another_kind_of_file(keys: signing.Keys, other_keys: signing.Keys) -> None:
    forged = assignments.write(SAID, other_keys)
    assert refusal(lambda: taken(keys, forged)) == "assignment.wrong_signer"
    card = envelope.close("receipt.json", b"{}", keys, envelope.comment("receipt", city="31"))
    assert refusal(lambda: taken(keys, card)) == "assignment.other_file"
    assert refusal(lambda: taken(keys, b"%PDF-1.7")) == "assignment.wrong_type"
    assert refusal(lambda: taken(keys, b"PK")) == "assignment.truncated"


@pytest.mark.parametrize("field", ["city", "office", "year", "number"])
def test_the_signed_comment_says_whose_it_is(keys: signing.Keys, field: str) -> None:
    words: dict[str, Any] = {field: 7 if field in ("year", "number") else "77"}
    other = replace(SAID, **words)
    assert refusal(lambda: taken(keys, signed(keys, assignments.encode(SAID), other))) == "assignment.claims"


ROW = {"id": "t1", "name": "Tên", **dict.fromkeys(("number", "deadline", "product", "lead"), "")}
ROW |= {"source_document": "", "note": ""}
NOTE = {"id": "n", "about_kind": "", "about_id": "", "text": "x", "document": "", "given_by": "a"}
NOTE |= {"given_on": "2026-11-05"}
HOSTILE: tuple[tuple[str, Any], ...] = (
    ("kind", "receipt"),
    ("number", 0),
    ("number", True),
    ("number", "3"),
    ("year", 99999),
    ("sample", 0),
    ("made_at", "x" * 41),
    ("office", {"code": "../90001", "name": "x"}),
    ("tasks", {}),
    ("tasks", [ROW, ROW]),
    ("tasks", [{**ROW, "name": " "}]),
    ("tasks", [{**ROW, "name": None}]),
    ("tasks", [{**ROW, "id": ""}]),
    ("tasks", [{**ROW, "id": "a b"}]),
    ("tasks", [{**ROW, "id": "a\nb"}]),
    ("tasks", [{**ROW, "id": "t9"}]),
    ("tasks", [{**ROW, "name": "x" * 100_001}]),
    ("tasks", [ROW] * (limits.ASSIGNMENT_ROWS + 1)),
    ("tasks", [[]]),
    ("notes", [NOTE, NOTE]),
    ("notes", [{**NOTE, "about_kind": "plan", "about_id": "p"}]),
    ("notes", [{**NOTE, "about_kind": "task"}]),
    ("notes", [{**NOTE, "given_on": "2026-02-30"}]),
    ("links", [{"kind": "plan", "record_id": "a", "reference_id": "b"}]),
    ("links", [{"kind": "task", "record_id": "a", "reference_id": r} for r in ("t1", "t2")]),
    ("withdrawn", [{"kind": "plan", "id": "a", "reason": ""}]),
    ("withdrawn", [{"kind": "task", "id": "t1", "reason": ""}]),
    ("withdrawn", [{"kind": "task", "id": "a", "reason": "x" * 2001}]),
    ("tasks", [{**ROW, "name": "e\u0301"}]),
    ("links", [[[[[[[[[[]]]]]]]]]]),
)


@pytest.mark.parametrize(("field", "value"), HOSTILE)
def test_hostile_contents(keys: signing.Keys, field: str, value: Any) -> None:
    assert refusal(lambda: taken(keys, signed(keys, changed(**{field: value})))) == "assignment.contents"


def test_a_newer_form_and_no_json(keys: signing.Keys) -> None:
    assert refusal(lambda: taken(keys, signed(keys, changed(min_reader=2)))) == "assignment.newer_format"
    assert refusal(lambda: taken(keys, signed(keys, b"\xff{}"))) == "assignment.contents"
    assert refusal(lambda: taken(keys, signed(keys, b"[]"))) == "assignment.contents"


def test_more_than_a_file_holds_is_neither_written_nor_read(keys: signing.Keys) -> None:
    long = replace(SAID, notes=(), tasks=tuple(AssignedTask(f"t{n}", name="x" * 99_000) for n in range(180)))
    assert refusal(lambda: assignments.write(long, keys)) == "assignment.too_much"
    many = replace(SAID, links=tuple(Link("task", str(n), "t1") for n in range(limits.ASSIGNMENT_ROWS + 1)))
    assert refusal(lambda: assignments.write(many, keys)) == "assignment.too_much"
    assert refusal(lambda: assignments.opened(b"PK" * limits.ASSIGNMENT_BYTES)) == "assignment.too_large"


@pytest.mark.parametrize("form", [assignments.FORM, receipts.FORM], ids=lambda form: form.what)
def test_each_refusal_of_a_letter_has_its_sentence(form: SignedForm) -> None:
    faults = [
        "too_large",
        "truncated",
        "wrong_type",
        "other_file",
        "changed",
        "wrong_signer",
        "unreadable",
        "surely_new",
    ]
    said = form.said(Refused(*(problem(f"bundle.{fault}", Severity.ERROR) for fault in (*faults, "deep_json"))))
    codes = {one.code for one in said.problems} | {f"{form.what}.{code}" for code in ("claims", "newer_format")}
    assert f"{form.what}.damaged" in codes
    assert form.contents_code in codes
    assert codes <= catalogue().keys()
