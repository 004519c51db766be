"""Units renamed, merged and split at a city: what is told, what is asked of whom, what is counted once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from nq57desk.domain.indicators import Indicator, IndicatorValue, Measure
from nq57desk.domain.organisation import Office
from nq57desk.domain.papers import PaperKind
from nq57desk.domain.submission import CellState
from nq57desk.domain.units import NamedUnit, UnitChangeKind
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.usecases import (
    city,
    city_book,
    city_matrix,
    city_office,
    city_reminders,
    city_tables,
    paper_heads,
    unit_changes,
    units_listed,
)
from nq57desk.usecases.bundles import BundleMade
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.usecases.sample_city import CitySize, make_city
from nq57desk.usecases.unit_changes import AskedChange
from nq57desk.usecases.unit_previews import journal_words
from nq57desk.workspace import Desk, open_desk
from tests.bundle import offices
from tests.bundle.made import RECORDS

DAY = date(2026, 9, 20)
FROM = date(2026, 7, 1)
PAPER = "Nghị quyết số 12/NQ-HĐND ngày 20/6/2026"
A, B, C = "90001", "90002", "90003"
NEW = NamedUnit("90050", "phường Sao Trăng")
MERGED = AskedChange(UnitChangeKind.MERGED, FROM, PAPER, (A, B), (NEW,), carry=True)
GOAL = "ct-g3"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "city"
    size = CitySize(offices=8, tasks=4, months=(5, 6, 7, 8))
    with make_city(folder=folder, as_of=DAY, size=size) as desk:
        goal = desk.store.get(Indicator, GOAL)
        assert goal is not None
        apply_records(desk, "edit", [proposed(replace(goal, measure=Measure.AMOUNT))])
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(Path(shutil.copytree(made, tmp_path / "city")), as_of=DAY, who="Trần Thị Thử") as opened:
        yield opened


def codes(found: city_matrix.Matrix) -> set[str]:
    return {row.unit.code for row in found.rows}


def refusal(error: pytest.ExceptionInfo[Refused]) -> str:
    assert sentence(error.value.problems[0])
    return error.value.problems[0].code


def test_what_will_happen_is_told_with_counts_and_nothing_is_written(desk: Desk) -> None:
    entries = desk.store.journal()
    found = unit_changes.preview(desk, asked=MERGED)
    told = "\n".join(found.said)
    assert found.problems == ()
    assert "Phường Sao Mai (90001), Phường Trăng Mai (90002) hợp nhất thành Phường Sao Trăng (90050)" in told
    assert "Phường Sao Mai (90001): 4 nhiệm vụ, 3 chỉ tiêu," in told
    assert "báo cáo đến hết kỳ tháng 6/2026" in told
    assert "chờ 7 đơn vị (nếu không ghi thay đổi này: 8)" in told
    assert f"{len(found.carried)} nhiệm vụ chưa xong" in told
    assert 0 < len(found.carried) <= 8
    assert desk.store.journal() == entries
    assert unit_changes.changes(desk) == ()


def test_each_period_asks_the_units_of_its_last_day_under_their_names(desk: Desk) -> None:
    before, after = (city_matrix.matrix(desk, period=period) for period in ("2026-06", "2026-07"))
    rows = {row.unit.code: row for row in before.rows}
    unit_changes.apply(desk, asked=MERGED)
    unit_changes.apply(
        desk, asked=AskedChange(UnitChangeKind.RENAMED, FROM, PAPER, (C,), (NamedUnit(C, "xã Nắng Mới"),))
    )
    june, july = (city_matrix.matrix(desk, period=period) for period in ("2026-06", "2026-07"))
    assert codes(june) == codes(before)
    assert codes(july) == codes(after) - {A, B} | {NEW.code}
    titles = [{row.unit.code: row.unit.title for row in found.rows} for found in (june, july)]
    assert [each[C] for each in titles] == [rows[C].unit.title, "Xã Nắng Mới"]
    old = next(row for row in june.rows if row.unit.code == A)
    assert [one.state is CellState.NOT_ASKED for one in old.cells] == [month.code > "2026-06" for month in june.months]
    assert old.asked == 2
    new = next(row for row in july.rows if row.unit.code == NEW.code)
    assert [one.state for one in new.cells][:3] == [CellState.NOT_ASKED] * 2 + [CellState.MISSING]
    reminded = {one.code for one in city_reminders.reminders(desk, period="2026-07")}
    assert NEW.code in reminded
    assert not {A, B} & reminded
    sent = {one.code: one.name for one in city.status(desk, year=2026, period="2026-12")}
    assert A not in sent
    assert sent[C] == "xã Nắng Mới"


def test_rows_and_bundles_stay_under_the_old_code_and_say_what_carries_on(desk: Desk) -> None:
    rows = desk.store.count(Indicator, office=A), len(desk.store.received_bundles(office=A))
    unit_changes.apply(desk, asked=MERGED)
    assert (desk.store.count(Indicator, office=A), len(desk.store.received_bundles(office=A))) == rows
    old = city_office.office_period(desk, office=A, period="2026-08")
    assert old.cell.state is CellState.NOT_ASKED
    assert old.tasks, "still readable"
    assert [kin.code for kin in old.after] == [NEW.code]
    new = city_office.office_period(desk, office=NEW.code, period="2026-08")
    assert [kin.code for kin in new.before] == [A, B]
    assert {row.office for row in new.carried} == {A, B}
    with pytest.raises(Refused, match=r"city\.unknown_office"):
        city_office.office_period(desk, office="12345", period="2026-08")


def _amount(desk: Desk, period: str) -> Decimal | None:
    found = city_tables.tables(desk, period=period)
    return next(one.total.together.value for one in found.indicators if one.indicator.id == GOAL)


def _values(desk: Desk, code: str) -> list[IndicatorValue]:
    linked = desk.store.get(Indicator, f"{code}-plan-g2", office=code)
    its = desk.store.all(IndicatorValue, office=code) if linked is not None and linked.assigned_id else []
    return [one for one in its if one.indicator_id == f"{code}-plan-g2" and one.actual is not None]


def _later(desk: Desk, code: str) -> list[Decimal]:
    return [one.actual or Decimal(0) for one in _values(desk, code) if one.period >= "2026-07"]


def test_an_amount_of_the_year_counts_each_month_once(desk: Desk, tmp_path: Path) -> None:
    """The months of a unit that has ended stay in the year's sum up to its day; what came under its code later not."""
    found = city_tables.tables(desk, period="2026-08")
    whole = _amount(desk, "2026-08")
    assert whole is not None
    code, gone = next(
        (code, later)
        for code in found.by_office
        if (later := _later(desk, code)) and len(later) < len(_values(desk, code))
    )
    unit_changes.apply(desk, asked=replace(MERGED, kind=UnitChangeKind.CLOSED, before=(code,), after=(), carry=False))
    assert _amount(desk, "2026-08") == whole - sum(later for later in gone)
    after = city_tables.tables(desk, period="2026-08")
    (goal,) = (one for one in after.indicators if one.indicator.id == GOAL)
    assert goal.total.former == (code,)
    assert code not in {*goal.total.counted, *after.by_office}
    assert after.name_of(code) == found.name_of(code)
    book = city_book.save_book(desk, path=tmp_path / "so.xlsx", period="2026-08")
    assert book.sheets


