"""``assignment``: what the city assigned comes in at the ward, is shown against its plan, and taken."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from nq57desk.cli.opening import opened
from nq57desk.cli.printing import Json, Output, counts_json, jsonable
from nq57desk.domain.assigned_rows import Decision, Standing
from nq57desk.domain.assignments import Assignment
from nq57desk.errors import refuse
from nq57desk.usecases import assigned, assignment_preview, assignment_taking
from nq57desk.usecases.assigned import AssignedLine
from nq57desk.usecases.assignment_preview import AssignmentPreview, Choice, Key, PreviewRow

_WORDS = {
    Standing.LINKED: "đã ghép",
    Standing.ADDED: "đã thêm",
    Standing.WAITING: "chờ chọn",
    Standing.WITHDRAWN: "thành phố đã rút",
}
_DECISIONS = {Decision.LINK: "ghép", Decision.ADD: "thêm", Decision.LATER: "để sau"}


def assignment_json(said: Assignment) -> dict[str, Json]:
    """What an assignment says of itself, with how much it holds."""
    return {
        "city": {"code": said.city, "name": said.city_name, "key_fingerprint": said.city_key},
        "office": {"code": said.office, "name": said.office_name},
        "year": said.year,
        "number": said.number,
        "made_at": said.made_at,
        "sample": said.sample,
        "counts": {name: len(getattr(said, name)) for name in ("tasks", "indicators", "notes", "links", "withdrawn")},
        "notes": jsonable(said.notes),
        "withdrawn": jsonable(said.withdrawn),
    }


def bring(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        preview = assignment_preview.preview(desk, path=asked.file)
        chosen = _chosen(preview, asked)
        changes = assignment_taking.would_change(desk, preview=preview, decisions=chosen).counts("task", "indicator")
        if asked.yes:
            assignment_taking.take(desk, preview=preview, decisions=chosen)
    output.value(
        {
            "changes": counts_json(changes),
            "assignment": assignment_json(preview.assignment),
            "rows": [_row_json(row, chosen) for row in preview.rows],
            "problems": preview.problems,
        }
    )
    said = preview.assignment
    output.line(f"Tệp giao nhiệm vụ số {said.number} năm {said.year} của {said.city_name}")
    for row in preview.rows:
        output.line(f"  {_row_words(row, chosen)}  {row.said.number} {row.said.name}")
    for own in preview.withdrawn:
        output.line(f"  thành phố đã rút, dòng của cơ quan giữ nguyên  {own.number} {own.name}")
    output.changes(changes)
    output.problems(preview.problems)
    output.line("Đã nạp." if asked.yes else "Chưa nạp gì; thêm --yes để nạp.")
    return 0


def _chosen(preview: AssignmentPreview, asked: argparse.Namespace) -> dict[Key, Choice]:
    """What was said row by row; with --yes also the sure suggestions, and every other row added."""
    keys = {row.said.id: row.key for row in preview.rows}
    said: dict[str, Choice] = dict.fromkeys(asked.add, Choice(Decision.ADD))
    said |= dict.fromkeys(asked.later, Choice(Decision.LATER))
    for pair in asked.link:
        city_id, _sign, row_id = pair.partition("=")
        said[city_id] = Choice(Decision.LINK, row_id)
    named = [*asked.add, *asked.later, *(pair.partition("=")[0] for pair in asked.link)]
    if len(set(named)) < len(named):
        asked.parser.error("mỗi dòng chỉ chọn một cách: --link, --add hoặc --later")
    unknown = [city_id for city_id in said if city_id not in keys]
    if unknown:
        raise refuse("assignment.not_waiting", id=unknown[0])
    usual = assignment_taking.surely(preview) if asked.yes else {}
    return {**usual, **{keys[city_id]: choice for city_id, choice in said.items()}}


def _decision(row: PreviewRow, chosen: Mapping[Key, Choice]) -> str:
    """ "link", "add" or "later" as decided now; of a row decided before how it stands."""
    if row.standing is Standing.WAITING or row.key in chosen:
        return chosen.get(row.key, Choice(Decision.LATER)).decision.value
    return row.standing.value


def _row_json(row: PreviewRow, chosen: Mapping[Key, Choice]) -> dict[str, Json]:
    suggestion = row.suggestion
    choice = chosen.get(row.key)
    return {
        "kind": row.kind,
        "id": row.said.id,
        "name": row.said.name,
        "suggested": suggestion.row_id if suggestion is not None else None,
        "likeness": suggestion.likeness if suggestion is not None else None,
        "why": suggestion.why.value if suggestion is not None else None,
        "decision": _decision(row, chosen),
        "row": choice.row_id if choice is not None and choice.row_id else row.own.id if row.own is not None else None,
        "changed": list(row.changed),
    }


def _row_words(row: PreviewRow, chosen: Mapping[Key, Choice]) -> str:
    if row.standing is not Standing.WAITING and row.key not in chosen:
        return f"{_WORDS[row.standing]}{', sửa' if row.changed else ''}"
    choice = chosen.get(row.key, Choice(Decision.LATER))
    if choice.decision is Decision.LINK:
        return f"{_DECISIONS[choice.decision]} với {choice.row_id}"
    if choice.decision is Decision.LATER and row.suggestion is not None:
        return f"gợi ý ghép với {row.suggestion.row_id} (giống {row.suggestion.likeness}%)"
    return _DECISIONS[choice.decision]


def listing(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        found = assigned.assigned(desk)
    output.value(
        {
            "assignments": [
                {
                    **assignment_json(one.assignment),
                    "kept_at": one.kept_at,
                    "waiting": one.waiting,
                    "changed": one.changed,
                    "rows": [_line_json(line) for line in one.lines],
                }
                for one in found
            ]
        }
    )
    for one in found:
        said = one.assignment
        output.line(f"Năm {said.year}, số {said.number}, nạp {one.kept_at[:16]}: {one.waiting} dòng chờ chọn")
        for line in one.lines:
            output.line(f"  {_WORDS[line.standing]:16}  {line.said.number} {line.said.name}")
            for note in line.notes:
                output.line(f"      ý kiến chỉ đạo: {note.text}")
        for note in one.notes:
            output.line(f"  ý kiến chỉ đạo chung: {note.text}")
    return 0


def _line_json(line: AssignedLine) -> dict[str, Json]:
    return {
        "kind": line.kind,
        "id": line.said.id,
        "name": line.said.name,
        "standing": line.standing.value,
        "row": line.own.id if line.own is not None else None,
        "differs": jsonable(line.differs),
        "because": line.because,
        "notes": jsonable(line.notes),
    }
