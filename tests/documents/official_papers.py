"""Papers of a fictitious ward, one of each kind, as data and composed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from nq57desk.documents.decision import compose_decision
from nq57desk.documents.layout import Layout
from nq57desk.documents.list_paper import compose_list
from nq57desk.documents.paper import compose_paper
from nq57desk.documents.plan_paper import PlanAppendix, compose_plan
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.listings import LineKind, Listing, ListingCell, ListingColumn, ListingLine, cells
from nq57desk.domain.papers import Attached, Body, Decision, FormKind, ListPaper, Paper, PaperHead, Words
from nq57desk.domain.plan import Appendix, AppendixKind, Paragraph
from tests.documents.papers import APPENDIX, SECTION, tasks

OFFICE = "Ủy ban nhân dân phường Sao Mai"
COMMITTEE = "Đảng ủy phường Sao Mai"
RESOLUTION = (
    "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, "
    "đổi mới sáng tạo và chuyển đổi số quốc gia"
)
REPORT_HEAD = PaperHead(
    "Báo cáo",
    f"Kết quả thực hiện {RESOLUTION} trong tháng 11 năm 2026 trên địa bàn phường",
    issuing_body=OFFICE,
    number="5",
    symbol="BC-UBND",
    place="Sao Mai",
    issued_on=date(2026, 1, 5),
    powers=("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
    signer="Trần Văn Mẫu",
    recipients=(
        "Ủy ban nhân dân thành phố",
        "Sở Khoa học và Công nghệ",
        "Thường trực Đảng ủy, Hội đồng nhân dân phường",
        "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân phường",
        "Lưu: VT, VHXH",
    ),
    fingerprint="7F3K-92QD",
)
PARTY_HEAD = replace(
    REPORT_HEAD,
    form=FormKind.PARTY,
    governing="Đảng bộ thành phố Biển Xanh",
    issuing_body=COMMITTEE,
    symbol="BC/ĐU",
    powers=("TM. Ban Thường vụ", "Phó Bí thư"),
    recipients=("Ban Thường vụ Thành ủy", "Các đồng chí Ủy viên Ban Chấp hành Đảng bộ phường", "Lưu: VT"),
)
TEXT = (
    "Ủy ban nhân dân phường đã ban hành kế hoạch và giao nhiệm vụ cho từng phòng, đơn vị; các nhiệm vụ được cập nhật "
    "hằng tháng trên hệ thống theo dõi, bảo đảm rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ kết quả."
)


def figures(rows: int = 3) -> Listing:
    """A small table of counts with a total, under headings of two levels."""
    columns = (
        ListingColumn("number", "TT", centred=True),
        ListingColumn("field", "Lĩnh vực"),
        ListingColumn("count", "Số nhiệm vụ / Giao", centred=True),
        ListingColumn("done", "Số nhiệm vụ / Hoàn thành", centred=True),
        ListingColumn("share", "Tỷ lệ", centred=True),
    )
    lines = [
        ListingLine(LineKind.ITEM, (*cells(str(n), f"Lĩnh vực thứ {n}", "10", "5"), share))
        for n in range(1, rows + 1)
        for share in [ListingCell("50,0%", Decimal("0.5"))]
    ]
    total = ListingLine(LineKind.TOTAL, cells("", "Tổng số", str(10 * rows), str(5 * rows), "50,0%"))
    return Listing(columns, (*lines, total) if rows else (), "Không có nhiệm vụ nào trong kỳ.")


def progress(rows: int = 14) -> Listing:
    """A wide list of tasks in sections, with a task below another."""
    headings = ("TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Trạng thái", "Kết quả trong kỳ", "Ghi chú")
    centred = {"TT", "Thời hạn", "Trạng thái"}
    columns = tuple(ListingColumn(f"c{n}", words, words in centred) for n, words in enumerate(headings))
    lines: list[ListingLine] = []
    for n in range(1, rows + 1):
        if n % 6 == 1:
            lines.append(ListingLine(LineKind.SECTION, cells(("I", "II", "III")[n // 6 % 3], "Hạ tầng và nền tảng số")))
        words = f"Nhiệm vụ {n}: rà soát, cập nhật và công bố dữ liệu của phường " + "theo quy định " * (n % 4)
        done = "Đã ban hành văn bản, triển khai tới các tổ dân phố. " * (n % 3)
        line = cells(str(n), words.strip(), "Phòng Văn hóa - Xã hội", "30/11/2026", "Trong hạn", done.strip(), "")
        lines.append(ListingLine(LineKind.SUB_ITEM if n % 5 == 0 else LineKind.ITEM, line))
    return Listing(columns, tuple(lines), "Không có nhiệm vụ nào.")


def report_body(*, missing: bool = False) -> Body:
    """The outline of a report with every level; ``missing``: its last part is still to be written."""
    return (
        Words(f"Thực hiện {RESOLUTION}, Ủy ban nhân dân phường báo cáo kết quả tháng 11 năm 2026 như sau:"),
        Words("I. KẾT QUẢ THỰC HIỆN", 1),
        Words("1. Công tác chỉ đạo, điều hành", 2),
        Words(TEXT),
        Words("a) Ban hành 03 văn bản chỉ đạo, đôn đốc các phòng, đơn vị;", 3),
        Words("b) Tổ chức 02 cuộc kiểm tra việc thực hiện nhiệm vụ tại các tổ dân phố.", 3),
        Words("2. Tiến độ thực hiện nhiệm vụ", 2),
        Words("Số liệu theo lĩnh vực như sau:"),
        figures(),
        Words("II. KHÓ KHĂN, VƯỚNG MẮC", 1),
        *(Words(TEXT) for _ in range(4)),
        Words("III. NHIỆM VỤ TRỌNG TÂM KỲ TIẾP THEO", 1),
        Words("" if missing else "Tiếp tục thực hiện các nhiệm vụ đến hạn trong tháng 12 năm 2026.", 0, "report.next"),
    )


ATTACHED = (
    Attached("Tiến độ thực hiện nhiệm vụ", (progress(),)),
    Attached("Chỉ tiêu", (Words("Các chỉ tiêu được tổng hợp như sau:"), figures(4)), landscape=False),
)
REPORT = Paper(REPORT_HEAD, report_body(), ATTACHED)
TO_THE_CITY = Paper(
    replace(REPORT_HEAD, addressees=("Ủy ban nhân dân thành phố Biển Xanh",), electronic=True, urgency="Hỏa tốc"),
    report_body(),
)
PARTY_REPORT = Paper(PARTY_HEAD, report_body(), ATTACHED[:1])
OPEN_REPORT = Paper(PaperHead("Báo cáo", draft=True, year=2026), report_body(missing=True))
LETTER_HEAD = replace(
    REPORT_HEAD,
    word="",
    subject="V/v đôn đốc cập nhật kết quả thực hiện nhiệm vụ tháng 11 năm 2026",
    symbol="UBND-VX",
    addressees=("Phòng Văn hóa - Xã hội", "Phòng Kinh tế, Hạ tầng và Đô thị", "Công an phường"),
    powers=("TL. Chủ tịch", "Chánh Văn phòng"),
    recipients=("Như trên", "Chủ tịch Ủy ban nhân dân phường (để báo cáo)", "Lưu: VT, VHXH"),
    drafter="PL.(12)",
    urgency="Khẩn",
)
LETTER_BODY: Body = (
    Words(f"Thực hiện {RESOLUTION}, Ủy ban nhân dân phường đề nghị các cơ quan cập nhật các nhiệm vụ sau:"),
    figures(2),
    Words("Đề nghị hoàn thành trước ngày 14 tháng 12 năm 2026."),
)
LETTER = Paper(LETTER_HEAD, LETTER_BODY)
PARTY_LETTER = Paper(
    replace(
        LETTER_HEAD,
        form=FormKind.PARTY,
        governing=PARTY_HEAD.governing,
        issuing_body=COMMITTEE,
        symbol="CV/ĐU",
        powers=("TL. Ban Thường vụ", "Chánh Văn phòng"),
        urgency="",
        addressees=("Các chi bộ trực thuộc",),
    ),
    LETTER_BODY,
)
LIST_HEAD = replace(REPORT_HEAD, word="", subject="", number="", symbol="", recipients=())
LIST = ListPaper(
    LIST_HEAD,
    "Danh sách cảnh báo",
    progress(30),
    ("Tháng 11 năm 2026", f"({RESOLUTION})"),
    ("Ghi chú: số liệu đến hết ngày 14 tháng 11 năm 2026.",),
)
BARE_LIST = ListPaper(LIST_HEAD, "Bảng phân công nhiệm vụ", progress(3), framed=False, signed=False)


PLAN_HEAD = replace(
    REPORT_HEAD,
    word="Kế hoạch",
    subject=f"Thực hiện {RESOLUTION} năm 2026 trên địa bàn phường",
    symbol="KH-UBND",
    powers=("TM. Ủy ban nhân dân", "Chủ tịch"),
)
PLAN_TEXT = (
    (0, f"Căn cứ {RESOLUTION};"),
    (0, "Căn cứ Kế hoạch số 358/KH-UBND ngày 31/12/2025 của Ủy ban nhân dân thành phố Biển Xanh;"),
    (0, "Ủy ban nhân dân phường ban hành Kế hoạch thực hiện năm 2026 như sau:"),
    (1, "I. MỤC ĐÍCH, YÊU CẦU"),
    (2, "1. Mục đích"),
    (0, TEXT),
    (3, "a) Nâng cao nhận thức của cán bộ, công chức và Nhân dân;"),
    (3, "đ) Huy động các nguồn lực hợp pháp."),
    (2, "2. " + TEXT),
    (1, "II. NHIỆM VỤ TRỌNG TÂM"),
    (0, "Danh mục nhiệm vụ tại Phụ lục I, các chỉ tiêu tại Phụ lục II kèm theo Kế hoạch này."),
    (1, "III. TỔ CHỨC THỰC HIỆN"),
    *((0, TEXT) for _ in range(6)),
    (0, "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị báo cáo Ủy ban nhân dân phường."),
)
PARAGRAPHS = tuple(Paragraph(f"x{n}", "p", n, level, words) for n, (level, words) in enumerate(PLAN_TEXT, start=1))
TARGET_HEADINGS = ("TT", "Chỉ tiêu", "Năm 2026", "Ghi chú")
TASK_LIST = PlanAppendix(replace(APPENDIX, label=""), (SECTION,), tuple(tasks(20)))
TARGETS = PlanAppendix(
    Appendix(
        "b",
        "p",
        2,
        title="Chỉ tiêu chủ yếu",
        kind=AppendixKind.INDICATORS,
        columns=TARGET_HEADINGS,
        column_fields=("number", "name", "target", "note"),
    ),
    (),
    tuple(
        Indicator(f"i{n}", "p", "b", position=n, number=str(n), name="Hồ sơ trực tuyến", target=f"{n}0%")
        for n in range(1, 6)
    ),
)
LISTS = (TASK_LIST, TARGETS)
DECISION_HEAD = replace(
    REPORT_HEAD,
    word="Quyết định",
    subject="Về việc thành lập Tổ giúp việc Ban Chỉ đạo phường",
    symbol="QĐ-UBND",
    powers=("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
    recipients=("Như Điều 3", "Lưu: VT, VHXH"),
)
DECISION = Decision(
    DECISION_HEAD,
    "Ủy ban nhân dân phường Sao Mai",
    ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025", f"Căn cứ {RESOLUTION};"),
    "Trưởng phòng Văn hóa - Xã hội",
    (
        "Thành lập Tổ giúp việc Ban Chỉ đạo phường gồm các ông, bà có tên trong danh sách kèm theo.",
        "Nhiệm vụ của Tổ giúp việc\n1. Theo dõi, tổng hợp tiến độ thực hiện nhiệm vụ.\n2. Lập báo cáo hằng tháng.",
        "Chánh Văn phòng, Trưởng phòng Văn hóa - Xã hội và các ông, bà có tên tại Điều 1 thi hành Quyết định này.",
    ),
)
ISSUING = replace(
    DECISION,
    head=replace(
        DECISION_HEAD,
        subject="Ban hành Kế hoạch hoạt động năm 2026 của Ban Chỉ đạo phường",
        issuing_body="Ban Chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số phường Sao Mai",
        symbol="QĐ-BCĐ",
        powers=("TM. Ban Chỉ đạo", "Trưởng Ban Chỉ đạo", "Chủ tịch UBND"),
    ),
    authority="Trưởng Ban Chỉ đạo phường Sao Mai",
    issues=Paper(
        PaperHead("Kế hoạch", "Hoạt động năm 2026 của Ban Chỉ đạo phường"),
        (Words("I. MỤC TIÊU", 1), *(Words(TEXT) for _ in range(12))),
    ),
)
PARTY_PLAN_HEAD = replace(
    PARTY_HEAD,
    word="Kế hoạch",
    subject=f"Thực hiện {RESOLUTION} năm 2026",
    symbol="KH/ĐU",
    powers=("TM. Đảng ủy", "Bí thư"),
)


def every() -> dict[str, Layout]:
    """One paper of each kind, composed."""
    return {
        "plan": compose_plan(PLAN_HEAD, PARAGRAPHS, LISTS),
        "plan_party": compose_plan(PARTY_PLAN_HEAD, PARAGRAPHS, LISTS[:1]),
        "decision": compose_decision(DECISION),
        "decision_issuing": compose_decision(ISSUING, LISTS),
        "report": compose_paper(REPORT),
        "report_electronic": compose_paper(TO_THE_CITY),
        "report_open": compose_paper(OPEN_REPORT),
        "report_party": compose_paper(PARTY_REPORT),
        "letter": compose_paper(LETTER),
        "letter_party": compose_paper(PARTY_LETTER),
        "list": compose_list(LIST),
        "list_bare": compose_list(BARE_LIST),
    }
