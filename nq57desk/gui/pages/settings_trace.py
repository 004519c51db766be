"""Under the journal: the whole of it out as a signed file, and whether such a file is whole."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from nq57desk.domain.problems import Problem
from nq57desk.gui import words
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.plain import label, push, row
from nq57desk.sentences import sentence
from nq57desk.usecases.trace import Exported, Verified
from nq57desk.wording import _


class TracePart(QObject):
    """Two buttons and a line of what came of them."""

    def __init__(self, session: Session, parent: QWidget, inner: QVBoxLayout) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent
        self.leave, self.look = push(_("Xuất nhật ký có ký…"), symbol="save"), push(_("Kiểm tra tệp nhật ký…"))
        self.note = label("", "quiet", wrap=True, selectable=True)
        self.note.hide()
        inner.addLayout(row(self.leave, self.look, None))
        inner.addWidget(self.note)
        self.leave.clicked.connect(self._ask_where)
        self.look.clicked.connect(self._ask_which)

    def _ask_where(self) -> None:
        office = self._session.office
        if office is None:
            return
        offered = _("nhat-ky {code}").format(code=office.office.code) + ".jsonl"
        kind = _("Nhật ký (*.jsonl)")
        name, _chosen = QFileDialog.getSaveFileName(self._parent, _("Xuất nhật ký có ký"), offered, kind)
        if name:
            self.export(Path(name))

    def _ask_which(self) -> None:
        kind = _("Nhật ký (*.jsonl)")
        name, _chosen = QFileDialog.getOpenFileName(self._parent, _("Kiểm tra tệp nhật ký"), "", kind)
        if name:
            self.verify(Path(name))

    def export(self, path: Path) -> None:
        """Write it and say where."""
        from nq57desk.usecases import trace

        self._session.ask(
            lambda desk, _monitor: trace.export(desk, path=path),
            self._exported,
            refused=self._refused,
            words=_("Đang xuất nhật ký…"),
        )

    def verify(self, path: Path) -> None:
        """Look at a file and say what is wrong with it."""
        from nq57desk.usecases import trace

        self._session.ask(
            lambda desk, _monitor: trace.verify(desk, path=path),
            self._verified,
            refused=self._refused,
            words=_("Đang kiểm tra tệp nhật ký…"),
        )

    def _exported(self, done: Exported) -> None:
        text = _("Đã xuất {n} việc vào {file}; chữ ký nằm ở {signature}. Gửi cả hai tệp.")
        self._say(text.format(n=done.entries, file=done.file, signature=done.signature.name))

    def _verified(self, found: Verified) -> None:
        if found.problems:
            self._refused(found.problems)
            return
        text = _("Tệp nguyên vẹn: {n} việc của đơn vị {office}, xuất lúc {time}.")
        self._say(text.format(n=found.entries, office=found.office, time=words.moment(found.exported_at)))

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self._say("\n".join(sentence(one) for one in problems))

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.show()
