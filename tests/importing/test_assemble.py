"""What was read, as proposed records: new at first, the same again, edited where a cell changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.changes import Proposed, Source
from nq57desk.domain.indicators import Direction, Indicator
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Appendix, AppendixKind, Numbering, Paragraph, Plan, Section, Task
from nq57desk.domain.problems import NOWHERE, Place, Severity, problem
from nq57desk.domain.records import Record
from nq57desk.importing.assemble import Assembled, Existing, assemble, plan_of, plan_year
from nq57desk.importing.assembling_plan import complete_date
from nq57desk.importing.result import ReadDocument, ReadParagraph, ReadResult, ReadRow, ReadSection, ReadTable
from nq57desk.sentences import sentence

COLUMNS = ("TT", "Nhiệm vụ", "Chủ trì", "Sản phẩm", "Thời hạn", "Ký hiệu riêng")
FIELDS = ("number", "name", "lead", "product", "deadline", "")
DOCUMENT = ReadDocument(
    org="ỦY BAN NHÂN DÂN PHƯỜNG SAO MAI",
    number="24",
    symbol="KH-UBND",
    place="Sao Mai",
    date_text="ngày 28 tháng 01 năm 2026",
    kind="KẾ HOẠCH",
    title="Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị năm 2026 trên địa bàn phường Sao Mai",
    signer_title="CHỦ TỊCH",
    recipients=("TT Đảng ủy phường", "Lưu: VT"),
)


def row(number: str, name: str, section: int | None = 0, **fields: Any) -> ReadRow:
    said = {"lead": "Phòng Văn hóa - Xã hội", "product": "Báo cáo", "deadline": "Thường xuyên", "note": "", **fields}
    texts = (number, name, said["lead"], said["product"], said["deadline"], f"riêng {number}")
    blank = ReadRow(section, None, number, "", name, cells=tuple(zip(COLUMNS, texts, strict=True)))
    return replace(blank, **said)


def table(rows: Sequence[ReadRow], **fields: Any) -> ReadTable:
    placed = tuple(replace(one, place=Place(table=1, row=at + 2)) for at, one in enumerate(rows))
    blank = ReadTable(
        "PHỤ LỤC",
        "NHIỆM VỤ NĂM 2026",
        ("PHỤ LỤC", "NHIỆM VỤ NĂM 2026"),
        AppendixKind.TASKS,
        Numbering.CONTINUOUS,
        COLUMNS,
        FIELDS,
        (ReadSection("I", "Tuyên truyền"), ReadSection("II", "Hạ tầng số")),
        placed,
        Place(table=1),
    )
    return replace(blank, **fields)


ROWS = (
    row("1", "Tổ chức tuyên truyền Nghị quyết số 57-NQ/TW"),
    row("2", "Phát động phong trào học tập trên các nền tảng số", lead="Đoàn phường"),
    row("3", "Xây dựng hạ tầng mạng dùng chung của phường", 1, deadline="30/6/2026"),
    row("4", "Ban hành danh mục cơ sở dữ liệu của phường", 1, lead="PHÒNG VĂN HOÁ – XÃ HỘI", deadline="Quý III"),
)


def result(rows: Sequence[ReadRow] = ROWS, document: ReadDocument = DOCUMENT, **fields: Any) -> ReadResult:
    return ReadResult((table(rows, **fields),), document, name="kế hoạch.docx", digest="ab12")


@dataclass
class Desk:
    """What an office holds: every proposal is taken as it is."""

    records: dict[str, Record]
    ids: Callable[[], str]
    plan_id: str | None = None

    def existing(self) -> Existing:
        return Existing(
            self.of(Plan),
            self.of(Paragraph),
            self.of(Appendix),
            self.of(Section),
            self.of(Task),
            self.of(Indicator),
            self.of(OrgUnit),
        )

    def of(self, type_: type[T]) -> list[T]:
        return [record for record in self.records.values() if isinstance(record, type_)]

    def read(self, what: ReadResult, confirmed: Mapping[str, str] | None = None) -> Assembled:
        return assemble(
            what,
            self.existing(),
            plan_id=self.plan_id,
            new_id=self.ids,
            year=2026,
            office_name="Ủy ban nhân dân phường Sao Mai",
            confirmed=confirmed,
        )

    def take(self, what: ReadResult, confirmed: Mapping[str, str] | None = None) -> dict[str, list[str]]:
        """Import; answers which names of rows (or kinds) are new, edited, same and deleted."""
        found = self.read(what, confirmed)
        changes: dict[str, list[str]] = {"new": [], "edited": [], "same": [], "deleted": []}
        for one in found.proposal.records:
            before = self.records.get(one.id)
            change = "deleted" if one.record is None else "new" if before is None else "edited"
            changes["same" if before == one.record else change].append(_called(one))
            if one.record is None:
                del self.records[one.id]
            else:
                self.records[one.id] = one.record
        self.plan_id = found.plan_id
        return changes


T = TypeVar("T")


def _called(one: Proposed) -> str:
    return one.record.name if isinstance(one.record, Task | Indicator) else one.kind


@pytest.fixture
def desk() -> Desk:
    return new_desk()


def new_desk() -> Desk:
    counter = count(1)
    return Desk({}, lambda: f"n{next(counter)}")


def test_everything_is_new_at_first(desk: Desk) -> None:
    changes = desk.take(result())
    assert {kind: len(names) for kind, names in changes.items()} == {"new": 10, "edited": 0, "same": 0, "deleted": 0}
    (plan,) = desk.of(Plan)
    assert (plan.number, plan.symbol, plan.year, plan.issued_on) == ("24", "KH-UBND", 2026, date(2026, 1, 28))
    assert (plan.issuing_body, plan.recipients) == ("ỦY BAN NHÂN DÂN PHƯỜNG SAO MAI", ("TT Đảng ủy phường", "Lưu: VT"))
    (appendix,) = desk.of(Appendix)
    assert (appendix.columns, appendix.column_fields, appendix.plan_id) == (COLUMNS, FIELDS, plan.id)
    tasks = sorted(desk.of(Task), key=lambda task: task.position)
    sections = {section.id: section.number for section in desk.of(Section)}
    assert [task.name for task in tasks] == [one.name for one in ROWS]
    assert [sections[task.section_id] for task in tasks] == ["I", "I", "II", "II"]
    assert [task.cells for task in tasks] == [one.cells for one in ROWS]
    assert {unit.name for unit in desk.of(OrgUnit)} == {"Phòng Văn hóa - Xã hội", "Đoàn phường"}


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    desk.take(result())
    changes = desk.take(result())
    assert (changes["new"], changes["edited"], changes["deleted"]) == ([], [], [])
    assert len(changes["same"]) == 8


def test_a_changed_cell_is_one_edit(desk: Desk) -> None:
    desk.take(result())
    rows = [*ROWS[:2], row("3", ROWS[2].name, 1, deadline="30/9/2026"), ROWS[3]]
    changes = desk.take(result(rows))
    assert (changes["new"], changes["edited"]) == ([], [ROWS[2].name])


def test_an_edited_name_under_its_number_is_the_same_row(desk: Desk) -> None:
    desk.take(result())
    before = {task.number: task.id for task in desk.of(Task)}
    renamed = replace(ROWS[0], name=ROWS[0].name + " năm nay")
    changes = desk.take(result([renamed, *ROWS[1:]]))
    assert (changes["new"], changes["edited"]) == ([], [renamed.name])
    assert {task.number: task.id for task in desk.of(Task)} == before


def test_a_row_put_between_moves_no_other(desk: Desk) -> None:
    desk.take(result())
    rows = [ROWS[0], row("1a", "Việc mới hoàn toàn khác"), *ROWS[1:]]
    changes = desk.take(result(rows))
    assert (changes["new"], changes["edited"]) == (["Việc mới hoàn toàn khác"], [])
    ordered = sorted(desk.of(Task), key=lambda task: task.position)
    assert [task.name for task in ordered] == [one.name for one in rows]


def test_absent_rows_are_kept_and_counted(desk: Desk) -> None:
    desk.take(result())
    found = desk.read(result(ROWS[:1]))
    assert [(one.code, dict(one.words)["count"]) for one in found.problems] == [("importing.rows_absent", "3")]
    changes = desk.take(result(ROWS[:1]))
    assert (changes["edited"], changes["deleted"]) == ([], [])
    assert len(desk.of(Task)) == 4


def test_what_the_file_does_not_say_stays(desk: Desk) -> None:
    desk.take(result())
    task = next(task for task in desk.of(Task) if task.number == "3")
    kept = replace(
        task,
        source_document="12-KH/TU",
        adjusted_by="30/QĐ-UBND",
        assigned_id="c7",
        budget_planned=5_000_000,
        carried_from="o3",
        supervisor="PCT Dũng",
    )
    desk.records[task.id] = kept
    changes = desk.take(result())
    assert (changes["edited"], desk.records[task.id]) == ([], kept)
    emptied = replace(ROWS[2], product="", cells=tuple((h, "" if h == "Sản phẩm" else t) for h, t in ROWS[2].cells))
    desk.take(result([*ROWS[:2], emptied, ROWS[3]]))
    assert desk.records[task.id] == replace(kept, product="", cells=emptied.cells)


def test_a_table_with_fewer_columns_takes_nothing_away(desk: Desk) -> None:
    desk.take(result())
    before = dict(desk.records)
    narrow = [replace(one, cells=one.cells[:3], product="", deadline="") for one in ROWS]
    changes = desk.take(result(narrow, columns=COLUMNS[:3], fields=FIELDS[:3]))
    assert (changes["new"], changes["edited"]) == ([], [])
    assert desk.records == before


def test_a_doubtful_row_is_new_until_confirmed(desk: Desk) -> None:
    desk.take(result())
    other = replace(ROWS[3], name="Ban hành quy chế dùng cơ sở dữ liệu phường")
    rows = [*ROWS[:3], other]
    found = desk.read(result(rows))
    (doubt,) = [one for one in found.problems if one.code == "matching.doubtful"]
    words = dict(doubt.words)
    assert (words["name"], words["known"]) == (other.name, ROWS[3].name)
    assert (doubt.severity, doubt.place.row) == (Severity.WARNING, 5)
    assert words["name"] in sentence(doubt)
    assert words["known"] in sentence(doubt)
    confirmed = desk.take(result(rows), {words["row"]: words["id"]})
    assert (confirmed["new"], confirmed["edited"]) == ([], [other.name])


def test_deadlines_not_understood_are_told_at_their_cell(desk: Desk) -> None:
    rows = [row("1", "Việc một", deadline="Quý V/2026"), row("2", "Việc hai", deadline="")]
    found = desk.read(result(rows))
    assert [(one.code, one.place.row, one.place.column) for one in found.problems] == [
        ("deadline.impossible", 2, "Thời hạn"),
        ("deadline.empty", 3, "Thời hạn"),
    ]


def test_a_heading_row_needs_no_deadline(desk: Desk) -> None:
    parent = row("1", "Nhóm việc", lead="", deadline="")
    child = replace(row("1.1", "Phần việc"), parent=0)
    found = desk.read(result([parent, child]))
    assert found.problems == ()
    tasks = [one.record for one in found.proposal.records if isinstance(one.record, Task)]
    assert tasks[1].parent_id == tasks[0].id


def test_the_readers_problems_and_the_source_go_along(desk: Desk) -> None:
    told = problem("reading.hidden_rows", place=NOWHERE)
    found = desk.read(replace(result(), problems=(told,)))
    assert found.problems[0] == told
    assert found.proposal.problems == found.problems
    assert (found.proposal.action, found.proposal.source) == ("import", Source("file", "kế hoạch.docx", "ab12"))
    places = [one.place.row for one in found.proposal.records if one.kind == "task"]
    assert places == [2, 3, 4, 5]


def test_records_stand_parents_first(desk: Desk) -> None:
    kinds = [one.kind for one in desk.read(result()).proposal.records]
    order = ["org_unit", "plan", "paragraph", "appendix", "section", "task", "indicator"]
    assert kinds == sorted(kinds, key=order.index)


SHARE = "Tỷ lệ hồ sơ được xử lý toàn trình trên môi trường điện tử"


def indicators(target: str = "≥ 80%", *, second: str = "Không quá 5%", **fields: Any) -> ReadTable:
    rows = [
        replace(row("1", SHARE, None), target=target, targets=()),
        replace(row("2", "Tỷ lệ hồ sơ quá hạn", None), target=second, targets=()),
    ]
    said: dict[str, Any] = {
        "label": "PHỤ LỤC I.A",
        "title": "CHỈ TIÊU",
        "kind": AppendixKind.INDICATORS,
        "sections": (),
        **fields,
    }
    return table(rows, **said)


def test_indicators_take_unit_and_direction_from_their_target(desk: Desk) -> None:
    desk.take(ReadResult((indicators(),), DOCUMENT))
    first, second = sorted(desk.of(Indicator), key=lambda one: one.position)
    assert (first.target, first.unit, first.direction) == ("≥ 80%", "%", Direction.UP)
    assert (second.unit, second.direction) == ("%", Direction.DOWN)


def test_what_the_clerk_set_of_an_indicator_stays(desk: Desk) -> None:
    desk.take(ReadResult((indicators("80%"),), DOCUMENT))
    first = min(desk.of(Indicator), key=lambda one: one.position)
    desk.records[first.id] = replace(first, direction=Direction.DOWN, unit="điểm phần trăm")
    desk.take(ReadResult((indicators("85%"),), DOCUMENT))
    again = desk.records[first.id]
    assert isinstance(again, Indicator)
    assert (again.target, again.direction, again.unit) == ("85%", Direction.DOWN, "điểm phần trăm")


def test_what_followed_the_old_target_follows_the_new(desk: Desk) -> None:
    desk.take(ReadResult((indicators("80%"),), DOCUMENT))
    first = min(desk.of(Indicator), key=lambda one: one.position)
    desk.take(ReadResult((indicators("Không quá 20 lớp"),), DOCUMENT))
    again = desk.records[first.id]
    assert isinstance(again, Indicator)
    assert (again.direction, again.unit) == (Direction.DOWN, "lớp")


def test_an_indicator_shown_twice_is_suggested(desk: Desk) -> None:
    again = indicators(
        second="5%", label="PHỤ LỤC I.B", title="KẾ HOẠCH THỰC HIỆN CHỈ TIÊU", kind=AppendixKind.INDICATOR_PLAN
    )
    again = replace(again, rows=(again.rows[0], replace(again.rows[1], name="Số lớp tập huấn kỹ năng số")))
    both = ReadResult((indicators(), again), DOCUMENT)
    found = desk.read(both)
    told = [(one.code, one.severity, dict(one.words)["first"]) for one in found.problems]
    assert told == [("importing.same_indicator", Severity.NOTE, SHARE)]
    assert len(found.appendix_ids) == 2
    desk.take(both)
    assert desk.read(both).problems == ()


def test_tables_find_their_appendices_in_any_order(desk: Desk) -> None:
    three = (indicators(), indicators(label="PHỤ LỤC I.B", title="KẾ HOẠCH"), table(ROWS, label="PHỤ LỤC II"))
    desk.take(ReadResult(three, DOCUMENT))
    first = desk.read(ReadResult(three, DOCUMENT)).appendix_ids
    assert desk.read(ReadResult(three[::-1], DOCUMENT)).appendix_ids == first[::-1]
    assert desk.read(ReadResult(three[2:], DOCUMENT)).appendix_ids == first[2:]
    changes = desk.take(ReadResult(three, DOCUMENT))
    assert (changes["new"], changes["edited"]) == ([], [])


def test_a_relabelled_appendix_is_told_by_its_rows(desk: Desk) -> None:
    desk.take(result())
    changes = desk.take(result(label="PHỤ LỤC 1", title="DANH MỤC NHIỆM VỤ"))
    assert (changes["new"], changes["edited"]) == ([], ["appendix"])


def test_the_body_is_taken_whole(desk: Desk) -> None:
    def body(*texts: str) -> ReadResult:
        return replace(result(), body=tuple(ReadParagraph(0, text) for text in texts))

    desk.take(body("Mục đích", "Yêu cầu", "Tổ chức thực hiện"))
    ids = {paragraph.text: paragraph.id for paragraph in desk.of(Paragraph)}
    assert desk.take(body("Mục đích", "Yêu cầu", "Tổ chức thực hiện"))["edited"] == []
    changes = desk.take(body("Mục đích", "Yêu cầu chung", "Kinh phí", "Tổ chức thực hiện"))
    assert (changes["new"], changes["edited"], changes["deleted"]) == (["paragraph"], ["paragraph"], [])
    ordered = sorted(desk.of(Paragraph), key=lambda paragraph: paragraph.position)
    assert [paragraph.text for paragraph in ordered] == ["Mục đích", "Yêu cầu chung", "Kinh phí", "Tổ chức thực hiện"]
    assert ordered[1].id == ids["Yêu cầu"]
    assert desk.take(body("Mục đích"))["deleted"] == ["paragraph"] * 3
    assert desk.take(result())["deleted"] == []


def test_a_new_plan_stands_beside_the_old_one(desk: Desk) -> None:
    desk.take(result())
    desk.plan_id = None
    other = replace(DOCUMENT, number="31", symbol="KH-UBND")
    changes = desk.take(result(document=other))
    assert len(changes["new"]) == 8
    assert len(desk.of(Plan)) == 2
    assert len(desk.of(OrgUnit)) == 2


@pytest.mark.parametrize(
    ("document", "same"),
    [
        (DOCUMENT, True),
        (replace(DOCUMENT, number="024"), True),
        (replace(DOCUMENT, number=None), True),
        (ReadDocument(), True),
        (replace(DOCUMENT, number="31"), False),
        (replace(DOCUMENT, number=None, symbol="QĐ-BCĐ"), False),
        (replace(DOCUMENT, number=None, org="UBND xã Bình Minh"), False),
    ],
)
def test_which_plan_a_file_is(desk: Desk, document: ReadDocument, same: bool) -> None:
    desk.take(result())
    assert plan_of(result(document=document), desk.existing(), year=2026) == (desk.plan_id if same else None)


@pytest.mark.parametrize(
    ("title", "date_text", "year"),
    [
        ("Kế hoạch năm 2027 trên địa bàn phường", "ngày 28 tháng 12 năm 2026", 2027),
        ("Thực hiện Nghị quyết 57-NQ/TW ngày 22 tháng 12 năm 2024", "ngày tháng năm 2026", 2026),
        ("Chuyển đổi số năm 2026, định hướng đến năm 2030", "ngày / /2026", 2026),
        ("Chuyển đổi số đến hết năm 2030", "ngày 01 tháng 3 năm 2026", 2026),
        ("Chương trình công tác số 01-CTr/BCĐ ngày 09/01/2026", "ngày tháng năm 2025", 2025),
        (None, None, 2031),
        ("Sơ kết năm 2024", "ngày 02 tháng 01 năm 2026", 2026),
    ],
)
def test_the_year_of_a_plan(title: str | None, date_text: str | None, year: int) -> None:
    document = ReadDocument(title=title, date_text=date_text)
    assert plan_year(ReadResult((), document), 2031) == year


def test_another_year_than_the_plans_is_told(desk: Desk) -> None:
    desk.take(result())
    later = replace(DOCUMENT, title="Kế hoạch năm 2027", date_text="ngày 05 tháng 01 năm 2027")
    found = desk.read(result(document=later))
    assert [(one.code, dict(one.words)["found"]) for one in found.problems] == [("importing.other_year", "2027")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ngày 28 tháng 01 năm 2026", date(2026, 1, 28)),
        ("ngày 29 tháng 02 năm 2028", date(2028, 2, 29)),
        ("28/01/2026", date(2026, 1, 28)),
        ("ngày 31 tháng 4 năm 2026", None),
        ("ngày tháng năm 2026", None),
        ("ngày / /2026", None),
        ("ngày tháng 4 năm 2026", None),
        ("", None),
    ],
)
def test_a_date_is_only_a_date_when_complete(text: str, day: date | None) -> None:
    assert complete_date(text) == day


names = st.lists(
    st.sampled_from([one.name for one in ROWS] + ["Báo cáo quý I", "Báo cáo quý II", "Báo cáo", "", "Việc khác hẳn"]),
    max_size=8,
)


@given(names, names)
def test_reading_any_file_twice_settles(first: list[str], second: list[str]) -> None:
    desk = new_desk()
    desk.take(result([row(str(at + 1), name) for at, name in enumerate(first)]))
    again = result([row(str(at + 1), name) for at, name in enumerate(second)])
    desk.take(again)
    settled = dict(desk.records)
    desk.take(again)
    assert desk.records == settled
    assert len({task.id for task in desk.of(Task)}) >= max(len(first), len(second))


def test_several_bodies_of_one_cell_are_several(desk: Desk) -> None:
    desk.take(result([row("1", "Việc chung", lead="Phòng Kinh tế, Hạ tầng và Đô thị; Công an phường")]))
    assert [unit.name for unit in desk.of(OrgUnit)] == ["Phòng Kinh tế, Hạ tầng và Đô thị", "Công an phường"]


def test_spaces_at_a_pdfs_line_ends_are_no_edit(desk: Desk) -> None:
    desk.take(result())
    apart = replace(ROWS[0], name=ROWS[0].name.replace("57-NQ", "57- NQ"), product="Báo  cáo")
    apart = replace(apart, cells=tuple((heading, text.replace("57-NQ", "57- NQ")) for heading, text in apart.cells))
    rows = [apart, *ROWS[1:]]
    assert desk.take(replace(result(rows), name="kế hoạch.pdf"))["edited"] == []
    assert desk.take(result(rows))["edited"] == [apart.name]


def test_a_corrected_mark_is_an_edit(desk: Desk) -> None:
    wrong = replace(DOCUMENT, title="Kế hoạch chuyên đổi số năm 2026")
    desk.take(result(document=wrong))
    changes = desk.take(result(document=replace(wrong, title="Kế hoạch chuyển đổi số năm 2026")))
    assert changes["edited"] == ["plan"]


def test_an_appendix_alone_leaves_the_plans_own_words(desk: Desk) -> None:
    desk.take(result())
    (plan,) = desk.of(Plan)
    pointer = ReadDocument(
        org="UBND phường Sao Mai", number="24", symbol="KH-UBND", kind="Kế hoạch", date_text="ngày /01/2026"
    )
    desk.take(result(document=pointer))
    assert desk.of(Plan) == [plan]
