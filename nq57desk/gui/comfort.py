"""What makes the window fit its user: text size, leader view, language, help, places and columns remembered,
and what is offered when an office was opened (a draft left by a crash, another window that has it open)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QApplication, QDialog

from nq57desk import wording
from nq57desk.gui import actions as act
from nq57desk.gui import theme
from nq57desk.gui.pages.catalogue import BY_NAME
from nq57desk.gui.widgets.plain import Table
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.dialogs.manual import ManualDialog
    from nq57desk.gui.main_window import MainWindow
    from nq57desk.gui.pages.page import Page

_LEADER = 115


class Comfort:
    """Bound to one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._session = window.session
        self._before = ""
        self.manual: ManualDialog | None = None
        self.handlers: dict[str, Callable[[], None]] = {
            "larger": lambda: self.step(1),
            "smaller": lambda: self.step(-1),
            "usual_size": lambda: self.use_size(100),
            "leader": self.toggle_leader,
            "help": self.help,
        }

    def can(self, name: str) -> bool:
        """Text size and help always; the leader's view needs an office."""
        if name == "leader":
            return self._session.office is not None
        return name in self.handlers

    # text size and language

    def begin(self) -> None:
        """Take over what this machine remembers."""
        kept = self._session.preferences
        theme.use_size(kept.number("text", 100), kept.get("rows", "usual"))
        app = QApplication.instance()
        if isinstance(app, QApplication) and (theme.percent() != 100 or kept.get("rows")):
            theme.resize(app)
        if kept.get("language") in wording.LANGUAGES:
            wording.use_language(kept.get("language"))
            self.retitle()
        place = kept.get("window")
        if place:
            self._window.restoreGeometry(QByteArray.fromBase64(QByteArray(place.encode("ascii", "replace"))))

    def end(self) -> None:
        """Remember where the window stands."""
        text = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
        self._session.preferences.keep("window", text)

    def step(self, by: int) -> None:
        """The next larger (1) or smaller (-1) text size."""
        now = theme.percent()
        found = [size for size in theme.SIZES if (size > now if by > 0 else size < now)]
        if found:
            self.use_size(found[0] if by > 0 else found[-1])

    def use_size(self, percent: int) -> None:
        """Use this text size and remember it; rows, rail and open dialogs follow."""
        self._apply(percent, self._session.preferences.get("rows", "usual"))
        self._session.preferences.keep("text", str(theme.percent()))
        self._session.said.emit(_("Cỡ chữ {n}%").format(n=theme.percent()))

    def use_rows(self, density: str) -> None:
        """Use this row density and remember it."""
        self._session.preferences.keep("rows", density)
        self._apply(theme.percent(), density)

    def _apply(self, percent: int, rows: str) -> None:
        theme.use_size(percent, rows)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.resize(app)
        self.fit()

    def use_language(self, language: str) -> None:
        """Speak this language from now on; every page is built anew."""
        if language in wording.LANGUAGES and language != wording.language():
            wording.use_language(language)
            self._session.preferences.keep("language", language)
            self.retitle()
            self._window.rebuild()

    def use(self, name: str, value: str) -> None:
        """A setting of this machine was chosen on the settings page."""
        if name == "text":
            self.use_size(int(value))
        elif name == "rows":
            self.use_rows(value)
        elif name == "language":
            self.use_language(value)
        elif name == "look_only":
            self.use_look_only(value == "1")
        elif name == "who":
            self._session.write_as(" ".join(value.split()))
        elif name == "names":
            self._session.preferences.keep("wall_names", "1" if value == "1" else "0")

    def retitle(self) -> None:
        """Say the frame's own words in the language in use."""
        window = self._window
        for spec in act.ACTIONS:
            window.actions_by_name[spec.name].setText(_(spec.words))
        for name, menu in window.menus.items():
            menu.setTitle(_(act.MENUS[name]))
        for each, action in window.page_actions.items():
            action.setText(_(BY_NAME[each].words).replace("&", "&&"))
        window.search.setPlaceholderText(_("Tìm mọi nơi  Ctrl+F"))
        window.search.setAccessibleName(window.search.placeholderText())
        window.office_actions.recent.setTitle(_("Mở gần đây"))
        window.rail.setAccessibleName(_("Các trang"))
        window.band.retitle()
        window.rail.fit()

    def fit(self) -> None:
        """Take a text size or a width of the window: rail, search box."""
        window = self._window
        window.rail.narrow(window.width() < theme.NARROW_BELOW)
        window.rail.fit()
        width = theme.px(280 if window.width() > theme.px(1000) else 180)
        if window.search.width() != width:
            window.search.setFixedWidth(width)
            window.search_holder.adjustSize()
            window.menuBar().setCornerWidget(window.search_holder)

    # leader view

    def toggle_leader(self) -> None:
        """F11: the same pages with nothing to edit, from the first on, in larger letters; again: back."""
        on = not self._session.leader
        self._session.leader = on
        if on:
            self._before = self._window.current
        self._session.look_only(on)

    def use_look_only(self, on: bool) -> None:
        """This machine only looks, from now on and after each start."""
        self._session.preferences.keep("look_only", "1" if on else "")
        if self._session.leader != on:
            self.toggle_leader()

    def looking(self) -> None:
        """Whether the office may be changed is another now: build the pages for it."""
        leader, office = self._session.leader, self._session.office
        self._window.band.delete.setVisible(office is not None and not office.read_only)
        usual = self._session.preferences.number("text", 100)
        self._apply(max(_LEADER, usual) if leader else usual, self._session.preferences.get("rows", "usual"))
        at_city = office is not None and office.is_city  # whose pages name units, no persons
        self._window.rebuild("city" if at_city and leader else "overview" if leader else self._before)
        if leader and not at_city and not self._session.preferences.get("wall_names") and not self._session.looks_only:
            self._ask_names()

    def _ask_names(self) -> None:
        """Once on each machine: whether a view for everybody in the room shows persons' names. At first it does not."""
        from nq57desk.gui.dialogs.question import Question

        text = _(
            "Màn hình này có thể nhiều người cùng xem. Tên lãnh đạo phụ trách đang được ẩn, chỉ hiện cơ quan, đơn vị. "
            "Đổi lại được ở Cài đặt, mục Hiển thị."
        )
        asked = Question(self._window, text, _("Hiện tên người"), safe=_("Chỉ hiện cơ quan, đơn vị"))
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.finished.connect(self._names_answered)
        asked.open()

    def _names_answered(self, answer: int) -> None:
        yes = answer == QDialog.DialogCode.Accepted
        self._session.preferences.keep("wall_names", "1" if yes else "0")
        if yes and self._session.leader:
            self._window.rebuild(self._window.current)

    # help

    def help(self) -> None:
        """F1: the manual's page about what is shown."""
        from nq57desk.gui.dialogs.manual import ManualDialog

        if self.manual is None:
            self.manual = ManualDialog(self._window, self._session)
            self.manual.finished.connect(self._help_closed)
        self.manual.open_page(self._window.current or "start")
        self.manual.show()
        self.manual.activateWindow()

    def _help_closed(self) -> None:
        self.manual = None

    # columns

    def adopt(self, name: str, page: Page) -> None:
        """Take care of a page just made: its tables' widths, and the settings of this machine on it."""
        machine = getattr(page, "machine", None)
        if machine is not None:
            machine.connect(self.use)
        kept = self._session.preferences
        for at, table in enumerate(cast("list[Table]", page.findChildren(Table))):
            key = f"columns.{name}.{at}"
            table.use_own_widths(kept.get(key))
            table.widths_chosen.connect(lambda text, key=key: kept.keep(key, text))

    # what is offered when an office was opened

    def office_opened(self) -> None:
        """M14 where another window has the office; M13 where a draft was left."""
        office, notice = self._session.office, self._window.notice
        if office is None:
            return
        notice.hide()
        if office.holder is not None:
            text = _(
                "Dữ liệu đang mở ở cửa sổ khác (tài khoản {who}, từ {since}). "
                "Cửa sổ này chỉ xem nên không ghi đè nhau. Đóng cửa sổ kia rồi bấm [Thử lại]."
            )
            told = text.format(who=office.holder.who, since=office.holder.since)
            folder = office.folder
            notice.say(told, _("Thử lại"), lambda: self._window.office_actions.open_office(folder))
        elif office.draft is not None:
            text = _(
                "Lần trước chương trình tắt đột ngột. Các ô đã lưu còn nguyên. "
                "Còn một ô đang gõ dở lúc {time} ({label}): “{text}”"
            )
            draft = office.draft
            short = draft.text if len(draft.text) <= 120 else draft.text[:120] + "…"
            told = text.format(time=draft.at[11:16], label=draft.label, text=" ".join(short.split()))
            notice.say(told, _("Khôi phục"), self._take_draft, closed=self._session.forget_draft)
        elif office.ahead:
            from nq57desk.gui import words

            text = _(
                "Đồng hồ của máy đang là ngày {today}, sớm hơn lần ghi gần nhất (ngày {written}). "
                "Dữ liệu còn nguyên. Chỉnh lại ngày của máy rồi mở lại phần mềm; nếu không, hạn và kỳ sẽ tính sai."
            )
            notice.say(text.format(today=words.day(office.today), written=words.moment(f"{office.ahead}T00:00")[:10]))

    def _take_draft(self) -> None:
        office = self._session.office
        if office is not None and office.draft is not None:
            draft = office.draft
            QApplication.clipboard().setText(draft.text)
            self._session.said.emit(_("Nội dung gõ dở cũng đã chép sẵn, dán được bằng Ctrl+V."))
            self._session.forget_draft()
            if draft.page in self._window.names():
                self._window.open_page(draft.page, draft)
