"""Searching without marks, by the beginnings of words, best first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.store.finder import Finder
from nq57desk.store.store import Store
from tests.store.samples import APPENDIX, AT, PLAN, WARD, WHO, city, gone, merge, snapshot, ward, write


def task(position: int, name: str) -> Task:
    return Task(f"t{position}", "plan", "appendix", position=position, name=name)


ROWS = (
    replace(task(1, "Xây dựng kho dữ liệu đất đai"), lead="Phòng Kinh tế, Hạ tầng và Đô thị"),
    replace(task(2, "Nhiệm vụ thường xuyên về an toàn thông tin"), coordinating="Công an phường"),
    replace(task(3, "Đào tạo kỹ năng số"), product="Báo cáo kết quả; hòa giải"),
    replace(task(4, "Số hóa hồ sơ"), note="Theo văn bản 57-NQ/TW", number="2.1"),
    Indicator("i5", "plan", "appendix", position=5, name="Tỷ lệ hồ sơ số hóa"),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nhiem vu", ["t2"]),
        ("NHIỆM VỤ", ["t2"]),
        ("du lieu dat", ["t1"]),
        ("dat du lieu", ["t1"]),
        ("đất", ["t1"]),
        ("hạ tầng", ["t1"]),
        ("cong an", ["t2"]),
        ("ky nang so", ["t3"]),
        ("57-nq/tw", ["t4"]),
        ("2.1", ["t4"]),
        ("số hóa", ["t4", "i5", "t3"]),
        ("ho so", ["t4", "i5", "t3"]),
        ("hoa", ["t4", "i5", "t3"]),
        ("iem", []),
        ("nhiem xyz", []),
        ("", []),
        ("  ,; ", []),
        ("%", []),
        ('"', []),
    ],
)
def test_what_is_found(tmp_path: Path, typed: str, found: list[str]) -> None:
    with ward(tmp_path, PLAN, APPENDIX, *ROWS) as store:
        assert store.search(typed) == found


def test_marks_typed_put_the_exact_ones_first(tmp_path: Path) -> None:
    with ward(tmp_path, PLAN, APPENDIX, task(1, "Họp giao ban"), task(2, "Hợp tác"), task(3, "Hộp thư")) as store:
        assert store.search("hợp") == ["t2", "t1", "t3"]
        assert store.search("hop") == ["t1", "t2", "t3"]
        assert store.search("hop", limit=2) == ["t1", "t2"]


def test_what_is_searched_follows_each_change(tmp_path: Path) -> None:
    with ward(tmp_path, PLAN, APPENDIX, *ROWS) as store:

        def found(typed: str, of: Store = store) -> list[str]:
            return of.search(typed)

        write(store, replace(ROWS[0], name="Kho lưu trữ"))
        assert (found("kho luu"), found("du lieu")) == (["t1"], [])
        write(store, gone(ROWS[0]))
        assert found("kho luu") == []
        store.undo(who=WHO, at=AT)
        store.undo(who=WHO, at=AT)
        assert found("du lieu") == ["t1"]


TOLD = (
    ProgressUpdate("u1", "plan", "t1", "2026-09", State.IN_PROGRESS, result="Đã trình dự thảo, lấy ý kiến các phòng"),
    ProgressUpdate(
        "u2", "plan", "t1", "2026-10", State.PAUSED, product_document="88/QĐ-UBND", difficulty="Thiếu máy quét"
    ),
    ProgressUpdate("u3", "plan", "t4", "2026-09", State.IN_PROGRESS, proposal="Đề nghị bổ sung kinh phí"),
)
UNITS = (
    OrgUnit("b1", "Phòng Kinh tế, Hạ tầng và Đô thị", short_name="P.KT", aliases=("Phòng Kinh tế phường",)),
    OrgUnit("b2", "Công an phường", aliases=("CA phường", "lực lượng công an")),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("du thao", ["t1"]),
        ("dự thảo phòng", ["t1"]),
        ("88/qđ-ubnd", ["t1"]),
        ("qđ-ubnd", ["t1"]),
        ("máy quét", ["t1"]),
        ("kinh phi", ["t4"]),
        ("kho 88", ["t1"]),
        ("du thao may quet", []),
        ("dự thảo kinh phí", []),
    ],
)
def test_what_was_told_is_found_with_the_rows_own_words(tmp_path: Path, typed: str, found: list[str]) -> None:
    """All words stand in the row and one month's words; two months are not thrown together."""
    with ward(tmp_path, PLAN, APPENDIX, *ROWS, *TOLD) as store:
        assert store.search(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kthtđt", ["t1"]),
        ("KT-HT-ĐT", ["t1"]),
        ("pkt", ["t1"]),
        ("attt", ["t2"]),
        ("ca phuong", ["t2"]),
        ("luc luong", ["t2"]),
        ("kns", ["t3"]),
        ("ngh", []),
    ],
)
def test_short_names_find_what_is_spelled_out(tmp_path: Path, typed: str, found: list[str]) -> None:
    with ward(tmp_path, PLAN, APPENDIX, *UNITS, *ROWS) as store:
        assert store.search(typed) == found


