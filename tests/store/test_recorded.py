"""What was recorded of some rows, found by the index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from nq57desk.domain.changes import Proposal, Proposed, Source
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.plan import Appendix, Plan, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import Record, kind_of
from nq57desk.store.recorded import updates_of, values_of
from nq57desk.store.store import Store

MONTHS = ("2026-09", "2026-10", "2026-11")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    records: list[Record] = [Plan("p", 2026), Appendix("a", "p", 1)]
    records += [Task(f"t{at}", "p", "a", position=at, name=f"Việc {at}") for at in range(5)]
    records += [Indicator("i", "p", "a", name="Chỉ tiêu")]
    records += [
        ProgressUpdate(f"u{at}-{month}", "p", f"t{at}", month, State.IN_PROGRESS) for at in range(5) for month in MONTHS
    ]
    records += [IndicatorValue(f"v{month}", "p", "i", month) for month in MONTHS]
    named = tuple(Proposed(kind_of(type(one)).name, one.id, one) for one in records)
    at = datetime(2026, 11, 13, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    with Store.create(tmp_path / "nq57.db", Office("99902", "Phường Sao Hôm", Role.WARD)) as made:
        made.apply(made.compare(Proposal("import", Source("command"), named)), who="A", at=at)
        gone = Proposed("progress_update", "u1-2026-10", None)
        made.apply(made.compare(Proposal("delete", Source("command"), (gone,))), who="A", at=at)
        yield made


def test_updates_and_values_of_the_rows_asked_for(store: Store) -> None:
    assert {u.id for u in updates_of(store, ["t1", "t3"])} == {
        "u1-2026-09",
        "u1-2026-11",
        "u3-2026-09",
        "u3-2026-10",
        "u3-2026-11",
    }
    assert [v.period for v in sorted(values_of(store, ["i"]), key=lambda v: v.period)] == list(MONTHS)
    assert updates_of(store, ["không có"]) == []
    assert updates_of(store, []) == []
