"""Who has not returned a form yet, and the polite text that reminds them.

Decides that a row is answered once its update or value of the month is recorded, by a form or in any other way: nobody
is reminded of what the clerk already wrote down after a telephone call, and an import that was taken back, or an answer
that still waits for a choice, is none. What is asked no more (stopped meanwhile) counts as its form answered it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nq57desk.domain.forms import AskedRow, CollectionForm, RowKind, body_code
from nq57desk.domain.indicators import IndicatorValue
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.errors import refuse
from nq57desk.usecases.asking import month_asked
from nq57desk.usecases.form_asking import Asked, asked_in
from nq57desk.usecases.form_memory import Trace, remembered, together
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class BodyStatus:
    """How a body stands: rows ``answered`` of those ``asked``; ``open`` are the rows that are still awaited.

    ``sent_on`` and ``returned_on`` are the days of the last sending and of the last return, None before the first.
    """

    body: str
    sent_on: date | None
    returned_on: date | None
    answered: int
    asked: int
    files: tuple[str, ...]
    due: date | None
    open: tuple[AskedRow, ...]


def returned(desk: Desk, *, period: str) -> tuple[BodyStatus, ...]:
    """Each body that is asked in the month, or was sent a form: what it has answered, what is awaited.

    Raises:
        Refused: not a month.
    """
    month = month_asked(desk, period)
    asked = asked_in(desk, month)
    traces = _by_current_body(asked, remembered(desk, month.code))
    recorded = _recorded(desk, month.code)
    codes = dict.fromkeys((*asked.forms, *traces))
    return tuple(_status(asked.forms.get(code), traces.get(code), recorded) for code in codes)


def _by_current_body(asked: Asked, traces: Mapping[str, Trace]) -> Mapping[str, Trace]:
    """What is remembered, under the bodies as they are now: those of merged bodies together."""
    found: dict[str, Trace] = {}
    for code, trace in traces.items():
        now = asked.current(code)
        found[now] = trace if now not in found else together(found[now], trace)
    return found


def _recorded(desk: Desk, period: str) -> set[str]:
    """The ids of tasks and indicators of which something is recorded for the month."""
    updates = desk.store.find(ProgressUpdate, period=period)
    values = desk.store.find(IndicatorValue, period=period)
    return {update.task_id for update in updates} | {value.indicator_id for value in values}


def _status(form: CollectionForm | None, trace: Trace | None, recorded: set[str]) -> BodyStatus:
    rows = form.rows if form else ()
    open_rows = {row.code for row in rows if row.id not in recorded}
    answered = {*(trace.answered if trace else ()), *(row.code for row in rows)} - open_rows
    codes = dict.fromkeys((*(trace.asked if trace else ()), *(row.code for row in rows)))
    return BodyStatus(
        form.body if form else trace.body if trace else "",
        trace.sent if trace else None,
        trace.returned if trace else None,
        sum(code in answered for code in codes),
        len(codes),
        trace.files if trace else (),
        form.due if form else None,
        tuple(row for row in rows if row.code not in answered),
    )


_NAME = 140
"""Characters of a task's name in a message that is read on a telephone."""


def reminder(desk: Desk, *, period: str, body: str) -> str:
    """The text to paste into a chat: the tasks and indicators still awaited from a body, and the due day.

    Raises:
        Refused: not a month, no such body, or nothing is awaited from it.
    """
    asked = asked_in(desk, month_asked(desk, period))
    form = asked.forms.get(body_code(asked.bodies.name_of(body)))
    if form is None:
        raise refuse("forms.unknown_body", body=body, known="; ".join(one.body for one in asked.forms.values()) or "…")
    trace = _by_current_body(asked, remembered(desk, form.mark.period)).get(form.mark.body_code)
    status = _status(form, trace, _recorded(desk, form.mark.period))
    if not status.open:
        raise refuse("forms.nothing_awaited", body=form.body)
    return "\n".join(_reminder(form, status, desk.today))


def _reminder(form: CollectionForm, status: BodyStatus, today: date) -> list[str]:
    tasks = [row for row in status.open if row.kind is RowKind.TASK]
    goals = [row for row in status.open if row.kind is RowKind.INDICATOR]
    counts = [f"{len(tasks)} nhiệm vụ"] if tasks else []
    counts += [f"{len(goals)} chỉ tiêu"] if goals else []
    lines = [
        f"Kính gửi: {form.body}",
        f"{form.office} đang tổng hợp tiến độ {form.period_title} "
        f"(từ ngày {_said(form.first_day)} đến ngày {_said(form.last_day)}). "
        f"Đến hôm nay còn {' và '.join(counts)} do quý cơ quan chủ trì chưa có số liệu:",
        *_listed("Nhiệm vụ", tasks),
        *_listed("Chỉ tiêu", goals),
        _until(form.due, today),
    ]
    if status.sent_on:
        lines.append(
            f"Phiếu lấy số liệu (Excel, Word) đã gửi ngày {_said(status.sent_on)}; điền bản nào cũng được. "
            "Nhiệm vụ không có gì mới trong kỳ xin chọn “Không phát sinh”."
        )
    lines.append("Nếu có vướng mắc, xin báo lại để cùng xử lý. Trân trọng cảm ơn.")
    return lines


def _until(due: date, today: date) -> str:
    if today > due:
        return f"Hạn gửi là hết ngày {_said(due)}, nay đã qua. Kính mong quý cơ quan gửi trong thời gian sớm nhất."
    return f"Kính đề nghị quý cơ quan gửi về trước hết ngày {_said(due)}."


def _listed(what: str, rows: Sequence[AskedRow]) -> list[str]:
    return [f"{what}:", *(f"- {_named(row)}" for row in rows)] if rows else []


def _named(row: AskedRow) -> str:
    name = " ".join(row.name.split())
    name = name if len(name) <= _NAME else name[: _NAME - 1].rstrip() + "…"
    number = f"{row.number.strip('. ')}. " if row.number.strip() else ""
    deadline = " ".join(dict(row.given).get("deadline", "").split())
    return f"{number}{name}" + (f" (thời hạn: {deadline})" if deadline else "")


def _said(day: date) -> str:
    return f"{day:%d/%m/%Y}"
