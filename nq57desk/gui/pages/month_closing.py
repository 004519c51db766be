"""Closing a month and opening it again: what is asked, what is said, where a finding leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nq57desk.domain.closing import ClosingReport, Finding
from nq57desk.domain.problems import Problem
from nq57desk.gui import words
from nq57desk.gui.pages.page import said
from nq57desk.usecases.month_sheet import MonthSheet
from nq57desk.usecases.progress import ClosedPeriod
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.dialogs.closing import ClosingDialog
    from nq57desk.gui.pages.month import MonthPage
    from nq57desk.workspace import Desk


class Closing(QObject):
    """Bound to one month page."""

    def __init__(self, page: MonthPage) -> None:
        super().__init__(page)
        self._page = page
        self.dialog: ClosingDialog | None = None

    def say_closed(self, before: MonthSheet | None, sheet: MonthSheet) -> None:
        """M17: a closed month is only looked at; said when it is first shown."""
        page = self._page
        if sheet.board.closed_on is None or (before is not None and before.board.closed_on is not None):
            return
        text = _("Kỳ {period} đã chốt. Không có gì thay đổi.").format(
            period=words.period_words(sheet.board.period.code)
        )
        office = page.session.office
        if office is None or office.read_only:
            page.notice.say(text)
            return
        rest = _("Muốn sửa: [Mở lại kỳ…] và ghi lý do; gói xuất sau đó là lần kế tiếp, thay lần trước.")
        page.notice.say(f"{text} {rest}", _("Mở lại kỳ…"), self.open_again)

    def look(self) -> None:
        """Run the checks and show the three lists."""
        page, code = self._page, self._page.code
        page.grid.leave_cell()

        def work(desk: Desk, _monitor: object) -> ClosingReport:
            from nq57desk.usecases import month_sheet

            return month_sheet.before_closing(desk, period=code)

        page.session.ask(work, self._show, refused=page.refuse)

    def _show(self, report: ClosingReport) -> None:
        from nq57desk.gui.dialogs.closing import ClosingDialog

        if self.dialog is not None:
            self.dialog.show_report(report)
            return
        dialog = ClosingDialog(self._page, report)
        dialog.go.connect(self._go)
        dialog.again.connect(self.look)
        dialog.close_it.connect(self._close)
        dialog.finished.connect(self._gone)
        self.dialog = dialog
        dialog.open()

    def _gone(self) -> None:
        self.dialog = None

    def _go(self, finding: object) -> None:
        """Leave the dialog for the cell that a line is about."""
        if self.dialog is not None:
            self.dialog.reject()
        if isinstance(finding, Finding) and finding.kind == "indicator":
            self._page.go.emit("indicators", (finding.record_id, finding.field))
        elif isinstance(finding, Finding):
            self._page.go_to_cell(finding.record_id, finding.field)
        elif isinstance(finding, str):
            self._page.go_to_cell(finding, "result")

    def _close(self) -> None:
        from nq57desk.usecases import progress

        page, code = self._page, self._page.code
        page.session.change(
            lambda desk, _monitor: progress.close_period(desk, period=code), self._closed, refused=self._not_closed
        )

    def _closed(self, closed: ClosedPeriod) -> None:
        from nq57desk.gui.dialogs.question import tell

        if self.dialog is not None:
            self.dialog.accept()
        text = _(
            "Đã chốt kỳ {period}: {n}/{of} nhiệm vụ đã cập nhật, {missing} trong danh sách cảnh báo. "
            "Bước kế tiếp: in và trình ký ở trang Văn bản."
        ).format(
            period=words.period_words(closed.period), n=closed.updated, of=closed.of, missing=len(closed.warning_list)
        )
        tell(self._page, text, said(closed.problems))

    def _not_closed(self, problems: tuple[Problem, ...]) -> None:
        if self.dialog is not None:
            self.dialog.refuse(problems)
        else:
            self._page.refuse(problems)

    def open_again(self) -> None:
        """Ask for the reason, then open the closed month again."""
        from nq57desk.gui.dialogs.reason import ask_reason
        from nq57desk.usecases import progress

        page, code = self._page, self._page.code
        heading = _("Mở lại kỳ {period}. Gói xuất sau đó là lần kế tiếp và thay gói trước.")
        page.notice.hide()
        ask_reason(
            page,
            _("Mở lại kỳ"),
            heading.format(period=words.period_words(code)),
            _("Mở lại kỳ"),
            lambda sheet, reason: page.session.change(
                lambda desk, _monitor: progress.open_period(desk, period=code, reason=reason),
                sheet.done_with,
                refused=sheet.refuse,
            ),
        )
