"""Cơ quan này: name, superior, place; a city's address for bundles; a ward's names over time.

Decides that typing over the name mends a spelling, in every period; a name that holds from a day on is asked for with
its day and document, so that papers of earlier periods keep the old one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nq57desk.domain.organisation import Role
from nq57desk.gui import words
from nq57desk.gui.dialogs.reason import ask_reason
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.pages.settings_parts import FormSection
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.form import Field, FieldKind
from nq57desk.gui.widgets.plain import label, push, row
from nq57desk.usecases import settings_edits as keys
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.monitor import Monitor
    from nq57desk.usecases.settings_edits import OfficeSettings
    from nq57desk.workspace import Desk

_TICK = ("", "1")
_ADVICE = mark(
    "Sửa ở ô Tên cơ quan là sửa chữ ghi sai cho mọi kỳ. Đổi tên theo nghị quyết: bấm Đổi tên từ ngày. Đổi mã, hợp nhất "
    "hay tách: tạo đơn vị mới mang mã mới, nhập kế hoạch, gửi phiếu đăng ký cho thành phố; giữ thư mục này để xem và "
    "gửi nốt các kỳ cũ."
)


def _fields(*, city: bool) -> tuple[Field, ...]:
    email = Field(keys.EMAIL, mark("Thư điện tử nhận gói"), hint=mark("ví dụ: vanthu@bienxanh.gov.vn"), width=330)
    return (
        Field("code", mark("Mã đơn vị"), width=160),
        Field(keys.NAME, mark("Tên cơ quan")),
        Field(keys.GOVERNING, mark("Cơ quan chủ quản"), hint=mark("thường để trống")),
        *((email,) if city else ()),
        Field(keys.PLACE, mark("Địa danh trên văn bản"), hint=mark("ví dụ: Sao Mai"), width=260),
        Field(keys.PERSONAL, mark("Đặt theo tên người, sự kiện (địa danh viết đủ)"), FieldKind.CHECK),
        Field(
            keys.TONES,
            mark("Chính tả trên văn bản in"),
            FieldKind.CHOICE,
            tuple(words.TONES.items()),
            width=200,
        ),
    )


def _values(found: OfficeSettings) -> dict[str, str]:
    return {
        "code": found.code,
        keys.NAME: found.name,
        keys.GOVERNING: found.governing,
        keys.EMAIL: found.email,
        keys.PLACE: found.place,
        keys.PERSONAL: _TICK[found.named_after_person],
        keys.TONES: found.tones.value,
    }


class OfficeSection(FormSection):
    """The code is shown and cannot be changed: another code is another office."""

    def __init__(self, session: Session) -> None:
        office = session.office
        ward = office is None or office.office.role is Role.WARD
        super().__init__(
            _("Cơ quan này"),
            _("Tên ở đây là tên trên giấy tờ và trên gói gửi thành phố. Mã đơn vị không đổi được."),
            _fields(city=not ward),
            lambda found: {name: value for name, value in _values(found).items() if name in self.form.inputs},
        )
        self._session = session
        self.form.inputs["code"].setEnabled(False)
        self.names = label("", wrap=True)
        self.names.hide()
        self.advice = label(_(_ADVICE), "quiet", wrap=True)
        self.rename_button, self.back_button = push(_("Đổi tên từ ngày…")), push(_("Rút lại lần đổi tên…"))
        self.rename_button.clicked.connect(self.ask_rename)
        self.back_button.clicked.connect(self.ask_back)
        if ward:
            self.inner.addWidget(self.names)
            self.inner.addWidget(self.advice)
            self.inner.addLayout(row(self.rename_button, self.back_button, None))
        self.back_button.hide()
        self.found_by += [_("Đổi tên từ ngày…"), _("Đổi mã, hợp nhất, tách đơn vị")]

    def show_settings(self, found: OfficeSettings) -> None:
        """Also the names of the past."""
        super().show_settings(found)
        told = [
            _("Tên đến ngày {day}: {name}").format(day=words.day(one.until), name=one.name)
            for one in found.names[:-1]
            if one.until is not None
        ]
        self.names.setText("\n".join(told))
        self.names.setVisible(bool(told))
        ward = found.role is Role.WARD
        self.back_button.setVisible(ward and len(found.names) > 1)

    def ask_rename(self) -> None:
        """Ask for the new name, its day and document."""
        from nq57desk.usecases import unit_changes

        def submit(sheet: Sheet) -> None:
            told = sheet.form.values()

            def work(desk: Desk, _monitor: Monitor) -> object:
                day = unit_changes.read_day(told["day"])
                return unit_changes.rename_own(desk, name=told["name"], day=day, document=told["document"])

            self._session.change(work, lambda _made: self._over(sheet), refused=sheet.refuse)

        fields = (
            Field("name", mark("Tên mới của cơ quan")),
            Field("day", mark("Có hiệu lực từ ngày"), hint=mark("ngày/tháng/năm"), width=160),
            Field("document", mark("Theo văn bản"), hint=mark("Nghị quyết số …/NQ-… ngày …")),
        )
        heading = _(
            "Văn bản đã phát hành và văn bản của các kỳ kết thúc trước ngày này giữ tên cũ; văn bản sau mang tên mới. "
            "Mã, số liệu, khóa không đổi. Báo thành phố ghi cùng ngày."
        )
        sheet = Sheet(self, _("Đổi tên cơ quan"), heading, fields, _("Đổi tên"), submit)
        sheet.form.inputs["name"].setFocus()
        sheet.open()

    def ask_back(self) -> None:
        """Ask why, then take the last renaming back."""
        from nq57desk.usecases import unit_changes

        def submit(sheet: Sheet, reason: str) -> None:
            self._session.change(
                lambda desk, _m: unit_changes.withdraw_own(desk, reason=reason),
                lambda _made: self._over(sheet),
                refused=sheet.refuse,
            )

        heading = _("Rút lại lần đổi tên gần nhất: cơ quan mang lại tên cũ ở mọi kỳ.")
        ask_reason(self, _("Rút lại lần đổi tên"), heading, _("Rút lại"), submit)

    def _over(self, sheet: Sheet) -> None:
        sheet.done_with()
        self._session.ask(lambda desk, _m: keys.read(desk), self.show_settings)
