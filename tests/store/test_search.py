"""Searching without marks, by the beginnings of words, best first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Task
from nq57desk.store.store import Store
from tests.store.samples import APPENDIX, AT, PLAN, WHO, gone, ward, write


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
