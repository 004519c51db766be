"""Which row is which, without ids: pairs, doubts and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.matching import Matching, MatchRow, match_rows

LONG = "Tổ chức tập huấn kỹ năng số cơ bản cho cán bộ, công chức và người dân trên địa bàn phường Sao Mai"


def row(key: str, name: str, number: str = "", section: str = "") -> MatchRow:
    return MatchRow(key, name, number, section)


def pairs(matching: Matching) -> set[tuple[str, str]]:
    return {(existing, proposed) for proposed, existing in matching.pairs.items()}


@pytest.mark.parametrize(
    ("known", "read"),
    [
        (row("e", LONG, "1", "I"), row("p", LONG, "1.", "I.")),
        (row("e", LONG, "1", "I"), row("p", LONG, "5", "III")),
        (row("e", LONG, "1"), row("p", LONG.upper(), "1")),
        (row("e", "Hoà mạng – số hoá", "1"), row("p", "- Hòa mạng - số hóa.", "1")),
        (row("e", LONG, "1"), row("p", LONG.replace("phường Sao Mai", "phường"), "1")),
        (row("e", LONG, "1"), row("p", LONG.replace("kỹ năng", "kỹ nằng"), "9")),
    ],
)
def test_the_same_row(known: MatchRow, read: MatchRow) -> None:
    found = match_rows([known], [read])
    assert pairs(found) == {("e", "p")}
    assert (found.new, found.missing, found.doubtful) == ((), (), ())


@pytest.mark.parametrize(
    ("known", "read"),
    [
        (row("e", "Báo cáo tháng", "1", "I"), row("p", "Đào tạo cán bộ", "1", "I")),
        (row("e", "", "1", "I"), row("p", "Đào tạo cán bộ", "1", "I")),
        (row("e", LONG, "1", "I"), row("p", "Rà soát hạ tầng số của phường", "2", "I")),
    ],
)
def test_different_rows(known: MatchRow, read: MatchRow) -> None:
    found = match_rows([known], [read])
    assert (found.pairs, found.new, found.missing, found.doubtful) == ({}, ("p",), ("e",), ())


@pytest.mark.parametrize("number", ["1", "8"])
def test_what_is_only_alike_waits_for_a_person(number: str) -> None:
    edited = LONG.replace("kỹ năng số cơ bản", "an toàn thông tin, chữ ký số")
    known, read = [row("e", LONG, "1")], [row("p", edited, number)]
    found = match_rows(known, read)
    assert (found.pairs, found.new, found.missing) == ({}, ("p",), ("e",))
    (doubt,) = found.doubtful
    assert (doubt.existing.name, doubt.proposed.name) == (LONG, edited)
    assert 75 <= doubt.likeness < 90
    assert pairs(match_rows(known, read, {"p": "e"})) == {("e", "p")}


def test_nearly_alike_names_elsewhere_are_not_paired_silently() -> None:
    found = match_rows([row("e", LONG + " quý I", "1")], [row("p", LONG + " quý II", "4")])
    assert not found.pairs
    assert len(found.doubtful) == 1


def test_confirming_what_is_not_there_or_twice_changes_nothing() -> None:
    known, read = [row("e", LONG, "1")], [row("p", "Việc khác", "1"), row("q", "Việc nữa", "2")]
    found = match_rows(known, read, {"p": "e", "q": "e", "x": "e", "q2": "y"})
    assert pairs(found) == {("e", "p")}


def test_rows_of_one_name_pair_by_section_then_number_then_order() -> None:
    known = [row("e1", "Báo cáo", "1", "I"), row("e2", "Báo cáo", "1", "II"), row("e3", "Báo cáo", "2", "II")]
    read = [row("p3", "Báo cáo", "2", "II"), row("p2", "Báo cáo", "1", "II"), row("p1", "Báo cáo", "1", "I")]
    assert pairs(match_rows(known, read)) == {("e1", "p1"), ("e2", "p2"), ("e3", "p3")}
    same = [row("e1", "Báo cáo"), row("e2", "Báo cáo")]
    assert pairs(match_rows(same, [row("p1", "Báo cáo"), row("p2", "Báo cáo")])) == {("e1", "p1"), ("e2", "p2")}


def test_marks_tell_two_names_apart_where_both_stand() -> None:
    known = [row("e1", "Phối hợp với xã Cẩm Giang", "1"), row("e2", "Phối hợp với xã Cẩm Giàng", "2")]
    read = [row("p2", "Phối hợp với xã Cẩm Giàng", "1"), row("p1", "Phối hợp với xã Cẩm Giang", "2")]
    assert pairs(match_rows(known, read)) == {("e1", "p1"), ("e2", "p2")}


def test_a_row_put_in_front_shifts_numbers_but_no_identity() -> None:
    names = [f"{LONG}, đợt {word}" for word in ("một", "hai", "ba", "bốn")]
    known = [row(f"e{at}", name, str(at + 1), "I") for at, name in enumerate(names)]
    read = [row("new", "Việc mới chen vào đầu danh mục", "1", "I")]
    read += [row(f"p{at}", name, str(at + 2), "I") for at, name in enumerate(names)]
    found = match_rows(known, read)
    assert pairs(found) == {(f"e{at}", f"p{at}") for at in range(4)}
    assert found.new == ("new",)


names = st.sampled_from([LONG, LONG + " quý I", LONG + " quý II", "Báo cáo", "Báo cáo", "", "-", "Đào tạo", "Dao tao"])
match_lists = st.lists(st.tuples(names, st.sampled_from(["", "1", "2"]), st.sampled_from(["", "I"])), max_size=12)


@given(match_lists, match_lists)
def test_every_row_is_paired_once_or_left(known: list[tuple[str, str, str]], read: list[tuple[str, str, str]]) -> None:
    ours = [MatchRow(f"e{at}", *one) for at, one in enumerate(known)]
    theirs = [MatchRow(f"p{at}", *one) for at, one in enumerate(read)]
    found = match_rows(ours, theirs)
    assert len(set(found.pairs.values())) == len(found.pairs)
    assert {*found.pairs, *found.new} == {one.key for one in theirs}
    assert {*found.pairs.values(), *found.missing} == {one.key for one in ours}
    assert {doubt.proposed.key for doubt in found.doubtful} <= set(found.new)
    assert {doubt.existing.key for doubt in found.doubtful} <= set(found.missing)


@given(match_lists)
def test_the_same_list_again_is_the_same(known: list[tuple[str, str, str]]) -> None:
    ours = [MatchRow(f"e{at}", *one) for at, one in enumerate(known)]
    again = [MatchRow(f"p{at}", *one) for at, one in enumerate(known)]
    assert pairs(match_rows(ours, again)) == {(f"e{at}", f"p{at}") for at in range(len(known))}
