"""Thành phố: who has sent what for the month, bundles taken in, each with its own result."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from nq57desk.domain.changes import Applied
from nq57desk.domain.periods import Period
from nq57desk.gui import actions as act
from nq57desk.gui import theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.pages.page import Actions, Page, said
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.period_bar import PeriodBar
from nq57desk.gui.widgets.plain import Empty, Table, label
from nq57desk.usecases.city import Enrolled, MergeReport, OfficeStatus
from nq57desk.usecases.merging import MergedBundle
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.monitor import Monitor
    from nq57desk.workspace import Desk

_NOTHING = Mark("waiting", mark("Chưa nộp"), theme.MISSING)
_RECEIVED = Mark("received", mark("Đã nhận"), theme.RECEIVED)


def status_mark(row: OfficeStatus) -> Mark:
    """What an office's month stands at."""
    if row.outcome is None:
        return _NOTHING
    return _RECEIVED if row.outcome.value == "applied" else words.OUTCOMES[row.outcome.value]


def office_columns() -> tuple[Column[OfficeStatus], ...]:
    """The columns of the offices."""
    return (
        Column(_("Mã"), lambda row: row.code, 80),
        Column(_("Đơn vị"), lambda row: row.name, 0),
        Column(_("Tình trạng"), lambda row: _(status_mark(row).words), 190, mark=status_mark),
        Column(_("Gói lần"), lambda row: str(row.sequence) if row.sequence else "", 80, right=True),
        Column(_("Nhận lúc"), lambda row: words.moment(row.received_at), 150),
        Column(_("Mã đối chiếu"), lambda row: row.bundle_code, 130),
    )


def _outcome(row: MergedBundle) -> Mark:
    return words.OUTCOMES[row.outcome.value]


def result_columns() -> tuple[Column[MergedBundle], ...]:
    """The columns of what was taken in last."""
    return (
        Column(_("Kết quả"), lambda row: _(_outcome(row).words), 170, mark=_outcome),
        Column(_("Đơn vị"), lambda row: row.office_name or row.office, 260),
        Column(_("Thay đổi"), lambda row: words.counts_words(row.counts), 240),
        Column(_("Lý do"), lambda row: said(row.problems).replace("\n", " "), 0),
        Column(_("Tệp"), lambda row: row.file.name, 200),
    )


