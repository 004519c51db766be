"""Which stick a bundle is copied to: those that are plugged in, or any folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from nq57desk.gui import symbols, theme
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.plain import label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.usecases.drives import Drive
from nq57desk.usecases.handing_over import in_units
from nq57desk.wording import _


class DriveChoice(QDialog):
    """Lists the removable drives; ``chosen`` is called with the folder, after which the dialog closes."""

    def __init__(self, parent: QWidget, session: Session, what: str, chosen: Callable[[Path], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Chép gói vào USB"))
        self._session, self._chosen = session, chosen
        self.list = QListWidget()
        self.list.setAccessibleName(_("Các ổ USB đang cắm"))
        self.list.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.list.itemActivated.connect(lambda _item: self.take())
        self.told = label("", "quiet", wrap=True)
        self.again = push(_("Tìm lại"))
        self.other = push(_("Thư mục khác…"), symbol="folder")
        self.copy = push(_("Chép vào ổ này"), main=True)
        self.cancel = push(_("Hủy bỏ"))
        self.again.clicked.connect(self.look)
        self.other.clicked.connect(self.elsewhere)
        self.copy.clicked.connect(self.take)
        self.cancel.clicked.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(10)
        outer.addWidget(label(what, "heading", wrap=True))
        outer.addWidget(self.told)
        outer.addWidget(self.list, 1)
        outer.addLayout(row(self.again, self.other, None, self.cancel, self.copy))
        resize_to(self, 600, 330)
        self.show_drives(())
        self.look()

    def look(self) -> None:
        """Ask the system again."""
        from nq57desk.usecases.drives import removable_drives

        self.told.setText(_("Đang tìm ổ USB…"))
        self._session.aside(lambda _monitor: removable_drives(), self.show_drives)

    def show_drives(self, drives: tuple[Drive, ...]) -> None:
        """Show these; the first that can be written is chosen."""
        self.list.clear()
        for drive in drives:
            words = _("{name} – còn trống {free} / {size}").format(
                name=drive.name, free=in_units(drive.free), size=in_units(drive.size)
            )
            item = QListWidgetItem(symbols.icon("save"), words if drive.writable else words + _(" – đang khóa ghi"))
            item.setData(Qt.ItemDataRole.UserRole, str(drive.path))
            item.setSizeHint(QSize(0, theme.px(34)))
            if not drive.writable:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        first = next((at for at, drive in enumerate(drives) if drive.writable), -1)
        self.list.setCurrentRow(first)
        self.copy.setEnabled(first >= 0)
        self.told.setText(
            _("Tệp chép xong được đọc lại và so với bản gốc trong máy.")
            if drives
            else _("Chưa thấy ổ USB nào. Cắm USB rồi bấm Tìm lại, hoặc chọn thư mục khác.")
        )

    def take(self) -> None:
        """Copy to the drive that is chosen."""
        item = self.list.currentItem()
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self._use(Path(str(item.data(Qt.ItemDataRole.UserRole))))

    def elsewhere(self) -> None:
        """Let the person name any folder."""
        chosen = QFileDialog.getExistingDirectory(self, _("Thư mục để chép gói"))
        if chosen:
            self._use(Path(chosen))

    def _use(self, folder: Path) -> None:
        self.accept()
        self._chosen(folder)
