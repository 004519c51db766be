"""Which row of a returned form is which, and whose form it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.forms import (
    ROW_CODE,
    AskedRow,
    FormMark,
    RowKind,
    body_code,
    is_same_row,
    known_bodies,
    lead_of,
    likely_rows,
    read_mark,
    row_code,
)
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Task


def row(row_id: str, number: str, name: str) -> AskedRow:
    return AskedRow(RowKind.TASK, row_id, "p", number, name)


LAND = row("a", "10", "Làm sạch dữ liệu đất đai phục vụ kết nối với cơ sở dữ liệu quốc gia")
BOOKS = row("b", "11", "Số hóa sổ hộ tịch còn lại và đối chiếu với dữ liệu dân cư")
POINTS = row("c", "12", "Lắp đặt điểm truy cập Internet công cộng tại nhà văn hóa tổ dân phố")
ROWS = (LAND, BOOKS, POINTS)


@given(st.sampled_from(RowKind), st.text())
def test_a_row_code_is_short_and_reads_as_one(kind: RowKind, record_id: str) -> None:
    code = row_code(kind, record_id)
    assert ROW_CODE.fullmatch(code)
    assert code == row_code(kind, record_id)


def test_a_task_and_an_indicator_never_share_a_code() -> None:
    assert row_code(RowKind.TASK, "a")[3:] != row_code(RowKind.INDICATOR, "a")[3:]


def test_twenty_thousand_rows_have_codes_of_their_own() -> None:
    assert len({row_code(RowKind.TASK, f"{n:032x}") for n in range(20_000)}) == 20_000


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Phòng Văn hóa - Xã hội", "phòng văn hoá – xã hội", True),
        ("Công an phường", "CÔNG AN PHƯỜNG.", True),
        ("Đảng ủy xã Cẩm Giang", "Đảng ủy xã Cẩm Giàng", False),
    ],
)
def test_a_body_has_one_code_in_every_spelling(one: str, other: str, same: bool) -> None:
    assert (body_code(one) == body_code(other)) is same


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("Mã phiếu: 99902/2026-11/7K4F92QD (giữ nguyên dòng này)", FormMark("99902", "2026-11", "7K4F92QD")),
        ("  MÃ PHIẾU: 99902/2026-11/7K4F92QD", FormMark("99902", "2026-11", "7K4F92QD")),
        ("Số: 99902/2026-11/7K4F92QD", None),
        ("Mã phiếu: (mất)", None),
    ],
)
def test_the_mark_of_a_form(line: str, mark: FormMark | None) -> None:
    assert read_mark(line) == mark


def test_bodies_are_known_by_name_short_name_and_alias() -> None:
    known = known_bodies(
        [
            OrgUnit("1", "Phòng Văn hóa - Xã hội", "VHXH", ("Phòng VHXH",)),
            OrgUnit("2", "Công an phường", "CA"),
        ]
    )
    assert known.named("phòng vhxh; CA\n- Hội Phụ nữ") == ("Phòng Văn hóa - Xã hội", "Công an phường", "Hội Phụ nữ")
    assert known.named("VHXH; Phòng Văn hoá – Xã hội") == ("Phòng Văn hóa - Xã hội",)


def test_a_task_without_a_lead_has_its_parents() -> None:
    tasks = {
        "a": Task("a", "p", "x", lead="Công an phường"),
        "b": Task("b", "p", "x", parent_id="a"),
        "c": Task("c", "p", "x", parent_id="b", lead=" "),
        "d": Task("d", "p", "x", parent_id="d"),
    }
    assert [lead_of(task, tasks) for task in tasks.values()] == ["Công an phường"] * 3 + [""]


@pytest.mark.parametrize(
    ("name", "same"),
    [
        (LAND.name, True),
        (LAND.name.upper() + ".", True),
        ("", True),
        ("Làm sạch dữ liệu đất đai phục vụ kết nối cơ sở dữ liệu quốc gia về đất đai", True),
        (BOOKS.name, False),
        ("Một việc hoàn toàn khác", False),
    ],
)
def test_a_code_is_believed_only_beside_its_own_name(name: str, same: bool) -> None:
    assert is_same_row(LAND, name, ROWS) is same


@pytest.mark.parametrize(
    ("number", "name", "first"),
    [
        ("10", LAND.name, "a"),
        ("", "làm sach du lieu dat dai phuc vu ket noi voi CSDL quoc gia", "a"),
        ("", "Làm sạch dữ liệu đất đai", "a"),
        ("11.", "Số hóa sổ hộ tịch", "b"),
        ("12", "Lắp điểm Internet công cộng ở nhà văn hóa các tổ", "c"),
    ],
)
def test_a_lost_row_is_most_likely_the_one_alike(number: str, name: str, first: str) -> None:
    assert likely_rows(number, name, ROWS)[0].row.id == first


@pytest.mark.parametrize(("number", "name"), [("10", "Tổ chức hội thi văn nghệ"), ("", "Làm"), ("", "")])
def test_what_is_not_alike_is_no_row(number: str, name: str) -> None:
    assert likely_rows(number, name, ROWS) == ()
