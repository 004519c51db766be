"""Trao đổi: the ward's post room; exported is not handed over, handed over is not received."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from nq57desk.domain.changes import Applied
from nq57desk.domain.sending import SentState
from nq57desk.domain.short_code import short_code
from nq57desk.gui import actions as act
from nq57desk.gui import words
from nq57desk.gui.models.exchange_rows import bundle_columns, finding_columns, receipt_columns
from nq57desk.gui.models.rows import RowsModel
from nq57desk.gui.pages.exchange_assigned import ENDING, AssignedTab
from nq57desk.gui.pages.exchange_city import CityTab
from nq57desk.gui.pages.exchange_doing import Doing
from nq57desk.gui.pages.exchange_second import SecondComputer
from nq57desk.gui.pages.page import Actions, Page
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.four_steps import FourSteps, ShownStep
from nq57desk.gui.widgets.period_bar import PeriodBar
from nq57desk.gui.widgets.plain import Empty, Table, label, push, row
from nq57desk.usecases.bundles import BundleMade
from nq57desk.usecases.exchange import Exchange, SentBundle, TakenOne
from nq57desk.usecases.receipt_findings import Finding
from nq57desk.wording import _

_CHANGING = ("make_bundle", "trust", "copy_usb", "take_receipt", "take_over", "settle_conflicts")


class ExchangePage(Page):
    """The bundles made and how they stand, the receipts, and the city that they go to."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Trao đổi"), session, actions, parent)
        self.seen: Exchange | None = None
        self.model: RowsModel[SentBundle] = RowsModel(bundle_columns(), self)
        self.received: RowsModel[TakenOne] = RowsModel(receipt_columns(), self)
        self.findings: RowsModel[Finding] = RowsModel(finding_columns(), self)
        self.table, self.receipts, self.asked = Table(_("Gói đã xuất")), Table(_("Biên nhận")), Table(_("Cần xem lại"))
        self.period = PeriodBar()
        self.strip = FourSteps()
        self.tabs = QTabWidget()
        self.doing = Doing(self)
        self.city = CityTab(self)
        self.assigned = AssignedTab(self)
        self.second = SecondComputer(self)
        self._build()
        self.handlers = {
            **self.second.handlers,
            "make_bundle": self.make,
            "copy_usb": self.doing.copy,
            "take_receipt": self.doing.take_receipt,
            "look_bundle": self.doing.look,
            "save_card": self.city.save_card,
            "trust": self.city.trust,
            "previous_period": lambda: self.period.step(-1),
            "next_period": lambda: self.period.step(1),
        }

    # building

    def _build(self) -> None:
        self.head.addWidget(self.period)
        for name, main in (("take_receipt", False), ("look_bundle", False), ("make_bundle", True)):
            self.head.addWidget(act.button(self.actions_by_name[name], main=main))
        self.period.changed.connect(lambda _code: self._show())
        self.body.addWidget(self.strip)
        self.body.addLayout(self._leaving())
        self.tabs.addTab(self._bundles(), _("Gói đã xuất"))
        self.tabs.addTab(self._answers(), _("Biên nhận"))
        self.tabs.addTab(self.assigned, self.assigned.title)
        self.tabs.addTab(self.city, _("Đăng ký với thành phố"))
        self.tabs.setDocumentMode(True)
        self.body.addWidget(self.tabs, 1)

    def _leaving(self) -> QVBoxLayout:
        """What is done with the bundle that is chosen, or the newest of the period."""
        self.about = label(tone="quiet", wrap=True)
        self.copy_button = act.button(self.actions_by_name["copy_usb"], words=_("Chép vào USB…"))
        self.mail_button = push(_("Soạn thư có đính gói"), symbol="edit")
        self.folder_button = push(_("Mở thư mục để gửi e-mail"), symbol="folder")
        self.handed = QCheckBox(_("Đã chuyển cho thành phố"))
        self.mail_button.clicked.connect(self.doing.mail)
        self.folder_button.clicked.connect(self.doing.open_folder)
        self.handed.clicked.connect(self.doing.hand_over)
        self.leaving = (self.copy_button, self.mail_button, self.folder_button, self.handed)
        box = QVBoxLayout()
        box.setSpacing(4)
        self.own_button = push("", main=True)
        self.own_button.clicked.connect(self.second.settle_own)
        self.own_button.hide()
        second = act.button(self.actions_by_name["take_over"], words=_("Gộp gói của máy khác…"))
        box.addLayout(row(*self.leaving, None))
        line = row(self.about, self.own_button, second)
        line.setStretch(0, 1)
        box.addLayout(line)
        return box

    def _bundles(self) -> QWidget:
        self.table.setModel(self.model)
        self.table.use_widths(self.model.columns)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_leaving())
        self.empty = Empty(
            _("Chưa xuất gói nào. Chốt kỳ xong thì xuất gói tại đây, rồi chuyển tệp cho thành phố."),
            act.button(self.actions_by_name["make_bundle"], main=True, words=_("Xuất gói…")),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        return self.stack

    def _answers(self) -> QWidget:
        self.receipts.setModel(self.received)
        self.receipts.use_widths(self.received.columns)
        self.asked.setModel(self.findings)
        self.asked.use_widths(self.findings.columns)
        self.asked.opened.connect(self._go_to_row)
        type_code = push(_("Nhập mã đọc qua điện thoại…"), symbol="edit")
        type_code.clicked.connect(self.doing.type_code)
        self.type_button = type_code
        take = act.button(self.actions_by_name["take_receipt"])
        none = Empty(_("Chưa có biên nhận nào. Gói chỉ được coi là đã nhận khi thành phố gửi lại biên nhận."))
        self.no_receipt = none
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 6, 0, 0)
        column.addLayout(row(take, type_code, None))
        self.receipt_stack = QStackedWidget()
        self.receipt_stack.addWidget(self.receipts)
        self.receipt_stack.addWidget(none)
        column.addWidget(self.receipt_stack, 1)
        below = QWidget()
        asks = QVBoxLayout(below)
        asks.setContentsMargins(0, 0, 0, 0)
        self.settle_button = push(_("Thống nhất các ô khác nhau…"), main=True)
        self.settle_button.clicked.connect(self.second.settle)
        heading = label(_("Những dòng thành phố còn hỏi lại (Enter: tới dòng đó)"), "heading")
        asks.addLayout(row(heading, None, self.settle_button))
        asks.addWidget(self.asked, 1)
        self.asks = below
        whole = QSplitter()
        whole.setOrientation(whole.orientation().Vertical)
        whole.setChildrenCollapsible(False)
        whole.addWidget(above)
        whole.addWidget(below)
        return whole

    def regions(self) -> list[QWidget]:
        """The period, what is done with a bundle, the tabs, the list shown."""
        lists = (self.table, self.receipts, self.asked, self.assigned.table)
        parts: tuple[QWidget, ...] = (self.period.choice, self.copy_button, self.tabs.tabBar(), *lists)
        return [part for part in parts if part.isVisible()]

    def can(self, action: str) -> bool:
        """A read-only office makes no bundle; nothing is copied where there is none."""
        office = self.session.office
        if action not in self.handlers or office is None:
            return False
        if action == "copy_usb" and self.current() is None:
            return False
        return not office.read_only or action not in _CHANGING

    # showing

    def refresh(self) -> None:
        """Read everything anew."""
        from nq57desk.usecases.exchange import exchange

        self.session.ask(lambda desk, _monitor: exchange(desk), self._came)

    def touched(self, applied: Applied) -> None:
        """Edits make no bundle; but what a receipt or the city asks of a row may be settled by one."""
        if applied.entry is None or self.findings.rows or self.assigned.seen:
            self.refresh()

    def show_with(self, what: object) -> None:
        """A period: show it. "receipts" or "assigned": that tab. A file: take it in, or look into it."""
        if what == "receipts":
            self.tabs.setCurrentIndex(1)
        elif what == "assigned":
            self.tabs.setCurrentWidget(self.assigned)
        elif isinstance(what, Path) and what.suffix.lower() == ENDING:
            self.tabs.setCurrentWidget(self.assigned)
            self.assigned.take_file(what)
        elif isinstance(what, Path) and what.suffix.lower() == ".nq57":
            self.doing.look_into(what)
        elif isinstance(what, Path) and what.suffix.lower() == ".nq57card":
            self.tabs.setCurrentWidget(self.city)
            self.city.trust_file(what)
        elif isinstance(what, Path):
            self.tabs.setCurrentIndex(1)
            self.doing.take_receipt_file(what)
        elif isinstance(what, str):
            self.period.show_period(what)

    def _came(self, seen: Exchange) -> None:
        chosen = self._chosen_digest()
        self.seen = seen
        self.period.offer(seen.now)
        self.model.show(seen.bundles)
        self.received.show(seen.receipts)
        self.findings.show(seen.findings)
        self.stack.setCurrentIndex(0 if seen.bundles else 1)
        self.receipt_stack.setCurrentIndex(0 if seen.receipts else 1)
        self.asks.setVisible(bool(seen.findings))
        differing, writes = sum(not one.code for one in seen.findings), self.can("settle_conflicts")
        self.settle_button.setVisible(writes and differing > 0)
        self.settle_button.setText(_("Thống nhất {n} ô khác nhau…").format(n=differing))
        self.own_button.setVisible(writes and seen.undecided > 0)
        self.own_button.setText(_("Giải quyết {n} ô hai máy ghi khác nhau…").format(n=seen.undecided))
        count = f" ({len(seen.findings)})" if seen.findings else ""
        self.tabs.setTabText(1, _("Biên nhận") + count)
        self.tabs.setTabText(3, _("Đăng ký với thành phố") + (" ✓" if seen.city is not None else ""))
        n = len(seen.bundles)
        self.aside.setText(_("{n} gói đã xuất").format(n=n) if n else "")
        self.city.show_state(seen)
        self.assigned.show_state(seen.assigned)
        self.tabs.setTabText(self.tabs.indexOf(self.assigned), self.assigned.title)
        waiting = (line for line in seen.bundles if line.newest and not line.bundle.receipt_at)
        self.counted.emit("exchange", sum(1 for _line in waiting) + self.assigned.waiting + seen.undecided)
        for at, line in enumerate(seen.bundles):
            if line.bundle.digest == chosen:
                self.table.selectRow(at)
        self._show()

    def _chosen_digest(self) -> str:
        line = self.model.row(self.table.currentIndex())
        return line.bundle.digest if line is not None else ""

    def current(self) -> SentBundle | None:
        """The bundle chosen in the list, else the newest of the period shown."""
        line = self.model.row(self.table.currentIndex())
        if line is not None and self.tabs.currentIndex() == 0:
            return line
        return self.seen.newest(self.period.period) if self.seen is not None else None

    def _show(self) -> None:
        seen = self.seen
        if seen is None:
            return
        self.strip.show_steps(steps(seen, self.period.period))
        self._show_leaving()

    def _show_leaving(self) -> None:
        """What can be done with the bundle at hand."""
        line = self.current()
        office = self.session.office
        writable = line is not None and office is not None and not office.read_only
        for part in self.leaving[1:]:
            part.setEnabled(writable)
        self.handed.setChecked(line is not None and bool(line.bundle.handed_at))
        self.handed.setEnabled(writable and line is not None and not line.bundle.receipt_at)
        if line is None:
            self.about.setText("")
        else:
            text = _(
                "Gói {period}, lần {n}, mã gói {code}. Đánh dấu “Đã chuyển” là do người dùng ghi, chưa phải đã nhận."
            )
            period = words.period_words(line.bundle.period)
            self.about.setText(text.format(period=period, n=line.bundle.sequence, code=short_code(line.bundle.digest)))
        self.available.emit()

    def _go_to_row(self) -> None:
        """Open the row that the city asks about: the month for what was recorded, else the plan or the indicators."""
        found = self.findings.row(self.asked.currentIndex())
        if found is None:
            return
        if found.indicator_id:
            self.go.emit("indicators", (found.indicator_id, found.field or "actual"))
        elif found.kind == "progress_update" and found.task_id:
            self.go.emit("month", (found.task_id, found.field or "result"))
        elif found.task_id:
            self.go.emit("tasks", found.task_id)

    # making

    def make(self) -> None:
        """Ask where, then write the bundle."""
        office = self.session.office
        if office is None:
            return
        name = f"{office.office.code}_{self.period.period}.nq57"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Xuất gói"), name, _("Gói dữ liệu (*.nq57)"))
        if chosen:
            self.make_to(Path(chosen))

    def make_to(self, path: Path) -> None:
        """Write the bundle of the period shown to a file; sealed where that is ticked and the city is known."""
        from nq57desk.usecases import sending

        target = path if path.suffix.lower() == ".nq57" else path.with_name(path.name + ".nq57")
        period, seal, files = self.period.period or None, self.city.seal.isChecked(), self.city.evidence.isChecked()
        self.session.change(
            lambda desk, _monitor: sending.make(desk, path=target, period=period, with_files=files, seal=seal),
            self._made,
            refused=self.refuse,
            words=_("Đang xuất gói…"),
        )

    def _made(self, made: BundleMade) -> None:
        """M18: exported is not handed in."""
        from nq57desk.gui.dialogs.question import Question

        text = _(
            "Đã xuất gói lần {n} kỳ {period}. Xuất gói chưa phải là đã nộp. "
            "Gói nằm trong máy, mã gói {code}. Chuyển tệp cho thành phố, rồi nạp biên nhận."
        ).format(period=words.period_words(made.manifest.period), n=made.manifest.sequence, code=made.code)
        detail = f"{made.file} ({self.doing.size(made.size)})"
        said = Question(self, text, _("Chép vào USB…"), detail, safe=_("Đóng"))
        said.accepted.connect(lambda: self.doing.copy_bundle(made.digest))
        self.doing.open(said)

    # what the other parts of the window and older callers ask for

    def save_card_to(self, path: Path) -> None:
        """Write the office's card to a file."""
        self.city.save_card_to(path)

    def trust_file(self, path: Path) -> None:
        """Accept the city's card, after its fingerprint was shown."""
        self.city.trust_file(path)


