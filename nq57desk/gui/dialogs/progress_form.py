"""The form of one task's progress in one month."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from nq57desk.domain.periods import Period, preceding
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.gui import words
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.dialogs.typed import Typed
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.form import Field, FieldKind
from nq57desk.usecases.task_list import TaskRow
from nq57desk.wording import _, mark

MONTHS_BACK = 11


def fields(months: tuple[str, ...], states: Collection[State] = tuple(State)) -> tuple[Field, ...]:
    """The form's fields, with these months and states to choose from."""
    return (
        Field(
            "period",
            mark("Kỳ"),
            FieldKind.CHOICE,
            tuple((code, words.capital(words.period_words(code))) for code in months),
            width=180,
        ),
        Field(
            "state",
            mark("Trạng thái"),
            FieldKind.CHOICE,
            tuple((state.value, known.words) for state, known in words.STATES.items() if state in states),
            width=180,
        ),
        Field("percent", mark("Hoàn thành (%)"), hint=mark("0–100"), width=110),
        Field("nothing_arose", mark("Không phát sinh trong kỳ"), FieldKind.CHECK),
        Field("result", mark("Kết quả trong kỳ"), FieldKind.TEXT, lines=3),
        Field("product_document", mark("Văn bản, sản phẩm"), hint=mark("Số, ký hiệu: 88/QĐ-UBND")),
        Field("product_date", mark("Ngày văn bản"), hint=mark("ngày/tháng/năm"), width=160),
        Field("finished_on", mark("Ngày hoàn thành"), hint=mark("ngày/tháng/năm"), width=160),
        Field("difficulty", mark("Khó khăn, vướng mắc"), FieldKind.TEXT),
        Field("proposal", mark("Kiến nghị"), FieldKind.TEXT),
        Field("disbursed", mark("Giải ngân (đồng)"), width=200),
        Field("stopped_by", mark("Văn bản dừng/thay thế")),
    )


def recorded(update: ProgressUpdate | None, state: State) -> dict[str, str]:
    """What stands in the form for a month: what was recorded, else only the state so far."""
    if update is None:
        return {
            **dict.fromkeys((field.name for field in fields(()) if field.name != "period"), ""),
            "state": state.value,
        }
    return {
        "state": update.state.value,
        "percent": "" if update.percent is None else str(update.percent),
        "nothing_arose": "1" if update.nothing_arose else "",
        "result": update.result,
        "product_document": update.product_document,
        "product_date": words.day(update.product_date),
        "finished_on": words.day(update.finished_on),
        "difficulty": update.difficulty,
        "proposal": update.proposal,
        "disbursed": words.number(update.disbursed),
        "stopped_by": update.stopped_by,
    }


def months_back(now: Period) -> tuple[str, ...]:
    """The present month and those before it, newest first."""
    found = [now]
    for _step in range(MONTHS_BACK):
        found.append(preceding(found[-1]))
    return tuple(period.code for period in found)


def record_progress(parent: QWidget, session: Session, row: TaskRow, period: str | None = None) -> None:
    """Read what was recorded so far, then open the form."""
    from nq57desk.usecases import asking, progress

    session.ask(
        lambda desk, _monitor: (asking.period_asked(desk, None), progress.updates(desk, task_id=row.id)),
        lambda found: open_form(parent, session, row, period, *found),
    )


def open_form(
    parent: QWidget,
    session: Session,
    row: TaskRow,
    period: str | None,
    now: Period,
    updates: tuple[ProgressUpdate, ...],
) -> Sheet:
    """The form itself; choosing another month shows what was recorded in it."""
    by_month = {update.period: update for update in updates}
    sheet = Sheet(
        parent,
        _("Ghi tiến độ"),
        f"{row.number}. {row.name}" if row.number else row.name,
        fields(months_back(now), {*session.states, row.state, *(update.state for update in updates)}),
        _("Ghi tiến độ"),
        lambda it: _submit(it, session, row),
        width=700,
    )

    def changed(name: str) -> None:
        if name == "period":
            code = sheet.form.values()["period"]
            sheet.form.fill(recorded(by_month.get(code), row.state))
        elif name == "state" and sheet.form.values()["state"] == State.DONE.value:
            sheet.form.fill({"percent": "100"})

    sheet.form.fill({"period": period or now.code})
    sheet.form.fill(recorded(by_month.get(period or now.code), row.state))
    sheet.form.changed.connect(changed)
    sheet.form.inputs["state"].setFocus()
    sheet.open()
    return sheet


def _submit(sheet: Sheet, session: Session, row: TaskRow) -> None:
    from nq57desk.usecases import progress

    typed = Typed(sheet.form.values())
    percent, disbursed = typed.whole("percent"), typed.whole("disbursed")
    product_date, finished_on = typed.day("product_date"), typed.day("finished_on")
    if typed.errors:
        sheet.wrong(typed.errors)
        return
    session.change(
        lambda desk, _monitor: progress.set_progress(
            desk,
            task_id=row.id,
            period=typed.text("period"),
            state=State(typed.text("state")),
            percent=percent,
            result=typed.text("result"),
            product_document=typed.text("product_document"),
            product_date=product_date,
            finished_on=finished_on,
            difficulty=typed.text("difficulty"),
            proposal=typed.text("proposal"),
            disbursed=disbursed,
            nothing_arose=bool(typed.text("nothing_arose")),
            stopped_by=typed.text("stopped_by"),
        ),
        sheet.done_with,
        refused=sheet.refuse,
    )
