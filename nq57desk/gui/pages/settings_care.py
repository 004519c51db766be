"""The sections of Cài đặt that keep the data safe: signers, backups, the signing key, the journal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from nq57desk.domain.changes import Counts
from nq57desk.gui import theme, words
from nq57desk.gui.dialogs.question import ask
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.pages.page import said
from nq57desk.gui.pages.settings_parts import Section
from nq57desk.gui.pages.settings_second_place import SecondPlacePart
from nq57desk.gui.pages.settings_trace import TracePart
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.form import Field
from nq57desk.gui.widgets.plain import Table, label, push, row
from nq57desk.store.backup import Backup
from nq57desk.store.entries import JournalEntry
from nq57desk.usecases import settings_edits as keys
from nq57desk.usecases.overview import last_setting
from nq57desk.usecases.settings_edits import OfficeSettings, Signer, write_signers
from nq57desk.usecases.unit_previews import journal_words
from nq57desk.wording import _, mark

_WHY = {
    "manual": mark("tự bấm sao lưu"),
    "before-restore": mark("trước khi khôi phục"),
    "before-import": mark("trước khi nhập"),
    "before-assignment": mark("trước khi nạp nhiệm vụ được giao"),
    "merge": mark("trước khi gộp"),
    "units": mark("trước khi đổi danh sách đơn vị"),
    "start-of-day": mark("đầu ngày làm việc"),
    "before-new-year": mark("trước khi sang năm mới"),
    "take-over": mark("trước khi nhận dữ liệu máy khác"),
    "truoc-khi-nang-cap": mark("trước khi nâng cấp dữ liệu"),
}


class SignersSection(Section):
    """Who signs, the usual one first."""

    def __init__(self) -> None:
        super().__init__(_("Người ký"), _("Người đứng đầu danh sách là người ký mặc định."))
        columns: tuple[Column[Signer], ...] = (
            Column(_("Họ tên"), lambda one: one.name, 220),
            Column(_("Chức vụ"), lambda one: one.title, 200),
            Column(_("Thẩm quyền ký"), lambda one: one.authority, 0),
        )
        self.model: RowsModel[Signer] = RowsModel(columns, self)
        self.table = small_table(_("Người ký"), self.model, columns, 150)
        self.add, self.edit = push(_("Thêm người ký…"), symbol="add"), push(_("Sửa…"), symbol="edit")
        self.up, self.remove = push(_("Đưa lên đầu")), push(_("Bỏ khỏi danh sách"))
        self.inner.addWidget(self.table)
        self.inner.addLayout(row(self.add, self.edit, self.up, self.remove, None))
        self.add.clicked.connect(lambda: self._open(None))
        self.edit.clicked.connect(lambda: self._open(self.model.row(self.table.currentIndex())))
        self.table.opened.connect(lambda: self._open(self.model.row(self.table.currentIndex())))
        self.up.clicked.connect(self._first)
        self.remove.clicked.connect(self._remove)
        self.none = label(
            _("Chưa khai người ký nào; văn bản lấy người ký của kế hoạch, không có thì để trống."), "quiet", wrap=True
        )
        self.inner.addWidget(self.none)
        self.found_by += [_("Chức vụ"), _("Thẩm quyền ký")]

    def show_settings(self, found: OfficeSettings) -> None:
        """The signers as kept."""
        self.model.show(found.signers)
        self.none.setVisible(not found.signers)
        for button in (self.edit, self.up, self.remove):
            button.setEnabled(bool(found.signers))
        if found.signers:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _open(self, signer: Signer | None) -> None:
        fields = (
            Field("name", mark("Họ tên")),
            Field("title", mark("Chức vụ"), hint=mark("CHỦ TỊCH")),
            Field("authority", mark("Thẩm quyền ký"), hint=mark("TM. ỦY BAN NHÂN DÂN")),
        )
        title = _("Người ký")
        sheet = Sheet(self, title, title, fields, _("Xong"), lambda made: self._take(made, signer), width=520)
        if signer is not None:
            sheet.form.fill({"name": signer.name, "title": signer.title, "authority": signer.authority})
        sheet.open()
        sheet.form.inputs["name"].setFocus()

    def _take(self, sheet: Sheet, old: Signer | None) -> None:
        values = {name: " ".join(text.split()) for name, text in sheet.form.values().items()}
        if not values["name"]:
            sheet.wrong({"name": _("Gõ họ tên người ký.")})
            return
        fresh = Signer(**values)
        rows = list(self.model.rows)
        found = [fresh if one is old else one for one in rows] if old in rows else [*rows, fresh]
        self._keep(found)
        sheet.done_with()

    def _first(self) -> None:
        chosen = self.model.row(self.table.currentIndex())
        if chosen is not None:
            self._keep([chosen, *(one for one in self.model.rows if one is not chosen)])

    def _remove(self) -> None:
        chosen = self.model.row(self.table.currentIndex())
        if chosen is not None:
            self._keep([one for one in self.model.rows if one is not chosen])

    def _keep(self, signers: list[Signer]) -> None:
        self.wanted.emit(keys.SIGNERS, write_signers(tuple(replace(one) for one in signers)))

    def first(self) -> QWidget:
        """The list."""
        return self.table


class BackupSection(Section):
    """Verified copies: make one, look where they are, put one back."""

    restored = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(
            _("Sao lưu, khôi phục"),
            _("Mỗi ngày một bản và trước mỗi việc lớn; bản nào cũng được đọc lại để kiểm tra, kèm tệp minh chứng."),
        )
        self._session = session
        columns: tuple[Column[Backup], ...] = (
            Column(_("Lúc"), lambda one: words.moment(one.at.isoformat()), 150),
            Column(_("Vì sao"), lambda one: _(_WHY[one.why]) if one.why in _WHY else one.why, 180),
            Column(_("Cỡ"), lambda one: f"{words.number(max(1, one.size // 1024))} KB", 100, right=True),
            Column(_("Tệp"), lambda one: one.path.name, 0),
        )
        self.model: RowsModel[Backup] = RowsModel(columns, self)
        self.table = small_table(_("Các bản sao lưu"), self.model, columns, 260)
        self.now = push(_("Sao lưu ngay"), main=False, symbol="save")
        self.restore, self.folder = push(_("Khôi phục bản đang chọn…")), push(_("Mở thư mục"), symbol="folder")
        self.note = label("", "quiet", wrap=True)
        self.note.hide()
        self.inner.addWidget(self.table)
        self.inner.addLayout(row(self.now, self.restore, self.folder, None))
        self.inner.addWidget(self.note)
        self.second = SecondPlacePart(session)
        self.second.wanted.connect(self.wanted)
        self.inner.addWidget(self.second)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._look_into())
        self.now.clicked.connect(self.make)
        self.restore.clicked.connect(self.ask_restore)
        self.folder.clicked.connect(self._open_folder)
        self.found_by += [_("Khôi phục"), _("Chuyển sang máy khác")]

    def refresh(self) -> None:
        """List the backups anew."""
        from nq57desk.usecases import history

        self._session.ask(lambda desk, _monitor: history.backups(desk), self._came)
        self.second.refresh()

    def show_settings(self, _found: OfficeSettings) -> None:
        """The second place is a setting."""
        if self.isVisible():
            self.second.refresh()

    def _look_into(self) -> None:
        """Say what the chosen backup has in it, once it was read through."""
        chosen, office = self.model.row(self.table.currentIndex()), self._session.office
        if chosen is not None and office is not None:
            self._session.aside(lambda _monitor: held_by(chosen.path, office.folder), self._looked)

    def _looked(self, text: str) -> None:
        self.say(text)

    def _came(self, found: tuple[Backup, ...]) -> None:
        self.model.show(found)
        office = self._session.office
        self.restore.setEnabled(bool(found) and office is not None and not office.read_only)
        self.now.setEnabled(office is not None and office.holder is None)
        none = _("Chưa có bản sao lưu nào. Bấm [Sao lưu ngay].")
        if not found:
            self.say(none)
        if found:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def say(self, text: str) -> None:
        """Under the buttons; without words there is no line."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def make(self) -> None:
        """Make one now."""
        from nq57desk.usecases import history

        self._session.ask(lambda desk, _monitor: history.backup(desk), self._made, words=_("Đang sao lưu…"))

    def _made(self, file: Path) -> None:
        self._session.said.emit(_("Đã sao lưu và kiểm tra lại: {file}").format(file=file))
        found = words.moment(file.name[:17])
        self._session.backed_up(f"{file.name[:13]}:00" if found else "")
        self.refresh()

    def ask_restore(self) -> None:
        """Ask, make a backup of what is there, put the chosen one in its place, open the office anew."""
        chosen = self.model.row(self.table.currentIndex())
        office = self._session.office
        if chosen is None or office is None:
            return
        text = _(
            "Khôi phục bản sao lưu lúc {time}? Dữ liệu hiện tại được sao lưu trước, nên quay lại được. "
            "Những gì ghi sau lúc đó sẽ không còn trên màn hình."
        ).format(time=words.moment(chosen.at.isoformat()))
        if ask(self, text, _("Khôi phục")):
            self._session.restore(chosen.path)

    def _open_folder(self) -> None:
        office = self._session.office
        if office is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(office.folder / "backups")))

    def first(self) -> QWidget:
        """The list."""
        return self.table


