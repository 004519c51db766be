"""What the frame itself can do: open an office or begin one, bring files in, undo, save a backup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from nq57desk import paths
from nq57desk.gui.bringing_in import BringingIn
from nq57desk.gui.clipboard import Pasted
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.domain.problems import Problem
    from nq57desk.gui.dialogs.setup import SetupDialog
    from nq57desk.gui.dialogs.start import StartDialog
    from nq57desk.gui.main_window import MainWindow
    from nq57desk.usecases.shipped_units import Unit

READABLE = "*.docx *.xlsx *.xls *.pdf *.txt *.tsv *.csv *.doc"
FROM_CITY = "*.nq57assign *.nq57receipt"
"""What the city sends, taken in on the page of exchange."""


class OfficeActions:
    """Bound to one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._session = window.session
        self.start_dialog: StartDialog | None = None
        self.setup_dialog: SetupDialog | None = None
        self.new_folder = paths.default_office()
        self.bringing_in = BringingIn(window)
        self.recent = QMenu(_("Mở gần đây"), window)
        self.recent.setEnabled(False)
        self.handlers: dict[str, Callable[[], None]] = {
            "start": self.start,
            "open_folder": self.open_folder,
            "import": self.choose_file,
            "paste": self.paste,
            "undo": self.undo,
            "redo": self.redo,
            "backup": self.backup,
            "new_year": self.new_year,
            "keep": self.keep,
            "move_in": self.move_in,
            "about": self.about,
        }

    def can(self, name: str) -> bool:
        """Whether it can be done now."""
        office = self._session.office
        if name in ("start", "open_folder", "move_in", "about"):
            return True
        if office is None or name not in self.handlers:
            return False
        if name in ("import", "paste", "new_year"):
            return not office.is_city and not office.read_only
        if name in ("undo", "redo"):
            return not office.read_only and bool(getattr(office.steps, name))
        return not office.read_only

    # beginning

    def start(self) -> None:
        """Show the three ways to begin."""
        from nq57desk.gui.dialogs.start import StartDialog

        office = self._session.office
        recent = tuple(one for one in self._session.preferences.recent() if office is None or one[1] != office.folder)
        dialog = StartDialog(self._window, recent, self.bringing_in.waiting_words())
        dialog.reopen.connect(self.open_recent)
        dialog.set_up.connect(self.set_up)
        dialog.try_sample.connect(self.try_sample)
        dialog.move_in.connect(self.move_in)
        dialog.finished.connect(self._start_closed)
        self.start_dialog = dialog
        dialog.open()

    def _start_closed(self) -> None:
        self.start_dialog = None

    def _begun(self) -> None:
        if self.start_dialog is not None:
            self.start_dialog.accept()

    def set_up(self) -> None:
        """Open the form of setting up, once the list of units is read."""

        def units(_monitor: object) -> tuple[Unit, ...]:
            from nq57desk.usecases import shipped_units

            return shipped_units.units()

        self._session.prepare(units, self._open_setup)

    def _open_setup(self, units: tuple[Unit, ...]) -> None:
        from nq57desk.gui.dialogs.setup import SetupDialog

        dialog = SetupDialog(self._window, self._session, units, self.new_folder, self._open_new, self.move_in)
        dialog.finished.connect(self._setup_closed)
        self.setup_dialog = dialog
        dialog.open()

    def _open_new(self, folder: Path) -> None:
        """Open an office just made, and say once what was made with it."""

        def opened() -> None:
            self._begun()
            self._window.notice.say(_("Đã tạo khóa ký gói. In phiếu đăng ký ở trang Trao đổi."))

        self._session.open(folder, opened)

    def _setup_closed(self) -> None:
        self.setup_dialog = None

    def try_sample(self) -> None:
        """Make the sample office in a folder of its own (if there is none yet) and open it."""
        folder, as_of = self.new_folder.with_name("don-vi-mau"), self._session.as_of

        def work(monitor: object) -> Path:
            from nq57desk import workspace
            from nq57desk.monitor import Monitor
            from nq57desk.usecases import sample

            if not workspace.is_office(folder):
                told = monitor if isinstance(monitor, Monitor) else None
                sample.make_sample(folder=folder, as_of=as_of, monitor=told)
            return folder

        self._session.prepare(work, self.open_office, words=_("Đang tạo đơn vị mẫu…"))

    def open_folder(self) -> None:
        """Let the person name a folder and open the office in it."""
        chosen = QFileDialog.getExistingDirectory(self._window, _("Chọn thư mục dữ liệu của đơn vị"))
        if chosen:
            self.open_office(Path(chosen))

    def move_in(self) -> None:
        """Take over a backup or another machine's office, in a folder of its own."""
        from nq57desk.gui.dialogs.moving_in import MovingInDialog

        dialog = MovingInDialog(self._window, self._session, self.new_folder, self.open_office)
        dialog.open()

    def open_office(self, folder: Path) -> None:
        """Open the office in a folder; one that is damaged is offered what can be saved of it."""

        def refused(problems: tuple[Problem, ...]) -> None:
            from nq57desk.gui.dialogs.damaged import is_damage

            self._session.refused.emit(problems)
            if is_damage(problems):
                self.offer_saving(folder)

        self._session.open(folder, self._begun, refused)

    def offer_saving(self, folder: Path) -> None:
        """Show what can be saved of a damaged office, once at a time."""
        from nq57desk.gui.dialogs.damaged import DamagedDialog

        if not any(isinstance(one, DamagedDialog) for one in self._window.children()):
            DamagedDialog(self._window, self._session, folder).open()

    def list_recent(self) -> None:
        """Offer the offices opened last, without the one that is open."""
        self.recent.clear()
        office = self._session.office
        for name, folder in self._session.preferences.recent():
            if office is None or folder != office.folder:
                action = self.recent.addAction(f"{name} – {folder}".replace("&", "&&"))
                action.triggered.connect(lambda _checked=False, folder=folder: self.open_recent(folder))
        self.recent.setEnabled(bool(self.recent.actions()))

    def open_recent(self, folder: Path) -> None:
        """Open an office opened before; one that is gone is forgotten and said so."""

        def gone(problems: tuple[Problem, ...]) -> None:
            self._session.preferences.forget(folder)
            self.list_recent()
            self._session.refused.emit(problems)

        self._session.open(folder, self._begun, gone)

    def delete_sample(self) -> None:
        """Ask, then take the sample office away and begin anew."""
        from nq57desk.gui.dialogs.question import ask

        office = self._session.office
        if office is None or not office.office.sample:
            return
        folder = office.folder
        text = _(
            "Xóa đơn vị mẫu trong thư mục {folder}? Số liệu giả bị xóa hẳn; dữ liệu của đơn vị thật không liên quan."
        )
        if ask(self._window, text.format(folder=folder), _("Xóa đơn vị mẫu")):
            self._session.remove_sample(self._sample_gone)

    def _sample_gone(self, folder: Path) -> None:
        self._session.preferences.forget(folder)
        self._window.office_closed()
        self.start()

    # bringing in

    @staticmethod
    def page_for(what: object) -> str:
        """Where a file or what was pasted is brought in: the program's own files on the page of exchange."""
        own = isinstance(what, Path) and what.suffix.lower() in paths.OWN_ENDINGS
        return "exchange" if own else "importing"

    def choose_file(self) -> None:
        """Let the person choose a file to import."""
        kinds = (
            f"{_('Phụ lục Word, Excel, PDF')} ({READABLE});;{_('Tệp của thành phố')} ({FROM_CITY});;{_('Mọi tệp')} (*)"
        )
        chosen, _kind = QFileDialog.getOpenFileName(self._window, _("Nhập từ tệp"), "", kinds)
        if chosen:
            self._window.import_from(Path(chosen))

    def paste(self) -> None:
        """Bring in the table on the clipboard."""
        data = QApplication.clipboard().mimeData()
        if data is not None and (data.hasHtml() or data.hasText()):
            self._window.import_from(Pasted(data.html(), data.text()))

    # changing

    def undo(self) -> None:
        """Take the last change back."""
        from nq57desk.usecases import history

        self._session.change(lambda desk, _monitor: history.undo(desk))

    def redo(self) -> None:
        """Bring it back."""
        from nq57desk.usecases import history

        self._session.change(lambda desk, _monitor: history.redo(desk))

    def keep(self) -> None:
        """Ctrl+S: everything is saved as it is typed, so take the open editor's text and say when it was saved."""
        page = self._window.current_page()
        if page is not None:
            page.keep()

        def kept(at: datetime) -> None:
            if page is None or not page.unsaved:
                self._window.note_saved(at)

        self._session.ask(lambda desk, _monitor: desk.now(), kept)

    def backup(self) -> None:
        """Make a verified copy now and say where."""
        from nq57desk.gui.dialogs.question import tell
        from nq57desk.usecases import history

        def done(file: Path) -> None:
            self._session.backed_up(datetime.now().astimezone().isoformat(timespec="seconds"))
            tell(self._window, _("Đã sao lưu và kiểm tra lại."), str(file))

        self._session.ask(lambda desk, _monitor: history.backup(desk), done, words=_("Đang sao lưu…"))

    def new_year(self) -> None:
        """Carry a plan on into the next year."""
        from nq57desk.gui.dialogs.year_turn import show_year_turn

        show_year_turn(self._window, self._session)

    def about(self) -> None:
        """Say what this program is, where the data lie, and under which licences its parts stand."""
        from nq57desk.gui.dialogs.about import AboutDialog

        office = self._session.office
        AboutDialog(self._window, str(office.folder) if office is not None else "").show()
