"""What stands around a paper: remembered for each kind, else what follows from settings and plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nq57desk.domain.papers import FormKind, PaperKind
from nq57desk.errors import Refused
from nq57desk.usecases import history, paper_heads, settings_edits
from nq57desk.usecases.settings_edits import Signer
from nq57desk.workspace import Desk
from tests.usecases.paper_office import MONTH, paper_text


def test_first_use_is_right_from_the_offices_own_plans(sample: Desk) -> None:
    head = paper_heads.head_memory(sample, kind=PaperKind.PROGRESS_REPORT)
    assert (head.issuing_body, head.symbol, head.place) == ("Ủy ban nhân dân phường Sao Mai", "BC-UBND", "Sao Mai")
    assert (head.powers, head.signer) == (("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Trần Minh Khôi")
    assert head.addressees == ("Ủy ban nhân dân thành phố Hải Phòng",)
    assert head.recipients == ("Như trên", "Lưu: VT, VHXH")
    letter = paper_heads.head_memory(sample, kind=PaperKind.REMINDER)
    assert (letter.symbol, letter.recipients[0]) == ("UBND", "Như trên")
    assert paper_heads.head_memory(sample, kind=PaperKind.WARNING_LIST).symbol == ""


def test_an_office_named_after_a_person_has_its_full_name_as_place(sample: Desk) -> None:
    settings_edits.change(sample, key=settings_edits.PERSONAL, value="1")
    assert paper_heads.head_memory(sample, kind=PaperKind.PLAN).place == "Phường Sao Mai"


def test_recipients_of_the_settings_stand_on_every_paper_but_letters(sample: Desk) -> None:
    settings_edits.change(sample, key=settings_edits.RECIPIENTS, value="Đảng ủy phường\nLưu: VT, VP")

    def of(kind: PaperKind) -> tuple[str, ...]:
        return paper_heads.head_memory(sample, kind=kind).recipients

    assert of(PaperKind.PLAN) == ("Đảng ủy phường", "Lưu: VT, VP")
    assert of(PaperKind.PROGRESS_REPORT) == ("Như trên", "Đảng ủy phường", "Lưu: VT, VP")
    assert of(PaperKind.DECISION) == ("Như Điều 3", "Đảng ủy phường", "Lưu: VT, VP")
    assert of(PaperKind.WARNING_LIST) == ("Đảng ủy phường", "Lưu: VT, VP")
    assert of(PaperKind.REMINDER) == ("Như trên", "Lưu: VT, VP")


def test_settings_go_before_plans(sample: Desk) -> None:
    signer = Signer("Lê Thu Hà", "PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH")
    settings_edits.change(sample, key=settings_edits.SIGNERS, value=settings_edits.write_signers((signer,)))
    settings_edits.change(sample, key=settings_edits.PLACE, value="Sao Mai Thượng")
    said = paper_text(sample, "progress-report", period=MONTH)
    assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Thu Hà" in said
    assert "Sao Mai Thượng, ngày" in said


def test_a_kind_remembers_its_head_and_follows_the_settings_otherwise(sample: Desk) -> None:
    kind = PaperKind.WARNING_LIST
    before = paper_heads.head_memory(sample, kind=kind)
    paper_heads.keep_head(sample, kind=kind, head=replace(before, drafter="PL.(05)", symbol="DS-UBND"))
    settings_edits.change(sample, key=settings_edits.PLACE, value="Sao Mới")
    head = paper_heads.head_memory(sample, kind=kind)
    assert (head.drafter, head.symbol, head.place) == ("PL.(05)", "DS-UBND", "Sao Mới")
    assert paper_heads.head_memory(sample, kind=PaperKind.INDICATORS).drafter == ""
    assert "/DS-UBND" in paper_text(sample, "warning-list", period=MONTH)
    history.undo(sample)
    history.undo(sample)
    assert paper_heads.head_memory(sample, kind=kind).symbol == ""


def test_the_partys_form_has_its_own_defaults(sample: Desk) -> None:
    kind = PaperKind.PROGRESS_REPORT
    party = paper_heads.default_head(sample, kind=kind, form=FormKind.PARTY)
    assert (party.issuing_body, party.symbol) == ("Đảng ủy phường Sao Mai", "BC/ĐU")
    paper_heads.keep_head(sample, kind=kind, head=party)
    said = paper_text(sample, "progress-report", period=MONTH)
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in said
    assert "CỘNG HÒA XÃ HỘI" not in said


def test_a_number_noted_ahead_is_printed(sample: Desk) -> None:
    kind = PaperKind.PROGRESS_REPORT
    paper_heads.keep_number(sample, kind=kind, about=MONTH, number="7", issued_on=date(2026, 10, 5))
    said = paper_text(sample, "progress-report", period=MONTH)
    assert "Số: 07/BC-UBND" in said
    assert "Sao Mai, ngày 05 tháng 10 năm 2026" in said
    assert paper_heads.number_of(sample, kind=kind, about="2026-09") == paper_heads.Numbered()
    with pytest.raises(Refused) as refused:
        paper_heads.keep_number(sample, kind=kind, about=MONTH, number="7/BC")
    assert refused.value.problems[0].code == "papers.bad_number"


@pytest.mark.parametrize("kept", ["{", "[]", '{"form": "song", "powers": 5}', '{"signer": null}'])
def test_what_cannot_be_read_is_the_default(sample: Desk, kept: str) -> None:
    sample.store.set_setting("papers.head/progress-report", kept, who="an", at=sample.now())
    head = paper_heads.head_memory(sample, kind=PaperKind.PROGRESS_REPORT)
    assert head.form is FormKind.STATE
    assert head.symbol == "BC-UBND"


def test_too_long_a_field_is_refused(sample: Desk) -> None:
    head = paper_heads.head_memory(sample, kind=PaperKind.PLAN)
    with pytest.raises(Refused) as refused:
        paper_heads.keep_head(sample, kind=PaperKind.PLAN, head=replace(head, place="a" * 3000))
    assert refused.value.problems[0].code == "papers.too_long"
