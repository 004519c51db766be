"""A city's own programme of a few rows, as its reference list, and a ward that both know each other."""

from __future__ import annotations

from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Appendix, AppendixKind, Plan, Task
from nq57desk.domain.records import Record

TASKS = (
    Task("c-t1", "c1", "ca", position=1, number="1", name="Số hóa hồ sơ đất đai", deadline="Quý IV/2026"),
    Task("c-t2", "c1", "ca", position=2, number="2", name="Tập huấn kỹ năng số", source_document="12-CTr/TU"),
    Task("c-t3", "c1", "ca", position=3, number="3", name="Ban hành danh mục dữ liệu mở", product="Danh mục"),
)
GOALS = (
    Indicator("c-g1", "c1", "cb", position=1, number="1", name="Tỷ lệ hồ sơ trực tuyến", target="≥ 80%", unit="%"),
    Indicator("c-g2", "c1", "cb", position=2, number="2", name="Tỷ lệ chữ ký số", target="100%", unit="%"),
)
PROGRAMME: tuple[Record, ...] = (
    Plan("c1", 2026, number="02", symbol="KH-UBND"),
    Appendix("ca", "c1", 1, "Phụ lục I"),
    Appendix("cb", "c1", 2, "Phụ lục II", kind=AppendixKind.INDICATORS),
    *TASKS,
    *GOALS,
)
