"""The words of a decision: its subject, the line of authority, the bases, who proposed it, and its articles."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.form import Field, FieldKind
from nq57desk.gui.widgets.plain import push
from nq57desk.usecases.paper_decisions import DecisionWords
from nq57desk.wording import _, mark

_ARTICLE = "article"
_LEAST = 3
_HEAD = (
    Field("subject", mark("Trích yếu (sau “Về việc”)"), FieldKind.TEXT, lines=2),
    Field("authority", mark("Thẩm quyền ban hành")),
    Field("bases", mark("Căn cứ (mỗi dòng một căn cứ)"), FieldKind.TEXT, lines=5),
    Field("proposed_by", mark("Theo đề nghị của"), hint=mark("có thể để trống")),
)


def edit_decision(parent: QWidget, session: Session, plan_id: str, part: str = "") -> None:
    """Read the words, then open the form with ``part`` ("2" for Điều 2) in use."""
    from nq57desk.usecases import paper_decisions

    session.ask(
        lambda desk, _monitor: paper_decisions.decision_words(desk, plan_id=plan_id),
        lambda said: _open(parent, session, plan_id, said, part),
    )


def _open(parent: QWidget, session: Session, plan_id: str, known: DecisionWords, part: str) -> Sheet:
    from nq57desk.usecases import paper_decisions

    many = max(len(known.articles) + 1, _LEAST)
    articles = tuple(
        Field(f"{_ARTICLE}{n}", _("Điều {n}").format(n=n), FieldKind.TEXT, lines=3) for n in range(1, many + 1)
    )

    def keep(sheet: Sheet, said: DecisionWords | None) -> None:
        session.change(
            lambda desk, _monitor: paper_decisions.keep_decision(desk, plan_id=plan_id, said=said),
            sheet.done_with,
            refused=sheet.refuse,
        )

    heading = _("Lời của quyết định lập sẵn từ kế hoạch, sửa được. Ô Điều để trống thì không in.")
    doing = _("Lưu lời quyết định")
    sheet = Sheet(
        parent, _("Lời của quyết định"), heading, (*_HEAD, *articles), doing, lambda made: keep(made, read(made, many)),
        width=760,
    )  # fmt: skip
    back = push(_("Như lập sẵn"))
    back.clicked.connect(lambda: keep(sheet, None))
    sheet.foot.insertWidget(0, back)
    values = {
        "subject": known.subject,
        "authority": known.authority,
        "bases": "\n".join(known.bases),
        "proposed_by": known.proposed_by,
    }
    values |= {f"{_ARTICLE}{n}": text for n, text in enumerate(known.articles, start=1)}
    sheet.form.fill(values)
    name = f"{_ARTICLE}{part}" if part.isdecimal() else part
    sheet.open()
    sheet.form.inputs.get(name, sheet.form.inputs["subject"]).setFocus()
    return sheet


def read(sheet: Sheet, many: int) -> DecisionWords:
    """What stands in the form."""
    values = sheet.form.values()
    return DecisionWords(
        values["subject"],
        values["authority"],
        tuple(line for line in values["bases"].split("\n") if line.strip()),
        values["proposed_by"],
        tuple(text for n in range(1, many + 1) if (text := values[f"{_ARTICLE}{n}"]).strip()),
    )
