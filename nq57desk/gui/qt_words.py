"""Vietnamese for Qt's own words: no Vietnamese catalogue ships with Qt, so the desk brings the words it can show.

Only what a person can meet is here: the menus of text fields, standard buttons, and Qt's file dialog (used
where the system has none of its own); messages, colours and printing in :mod:`nq57desk.gui.qt_print_words`.
"""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from nq57desk.gui.qt_print_words import COLOURS, MESSAGES, PAGES, PRINTING
from nq57desk.wording import _, language, mark

WORDS: dict[str, str] = {
    **MESSAGES,
    **COLOURS,
    **PRINTING,
    **PAGES,
    "&Undo": mark("&Hoàn tác"),
    "&Redo": mark("&Làm lại"),
    "Cu&t": mark("Cắ&t"),
    "&Copy": mark("&Chép"),
    "&Paste": mark("&Dán"),
    "Delete": mark("Xóa"),
    "Select All": mark("Chọn tất cả"),
    "Copy &Link Location": mark("Chép địa chỉ &liên kết"),
    "OK": mark("Đồng ý"),
    "&OK": mark("Đồ&ng ý"),
    "Cancel": mark("Hủy bỏ"),
    "&Cancel": mark("&Hủy bỏ"),
    "Save": mark("Lưu"),
    "&Save": mark("&Lưu"),
    "Open": mark("Mở"),
    "&Open": mark("&Mở"),
    "Close": mark("Đóng"),
    "&Close": mark("Đón&g"),
    "Yes": mark("Có"),
    "&Yes": mark("&Có"),
    "No": mark("Không"),
    "&No": mark("&Không"),
    "&Choose": mark("&Chọn"),
    "Look in:": mark("Tìm trong:"),
    "File &name:": mark("Tên &tệp:"),
    "Files of type:": mark("Loại tệp:"),
    "Directory:": mark("Thư mục:"),
    "Back": mark("Quay lại"),
    "Forward": mark("Tiến tới"),
    "Parent Directory": mark("Thư mục cha"),
    "Create New Folder": mark("Tạo thư mục mới"),
    "&New Folder": mark("Thư mục &mới"),
    "New Folder": mark("Thư mục mới"),
    "List View": mark("Xem danh sách"),
    "Detail View": mark("Xem chi tiết"),
    "&Rename": mark("Đổi &tên"),
    "&Delete": mark("&Xóa"),
    "Show &hidden files": mark("Hiện tệp ẩ&n"),
    "Find Directory": mark("Tìm thư mục"),
    "Directories": mark("Các thư mục"),
    "All Files (*)": mark("Mọi tệp (*)"),
    "Name": mark("Tên"),
    "Size": mark("Cỡ"),
    "Type": mark("Loại"),
    "Kind": mark("Loại"),
    "Date Modified": mark("Ngày sửa"),
    "My Computer": mark("Máy này"),
    "Computer": mark("Máy này"),
    "Drive": mark("Ổ đĩa"),
    "File": mark("Tệp"),
    "Folder": mark("Thư mục"),
    "Recent Places": mark("Nơi vừa mở"),
    "Remove": mark("Bỏ"),
    "Go back": mark("Quay lại"),
    "Go forward": mark("Tiến tới"),
    "Go to the parent directory": mark("Lên thư mục cha"),
    "Create a New Folder": mark("Tạo thư mục mới"),
    "Change to list view mode": mark("Xem danh sách"),
    "Change to detail view mode": mark("Xem chi tiết"),
    "Sidebar": mark("Các nơi"),
    "Files": mark("Các tệp"),
    "%1\nFile not found.\nPlease verify the correct file name was given.": mark(
        "%1\nKhông có tệp này. Không có gì thay đổi. Xem lại tên tệp."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": mark(
        "%1\nKhông có thư mục này. Không có gì thay đổi. Xem lại tên thư mục."
    ),
    "%1 already exists.\nDo you want to replace it?": mark("%1 đã có. Thay tệp đó?"),
}


class QtWords(QTranslator):
    """Answers Qt's lookups from our own catalogue; English is left to Qt itself."""

    def translate(self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str:
        """The words in the reader's language; Qt's own English where there are none here."""
        if language() != "vi" or source not in WORDS:
            return source
        return _(WORDS[source])
