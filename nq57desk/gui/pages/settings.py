"""Cài đặt: a list at the left, the section at the right; what is changed applies at once and can be taken back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from nq57desk import wording
from nq57desk.domain.changes import Applied
from nq57desk.domain.problems import Problem
from nq57desk.domain.vietnamese import fold
from nq57desk.gui import theme
from nq57desk.gui.dialogs.city_calendar import show_calendar
from nq57desk.gui.pages.page import Actions, Page, said
from nq57desk.gui.pages.settings_bodies import BodiesSection
from nq57desk.gui.pages.settings_care import (
    BackupSection,
    JournalSection,
    KeySection,
    SignersSection,
)
from nq57desk.gui.pages.settings_office import OfficeSection
from nq57desk.gui.pages.settings_parts import (
    DisplaySection,
    PeriodSection,
    RecipientsSection,
    Section,
    StatesSection,
)
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.letterhead import Letterhead
from nq57desk.gui.widgets.plain import SearchField, label, push, row
from nq57desk.gui.words import setting_words, value_words
from nq57desk.usecases import settings_edits
from nq57desk.usecases.settings_edits import OfficeSettings, SettingChanged
from nq57desk.wording import _

_ON_PAPER = ("office", "signers", "recipients")
_PAPER_FROM = 1040
"""Effective pixels of the page's width from which a paper stands beside the form."""


