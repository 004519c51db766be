"""The list of papers at the left of Văn bản: those of the period, of each plan, and those that were issued."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QFont, QStandardItem, QStandardItemModel

from nq57desk.domain.issued import IssuedPaper
from nq57desk.domain.papers import PaperKind
from nq57desk.gui import symbols, theme, words
from nq57desk.gui.models.plan_tree import appendix_words, plan_words
from nq57desk.gui.models.rows import Index, plain_tip
from nq57desk.usecases.paper_shelf import Choice, Late, Out, Shelf
from nq57desk.usecases.task_list import AppendixView, PlanView
from nq57desk.wording import _, mark

Chosen = Choice | IssuedPaper
_WHAT, _LINE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
PERIOD, REMINDERS, ISSUED = "period", "reminders", "issued"
_MOST_ISSUED = 200
NAMES = {
    PaperKind.PROGRESS_REPORT: mark("Báo cáo kết quả thực hiện"),
    PaperKind.TASK_PROGRESS: mark("Biểu tiến độ nhiệm vụ"),
    PaperKind.INDICATORS: mark("Biểu chỉ tiêu"),
    PaperKind.WARNING_LIST: mark("Danh sách cảnh báo"),
    PaperKind.ASSIGNMENTS: mark("Phân công theo đơn vị"),
    PaperKind.REMINDER: mark("Công văn đôn đốc"),
    PaperKind.CITY_REPORT: mark("Báo cáo tổng hợp"),
    PaperKind.CITY_MISSING: mark("Công văn đôn đốc các đơn vị"),
    PaperKind.PLAN: mark("Kế hoạch kèm phụ lục"),
    PaperKind.DECISION: mark("Quyết định ban hành"),
    PaperKind.APPENDIX: mark("Phụ lục của kế hoạch"),
    PaperKind.ADJUSTED_APPENDIX: mark("Phụ lục điều chỉnh, bổ sung"),
}
"""The papers as this page calls them."""
STATES = {
    Out.NOT_YET: ("not_started", mark("chưa in, chưa lưu")),
    Out.BEFORE: ("replaced", mark("đã in, đã lưu; sau đó số liệu đã đổi")),
    Out.DONE: ("done", mark("đã in hoặc đã lưu")),
    Out.ISSUED: ("received", mark("đã phát hành")),
}
"""Symbol and words for whether a paper has left."""


class PapersTree(QStandardItemModel):
    """One column of lines; a line that is a paper holds its Choice or IssuedPaper."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def show(self, shelf: Shelf) -> None:
        """Show what there is to print."""
        self.clear()
        code = shelf.period.code
        period = _heading(_("Kỳ {period}").format(period=words.period_words(code)), PERIOD)
        for kind in shelf.listed:
            period.appendRow(_paper(_(NAMES[kind]), Choice(kind, code), shelf))
        if shelf.late:
            period.appendRow(self._reminders(shelf))
        self.appendRow(period)
        for view in shelf.plans:
            self.appendRow(self._plan(view, shelf))
        if shelf.issued:
            issued = _heading(_("Đã phát hành ({n})").format(n=len(shelf.issued)), ISSUED)
            for paper in shelf.issued[:_MOST_ISSUED]:
                issued.appendRow(_issued(paper))
            self.appendRow(issued)

    def _reminders(self, shelf: Shelf) -> QStandardItem:
        code = shelf.period.code
        name = _("{name}: tất cả {n} cơ quan").format(name=_(NAMES[PaperKind.REMINDER]), n=len(shelf.late))
        every = _paper(name, Choice(PaperKind.REMINDER, code), shelf)
        every.setData(REMINDERS, _LINE)
        for one in shelf.late:
            every.appendRow(_paper(one.body, Choice(PaperKind.REMINDER, code, body=one.body), shelf, owed_words(one)))
        return every

    def _plan(self, view: PlanView, shelf: Shelf) -> QStandardItem:
        plan = _heading(plan_words(view.plan), view.plan.id)
        for kind in (PaperKind.PLAN, PaperKind.DECISION):
            plan.appendRow(_paper(_(NAMES[kind]), Choice(kind, plan_id=view.plan.id), shelf))
        for one in view.appendices:
            plan.appendRow(self._appendix(view, one, shelf))
        return plan

    def _appendix(self, view: PlanView, one: AppendixView, shelf: Shelf) -> QStandardItem:
        own = Choice(PaperKind.APPENDIX, plan_id=view.plan.id, appendix_id=one.appendix.id)
        changed = Choice(PaperKind.ADJUSTED_APPENDIX, plan_id=view.plan.id, appendix_id=one.appendix.id)
        appendix = _paper(appendix_words(one), own, shelf)
        appendix.setData(one.appendix.id, _LINE)
        appendix.appendRow(_paper(_("Điều chỉnh, bổ sung"), changed, shelf, _(NAMES[PaperKind.ADJUSTED_APPENDIX])))
        return appendix

    def index_of(self, what: Chosen | None) -> QModelIndex:
        """Where a paper stands; an invalid index where it does not."""
        return next((index for index in self._walk(QModelIndex()) if chosen_at(index) == what), QModelIndex())

    def holders(self) -> list[QModelIndex]:
        """The lines that hold others."""
        return [index for index in self._walk(QModelIndex()) if line_at(index)]

    def choices(self) -> list[Choice]:
        """The papers that can be made, in order."""
        found = (chosen_at(index) for index in self._walk(QModelIndex()))
        return [one for one in found if isinstance(one, Choice)]

    def _walk(self, above: QModelIndex) -> Iterator[QModelIndex]:
        for at in range(self.rowCount(above)):
            index = self.index(at, 0, above)
            yield index
            yield from self._walk(index)


