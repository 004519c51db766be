"""The sections of Cài đặt that are forms: a field set is a setting set, at once, or refused under the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from nq57desk import settings
from nq57desk.domain.periods import Calendar, city_due_day, due_day, month_of, window
from nq57desk.gui import theme, words
from nq57desk.gui.widgets.composing import ComposingText
from nq57desk.gui.widgets.form import Field, FieldKind, Form
from nq57desk.gui.widgets.plain import Choice, card, label, push, row
from nq57desk.usecases import settings_edits as keys
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.usecases.settings_edits import OfficeSettings


class Section(QWidget):
    """One heading of the page with what stands under it."""

    wanted = Signal(str, str)
    """A setting's key and the value that was typed or chosen for it."""

    def __init__(self, title: str, about: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.found_by: list[str] = [title, about]
        """The words by which a search finds this section."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(label(title, "title"))
        if about:
            outer.addWidget(label(about, "quiet", wrap=True))
        self.frame = card()
        self.inner = QVBoxLayout(self.frame)
        self.inner.setContentsMargins(16, 14, 16, 14)
        self.inner.setSpacing(8)
        outer.addWidget(self.frame)
        self.outer = outer

    def refresh(self) -> None:
        """Read anew what is not in the settings themselves; called when the section is shown."""

    def show_settings(self, _found: OfficeSettings) -> None:
        """Show the settings in force."""

    def refuse(self, _key: str, _words: str) -> None:
        """A value was not taken: say why under its field."""

    def first(self) -> QWidget:
        """What takes the focus."""
        return self


class FormSection(Section):
    """Fields named after their settings."""

    def __init__(
        self,
        title: str,
        about: str,
        fields: Sequence[Field],
        read: Callable[[OfficeSettings], Mapping[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, about, parent)
        self.form = Form(fields)
        self._read = read
        self._known: dict[str, str] = {}
        self.inner.addWidget(self.form)
        self.found_by += [_(field.words) for field in fields]
        for name, made in self.form.inputs.items():
            self._follow(name, made)

    def _follow(self, name: str, made: QWidget) -> None:
        if isinstance(made, QLineEdit):
            made.editingFinished.connect(lambda: self._typed(name))
        elif isinstance(made, Choice):
            made.currentIndexChanged.connect(lambda _at: self._typed(name))
        elif isinstance(made, QCheckBox):
            made.toggled.connect(lambda _on: self._typed(name))

    def _typed(self, name: str) -> None:
        value = self.form.values()[name]
        if name in self._known and value != self._known[name]:
            self._known[name] = value
            self.wanted.emit(name, value)

    def show_settings(self, found: OfficeSettings) -> None:
        """Put the settings into the fields; one being typed in stays."""
        values = dict(self._read(found))
        self._known = {}
        kept = {name: value for name, value in values.items() if not self.form.inputs[name].hasFocus()}
        self.form.fill(kept)
        self._known = values
        self.form.complain({})

    def refuse(self, key: str, words_: str) -> None:
        """Say it under the field; what was typed stays."""
        if key in self.form.inputs:
            self._known[key] = _NOT_TAKEN
            self.form.complain({key: words_})

    def first(self) -> QWidget:
        """The first field."""
        return next(iter(self.form.inputs.values()))


class Lines(ComposingText):
    """A text of lines that tells when it was left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it is the end of typing."""
        super().focusOutEvent(event)
        self.left.emit()


_NOT_TAKEN = "\0"
"""Stands for a value that was refused: the same text may be tried again."""


class PeriodSection(FormSection):
    """The report calendar, with what it means for the present month."""

    def __init__(self) -> None:
        super().__init__(
            _("Kỳ báo cáo"),
            _("Mặc định theo lịch 15–14 của Nghị định 09/2019/NĐ-CP; mức 90% theo kế hoạch của địa phương."),
            (
                Field(
                    settings.FIRST_DAY,
                    mark("Lịch kỳ"),
                    FieldKind.CHOICE,
                    (("15", mark("từ ngày 15 tháng trước đến ngày 14")), ("1", mark("tháng dương lịch"))),
                    width=330,
                ),
                Field(settings.DUE_BEFORE, mark("Các đơn vị nộp trước ngày"), width=90),
                Field(settings.CITY_WORKING_DAYS, mark("Gửi thành phố sau … ngày làm việc"), width=90),
                Field(keys.REMIND, mark("Nhắc trước … ngày"), width=90),
                Field(keys.THRESHOLD_KEY, mark("Mức cập nhật phải đạt (%)"), width=90),
                Field(keys.DUE_SOON, mark("Sắp đến hạn khi còn … ngày"), width=90),
            ),
            lambda found: {
                settings.FIRST_DAY: str(found.calendar.first_day),
                settings.DUE_BEFORE: str(found.calendar.due_before),
                settings.CITY_WORKING_DAYS: str(found.calendar.city_working_days),
                keys.REMIND: str(found.remind_before),
                keys.THRESHOLD_KEY: str(found.threshold),
                keys.DUE_SOON: str(found.due_soon_days),
            },
        )
        self.meaning = label("", "quiet", wrap=True)
        self.inner.addWidget(self.meaning)
        self.city_days = push(_("Lịch gửi của thành phố…"))
        self.city_days.setToolTip(_("Hạn gửi ghi trên phiếu của thành phố, so với cách tính của cơ quan"))
        self.inner.addLayout(row(self.city_days, None))
        self.found_by.append(_("Lịch gửi của thành phố…"))
        self.today: date | None = None

    def show_settings(self, found: OfficeSettings) -> None:
        """Also what the calendar means now."""
        choice = self.form.inputs[settings.FIRST_DAY]
        first = str(found.calendar.first_day)
        if isinstance(choice, Choice) and choice.findData(first) < 0:
            choice.addItem(_("từ ngày {day} tháng trước").format(day=first), first)
        super().show_settings(found)
        if self.today is not None:
            told = [calendar_words(found.calendar, self.today)]
            if found.calendar.city_due_days:
                told.append(_("Hạn gửi thành phố theo lịch trên phiếu của thành phố."))
            self.meaning.setText(" ".join(told))
        self.city_days.setVisible(found.has_city_days)


def calendar_words(calendar: Calendar, today: date) -> str:
    """ "Kỳ tháng 11/2026: 15/10–14/11; các đơn vị nộp hết ngày 14/11; gửi thành phố hết ngày 17/11"."""
    month = month_of(today, calendar)
    first, last = window(month, calendar)
    return _("Kỳ {period}: {first}–{last}; các đơn vị nộp hết ngày {due}; gửi thành phố hết ngày {city}.").format(
        period=words.period_words(month.code),
        first=words.day_month(first),
        last=words.day_month(last),
        due=words.day_month(due_day(month, calendar)),
        city=words.day_month(city_due_day(month, calendar)),
    )


class StatesSection(Section):
    """Which states are offered in lists."""

    def __init__(self) -> None:
        about = _("Trạng thái bỏ chọn không hiện trong danh sách chọn; dữ liệu đã ghi vẫn giữ nguyên.")
        super().__init__(_("Trạng thái được chọn"), about)
        self.boxes: dict[str, QCheckBox] = {}
        for state, its in words.STATES.items():
            box = QCheckBox(_(its.words))
            box.setEnabled(state.value != "done")
            box.toggled.connect(self._toggled)
            self.boxes[state.value] = box
            self.inner.addWidget(box)
            self.found_by.append(_(its.words))
        self._quiet = False

    def show_settings(self, found: OfficeSettings) -> None:
        """Tick those offered."""
        self._quiet = True
        offered = {state.value for state in found.states}
        for name, box in self.boxes.items():
            box.setChecked(name in offered)
        self._quiet = False

    def _toggled(self) -> None:
        if not self._quiet:
            self.wanted.emit(keys.STATES, ",".join(name for name, box in self.boxes.items() if box.isChecked()))

    def first(self) -> QWidget:
        """The first box."""
        return next(iter(self.boxes.values()))


class DisplaySection(FormSection):
    """What concerns this machine only: text size, rows, language, looking only. Told by ``wanted`` as well."""

    def __init__(self, values: Callable[[], Mapping[str, str]]) -> None:
        sizes = tuple((str(size), f"{size}%") for size in theme.SIZES)
        rows = (("compact", mark("Gọn")), ("usual", mark("Vừa")), ("wide", mark("Rộng")))
        super().__init__(
            _("Hiển thị, máy này"),
            _("Chỉ áp dụng cho máy này. Cỡ chữ cũng đổi được bằng Ctrl+=, Ctrl+- và Ctrl+0."),
            (
                Field("window.text", mark("Cỡ chữ"), FieldKind.CHOICE, sizes, width=160),
                Field("window.rows", mark("Chiều cao dòng"), FieldKind.CHOICE, rows, width=160),
                Field(
                    "window.language",
                    mark("Ngôn ngữ"),
                    FieldKind.CHOICE,
                    (("vi", "Tiếng Việt"), ("en", "English")),
                    width=160,
                ),
                Field("window.who", mark("Họ tên, chức vụ người dùng máy"), hint=mark("ghi vào nhật ký"), width=330),
                Field("window.look_only", mark("Máy này chỉ xem (dùng cho lãnh đạo)"), FieldKind.CHECK),
                Field("window.names", mark("Hiện tên người khi trình chiếu (F11)"), FieldKind.CHECK),
            ),
            lambda _found: values(),
        )


class RecipientsSection(Section):
    """Nơi nhận, one to a line."""

    def __init__(self) -> None:
        super().__init__(_("Nơi nhận"), _("Mỗi dòng một nơi nhận; dùng cho mọi văn bản in ra."))
        self.lines = Lines()
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(_("Nơi nhận"))
        self.lines.setFixedHeight(self.lines.fontMetrics().lineSpacing() * 6 + 18)
        self.lines.left.connect(self._typed)
        self.inner.addWidget(self.lines)
        self._known = ""

    def show_settings(self, found: OfficeSettings) -> None:
        """The recipients as kept."""
        self._known = "\n".join(found.recipients)
        if not self.lines.hasFocus():
            self.lines.setPlainText(self._known)

    def _typed(self) -> None:
        text = self.lines.toPlainText()
        if text != self._known:
            self._known = text
            self.wanted.emit(keys.RECIPIENTS, text)

    def first(self) -> QWidget:
        """The text field."""
        return self.lines
