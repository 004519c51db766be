"""Đăng ký với thành phố: the city that is trusted, the own card, and the keys with their sheet of paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QFormLayout, QScrollArea, QVBoxLayout, QWidget

from nq57desk.domain.organisation import Role
from nq57desk.domain.problems import Place, Severity, problem
from nq57desk.gui import actions as act
from nq57desk.gui import words
from nq57desk.gui.dialogs.city_calendar import show_calendar
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.widgets.form import Field, FieldKind
from nq57desk.gui.widgets.plain import card, label, push, row
from nq57desk.store.receipts import MOVED
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.bundle.cards import Card
    from nq57desk.gui.pages.exchange import ExchangePage
    from nq57desk.monitor import Monitor
    from nq57desk.usecases.exchange import Exchange
    from nq57desk.usecases.keys import Renewed
    from nq57desk.usecases.trusting import Trusted
    from nq57desk.workspace import Desk

_TROUBLE = {
    "keys.missing": mark("Không thấy khóa trong máy này: chưa xuất gói được. Nhập lại khóa từ phiếu dự phòng."),
    "keys.damaged": mark("Khóa trong máy này bị hỏng: chưa xuất gói được. Nhập lại khóa từ phiếu dự phòng."),
    "keys.password": mark("Khóa ký đang có mật khẩu nên phần mềm không dùng được. Nhập lại khóa từ phiếu dự phòng."),
    "keys.differ": mark("Khóa trong máy này không phải của cơ quan. Nhập lại khóa từ phiếu dự phòng, hoặc đổi khóa."),
}


class CityTab(QWidget):
    """Two cards side by side above each other: the city, the keys."""

    def __init__(self, page: ExchangePage) -> None:
        super().__init__(page)
        self.page = page
        self.known = QFormLayout()
        self.own = QFormLayout()
        self.seal = QCheckBox(_("Niêm phong gói khi xuất (chỉ máy của thành phố mở được)"))
        self.evidence = QCheckBox(_("Kèm tệp minh chứng của cả năm vào gói (gói lớn hơn)"))
        self.print_keys = push(_("In phiếu khóa…"), symbol="print")
        self.restore = push(_("Nhập lại khóa từ phiếu…"), symbol="edit")
        self.renew = push(_("Đổi khóa…"), symbol="replaced")
        self.print_keys.clicked.connect(self.print_sheet)
        self.restore.clicked.connect(self.restore_keys)
        self.renew.clicked.connect(self.renew_keys)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 6, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        trust = act.button(page.actions_by_name["trust"])
        save = act.button(page.actions_by_name["save_card"])
        self.days = push(_("Lịch gửi của thành phố…"))
        self.days.clicked.connect(lambda: self.show_days())
        column.addWidget(_section(_("Thành phố nhận gói"), self.known, (self.seal, self.evidence), (trust, self.days)))
        buttons = (save, self.print_keys, self.restore, self.renew)
        column.addWidget(_section(_("Khóa của cơ quan"), self.own, (), buttons))
        column.addStretch(1)
        area.setWidget(inside)
        outer.addWidget(area)

    # showing

    def show_state(self, seen: Exchange) -> None:
        """Say what is known of the city and how the keys stand."""
        office = self.page.session.office
        writable = office is not None and not office.read_only
        city = seen.city
        _fill(self.known, _city_lines(city))
        self.days.setVisible(city is not None and bool(city.calendar))
        self.days.setEnabled(writable)
        self.seal.setEnabled(city is not None and bool(city.office.seal_recipient))
        if not self.seal.isEnabled():
            self.seal.setChecked(False)
        keys = seen.keys
        last = keys.keys[-1] if keys.keys else None
        sheet = words.moment(keys.sheet_on + "T00:00")[:10] if keys.sheet_on else ""
        lines = [
            (_("Vân tay khóa ký"), keys.fingerprint or "–"),
            (_("Phiếu dự phòng trên giấy"), _("in ngày {on}").format(on=sheet) if sheet else _("chưa in lần nào")),
        ]
        if last is not None and last.replaced:
            since = words.moment(last.since + "T00:00")[:10]
            reason = _("chuyển từ bản sao lưu") if last.reason == MOVED else last.reason
            lines.append((_("Đổi khóa"), _("từ ngày {on}: {reason}").format(on=since, reason=reason)))
        if keys.trouble:
            lines.append((_("Cần xử lý"), _(_TROUBLE.get(keys.trouble, keys.trouble))))
        _fill(self.own, lines)
        self.print_keys.setEnabled(writable and not keys.trouble)
        self.restore.setEnabled(writable)
        self.renew.setEnabled(writable)

    # cards

    def save_card(self) -> None:
        """Ask where, then write the office's card for enrolment at the city."""
        office = self.page.session.office
        if office is None:
            return
        name = f"{office.office.code}.nq57card"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Lưu phiếu đăng ký"), name, _("Phiếu (*.nq57card)"))
        if chosen:
            self.save_card_to(Path(chosen))

    def save_card_to(self, path: Path) -> None:
        """Write the card to a file."""
        from nq57desk.gui.dialogs.question import tell
        from nq57desk.usecases import offices

        text = _("Đã lưu phiếu đăng ký. Đưa tệp này cho thành phố để được ghi vào danh sách.")
        self.page.session.ask(
            lambda desk, _monitor: offices.save_card(desk, path=path),
            lambda _office: tell(self, text, str(path)),
            refused=self.page.refuse,
        )

    def trust(self) -> None:
        """Let the person choose the city's card and accept it."""
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Phiếu của thành phố"), "", _("Phiếu (*.nq57card)"))
        if chosen:
            self.trust_file(Path(chosen))

    def trust_file(self, path: Path) -> None:
        """Accept the city's card, after its fingerprint was shown; another key or city is named as such."""

        def work(desk: Desk, _monitor: Monitor) -> Card:
            from nq57desk.usecases import changing, offices

            changing.writable(desk)
            return offices.read_card(path)

        self.page.session.ask(work, lambda shown: self._ask_trust(path, shown), refused=self.page.refuse)

    def _ask_trust(self, path: Path, shown: Card) -> None:
        from nq57desk.gui.dialogs.question import ask
        from nq57desk.usecases import offices, trusting

        if shown.office.role is not Role.CITY:
            self.page.refuse((problem("workspace.trust_role", Severity.ERROR, Place(file=path.name)),))
            return
        key = offices.fingerprint_of(shown.office)
        known = self.page.seen.city if self.page.seen is not None else None
        text = _("Nhận phiếu của {name}? Gọi điện cho thành phố để đối chiếu vân tay khóa: {key}")
        if known is not None and known.office.code != shown.office.code:
            text = _("Cơ quan đang gửi cho {known}. Chuyển sang {name}? Gọi điện đối chiếu vân tay khóa: {key}")
        elif known is not None and known.fingerprint != key:
            text = _("{name} đã đổi khóa (khóa cũ {old}). Gọi điện đối chiếu vân tay khóa mới trước khi nhận: {key}")
        words_ = text.format(
            name=shown.office.name,
            key=key,
            known=known.office.name if known is not None else "",
            old=known.fingerprint if known is not None else "",
        )
        if ask(self, words_, _("Nhận phiếu này")):
            self.page.session.change(
                lambda desk, _monitor: trusting.trust(desk, path=path, fingerprint=key),
                self._trusted,
                refused=self.page.refuse,
            )

    def _trusted(self, found: Trusted) -> None:
        if found.problems:
            self.page.refuse(found.problems)
        self.page.refresh()
        self.show_days(only_new=True)

    def show_days(self, *, only_new: bool = False) -> None:
        """The city's due days against the own ones, to be taken over or left."""
        show_calendar(self, self.page.session, self.page.refresh, self.page.refuse, only_new=only_new)

    # keys

    def print_sheet(self) -> None:
        """Print the backup sheet, or save it where the machine has no printer."""
        from nq57desk.usecases import keys

        self.page.session.ask(lambda desk, _monitor: keys.print_key_sheet(desk), self._print, refused=self.page.refuse)

    def _print(self, data: bytes) -> None:
        from nq57desk.gui.printing import print_pdf

        a4 = ((595.0, 842.0),)
        title = _("Phiếu dự phòng khóa")
        print_pdf(self, self.page.session, data, title, self.save_sheet, sizes=a4, printed=self.page.refresh)
        self.page.refresh()

    def save_sheet(self) -> None:
        """Ask where to save the sheet as a file."""
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Lưu phiếu khóa"), "phieu-khoa.pdf", _("Tệp PDF (*.pdf)"))
        if chosen:
            self.save_sheet_to(Path(chosen))

    def save_sheet_to(self, path: Path) -> None:
        """Write the sheet to a file."""
        from nq57desk.gui.dialogs.question import tell
        from nq57desk.usecases import keys

        text = _("Đã lưu phiếu dự phòng khóa. In ra, cất trong két, rồi xóa tệp này khỏi máy và USB.")
        self.page.session.change(
            lambda desk, _monitor: keys.save_key_sheet(desk, path=path),
            lambda file: tell(self, text, str(file)),
            refused=self.page.refuse,
        )

    def restore_keys(self) -> None:
        """Ask for the lines of the backup sheet."""
        from nq57desk.usecases import keys

        def submit(sheet: Sheet) -> None:
            text = sheet.form.values()["rows"]

            def done(found: str) -> None:
                sheet.done_with()
                self.page.notice.say(_("Khóa của cơ quan dùng được, vân tay {key}.").format(key=found))
                self.page.refresh()

            self.page.session.change(
                lambda desk, _monitor: keys.restore_keys(desk, text=text), done, refused=sheet.refuse
            )

        heading = _("Gõ tám dòng của phiếu dự phòng khóa, mỗi dòng gồm các nhóm và ký tự kiểm ở cuối.")
        fields = (Field("rows", mark("Các dòng trên phiếu"), FieldKind.TEXT, lines=9),)
        sheet = Sheet(self, _("Nhập lại khóa từ phiếu"), heading, fields, _("Khôi phục khóa"), submit)
        sheet.form.inputs["rows"].setFocus()
        self.page.doing.open(sheet)

    def renew_keys(self) -> None:
        """Ask why, then make new keys."""
        from nq57desk.gui.dialogs.reason import ask_reason
        from nq57desk.usecases import keys

        def submit(sheet: Sheet, reason: str) -> None:
            def done(found: Renewed) -> None:
                sheet.done_with()
                self.page.notice.say(
                    _(
                        "Đã đổi khóa, vân tay mới {key}. Lưu phiếu đăng ký và đưa cho thành phố để đăng ký thay; "
                        "trước đó thành phố từ chối gói mới. In phiếu khóa mới."
                    ).format(key=found.fingerprint),
                    _("Lưu phiếu đăng ký…"),
                    self.save_card,
                )
                self.page.refresh()

            self.page.session.change(
                lambda desk, _monitor: keys.renew_keys(desk, reason=reason), done, refused=sheet.refuse
            )

        heading = _(
            "Đổi khóa khi khóa bị mất, hoặc có người khác đã xem hay chép. Sau khi đổi, thành phố phải đăng ký lại "
            "phiếu của cơ quan và đối chiếu vân tay qua điện thoại."
        )
        sheet = ask_reason(self, _("Đổi khóa"), heading, _("Đổi khóa"), submit)
        self.page.doing.dialog = sheet