class SettingsPage(Page):
    """All settings of the office and of this machine."""

    machine = Signal(str, str)
    """A setting of this machine's window, "text", "rows", "language", "who" … with its value."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Cài đặt"), session, actions, parent)
        self.finder = SearchField(_("Tìm cài đặt…"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Các nhóm cài đặt"))
        self.area = QScrollArea()
        self.done = label("", "quiet", wrap=True)
        self.back = push(_("Hoàn tác thay đổi này"))
        self.paper = Letterhead(width=280)
        self.sections: dict[str, Section] = {}
        self._shown = ""
        self._found: OfficeSettings | None = None
        self._make_sections()
        self._build()

    def _make_sections(self) -> None:
        session, office = self.session, self.session.office
        self.display = DisplaySection(self._window_values)
        if office is not None and not office.read_only:
            period = PeriodSection()
            period.today = office.today
            period.city_days.clicked.connect(lambda: show_calendar(self, session, self.refresh, self._calendar_refused))
            self.sections = {
                "office": OfficeSection(session),
                "period": period,
                "signers": SignersSection(),
                "recipients": RecipientsSection(),
                "states": StatesSection(),
                "bodies": BodiesSection(session),
            }
        self.sections["display"] = self.display
        if office is not None and not session.leader:
            self.sections |= {
                "backups": BackupSection(session),
                "key": KeySection(session),
                "journal": JournalSection(session),
            }

    def _build(self) -> None:
        self.head.removeWidget(self.aside)
        self.list.setObjectName("sections")
        self.list.setFixedWidth(theme.px(216))
        self.finder.setMinimumWidth(theme.px(160))
        self.finder.setFixedWidth(theme.px(216))
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 6, 0)
        for section in self.sections.values():
            section.hide()
            section.setMaximumWidth(theme.px(860))
            self.column.addWidget(section)
            section.wanted.connect(self._wanted)
        self.column.addStretch(1)
        self.area.setWidget(inside)
        left = QVBoxLayout()
        left.addWidget(self.finder)
        left.addWidget(self.list, 1)
        middle = row(spacing=16)
        middle.addLayout(left)
        middle.addWidget(self.area, 1)
        middle.addWidget(self.paper)
        self.paper.hide()
        self.body.addLayout(middle, 1)
        self.foot = QWidget()
        self.foot.setLayout(row(self.done, None, self.back))
        self.foot.hide()
        self.body.addWidget(self.foot)
        self.back.clicked.connect(self.actions_by_name["undo"].trigger)
        self.session.stepped.connect(self._offer_back)
        self.finder.searched.connect(self._list)
        self.finder.left.connect(self.list.setFocus)
        self.list.currentItemChanged.connect(self._chosen)
        self._list("")

    def regions(self) -> list[QWidget]:
        """Search, list, the section."""
        section = self.sections.get(self._shown)
        return [self.finder, self.list, *([section.first()] if section is not None else [])]

    # the list

    def _list(self, text: str) -> None:
        words = fold(text).split()
        self.list.clear()
        for name, section in self.sections.items():
            held = fold(" ".join(section.found_by))
            if all(word in held for word in words):
                item = QListWidgetItem(section.title)
                item.setSizeHint(QSize(10, theme.px(34)))
                item.setData(Qt.ItemDataRole.UserRole, name)
                self.list.addItem(item)
        if self.list.count():
            keep = [n for n in range(self.list.count()) if self._name(self.list.item(n)) == self._shown]
            self.list.setCurrentRow(keep[0] if keep else 0)

    def _name(self, item: QListWidgetItem | None) -> str:
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def _chosen(self, item: QListWidgetItem | None) -> None:
        name = self._name(item)
        if name:
            self.open_section(name)

    def open_section(self, name: str) -> None:
        """Show one section."""
        self._shown = name
        for each, section in self.sections.items():
            section.setVisible(each == name)
        self.sections[name].refresh()
        self.area.verticalScrollBar().setValue(0)
        self._show_paper()

    def compact(self, on: bool) -> None:
        """Where there is little width the page beside the form gives way."""
        super().compact(on)
        self._show_paper()

    def _show_paper(self) -> None:
        """The letterhead as a real page beside what is printed on it."""
        self.paper.setVisible(self._shown in _ON_PAPER and self.width() >= theme.px(_PAPER_FROM))

    def show_with(self, what: object) -> None:
        """A section's name."""
        if isinstance(what, str) and what in self.sections:
            self.finder.clear()
            for n in range(self.list.count()):
                if self._name(self.list.item(n)) == what:
                    self.list.setCurrentRow(n)

    # reading and changing

    def refresh(self) -> None:
        """Read the settings in force."""
        self.session.ask(lambda desk, _monitor: settings_edits.read(desk), self._came)

    def _came(self, found: OfficeSettings) -> None:
        self._found = found
        for section in self.sections.values():
            section.show_settings(found)
        signer = found.signers[0] if found.signers else None
        self.paper.say(
            issuer=found.name,
            governing=found.governing,
            place=place_on_paper(found),
            day=_("ngày … tháng … năm …"),
            signing=() if signer is None else (signer.authority, signer.title, signer.name),
            recipients=found.recipients,
            tones=found.tones,
        )

    def touched(self, applied: Applied) -> None:
        """Only settings concern this page; they come as a change of nothing by name."""
        if applied.entry is None:
            self.refresh()
        elif self._shown in ("journal", "backups", "bodies"):
            self.sections[self._shown].refresh()

    def _window_values(self) -> dict[str, str]:
        return {
            "window.text": str(theme.percent()),
            "window.rows": self.session.preferences.get("rows", "usual"),
            "window.who": self.session.preferences.get("who"),
            "window.language": wording.language(),
            "window.look_only": self.session.preferences.get("look_only"),
            "window.names": "1" if self.session.preferences.get("wall_names") == "1" else "",
        }

    def _wanted(self, key: str, value: str) -> None:
        if key.startswith("window."):
            self.machine.emit(key.removeprefix("window."), value)
            return
        self.session.change(
            lambda desk, _monitor: settings_edits.change(desk, key=key, value=value),
            self._changed,
            refused=lambda problems: self._refused(key, problems),
        )

    def _changed(self, changed: SettingChanged) -> None:
        if changed.before != changed.after:
            values = ""
            if changed.key not in (settings_edits.SIGNERS, settings_edits.RECIPIENTS):
                values = f": {value_words(changed.key, changed.before)} → {value_words(changed.key, changed.after)}"
            self.done.setText(_("Đã lưu {what}").format(what=setting_words(changed.key) + values))
            self.foot.show()

    def _refused(self, key: str, problems: tuple[Problem, ...]) -> None:
        for section in self.sections.values():
            section.refuse(key, said(problems))

    def _calendar_refused(self, problems: tuple[Problem, ...]) -> None:
        self.done.setText(said(problems))
        self.foot.show()

    def _offer_back(self) -> None:
        """The button does what Ctrl+Z does, while the last step was a setting."""
        office = self.session.office
        step = office.steps.undo if office is not None and not office.read_only else ""
        setting = step.startswith("setting") or step == "own_office"
        self.back.setVisible(setting)
        if not setting:
            self.done.setText("")
        self.foot.setVisible(setting or bool(self.done.text()))


def place_on_paper(found: OfficeSettings) -> str:
    """The place beside a paper's date: of a ward named after a person or an event with its kind before it.

    Decree 30/2020, appendix I, II.4: the name of an administrative unit that is a person's, a number or an event is
    written in full.
    """
    place = found.place
    if not found.named_after_person or not place:
        return place
    kind = next((word for word in ("phường", "xã", "đặc khu") if f" {word} " in f" {found.name.casefold()} "), "")
    return place if not kind or place.casefold().startswith(kind) else f"{kind[:1].upper()}{kind[1:]} {place}"
