"""What waits for a person at the city, from its page: conflicts, held and refused bundles, an office's last merge."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from nq57desk.gui import words
from nq57desk.gui.dialogs.conflicts import ConflictsDialog
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.dialogs.waiting import WaitingDialog
from nq57desk.gui.models.conflict_sources import AtCity
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.pages.city import CityPage
    from nq57desk.gui.pages.page import Page
    from nq57desk.usecases.city import MergeReport
    from nq57desk.usecases.row_changes import OfficeChanges


class CityWaiting:
    """Opens the windows; ``dialog`` is the one opened last."""

    def __init__(self, page: CityPage) -> None:
        self.page = page
        self.dialog: QDialog | None = None
        self.handlers: dict[str, Callable[[], None]] = {
            "settle_conflicts": self.settle,
            "waiting_bundles": self.waiting,
        }

    def connect_buttons(self) -> None:
        """The two buttons of the line below, shown only where the chosen cell has something to decide."""
        buttons = self.page.below_buttons
        buttons["settle"].clicked.connect(self.settle_chosen)
        buttons["waiting"].clicked.connect(self.waiting_chosen)

    def follow(self) -> None:
        """Show the buttons that fit the chosen cell."""
        chosen, buttons = self.page.chosen(), self.page.below_buttons
        office = self.page.session.office
        decides = office is not None and not office.read_only and not self.page.session.leader
        n = chosen[1].known.conflicts if chosen is not None else 0
        buttons["settle"].setVisible(decides and n > 0)
        buttons["settle"].setText(_("Giải quyết {n} ô").format(n=n))
        told = (chosen[1].corner, str(chosen[1].state)) if chosen is not None else ()
        stuck = any(one in ("held", "rejected") for one in told)
        buttons["waiting"].setVisible(decides and bool(stuck))

    def open(self, dialog: QDialog) -> None:
        """Show a dialog without waiting for it."""
        self.dialog = dialog
        dialog.finished.connect(lambda _result: self.page.refresh())
        dialog.open()

    def settle(self) -> None:
        """Every conflict of every office."""
        self.open(ConflictsDialog(self.page, self.page.session, AtCity()))

    def settle_chosen(self) -> None:
        """Those of the chosen office in the chosen month."""
        chosen = self.page.chosen()
        if chosen is not None:
            source = AtCity(chosen[0].unit.code, chosen[1].period)
            self.open(ConflictsDialog(self.page, self.page.session, source))

    def waiting(self) -> None:
        """The list of what waits."""
        self._waiting("")

    def waiting_chosen(self) -> None:
        """The list, with the chosen cell's bundle in front."""
        chosen = self.page.chosen()
        bundle = None if chosen is None else chosen[1].newest or chosen[1].bundle
        self._waiting(bundle.digest if bundle is not None else "")

    def _waiting(self, digest: str) -> None:
        dialog = WaitingDialog(self.page, self.page.session, digest)
        dialog.receipts.connect(self.page.doing.issue_for)
        self.open(dialog)

    def merged(self, report: MergeReport) -> None:
        """After a merge: M23 of what differs, M21 of what waits, with the button that opens it."""
        conflicts = sum(one.counts.conflict for one in report.bundles if one.outcome.value == "conflict")
        held = [one for one in report.bundles if one.outcome.value == "held"]
        refused = [one for one in report.bundles if one.outcome.value == "rejected"]
        if conflicts:
            text = _(
                "Có {n} ô khác nhau giữa gói và số liệu đang có. Chưa ô nào bị ghi đè, giá trị đang có vẫn được dùng; "
                "các ô khác của gói đã gộp."
            )
            self.page.notice.say(text.format(n=conflicts), _("Giải quyết {n} ô").format(n=conflicts), self.settle)
        elif held or refused:
            text = _(
                "{held} gói đang chờ quyết định, {refused} tệp bị từ chối. Các tệp được giữ nguyên; số liệu đang có "
                "không đổi."
            )
            self.page.notice.say(text.format(held=len(held), refused=len(refused)), _("Xem"), self.waiting)


def show_last_merge(page: Page, parent: QWidget, code: str, name: str) -> None:
    """What the newest merge of an office changed, row by row."""
    from nq57desk.usecases import row_changes

    def came(found: OfficeChanges) -> None:
        from nq57desk.gui.dialogs.changes_list import last_merge

        last_merge(parent, name, found).open()

    page.session.ask(lambda desk, _m: row_changes.last_merge(desk, office=code), came, refused=page.refuse)


def undo_last_merge(page: Page, parent: QDialog, code: str, name: str) -> None:
    """Ask, then take the newest merge of an office back."""
    from nq57desk.usecases import resolving, row_changes

    def came(found: OfficeChanges) -> None:
        bundle = found.bundle
        which = words.period_words(bundle.period) if bundle is not None else words.moment(found.entry.at)
        text = _(
            "Hoàn tác lần gộp cuối của {name} ({which}, {n} dòng đổi)? Số liệu của đơn vị trở lại như trước lần gộp; "
            "các quyết định xung đột sau đó cũng được hoàn tác. Gói vẫn được giữ, nhận lại được."
        ).format(name=name, which=which, n=found.changes.total)
        asked = Question(parent, text, _("Hoàn tác lần gộp"), symbol="warning")
        asked.accepted.connect(do)
        asked.open()

    def do() -> None:
        page.session.change(
            lambda desk, _m: resolving.undo_merge(desk, office=code),
            lambda _done: done(),
            refused=page.refuse,
        )

    def done() -> None:
        page.session.said.emit(_("Đã hoàn tác lần gộp cuối của {name}.").format(name=name))
        parent.accept()
        page.refresh()

    page.session.ask(lambda desk, _m: row_changes.last_merge(desk, office=code), came, refused=page.refuse)