def chosen_at(index: Index) -> Chosen | None:
    """The paper that a line stands for."""
    found = index.data(_WHAT) if index.isValid() else None
    return found if isinstance(found, Choice | IssuedPaper) else None


def line_at(index: Index) -> str:
    """What a line that holds others is known by, whatever its words and figures are now; "" of any other line."""
    found = index.data(_LINE)
    return found if isinstance(found, str) else ""


def owed_words(one: Late) -> str:
    """ "2 quá hạn, 3 chưa cập nhật": what a late body owes."""
    parts = [_("{n} quá hạn").format(n=one.late)] if one.late else []
    parts += [_("{n} chưa cập nhật").format(n=one.missing)] if one.missing else []
    return ", ".join(parts)


def number_words(paper: IssuedPaper) -> str:
    """ "15/BC-UBND": an issued paper's number and symbol."""
    return f"{paper.number}/{paper.symbol}" if paper.symbol else paper.number


def _heading(text: str, line: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setData(line, _LINE)
    font = QFont()
    font.setBold(True)
    item.setData(font, Qt.ItemDataRole.FontRole)
    item.setToolTip(plain_tip(text))
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return item


def _paper(text: str, choice: Choice, shelf: Shelf, more: str = "") -> QStandardItem:
    symbol, state = STATES[shelf.outs.get(choice, Out.NOT_YET)]
    item = QStandardItem(symbols.icon(symbol, _INK[symbol]), text)
    told = ", ".join(filter(None, (text, more, _(state))))
    item.setData(told, Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip(plain_tip(told))
    item.setEditable(False)
    item.setData(choice, _WHAT)
    return item


def _issued(paper: IssuedPaper) -> QStandardItem:
    text = f"{number_words(paper)} · {words.day(paper.issued_on)}"
    item = QStandardItem(symbols.icon("received", theme.RECEIVED.text), text)
    told = f"{text}, {paper.title}"
    item.setData(told, Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip(plain_tip(told))
    item.setEditable(False)
    item.setData(paper, _WHAT)
    return item


_INK = {
    "not_started": theme.SECONDARY,
    "replaced": theme.WARNING.text,
    "done": theme.GOOD.text,
    "received": theme.RECEIVED.text,
}
