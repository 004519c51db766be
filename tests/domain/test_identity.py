"""Which plan a paper is, and which indicators are shown twice."""

from __future__ import annotations

import pytest

from nq57desk.domain.identity import KnownPlan, PaperIdentity, same_indicators, same_plan
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Plan

NAMES = ("Đào tạo kỹ năng số", "Rà soát hạ tầng", "Báo cáo định kỳ")
ISSUED = Plan("k1", 2026, number="24", symbol="KH-UBND", issuing_body="Ủy ban nhân dân phường Sao Mai")
DRAFT = Plan("k2", 2026, symbol="KH-UBND", issuing_body="UBND phường Sao Mai")


@pytest.mark.parametrize(
    ("paper", "plan"),
    [
        (PaperIdentity(2026, "24", "KH-UBND", "", ()), "k1"),
        (PaperIdentity(2026, "024", "KH-UBND", "UBND phường Sao Mai", ("Việc khác",)), "k1"),
        (PaperIdentity(2025, "24", "KH-UBND", "", NAMES), None),
        (PaperIdentity(2026, "25", "KH-UBND", "", ("Việc khác",)), None),
        (PaperIdentity(2026, "24", "QĐ-UBND", "", ("Việc khác",)), None),
        (PaperIdentity(2026, "", "KH-UBND", "UBND phường Sao Mai", NAMES[:2]), "k2"),
        (PaperIdentity(2026, "", "", "", NAMES), "k2"),
        (PaperIdentity(2026, "31", "KH-UBND", "UBND phường Sao Mai", NAMES), "k2"),
        (PaperIdentity(2026, "", "KH-UBND", "UBND xã Bình Minh", NAMES), None),
        (PaperIdentity(2026, "", "QĐ-BCĐ", "UBND phường Sao Mai", NAMES), None),
        (PaperIdentity(2026, "", "KH-UBND", "", (NAMES[0], "Một", "Hai")), None),
        (PaperIdentity(2026, "", "KH-UBND", "", ()), None),
    ],
)
def test_same_plan(paper: PaperIdentity, plan: str | None) -> None:
    known = [KnownPlan(ISSUED, ("Việc của kế hoạch 24",)), KnownPlan(DRAFT, NAMES)]
    found = same_plan(known, paper)
    assert (found.id if found else None) == plan


def indicator(key: str, appendix: str, name: str, same_as: str = "") -> Indicator:
    return Indicator(key, "k1", appendix, name=name, same_as=same_as)


def test_an_indicator_shown_in_two_lists_is_suggested() -> None:
    share = "Tỷ lệ văn bản, hồ sơ công việc được xử lý toàn trình trên môi trường điện tử"
    rows = [
        indicator("a1", "A", share),
        indicator("a2", "A", "Tỷ lệ người dân hài lòng khi sử dụng dịch vụ công trực tuyến"),
        indicator("b1", "B", share.replace("Tỷ lệ", "Tỉ lệ")),
        indicator("b2", "B", "- Tỷ lệ cán bộ có chữ ký số cá nhân"),
        indicator("b3", "B", "Tỷ lệ người dân hài lòng khi sử dụng dịch vụ công trực tuyến", same_as="a2"),
    ]
    assert [(one.first.id, one.shown.id) for one in same_indicators(rows)] == [("a1", "b1")]


def test_rows_of_one_list_are_never_one_indicator() -> None:
    assert same_indicators([indicator("a1", "A", NAMES[0]), indicator("a2", "A", NAMES[0])]) == ()