def held_by(path: Path, office: Path) -> str:
    """What a backup has in it, in words; why it cannot be read where it is damaged."""
    from nq57desk.errors import Refused
    from nq57desk.usecases import backups

    try:
        found = backups.holds(path, office=office)
    except Refused as refused:
        return said(refused.problems)
    text = _("Bản này có {tasks} nhiệm vụ, {indicators} chỉ tiêu, {files} tệp kèm; ghi mới nhất lúc {time}.").format(
        tasks=found.tasks, indicators=found.indicators, files=found.files, time=words.moment(found.newest) or "–"
    )
    return f"{text} {_('{n} tệp không còn ở đâu.').format(n=found.files_gone)}" if found.files_gone else text


class KeySection(Section):
    """The fingerprint of the signing key, to be read out over the telephone."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            _("Khóa ký gói"),
            _("Khóa chỉ nằm trên máy này. Thành phố đối chiếu vân tay dưới đây khi nạp phiếu đăng ký."),
        )
        self._session = session
        self.print_ = label("", "figure", selectable=True)
        copy = push(_("Chép vân tay"))
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self.print_.text()))
        self.inner.addWidget(self.print_)
        self.inner.addLayout(row(copy, None))
        self._copy = copy
        self.found_by += [_("vân tay"), _("phiếu đăng ký")]

    def refresh(self) -> None:
        """The office's own key."""
        from nq57desk.usecases import offices

        office = self._session.office
        self.print_.setText(offices.fingerprint_of(office.office) if office is not None else "")

    def first(self) -> QWidget:
        """The copying button."""
        return self._copy


