"""Before a month is closed: what must be put right, what should be seen, and the warning list, each line with its cell.

Enter on a line goes there. Below the mark of the 90 % rule the month can still be closed; the safe button is the
default (DESK M15, M16).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from nq57desk.domain.closing import ClosingReport, Finding
from nq57desk.domain.problems import Problem
from nq57desk.domain.update_rate import Lack, WarnedTask
from nq57desk.gui import symbols, theme, words
from nq57desk.gui.pages.page import said
from nq57desk.gui.widgets.keys import is_enter
from nq57desk.gui.widgets.lists import Wrapping
from nq57desk.gui.widgets.plain import Notice, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.sentences import sentence
from nq57desk.sentences.month import LABELS
from nq57desk.wording import _, mark

_WHERE = Qt.ItemDataRole.UserRole
_LACKS = {
    Lack.NOT_UPDATED: mark("chưa cập nhật"),
    Lack.UPDATED_LATE: mark("cập nhật muộn"),
    Lack.INCOMPLETE: mark("thiếu dữ liệu"),
}


class ClosingDialog(QDialog):
    """Three lists over one report."""

    go = Signal(object)
    """With the Finding, or the task's id of a warning line."""
    again = Signal()
    close_it = Signal()

    def __init__(self, parent: QWidget, report: ClosingReport) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Chốt kỳ {period}").format(period=words.period_words(report.period)))
        self.words = label("", wrap=True, selectable=True)
        self.notice = Notice()
        self.list = QTreeWidget()
        self.list.setAccessibleName(_("Những chỗ cần xem trước khi chốt"))
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(True)
        self.list.setWordWrap(True)
        self.list.setUniformRowHeights(False)
        self.list.setItemDelegate(Wrapping(self.list))
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.installEventFilter(self)
        self.list.itemDoubleClicked.connect(lambda item, _column: self._open(item))
        self.back = push(_("Quay lại cập nhật"), main=True)
        self.check = push(_("Kiểm tra lại"))
        self.close_button = push(_("Chốt kỳ"))
        self.back.clicked.connect(self.reject)
        self.check.clicked.connect(self.again)
        self.close_button.clicked.connect(self.close_it)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(10)
        outer.addWidget(self.words)
        outer.addWidget(self.notice)
        outer.addWidget(self.list, 1)
        outer.addWidget(label(_("Enter trên một dòng để tới đúng ô; dấu chọn chỉ để tự nhớ chỗ đã xem."), "quiet"))
        outer.addLayout(row(None, self.check, self.close_button, self.back))
        resize_to(self, 860, 500)
        self.show_report(report)
        self.list.setFocus()

    def show_report(self, report: ClosingReport) -> None:
        """Show the lists of a new look."""
        self.notice.hide()
        self.list.clear()
        self.words.setText(_words(report))
        self.close_button.setEnabled(report.can_close)
        self._group(_("Phải sửa"), "error", [self._finding(one) for one in report.must_fix])
        see = [self._finding(one) for one in report.should_see]
        for item in see:
            item.setCheckState(0, Qt.CheckState.Unchecked)
        self._group(_("Nên xem"), "warning", see)
        self._group(_("Danh sách cảnh báo"), "not_updated", [_warned(one) for one in report.warning_list])
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first.child(0) or first)

    def showEvent(self, event: QShowEvent) -> None:
        """Long lines wrap once the columns have their widths."""
        super().showEvent(event)
        self.list.scheduleDelayedItemsLayout()

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        """It could not be closed."""
        self.notice.say(said(problems))

    def _group(self, title: str, symbol: str, items: list[QTreeWidgetItem]) -> None:
        if not items:
            return
        head = QTreeWidgetItem([f"{title} ({len(items)})", ""])
        head.setIcon(0, symbols.icon(symbol, theme.WARNING.text if symbol == "warning" else theme.MISSING.text))
        font = self.list.font()
        font.setBold(True)
        head.setFont(0, font)
        self.list.addTopLevelItem(head)
        head.addChildren(items)
        head.setExpanded(True)

    def _finding(self, finding: Finding) -> QTreeWidgetItem:
        item = QTreeWidgetItem([sentence(finding.problem), _field_words(finding.field)])
        item.setData(0, _WHERE, finding)
        item.setToolTip(0, "")
        return item

    def _open(self, item: QTreeWidgetItem | None) -> None:
        where = item.data(0, _WHERE) if item is not None else None
        if where is not None:
            self.go.emit(where)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a line goes to its cell and never presses a button."""
        if watched is self.list and is_enter(event):
            self._open(self.list.currentItem())
            return True
        return super().eventFilter(watched, event)


def _field_words(field: str) -> str:
    return _(LABELS[field]) if field in LABELS else ""


def _warned(one: WarnedTask) -> QTreeWidgetItem:
    parts = [_(_LACKS[one.lack])]
    if one.missing:
        parts.append(", ".join(_field_words(name) or name for name in one.missing))
    if one.periods > 1:
        parts.append(_("{n} kỳ liên tiếp").format(n=one.periods))
    who = " · ".join(part for part in (one.lead, one.supervisor) if part)
    name = words.numbered(one.task.number, one.task.name)
    item = QTreeWidgetItem([f"{name}\n{who}" if who else name, " · ".join(parts)])
    item.setData(0, _WHERE, one.task.id)
    return item


def _words(report: ClosingReport) -> str:
    if report.must_fix:
        return _(
            "Chưa chốt được kỳ: còn {n} chỗ phải sửa. Số liệu đã điền đều đã lưu. "
            "Enter từng dòng để tới đúng ô, sửa xong bấm [Kiểm tra lại]."
        ).format(n=len(report.must_fix))
    rate = report.rate
    if not rate.of:
        return _("Kỳ này không có nhiệm vụ nào phải cập nhật. Sau khi chốt, số liệu kỳ này chỉ xem.")
    if rate.reached:
        return _(
            "Tỷ lệ cập nhật {percent} ({n}/{of}), đạt mức {threshold}%. Sau khi chốt, số liệu kỳ này chỉ xem; "
            "muốn sửa thì mở lại kỳ và ghi lý do."
        ).format(percent=rate.percent, n=rate.updated, of=rate.of, threshold=rate.threshold)
    return _(
        "Tỷ lệ cập nhật {percent} ({n}/{of}), dưới mức {threshold}%. Vẫn chốt được; {missing} nhiệm vụ vào danh sách "
        "cảnh báo và báo cáo. Sau khi chốt, số liệu kỳ này chỉ xem."
    ).format(percent=rate.percent, n=rate.updated, of=rate.of, threshold=rate.threshold, missing=len(rate.warning_list))
