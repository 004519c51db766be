"""An indicator added by hand: at the end of the plan's list of indicators, which is begun where there is none."""

from __future__ import annotations

from collections.abc import Mapping

from nq57desk.domain.adjustments import TagKind, tagged
from nq57desk.domain.changes import Applied, Proposed
from nq57desk.domain.indicators import Indicator, Measure
from nq57desk.domain.plan import Appendix, AppendixKind
from nq57desk.domain.positions import STEP
from nq57desk.domain.vietnamese import tidy
from nq57desk.errors import refuse
from nq57desk.usecases.changing import apply_records, new_id, proposed
from nq57desk.usecases.edits import needs_document
from nq57desk.workspace import Desk

FIELDS = ("number", "name", "unit", "target", "lead", "note")
"""What a person gives of an indicator, in the order of the paper."""
COLUMNS = ("TT", "Chỉ tiêu", "Đơn vị tính", "Chỉ tiêu giao", "Cơ quan chủ trì", "Ghi chú")
"""The paper's headings of a list that is begun here: official words, not translated."""
TITLE = "CHỈ TIÊU"


def add_indicator(
    desk: Desk, *, plan_id: str, texts: Mapping[str, str], measure: Measure = Measure.VALUE, document: str = ""
) -> Applied:
    """Add an indicator at the end of the plan's last list of indicators, one step in the journal.

    ``texts`` by FIELDS; without a number it is the next one. ``document`` is the one that adds it to an issued plan.

    Raises:
        Refused: "plan.issued_add" (no document), no such plan, an empty name, an unknown field, or read-only.
    """
    given = {name: tidy(text) for name, text in texts.items()}
    unknown = [name for name in given if name not in FIELDS]
    if unknown:
        raise refuse("workspace.bad_field", field=unknown[0])
    if not given.get("name"):
        raise refuse("workspace.empty_name")
    needs_document(desk, plan_id, document)
    appendix, began = _list_for(desk, plan_id)
    rows = desk.store.find(Indicator, appendix_id=appendix.id)
    last = max(rows, key=lambda row: row.position, default=None)
    given["number"] = given.get("number") or f"{len(rows) + 1}"
    made = Indicator(
        new_id(),
        plan_id,
        appendix.id,
        section_id=last.section_id if last is not None else "",
        position=(last.position if last is not None else 0) + STEP,
        number=given["number"],
        name=given["name"],
        lead=given.get("lead", ""),
        note=given.get("note", ""),
        target=given.get("target", ""),
        unit=given.get("unit", ""),
        measure=measure,
        adjusted_by=tagged("", TagKind.ADDED, document) if tidy(document) else "",
        cells=_cells(appendix, given),
    )
    records: list[Proposed] = [proposed(appendix)] if began else []
    return apply_records(desk, "add_indicator", [*records, proposed(made)])


def _list_for(desk: Desk, plan_id: str) -> tuple[Appendix, bool]:
    """The plan's last list of indicators, or one that is begun now."""
    lists = desk.store.find(Appendix, plan_id=plan_id)
    measured = [one for one in lists if one.kind is not AppendixKind.TASKS]
    if measured:
        return max(measured, key=lambda one: one.position), False
    place = max((one.position for one in lists), default=0) + STEP
    fresh = Appendix(
        new_id(),
        plan_id,
        place,
        title=TITLE,
        kind=AppendixKind.INDICATORS,
        columns=COLUMNS,
        column_fields=FIELDS,
    )
    return fresh, True


def _cells(appendix: Appendix, given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The paper's own cells, by the field that each column is read from."""
    fields = appendix.column_fields or ("",) * len(appendix.columns)
    pairs = zip(appendix.columns, fields, strict=True)
    return tuple((heading, given.get(field, "") if field else "") for heading, field in pairs)
