"""Trao đổi: the ward's post room; a bundle that was made is not yet one that arrived."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from nq57desk.bundle.cards import Card
from nq57desk.domain.changes import Applied
from nq57desk.domain.periods import Period
from nq57desk.domain.short_code import short_code
from nq57desk.domain.snapshot import MadeBundle
from nq57desk.gui import actions as act
from nq57desk.gui import theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.pages.page import Actions, Page
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.period_bar import PeriodBar
from nq57desk.gui.widgets.plain import Empty, Table, label, push, row
from nq57desk.usecases.bundles import BundleMade
from nq57desk.wording import _, mark

_WAITING = Mark("partial", mark("Đã xuất, chưa biên nhận"), theme.WARNING)
_RECEIVED = Mark("received", mark("Đã nhận"), theme.RECEIVED)
_REPLACED = Mark("replaced", mark("Đã có gói xuất sau"), theme.UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Line:
    """One made bundle; ``newest`` where it is the latest of its period."""

    bundle: MadeBundle
    newest: bool


def lines(bundles: tuple[MadeBundle, ...]) -> tuple[_Line, ...]:
    """Newest first; of each period only the latest one counts."""
    ordered = sorted(bundles, key=lambda bundle: (bundle.year, bundle.sequence), reverse=True)
    seen: set[str] = set()
    found = []
    for bundle in ordered:
        found.append(_Line(bundle, bundle.period not in seen))
        seen.add(bundle.period)
    return tuple(found)


def _mark(line: _Line) -> Mark:
    if line.bundle.receipt_at:
        return _RECEIVED
    return _WAITING if line.newest else _REPLACED


def columns() -> tuple[Column[_Line], ...]:
    """The columns of the bundles made."""
    return (
        Column(_("Kỳ"), lambda line: words.capital(words.period_words(line.bundle.period)), 150),
        Column(_("Lần"), lambda line: str(line.bundle.sequence), 60, right=True),
        Column(_("Mã đối chiếu"), lambda line: short_code(line.bundle.digest), 140),
        Column(_("Xuất lúc"), lambda line: words.moment(line.bundle.made_at), 150),
        Column(_("Tình trạng"), lambda line: _(_mark(line).words), 220, mark=_mark),
        Column(_("Tệp giữ lại"), lambda line: line.bundle.file, 0),
    )


class ExchangePage(Page):
    """The bundles made, and making the next."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Trao đổi"), session, actions, parent)
        self.model: RowsModel[_Line] = RowsModel(columns(), self)
        self.table = Table(_("Gói đã xuất"))
        self.period = PeriodBar()
        self.key = label(tone="quiet", wrap=True, selectable=True)
        self._last: Path | None = None
        self._build()
        self.handlers = {
            "make_bundle": self.make,
            "save_card": self.save_card,
            "trust": self.trust,
            "previous_period": lambda: self.period.step(-1),
            "next_period": lambda: self.period.step(1),
        }

    def _build(self) -> None:
        self.head.addWidget(self.period)
        for name, main in (("trust", False), ("save_card", False), ("make_bundle", True)):
            self.head.addWidget(act.button(self.actions_by_name[name], main=main))
        self.table.setModel(self.model)
        self.table.use_widths(self.model.columns)
        self.empty = Empty(
            _("Chưa xuất gói nào. Cập nhật xong kỳ thì xuất gói tại đây, rồi chuyển tệp cho thành phố."),
            act.button(self.actions_by_name["make_bundle"], main=True, words=_("Xuất gói…")),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.folder_button = push(_("Mở thư mục chứa gói vừa xuất"), symbol="folder")
        self.folder_button.clicked.connect(self.open_folder)
        self.folder_button.hide()
        self.body.addWidget(self.stack, 1)
        foot = QVBoxLayout()
        foot.addLayout(row(self.folder_button, None))
        foot.addWidget(self.key)
        self.body.addLayout(foot)

    def regions(self) -> list[QWidget]:
        """The period, the list."""
        return [part for part in (self.period.choice, self.table) if part.isVisible()]

    def can(self, action: str) -> bool:
        """A read-only office makes no bundle."""
        office = self.session.office
        if action not in self.handlers or office is None:
            return False
        return not office.read_only or action not in ("make_bundle", "trust")

    def refresh(self) -> None:
        """Read the bundles made, the present month and the key's fingerprint."""
        from nq57desk.usecases import asking, offices

        self.session.ask(
            lambda desk, _monitor: (
                asking.period_asked(desk, None),
                tuple(desk.store.made_bundles()),
                offices.fingerprint_of(desk.office),
                tuple(office.name for office in desk.store.offices()),
            ),
            lambda found: self._came(*found),
        )

    def touched(self, applied: Applied) -> None:
        """Edits make no bundle."""
        if applied.entry is None:
            self.refresh()

    def _came(self, now: Period, bundles: tuple[MadeBundle, ...], key: str, known: tuple[str, ...]) -> None:
        self.period.offer(now)
        self.model.show(lines(bundles))
        self.stack.setCurrentIndex(0 if bundles else 1)
        self.aside.setText(_("{n} gói đã xuất").format(n=len(bundles)) if bundles else "")
        parts = [_("Vân tay khóa ký của cơ quan: {key}").format(key=key)]
        parts.append(
            _("Thành phố: {name}").format(name=", ".join(known)) if known else _("Chưa nạp phiếu của thành phố.")
        )
        self.key.setText("     ".join(parts))

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
        """Write the bundle of the period shown to a file."""
        from nq57desk.usecases import sending

        target = path if path.suffix.lower() == ".nq57" else path.with_name(path.name + ".nq57")
        period = self.period.period or None
        self.session.change(
            lambda desk, _monitor: sending.make(desk, path=target, period=period),
            self._made,
            refused=self.refuse,
            words=_("Đang xuất gói…"),
        )

    def _made(self, made: BundleMade) -> None:
        from nq57desk.gui.dialogs.question import tell

        self._last = made.file
        self.folder_button.show()
        text = _(
            "Đã xuất gói kỳ {period}, lần {n}. Xuất gói chưa phải là đã nộp. "
            "Gói nằm trong máy, mã đối chiếu {code}. Chuyển tệp cho thành phố, rồi chờ biên nhận."
        ).format(period=words.period_words(made.manifest.period), n=made.manifest.sequence, code=made.code)
        tell(self, text, str(made.file))

    def open_folder(self) -> None:
        """Show the folder of the bundle made last."""
        if self._last is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last.parent)))

    def save_card(self) -> None:
        """Ask where, then write the office's card for enrolment at the city."""
        office = self.session.office
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
        self.session.ask(
            lambda desk, _monitor: offices.save_card(desk, path=path),
            lambda _office: tell(self, text, str(path)),
            refused=self.refuse,
        )

    def trust(self) -> None:
        """Let the person choose the city's card and accept it."""
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Phiếu của thành phố"), "", _("Phiếu (*.nq57card)"))
        if chosen:
            self.trust_file(Path(chosen))

    def trust_file(self, path: Path) -> None:
        """Accept the city's card, after its fingerprint was shown."""
        from nq57desk.gui.dialogs.question import ask
        from nq57desk.usecases import offices, trusting

        def shown(card: Card) -> None:
            key = offices.fingerprint_of(card.office)
            text = _("Nhận phiếu của {name}? Gọi điện cho thành phố để đối chiếu vân tay khóa: {key}").format(
                name=card.office.name, key=key
            )
            if ask(self, text, _("Nhận phiếu này")):
                self.session.change(
                    lambda desk, _monitor: trusting.trust(desk, path=path, fingerprint=key),
                    lambda _office: self.refresh(),
                    refused=self.refuse,
                )

        self.session.ask(lambda _desk, _monitor: offices.read_card(path), shown, refused=self.refuse)
