"""The ward's other computer, from the post room: its bundle looked through and merged, what differs decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog

from nq57desk.gui import words
from nq57desk.gui.dialogs.changes_list import ChangesDialog
from nq57desk.gui.dialogs.conflicts import ConflictsDialog
from nq57desk.gui.models.conflict_sources import BetweenComputers, FromReceipts, Source
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.pages.exchange import ExchangePage
    from nq57desk.usecases.second_computer import TakenOver


class SecondComputer:
    """The page's hands for it; ``dialog`` is the window opened last."""

    def __init__(self, page: ExchangePage) -> None:
        self.page = page
        self.dialog: QDialog | None = None
        self.handlers: dict[str, Callable[[], None]] = {"take_over": self.choose, "settle_conflicts": self.settle}

    def choose(self) -> None:
        """Let the person choose the other computer's bundle."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self.page, _("Gộp gói của máy khác trong đơn vị"), "", _("Gói dữ liệu (*.nq57)")
        )
        if chosen:
            self.preview(Path(chosen))

    def preview(self, path: Path) -> None:
        """What the bundle would change here; nothing is changed yet."""
        from nq57desk.usecases import second_computer

        self.page.session.ask(
            lambda desk, _m: second_computer.take_over(desk, path=path, dry_run=True),
            lambda found: self._previewed(path, found),
            refused=self.page.refuse,
            words=_("Đang đọc gói…"),
        )

    def _previewed(self, path: Path, found: TakenOver) -> None:
        head = found.manifest
        heading = _("Gói lần {n} kỳ {period} của máy {computer}: {counts}.").format(
            n=head.sequence,
            period=words.period_words(head.period),
            computer=head.installation[:4] or _("khác"),
            counts=words.counts_words(found.counts),
        )
        note = _(
            "Ô chỉ một máy sửa được gộp lại; ô hai máy sửa giống nhau không hỏi. Trước khi gộp, phần mềm tự sao lưu; "
            "hoàn tác được."
        )
        if found.conflicts:
            differing = _("{n} ô hai máy ghi khác nhau: giá trị trên máy này được giữ, gộp xong thì chọn từng ô.")
            note = differing.format(n=len(found.conflicts)) + " " + note
        doing = _("Gộp vào máy này")
        dialog = ChangesDialog(
            self.page, _("Gộp gói của máy khác trong đơn vị"), heading, found.changes, note=note, doing=doing
        )
        dialog.accepted.connect(lambda: self.take_over(path))
        self._open(dialog)

    def take_over(self, path: Path) -> None:
        """Merge it, then decide what differs."""
        from nq57desk.usecases import second_computer

        self.page.session.change(
            lambda desk, _m: second_computer.take_over(desk, path=path),
            self._taken,
            refused=self.page.refuse,
            words=_("Đang gộp gói…"),
        )

    def _taken(self, found: TakenOver) -> None:
        self.page.refresh()
        text = _("Đã gộp gói của máy kia: {counts}. Xuất gói để thành phố nhận số liệu chung của hai máy.")
        said = text.format(counts=words.counts_words(found.counts))
        self.page.notice.say(said)
        if found.conflicts:
            self._decide(BetweenComputers())

    def settle(self) -> None:
        """What the receipts name; where they name nothing, what the two computers say differently."""
        seen = self.page.seen
        named = seen is not None and any(not one.code for one in seen.findings)
        self._decide(FromReceipts() if named else BetweenComputers())

    def settle_own(self) -> None:
        """What differs from the other computer."""
        self._decide(BetweenComputers())

    def _decide(self, source: Source) -> None:
        dialog = ConflictsDialog(self.page, self.page.session, source)
        dialog.finished.connect(lambda _result: self.page.refresh())
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.open()
