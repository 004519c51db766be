"""What waits for a person at the city (M20, M21): held bundles, requests, refused files; looked into, then decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QSplitter, QVBoxLayout, QWidget

from nq57desk.domain.problems import Problem, Severity
from nq57desk.domain.vietnamese import visible
from nq57desk.gui import city_words, theme, words
from nq57desk.gui.dialogs.reason import ask_reason
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.marks import Mark
from nq57desk.gui.models import conflict_words
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.plain import Notice, Table, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.sentences import catalogue, sentence
from nq57desk.usecases.row_changes import RowChange
from nq57desk.usecases.waiting import Looked, Waiting
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.domain.snapshot import ReceivedBundle
    from nq57desk.usecases.bundles import BundleShown, Checked
    from nq57desk.usecases.merging import MergedBundle

_RETURNED = Mark("rejected", mark("Đã trả lại"), theme.UNKNOWN)
_NAMED = 12


def _state(one: Waiting) -> Mark:
    return _RETURNED if one.code == "bundle.returned" else words.OUTCOMES[one.outcome.value]


def why(one: Waiting) -> str:
    """Why it waits or was refused, in a few words."""
    if one.code == "bundle.returned":
        return _("đã trả lại: {reason}").format(reason=one.reason)
    if one.code in city_words.REASONS:
        return _(city_words.REASONS[one.code])
    if one.code not in catalogue():
        return one.code
    called = one.file or one.bundle_code
    known = Problem(one.code, Severity.ERROR, words=(("file", called), ("name", called)))
    said = sentence(known).split(". ")[0]
    return said if "…" not in said else _("xem lý do ở dưới")


def whose(one: Waiting) -> str:
    """The office, or the one that the file's name lets guess."""
    if one.guess and not one.office_name:
        return _("(có thể: {name})").format(name=one.guess)
    return one.office_name or _("(chưa rõ đơn vị)")


def waiting_columns() -> tuple[Column[Waiting], ...]:
    """The columns of what waits."""
    return (
        Column(_("Tình trạng"), lambda one: _(_state(one).words), 124, mark=_state),
        Column(_("Đơn vị"), whose, 250),
        Column(_("Kỳ"), lambda one: words.period_words(one.period) if one.period else "", 124),
        Column(_("Lần"), lambda one: str(one.sequence) if one.sequence else "", 48, right=True),
        Column(_("Đến lúc"), lambda one: words.moment(one.received_at), 134),
        Column(_("Mã gói, tệp"), lambda one: one.bundle_code or one.file, 130),
        Column(_("Vì sao"), why, 0),
    )


