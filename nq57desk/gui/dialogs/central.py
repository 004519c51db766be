"""For the central system: copy a row or a section, tick what was typed in there with its day, see what is unticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from nq57desk.domain.problems import Problem
from nq57desk.gui import clipboard, theme, words
from nq57desk.gui.dialogs.typed import Typed
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.composing import ComposingLine
from nq57desk.gui.widgets.plain import Choice, Notice, Table, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.sentences import sentence
from nq57desk.usecases.central import Copied, Unticked, UntickedRow
from nq57desk.usecases.task_list import TaskRow
from nq57desk.wording import _, mark

WHY = {
    Unticked.NEVER: Mark("not_updated", mark("chưa cập nhật"), theme.WARNING),
    Unticked.CHANGED_SINCE: Mark("replaced", mark("đã sửa sau ngày cập nhật"), theme.LATE),
}


def _why_words(it: UntickedRow) -> str:
    return _(WHY[it.why].words)


def columns() -> tuple[Column[UntickedRow], ...]:
    """The list of what is still to be typed in."""
    return (
        Column(_("TT"), lambda it: it.number, 52),
        Column(_("Nhiệm vụ"), lambda it: it.name, 0),
        Column(_("Chủ trì"), lambda it: it.lead, 140),
        Column(_("Vì sao"), _why_words, 190, mark=lambda it: WHY[it.why]),
    )


def put_on_clipboard(copied: Copied) -> None:
    """Plain text and HTML of the same words."""
    clipboard.put(copied.text, copied.html)


class CentralDialog(QDialog):
    """One month's rows that are not in the central system yet; the plan page's row can be copied from here too."""

    def __init__(
        self, parent: QWidget, session: Session, periods: Sequence[str], period: str, here: TaskRow | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Hệ thống Trung ương"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._here = session, here
        self.model: RowsModel[UntickedRow] = RowsModel(columns(), self)
        self.table = Table(_("Nhiệm vụ chưa cập nhật lên hệ thống Trung ương"))
        self.notice = Notice()
        self.count = label(tone="heading", wrap=True)
        self.period = Choice()
        self.period.setAccessibleName(_("Kỳ báo cáo"))
        for code in periods:
            self.period.addItem(words.capital(words.period_words(code)), code)
        self.period.setCurrentIndex(max(0, self.period.findData(period)))
        office = session.office
        self.day = ComposingLine("" if office is None else words.day(office.today))
        self.day.setAccessibleName(_("Ngày cập nhật hệ thống Trung ương"))
        self.copy_button = push(_("Chép dòng"))
        self.section_button = push(_("Chép cả mục"))
        self.tick_button = push(_("Ghi đã cập nhật"), main=True)
        self.close_button = push(_("Đóng"))
        self._build()
        self.read()
        self.table.setFocus()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.use_widths(self.model.columns, 220)
        self.day.setFixedWidth(theme.px(130))
        self.section_button.setVisible(self._here is not None)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(10)
        outer.addLayout(row(label(_("Kỳ")), self.period, None))
        outer.addWidget(self.count)
        outer.addWidget(self.notice)
        outer.addWidget(self.table, 1)
        outer.addWidget(
            label(
                _("Chép dòng, dán vào hệ thống Trung ương, rồi ghi đã cập nhật: Ctrl+C chép, Phím cách ghi."),
                "quiet",
                wrap=True,
            )
        )
        doing = (label(_("Ngày")), self.day, self.close_button, self.tick_button)
        outer.addLayout(row(self.copy_button, self.section_button, None, *doing))
        resize_to(self, 820, 480)
        self.period.activated.connect(lambda _at: self.read())
        self.copy_button.clicked.connect(self.copy)
        self.section_button.clicked.connect(self.copy_section)
        self.tick_button.clicked.connect(self.tick)
        self.close_button.clicked.connect(self.accept)
        self.table.opened.connect(self.copy)
        for keys, do in ((QKeySequence("Ctrl+C"), self.copy), (QKeySequence(Qt.Key.Key_Space), self.tick)):
            QShortcut(keys, self.table, do).setContext(Qt.ShortcutContext.WidgetShortcut)

    def read(self) -> None:
        """Read what is unticked in the chosen month."""
        from nq57desk.usecases import central

        period = str(self.period.currentData())
        self._session.ask(lambda desk, _m: central.unticked(desk, period=period), self._came)

    def _came(self, rows: tuple[UntickedRow, ...]) -> None:
        at = max(0, self.table.currentIndex().row())
        self.model.show(rows)
        self.count.setText(
            _("{n} nhiệm vụ đã ghi tiến độ mà chưa cập nhật lên hệ thống Trung ương").format(n=len(rows))
            if rows
            else _("Mọi tiến độ đã ghi của kỳ này đều đã cập nhật lên hệ thống Trung ương.")
        )
        if rows:
            first = next((n for n, each in enumerate(rows) if self._here and each.task_id == self._here.id), None)
            self.table.selectRow(first if first is not None and at == 0 else min(at, len(rows) - 1))
        office = self._session.office
        self.tick_button.setEnabled(bool(rows) and office is not None and not office.read_only)

    def chosen(self) -> list[str]:
        """The tasks that are chosen in the list; else the one that the dialog was opened for."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        found = [self.model.rows[at].task_id for at in rows if at < len(self.model.rows)]
        return found or ([self._here.id] if self._here is not None else [])

    def copy(self) -> None:
        """Put the chosen row's words on the clipboard."""
        from nq57desk.usecases import central

        ids, period = self.chosen(), str(self.period.currentData())
        if ids:
            self._session.ask(
                lambda desk, _m: central.row_text(desk, task_id=ids[0], period=period),
                self._copied,
                refused=self._refused,
            )

    def copy_section(self) -> None:
        """Put the words of the whole section on the clipboard."""
        from nq57desk.usecases import central

        here, period = self._here, str(self.period.currentData())
        if here is not None:
            self._session.ask(
                lambda desk, _m: central.section_text(
                    desk, appendix_id=here.appendix_id, section_id=here.section_id, period=period
                ),
                self._copied,
                refused=self._refused,
            )

    def _copied(self, copied: Copied) -> None:
        put_on_clipboard(copied)
        self.notice.say(
            _("Đã chép {n} nhiệm vụ. Dán (Ctrl+V) vào hệ thống Trung ương, rồi ghi đã cập nhật.").format(n=copied.rows)
        )

    def tick(self) -> None:
        """Note the day on which the chosen rows were typed into the central system."""
        from nq57desk.usecases import central

        typed = Typed({"day": self.day.text()})
        on = typed.day("day")
        ids, period = self.chosen(), str(self.period.currentData())
        if typed.errors or on is None:
            self.notice.say(typed.errors.get("day", _("Ghi ngày cập nhật, ví dụ 13/11/2026.")))
            self.day.setFocus()
        elif ids and self.tick_button.isEnabled():
            self._session.change(
                lambda desk, _m: central.tick(desk, task_ids=ids, period=period, on=on),
                lambda _applied: self._ticked(len(ids)),
                refused=self._refused,
            )

    def _ticked(self, many: int) -> None:
        self.notice.say(_("Đã ghi {n} nhiệm vụ đã cập nhật. Hoàn tác được bằng Ctrl+Z.").format(n=many))
        self.read()

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.notice.say("\n".join(sentence(each) for each in problems))


def open_central(parent: QWidget, session: Session, here: TaskRow | None, period: str | None = None) -> None:
    """Read which month it is, then open the dialog."""
    from nq57desk.gui.dialogs.progress_form import months_back
    from nq57desk.usecases import asking

    def opened(codes: tuple[str, ...]) -> None:
        CentralDialog(parent, session, codes, period or codes[0], here).open()

    session.ask(lambda desk, _m: months_back(asking.period_asked(desk, None)), opened)
