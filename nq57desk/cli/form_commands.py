"""``form``: collection forms per body, out, back, who is awaited, and the text that reminds."""

from __future__ import annotations

import argparse

from nq57desk.cli.opening import opened
from nq57desk.cli.printing import Json, Output, counts_json, jsonable, place_json
from nq57desk.domain.problems import Severity
from nq57desk.errors import Refused, refuse
from nq57desk.sentences import where
from nq57desk.usecases import forms
from nq57desk.usecases.forms import Doubtful, FileResult, FormsPreview


def make(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        made = forms.make_forms(desk, period=asked.period, folder=asked.output, body=asked.body)
    bodies = [
        {"body": form.body, "tasks": form.tasks, "indicators": form.indicators, "files": jsonable(form.files)}
        for form in made.forms
    ]
    output.value({"files": jsonable(made.files), "bodies": bodies, "problems": jsonable(made.problems)})
    for form in made.forms:
        output.line(f"{form.body}: {form.tasks} nhiệm vụ, {form.indicators} chỉ tiêu")
        for file in form.files:
            output.line(f"  {file}")
    output.problems(made.problems)
    return 0


def _choices(given: list[str]) -> dict[str, str]:
    """ "KEY=VALUE" or "KEY" alone for what is suggested."""
    return {key: value for key, _, value in (one.partition("=") for one in given)}


def import_forms(asked: argparse.Namespace, output: Output) -> int:
    chosen = _choices(asked.confirm)
    with opened(asked) as desk:
        preview = forms.preview_forms(desk, paths=asked.files, confirmed=chosen, period=asked.period)
        pending = {doubt.key: doubt for doubt in preview.doubtful}
        wrong = [f"{key}={value}" for key, value in chosen.items() if key in pending]
        if wrong:
            forms.discard_forms(desk, preview=preview)
            raise Refused(*(refuse("forms.bad_choice", text=one).problems[0] for one in wrong))
        if asked.yes:
            forms.apply_forms(desk, preview=preview)
        else:
            forms.discard_forms(desk, preview=preview)
    output.value(_preview_json(preview))
    _print(preview, output, applied=asked.yes)
    return 1 if any(found.severity is Severity.ERROR for found in preview.problems) else 0


def _preview_json(preview: FormsPreview) -> dict[str, Json]:
    return {
        "changes": counts_json(preview.counts),
        "files": [_file_json(result) for result in preview.files],
        "doubtful": [_doubt_json(doubt) for doubt in preview.doubtful],
        "problems": jsonable(preview.problems),
    }


def _file_json(result: FileResult) -> dict[str, Json]:
    return {
        "file": result.file,
        "outcome": result.outcome,
        "body": result.body,
        "period": result.period,
        "answered": len(result.answered),
        "asked": result.asked,
    }


def _doubt_json(doubt: Doubtful) -> dict[str, Json]:
    return {
        "key": doubt.key,
        "reason": doubt.reason,
        "place": place_json(doubt.place),
        "text": doubt.text,
        "choices": [{"value": choice.value, "label": choice.label} for choice in doubt.choices],
        "suggested": doubt.suggested,
    }


_REASONS = {
    "lost_row": "dòng mất mã",
    "other_row": "mã và tên không khớp nhau",
    "no_state": "chưa ghi trạng thái",
    "unknown_state": "trạng thái lạ",
    "conflict": "hai phiếu trả lời khác nhau",
    "recorded": "cơ quan khác đã trả lời khác",
}


def _print(preview: FormsPreview, output: Output, *, applied: bool) -> None:
    for result in preview.files:
        body = f"{result.body}, kỳ {result.period}: " if result.body else ""
        output.line(f"{result.file}: {body}{len(result.answered)}/{result.asked} dòng có trả lời")
    output.changes(preview.counts)
    output.problems(preview.problems)
    if preview.doubtful:
        output.line("Cần xác nhận (thêm --confirm KHÓA=GIÁ_TRỊ):")
    for doubt in preview.doubtful:
        at = where(doubt.place)
        output.line(f"  {doubt.key}  {_REASONS[doubt.reason]}{' – ' + at if at else ''}: {doubt.text}")
        for choice in doubt.choices:
            output.line(f"      {choice.value}  {choice.label}{' (gợi ý)' if choice.value == doubt.suggested else ''}")
    output.line("Đã nhận." if applied else "Chưa nhận gì; thêm --yes để nhận.")


def status(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        bodies = forms.returned(desk, period=asked.period)
    output.value(
        {
            "bodies": [
                {
                    "body": one.body,
                    "sent_on": jsonable(one.sent_on),
                    "returned_on": jsonable(one.returned_on),
                    "answered": one.answered,
                    "asked": one.asked,
                    "files": list(one.files),
                    "open": [row.id for row in one.open],
                }
                for one in bodies
            ]
        }
    )
    for one in bodies:
        sent = f"gửi {one.sent_on:%d/%m}" if one.sent_on else "chưa gửi"
        back = f"về {one.returned_on:%d/%m}" if one.returned_on else "chưa về"
        output.line(f"{one.answered:>3}/{one.asked:<3} {sent}, {back}  {one.body}")
    return 0


def remind(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        text = forms.reminder(desk, period=asked.period, body=asked.body)
    output.value({"text": text})
    output.line(text)
    return 0
