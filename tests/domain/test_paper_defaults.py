"""What follows from an office's own name and plans, as long as nobody said otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nq57desk.domain.paper_defaults import body_sign, issuing_body, signs_for_another
from nq57desk.domain.plan import Plan


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Phường Sao Mai", "Ủy ban nhân dân phường Sao Mai"),
        ("xã Bình Minh", "Ủy ban nhân dân xã Bình Minh"),
        ("PHƯỜNG SAO MAI", "Ủy ban nhân dân phường Sao Mai"),
        ("Đặc khu Hòn Sao", "Ủy ban nhân dân đặc khu Hòn Sao"),
        ("UBND phường Sao Mai", "Ủy ban nhân dân phường Sao Mai"),
        ("UBND Phường  Sao Mai", "Ủy ban nhân dân phường Sao Mai"),
        ("Thành phố Ngàn Sao", "Ủy ban nhân dân thành phố Ngàn Sao"),
        ("Ủy ban nhân dân phường Sao Mai", "Ủy ban nhân dân phường Sao Mai"),
        ("Uỷ ban nhân dân phường Sao Mai", "Uỷ ban nhân dân phường Sao Mai"),
        ("Ban Chỉ đạo phường Sao Mai", "Ban Chỉ đạo phường Sao Mai"),
        ("Văn phòng", "Văn phòng"),
        ("", ""),
    ],
)
def test_a_paper_is_issued_by_the_unit_s_committee(name: str, body: str) -> None:
    assert issuing_body(name) == body
    assert body_sign(body) == ("UBND" if "ban nhân dân" in body else "BCĐ" if "Ban Chỉ" in body else "")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Phường Lê Chân", "Ủy ban nhân dân Phường Lê Chân"),
        ("Ủy ban nhân dân phường Lê Chân", "Ủy ban nhân dân Phường Lê Chân"),
        ("Ban Chỉ đạo phường Lê Chân", "Ban Chỉ đạo phường Lê Chân"),
    ],
)
def test_a_unit_named_after_a_person_has_a_capital_letter(name: str, body: str) -> None:
    assert issuing_body(name, after_person=True) == body


def test_who_signed_for_a_steering_committee_signs_otherwise_for_the_people_s_committee() -> None:
    plan = Plan(id="a", year=2026, title="Kế hoạch", issued_on=date(2026, 1, 5), signer_form="TM. BAN CHỈ ĐẠO")
    assert signs_for_another(plan, "Ủy ban nhân dân phường Sao Mai")
    assert not signs_for_another(plan, "Ban Chỉ đạo phường Sao Mai")
    assert not signs_for_another(replace(plan, signer_form="TM. ỦY BAN NHÂN DÂN"), "Ủy ban nhân dân phường Sao Mai")
