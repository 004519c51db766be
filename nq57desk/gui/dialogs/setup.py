"""The one form of setting up: which unit, what this machine is for. The unit is found by unaccented text and
never picked by itself: xã Cẩm Giang and xã Cẩm Giàng differ by one mark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nq57desk.domain.organisation import Role
from nq57desk.domain.problems import Problem
from nq57desk.domain.vietnamese import fold
from nq57desk.gui import theme
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.form import Field, FieldKind, Form
from nq57desk.gui.widgets.letterhead import Letterhead
from nq57desk.gui.widgets.plain import Choice, Notice, SearchField, Table, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.sentences import sentence
from nq57desk.usecases.shipped_units import Unit
from nq57desk.wording import _, mark

CITY_CODE = "31"
CITY_NAME = mark("Ủy ban nhân dân thành phố Hải Phòng")
LOOK = "look"
"""A ward's machine that only looks: its leader's."""
_ROLES = (
    (Role.WARD.value, mark("Nhập liệu")),
    (LOOK, mark("Chỉ xem")),
    (Role.CITY.value, mark("Thành phố")),
)
_ABOUT = {
    Role.WARD.value: mark("Xã, phường, đặc khu: nhập kế hoạch, ghi tiến độ, in giấy tờ, xuất gói gửi thành phố."),
    LOOK: mark(
        "Máy của lãnh đạo: xem, không sửa được gì. Không cần chọn đơn vị: bấm [Mở bản sao lưu…] rồi chọn "
        "dữ liệu chép từ máy nhập liệu."
    ),
    Role.CITY.value: mark("Thành phố: nhận và gộp gói của các xã, phường, đặc khu."),
}


def matching(units: Sequence[Unit], text: str) -> tuple[Unit, ...]:
    """The units whose kind, name or code hold every word typed; exact marks first."""
    words = fold(text).split()
    found = [unit for unit in units if all(word in fold(f"{unit.kind} {unit.name} {unit.code}") for word in words)]
    typed = " ".join(text.split()).casefold()
    return tuple(sorted(found, key=lambda unit: (typed not in f"{unit.kind} {unit.name}".casefold(), unit.code)))


def unit_words(unit: Unit) -> str:
    """ "Phường Hải Dương – 10525"."""
    return f"{unit.kind[:1].upper()}{unit.kind[1:]} {unit.name} – {unit.code}"


def office_name(unit: Unit) -> str:
    """ "Ủy ban nhân dân phường Hải Dương"."""
    return f"Ủy ban nhân dân {unit.kind.lower()} {unit.name}"


class SetupDialog(QDialog):
    """Makes the office in ``folder``, then calls ``made``."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        units: Sequence[Unit],
        folder: Path,
        made: Callable[[Path], None],
        move_in: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Thiết lập cơ quan"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._units, self._folder = session, units, folder
        self._made, self._move_in = made, move_in
        self.form = Form(
            (
                Field("role", mark("Máy này dùng để"), FieldKind.CHOICE, _ROLES, width=330),
                Field("code", mark("Mã đơn vị"), hint=mark("chọn ở danh sách, hoặc gõ"), width=330),
                Field("name", mark("Tên cơ quan"), hint=mark("Ủy ban nhân dân phường …")),
                Field("governing", mark("Cơ quan chủ quản"), hint=mark("thường để trống")),
                Field("who", mark("Họ tên người dùng máy"), hint=mark("ghi vào nhật ký, có thể để trống")),
                Field("post", mark("Chức vụ"), hint=mark("ví dụ: công chức văn hóa - xã hội")),
            )
        )
        self.about = label(_(_ABOUT[Role.WARD.value]), "quiet", wrap=True)
        self.search = SearchField(_("Tìm đơn vị: gõ không dấu cũng được, ví dụ hai duong"))
        self.model: RowsModel[Unit] = RowsModel((Column(_("Đơn vị"), unit_words, 0),), self)
        self.table = Table(_("Đơn vị"))
        self.notice = Notice()
        self.letterhead = Letterhead(width=40_000 / theme.percent())
        self.accept_button = push(_("Xong"), main=True)
        self.cancel_button = push(_("Hủy bỏ"))
        self._build()
        self.model.show(matching(units, ""))
        self.search.setFocus()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.horizontalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.COMPACT_ROW_HEIGHT)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.use_widths(self.model.columns)
        self.table.setMinimumHeight(theme.px(84))
        sides = QHBoxLayout(self)
        sides.setContentsMargins(18, 14, 18, 14)
        sides.setSpacing(16)
        outer = QVBoxLayout()
        outer.setSpacing(9)
        sides.addLayout(outer, 1)
        sides.addWidget(self.letterhead)
        outer.addWidget(label(_("Cơ quan nào dùng máy này?"), "heading"))
        outer.addWidget(self.notice)
        outer.addWidget(self.search)
        outer.addWidget(self.table, 1)
        outer.addWidget(self.form)
        outer.addWidget(self.about)
        outer.addWidget(label(_("Dữ liệu nằm trong thư mục: {folder}").format(folder=self._folder), "quiet", wrap=True))
        outer.addLayout(row(None, self.cancel_button, self.accept_button))
        resize_to(self, 600 + self.letterhead.sizeHint().width() * 100 // theme.percent(), 520)
        self._draw()
        self.search.searched.connect(lambda text: self.model.show(matching(self._units, text)))
        self.search.left.connect(self._to_table)
        self.table.opened.connect(self._take)
        self.table.clicked.connect(self._take)
        self.form.changed.connect(self._form_changed)
        self.accept_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self.reject)

    def _to_table(self) -> None:
        if self.model.rows:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _take(self, _index: QModelIndex | None = None) -> None:
        unit = self.model.row(self.table.currentIndex())
        if unit is not None:
            self.form.fill({"code": unit.code, "name": office_name(unit)})
            self.accept_button.setFocus()
        self._draw()

    def _draw(self) -> None:
        """The letterhead as it will stand on this office's papers."""
        values = self.form.values()
        chosen = self.model.row(self.table.currentIndex())
        place = chosen.name if chosen is not None and chosen.code == values["code"] else ""
        day = _("ngày … tháng … năm …")
        self.letterhead.say(issuer=values["name"], governing=values["governing"], place=place, day=day)

    def _form_changed(self, name: str) -> None:
        role = self.form.values()["role"]
        city, looks = role == Role.CITY.value, role == LOOK
        self.about.setText(_(_ABOUT[role]))
        self.accept_button.setText(_("Mở bản sao lưu…") if looks else _("Xong"))
        for part in (self.search, self.table):
            part.setEnabled(not city and not looks)
        for each in ("code", "name", "governing"):
            self.form.inputs[each].setEnabled(not looks)
        if name == "role" and city:
            self.form.fill({"code": CITY_CODE, "name": CITY_NAME})
        elif name == "role" and self.form.values()["code"] == CITY_CODE:
            self.form.fill({"code": "", "name": ""})
        self._draw()

    def submit(self) -> None:
        """Make the office; a refusal is said in place. A machine that only looks goes on to another one's data."""
        from nq57desk.usecases import offices

        values = {name: text.strip() for name, text in self.form.values().items()}
        if values["role"] == LOOK:
            self._remember()
            self.accept()
            self._move_in()
            return
        missing = {
            name: _("Chọn đơn vị trong danh sách, hoặc gõ vào đây.") for name in ("code", "name") if not values[name]
        }
        self.form.complain(missing)
        if missing:
            return
        self.accept_button.setEnabled(False)
        folder = self._folder
        self._session.prepare(
            lambda _monitor: offices.create_office(
                folder=folder,
                code=values["code"],
                name=values["name"],
                role=Role.CITY if values["role"] == Role.CITY.value else Role.WARD,
                governing=values["governing"],
            ),
            self._done,
            refused=self._refused,
        )

    def _done(self, _created: object) -> None:
        folder, made = self._folder, self._made
        self._remember()
        self.accept()
        made(folder)

    def _remember(self) -> None:
        """Who uses this machine, and whether it only looks."""
        values = self.form.values()
        named = (" ".join(values[name].split()) for name in ("who", "post"))
        self._session.preferences.keep("who", ", ".join(part for part in named if part))
        self._session.preferences.keep("look_only", "1" if values["role"] == LOOK else "")

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.accept_button.setEnabled(True)
        self.notice.say("\n".join(sentence(problem) for problem in problems))

    @property
    def role(self) -> Choice:
        """What this machine is for."""
        found = self.form.inputs["role"]
        if not isinstance(found, Choice):
            raise KeyError("role")
        return found

    def field(self, name: str) -> QLineEdit:
        """A text field of the form."""
        found = self.form.inputs[name]
        if not isinstance(found, QLineEdit):
            raise KeyError(name)
        return found
