"""What a person does in the post room: copy a bundle, mail it, tick it, look into one, take a receipt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog

from nq57desk.domain.problems import Problem
from nq57desk.gui import words
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.widgets.form import Field
from nq57desk.sentences import sentence
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.gui.pages.exchange import ExchangePage
    from nq57desk.monitor import Monitor
    from nq57desk.usecases.bundles import BundleShown, Checked
    from nq57desk.usecases.handing_over import Copied, MailDraft
    from nq57desk.usecases.receipts import TakenCode, TakenReceipt
    from nq57desk.workspace import Desk


class Doing:
    """The page's hands."""

    def __init__(self, page: ExchangePage) -> None:
        self.page = page
        self.dialog: QDialog | None = None

    def open(self, dialog: QDialog) -> None:
        """Show a dialog without waiting for it."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        QDialog.open(dialog)

    @staticmethod
    def size(bytes_: int) -> str:
        """Bytes in words."""
        from nq57desk.usecases.handing_over import in_units

        return in_units(bytes_)

    def _digest(self) -> str:
        line = self.page.current()
        return line.bundle.digest if line is not None else ""

    # handing over

    def copy(self) -> None:
        """Choose a stick for the bundle at hand."""
        if self._digest():
            self.copy_bundle(self._digest())

    def copy_bundle(self, digest: str) -> None:
        """Choose a stick for this bundle."""
        from nq57desk.gui.dialogs.drive_choice import DriveChoice

        text = _("Chép gói vào ổ nào?")
        self.open(DriveChoice(self.page, self.page.session, text, lambda folder: self.copy_to(digest, folder)))

    def copy_to(self, digest: str, folder: Path) -> None:
        """Copy, read back, compare."""
        from nq57desk.usecases import handing_over

        self.page.session.change(
            lambda desk, _monitor: handing_over.copy_to(desk, digest=digest, folder=folder),
            self._copied,
            refused=lambda problems: self._not_copied(digest, folder, problems),
            words=_("Đang chép gói…"),
        )

    def _copied(self, done: Copied) -> None:
        from nq57desk.gui.dialogs.question import tell

        text = _(
            "Đã chép gói và đọc lại, giống bản gốc ({size}). Đưa USB cho thành phố rồi đánh dấu “Đã chuyển”; "
            "gói chỉ là đã nhận khi có biên nhận."
        ).format(size=self.size(done.size))
        self.dialog = tell(self.page, text, str(done.file))
        self.page.refresh()

    def _not_copied(self, digest: str, folder: Path, problems: tuple[Problem, ...]) -> None:
        """M19: what was read back is not what was written."""
        from nq57desk.gui.dialogs.question import Question

        if problems[0].code != "sending.differs":
            self.page.refuse(problems)
            return
        again = Question(self.page, sentence(problems[0]), _("Chép lại"), symbol="warning")
        again.accepted.connect(lambda: self.copy_to(digest, folder))
        self.open(again)

    def mail(self) -> None:
        """Write a draft of an e-mail with the bundle in it and let the machine's mail program open it."""
        from nq57desk.usecases import handing_over

        digest, office = self._digest(), self.page.session.office
        if not digest or office is None:
            return
        target = office.folder / "bundles" / "sending" / f"{digest[:12]}.eml"
        self.page.session.ask(
            lambda desk, _monitor: handing_over.draft_mail(desk, digest=digest, path=target),
            self.drafted,
            refused=self.page.refuse,
        )

    def drafted(self, made: MailDraft) -> None:
        """Open the draft; say what it still needs."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(made.file)))
        parts = [_("Đã lập thư nháp có đính gói ({size}). Thư chưa được gửi.").format(size=self.size(made.size))]
        if not made.to:
            parts.append(_("Phiếu của thành phố không ghi địa chỉ: điền người nhận rồi gửi."))
        if made.large:
            parts.append(_("Gói lớn, nhiều hộp thư không nhận: nên dùng USB."))
        self.page.notice.say(" ".join(parts), _("Mở thư mục"), lambda: self._show_folder(made.file.parent))

    def open_folder(self) -> None:
        """Put the bundle into a folder of its own and open that, for webmail or Zalo."""
        from nq57desk.usecases import handing_over

        digest = self._digest()
        if digest:
            self.page.session.ask(
                lambda desk, _monitor: handing_over.put_for_mail(desk, digest=digest),
                lambda done: self._show_folder(done.file.parent),
                refused=self.page.refuse,
            )

    @staticmethod
    def _show_folder(folder: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def hand_over(self) -> None:
        """The tick "Đã chuyển" was set or taken away."""
        from nq57desk.usecases import handing_over

        digest, handed = self._digest(), self.page.handed.isChecked()
        if digest:
            self.page.session.change(
                lambda desk, _monitor: handing_over.hand_over(desk, digest=digest, handed=handed),
                lambda _bundle: self.page.refresh(),
                refused=self.page.refuse,
            )

    # receipts

    def take_receipt(self) -> None:
        """Let the person choose a receipt and take it."""
        chosen, _kind = QFileDialog.getOpenFileName(self.page, _("Nạp biên nhận"), "", _("Biên nhận (*.nq57receipt)"))
        if chosen:
            self.take_receipt_file(Path(chosen))

    def take_receipt_file(self, path: Path) -> None:
        """Take a receipt out of a file."""
        from nq57desk.usecases import receipts

        self.page.session.change(
            lambda desk, _monitor: receipts.import_receipt(desk, path=path), self._taken, refused=self.page.refuse
        )

    def _taken(self, taken: TakenReceipt) -> None:
        said = taken.receipt
        lines = [sentence(one) for one in taken.problems]
        if taken.fresh:
            text = _("Đã nạp biên nhận kỳ {period} của {city}: {refused} dòng bị từ chối, {conflicts} ô khác nhau.")
            period = words.period_words(said.period)
            lines.insert(
                0,
                text.format(
                    period=period, city=said.city_name, refused=len(said.refused), conflicts=len(said.conflicts)
                ),
            )
        open_rows = bool(said.refused or said.conflicts)
        verb = _("Xem các dòng") if open_rows else ""
        self.page.notice.say("\n".join(lines), verb, lambda: self.page.tabs.setCurrentIndex(1))
        self.page.refresh()

    def type_code(self) -> None:
        """Ask for the letters that the city reads out."""
        from nq57desk.usecases import receipts

        def submit(sheet: Sheet) -> None:
            code = sheet.form.values()["code"]

            def done(found: TakenCode) -> None:
                sheet.done_with()
                self._typed(found)

            self.page.session.change(
                lambda desk, _monitor: receipts.type_code(desk, code=code), done, refused=sheet.refuse
            )

        heading = _(
            "Gõ mã mà thành phố đọc qua điện thoại (ba nhóm bốn ký tự). Mã yếu hơn tệp biên nhận có chữ ký: "
            "vẫn nên nạp tệp khi nhận được."
        )
        fields = (Field("code", mark("Mã biên nhận"), hint="7K4F-92QD-0M3X", width=240),)
        sheet = Sheet(self.page, _("Nhập mã biên nhận"), heading, fields, _("Xác nhận mã"), submit, width=520)
        sheet.form.inputs["code"].setFocus()
        self.open(sheet)

    def _typed(self, found: TakenCode) -> None:
        outcome = _(words.OUTCOMES[found.outcome.value].words)
        period = words.period_words(found.bundle.period)
        text = _("Mã khớp gói kỳ {period}, lần {n}: {outcome}.").format(
            period=period, n=found.bundle.sequence, outcome=outcome
        )
        self.page.notice.say(text if found.fresh else text + " " + _("Không có gì thay đổi."))
        self.page.refresh()

    # looking

    def look(self) -> None:
        """Let the person choose any bundle and show what it says; no data are touched."""
        chosen, _kind = QFileDialog.getOpenFileName(self.page, _("Mở gói để xem"), "", _("Gói dữ liệu (*.nq57)"))
        if chosen:
            self.look_into(Path(chosen))

    def look_into(self, path: Path) -> None:
        """Show what a bundle says of itself."""

        def work(desk: Desk, _monitor: Monitor) -> tuple[BundleShown, Checked]:
            from nq57desk.usecases import bundles

            known = (desk.office, *desk.store.offices())
            return bundles.show_bundle(path), bundles.check_bundle(path, known=known)

        self.page.session.ask(work, lambda found: self._shown(*found), refused=self.page.refuse)

    def _shown(self, shown: BundleShown, checked: Checked) -> None:
        from nq57desk.gui.dialogs.bundle_shown import BundleShownDialog

        verdict = (
            _("Gói nguyên vẹn, chữ ký đúng là của {office}.").format(office=shown.manifest.office_name)
            if checked.valid
            else "\n".join(sentence(one) for one in checked.problems)
        )
        self.open(BundleShownDialog(self.page, shown, checked, verdict))
