"""Wordings of targets and what they ask for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.targets import Comparator, Target, understand_target

SINGLE = """
100%                            | =  | 100 |  | %
95%                             | =  | 95  |  | %
95 %                            | =  | 95  |  | %
≥80%                            | >= | 80  |  | %
≥ 80%                           | >= | 80  |  | %
>= 80%                          | >= | 80  |  | %
> 0,5                           | >  | 0.5 |  |
>0,5%                           | >  | 0.5 |  | %
< 5%                            | <  | 5   |  | %
≤ 5%                            | <= | 5   |  | %
<= 5 ngày                       | <= | 5   |  | ngày
= 100%                          | =  | 100 |  | %
trên 95%                        | >  | 95  |  | %
từ 80% trở lên                  | >= | 80  |  | %
Từ 80 % trở lên                 | >= | 80  |  | %
50% trở lên                     | >= | 50  |  | %
80% trở xuống                   | <= | 80  |  | %
tối thiểu 70%                   | >= | 70  |  | %
Tối thiểu 70%                   | >= | 70  |  | %
ít nhất 2 lớp                   | >= | 2   |  | lớp
ít nhất một lớp                 | >= | 1   |  | lớp
đạt 95%                         | =  | 95  |  | %
Đạt 95%                         | =  | 95  |  | %
đạt trên 90%                    | >  | 90  |  | %
đạt từ 90%                      | >= | 90  |  | %
đạt từ 90% trở lên              | >= | 90  |  | %
đạt tối thiểu 90%               | >= | 90  |  | %
đạt ít nhất 90%                 | >= | 90  |  | %
Đạt tỷ lệ 90%                   | =  | 90  |  | %
không quá 5%                    | <= | 5   |  | %
không vượt quá 5%               | <= | 5   |  | %
không dưới 90%                  | >= | 90  |  | %
không thấp hơn 90%              | >= | 90  |  | %
dưới 3%                         | <  | 3   |  | %
tối đa 10                       | <= | 10  |  |
vượt 100%                       | >  | 100 |  | %
lớn hơn 80%                     | >  | 80  |  | %
hơn 80%                         | >  | 80  |  | %
tăng ít nhất 15%                | >= | 15  |  | %
giảm 20%                        | =  | 20  |  | %
Tăng 10%                        | =  | 10  |  | %
giảm tối thiểu 30%              | >= | 30  |  | %
80-90%                          | range | 80 | 90 | %
80 - 90%                        | range | 80 | 90 | %
80% - 90%                       | range | 80 | 90 | %
80–90%                          | range | 80 | 90 | %
từ 80% đến 90%                  | range | 80 | 90 | %
đạt từ 80 đến 90%               | range | 80 | 90 | %
80% đến 90%                     | range | 80 | 90 | %
5-7 mô hình                     | range | 5 | 7 | mô hình
01 mô hình                      | =  | 1   |  | mô hình
01 mô hình/năm                  | =  | 1   |  | mô hình/năm
02 cuộc/năm                     | =  | 2   |  | cuộc/năm
Ít nhất 02 cuộc/năm             | >= | 2   |  | cuộc/năm
Tối thiểu 01 công chức phụ trách công nghệ thông tin, chuyển đổi số | >= | 1 | | công chức phụ trách công nghệ thông tin
1.234,5 tỷ đồng                 | =  | 1234.5 | | tỷ đồng
1 234,5 tỷ đồng                 | =  | 1234.5 | | tỷ đồng
12,5%                           | =  | 12.5 |  | %
0.5%                            | =  | 0.5 |   | %
trên 1.000 người                | >  | 1000 |  | người
1.000.000 đồng                  | =  | 1000000 | | đồng
phấn đấu 100%                   | =  | 100 |  | %
Phấn đấu đạt trên 85%           | >  | 85  |  | %
Hoàn thành 100%                 | =  | 100 |  | %
Tổ chức 02 lớp tập huấn         | =  | 2   |  | lớp tập huấn
15/19 tiêu chí                  | =  | 15  |  | /19 tiêu chí
Trung bình 4 ngày               | =  | 4   |  | ngày
tối thiểu mỗi năm 02 lớp        | >= | 2   |  | lớp
trong vòng 24 giờ               | <= | 24  |  | giờ
100% thôn có 5G                 | =  | 100 |  | %
Giảm ít nhất 20% so với năm 2025 | >= | 20 |  | %
không có hồ sơ trễ hạn          | =  | 0   |  | hồ sơ trễ hạn
500 triệu đồng                  | =  | 500 |  | triệu đồng
100 phần trăm                   | =  | 100 |  | %
không còn hộ nghèo              | =  | 0   |  | hộ nghèo
khoảng 80%                      | =  | 80  |  | %
toi thieu 70%                   | >= | 70  |  | %
Tỷ lệ Dịch vụ công trực tuyến năm 2026 đạt 85% | = | 85 | | %
100% văn bản đến đi được xử lý trên môi trường điện tử | = | 100 | | %
100% cán bộ, công chức phường được trang bị thiết bị làm việc đáp ứng yêu cầu số | = | 100 | | %
- Đạt tối thiểu 70% văn bản, hồ sơ công việc tại phường được tạo lập | >= | 70 | | %
- 100% cán bộ, công chức có máy tính đáp ứng cấu hình tối thiểu | = | 100 | | %
100% (năm 2025: 80%)            | =  | 100 |  | %
Trên 95% vào năm 2026           | >  | 95  |  | %
bằng hoặc cao hơn 95%           | >= | 95  |  | %
Cao hơn hoặc bằng 95%           | >= | 95  |  | %
bằng hoặc thấp hơn 5%           | <= | 5   |  | %
cao hơn năm xã                  | >  | 5   |  | xã
2026: 80%                       | =  | 80  |  | %
"""

QUALITATIVE = """
Hoàn thành
Kế hoạch
Đạt
Năm 2026
Quý I/2026
30/6/2026
Báo cáo
Đề án 06
Nghị quyết số 57-NQ/TW
Kế hoạch số 73/KH-UBND ngày 15/02/2026
Một số mô hình
Các văn bản tham gia ý kiến (nếu có)
Hệ thống hoạt động ổn định, không phát sinh sự cố
Hoàn thành kết nối
Tin, bài, video, hình ảnh, nội dung tuyên truyền..
Kế hoạch CCHC của phường
cao hơn năm 2025
Cao hơn năm trước
"""

SEVERAL = """
≥ 95% đối với cấp xã; 100% đối với cấp thành phố | >= 95 %, = 100 %
≥ 95% đối với cấp xã và 100% đối với cấp thành phố | >= 95 %, = 100 %
100% hồ sơ, 90% văn bản          | = 100 %, = 90 %
02 lớp, 100 học viên             | = 2 lớp, = 100 học viên
100%\\n95%                       | = 100 %, = 95 %
- 100% cán bộ được cấp chữ ký số. - 100% công việc được xử lý | = 100 %, = 100 %
Hồ sơ trực tuyến đạt 85%, thanh toán trực tuyến đạt trên 60% | = 85 %, > 60 %
Trên 90% TTHC, 100% hồ sơ và ≥ 80% giao dịch | > 90 %, = 100 %, >= 80 %
Năm 2026: 90%; năm 2030: 100%    | = 90 %, = 100 %
2026: 80%; 2027: 90%             | = 80 %, = 90 %
100%; duy trì ổn định            | = 100 %, qualitative
"""

FLAWED = """
                                 | target.empty
