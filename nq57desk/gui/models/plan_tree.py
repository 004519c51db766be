"""The tree of plans, appendices and sections: each line holds the record it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from nq57desk.domain.plan import Appendix, AppendixKind, Plan, Section
from nq57desk.gui import symbols, words
from nq57desk.gui.models.rows import Index, plain_tip
from nq57desk.usecases.task_list import AppendixView, PlanView
from nq57desk.wording import _

RECORD = Qt.ItemDataRole.UserRole + 1
APPENDIX = Qt.ItemDataRole.UserRole + 2
DELETED = "deleted"
"""Stands in RECORD on the line "Đã xóa"."""
ASSIGNED = "assigned"
"""Stands in RECORD on the line "Được giao từ thành phố"."""
_SHORT = {"kế hoạch": "KH", "quyết định": "QĐ", "chương trình": "CTr", "nghị quyết": "NQ"}


def plan_words(plan: Plan) -> str:
    """ "KH 24/KH-UBND (28/01/2026)": what people call a plan by."""
    name = f"{plan.number or '…'}/{plan.symbol}" if plan.symbol else plan.number
    when = words.day(plan.issued_on) if plan.issued_on else str(plan.year)
    kind = _SHORT.get(plan.kind.casefold(), plan.kind)
    return f"{kind} {name} ({when})" if name else f"{plan.kind} {when}"


def appendix_words(view: AppendixView) -> str:
    """ "Phụ lục I – 38 nhiệm vụ"."""
    label = view.appendix.label or _("Phụ lục")
    if view.appendix.kind is AppendixKind.INDICATORS:
        return _("{label} – {n} chỉ tiêu").format(label=label, n=view.indicators)
    if view.appendix.kind is AppendixKind.INDICATOR_PLAN:
        return _("{label} – {n} chỉ tiêu").format(label=label, n=view.indicators or view.tasks)
    return _("{label} – {n} nhiệm vụ").format(label=label, n=view.tasks)


class PlanTree(QStandardItemModel):
    """One column of lines; RECORD holds what a line stands for, APPENDIX the appendix it lies in."""

    def show(
        self,
        plans: Iterable[PlanView],
        deleted: int = 0,
        counts: Mapping[str, int] | None = None,
        assigned: int = 0,
    ) -> None:
        """Show these plans; below them, where there are any, what the city assigned and what was deleted.

        ``counts`` are tasks by the id of their section.
        """
        self.clear()
        for view in plans:
            plan = _line(plan_words(view.plan), "plan", view.plan)
            for below in view.appendices:
                plan.appendRow(_appendix_lines(below, counts or {}))
            self.appendRow(plan)
        if assigned:
            self.appendRow(_line(_("Được giao từ thành phố ({n})").format(n=assigned), "city", ASSIGNED))
        if deleted:
            self.appendRow(_line(_("Đã xóa ({n})").format(n=deleted), "not_met", DELETED))

    def index_of(self, record_id: str) -> QModelIndex:
        """Where the record with this id stands; an invalid index where it does not."""
        return next((index for index in self._walk(QModelIndex()) if _id(index) == record_id), QModelIndex())

    def index_of_special(self, name: str) -> QModelIndex:
        """Where the line of a special list stands; an invalid index where there is none."""
        lines = (self.index(at, 0) for at in range(self.rowCount()))
        return next((index for index in lines if special_at(index) == name), QModelIndex())

    def _walk(self, above: QModelIndex) -> Iterator[QModelIndex]:
        for at in range(self.rowCount(above)):
            index = self.index(at, 0, above)
            yield index
            yield from self._walk(index)


def record_at(index: Index) -> Plan | Appendix | Section | None:
    """The plan, appendix or section that a line stands for."""
    found = index.data(RECORD) if index.isValid() else None
    return found if isinstance(found, Plan | Appendix | Section) else None


def appendix_at(index: Index) -> Appendix | None:
    """The appendix that a line is or lies in."""
    found = index.data(APPENDIX) if index.isValid() else None
    return found if isinstance(found, Appendix) else None


def special_at(index: Index) -> str:
    """DELETED or ASSIGNED where a line is one of these lists, else ""."""
    found = index.data(RECORD) if index.isValid() else None
    return found if isinstance(found, str) else ""


def is_deleted(index: Index) -> bool:
    """Whether a line is the list of what was deleted."""
    return special_at(index) == DELETED


def _id(index: QModelIndex) -> str:
    record = record_at(index)
    return "" if record is None else record.id


def _appendix_lines(view: AppendixView, counts: Mapping[str, int]) -> QStandardItem:
    appendix = _line(appendix_words(view), "tasks", view.appendix, view.appendix)
    for section in view.sections:
        title = ". ".join(part for part in (section.number, section.title) if part)
        many = _("{title} – {n}").format(title=title, n=counts[section.id]) if counts.get(section.id) else title
        appendix.appendRow(_line(many.replace("\n", " "), "", section, view.appendix))
    return appendix


def _line(
    words: str, symbol: str, record: Plan | Appendix | Section | str, appendix: Appendix | None = None
) -> QStandardItem:
    item = QStandardItem(words)
    item.setToolTip(plain_tip(words))
    item.setEditable(False)
    item.setData(record, RECORD)
    item.setData(appendix, APPENDIX)
    if symbol:
        item.setIcon(symbols.icon(symbol))
    return item
