"""The section of Cài đặt about the bodies that plans name: two spellings made one, after a look at what that means."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QWidget

from nq57desk.domain.body_likeness import LikelySame
from nq57desk.gui import theme
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.pages.settings_parts import Section
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.form import Field, FieldKind
from nq57desk.gui.widgets.plain import Table, label, push, row
from nq57desk.usecases.bodies import BodyRow
from nq57desk.wording import _, mark


class BodiesSection(Section):
    """All bodies with their other names and what they lead."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            _("Danh mục cơ quan, đơn vị"),
            _("Chữ trong kế hoạch giữ nguyên như văn bản; từ khi gộp, các tên gọi được hiểu là một cơ quan."),
        )
        self._session = session
        columns: tuple[Column[BodyRow], ...] = (
            Column(_("Tên đầy đủ"), lambda one: one.name, 0),
            Column(_("Viết tắt"), lambda one: one.short_name, 100),
            Column(_("Tên gọi khác"), lambda one: "; ".join(one.aliases), 210),
            Column(_("Chủ trì"), lambda one: str(len(one.leads)), 80, right=True),
            Column(_("Quá hạn"), lambda one: str(len(one.late)), 84, right=True),
        )
        self.model: RowsModel[BodyRow] = RowsModel(columns, self)
        self.table = Table(_("Cơ quan, đơn vị"))
        self.table.setModel(self.model)
        self.table.use_widths(columns, 200)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setMinimumHeight(theme.px(300))
        self.likely = label("", "quiet", wrap=True)
        self.take_likely = push(_("Xem và gộp…"))
        self.merge, self.rename = push(_("Gộp các dòng đã chọn…")), push(_("Đổi tên, viết tắt…"), symbol="edit")
        self.apart = push(_("Tách tên gọi khác…"))
        self.pairs: tuple[LikelySame, ...] = ()
        self.inner.addWidget(self.table)
        self.inner.addLayout(row(self.merge, self.rename, self.apart, None))
        self.inner.addLayout(row(self.likely, self.take_likely))
        self.merge.clicked.connect(self._merge_chosen)
        self.take_likely.clicked.connect(self._merge_likely)
        self.rename.clicked.connect(self._rename)
        self.table.opened.connect(self._rename)
        self.apart.clicked.connect(self._apart)
        self.found_by += [_("gộp trùng"), _("viết tắt"), _("tên gọi khác")]
        self._say_likely()

    def refresh(self) -> None:
        """Read the bodies, and which of them are likely one."""
        from nq57desk.usecases import bodies

        self._session.ask(lambda desk, _m: (bodies.bodies(desk), bodies.likely_same(desk)), self._came)

    def _came(self, found: tuple[tuple[BodyRow, ...], tuple[LikelySame, ...]]) -> None:
        rows, self.pairs = found
        self.model.show(rows)
        if rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._say_likely()

    def _say_likely(self) -> None:
        self.take_likely.setVisible(bool(self.pairs))
        self.likely.setVisible(bool(self.pairs))
        if self.pairs:
            first = self.pairs[0]
            text = _("Có {n} cặp tên có thể là một, ví dụ “{one}” và “{other}”.")
            self.likely.setText(text.format(n=len(self.pairs), one=first.one, other=first.other))
        else:
            self.likely.setText("")

    def chosen(self) -> list[BodyRow]:
        """The rows chosen, in the list's order."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        return [self.model.rows[at] for at in rows]

    def _merge_chosen(self) -> None:
        rows = self.chosen()
        if len(rows) > 1:
            self._ask_merge([each.name for each in rows])
        else:
            self.likely.show()
            self.likely.setText(_("Chọn ít nhất hai dòng (giữ Ctrl hoặc Shift) rồi bấm gộp."))

    def _merge_likely(self) -> None:
        if self.pairs:
            self._ask_merge([self.pairs[0].one, self.pairs[0].other])

    def _ask_merge(self, names: list[str]) -> None:
        """Which name stays, and what merging means."""
        leads = {each.name: len(each.leads) for each in self.model.rows}
        told = "\n".join(_("{name}: chủ trì {n} nhiệm vụ").format(name=name, n=leads.get(name, 0)) for name in names)
        heading = _("Gộp {n} tên thành một cơ quan. Chữ trong kế hoạch không đổi; hoàn tác được.").format(n=len(names))
        field = Field("keep", mark("Giữ tên"), FieldKind.CHOICE, tuple((name, name) for name in names))
        sheet = Sheet(
            self, _("Gộp cơ quan"), f"{heading}\n\n{told}", (field,), _("Gộp"), lambda s: self._do_merge(s, names)
        )
        sheet.open()

    def _do_merge(self, sheet: Sheet, names: list[str]) -> None:
        from nq57desk.usecases import bodies

        keep = sheet.form.values()["keep"]
        others = [name for name in names if name != keep]
        self._session.change(
            lambda desk, _m: bodies.merge_bodies(desk, keep=keep, others=others),
            lambda _applied: self._done(sheet),
            refused=sheet.refuse,
        )

    def _done(self, sheet: Sheet) -> None:
        sheet.done_with()
        self.refresh()

    def _rename(self) -> None:
        rows = self.chosen()
        if not rows:
            return
        chosen = rows[0]
        fields = (Field("name", mark("Tên đầy đủ")), Field("short", mark("Viết tắt"), width=200))
        title = _("Đổi tên cơ quan")
        sheet = Sheet(
            self, title, _("Tên cũ vẫn được nhận ra."), fields, _("Xong"), lambda s: self._do_rename(s, chosen)
        )
        sheet.form.fill({"name": chosen.name, "short": chosen.short_name})
        sheet.open()

    def _do_rename(self, sheet: Sheet, chosen: BodyRow) -> None:
        from nq57desk.usecases import bodies

        values = sheet.form.values()
        self._session.change(
            lambda desk, _m: bodies.rename_body(
                desk, body=chosen.id or chosen.name, name=values["name"], short_name=values["short"]
            ),
            lambda _applied: self._done(sheet),
            refused=sheet.refuse,
        )

    def _apart(self) -> None:
        rows = [each for each in self.chosen() if each.aliases]
        if not rows:
            self.likely.setText(_("Dòng đang chọn không có tên gọi khác để tách."))
            return
        chosen = rows[0]
        field = Field("alias", mark("Tách tên"), FieldKind.CHOICE, tuple((name, name) for name in chosen.aliases))
        heading = _("Tên tách ra thành một cơ quan riêng; hoàn tác được.")
        sheet = Sheet(self, _("Tách tên gọi"), heading, (field,), _("Tách"), lambda s: self._do_apart(s, chosen))
        sheet.open()

    def _do_apart(self, sheet: Sheet, chosen: BodyRow) -> None:
        from nq57desk.usecases import bodies

        alias = sheet.form.values()["alias"]
        self._session.change(
            lambda desk, _m: bodies.tell_apart(desk, body=chosen.id or chosen.name, alias=alias),
            lambda _applied: self._done(sheet),
            refused=sheet.refuse,
        )

    def first(self) -> QWidget:
        """The list."""
        return self.table
