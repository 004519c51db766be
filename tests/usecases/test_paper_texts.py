"""The clerk's own words of a report: kept for each period, carried over until they are confirmed."""

from __future__ import annotations

import pytest

from nq57desk.domain.papers import PaperKind, Words
from nq57desk.domain.periods import PeriodKind
from nq57desk.domain.report_drafting import DRAFTS
from nq57desk.domain.report_outline import ReportPart, TextState
from nq57desk.errors import Refused
from nq57desk.usecases import history, paper_texts
from nq57desk.usecases.paper_asked import asked_paper
from nq57desk.usecases.paper_reports import report
from nq57desk.workspace import Desk
from tests.usecases.paper_office import MONTH


def part(desk: Desk, key: str, period: str = MONTH) -> ReportPart:
    return next(one for one in paper_texts.report_parts(desk, period=period) if one.key == key)


def lines(desk: Desk, period: str = MONTH) -> list[Words]:
    made, _ = report(desk, asked_paper(desk, kind=PaperKind.PROGRESS_REPORT, period=period))
    return [piece for piece in made.body if isinstance(piece, Words)]


def codes(desk: Desk, period: str = MONTH) -> list[str]:
    return [one.code for one in report(desk, asked_paper(desk, kind=PaperKind.PROGRESS_REPORT, period=period))[1]]


def test_the_outline_names_only_what_there_is() -> None:
    outline = paper_texts.outline()
    assert set(outline.parts) == set(PeriodKind)
    for parts in outline.parts.values():
        assert parts[0].level == 1
        assert len({one.key for one in parts}) == len(parts)
        assert {one.draft for one in parts if one.draft} <= set(DRAFTS)
        assert any(not one.draft and not one.heading for one in parts)


def test_numbers_run_through_the_levels(sample: Desk) -> None:
    told = [one.heading_line for one in paper_texts.report_parts(sample, period=MONTH)]
    assert told[:4] == [
        "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, ĐIỀU HÀNH",
        "II. KẾT QUẢ THỰC HIỆN",
        "1. Tình hình thực hiện nhiệm vụ",
        "2. Kết quả theo từng nhóm nhiệm vụ",
    ]
    assert "IV. NHIỆM VỤ TRỌNG TÂM THÁNG 11 NĂM 2026" in told
    year = [one.heading_line for one in paper_texts.report_parts(sample, period="2026")]
    assert "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2027" in year
    assert "2. Nhiệm vụ trọng tâm năm 2027" in year


def test_what_is_not_written_stands_open_and_is_told(sample: Desk) -> None:
    assert part(sample, "direction").state is TextState.EMPTY
    assert Words("", field="report.direction") in lines(sample)
    assert codes(sample).count("papers.empty_text") == 3


def test_a_text_is_carried_over_until_it_is_confirmed(sample: Desk) -> None:
    paper_texts.keep_text(sample, period="2026-08", part="direction", text="Đã họp giao ban.\nĐã ban hành 02 văn bản.")
    carried = part(sample, "direction")
    assert (carried.state, carried.from_period) == (TextState.CARRIED, "2026-08")
    assert [one for one in lines(sample) if one.field == "report.direction"] == [
        Words("Đã họp giao ban.", field="report.direction"),
        Words("Đã ban hành 02 văn bản.", field="report.direction"),
    ]
    assert "papers.carried_text" in codes(sample)
    paper_texts.confirm_text(sample, period=MONTH, part="direction")
    assert part(sample, "direction").state is TextState.OWN
    assert Words("Đã họp giao ban.") in lines(sample)
    assert "papers.carried_text" not in codes(sample)
    assert part(sample, "direction", "2026-Q4").state is TextState.EMPTY


def test_an_emptied_text_is_not_carried_any_further(sample: Desk) -> None:
    paper_texts.keep_text(sample, period="2026-07", part="causes", text="Thiếu người.")
    paper_texts.keep_text(sample, period="2026-08", part="causes", text="  ")
    assert part(sample, "causes").state is TextState.EMPTY
    assert part(sample, "causes", "2026-08").text == ""


def test_a_drafted_part_takes_the_clerks_words_and_gives_them_back(sample: Desk) -> None:
    drafted = lines(sample)
    paper_texts.keep_text(sample, period=MONTH, part="obstacles", text="Không có.")
    assert part(sample, "obstacles").state is TextState.OWN
    assert Words("Không có.") in lines(sample)
    assert part(sample, "obstacles", "2026-11").state is TextState.DRAFTED
    paper_texts.forget_text(sample, period=MONTH, part="obstacles")
    assert lines(sample) == drafted


def test_a_change_can_be_taken_back(sample: Desk) -> None:
    paper_texts.keep_text(sample, period=MONTH, part="requests", text="Cấp thêm kinh phí.")
    paper_texts.keep_text(sample, period=MONTH, part="requests", text="Bố trí biên chế.")
    history.undo(sample)
    assert part(sample, "requests").text == "Cấp thêm kinh phí."


@pytest.mark.parametrize(
    ("period", "key", "text", "code"),
    [
        (MONTH, "results", "x", "papers.unknown_part"),
        (MONTH, "song", "x", "papers.unknown_part"),
        ("2026-13", "direction", "x", "workspace.bad_period"),
        (MONTH, "direction", "a" * 60_000, "papers.too_long"),
    ],
)
def test_what_cannot_be_kept(sample: Desk, period: str, key: str, text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        paper_texts.keep_text(sample, period=period, part=key, text=text)
    assert refused.value.problems[0].code == code


def test_hostile_words_stay_words(sample: Desk) -> None:
    paper_texts.keep_text(sample, period=MONTH, part="direction", text="<b>a</b> & {office} \x00 =1+1")
    assert Words("<b>a</b> & {office} =1+1") in lines(sample)
