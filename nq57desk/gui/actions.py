"""Every action of the window as data: its words, keys and menu. What it does is bound in the main window and pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QPushButton, QWidget

from nq57desk.gui import symbols
from nq57desk.wording import _, mark

MENUS = {
    "file": mark("&Tệp"),
    "edit": mark("&Sửa"),
    "period": mark("&Kỳ báo cáo"),
    "view": mark("&Xem"),
    "help": mark("Trợ &giúp"),
}


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``menu`` "" keeps it out of the menus; ``gap`` draws a line before it."""

    name: str
    words: str
    keys: str = ""
    menu: str = ""
    symbol: str = ""
    gap: bool = False


ACTIONS = (
    ActionSpec("import", mark("Nhập từ tệp…"), "Ctrl+I", "file", "import"),
    ActionSpec("paste", mark("Dán bảng từ Word, Excel"), "Ctrl+V", "file"),
    ActionSpec("keep", mark("Lưu"), "Ctrl+S", "file", "save", gap=True),
    ActionSpec("save_paper", mark("Lưu PDF…"), "", "file", "save"),
    ActionSpec("save_word", mark("Lưu Word…"), "", "file"),
    ActionSpec("save_excel", mark("Lưu Excel…"), "", "file"),
    ActionSpec("print_view", mark("Xem trang in"), "Ctrl+P", "file", "print"),
    ActionSpec("mail_paper", mark("Gửi thư điện tử…"), "", "file"),
    ActionSpec("issue_paper", mark("Ghi số đã phát hành…"), "", "file", "received"),
    ActionSpec("open_issued", mark("Mở bản đã phát hành"), "", "file"),
    ActionSpec("papers_folder", mark("Mở thư mục văn bản"), "", "file", "folder"),
    ActionSpec("make_bundle", mark("Xuất gói…"), "", "file", "exchange", gap=True),
    ActionSpec("copy_usb", mark("Chép gói vào USB…"), "", "file", "save"),
    ActionSpec("take_receipt", mark("Nạp biên nhận…"), "", "file", "received"),
    ActionSpec("look_bundle", mark("Mở gói để xem…"), "", "file", "search"),
    ActionSpec("receive", mark("Nhận gói…"), "", "file", "import"),
    ActionSpec("receive_folder", mark("Nhận cả thư mục…"), "", "file", "folder"),
    ActionSpec("waiting_bundles", mark("Gói đang chờ, tệp bị từ chối…"), "", "file", "held"),
    ActionSpec("settle_conflicts", mark("Giải quyết xung đột…"), "", "edit", "warning"),
    ActionSpec("take_over", mark("Gộp gói của máy khác trong đơn vị…"), "", "file", "import"),
    ActionSpec("remind", mark("Đôn đốc…"), "", "file"),
    ActionSpec("issue_receipts", mark("Phát biên nhận…"), "", "file", "received"),
    ActionSpec("assign", mark("Giao nhiệm vụ…"), "", "file", "tasks"),
    ActionSpec("city_book", mark("Lưu sổ Excel tổng hợp…"), "", "file", "save"),
    ActionSpec("in_time", mark("Ghi nhận đúng hạn…"), "", "period"),
    ActionSpec("lock_period", mark("Khóa kỳ…"), "", "period", "locked"),
    ActionSpec("unlock_period", mark("Mở khóa kỳ…"), "", "period"),
    ActionSpec("enrol", mark("Nạp phiếu đăng ký…"), "", "file", "add"),
    ActionSpec("change_units", mark("Đổi tên, hợp nhất, tách đơn vị…"), "", "file", "edit"),
    ActionSpec("save_card", mark("Lưu phiếu đăng ký…"), "", "file", "save"),
    ActionSpec("trust", mark("Nạp phiếu của thành phố…"), "", "file", "city"),
    ActionSpec("backup", mark("Sao lưu ngay"), "", "file", gap=True),
    ActionSpec("open_folder", mark("Mở thư mục đơn vị…"), "", "file", "folder"),
    ActionSpec("move_in", mark("Mở bản sao lưu, chuyển từ máy khác…"), "", "file"),
    ActionSpec("start", mark("Bắt đầu…"), "", "file"),
    ActionSpec("quit", mark("Thoát"), "Ctrl+Q", "file", gap=True),
    ActionSpec("undo", mark("Hoàn tác"), "Ctrl+Z", "edit"),
    ActionSpec("redo", mark("Làm lại"), "Ctrl+Y", "edit"),
    ActionSpec("add_task", mark("Thêm nhiệm vụ…"), "Ctrl+N", "edit", "add", gap=True),
    ActionSpec("edit", mark("Sửa…"), "F2", "edit", "edit"),
    ActionSpec("delete", mark("Xóa nhiệm vụ"), "Ctrl+Del", "edit"),
    ActionSpec("copy_picture", mark("Chép ảnh"), "Ctrl+C", "edit", "save", gap=True),
    ActionSpec("copy_rows", mark("Chép dòng thành bảng"), "", "edit"),
    ActionSpec("adjust", mark("Điều chỉnh/bổ sung…"), "", "edit", "edit", gap=True),
    ActionSpec("split", mark("Tách nhiệm vụ con…"), "", "edit"),
    ActionSpec("move_up", mark("Chuyển lên"), "Alt+Up", "edit"),
    ActionSpec("move_down", mark("Chuyển xuống"), "Alt+Down", "edit"),
    ActionSpec("restore", mark("Khôi phục nhiệm vụ đã xóa"), "", "edit"),
    ActionSpec("plan_status", mark("Dự thảo hoặc đã ban hành…"), "", "edit"),
    ActionSpec("attachments", mark("Tệp minh chứng…"), "", "edit", gap=True),
    ActionSpec("copy_central", mark("Chép cho hệ thống Trung ương…"), "", "edit"),
    ActionSpec("report_words", mark("Lời của văn bản…"), "", "edit", "edit", gap=True),
    ActionSpec("paper_columns", mark("Cột của bảng…"), "", "edit"),
    ActionSpec("link_rows", mark("Ghép với danh mục…"), "", "edit"),
    ActionSpec("filters", mark("Bộ lọc"), "Ctrl+B", "view"),
    ActionSpec("group", mark("Nhóm theo mục, cơ quan, lãnh đạo, thời hạn"), "Ctrl+G", "view"),
    ActionSpec("find", mark("Tìm"), "Ctrl+F", "edit", "search", gap=True),
    ActionSpec("progress", mark("Ghi tiến độ…"), "Ctrl+R", "period", "progress"),
    ActionSpec("value", mark("Ghi số liệu…"), "Ctrl+E", "period", "indicators"),
    ActionSpec("finish_row", mark("Xong dòng, tới dòng chờ kế tiếp"), "Ctrl+Enter", "period", gap=True),
    ActionSpec("nothing_arose", mark("Không phát sinh"), "Ctrl+K", "period", "nothing_arose"),
    ActionSpec("as_before", mark("Như kỳ trước"), "Ctrl+L", "period"),
    ActionSpec("fill_down", mark("Điền xuống"), "Ctrl+D", "period"),
    ActionSpec("today_cell", mark("Ngày hôm nay"), "Ctrl+;", "period"),
    ActionSpec("previous_period", mark("Kỳ trước"), "Ctrl+PgUp", "period", gap=True),
    ActionSpec("next_period", mark("Kỳ sau"), "Ctrl+PgDown", "period"),
    ActionSpec("close_period", mark("Chốt kỳ…"), "", "period", gap=True),
    ActionSpec("open_period", mark("Mở lại kỳ…"), "", "period"),
    ActionSpec("new_year", mark("Chuyển sang năm mới…"), "", "period", gap=True),
    ActionSpec("detail", mark("Chi tiết"), "F8", "view"),
    ActionSpec("percent_column", mark("Ẩn hoặc hiện cột %"), "", "view"),
    ActionSpec("fit_column", mark("Vừa cột với nội dung"), "", "view"),
    ActionSpec("usual_columns", mark("Độ rộng cột ban đầu"), "", "view"),
    ActionSpec("next_region", mark("Vùng kế tiếp"), "F6", "view"),
    ActionSpec("previous_region", mark("Vùng trước"), "Shift+F6", "view"),
    ActionSpec("flip", mark("Biểu đồ ↔ bảng"), "Ctrl+T", "view", gap=True),
    ActionSpec("larger", mark("Chữ to hơn"), "Ctrl+=", "view"),
    ActionSpec("smaller", mark("Chữ nhỏ hơn"), "Ctrl+-", "view"),
    ActionSpec("usual_size", mark("Cỡ chữ thường"), "Ctrl+0", "view"),
    ActionSpec("leader", mark("Chế độ lãnh đạo xem"), "F11", "view"),
    ActionSpec("next_problem", mark("Vấn đề kế tiếp"), "F3", "view", gap=True),
    ActionSpec("previous_problem", mark("Vấn đề trước"), "Shift+F3", "view"),
    ActionSpec("apply", mark("Nhập các dòng đã chọn"), "Ctrl+Return", "", "import"),
    ActionSpec("leave", mark("Hủy bỏ"), "", ""),
    ActionSpec("help", mark("Hướng dẫn trang này"), "F1", "help"),
    ActionSpec("about", mark("Giới thiệu"), "", "help"),
)


