"""What is done from the city's page: bundles and cards taken in, reminders, receipts, papers, the workbook, locking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QFileDialog

from nq57desk.gui import words
from nq57desk.gui.dialogs.city_reminders import RemindersDialog
from nq57desk.gui.dialogs.locking import LockingDialog
from nq57desk.gui.dialogs.question import tell
from nq57desk.gui.dialogs.reason import ask_reason
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.dialogs.unit_change import show_unit_changes
from nq57desk.gui.pages.city_assigning import open_assigning, open_linking
from nq57desk.gui.pages.page import said
from nq57desk.usecases.city import Enrolled, MergeReport
from nq57desk.usecases.city_matrix import Matrix
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.pages.city import CityPage
    from nq57desk.usecases.city_receipts import IssuedReceipts
    from nq57desk.usecases.city_reminders import Reminder
    from nq57desk.usecases.locks import LockPreview
    from nq57desk.usecases.papers import Paper, SavedPaper

_FORMATS = {".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel"}


class CityDoing:
    """Answers the page's actions."""

    def __init__(self, page: CityPage) -> None:
        self.page = page
        self.locked = False
        """Whether the month shown is locked."""
        self.handlers: dict[str, Callable[[], None]] = {
            "import": self.receive,
            "receive": self.receive,
            "receive_folder": self.receive_folder,
            "enrol": self.enrol,
            "change_units": self.change_units,
            "save_card": self.save_card,
            "remind": self.remind,
            "issue_receipts": self.issue_receipts,
            "assign": lambda: open_assigning(self.page),
            "link_rows": lambda: open_linking(self.page, None, self.page.refresh),
            "in_time": self.note_in_time,
            "lock_period": self.lock,
            "unlock_period": self.unlock,
            "city_book": lambda: self.save_book(),
            "save_paper": lambda: self.save_paper("city-report", ".pdf"),
            "save_word": lambda: self.save_paper("city-report", ".docx"),
            "print_view": self.print_report,
        }

    def fill_menu(self) -> None:
        """The lines of the menu of the button Tổng hợp."""
        page = self.page
        page.offer(_("Bảng tổng hợp"), None, lambda: page.go.emit("consolidated", page.period.period))
        page.together_menu.addSeparator()
        page.offer(_("Báo cáo tổng hợp, lưu PDF…"), None, lambda: self.save_paper("city-report", ".pdf"))
        page.offer(_("Báo cáo tổng hợp, lưu Word…"), None, lambda: self.save_paper("city-report", ".docx"))
        page.offer(_("Công văn đôn đốc và danh sách chưa gửi, lưu PDF…"), None, self._missing_pdf)
        page.offer("", page.actions_by_name["city_book"])
        page.together_menu.addSeparator()
        page.offer("", page.actions_by_name["link_rows"])
        page.offer("", page.actions_by_name["change_units"])

    def _missing_pdf(self) -> None:
        self.save_paper("city-missing", ".pdf")

    # taking in

    def receive(self) -> None:
        """Let the person choose bundles and take them in."""
        chosen, _kind = QFileDialog.getOpenFileNames(self.page, _("Nhận gói"), "", _("Gói dữ liệu (*.nq57)"))
        if chosen:
            self.take_in([Path(each) for each in chosen])

    def receive_folder(self) -> None:
        """Let the person choose a folder and take in every bundle in it."""
        chosen = QFileDialog.getExistingDirectory(self.page, _("Nhận cả thư mục"))
        if chosen:
            self.take_in([Path(chosen)])

    def take_in(self, paths: Sequence[Path]) -> None:
        """Merge these files or folders, one transaction for each bundle."""
        from nq57desk.usecases import city

        self.page.session.change(
            lambda desk, monitor: city.merge(desk, paths=paths, monitor=monitor),
            self._taken,
            refused=self.page.refuse,
            words=_("Đang gộp gói… “Dừng” sau gói này"),
        )

    def _taken(self, report: MergeReport) -> None:
        self.page.results.show(report.bundles)
        self.page.below.show()
        applied = sum(one.outcome.value == "applied" for one in report.bundles)
        text = _("Lần nhận vừa rồi: {n} gói, {applied} đã gộp · {counts}").format(
            n=len(report.bundles), applied=applied, counts=words.counts_words(report.total)
        )
        if report.stopped:
            text += " · " + _("đã dừng theo yêu cầu, các gói đã gộp vẫn giữ")
        self.page.result_words.setText(text)
        self.page.waiting.merged(report)

    def enrol(self) -> None:
        """Let the person choose cards."""
        chosen, _kind = QFileDialog.getOpenFileNames(self.page, _("Nạp phiếu đăng ký"), "", _("Phiếu (*.nq57card)"))
        if chosen:
            self.enrol_files([Path(each) for each in chosen])

    def change_units(self, code: str = "") -> None:
        """Units renamed, merged, split; with a code that one is to be renamed."""
        show_unit_changes(self.page, self.page.session, self.page.refresh, code)

    def enrol_files(self, cards: Sequence[Path]) -> None:
        """Take these cards; what is wrong with one does not stop the others."""
        from nq57desk.usecases import city

        def done(enrolled: Enrolled) -> None:
            text = _("Đã ghi {n} đơn vị vào danh sách.").format(n=len(enrolled.offices))
            if enrolled.problems:
                self.page.notice.say(f"{text}\n{said(enrolled.problems)}")
            else:
                self.page.session.said.emit(text)

        self.page.session.change(lambda desk, _monitor: city.enrol(desk, cards=cards), done, refused=self.page.refuse)

    def save_card(self) -> None:
        """Ask where, then write the city's card, which wards trust."""
        office = self.page.session.office
        if office is None:
            return
        name = f"{office.office.code}.nq57card"
        chosen, _kind = QFileDialog.getSaveFileName(self.page, _("Lưu phiếu"), name, _("Phiếu (*.nq57card)"))
        if chosen:
            self.save_card_to(Path(chosen))

    def save_card_to(self, path: Path) -> None:
        """Write the card to a file."""
        from nq57desk.usecases import offices

        text = _("Đã lưu phiếu của thành phố. Phát tệp này cho các đơn vị.")
        self.page.session.ask(
            lambda desk, _monitor: offices.save_card(desk, path=path),
            lambda _office: tell(self.page, text, str(path)),
            refused=self.page.refuse,
        )

    # reminders

    def to_remind(self, found: Matrix) -> int:
        """How many are over the day and have not sent."""
        from nq57desk.usecases.city_reminders import REMINDED

        cells = (row.cells[found.at] for row in found.rows)
        return sum(one.state in REMINDED and bool(one.days or one.state.value == "incomplete") for one in cells)

    def remind(self) -> None:
        """Whom to remind, with each one's text and the letter."""
        from nq57desk.usecases import city_reminders

        period = self.page.period.period

        def came(found: tuple[Reminder, ...]) -> None:
            dialog = RemindersDialog(self.page, found, period)
            dialog.copied.connect(lambda text, _n: QApplication.clipboard().setText(text))
            dialog.noted.connect(self._keep_contact)
            dialog.letter.connect(lambda suffix: self.save_paper("city-missing", suffix))
            dialog.open()

        self.page.session.ask(
            lambda desk, _m: city_reminders.reminders(desk, period=period), came, refused=self.page.refuse
        )

    def _keep_contact(self, office: str, contact: str) -> None:
        from nq57desk.usecases import city_reminders

        self.page.session.change(
            lambda desk, _m: city_reminders.keep_contact(desk, office=office, contact=contact), refused=self.page.refuse
        )

    # receipts

    def issue_receipts(self) -> None:
        """Ask for a folder, then write every office's receipt into it."""
        chosen = QFileDialog.getExistingDirectory(self.page, _("Phát biên nhận vào thư mục"))
        if chosen:
            self.issue_to(Path(chosen))

    def issue_one(self) -> None:
        """The chosen office's receipt alone."""
        code = self.page.current_code()
        if code:
            self.issue_for(code)

    def issue_for(self, code: str) -> None:
        """One office's receipt, which tells it what was refused."""
        chosen = QFileDialog.getExistingDirectory(self.page, _("Phát biên nhận vào thư mục"))
        if chosen:
            self.issue_to(Path(chosen), (code,))

    def issue_to(self, folder: Path, offices: Sequence[str] = ()) -> None:
        """Write receipts into a folder: of all offices that sent something, or of these."""
        from nq57desk.usecases import city_receipts

        def done(issued: IssuedReceipts) -> None:
            text = _("Đã ghi {n} biên nhận. Gửi mỗi tệp cho đúng đơn vị.").format(n=len(issued.receipts))
            lines = [f"{one.receipt.office}: {one.code}" for one in issued.receipts[:8]]
            tell(self.page, text, "\n".join([str(issued.folder), *lines]))

        self.page.session.change(
            lambda desk, monitor: city_receipts.issue(desk, folder=folder, offices=offices, monitor=monitor),
            done,
            refused=self.page.refuse,
            words=_("Đang viết biên nhận…"),
        )

    # in time after all, locking

    def note_in_time(self) -> None:
        """Ask why the chosen late bundle counts as in time."""
        from nq57desk.usecases import city_matrix

        chosen = self.page.chosen()
        if chosen is None:
            return
        row, one = chosen
        heading = _("{name}, {period}: nhận ngày {day}, hạn gửi hết ngày {due}.").format(
            name=row.unit.title,
            period=words.period_words(one.period),
            day=words.day(one.received_on),
            due=words.day(one.due),
        )

        def submit(sheet: Sheet, reason: str) -> None:
            self.page.session.change(
                lambda desk, _m: city_matrix.excuse(desk, office=row.unit.code, period=one.period, reason=reason),
                lambda _done: self._over(sheet),
                refused=sheet.refuse,
            )

        ask_reason(self.page, _("Ghi nhận đúng hạn"), heading, _("Ghi nhận đúng hạn"), submit)

    def _over(self, sheet: Sheet) -> None:
        sheet.done_with()
        self.page.refresh()

    def lock(self) -> None:
        """Show what is still open of the month, with the names of those missing, then lock it."""
        from nq57desk.usecases import city_reminders, locks

        period = self.page.period.period

        def came(found: tuple[LockPreview, tuple[Reminder, ...]]) -> None:
            dialog = LockingDialog(self.page, *found)
            dialog.copied.connect(lambda text: QApplication.clipboard().setText(text))
            dialog.remind.connect(self.remind)
            dialog.accepted.connect(lambda: self.lock_now(period))
            dialog.open()

        self.page.session.ask(
            lambda desk, _m: (locks.preview(desk, period=period), city_reminders.reminders(desk, period=period)),
            came,
            refused=self.page.refuse,
        )

    def lock_now(self, period: str) -> None:
        """Lock a month."""
        from nq57desk.usecases import locks

        self.page.session.change(
            lambda desk, _m: locks.lock(desk, period=period),
            lambda _done: self.page.refresh(),
            refused=self.page.refuse,
        )

    def unlock(self) -> None:
        """Ask for the reason, then open the month again."""
        from nq57desk.usecases import locks

        period = self.page.period.period

        def submit(sheet: Sheet, reason: str) -> None:
            self.page.session.change(
                lambda desk, _m: locks.unlock(desk, period=period, reason=reason),
                lambda _done: self._over(sheet),
                refused=sheet.refuse,
            )

        heading = _("Mở khóa kỳ {period}; lý do được ghi vào nhật ký.").format(period=words.period_words(period))
        ask_reason(self.page, _("Mở khóa kỳ"), heading, _("Mở khóa kỳ"), submit)

    # papers

    def save_paper(self, kind: str, suffix: str) -> None:
        """Ask where, then write one of the city's papers."""
        name = f"{kind}-{self.page.period.period}{suffix}"
        chosen, _kind = QFileDialog.getSaveFileName(
            self.page, _("Lưu văn bản"), name, f"{_FORMATS[suffix]} (*{suffix})"
        )
        if chosen:
            self.save_paper_to(kind, Path(chosen))

    def save_paper_to(self, kind: str, path: Path) -> None:
        """Write one of the city's papers to a file."""
        from nq57desk.usecases import papers

        period = self.page.period.period

        def done(saved: SavedPaper) -> None:
            text = _("Đã lưu {n} trang, mã đối chiếu {code}.").format(n=saved.pages, code=saved.fingerprint)
            tell(self.page, text, str(saved.file))

        self.page.session.look(
            lambda desk, monitor: papers.save_paper(desk, kind=kind, path=path, period=period, monitor=monitor),
            done,
            refused=self.page.refuse,
            words=_("Đang lập văn bản…"),
        )

    def print_report(self) -> None:
        """The consolidated report to a printer."""
        from nq57desk.usecases import papers

        period = self.page.period.period
        self.page.session.look(
            lambda desk, monitor: papers.make_paper(desk, kind="city-report", period=period, monitor=monitor),
            self._print,
            refused=self.page.refuse,
            words=_("Đang lập trang in…"),
        )

    def _print(self, paper: Paper) -> None:
        from nq57desk.gui.pdf_reading import page_sizes
        from nq57desk.gui.printing import print_pdf

        page, title = self.page, _("Báo cáo tổng hợp")
        page.session.aside(
            lambda _monitor: page_sizes(paper.data),
            lambda sizes: print_pdf(
                page,
                page.session,
                paper.data,
                title,
                lambda: self.save_paper("city-report", ".pdf"),
                sizes=sizes,
            ),
        )

    def save_book(self) -> None:
        """Ask where, then write the workbook."""
        name = f"tong-hop-{self.page.period.period}.xlsx"
        chosen, _kind = QFileDialog.getSaveFileName(self.page, _("Lưu sổ Excel"), name, "Excel (*.xlsx)")
        if chosen:
            self.save_book_to(Path(chosen))

    def save_book_to(self, path: Path) -> None:
        """Write the workbook to a file."""
        from nq57desk.usecases import city_book

        period = self.page.period.period
        self.page.session.look(
            lambda desk, monitor: city_book.save_book(desk, path=path, period=period, monitor=monitor),
            lambda saved: tell(self.page, _("Đã lưu sổ Excel {n} trang.").format(n=len(saved.sheets)), str(saved.file)),
            refused=self.page.refuse,
            words=_("Đang lập sổ Excel…"),
        )