def test_a_change_is_taken_back_while_nothing_came_of_it(desk: Desk) -> None:
    before = city_matrix.matrix(desk, period="2026-07")
    first = unit_changes.apply(desk, asked=MERGED)
    second = unit_changes.apply(desk, asked=AskedChange(UnitChangeKind.CLOSED, DAY, PAPER, (NEW.code,)))
    assert len(list(desk.backups_folder.glob("*units*"))) >= 1
    with pytest.raises(Refused) as later:
        unit_changes.withdraw(desk, change=first.id, reason="Ghi nhầm ngày")
    assert refusal(later) == "units.change_later"
    unit_changes.withdraw(desk, change=str(second.number), reason="Ghi nhầm")
    with pytest.raises(Refused, match=r"units\.reason"):
        unit_changes.withdraw(desk, change=first.id, reason=" ")
    back = unit_changes.withdraw(desk, change=first.id, reason="Ghi nhầm ngày")
    assert (back.withdrawn_by, back.withdrawn_because) == ("Trần Thị Thử", "Ghi nhầm ngày")
    assert city_matrix.matrix(desk, period="2026-07") == before
    with pytest.raises(Refused, match=r"units\.no_change"):
        unit_changes.withdraw(desk, change=first.id, reason="x")
    assert desk.store.check() == ()
    assert [entry.action for entry in desk.store.journal()][:4] == [
        *("unit_withdrawn", "unit_withdrawn", "unit_change", "unit_change"),
    ]
    again = unit_changes.again(desk, change=back, day=date(2026, 8, 1))
    assert unit_changes.apply(desk, asked=again).number == 3
    assert journal_words(desk.store.journal()[0].detail).startswith("Từ ngày 01/8/2026: Phường Sao Mai (90001), ")
    assert journal_words("{}") == journal_words("") == ""