def _section(title: str, form: QFormLayout, more: tuple[QWidget, ...], buttons: tuple[QWidget, ...]) -> QWidget:
    frame = card()
    column = QVBoxLayout(frame)
    column.setContentsMargins(14, 10, 14, 12)
    column.setSpacing(8)
    column.addWidget(label(title, "heading"))
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(4)
    column.addLayout(form)
    for one in more:
        column.addWidget(one)
    column.addLayout(row(*buttons, None))
    return frame


def _fill(form: QFormLayout, lines: list[tuple[str, str]]) -> None:
    while form.rowCount():
        form.removeRow(0)
    for name, value in lines:
        form.addRow(label(name, "quiet"), label(value, wrap=True, selectable=True))


def _city_lines(city: Trusted | None) -> list[tuple[str, str]]:
    if city is None:
        return [("", _("Chưa nạp phiếu của thành phố: chưa kiểm tra được biên nhận, chưa niêm phong được gói."))]
    lines = [
        (_("Thành phố"), f"{city.office.name} ({city.office.code})"),
        (_("Vân tay khóa"), city.fingerprint),
        (_("Địa chỉ nhận thư"), city.email or _("không ghi trên phiếu")),
    ]
    if city.units:
        listed = _("có cơ quan này") if city.listed else _("không có mã của cơ quan này: báo thành phố kiểm tra")
        lines.append((_("Danh sách đơn vị"), _("{n} đơn vị, {listed}").format(n=len(city.units), listed=listed)))
    if city.calendar:
        lines.append((_("Lịch gửi"), _("{n} kỳ ghi trên phiếu").format(n=len(city.calendar))))
    return lines