def test_the_order_is_as_typed_whole_words_name_row_then_told(tmp_path: Path) -> None:
    rows = (
        task(1, "Việc một"),
        replace(task(2, "Việc hai"), product="Hộp thư góp ý"),
        task(3, "Hợp tác hộp"),
        task(4, "Họp hộp thư"),
        task(5, "Hoàn thiện hộpx"),
    )
    update = ProgressUpdate("u", "plan", "t1", "2026-09", State.IN_PROGRESS, result="Lập hộp thư")
    with ward(tmp_path, PLAN, APPENDIX, *rows, update) as store:
        assert store.search("hộp") == ["t3", "t4", "t5", "t2", "t1"]
        assert store.found("hộp").beyond == {"t1", "t2"}
        assert store.search("hộp") == store.search("hộp")


def test_the_older_place_of_the_tone_is_the_same_word(tmp_path: Path) -> None:
    with ward(tmp_path, PLAN, APPENDIX, task(1, "Hoá đơn"), task(2, "Hóa đơn"), task(3, "Hoa màu")) as store:
        assert store.search("hoá") == store.search("hóa") == ["t1", "t2", "t3"]


def test_each_key_narrows_as_a_search_anew_would(tmp_path: Path) -> None:
    with ward(tmp_path, PLAN, APPENDIX, *UNITS, *ROWS, *TOLD) as store:
        for typed in ("nhiem vu thuong", "KT-HT-ĐT", "cong an thong", "57-nq/tw"):
            for end in range(1, len(typed) + 1):
                assert store.found(typed[:end]) == Finder(store._db, WARD.code).found(typed[:end])


def test_only_the_words_of_one_search_are_kept(tmp_path: Path) -> None:
    with ward(tmp_path, PLAN, APPENDIX, *ROWS) as store:
        finder = store.finder()
        for typed in ("xay dung kho du lieu dat dai va nhieu tu khac", "so hoa", "ho so"):
            store.found(typed)
            assert 0 < len(finder._known) <= 6
        assert store.search("ho so") == ["t4", "i5", "t3"]


def test_what_was_told_follows_changes_undo_and_merges(tmp_path: Path) -> None:
    with ward(tmp_path, PLAN, APPENDIX, *ROWS, *TOLD) as store:
        assert store.search("du thao") == ["t1"]
        write(store, replace(TOLD[0], result="Đã ban hành"))
        assert (store.search("du thao"), store.search("da ban hanh")) == ([], ["t1"])
        store.undo(who=WHO, at=AT)
        assert (store.search("du thao"), store.search("da ban hanh")) == (["t1"], [])
        write(store, gone(TOLD[0]))
        assert store.search("du thao") == []
        store.undo(who=WHO, at=AT)
        write(store, replace(UNITS[1], aliases=("CAP",)))
        assert store.search("cap") == ["t2"]
    with city(tmp_path) as there:
        merge(there, snapshot(1, [PLAN, APPENDIX, *ROWS, *TOLD]))
        assert there.search("kho du lieu", office=WARD.code) == ["t1"]
        assert there.search("du thao", office=WARD.code) == []
        assert there.search("kho du lieu") == []


def test_another_process_is_seen(tmp_path: Path) -> None:
    with ward(tmp_path, PLAN, APPENDIX, *ROWS) as store:
        assert store.search("moi tinh") == []
        with Store.open(store.path) as other:
            write(other, task(9, "Mới tinh"))
        assert store.search("moi tinh") == ["t9"]