CHANGING = frozenset(
    (
        *("import", "add_task", "edit", "adjust", "split", "restore", "plan_status", "progress", "value"),
        *("close_period", "open_period", "make_bundle", "trust", "issue_paper", "report_words", "new_year"),
        *("receive", "receive_folder", "enrol", "assign", "link_rows"),
        *("remind", "issue_receipts", "lock_period", "unlock_period", "in_time"),
        *("take_over", "settle_conflicts"),
    )
)
"""What a page offers as a button only where the office may be changed."""


def build(owner: QWidget) -> dict[str, QAction]:
    """All actions, owned by and added to ``owner`` so that their keys work; every one starts switched off."""
    made: dict[str, QAction] = {}
    for spec in ACTIONS:
        action = QAction(_(spec.words), owner)
        action.setObjectName(spec.name)
        if spec.keys:
            action.setShortcut(QKeySequence(spec.keys))
        action.setEnabled(False)
        owner.addAction(action)
        made[spec.name] = action
    symbols.later(owner, [(made[spec.name].setIcon, spec.symbol, 16) for spec in ACTIONS if spec.symbol])
    return made


def fill_menus(bar: QMenuBar, actions: Mapping[str, QAction], pages: list[QAction]) -> dict[str, QMenu]:
    """Put the actions into their menus, the pages first under "Xem"; the menus by name."""
    menus = {name: bar.addMenu(_(words)) for name, words in MENUS.items()}
    for page in pages:
        menus["view"].addAction(page)
    menus["view"].addSeparator()
    for spec in ACTIONS:
        if spec.menu:
            if spec.gap:
                menus[spec.menu].addSeparator()
            menus[spec.menu].addAction(actions[spec.name])
    return menus