def steps(seen: Exchange, period: str) -> tuple[ShownStep, ...]:
    """The four steps of a period, the last one done only by a receipt."""
    line = seen.newest(period)
    closed = period in seen.closed
    bundle = line.bundle if line is not None else None
    handed = bundle is not None and bool(bundle.handed_at)
    state = line.state if line is not None else None
    received = state in (SentState.RECEIVED, SentState.IN_CONFLICT)
    done = (closed, line is not None, handed or received, received)
    now = next((at for at, reached in enumerate(done) if not reached), 4)
    made = _("lần {n}, {at}").format(n=bundle.sequence, at=words.moment(bundle.made_at)) if bundle is not None else ""
    told = (
        _("kỳ đã chốt") if closed else _("kỳ chưa chốt"),
        made or _("chưa xuất"),
        _told_handing(line),
        _told_answer(line),
    )
    names = (_("Chốt kỳ"), _("Xuất gói"), _("Đã chuyển"), _("Biên nhận"))
    trouble = {3: state in (SentState.HELD, SentState.REJECTED, SentState.IN_CONFLICT)}
    return tuple(
        ShownStep(
            names[at],
            "trouble" if trouble.get(at) else "done" if done[at] else "now" if at == now else "ahead",
            told[at],
        )
        for at in range(4)
    )


def _told_handing(line: SentBundle | None) -> str:
    if line is not None and line.bundle.handed_at:
        return words.moment(line.bundle.handed_at)
    return "" if line is not None and line.bundle.receipt_at else _("đánh dấu khi đã đưa")


def _told_answer(line: SentBundle | None) -> str:
    from nq57desk.gui.models.exchange_rows import STATES, state_mark

    if line is None or line.state in (SentState.EXPORTED, SentState.HANDED_OVER, SentState.REPLACED):
        return _("chưa có")
    return state_mark(line).words or _(STATES[line.state].words)