@pytest.mark.parametrize("text", ["", "31/02/2026", "1.7", "2026-13-01", "01/7/1800"])
def test_days_that_are_none(text: str) -> None:
    with pytest.raises(Refused, match=r"units\.bad_day"):
        unit_changes.read_day(text)
    assert unit_changes.read_day(" 1/7/2026 ") == unit_changes.read_day("2026-07-01") == FROM


def test_a_refused_change_writes_nothing(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        unit_changes.apply(desk, asked=replace(MERGED, before=(A, "12345"), document=""))
    assert {one.code for one in refused.value.problems} == {"units.unknown", "units.no_document"}
    assert unit_changes.changes(desk) == ()
    assert not list(desk.backups_folder.glob("*units*"))


# bundles


class _Post:
    """A city that enrolled one ward, and what the ward sends."""

    def __init__(self, ward: Desk, city_: Desk, folder: Path) -> None:
        self.ward, self.city, self.folder = ward, city_, folder
        self.sent = 0

    def send(self, period: str) -> tuple[str, str]:
        """The outcome and the first problem's code."""
        self.sent += 1
        made: BundleMade = offices.send(self.ward, self.folder / f"{self.sent}.nq57", period)
        (one,) = city.merge(self.city, paths=[made.file]).bundles
        return one.outcome.value, one.problems[0].code if one.problems else ""


@pytest.fixture
def post(tmp_path: Path) -> Iterator[_Post]:
    with (
        offices.opened(tmp_path / "ward", offices.SAO_MAI) as ward,
        offices.opened(tmp_path / "city", offices.CITY) as at_city,
    ):
        offices.change(ward, *RECORDS)
        city.enrol(at_city, cards=[offices.card_of(ward, tmp_path / "ward.nq57card")])
        yield _Post(ward, at_city, tmp_path)


def _closed(post: _Post, day: date) -> None:
    asked = AskedChange(UnitChangeKind.CLOSED, day, PAPER, (offices.SAO_MAI.code,))
    unit_changes.apply(post.city, asked=asked)


def test_a_late_bundle_of_a_closed_office_is_taken_a_later_periods_is_held(post: _Post) -> None:
    _closed(post, date(2026, 11, 15))
    assert post.send("2026-11") == ("applied", "")
    outcome, code = post.send("2026-12")
    assert (outcome, code) == ("held", "bundle.unit_closed")
    (waiting,) = city.held(post.city)
    taken = city.accept_held(post.city, digest=waiting.digest, reason="Số liệu bàn giao")
    assert taken.outcome.value == "applied"


def test_a_bundle_of_a_unit_taken_back_waits_until_it_is_one(post: _Post) -> None:
    post.city.store.keep_office(
        replace(offices.SAO_MAI, code="90002", name="xã Bình Minh"), who="an", at=post.city.now()
    )
    late = date(2026, 12, 20)
    asked = AskedChange(UnitChangeKind.RENAMED, late, PAPER, ("90002",), (NamedUnit("90009", "xã Bình An"),))
    change = unit_changes.apply(post.city, asked=asked)
    with pytest.raises(Refused) as refused:
        units_listed.check_valid(post.city, office="90009", period="2026-12")
    assert refusal(refused) == "bundle.unit_not_yet"
    units_listed.check_valid(post.city, office="90009", period="2027-01")
    unit_changes.withdraw(post.city, change=change.id, reason="Nghị quyết chưa có hiệu lực")
    with pytest.raises(Refused, match=r"bundle\.unit_not_yet"):
        units_listed.check_valid(post.city, office="90009", period="2027-01")


def test_a_change_of_which_bundles_came_stays(post: _Post) -> None:
    fresh = NamedUnit("90009", "xã Bình An")
    asked = AskedChange(UnitChangeKind.SPLIT, FROM, PAPER, ("90001",), (NamedUnit("90001", ""), fresh))
    change = unit_changes.apply(post.city, asked=asked)
    assert change.after[0].name == offices.SAO_MAI.name, "a name left blank stays"
    card = replace(post.ward.office, code=fresh.code, name="Ủy ban nhân dân xã Bình An")
    post.city.store.keep_office(card, who="an", at=post.city.now())
    assert post.send("2026-11") == ("applied", ""), "the office that keeps its code goes on"
    with offices.opened(post.folder / "new", Office(fresh.code, card.name, installation="pc-9")) as new:
        offices.change(new, *RECORDS)
        city.enrol(post.city, cards=[offices.card_of(new, post.folder / "new.nq57card")], replace=True)
        made = offices.send(new, post.folder / "new.nq57", "2026-11")
        assert [one.outcome.value for one in city.merge(post.city, paths=[made.file]).bundles] == ["applied"]
    with pytest.raises(Refused, match=r"units\.bundles_came"):
        unit_changes.withdraw(post.city, change=change.id, reason="Ghi nhầm")


def test_a_card_renames_nothing_in_the_list(post: _Post) -> None:
    unit_changes.rename_own(post.ward, name="Ủy ban nhân dân phường Sao Việt", day=date(2026, 11, 1), document=PAPER)
    card = offices.card_of(post.ward, post.folder / "again.nq57card")
    told = city.enrol(post.city, cards=[card]).problems
    assert [(one.code, bool(sentence(one))) for one in told] == [("units.card_name", True)]
    (listed,) = city_matrix.expected(post.city)
    assert listed.title == "Phường Sao Mai"
    asked = AskedChange(
        UnitChangeKind.RENAMED, date(2026, 11, 1), PAPER, ("90001",), (NamedUnit("90001", "phường Sao Việt"),)
    )
    unit_changes.apply(post.city, asked=asked)
    assert city.enrol(post.city, cards=[card]).problems == ()
    assert [one.title for one in city_matrix.expected(post.city)] == ["Phường Sao Việt"]


# the own name at a ward


def test_papers_of_a_past_period_keep_the_name_of_then(post: _Post) -> None:
    ward, kind = post.ward, PaperKind.PROGRESS_REPORT

    def body(about: str) -> str:
        head = paper_heads.full_head(ward, kind, about, word="Báo cáo", subject="", fingerprint="", year=2026)
        return head.issuing_body

    old = ward.office.name
    unit_changes.rename_own(ward, name="UBND phường Sao Việt", day=date(2026, 11, 1), document=PAPER)
    assert ward.office.name == "UBND phường Sao Việt"
    assert body("2026-10") == old
    assert body("2026-11/p1") == body("") == "Ủy ban nhân dân phường Sao Việt"
    assert [one.name for one in units_listed.own_names(ward)] == [old, "UBND phường Sao Việt"]
    undoable = ward.store.undoable()
    assert undoable is None or undoable.action != "own_office"


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        (" ", FROM, "settings.empty_name"),
        (offices.SAO_MAI.name, FROM, "units.same_name"),
        ("phường Sao Việt", date(2026, 12, 1), "units.own_future"),
        ("phường Sao Việt", date(2026, 5, 1), "units.own_later"),
    ],
)
def test_names_that_an_office_cannot_take(post: _Post, name: str, day: date, code: str) -> None:
    if code == "units.own_later":
        unit_changes.rename_own(post.ward, name="phường Sao Đỏ", day=FROM)
    with pytest.raises(Refused) as refused:
        unit_changes.rename_own(post.ward, name=name, day=day)
    assert refusal(refused) == code


def test_the_last_renaming_is_taken_back(post: _Post) -> None:
    unit_changes.rename_own(post.ward, name="phường Sao Việt", day=FROM)
    unit_changes.withdraw_own(post.ward, reason="Ghi nhầm")
    assert post.ward.office.name == offices.SAO_MAI.name
    assert len(units_listed.own_names(post.ward)) == 1
    with pytest.raises(Refused, match=r"units\.own_none"):
        unit_changes.withdraw_own(post.ward, reason="Ghi nhầm")
    with pytest.raises(Refused, match=r"workspace\.only_ward"):
        unit_changes.rename_own(post.city, name="x", day=FROM)
    with pytest.raises(Refused, match=r"workspace\.no_city"):
        unit_changes.preview(post.ward, asked=MERGED)
