"""Rows of the plan page that are no tasks: the indicators of an appendix, and what was deleted."""

from __future__ import annotations

from nq57desk.gui import theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column
from nq57desk.usecases.deleted import DeletedTask
from nq57desk.usecases.indicators import IndicatorRow
from nq57desk.wording import _


def indicator_columns() -> tuple[Column[IndicatorRow], ...]:
    """The indicators of a plan: what is asked, what was reached."""
    return (
        Column(_("TT"), lambda row: row.number, 56),
        Column(_("Chỉ tiêu"), lambda row: f"    {row.name}" if row.parent_id else row.name, 0),
        Column(_("ĐVT"), lambda row: row.unit, 70),
        Column(_("Giao"), lambda row: row.target, 130),
        Column(_("Chủ trì"), lambda row: row.lead, 150),
        Column(_("Số liệu mới nhất"), _latest, 100, right=True),
        Column(_("Đánh giá"), _assessed, 150, mark=_assessment),
    )


def _latest(row: IndicatorRow) -> str:
    return "" if row.actual is None else words.number(round(row.actual, 2))


def _assessment(row: IndicatorRow) -> Mark:
    return words.ASSESSMENTS[str(row.assessment)]


def _assessed(row: IndicatorRow) -> str:
    return _(_assessment(row).words)


def deleted_columns() -> tuple[Column[DeletedTask], ...]:
    """The list "Đã xóa": what, when, by whom, and what comes back with it."""
    return (
        Column(_("TT"), lambda row: row.number, 56),
        Column(_("Nhiệm vụ đã xóa"), lambda row: row.name, 0),
        Column(_("Chủ trì"), lambda row: row.lead, 140),
        Column(_("Xóa lúc"), lambda row: words.moment(row.at), 130, second_mark=_by),
        Column(_("Khôi phục kèm theo"), _with_it, 170),
    )


def _by(row: DeletedTask) -> Mark | None:
    return Mark("", row.by, theme.Tint(theme.SECONDARY, "")) if row.by else None


def _with_it(row: DeletedTask) -> str:
    parts = []
    if row.sub_tasks:
        parts.append(_("{n} nhiệm vụ con").format(n=row.sub_tasks))
    if row.updates:
        parts.append(_("số liệu {n} kỳ").format(n=row.updates))
    return ", ".join(parts)