class JournalSection(Section):
    """Who did what when, newest first."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Nhật ký"), _("300 việc gần nhất. Nhật ký nối thành chuỗi nên sửa trộm sẽ bị phát hiện."))
        self._session = session
        columns: tuple[Column[JournalEntry], ...] = (
            Column(_("Lúc"), lambda one: words.moment(one.at), 150),
            Column(_("Ai"), lambda one: one.who, 130),
            Column(_("Việc"), lambda one: words.capital(words.action_words(one.action)), 190),
            Column(_("Nội dung"), entry_words, 0),
        )
        self.model: RowsModel[JournalEntry] = RowsModel(columns, self)
        self.table = small_table(_("Nhật ký"), self.model, columns, 340)
        self.inner.addWidget(self.table)
        self.trace = TracePart(session, self, self.inner)
        self.found_by += [_("Xuất nhật ký có ký…"), _("Kiểm tra tệp nhật ký…")]

    def refresh(self) -> None:
        """Read the newest entries."""
        from nq57desk.usecases import history

        self._session.ask(lambda desk, _monitor: history.journal(desk, limit=300), self.model.show)

    def first(self) -> QWidget:
        """The list."""
        return self.table


def entry_words(entry: JournalEntry) -> str:
    """What an entry did: a setting from old to new, else how many records, and the source's name."""
    key, before, after = last_setting(entry.detail)
    if key in ("papers.signers", "papers.recipients") or key.startswith(tuple(words.PAPER_MEMORY)):
        return words.setting_words(key)
    if key:
        return f"{words.setting_words(key)}: {words.value_words(key, before)} → {words.value_words(key, after)}"
    if entry.action == "unit_change":
        return journal_words(entry.detail)
    total = sum(entry.by_kind.values(), Counts())
    counts = [words.counts_words(replace(total, same=0))] if total.differing else []
    name = entry.source.name if entry.source.kind not in ("undo", "window", "command") else ""
    undone = _("đã hoàn tác") if entry.undone else ""
    return " · ".join(part for part in (name, *counts, undone) if part)


def small_table(name: str, model: object, columns: object, height: int) -> Table:
    """A table inside a form: one row chosen, compact, of a given least height."""
    table = Table(name)
    if isinstance(model, RowsModel) and isinstance(columns, tuple):
        table.setModel(model)
        table.use_widths(columns, 120)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.verticalHeader().setDefaultSectionSize(theme.px(32))
    table.setMinimumHeight(theme.px(height))
    return table
