"""How a paper leaves: to a printer, into a file, into a draft of a letter; what left is ticked in the list."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog

from nq57desk import paths
from nq57desk.domain.issued import IssuedPaper
from nq57desk.domain.vietnamese import fold
from nq57desk.errors import refuse
from nq57desk.gui.pages.papers_made import Made
from nq57desk.monitor import Monitor
from nq57desk.sentences.disk import why
from nq57desk.usecases.mail_drafts import draft
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.gui.pages.papers import PapersPage
    from nq57desk.workspace import Desk

KINDS = {".pdf": mark("Tệp PDF"), ".docx": mark("Tệp Word"), ".xlsx": mark("Tệp Excel")}
_LONGEST = 80


class Leaving:
    """Prints, saves and mails the paper that the page shows."""

    def __init__(self, page: PapersPage) -> None:
        self.page = page
        self.handlers: dict[str, Callable[[], None]] = {
            "print_view": self.print,
            "save_paper": lambda: self.save(".pdf"),
            "save_word": lambda: self.save(".docx"),
            "save_excel": lambda: self.save(".xlsx"),
            "mail_paper": self.mail,
            "papers_folder": self.open_folder,
            "open_issued": self.open_issued,
        }

    def can(self, action: str) -> bool:
        """An issued paper is kept as PDF and Word; only such a one can be opened as it was."""
        made = self.page.paper
        if made is None:
            return False
        issued = isinstance(made.what, IssuedPaper)
        return issued if action == "open_issued" else not issued if action == "save_excel" else True

    @property
    def folder(self) -> Path | None:
        """Where the office's papers lie."""
        office = self.page.session.office
        return None if office is None else office.folder / "papers"

    # printing

    def print(self) -> None:
        """The system's dialog, then the pages one after another."""
        from nq57desk.gui.printing import print_pdf

        made = self.page.paper
        if made is not None:
            self.dialog: QDialog = print_pdf(
                self.page,
                self.page.session,
                made.data,
                made.title,
                lambda: self.save(".pdf"),
                sizes=made.sizes,
                printed=lambda: self._left(made),
            )

    # files

    def save(self, suffix: str) -> None:
        """Ask where, then write the file."""
        made, folder = self.page.paper, self.folder
        if made is None or folder is None:
            return
        words = {".pdf": _("Lưu PDF"), ".docx": _("Lưu Word"), ".xlsx": _("Lưu Excel")}[suffix]
        kind = f"{_(KINDS[suffix])} (*{suffix})"
        chosen, _kind = QFileDialog.getSaveFileName(self.page, words, str(folder / f"{file_name(made)}{suffix}"), kind)
        if chosen:
            self.save_to(Path(chosen), suffix)

    def save_to(self, path: Path, suffix: str = ".pdf") -> None:
        """Write the paper shown now; the file's ending is ``suffix`` where it has none of ours."""
        from nq57desk.gui.dialogs.question import tell

        made = self.page.paper
        if made is None:
            return
        target = path if path.suffix.lower() in KINDS else path.with_name(path.name + suffix)

        def done(saved: Path) -> None:
            text = _("Đã lưu {n} trang, mã đối chiếu {code}.").format(n=made.pages, code=made.fingerprint)
            tell(self.page, text, str(saved))
            self._left(made)

        self._bytes(made, target.suffix.lower(), lambda data, _monitor: _write(target, data), done)

    def mail(self) -> None:
        """A draft of a letter with the PDF in it, opened by the machine's mail program."""
        made, folder = self.page.paper, self.folder
        if made is None or folder is None:
            return
        target = folder / f"{file_name(made)}.eml"

        def opened(file: Path) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
            self.page.session.said.emit(
                _("Đã lập thư nháp {file}. Thư chưa được gửi: xem lại người nhận rồi gửi.").format(file=file.name)
            )
            self._left(made)

        self._bytes(made, ".pdf", lambda data, _monitor: _write(target, letter(made, data)), opened)

    def _bytes(
        self, made: Made, suffix: str, use: Callable[[bytes, Monitor], Path], done: Callable[[Path], object]
    ) -> None:
        """The paper in a format, handed to ``use`` off the window's thread. The PDF is the one that is shown."""
        session = self.page.session
        if isinstance(made.what, IssuedPaper):
            from nq57desk.usecases import paper_issued

            id_ = made.what.id

            def kept(desk: Desk, monitor: Monitor) -> Path:
                return use(paper_issued.issued_bytes(desk, paper_id=id_, suffix=suffix), monitor)

            session.look(kept, done, refused=self.page.refuse, words=_("Đang lưu…"))
            return
        job = session.aside(lambda monitor: use(_rendered(made, suffix, monitor), monitor), done)
        session.working.emit(job, _("Đang lưu…"))

    def open_folder(self) -> None:
        """Show the folder of the office's papers."""
        folder = self.folder
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def open_issued(self) -> None:
        """The kept bytes of an issued paper in the system's program, as a copy that cannot be written."""
        from nq57desk.usecases import paper_issued

        what = self.page.wanted
        if isinstance(what, IssuedPaper):
            id_ = what.id
            self.page.session.look(
                lambda desk, _monitor: paper_issued.open_issued(desk, paper_id=id_),
                lambda file: QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))),
                refused=self.page.refuse,
            )

    def _left(self, made: Made) -> None:
        """Tick it in the list: it was printed or saved from the data as they were."""
        from nq57desk.usecases import paper_shelf

        what = made.what
        if isinstance(what, IssuedPaper) or not self.page.editable:
            return
        self.page.session.ask(
            lambda desk, _monitor: paper_shelf.note_out(desk, what, made.fingerprint), lambda _noted: self.page.reread()
        )


def file_name(made: Made) -> str:
    """A name that every system takes, without accents: "Bao cao ket qua thuc hien ... thang 11 nam 2026"."""
    plain = re.sub(r"[^a-z0-9]+", " ", fold(made.title)).strip().capitalize()
    if isinstance(made.what, IssuedPaper):
        plain = f"{made.what.number} {plain}"
    return plain[:_LONGEST].strip() or "Van ban"


def letter(made: Made, data: bytes) -> bytes:
    """The draft of a letter that brings a paper."""
    text = _("Kính gửi kèm theo: {title}, {n} trang, mã đối chiếu {code}.").format(
        title=made.title, n=made.pages, code=made.fingerprint
    )
    return draft(to="", subject=made.title, text=text + "\n", files={f"{file_name(made)}.pdf": data})


def _rendered(made: Made, suffix: str, monitor: Monitor) -> bytes:
    if suffix == ".pdf" or made.layout is None:
        return made.data
    if suffix == ".docx":
        from nq57desk.documents.render_docx import render_docx

        return render_docx(made.layout, monitor=monitor).data
    from nq57desk.documents.render_xlsx import render_xlsx

    return render_xlsx(made.layout, monitor=monitor).data


def _write(path: Path, data: bytes) -> Path:
    """Whole or not at all.

    Raises:
        Refused: "workspace.cannot_write".
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(path, data)
    except OSError as error:
        raise refuse("workspace.cannot_write", file=path, reason=why(error)) from error
    return path