class CityPage(Page):
    """The offices above, the results of the last merge below."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Thành phố"), session, actions, parent)
        self.offices: RowsModel[OfficeStatus] = RowsModel(office_columns(), self)
        self.results: RowsModel[MergedBundle] = RowsModel(result_columns(), self)
        self.office_table = Table(_("Đơn vị"))
        self.result_table = Table(_("Kết quả gộp"))
        self.period = PeriodBar()
        self.result_words = label(tone="heading")
        self._asked = 0
        self._build()
        self.handlers = {
            "import": self.receive,
            "receive": self.receive,
            "receive_folder": self.receive_folder,
            "enrol": self.enrol,
            "save_card": self.save_card,
            "previous_period": lambda: self.period.step(-1),
            "next_period": lambda: self.period.step(1),
        }

    def _build(self) -> None:
        self.head.insertWidget(1, self.period)
        for name, main in (("receive", True), ("receive_folder", False), ("enrol", False)):
            self.head.addWidget(act.button(self.actions_by_name[name], main=main))
        for table, model in ((self.office_table, self.offices), (self.result_table, self.results)):
            table.setModel(model)
            table.verticalHeader().setDefaultSectionSize(theme.px(32))
        self.office_table.use_widths(self.offices.columns)
        self.result_table.use_widths(self.results.columns)
        self.empty = Empty(
            _("Chưa có đơn vị nào đăng ký. Nạp phiếu đăng ký của các đơn vị trước, rồi nhận gói."),
            act.button(self.actions_by_name["enrol"], main=True),
        )
        upper = QStackedWidget()
        upper.addWidget(self.office_table)
        upper.addWidget(self.empty)
        self.stack = upper
        self.below = QWidget()
        inner = QVBoxLayout(self.below)
        inner.setContentsMargins(0, 4, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(self.result_words)
        inner.addWidget(self.result_table)
        self.below.hide()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(upper)
        split.addWidget(self.below)
        split.setSizes([330, 230])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)
        self.period.changed.connect(lambda _code: self.refresh())

    def regions(self) -> list[QWidget]:
        """The period, the offices, the results."""
        return [part for part in (self.period.choice, self.office_table, self.result_table) if part.isVisible()]

    def can(self, action: str) -> bool:
        """A read-only office takes nothing in."""
        office = self.session.office
        if action not in self.handlers or office is None:
            return False
        return not office.read_only or action in ("previous_period", "next_period", "save_card")

    def refresh(self) -> None:
        """Read the month's status anew."""
        from nq57desk.usecases import asking, city

        period = self.period.period or None
        self._asked += 1
        asked = self._asked

        def came(found: tuple[Period, tuple[OfficeStatus, ...]]) -> None:
            if asked == self._asked:
                self._came(*found)

        def work(desk: Desk, _monitor: Monitor) -> tuple[Period, tuple[OfficeStatus, ...]]:
            month = asking.period_asked(desk, period)
            return month, city.status(desk, year=month.year, period=month.code)

        self.session.ask(work, came)

    def touched(self, applied: Applied) -> None:
        """Merging and enrolling read themselves anew."""
        if applied.entry is None:
            self.refresh()

    def show_with(self, what: object) -> None:
        """Files dropped on the window."""
        if isinstance(what, tuple) and all(isinstance(each, Path) for each in what):
            self.take_in(what)

    def _came(self, month: Period, rows: tuple[OfficeStatus, ...]) -> None:
        self.period.offer(month)
        self.offices.show(rows)
        self.stack.setCurrentIndex(0 if rows else 1)
        received = sum(status_mark(row) is _RECEIVED for row in rows)
        self.aside.setText(_("{n}/{of} đơn vị đã nhận").format(n=received, of=len(rows)) if rows else "")

    # taking in

    def receive(self) -> None:
        """Let the person choose bundles and take them in."""
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Nhận gói"), "", _("Gói dữ liệu (*.nq57)"))
        if chosen:
            self.take_in([Path(each) for each in chosen])

    def receive_folder(self) -> None:
        """Let the person choose a folder and take in every bundle in it."""
        chosen = QFileDialog.getExistingDirectory(self, _("Nhận cả thư mục"))
        if chosen:
            self.take_in([Path(chosen)])

    def take_in(self, paths: Sequence[Path]) -> None:
        """Merge these files or folders, one transaction for each bundle."""
        from nq57desk.usecases import city

        self.session.change(
            lambda desk, monitor: city.merge(desk, paths=paths, monitor=monitor),
            self._taken,
            refused=self.refuse,
            words=_("Đang gộp gói… “Dừng” sau gói này"),
        )

    def _taken(self, report: MergeReport) -> None:
        self.results.show(report.bundles)
        self.below.show()
        applied = sum(one.outcome.value == "applied" for one in report.bundles)
        text = _("Lần nhận vừa rồi: {n} gói, {applied} đã gộp · {counts}").format(
            n=len(report.bundles), applied=applied, counts=words.counts_words(report.total)
        )
        if report.stopped:
            text += " · " + _("đã dừng theo yêu cầu, các gói đã gộp vẫn giữ")
        self.result_words.setText(text)

    def enrol(self) -> None:
        """Let the person choose cards."""
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Nạp phiếu đăng ký"), "", _("Phiếu (*.nq57card)"))
        if chosen:
            self.enrol_files([Path(each) for each in chosen])

    def enrol_files(self, cards: Sequence[Path]) -> None:
        """Take these cards; what is wrong with one does not stop the others."""
        from nq57desk.usecases import city

        def done(enrolled: Enrolled) -> None:
            text = _("Đã ghi {n} đơn vị vào danh sách.").format(n=len(enrolled.offices))
            if enrolled.problems:
                self.notice.say(f"{text}\n{said(enrolled.problems)}")
            else:
                self.aside.setText(text)

        self.session.change(lambda desk, _monitor: city.enrol(desk, cards=cards), done, refused=self.refuse)

    def save_card(self) -> None:
        """Ask where, then write the city's card, which wards trust."""
        office = self.session.office
        if office is None:
            return
        name = f"{office.office.code}.nq57card"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Lưu phiếu"), name, _("Phiếu (*.nq57card)"))
        if chosen:
            self.save_card_to(Path(chosen))

    def save_card_to(self, path: Path) -> None:
        """Write the card to a file."""
        from nq57desk.gui.dialogs.question import tell
        from nq57desk.usecases import offices

        text = _("Đã lưu phiếu của thành phố. Phát tệp này cho các đơn vị.")
        self.session.ask(
            lambda desk, _monitor: offices.save_card(desk, path=path),
            lambda _office: tell(self, text, str(path)),
            refused=self.refuse,
        )
