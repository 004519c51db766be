"""What a decision says that it issues."""

from __future__ import annotations

import pytest

from nq57desk.domain.plan import Plan
from nq57desk.usecases.paper_decisions import what_is_issued


@pytest.mark.parametrize(
    ("kind", "title", "issued"),
    [
        ("KẾ HOẠCH", "Chuyển đổi số năm 2026", ("Kế hoạch", "chuyển đổi số năm 2026")),
        ("KẾ HOẠCH", "", ("Kế hoạch", "")),
        ("QUYẾT ĐỊNH", "Về việc ban hành Kế hoạch hoạt động năm 2026", ("Kế hoạch", "hoạt động năm 2026")),
        ("QUYẾT ĐỊNH", "V/v ban hành chương trình hành động", ("Chương trình", "hành động")),
        ("QUYẾT ĐỊNH", "Phê duyệt danh mục", ("Quyết định", "phê duyệt danh mục")),
    ],
)
def test_a_plan_with_its_own_decision_is_named_by_itself(kind: str, title: str, issued: tuple[str, str]) -> None:
    assert what_is_issued(Plan(id="a", year=2026, kind=kind, title=title)) == issued