class ActionButton(QPushButton):
    """A push button that does what the action does, is on when it is, and shows its keys."""

    def __init__(self, action: QAction, *, main: bool = False, words: str = "", bare: bool = False) -> None:
        super().__init__()
        self._action, self._words, self._main, self._bare = action, words, main, bare
        self._short = self._looks = False
        self.setProperty("weight", "main" if main else "plain")
        self.setAutoDefault(False)
        self.clicked.connect(action.trigger)
        action.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Take over words, keys, symbol and availability from the action."""
        text = self._words or self._action.text()
        keys = "" if self._short else key_words(self._action)
        self.setText(text.replace("&", "&&") + (f"   {keys}" if keys else ""))
        self.setAccessibleName(text)
        self.setEnabled(self._action.isEnabled())
        if not (self._main or self._bare or self._action.icon().isNull()):
            self.setIcon(self._action.icon())
            self.setText(f" {self.text()}")

    def only_look(self) -> None:
        """Nothing may be changed here: a button that would change something is not shown."""
        self._looks = self._action.objectName() in CHANGING
        if self._looks:
            self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Not even where its page would show it again."""
        super().showEvent(event)
        if self._looks:
            self.hide()

    def shorten(self, on: bool) -> None:
        """Leave the keys away where there is little room; the menus still tell them."""
        if on != self._short:
            self._short = on
            self.follow()


def key_words(action: QAction) -> str:
    """The action's keys as the keyboard names them, "" where it has none."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def button(action: QAction, *, main: bool = False, words: str = "", bare: bool = False) -> ActionButton:
    """A button for the action; ``words`` in place of the action's own, ``bare``: without its symbol."""
    return ActionButton(action, main=main, words=words, bare=bare)