class WaitingDialog(QDialog):
    """The list above, what accepting would change below, and the buttons."""

    receipts = Signal(str)
    """An office's receipt is asked for, so that it learns of the refusal."""

    def __init__(self, parent: QWidget, session: Session, chosen: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Gói đang chờ và tệp bị từ chối"))
        self.session = session
        self.model: RowsModel[Waiting] = RowsModel(waiting_columns(), self)
        self.changes: RowsModel[RowChange] = RowsModel(conflict_words.change_columns(), self)
        self.table, self.below = Table(_("Gói đang chờ và tệp bị từ chối")), Table(_("Chấp nhận thì đổi gì"))
        self.heading = label("", "heading", wrap=True)
        self.reason = label("", wrap=True, selectable=True)
        self.effect = label("", "heading", wrap=True)
        self.notice = Notice()
        self.sheet: QDialog | None = None
        self._first = chosen
        self._asked = 0
        self.buttons = {
            name: push(text, main=name == "close")
            for name, text in (
                ("look", _("Xem gói")),
                ("again", _("Đọc lại")),
                ("receipt", _("Tạo biên nhận từ chối…")),
                ("return", _("Trả lại…")),
                ("accept", _("Chấp nhận điều chỉnh…")),
                ("close", _("Đóng")),
            )
        }
        self._build()
        resize_to(self, 1180, 600)
        self.read()

    def _build(self) -> None:
        for table, model, least in ((self.table, self.model, 200), (self.below, self.changes, 260)):
            table.setModel(model)
            table.verticalHeader().setDefaultSectionSize(theme.COMPACT_ROW_HEIGHT)
            table.use_widths(model.columns, least=least)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._look())
        self.table.opened.connect(self.look_into)
        under = QWidget()
        inner = QVBoxLayout(under)
        inner.setContentsMargins(0, 4, 0, 0)
        inner.setSpacing(4)
        for part in (self.reason, self.effect):
            inner.addWidget(part)
        inner.addWidget(self.below, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(under)
        split.setSizes([theme.px(210), theme.px(300)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.setSpacing(8)
        outer.addWidget(self.heading)
        outer.addWidget(self.notice)
        outer.addWidget(split, 1)
        b = self.buttons
        outer.addLayout(row(b["look"], b["again"], b["receipt"], None, b["return"], b["accept"], b["close"]))
        doing = {
            "look": self.look_into,
            "again": self.read_again,
            "receipt": self._receipt,
            "return": self.give_back,
            "accept": self.accept_it,
            "close": self.reject,
        }
        for name, do in doing.items():
            b[name].clicked.connect(do)
        self.table.setFocus()

    # reading

    def read(self) -> None:
        """Read the list anew."""
        from nq57desk.usecases import waiting

        self.session.ask(lambda desk, _m: waiting.waiting(desk), self._came, refused=self._refused)

    def _came(self, found: tuple[Waiting, ...]) -> None:
        before = self.current()
        wanted = self._first or (before.digest if before is not None else "")
        self._first = ""
        self.model.show(found)
        held = sum(one.returnable for one in found)
        text = _("{held} gói đang chờ quyết định · {n} tệp bị từ chối hoặc trả lại. Mọi tệp đều được giữ nguyên.")
        self.heading.setText(
            text.format(held=held, n=len(found) - held)
            if found
            else _("Không có gói nào đang chờ, không có tệp nào bị từ chối.")
        )
        at = next((at for at, one in enumerate(found) if one.digest == wanted), 0)
        if found:
            self.table.selectRow(at)
        self._look()

    def current(self) -> Waiting | None:
        """The bundle or file in front."""
        return self.model.row(self.table.currentIndex())

    def _look(self) -> None:
        """Ask why it waits, and what accepting it would change; the answer of a line left meanwhile is dropped."""
        from nq57desk.usecases import waiting

        it = self.current()
        self._asked += 1
        asked = self._asked
        self._enable(it)
        self.changes.show(())
        self.reason.setText("")
        self.effect.setText("")
        if it is None:
            return

        def came(found: Looked) -> None:
            if asked == self._asked:
                self._looked(found)

        self.session.ask(lambda desk, _m: waiting.look(desk, it), came, refused=self._refused)

    def _enable(self, it: Waiting | None) -> None:
        office = self.session.office
        writes = office is not None and not office.read_only
        self.buttons["look"].setEnabled(it is not None and bool(it.kept))
        self.buttons["again"].setEnabled(writes and it is not None and it.readable)
        self.buttons["receipt"].setEnabled(writes and it is not None and bool(it.office) and not it.returnable)
        self.buttons["return"].setEnabled(writes and it is not None and it.returnable)
        self.buttons["accept"].setEnabled(False)

    def _looked(self, found: Looked) -> None:
        from nq57desk.usecases.waiting import named

        it = found.waiting
        said = "\n".join(sentence(one) for one in named(it, found.problems)) or why(it)
        self.reason.setText(
            _("Đã trả lại: {reason}").format(reason=it.reason) if it.reason and not it.decidable else said
        )
        office = self.session.office
        writes = office is not None and not office.read_only
        self.buttons["accept"].setEnabled(writes and found.counts is not None)
        if found.counts is None:
            return
        gone = [conflict_words.named(one.kind, one.number, one.name) for one in found.changes.deleted]
        text = _("Nếu chấp nhận: {counts}.").format(counts=words.counts_words(found.counts))
        if gone:
            listed = "; ".join(gone[:_NAMED]) + (" …" if len(gone) > _NAMED else "")
            text += " " + _("Sẽ xóa {n} dòng: {names}").format(n=len(gone), names=listed)
        self.effect.setText(visible(text))
        self.changes.show(found.changes.rows)
        self.below.use_widths(self.changes.columns, least=260)

    # doing

    def accept_it(self) -> None:
        """Ask why, then merge it."""
        from nq57desk.usecases import city

        def said(merged: MergedBundle) -> None:
            self.notice.say(_("Đã chấp nhận: {counts}.").format(counts=words.counts_words(merged.counts)))

        heading = _("Chấp nhận gói của {name}; lý do đi vào nhật ký và biên nhận.")
        self._decide(
            _("Chấp nhận điều chỉnh"),
            heading,
            lambda digest, reason, sheet: self.session.change(
                lambda desk, _m: city.accept_held(desk, digest=digest, reason=reason),
                lambda merged: self._done(sheet, lambda: said(merged)),
                refused=sheet.refuse,
                words=_("Đang gộp gói…"),
            ),
        )

    def give_back(self) -> None:
        """Ask why, then return it."""
        from nq57desk.usecases import city

        def said(_returned: ReceivedBundle) -> None:
            self.notice.say(_("Đã trả lại. Phát biên nhận để đơn vị biết lý do và xuất lại."))

        heading = _("Trả lại gói của {name}; gói được giữ, không gộp. Lý do ghi trên biên nhận của đơn vị.")
        self._decide(
            _("Trả lại gói"),
            heading,
            lambda digest, reason, sheet: self.session.change(
                lambda desk, _m: city.return_held(desk, digest=digest, reason=reason),
                lambda returned: self._done(sheet, lambda: said(returned)),
                refused=sheet.refuse,
            ),
        )

    def _decide(self, title: str, heading: str, do: Callable[[str, str, Sheet], object]) -> None:
        it = self.current()
        if it is None:
            return
        digest = it.digest
        text = heading.format(name=it.office_name or it.office)
        self.sheet = ask_reason(self, title, text, title, lambda sheet, reason: do(digest, reason, sheet))

    def _done(self, sheet: Sheet, say: Callable[[], None]) -> None:
        sheet.done_with()
        say()
        self.read()

    def read_again(self) -> None:
        """Put the kept file before the city once more."""
        from nq57desk.usecases import waiting

        it = self.current()
        if it is None:
            return

        def done(merged: MergedBundle) -> None:
            outcome = _(words.OUTCOMES[merged.outcome.value].words)
            self.notice.say(_("Đã đọc lại: {outcome}.").format(outcome=outcome))
            self.read()

        self.session.change(lambda desk, _m: waiting.read_again(desk, digest=it.digest), done, refused=self._refused)

    def look_into(self) -> None:
        """Show what the bundle says of itself; no data are touched."""
        from nq57desk.usecases import bundles, waiting

        it = self.current()
        if it is None or not it.kept:
            return

        def came(found: tuple[BundleShown, Checked]) -> None:
            from nq57desk.gui.dialogs.bundle_shown import BundleShownDialog

            shown, checked = found
            verdict = (
                _("Gói nguyên vẹn, chữ ký đúng là của {office}.").format(office=shown.manifest.office_name)
                if checked.valid
                else "\n".join(sentence(one) for one in waiting.named(it, checked.problems))
            )
            self.sheet = BundleShownDialog(self, shown, checked, verdict)
            self.sheet.open()

        self.session.ask(
            lambda desk, _m: (
                bundles.show_bundle(waiting.kept_file(desk, it)),
                bundles.check_bundle(waiting.kept_file(desk, it), known=(desk.office, *desk.store.offices())),
            ),
            came,
            refused=self._refused,
        )

    def _receipt(self) -> None:
        it = self.current()
        if it is not None and it.office:
            self.receipts.emit(it.office)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self._enable(self.current())
        self.notice.say("\n".join(sentence(one) for one in problems))
