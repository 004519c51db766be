"""[Ghi số đã phát hành…]: the number, day and signer that stand on the signed paper; the copy is kept for good."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from nq57desk.domain.issued import IssuedPaper
from nq57desk.gui import words
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.dialogs.typed import Typed
from nq57desk.gui.pages.page import said
from nq57desk.gui.pages.papers_heads import Beside, given_by
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.form import Field
from nq57desk.usecases.paper_issued import MarkedIssued
from nq57desk.wording import _, mark

FIELDS = (
    Field("number", mark("Số"), hint=mark("như văn thư cấp, ví dụ 15"), width=180),
    Field("on", mark("Ngày ban hành"), hint=mark("ví dụ 14/11/2026"), width=180),
    Field("signer", mark("Người ký")),
)


def issue_paper(
    parent: QWidget,
    session: Session,
    beside: Beside,
    name: str,
    then: Callable[[IssuedPaper, str], object],
) -> Sheet:
    """Open the form; ``then`` gets what was kept and what should be looked at."""
    choice = beside.choice

    def submit(sheet: Sheet) -> None:
        from nq57desk.usecases import paper_issued

        typed = Typed(sheet.form.values())
        number, signer, on = typed.text("number"), typed.text("signer"), typed.day("on")
        if not number.strip():
            typed.errors["number"] = _("Ghi số mà văn thư đã cấp.")
        if on is None and "on" not in typed.errors:
            typed.errors["on"] = _("Ghi ngày ban hành.")
        if typed.errors or on is None:
            sheet.wrong(typed.errors)
            return

        def done(marked: MarkedIssued) -> None:
            sheet.done_with()
            then(marked.paper, said(marked.problems))

        session.change(
            lambda desk, monitor: paper_issued.mark_issued(
                desk,
                kind=choice.kind.value,
                number=number,
                on=on,
                signer=signer,
                plan_id=None if choice.appendix_id else choice.plan_id,
                appendix_id=choice.appendix_id,
                period=choice.period,
                body=choice.body or None,
                monitor=monitor,
            ),
            done,
            refused=sheet.refuse,
            words=_("Đang lưu bản phát hành…"),
        )

    heading = (
        name
        + "\n"
        + _(
            "Bản có số, ngày và người ký này được giữ nguyên mãi (PDF và Word), không sửa, không xóa được. "
            "Số liệu về sau có đổi thì bản này vẫn như lúc phát hành."
        )
    )
    sheet = Sheet(parent, _("Ghi số đã phát hành"), heading, FIELDS, _("Lưu bản phát hành"), submit, width=540)
    sheet.form.fill(_known(beside))
    sheet.form.inputs["number"].setFocus()
    sheet.open()
    return sheet


def _known(beside: Beside) -> dict[str, str]:
    """What is known already; of a plan what it brought itself."""
    found = {
        "number": beside.number.number,
        "on": words.day(beside.number.issued_on),
        "signer": beside.head.signer,
    }
    plan = beside.plan
    if plan is not None and beside.choice.kind.value == "plan":
        given = given_by(plan)
        found |= {"number": plan.number} if "number" in given else {}
        found |= {"on": words.day(plan.issued_on)} if "issued_on" in given else {}
        found |= {"signer": " ".join(plan.signer_name.split())} if "signer" in given else {}
    return found
