"""Taking over a backup, or the folder of another machine: choose, see what is in it, open it in a new folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from nq57desk.domain.problems import Problem
from nq57desk.gui import theme, words
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.plain import Notice, card, label, push, row
from nq57desk.sentences import sentence
from nq57desk.usecases.moving_in import Brought, MovedIn
from nq57desk.wording import _


class MovingInDialog(QDialog):
    """Calls ``opened`` with the new folder once the office is in it."""

    def __init__(self, parent: QWidget, session: Session, wanted: Path, opened: Callable[[Path], None]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Mở bản sao lưu, chuyển từ máy khác"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._wanted, self._opened = session, wanted, opened
        self.found: Brought | None = None
        self.folder: Path | None = None
        self.file_button = push(_("Chọn tệp sao lưu…"), symbol="save")
        self.folder_button = push(_("Chọn thư mục đơn vị…"), symbol="folder")
        self.notice = Notice()
        self.told = label("", "heading", wrap=True, selectable=True)
        self.more = label("", wrap=True, selectable=True)
        self.key = label("", wrap=True)
        self.place = label("", "quiet", wrap=True, selectable=True)
        self.accept_button = push(_("Mở làm dữ liệu của máy này"), main=True)
        self.cancel_button = push(_("Hủy bỏ"))
        self._build()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(10)
        about = _(
            "Chọn một bản sao lưu (.nq57backup), hoặc thư mục đơn vị chép từ máy khác (có tệp nq57.db). "
            "Phần mềm đọc và kiểm tra trước; bản gốc không bị sửa, dữ liệu đang có trên máy này không bị ghi đè."
        )
        outer.addWidget(label(about, wrap=True))
        outer.addLayout(row(self.file_button, self.folder_button, None))
        outer.addWidget(self.notice)
        self.frame = card()
        inner = QVBoxLayout(self.frame)
        inner.setContentsMargins(14, 12, 14, 12)
        for part in (self.told, self.more, self.key, self.place):
            inner.addWidget(part)
        self.frame.hide()
        outer.addWidget(self.frame)
        outer.addStretch(1)
        outer.addLayout(row(None, self.cancel_button, self.accept_button))
        self.accept_button.setEnabled(False)
        self.setMinimumWidth(theme.px(620))
        self.file_button.clicked.connect(self._choose_file)
        self.folder_button.clicked.connect(self._choose_folder)
        self.accept_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self.reject)
        self.file_button.setFocus()

    def _choose_file(self) -> None:
        kinds = f"{_('Bản sao lưu')} (*.nq57backup *.db);;{_('Mọi tệp')} (*)"
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Chọn tệp sao lưu"), "", kinds)
        if chosen:
            self.look_at(Path(chosen))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Chọn thư mục đơn vị"))
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, source: Path) -> None:
        """Check what was chosen and show what is in it."""
        from nq57desk.usecases import moving_in

        self.found = None
        self.notice.hide()
        self.frame.hide()
        self.accept_button.setEnabled(False)
        wanted = self._wanted

        def work(_monitor: object) -> tuple[Brought, Path]:
            return moving_in.look(source), moving_in.free_folder(wanted)

        self._session.prepare(work, self._came, refused=self._refused, words=_("Đang kiểm tra…"))

    def _came(self, answer: tuple[Brought, Path]) -> None:
        self.found, self.folder = answer
        found = self.found
        self.told.setText(f"{found.office.name} – {found.office.code}")
        counts = [_("{n} nhiệm vụ").format(n=found.tasks), _("{n} chỉ tiêu").format(n=found.indicators)]
        if found.newest:
            counts.append(_("ghi lần cuối {time}").format(time=words.moment(found.newest)))
        if found.office.sample:
            counts.append(_("đơn vị mẫu, số liệu giả"))
        self.more.setText(_("Đã kiểm tra, dữ liệu nguyên vẹn") + ": " + " · ".join(counts))
        self.key.setText(_with_keys() if found.with_keys else _without_keys())
        self.place.setText(_("Sẽ nằm trong thư mục mới: {folder}").format(folder=self.folder))
        self.frame.show()
        self._make_room()
        self.accept_button.setEnabled(True)
        self.accept_button.setFocus()

    def _make_room(self) -> None:
        """Wrapped sentences need a height that the dialog knows only once they are in it."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def submit(self) -> None:
        """Make the new folder, then open the office in it."""
        from nq57desk.usecases import moving_in

        if self.found is None or self.folder is None:
            return
        self.accept_button.setEnabled(False)
        source, folder = self.found.source, self.folder
        who, now = self._session.preferences.get("who"), datetime.now().astimezone()
        self._session.prepare(
            lambda _monitor: moving_in.move_in(source, folder=folder, who=who, at=now),
            self._done,
            refused=self._refused,
            words=_("Đang chuyển dữ liệu vào máy này…"),
        )

    def _done(self, moved: MovedIn) -> None:
        self.accept()
        self._opened(moved.folder)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.accept_button.setEnabled(self.found is not None)
        self.notice.say("\n".join(sentence(problem) for problem in problems))
        self._make_room()


def _with_keys() -> str:
    return _(
        "Khóa ký gói đi cùng thư mục: không phải đăng ký lại với thành phố. "
        "Từ nay chỉ xuất gói ở máy này; máy cũ chỉ để xem."
    )


def _without_keys() -> str:
    return _(
        "Không có khóa ký gói đi cùng: máy này sẽ có khóa mới. Trước khi xuất gói, in phiếu đăng ký ở trang Trao đổi "
        "và gửi thành phố nạp lại; gói đã gửi trước đây vẫn có giá trị."
    )
