"""A list of changed rows, old against new: what an office's last merge changed, what a bundle would change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from nq57desk.gui import theme, words
from nq57desk.gui.models import conflict_words
from nq57desk.gui.models.rows import RowsModel
from nq57desk.gui.widgets.plain import Table, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.usecases.row_changes import Changes, OfficeChanges, RowChange
from nq57desk.wording import _


class ChangesDialog(QDialog):
    """The heading, the rows, and a button that closes; ``doing`` is a verb beside it that accepts."""

    def __init__(
        self, parent: QWidget, title: str, heading: str, changes: Changes, *, note: str = "", doing: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.model: RowsModel[RowChange] = RowsModel(conflict_words.change_columns(), self)
        self.model.show(changes.rows)
        self.table = Table(title)
        self.table.setModel(self.model)
        self.table.verticalHeader().setDefaultSectionSize(theme.COMPACT_ROW_HEIGHT)
        self.table.use_widths(self.model.columns, least=260)
        self.close_button = push(_("Hủy bỏ") if doing else _("Đóng"), main=not doing)
        self.close_button.clicked.connect(self.reject)
        self.do_button = push(doing, main=True)
        self.do_button.setVisible(bool(doing))
        self.do_button.clicked.connect(self.accept)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        outer.addWidget(label(heading, "heading", wrap=True))
        if note:
            outer.addWidget(label(note, "quiet", wrap=True))
        outer.addWidget(self.table, 1)
        more = changes.total - len(changes.rows)
        text = _("… và {n} dòng nữa").format(n=more) if more else _("{n} dòng").format(n=changes.total)
        outer.addLayout(row(label(text, "quiet"), None, self.close_button, self.do_button))
        resize_to(self, 1120, 560)
        if changes.rows:
            self.table.selectRow(0)
        self.table.setFocus()


def last_merge(parent: QWidget, name: str, found: OfficeChanges) -> ChangesDialog:
    """What the newest merge of an office changed."""
    bundle = found.bundle
    what = (
        _("gói kỳ {period}, lần {n}").format(period=words.period_words(bundle.period), n=bundle.sequence)
        if bundle is not None
        else _("gói không còn trong danh sách")
    )
    heading = _("{name}: lần gộp cuối {at}, {what}").format(name=name, at=words.moment(found.entry.at), what=what)
    note = _("Giá trị trước lần gộp → giá trị đang dùng.")
    return ChangesDialog(parent, _("Lần gộp cuối đã đổi gì"), heading, found.changes, note=note)
