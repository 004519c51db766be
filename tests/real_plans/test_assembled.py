"""Real plans assembled, and read again in each of their formats: the same plan, nothing new, nothing edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest

from nq57desk.domain.deadlines import DeadlineKind, understand
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Appendix, Paragraph, Plan, Section, Task
from nq57desk.domain.records import Record
from nq57desk.domain.update_rate import group_rows
from nq57desk.importing.assemble import Existing, assemble, plan_of
from nq57desk.importing.open_file import read_raw
from nq57desk.importing.recognise import recognise
from nq57desk.importing.result import ReadResult

PLANS = Path(__file__).parents[2].parent / "shared" / "plans"
FORMATS = ("docx", "xlsx", "pdf", "docx")
ROWS = {"000": (20, 0), "001": (20, 0), "003": (3, 10), "004": (38, 0)}

T = TypeVar("T")


def held(records: dict[str, Record]) -> Existing:
    def of(type_: type[T]) -> list[T]:
        return [record for record in records.values() if isinstance(record, type_)]

    return Existing(of(Plan), of(Paragraph), of(Appendix), of(Section), of(Task), of(Indicator), of(OrgUnit))


def take(records: dict[str, Record], read: ReadResult, new_id: Callable[[], str]) -> Counter[str]:
    known = held(records)
    plan_id = plan_of(read, known, year=2026)
    found = assemble(read, known, plan_id=plan_id, new_id=new_id, year=2026, office_name="UBND phường Sao Mai")
    changes: Counter[str] = Counter()
    for one in found.proposal.records:
        before = records.pop(one.id, None)
        changes["new" if before is None else "same" if before == one.record else "edited"] += 1
        if one.record is not None:
            records[one.id] = one.record
    return changes


@pytest.mark.parametrize("plan", sorted(ROWS))
def test_each_format_is_the_same_plan(plan: str) -> None:
    records: dict[str, Record] = {}
    counter = count(1)
    files = [path for ending in FORMATS if (path := PLANS / f"{plan}.{ending}").is_file()]
    results = [take(records, recognise(read_raw(path)), lambda: f"n{next(counter)}") for path in files]
    assert set(results[0]) == {"new"}
    assert [set(one) for one in results[1:]] == [{"same"}] * (len(files) - 1)
    known = held(records)
    assert (len(known.tasks), len(known.indicators)) == ROWS[plan]
    assert [one.year for one in known.plans] == [2026]


@pytest.mark.parametrize("plan", sorted(ROWS))
def test_every_task_has_a_lead_and_a_deadline_that_is_understood(plan: str) -> None:
    records: dict[str, Record] = {}
    counter = count(1)
    take(records, recognise(read_raw(PLANS / f"{plan}.docx")), lambda: f"n{next(counter)}")
    tasks = held(records).tasks
    groups = group_rows(tasks)
    assert [task.name for task in tasks if not task.lead and task.id not in groups] == []
    unknown = [task.deadline for task in tasks if understand(task.deadline, 2026).kind is DeadlineKind.UNKNOWN]
    assert [text for text in unknown if text] == []
