"""What two computers said differently, as a city decides about it: cells, updates made anew, values of neither."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nq57desk.bundle import signing
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.errors import Refused
from nq57desk.usecases import resolving
from nq57desk.workspace import Desk
from tests.bundle import made
from tests.bundle.inbox import merge
from tests.bundle.test_forks import UPDATE, conflicts, shown, start


def test_a_tables_own_cells_are_merged_heading_by_heading(desk: Desk, keys: signing.Keys) -> None:
    was = Task("t3", "p1", "a1", name="Cũ", lead="A", cells=(("Tên", "Cũ"), ("Chủ trì", "A"), ("Riêng", "x")))
    first, one, two = start(keys, was)
    here = replace(was, name="Mới", cells=(("Tên", "Mới"), ("Chủ trì", "A"), ("Riêng", "x")))
    there = replace(was, name="Khác", lead="B", cells=(("Tên", "Khác"), ("Chủ trì", "B"), ("Riêng", "y")))
    for each in (first, one.put(here).send(keys), two.put(there).send(keys)):
        merge(desk, each.file)
    (found,) = conflicts(desk)
    assert found.field == "name"
    cells = (("Tên", "Mới"), ("Chủ trì", "B"), ("Riêng", "y"))
    assert shown(desk, "t3") == replace(was, name="Mới", lead="B", cells=cells)
    resolving.resolve(desk, conflict_id=found.id, take="b")
    assert shown(desk, "t3") == there
    own = replace(there, cells=(("Tên", "Khác"), ("Chủ trì", "B"), ("Riêng", "z")))
    merge(desk, one.put(replace(here, cells=(*here.cells[:2], ("Riêng", "w")))).send(keys).file)
    merge(desk, two.put(own).send(keys).file)
    assert [each.field for each in conflicts(desk)] == ["cells", "name"]


def test_one_side_made_the_months_update_anew(desk: Desk, keys: signing.Keys) -> None:
    first, one, two = start(keys, UPDATE)
    a = one.put(UPDATE, gone=True).put(replace(UPDATE, id="u2", percent=30)).send(keys)
    b = two.put(replace(UPDATE, percent=50)).send(keys)
    for each in (first, a, b):
        merge(desk, each.file)
    (found,) = conflicts(desk)
    assert (found.record_id, found.field, found.base, found.a, found.b) == ("u1", "percent", "10", "30", "50")
    resolving.resolve(desk, conflict_id=found.id, take="b")
    assert desk.store.all(ProgressUpdate, office=made.CODE) == [replace(UPDATE, percent=50)]
    assert desk.store.check() == ()


def test_another_value_is_shown_with_its_reason_until_the_month_is_locked(desk: Desk, keys: signing.Keys) -> None:
    first, one, two = start(keys, UPDATE)
    for each in (
        first,
        one.put(replace(UPDATE, percent=30)).send(keys),
        two.put(replace(UPDATE, percent=50)).send(keys),
    ):
        merge(desk, each.file)
    (found,) = conflicts(desk)
    with pytest.raises(Refused) as refused:
        resolving.resolve(desk, conflict_id=found.id, take="other", value="40")
    assert refused.value.problems[0].code == "conflict.reason"
    resolving.resolve(desk, conflict_id=found.id, take="other", value="40", reason="Đơn vị báo qua điện thoại")
    (now,) = conflicts(desk)
    assert (now.taken, now.value, now.a, now.b) == ("other", "40", "30", "50")
    assert desk.store.all(ProgressUpdate, office=made.CODE) == [replace(UPDATE, percent=40)]
    desk.store.lock("2026-11", who="an", at=desk.now())
    with pytest.raises(Refused) as refused:
        resolving.resolve(desk, conflict_id=found.id, take="a")
    assert refused.value.problems[0].code == "conflict.locked"
    desk.store.unlock("2026-11", reason="sửa", who="an", at=desk.now())
    resolving.resolve(desk, conflict_id=found.id, take="b")
    assert [(c.taken, c.other) for c in conflicts(desk)] == [("b", "")]
    desk.store.undo(who="an", at=desk.now())
    assert [c.value for c in conflicts(desk)] == ["40"]
    assert desk.store.all(ProgressUpdate, office=made.CODE) == [replace(UPDATE, percent=40)]
