"""Every kind of paper, printed and read back against the form's rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from nq57desk.documents.layout import Align, Layout
from nq57desk.documents.paper import compose_paper
from nq57desk.documents.plan_paper import compose_plan
from nq57desk.documents.render_pdf import Rendered, render_pdf
from nq57desk.domain.papers import Paper, Words
from tests.documents import decree_rules, official_papers
from tests.documents.decree_reading import PARTY, STATE, Facts, Rules, found, middle
from tests.documents.official_papers import PARAGRAPHS, PLAN_HEAD
from tests.documents.papers import read_back
from tests.documents.restyled import restyled

SUBJECT = official_papers.REPORT_HEAD.subject
REPORT = Facts(
    issuer=("ỦY BAN NHÂN DÂN", "PHƯỜNG SAO MAI"),
    number="Số: 05/BC-UBND",
    dated="Sao Mai, ngày 05 tháng 01 năm 2026",
    kind="BÁO CÁO",
    subject=SUBJECT,
    powers=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Trần Văn Mẫu",
    recipients=("- Ủy ban nhân dân thành phố;", "- Sở Khoa học và Công nghệ;", "- Lưu: VT, VHXH."),
    runs=3,
)
PLAN = replace(
    REPORT,
    number="Số: 05/KH-UBND",
    kind="KẾ HOẠCH",
    subject=official_papers.PLAN_HEAD.subject,
    powers=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    bases=2,
)
DECISION = replace(
    REPORT,
    number="Số: 05/QĐ-UBND",
    kind="QUYẾT ĐỊNH",
    subject="Về việc thành lập Tổ giúp việc Ban Chỉ đạo phường",
    recipients=("- Như Điều 3;", "- Lưu: VT, VHXH."),
    runs=1,
    bases=2,
)
ISSUING = replace(
    DECISION,
    issuer=("BAN CHỈ ĐẠO PHÁT", "TRIỂN KHOA HỌC, CÔNG", "NGHỆ, ĐỔI MỚI SÁNG", "TẠO VÀ CHUYỂN ĐỔI SỐ", "PHƯỜNG SAO MAI"),
    number="Số: 05/QĐ-BCĐ",
    subject="Về việc ban hành Kế hoạch hoạt động năm 2026 của Ban Chỉ đạo phường",
    powers=("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN CHỈ ĐẠO", "CHỦ TỊCH UBND"),
    runs=4,
)
LETTER = replace(
    REPORT,
    number="Số: 05/UBND-VX",
    kind="",
    subject="V/v đôn đốc cập nhật kết quả thực hiện nhiệm vụ tháng 11 năm 2026",
    powers=("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    recipients=("- Như trên;", "- Lưu: VT, VHXH."),
    runs=1,
)
PARTY_REPORT = replace(
    REPORT,
    governing="ĐẢNG BỘ THÀNH PHỐ BIỂN XANH",
    issuer=("ĐẢNG ỦY PHƯỜNG SAO MAI",),
    number="Số 05-BC/ĐU",
    powers=("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"),
    titles=("PHÓ BÍ THƯ",),
    recipients=("- Ban Thường vụ Thành ủy;", "- Lưu Văn phòng."),
    runs=2,
)
PARTY_PLAN = replace(
    PARTY_REPORT,
    number="Số 05-KH/ĐU",
    kind="KẾ HOẠCH",
    subject=official_papers.PARTY_PLAN_HEAD.subject,
    powers=("T/M ĐẢNG ỦY", "BÍ THƯ"),
    titles=("BÍ THƯ",),
    bases=2,
)
PARTY_LETTER = replace(
    PARTY_REPORT,
    number="Số 05-CV/ĐU",
    kind="",
    subject="về việc đôn đốc cập nhật kết quả thực hiện nhiệm vụ tháng 11 năm 2026",
    powers=("T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"),
    titles=("CHÁNH VĂN PHÒNG",),
    recipients=("- Như trên;", "- Lưu Văn phòng, VHXH."),
    runs=1,
)


@pytest.fixture(scope="module")
def every() -> dict[str, Layout]:
    return official_papers.every()


@pytest.mark.parametrize(
    ("name", "facts", "rules"),
    [
        ("report", REPORT, STATE),
        ("report_electronic", replace(REPORT, runs=1), STATE),
        ("plan", PLAN, STATE),
        ("decision", DECISION, STATE),
        ("decision_issuing", ISSUING, STATE),
        ("letter", LETTER, STATE),
        ("report_party", PARTY_REPORT, PARTY),
        ("plan_party", PARTY_PLAN, PARTY),
        ("letter_party", PARTY_LETTER, PARTY),
    ],
)
def test_a_paper_keeps_its_form(every: dict[str, Layout], name: str, facts: Facts, rules: Rules) -> None:
    rendered = render_pdf(every[name])
    assert rendered.problems == ()
    decree_rules.check(rendered, facts, rules)


def test_the_mark_of_urgency(every: dict[str, Layout]) -> None:
    for name, mark, size in (("letter", "KHẨN", (20, 8)), ("report_electronic", "HỎA TỐC", (30, 8))):
        page = read_back(render_pdf(every[name]))[0]
        decree_rules.check_urgency(page, mark, size, "PHƯỜNG SAO MAI")


@pytest.mark.parametrize(
    ("name", "rules", "names"),
    [
        ("letter", STATE, ("Phòng Văn hóa - Xã hội", "Phòng Kinh tế, Hạ tầng và Đô thị", "Công an phường")),
        ("report_electronic", STATE, ("Ủy ban nhân dân thành phố Biển Xanh",)),
        ("letter_party", PARTY, ("Các chi bộ trực thuộc",)),
    ],
)
def test_addressees(every: dict[str, Layout], name: str, rules: Rules, names: tuple[str, ...]) -> None:
    decree_rules.check_addressees(read_back(render_pdf(every[name]))[0], "Kính gửi:", names, rules)


@pytest.mark.parametrize(
    ("name", "page", "label", "title", "pointer"),
    [
        ("plan", 2, "Phụ lục I", "DANH MỤC NHIỆM VỤ", "(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 01 năm 2026"),
        ("plan", 5, "Phụ lục II", "CHỈ TIÊU CHỦ YẾU", "(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 01 năm 2026"),
        ("report", 2, "Phụ lục I", "TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ", "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 01"),
        ("plan_party", 2, "Phụ lục", "DANH MỤC NHIỆM VỤ", "(Kèm theo Kế hoạch số 05-KH/ĐU, ngày 05 tháng 01"),
    ],
)
def test_appendices(every: dict[str, Layout], name: str, page: int, label: str, title: str, pointer: str) -> None:
    pages = read_back(render_pdf(every[name]))
    last = " Ủy ban nhân dân phường Sao Mai)" if "party" not in name else " Đảng ủy phường Sao Mai)"
    rest = pages[page].text.partition(pointer)[2].partition(")")[0] + ")"
    assert rest.endswith(last)
    decree_rules.check_appendix(pages[page], label, title, pointer + rest)


def test_a_list_alone_has_the_nations_head_and_is_signed(every: dict[str, Layout]) -> None:
    pages = read_back(render_pdf(every["list"]))
    decree_rules.check_page_numbers(pages, 1, STATE)
    nation = decree_rules.check_nation(pages[0], STATE)
    decree_rules.check_issuer(pages[0], REPORT, STATE)
    date = found(pages[0], REPORT.dated)
    assert middle(date) == pytest.approx(middle(nation), abs=1.5)
    for page in pages:
        assert page.width > page.height
        decree_rules.check_margins(page)
    assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn Mẫu" in pages[-1].text
    assert pages[-1].text.startswith("4")


def _long_report(paragraphs: int) -> Rendered:
    body = tuple(Words(official_papers.TEXT * (1 + n % 2)) for n in range(paragraphs))
    return render_pdf(compose_paper(Paper(official_papers.REPORT_HEAD, body)))


@pytest.mark.parametrize("count", [1, *range(8, 14), *(pytest.param(n, marks=pytest.mark.long) for n in range(14, 40))])
def test_the_end_is_never_alone_on_its_page(count: int) -> None:
    decree_rules.check_end(read_back(_long_report(count)), REPORT, STATE)


# ---- the checker itself finds what is wrong --------------------------------------------------------

ALONE = replace(PLAN, runs=1)


def test_the_paper_to_be_broken_is_right() -> None:
    rendered = render_pdf(compose_plan(PLAN_HEAD, PARAGRAPHS, ()))
    assert len(decree_rules.check(rendered, ALONE)) == rendered.pages


@pytest.mark.parametrize(
    ("style", "changes"),
    [
        ("nation", {"size": 14}),
        ("motto", {"bold": False}),
        ("issuer", {"size": 14}),
        ("number", {"size": 12}),
        ("number", {"before": 2.0}),
        ("place_date", {"italic": False}),
        ("kind", {"size": 16}),
        ("subject", {"bold": False}),
        ("body", {"size": 12}),
        ("body", {"first_line": 0.0}),
        ("body", {"after": 2.0}),
        ("body", {"leading": 2.0}),
        ("body", {"align": Align.LEFT}),
        ("basis", {"italic": False}),
        ("powers", {"size": 12}),
        ("signer", {"bold": False}),
        ("recipients_heading", {"italic": False}),
        ("recipients", {"size": 12}),
        ("page_number", {"size": 11}),
        ("page_number", {"align": Align.RIGHT}),
    ],
)
def test_a_broken_form_is_found(style: str, changes: dict[str, Any]) -> None:
    with pytest.raises(AssertionError):
        decree_rules.check(render_pdf(restyled(compose_plan(PLAN_HEAD, PARAGRAPHS, ()), style, **changes)), ALONE)
