"""Settings, the own identity, enrolled offices and the journal's account of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from nq57desk.domain.changes import Counts
from nq57desk.domain.snapshot import Outcome, ReceivedBundle
from nq57desk.errors import Refused
from nq57desk.sentences import catalogue
from nq57desk.store import network
from nq57desk.store.store import Store
from tests.store.samples import AT, CITY, SUBTASK, TASK, WARD, WHO, YEAR, gone, renamed, ward, write


def test_a_setting_is_kept_and_told(tmp_path: Path) -> None:
    with ward(tmp_path) as store:
        assert store.setting("due_day", "25") == "25"
        store.set_setting("due_day", "20", who=WHO, at=AT)
        store.set_setting("due_day", "20", who=WHO, at=AT)
        assert store.setting("due_day", "25") == "20"
        (entry,) = store.journal()
        assert json.loads(entry.detail) == {"key": "due_day", "before": "", "after": "20"}
        assert store.undoable() is None
        assert store.undo(who=WHO, at=AT) is None
        assert store.check() == ()


def test_offices_are_kept_by_code(tmp_path: Path) -> None:
    with ward(tmp_path) as store:
        store.keep_office(CITY, who=WHO, at=AT)
        changed = replace(CITY, name="Ủy ban nhân dân thành phố Ngàn Sao", sign_key="RW…")
        store.keep_office(changed, who=WHO, at=AT)
        store.keep_office(changed, who=WHO, at=AT)
        assert store.offices() == [changed]
        assert [entry.action for entry in store.journal()] == ["office", "office"]
        with pytest.raises(Refused, match=r"store\.own_office"):
            store.keep_office(replace(CITY, code=WARD.code), who=WHO, at=AT)


def test_the_own_name_may_change_but_not_the_code(tmp_path: Path) -> None:
    renamed_office = replace(WARD, name="Ủy ban nhân dân phường Sao Hôm")
    with ward(tmp_path, *YEAR) as store:
        store.set_own_office(renamed_office, who=WHO, at=AT)
        assert store.office == renamed_office
        assert store.revision == 1
        with pytest.raises(Refused, match=r"store\.other_code"):
            store.set_own_office(replace(WARD, code="99009"), who=WHO, at=AT)
    with Store.open(store.path) as again:
        assert again.office == renamed_office


def test_bundles_that_were_not_applied_are_remembered(tmp_path: Path) -> None:
    held = ReceivedBundle(
        "d", "b", "99002", 2026, "2026-10", 3, 9, "i", "2026-11-01", "2026-11-05", Outcome.HELD, "merge.locked"
    )
    with ward(tmp_path) as store:
        store.keep_received_bundle(held, who=WHO, at=AT)
        assert store.received_bundle("d") == held
        assert store.last_sequence("99002", 2026) == 0


def test_the_history_of_one_record(tmp_path: Path) -> None:
    new = renamed(TASK, "Khác")
    with ward(tmp_path, *YEAR) as store:
        write(store, new, renamed(SUBTASK, "x"))
        store.undo(who="Trần Văn Hai", at=AT)
        write(store, gone(TASK))
        found = [(one.entry, one.who, one.action, one.before, one.after) for one in store.history("task", "task")]
        assert found == [
            (4, WHO, "edit", TASK, None),
            (3, "Trần Văn Hai", "undo", new, TASK),
            (2, WHO, "edit", TASK, new),
            (1, WHO, "edit", None, TASK),
        ]
        assert store.history("task", "nothing") == []


def test_the_journal_tells_counts_and_what_is_undone(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        write(store, renamed(TASK, "Khác"))
        store.undo(who=WHO, at=AT)
        assert [(entry.seq, entry.action, entry.reverts, entry.undone) for entry in store.journal(limit=2)] == [
            (3, "undo", 2, False),
            (2, "edit", None, True),
        ]
        store.redo(who=WHO, at=AT)
        assert [entry.undone for entry in store.journal()] == [False, True, False, False]
        assert store.journal()[2].by_kind == {"task": Counts(edited=1)}
        undoable = store.undoable()
        assert undoable is not None
        assert undoable.seq == 4


def test_every_code_has_its_sentence() -> None:
    import re

    codes = set()
    for module in Path(network.__file__).parent.glob("*.py"):
        codes |= set(re.findall(r'"(store\.[a-z_]+)"', module.read_text(encoding="utf-8")))
    assert len(codes) > 20
    assert codes <= set(catalogue())


MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/share /mnt/share nfs4 rw 0 0
//pc/chung /mnt/o\\040chung cifs rw 0 0
/dev/sdb1 /mnt/share/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a/office.db", "ext4"),
        ("/mnt/share/office.db", "nfs4"),
        ("/mnt/shared/office.db", "ext4"),
        ("/mnt/o chung/x/office.db", "cifs"),
        ("/mnt/share/local/office.db", "ext4"),
    ],
)
def test_the_file_system_under_a_path(path: str, kind: str) -> None:
    assert network.kind_of_mount(Path(path), MOUNTS) == kind


def test_no_log_on_a_network_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ward(tmp_path, *YEAR).close()
    table = tmp_path / "mounts"
    table.write_text(f"server:/share {tmp_path} nfs4 rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(network, "_MOUNTS", table)
    with Store.open(tmp_path / "99001.db") as store:
        assert store._db.journal_mode == "delete"
        write(store, renamed(TASK, "Khác"))
        assert store.check() == ()
    assert not (tmp_path / "99001.db-wal").exists()