12,5,3%                          | target.not_a_number
90-80%                           | target.backwards
giảm 20%                         | target.change
khoảng 80%                       | target.about
trên 2/3 số hộ                   | target.fraction
từ 70% năm 2025 lên 90%          | target.several_numbers
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip().replace("\\n", "\n") for cell in line.split("|")] for line in table.strip("\n").splitlines()]


@pytest.mark.parametrize(("text", "comparator", "value", "upper", "unit"), rows(SINGLE))
def test_a_single_target(text: str, comparator: str, value: str, upper: str, unit: str) -> None:
    target = understand_target(text)
    found = (target.comparator, target.value, target.upper, target.unit, target.parts)
    assert found == (comparator, Decimal(value), Decimal(upper) if upper else None, unit, ())
    assert target.text == text


@pytest.mark.parametrize("text", QUALITATIVE.strip().splitlines())
def test_a_target_without_a_number(text: str) -> None:
    assert understand_target(text) == Target(text)


def short(part: Target) -> str:
    return " ".join(str(word) for word in (part.comparator, part.value, part.unit) if word is not None and word != "")


@pytest.mark.parametrize(("text", "parts"), rows(SEVERAL))
def test_several_targets_at_once(text: str, parts: str) -> None:
    target = understand_target(text)
    assert ", ".join(short(part) for part in target.parts) == parts
    assert short(target) == parts.split(", ")[0]


@pytest.mark.parametrize(("text", "code"), rows(FLAWED))
def test_what_is_wrong_or_unsaid_is_told(text: str, code: str) -> None:
    target = understand_target(text)
    assert target.problem is not None
    assert target.problem.code == code


SOME_WORDS = "đạt từ đến trở lên dưới trên tối thiểu 80 90 % - , ; ( ) . / 1.234,5 năm 2026 hộ không còn"
WORDS = st.sampled_from([*SOME_WORDS.split(), "\n"])


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)))
def test_any_text_is_answered_with_its_own_words(text: str) -> None:
    target = understand_target(text)
    assert target.text == text
    assert (target.value is None) == (target.comparator is Comparator.QUALITATIVE)
    assert (target.upper is not None) == (target.comparator is Comparator.RANGE)
