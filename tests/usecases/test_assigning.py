"""The city assigns: numbers rise only where something differs, all of it or nothing, and the newest file says all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nq57desk import paths
from nq57desk.bundle import assignments as files
from nq57desk.domain.assignments import Assignment, Withdrawn
from nq57desk.domain.changes import Proposed
from nq57desk.domain.organisation import Office
from nq57desk.domain.plan import Appendix, Plan, Task
from nq57desk.domain.records import Record
from nq57desk.errors import Cancelled, Refused
from nq57desk.monitor import Monitor
from nq57desk.sentences import sentence
from nq57desk.store import assignments as kept
from nq57desk.usecases import assigning, history
from nq57desk.usecases.assigning import Issued
from nq57desk.usecases.assignment_orders import NoteAsked, Order
from nq57desk.usecases.assignment_standing import DELETED
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.workspace import Desk, open_desk
from tests.builders import offices
from tests.builders.programme import GOALS, PROGRAMME, TASKS

WARDS = ("90001", "90002", "90003")
WHOLE = Order(whole_plan=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "city"
    with offices.city(folder) as desk:
        apply_records(desk, "import", map(proposed, PROGRAMME))
        for code in WARDS:
            desk.store.keep_office(Office(code, f"Ủy ban nhân dân xã {code}"), who="an", at=desk.now())
    return folder


@pytest.fixture
def city(made: Path, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(Path(shutil.copytree(made, tmp_path / "city")), as_of=offices.DAY, who="Trần Thị Thử") as desk:
        yield desk


def issue(desk: Desk, order: Order) -> Issued:
    return assigning.issue(desk, order=order, folder=desk.folder.parent / "out")


def numbers(issued: Issued) -> dict[str, tuple[int, bool]]:
    return {one.assignment.office: (one.assignment.number, one.fresh) for one in issued.files}


def read(desk: Desk, file: Path) -> Assignment:
    """As the ward reads it."""
    return files.read(files.opened(file.read_bytes()), desk.office.sign_key)


def refused(desk: Desk, order: Order) -> str:
    before = len(desk.store.journal(limit=1000))
    with pytest.raises(Refused) as error:
        issue(desk, order)
    assert sentence(error.value.problems[0])
    assert len(desk.store.journal(limit=1000)) == before
    assert not (desk.folder.parent / "out").exists()
    return error.value.problems[0].code


def edit(desk: Desk, task: Task) -> None:
    apply_records(desk, "edit", [proposed(task)])


def test_the_whole_plan_goes_to_all_that_are_enrolled(city: Desk) -> None:
    before = assigning.preview(city, order=WHOLE)
    assert [(share.office.code, share.new, share.had, share.number) for share in before.shares] == [
        (code, 5, 0, 1) for code in WARDS
    ]
    issued = issue(city, WHOLE)
    assert [one.file.name for one in issued.files] == [f"{code}_2026_giao_1.nq57assign" for code in WARDS]
    said = read(city, issued.files[0].file)
    assert [row.id for row in said.tasks] == [task.id for task in TASKS]
    assert [row.id for row in said.indicators] == [goal.id for goal in GOALS]
    assert (said.tasks[1].source_document, said.tasks[2].product) == ("12-CTr/TU", "Danh mục")
    assert (said.office, said.number, said.sample) == ("90001", 1, False)
    (entry,) = [one for one in city.store.journal() if one.action == "assign"]
    assert not entry.undoable
    assert history.check(city) == ()


def test_the_same_again_is_the_same_file_and_a_correction_the_next_number(city: Desk) -> None:
    first = issue(city, WHOLE)
    data = [one.file.read_bytes() for one in first.files]
    again = issue(city, Order())
    assert [one.file.read_bytes() for one in again.files] == data
    assert numbers(again) == dict.fromkeys(WARDS, (1, False))
    edit(city, replace(TASKS[0], deadline="Tháng 10/2026"))
    assert [one.differs for one in assigning.overview(city)] == [True, True, True]
    corrected = issue(city, Order())
    assert numbers(corrected) == dict.fromkeys(WARDS, (2, True))
    assert read(city, corrected.files[0].file).tasks[0].deadline == "Tháng 10/2026"
    assert [one.differs for one in assigning.overview(city)] == [False, False, False]
    assert len(kept.kept(city.store, office="90001")) == 2


def test_only_the_offices_that_something_is_new_for_get_a_new_number(city: Desk) -> None:
    issue(city, Order(tasks=("c-t1",)))
    mixed = issue(city, Order(tasks=("c-t1", "c-t2"), offices=("90001",)))
    assert numbers(mixed) == {"90001": (2, True)}
    preview = assigning.preview(city, order=Order(tasks=("c-t1", "c-t2")))
    assert [(share.new, share.had, share.fresh) for share in preview.shares] == [(0, 2, False), *[(1, 1, True)] * 2]
    assert preview.having == 1
    assert numbers(issue(city, Order(tasks=("c-t1", "c-t2")))) == {
        "90001": (2, False),
        "90002": (2, True),
        "90003": (2, True),
    }


def test_a_kept_file_that_is_gone_is_signed_anew_under_the_next_number(city: Desk) -> None:
    issue(city, Order(tasks=("c-t1",), offices=("90001",)))
    shutil.rmtree(city.folder / assigning.FOLDER)
    assert numbers(issue(city, Order())) == {"90001": (2, True)}


def test_after_a_restored_backup_no_number_is_used_twice(city: Desk) -> None:
    issue(city, Order(tasks=("c-t1",)))
    backup = history.backup(city)
    for deadline in ("Tháng 10/2026", "Tháng 9/2026"):
        edit(city, replace(TASKS[0], deadline=deadline))
        issue(city, Order(offices=("90001",)))
    history.restore(city, backup_file=backup)
    with open_desk(city.folder, as_of=offices.DAY) as again:
        assert numbers(issue(again, Order())) == {"90001": (4, True), "90002": (1, False), "90003": (1, False)}


def test_withdrawn_with_its_reason_and_given_again(city: Desk) -> None:
    issue(city, WHOLE)
    issue(city, Order(notes=(NoteAsked("Gấp", "c-t2"),)))
    gone = issue(city, Order(withdraw=("c-t2",), reason=" Trùng\n", offices=("90001",)))
    assert numbers(gone) == {"90001": (3, True)}
    said = read(city, gone.files[0].file)
    assert said.withdrawn == (Withdrawn("task", "c-t2", "Trùng"),)
    assert (len(said.tasks), said.notes) == (2, ())
    assert assigning.overview(city)[0].withdrawn == 1
    assert refused_code(city, Order(withdraw=("c-t2",), reason="x", offices=("90001",))) == "assigning.not_given"
    assert numbers(issue(city, Order(withdraw=("c-t2",), reason="x"))) == {"90002": (3, True), "90003": (3, True)}
    back = read(city, issue(city, Order(tasks=("c-t2",), offices=("90001",))).files[0].file)
    assert (back.withdrawn, len(back.tasks), [note.text for note in back.notes]) == ((), 3, ["Gấp"])


def refused_code(desk: Desk, order: Order) -> str:
    with pytest.raises(Refused) as error:
        issue(desk, order)
    return error.value.problems[0].code


def test_a_row_that_the_city_deleted_counts_as_withdrawn_and_comes_back_when_that_is_undone(city: Desk) -> None:
    issue(city, WHOLE)
    apply_records(city, "delete", [Proposed("task", "c-t3", None)])
    said = read(city, issue(city, Order()).files[0].file)
    assert said.withdrawn == (Withdrawn("task", "c-t3", DELETED),)
    history.undo(city)
    assert read(city, issue(city, Order()).files[0].file).withdrawn == ()


def test_notes_are_given_once_and_withdrawn_by_their_id(city: Desk) -> None:
    issue(city, Order(tasks=("c-t1",), offices=("90001",)))
    order = Order(notes=(NoteAsked("Báo cáo khó khăn.", "", "CV 12"), NoteAsked("Làm ngay", "c-t1")))
    issued = issue(city, order)
    notes = {one.assignment.office: [note.about_id for note in one.assignment.notes] for one in issued.files}
    assert {code: sorted(about) for code, about in notes.items()} == {
        "90001": ["", "c-t1"],
        "90002": [""],
        "90003": [""],
    }
    assert numbers(issue(city, order)) == {"90001": (2, False), "90002": (1, False), "90003": (1, False)}
    (whole,) = issued.files[1].assignment.notes
    assert (whole.given_on, whole.given_by, whole.document) == (offices.DAY, "Trần Thị Thử", "CV 12")
    gone = issue(city, Order(withdraw=(whole.id,), reason="Nhầm"))
    assert all(one.assignment.withdrawn == (Withdrawn("note", whole.id, "Nhầm"),) for one in gone.files)
    assert len(gone.files) == 3


REFUSED = (
    (Order(), "assigning.nothing"),
    (Order(tasks=("c-none",)), "assigning.unknown_row"),
    (Order(tasks=("c-g1",)), "assigning.unknown_row"),
    (Order(tasks=("c-old",)), "assigning.unknown_row"),
    (Order(tasks=("c-t1", "c-next")), "assigning.two_years"),
    (Order(tasks=("c-blank",)), "assigning.no_name"),
    (Order(tasks=("c-t1",), offices=("12345",)), "assigning.unknown_office"),
    (Order(withdraw=("c-t1",), reason="x"), "assigning.not_given"),
    (Order(withdraw=("c-t1",), reason=" "), "assigning.no_reason"),
    (Order(tasks=("c-t1",), withdraw=("c-t1",), reason="x"), "assigning.both"),
    (Order(notes=(NoteAsked(" "),)), "assigning.note_empty"),
    (Order(notes=(NoteAsked("x" * 20_001),)), "assigning.note_long"),
    (Order(notes=(NoteAsked("x", "c-none"),)), "assigning.unknown_row"),
    (Order(notes=(NoteAsked("x", "c-t1"),)), "assigning.note_about"),
    (Order(year=2031, whole_plan=True), "assigning.no_plan"),
)


@pytest.mark.parametrize(("order", "code"), REFUSED)
def test_what_cannot_be_given_is_refused_and_changes_nothing(city: Desk, order: Order, code: str) -> None:
    edit(city, replace(TASKS[2], id="c-blank", name=" "))
    coming = replace(TASKS[0], id="c-next", plan_id="c2", appendix_id="c2a")
    next_year: tuple[Record, ...] = (Plan("c2", 2027), Appendix("c2a", "c2", 1), coming)
    apply_records(city, "import", map(proposed, next_year))
    assert refused(city, order) == code


def test_offices_without_a_card_or_a_ward_itself_assign_nothing(tmp_path: Path) -> None:
    with offices.city(tmp_path / "lonely") as desk:
        assert refused_code(desk, WHOLE) == "assigning.no_plan"
        apply_records(desk, "import", map(proposed, PROGRAMME))
        assert refused_code(desk, WHOLE) == "assigning.no_offices"
    with offices.ward(tmp_path / "ward") as ward:
        assert refused_code(ward, WHOLE) == "workspace.no_city"
        with pytest.raises(Refused, match="no_city"):
            assigning.overview(ward)


def test_stopped_half_way_nothing_was_given(city: Desk) -> None:
    def stop(done: int, _total: int, _what: str) -> None:
        if done == 1:
            monitor.cancel()

    monitor = Monitor(stop)
    with pytest.raises(Cancelled):
        assigning.issue(city, order=WHOLE, folder=city.folder / "out", monitor=monitor)
    assert kept.given(city.store, year=2026) == []
    assert list((city.folder / assigning.FOLDER).iterdir()) == []
    assert not (city.folder / "out").exists()


def test_a_stick_pulled_out_costs_nothing(city: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    write = paths.write_atomically

    def pulled(path: Path, data: bytes) -> None:
        if path.name.startswith("90002_"):
            raise OSError(5, "Input/output error")
        write(path, data)

    monkeypatch.setattr(paths, "write_atomically", pulled)
    assert refused_code(city, WHOLE) == "assigning.cannot_put"
    monkeypatch.undo()
    assert numbers(issue(city, Order())) == dict.fromkeys(WARDS, (1, False))


def test_a_full_disk_gives_nothing(city: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(paths, "write_atomically", full)
    assert refused(city, WHOLE) == "assigning.cannot_keep"
    assert kept.given(city.store, year=2026) == []


def test_the_board_tells_how_many_have_each_row(city: Desk) -> None:
    issue(city, Order(tasks=("c-t1",), offices=WARDS[:2]))
    board = assigning.board(city)
    assert [(row.row.id, row.offices) for row in board.rows] == [
        ("c-t1", 2), ("c-t2", 0), ("c-t3", 0), ("c-g1", 0), ("c-g2", 0),
    ]  # fmt: skip
    assert [(one.title, one.number, one.rows, one.taken) for one in board.offices] == [
        ("Xã 90001", 1, 1, 0), ("Xã 90002", 1, 1, 0), ("Xã 90003", 0, 0, 0),
    ]  # fmt: skip


@dataclass
class Truth:
    """What stands, kept in the simplest way: office -> row -> deadline as last issued."""

    deadline: dict[str, str] = field(default_factory=lambda: {task.id: task.deadline for task in TASKS})
    given: dict[str, set[str]] = field(default_factory=lambda: {code: set() for code in WARDS})
    gone: dict[str, set[str]] = field(default_factory=lambda: {code: set() for code in WARDS})
    had: set[str] = field(default_factory=set)


STEP = st.tuples(
    st.sampled_from(("give", "withdraw", "correct", "again")),
    st.lists(st.sampled_from([task.id for task in TASKS]), min_size=1, max_size=3, unique=True),
    st.lists(st.sampled_from(WARDS), max_size=3, unique=True),
)


def follow(truth: Truth, step: str, rows: list[str], codes: list[str]) -> Order | None:
    """The order of a step, None where it would be refused; the truth follows it."""
    chosen = codes or [code for code in WARDS if step == "give" or truth.given[code] & set(rows)]
    if step == "give":
        for code in chosen:
            truth.given[code] |= set(rows)
            truth.gone[code] -= set(rows)
        return Order(tasks=tuple(rows), offices=tuple(codes))
    if step == "withdraw":
        losing = {code: truth.given[code] & set(rows) for code in chosen}
        if set(rows) - set().union(*losing.values()):
            return None
        for code, lost in losing.items():
            truth.given[code] -= lost
            truth.gone[code] |= lost
        return Order(withdraw=tuple(rows), reason="Trùng", offices=tuple(codes))
    return Order() if any(truth.given[code] or truth.gone[code] for code in WARDS) else None


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=6))
def test_in_any_order_the_newest_file_says_all_that_stands(
    made: Path, tmp_path: Path, steps: list[tuple[str, list[str], list[str]]]
) -> None:
    folder = tmp_path / str(len(list(tmp_path.iterdir())))
    truth, newest, seen = Truth(), {}, dict.fromkeys(WARDS, 0)
    with open_desk(Path(shutil.copytree(made, folder / "city")), as_of=offices.DAY) as desk:
        for at, (step, rows, codes) in enumerate(steps):
            if step == "correct":
                truth.deadline[rows[0]] = f"Tháng {at + 1}/2026"
                task = desk.store.get(Task, rows[0])
                assert task is not None
                edit(desk, replace(task, deadline=truth.deadline[rows[0]]))
            order = follow(truth, step, rows, codes)
            if order is None:
                continue
            for one in assigning.issue(desk, order=order, folder=folder / "out").files:
                code, number = one.assignment.office, one.assignment.number
                assert number == seen[code] + one.fresh
                seen[code], newest[code] = number, one.file
        if any(seen.values()):
            for one in assigning.issue(desk, order=Order(), folder=folder / "out").files:
                newest[one.assignment.office] = one.file
        for code, file in newest.items():
            said = read(desk, file)
            assert {row.id: row.deadline for row in said.tasks} == {
                row: truth.deadline[row] for row in truth.given[code]
            }
            assert {one.id for one in said.withdrawn} == truth.gone[code]
        assert history.check(desk) == ()
