"""Time phrases of Vietnamese plans and what they promise in a plan of 2026, as tables.

Columns are parted by "|"; ``\\n`` stands for a line break in a cell.
"""

from __future__ import annotations

SINGLE = """
30/6/2026                                   | date        |            | 2026-06-30
30/06/2026                                  | date        |            | 2026-06-30
30-6-2026                                   | date        |            | 2026-06-30
30.6.2026                                   | date        |            | 2026-06-30
30/6/26                                     | date        |            | 2026-06-30
2026-06-30                                  | date        |            | 2026-06-30
30/6                                        | date        |            | 2026-06-30
30/6 năm 2027                               | date        |            | 2027-06-30
ngày 30 tháng 6 năm 2026                    | date        |            | 2026-06-30
Ngày 05 tháng 01 năm 2026                   | date        |            | 2026-01-05
ngày 30 tháng 6                             | date        |            | 2026-06-30
30 tháng 6 năm 2026                         | date        |            | 2026-06-30
Ngày 30/6/2026                              | date        |            | 2026-06-30
Ngày 30 tháng 6/2026                        | date        |            | 2026-06-30
29/2/2028                                   | date        |            | 2028-02-29
25 / 8 /202 6                               | date        |            | 2026-08-25
3 0/6/2026                                  | date        |            | 2026-06-30
30/1 2/2026                                 | date        |            | 2026-12-30
30/6/20 26                                  | date        |            | 2026-06-30
Hoàn thành ngày 30/6/2026                   | date        |            | 2026-06-30
Xong trước 30/6/2026                        | date        |            | 2026-06-29
trước ngày 07/9/2026                        | date        |            | 2026-09-06
Trước 01/01/2027                            | date        |            | 2026-12-31
Trước 15/12                                 | date        |            | 2026-12-14
hoàn thành trước ngày 30/11/2026            | date        |            | 2026-11-29
báo cáo năm trước ngày 30/11/2026           | date        |            | 2026-11-29
Hoàn thành trước ngày 25 tháng 6 năm 2026   | date        |            | 2026-06-24
Trước 17 giờ ngày 30/6/2026                 | date        |            | 2026-06-30
Trước 17h00 ngày 30/6/2026                  | date        |            | 2026-06-30
trước 16 giờ 30 phút, ngày 20/5/2026        | date        |            | 2026-05-20
Chậm nhất ngày 30/6/2026                    | date        |            | 2026-06-30
Chậm nhất là ngày 30/6/2026                 | date        |            | 2026-06-30
chậm nhất đến ngày 30/6/2026                | date        |            | 2026-06-30
Chậm nhất trước ngày 30/6/2026              | date        |            | 2026-06-29
không muộn hơn 30/6/2026                    | date        |            | 2026-06-30
Không quá ngày 30/6/2026                    | date        |            | 2026-06-30
Đến hết ngày 30/6/2026                      | date        |            | 2026-06-30
đến 30/6/2026                               | date        |            | 2026-06-30
Đến trước ngày 30/6/2026                    | date        |            | 2026-06-29
Muộn nhất 30-6                              | date        |            | 2026-06-30
Sáng ngày 30/6/2026                         | date        |            | 2026-06-30
8h00 ngày 30/6/2026                         | date        |            | 2026-06-30
Đợt 1 trước 30/6/2026                       | date        |            | 2026-06-29
Trong ngày 30/6/2026                        | date        |            | 2026-06-30
Thời hạn: 30/6/2026                         | date        |            | 2026-06-30
Thời gian hoàn thành: trước ngày 30/6/2026  | date        |            | 2026-06-29
Hạn cuối 30/6/2026                          | date        |            | 2026-06-30
từ nay đến 30/6/2026                        | date        |            | 2026-06-30
trước tháng 7/2026                          | date        |            | 2026-06-30
Trước quý III                               | date        |            | 2026-06-30
Trước quý III/2026                          | date        |            | 2026-06-30
trước năm 2027                              | date        |            | 2026-12-31
Ngày cuối cùng của tháng 6/2026             | date        |            | 2026-06-30
ngày cuối quý I/2026                        | date        |            | 2026-03-31
Thứ Sáu, ngày 26/6/2026                     | date        |            | 2026-06-26
30/6/2026.                                  | date        |            | 2026-06-30
(30/6/2026)                                 | date        |            | 2026-06-30
- 30/6/2026                                 | date        |            | 2026-06-30
Tháng 02/2026                               | month       | 2026-02-01 | 2026-02-28
Tháng 2/2028                                | month       | 2028-02-01 | 2028-02-29
Tháng 4/2026                                | month       | 2026-04-01 | 2026-04-30
Tháng\\n02/2026                             | month       | 2026-02-01 | 2026-02-28
tháng 4 năm 2026                            | month       | 2026-04-01 | 2026-04-30
tháng 4, năm 2026                           | month       | 2026-04-01 | 2026-04-30
THÁNG 4/2026                                | month       | 2026-04-01 | 2026-04-30
T4/2026                                     | month       | 2026-04-01 | 2026-04-30
T.4/2026                                    | month       | 2026-04-01 | 2026-04-30
T12                                         | month       | 2026-12-01 | 2026-12-31
4/2026                                      | month       | 2026-04-01 | 2026-04-30
tháng 4-2026                                | month       | 2026-04-01 | 2026-04-30
Tháng 4/26                                  | month       | 2026-04-01 | 2026-04-30
trong tháng 12                              | month       | 2026-12-01 | 2026-12-31
Trong tháng 12/2026                         | month       | 2026-12-01 | 2026-12-31
Tháng 12                                    | month       | 2026-12-01 | 2026-12-31
Tháng4/2026                                 | month       | 2026-04-01 | 2026-04-30
Th áng 4/2026                               | month       | 2026-04-01 | 2026-04-30
Tháng 1 2/2026                              | month       | 2026-12-01 | 2026-12-31
thang 4/2026                                | month       | 2026-04-01 | 2026-04-30
tháng Tám năm 2026                          | month       | 2026-08-01 | 2026-08-31
tháng mười hai                              | month       | 2026-12-01 | 2026-12-31
Tháng XII/2026                              | month       | 2026-12-01 | 2026-12-31
cuối tháng 6/2026                           | month       | 2026-06-01 | 2026-06-30
đến hết tháng 6/2026                        | month       |            | 2026-06-30
hết tháng 6                                 | month       |            | 2026-06-30
Quý I/2026                                  | quarter     | 2026-01-01 | 2026-03-31
Quý II/2026                                 | quarter     | 2026-04-01 | 2026-06-30
Quý\\nIV/2026                               | quarter     | 2026-10-01 | 2026-12-31
Qu ý I/2026                                 | quarter     | 2026-01-01 | 2026-03-31
QuýI/2026                                   | quarter     | 2026-01-01 | 2026-03-31
Quý l/2026                                  | quarter     | 2026-01-01 | 2026-03-31
Quý I V/2026                                | quarter     | 2026-10-01 | 2026-12-31
Quý I I/2026                                | quarter     | 2026-04-01 | 2026-06-30
QUÝ I/2026                                  | quarter     | 2026-01-01 | 2026-03-31
quí IV-2025                                 | quarter     | 2025-10-01 | 2025-12-31
Quy I/2026                                  | quarter     | 2026-01-01 | 2026-03-31
Qúy I/2026                                  | quarter     | 2026-01-01 | 2026-03-31
Quý 4                                       | quarter     | 2026-10-01 | 2026-12-31
Quý IV                                      | quarter     | 2026-10-01 | 2026-12-31
Q4                                          | quarter     | 2026-10-01 | 2026-12-31
Q4/2026                                     | quarter     | 2026-10-01 | 2026-12-31
QIV/2026                                    | quarter     | 2026-10-01 | 2026-12-31
trong quý 2 năm 2025                        | quarter     | 2025-04-01 | 2025-06-30
Quý IV, năm 2026                            | quarter     | 2026-10-01 | 2026-12-31
Quý IV năm 2026                             | quarter     | 2026-10-01 | 2026-12-31
quý tư năm 2026                             | quarter     | 2026-10-01 | 2026-12-31
Hoàn thành trong Quý I/2026                 | quarter     | 2026-01-01 | 2026-03-31
đến hết quý III/2026                        | quarter     |            | 2026-09-30
Cuối quý II/2026                            | quarter     | 2026-04-01 | 2026-06-30
6 tháng đầu năm                             | half_year   | 2026-01-01 | 2026-06-30
06 tháng cuối năm 2026                      | half_year   | 2026-07-01 | 2026-12-31
sáu tháng đầu năm                           | half_year   | 2026-01-01 | 2026-06-30
nửa đầu năm                                 | half_year   | 2026-01-01 | 2026-06-30
nửa cuối năm 2026                           | half_year   | 2026-07-01 | 2026-12-31
Trong 6 tháng đầu năm 2026                  | half_year   | 2026-01-01 | 2026-06-30
6 tháng năm 2026                            | half_year   | 2026-01-01 | 2026-06-30
9 tháng năm 2026                            | nine_months | 2026-01-01 | 2026-09-30
9 tháng đầu năm                             | nine_months | 2026-01-01 | 2026-09-30
3 tháng đầu năm 2026                        | span        | 2026-01-01 | 2026-03-31
2 tháng cuối năm                            | span        | 2026-11-01 | 2026-12-31
Năm 2026                                    | year        | 2026-01-01 | 2026-12-31
2026                                        | year        | 2026-01-01 | 2026-12-31
Trong năm                                   | year        | 2026-01-01 | 2026-12-31
Trong năm 2025                              | year        | 2025-01-01 | 2025-12-31
Trong năm\\n2026                            | year        | 2026-01-01 | 2026-12-31
Cả năm 2026                                 | year        | 2026-01-01 | 2026-12-31
cuối năm 2026                               | year        | 2026-01-01 | 2026-12-31
Cuối năm                                    | year        | 2026-01-01 | 2026-12-31
Hết năm 2026                                | year        |            | 2026-12-31
Đến hết năm 2026                            | year        |            | 2026-12-31
Đến năm 2030                                | year        |            | 2030-12-31
từ nay đến hết năm 2026                     | year        |            | 2026-12-31
n ăm 2026                                   | year        | 2026-01-01 | 2026-12-31
giai đoạn 2025-2030                         | span        | 2025-01-01 | 2030-12-31
Giai đoạn 2026 – 2030                       | span        | 2026-01-01 | 2030-12-31
2025 - 2026                                 | span        | 2025-01-01 | 2026-12-31
Năm 2025-2026                               | span        | 2025-01-01 | 2026-12-31
Nhiệm kỳ 2025 - 2030                        | span        | 2025-01-01 | 2030-12-31
Quý III-IV/2026                             | span        | 2026-07-01 | 2026-12-31
Quý III - Quý IV/2026                       | span        | 2026-07-01 | 2026-12-31
Quý IV/2025 - Quý I/2026                    | span        | 2025-10-01 | 2026-03-31
từ quý I đến quý III/2026                   | span        | 2026-01-01 | 2026-09-30
từ tháng 3 đến tháng 6/2026                 | span        | 2026-03-01 | 2026-06-30
từ tháng 3 đến hết tháng 6/2026             | span        | 2026-03-01 | 2026-06-30
Từ tháng 3 - 6/2026                         | span        | 2026-03-01 | 2026-06-30
Tháng 3-6/2026                              | span        | 2026-03-01 | 2026-06-30
tháng 3 đến tháng 6                         | span        | 2026-03-01 | 2026-06-30
từ 01/3/2026 đến 30/6/2026                  | span        | 2026-03-01 | 2026-06-30
01/3 - 30/6/2026                            | span        | 2026-03-01 | 2026-06-30
01/3/2026-30/6/2026                         | span        | 2026-03-01 | 2026-06-30
từ ngày 01 đến ngày 15/6/2026               | span        | 2026-06-01 | 2026-06-15
ngày 01-15/6/2026                           | span        | 2026-06-01 | 2026-06-15
01 - 15/6/2026                              | span        | 2026-06-01 | 2026-06-15
từ 01/3/2026 đến trước 30/6/2026            | span        | 2026-03-01 | 2026-06-29
Từ đầu năm đến cuối năm 2026                | span        | 2026-01-01 | 2026-12-31
Từ ngày 01/7/2026 trở đi                    | span        | 2026-07-01 |
Từ năm 2026                                 | span        | 2026-01-01 |
Năm 2026 trở đi                             | span        | 2026-01-01 |
Bắt đầu từ tháng 3/2026                     | span        | 2026-03-01 |
kể từ ngày 01/7/2026                        | span        | 2026-07-01 |
sau ngày 30/6/2026                          | span        | 2026-07-01 |
Theo hướng dẫn của thành phố                | conditional |            |
Triển khai theo hướng dẫn của cấp có thẩm quyền | conditional |        |
Triển khai\\ntheo hướng\\ndẫn của cấp\\ncó thẩm\\nquyền | conditional | |
Theo yêu cầu của Trung ương, thành phố      | conditional |            |
Theo chỉ đạo của cấp trên                   | conditional |            |
Theo Kế hoạch của thành phố                 | conditional |            |
Theo Kế hoạch số 73/KH-UBND ngày 15/02/2026 của UBND phường | conditional | |
Theo Nghị quyết số 57-NQ/TW, ngày 22/12/2024 | conditional |           |
Theo tiến độ của dự án                      | conditional |            |
Theo quy định                               | conditional |            |
Theo lộ trình của thành phố                 | conditional |            |
Khi thành TP ban hành Kế hoạch              | conditional |            |
Khi thành\\nphố ban hành\\nQuyết định       | conditional |            |
Khi có Văn bản của cấp trên                 | conditional |            |
Khi có yêu cầu                              | conditional |            |
Nếu có thay đổi nhân sự                     | conditional |            |
Sau khi có văn bản hướng dẫn của thành phố  | conditional |            |
Ngay sau khi có hướng dẫn                   | conditional |            |
trước khi ban hành                          | conditional |            |
Đột xuất                                    | conditional |            |
Trong vòng 30 ngày kể từ ngày ban hành      | conditional |            |
05 ngày làm việc kể từ ngày nhận hồ sơ      | conditional |            |
Tùy theo tình hình thực tế                  | conditional |            |
"""

RHYTHMS = """
Thường xuyên                                | continuous
Thường\\nxuyên                              | continuous
T hường xuyên                               | continuous
thường xuyên, liên tục                      | continuous
Nhiệm vụ thường xuyên                       | continuous
Thường xuyên trong thời gian                | continuous
THƯỜNG XUYÊN                                | continuous
Thuong xuyen                                | continuous
Liên tục                                    | continuous
Hằng ngày                                   | continuous
hàng ngày                                   | continuous
Định kỳ                                     | continuous
Hàng tuần                                   | weekly
Thứ Sáu hằng tuần                           | weekly
1 lần/tuần                                  | weekly
Hàng tháng                                  | monthly
Hằng tháng                                  | monthly
Hang thang                                  | monthly
Báo cáo hàng tháng                          | monthly
Báo cáo định kỳ hàng tháng                  | monthly
định kỳ hằng tháng                          | monthly
Định kỳ hằng tháng (trước ngày 20)          | monthly
Trước 25 hàng tháng                         | monthly
Định kì hàng tháng                          | monthly
mỗi tháng                                   | monthly
Mỗi tháng 1 lần                             | monthly
1 lần/tháng                                 | monthly
01 lần / tháng                              | monthly
tháng/lần                                   | monthly
ngày 15 hằng tháng                          | monthly
Ngày 15 của hàng tháng                      | monthly
trước ngày 15 hằng tháng                    | monthly
trước ngày 15 của hàng tháng                | monthly
Hằng tháng, trước ngày 15                   | monthly
cuối hằng tháng                             | monthly
Các tháng trong năm                         | monthly
Hàng quý                                    | quarterly
Hằng quý                                    | quarterly
hang quy                                    | quarterly
Mỗi quý                                     | quarterly
Định kỳ hằng quý                            | quarterly
định kỳ quý                                 | quarterly
Theo quý                                    | quarterly
1 lần/quý                                   | quarterly
ít nhất 01 lần/quý                          | quarterly
quý/lần                                     | quarterly
03 tháng/lần                                | quarterly
4 lần/năm                                   | quarterly
ngày 20 tháng cuối quý                      | quarterly
Các quý trong năm 2026                      | quarterly
hàng 6 tháng                                | half_yearly
Định kỳ 6 tháng                             | half_yearly
6 tháng/lần                                 | half_yearly
06 tháng một lần                            | half_yearly
2 lần/năm                                   | half_yearly
02 lần/năm                                  | half_yearly
hai lần một năm                             | half_yearly
mỗi năm 2 lần                               | half_yearly
năm 2 lần                                   | half_yearly
Hằng năm                                    | yearly
Hàng năm                                    | yearly
hằng\\nnăm                                  | yearly
hang nam                                    | yearly
1 lần/năm                                   | yearly
12 tháng/lần                                | yearly
hàng năm trước 15/12                        | yearly
Hằng năm, trước ngày 15/12                  | yearly
trước 15/12 hằng năm                        | yearly
Tháng 12 hằng năm                           | yearly
Quý IV hằng năm                             | yearly
Các năm tiếp theo                           | yearly
theo từng năm                               | yearly
"""

SEVERAL = """
Thường xuyên; định kỳ hàng tháng báo cáo kết quả | continuous | | continuous, monthly
Nhiệm vụ thường xuyên; định kỳ hằng tháng báo cáo kết quả | continuous | | continuous, monthly
Trong năm 2025 và các năm tiếp theo       | yearly    |            | 2025-12-31, yearly
Trong năm\\n2025 và các\\nnăm tiếp theo   | yearly    |            | 2025-12-31, yearly
Trong năm 2025 vàcác năm tiếp theo        | yearly    |            | 2025-12-31, yearly
Trong năm 2025 và các năm tiếp theo hướng dẫn của thành phố | yearly | | 2025-12-31, yearly, conditional
Quý I và Quý III/2026                     | quarter   | 2026-09-30 | 2026-03-31, 2026-09-30
Quý I, II, III/2026                       | quarter   | 2026-09-30 | 2026-03-31, 2026-06-30, 2026-09-30
Quý III, IV                               | quarter   | 2026-12-31 | 2026-09-30, 2026-12-31
Quý I+II/2026                             | quarter   | 2026-06-30 | 2026-03-31, 2026-06-30
Quý I/2026, quý II/2026                   | quarter   | 2026-06-30 | 2026-03-31, 2026-06-30
Tháng 3, 6, 9, 12                         | month     | 2026-12-31 | 2026-03-31, 2026-06-30, 2026-09-30, 2026-12-31
Tháng 6 và tháng 12/2026                  | month     | 2026-12-31 | 2026-06-30, 2026-12-31
Tháng 6/2026, 12/2026                     | month     | 2026-12-31 | 2026-06-30, 2026-12-31
Năm 2025 và 2026                          | year      | 2026-12-31 | 2025-12-31, 2026-12-31
30/6/2026 và 15/12/2026                   | date      | 2026-12-15 | 2026-06-30, 2026-12-15
30/6 và 15/12/2027                        | date      | 2027-12-15 | 2027-06-30, 2027-12-15
30/6/2027 và 15/12                        | date      | 2027-12-15 | 2027-06-30, 2027-12-15
15/12/2026; 30/6/2026                     | date      | 2026-12-15 | 2026-12-15, 2026-06-30
30/6/2026\\n15/12/2026                    | date      | 2026-12-15 | 2026-06-30, 2026-12-15
- Quý I/2026\\n- Quý II/2026              | quarter   | 2026-06-30 | 2026-03-31, 2026-06-30
1. Quý I/2026\\n2. Quý II/2026            | quarter   | 2026-06-30 | 2026-03-31, 2026-06-30
6 tháng đầu năm và cả năm                 | year      | 2026-12-31 | 2026-06-30, 2026-12-31
Hằng tháng, quý, năm                      | monthly   |            | monthly, quarterly, yearly
Định kỳ tháng, quý, 6 tháng, năm          | monthly   |            | monthly, quarterly, half_yearly, yearly
Hằng quý, hằng năm                        | quarterly |            | quarterly, yearly
hàng tháng/quý/năm                        | monthly   |            | monthly, quarterly, yearly
Thường xuyên; hoàn thành trước 31/12/2026 | continuous |           | continuous, 2026-12-30
Quý I/2026 theo hướng dẫn của thành phố   | quarter   | 2026-03-31 | 2026-03-31, conditional
Quý 3, 4/2026                             | quarter   | 2026-12-31 | 2026-09-30, 2026-12-31
Trước ngày 20/3, 20/6/2026                | date      | 2026-06-19 | 2026-03-19, 2026-06-19
Đến năm 2025, 2030                        | year      | 2030-12-31 | 2025-12-31, 2030-12-31
30/6/2026 (lần 1); 30/12/2026 (lần 2)     | date      | 2026-12-30 | 2026-06-30, 2026-12-30
Giai đoạn 1: 2026; giai đoạn 2: 2027-2030 | span      | 2030-12-31 | 2026-12-31, 2030-12-31
Báo cáo tháng, quý, 6 tháng, 9 tháng, năm | monthly   |            | monthly, quarterly, half_yearly, yearly
trước ngày 15 của hàng tháng, báo cáo năm trước ngày 30/11/2026 | monthly | | monthly, 2026-11-29
Thường xuyên, báo cáo trước ngày 20 hằng tháng | continuous |      | continuous, monthly
Quý III năm 2026 (theo Kế hoạch số 12/KH-UBND ngày 05/01/2026) | quarter | 2026-09-30 | 2026-09-30, conditional
Năm 2026, theo tiến độ                    | year      | 2026-12-31 | 2026-12-31, conditional
Thường xuyên, theo yêu cầu                | continuous |           | continuous, conditional
Theo hướng dẫn của thành phố, hoàn thành trước 30/6/2026 | date | 2026-06-29 | conditional, 2026-06-29
Theo hướng dẫn của thành phố hoàn thành trước 30/6/2026  | date | 2026-06-29 | conditional, 2026-06-29
"""

UNKNOWN = """
                                            | deadline.empty
\\n                                         | deadline.empty
Đã hoàn thành                               | deadline.status
Đã hoàn thành ngày 15/3/2026                | deadline.status
Đang thực hiện                              | deadline.status
Chưa xác định                               | deadline.status
Không thời hạn                              | deadline.status
Năm 2026 không thực hiện                    | deadline.status
Kế hoạch                                    | deadline.not_understood
Văn bản                                     | deadline.not_understood
Báo cáo                                     | deadline.not_understood
Phòng Văn hóa - Xã hội                      | deadline.not_understood
UBND phường Nam Đồng                        | deadline.not_understood
Tỷ lệ Dịch vụ công trực tuyến năm 2026 đạt 85% | deadline.not_understood
Kế hoạch số 73/KH-UBND ngày 15/02/2026      | deadline.not_understood
100%                                        | deadline.not_understood
x                                           | deadline.not_understood
Done                                        | deadline.not_understood
15                                          | deadline.not_understood
ngày 15                                     | deadline.not_understood
Trong quý                                   | deadline.not_understood
Năm học 2025-2026                           | deadline.not_understood
ngày tháng năm 2026                         | deadline.not_understood
…/…/2026                                    | deadline.not_understood
/ /2026                                     | deadline.not_understood
3-6/2026                                    | deadline.not_understood
4/26                                        | deadline.not_understood
IV/2026                                     | deadline.not_understood
Tháng 6/7/2026                              | deadline.not_understood
31/4/2026                                   | deadline.impossible
29/02/2026                                  | deadline.impossible
30/13/2026                                  | deadline.impossible
00/6/2026                                   | deadline.impossible
30/0/2026                                   | deadline.impossible
30/6/1026                                   | deadline.impossible
30/6/20266                                  | deadline.impossible
Quý V                                       | deadline.impossible
Quý V/2026                                  | deadline.impossible
Quý 5/2026                                  | deadline.impossible
tháng 13                                    | deadline.impossible
Tháng 13/2026                               | deadline.impossible
Tháng 0/2026                                | deadline.impossible
31/4 hằng năm                               | deadline.impossible
đầu năm                                     | deadline.vague
Đầu năm 2026                                | deadline.vague
giữa năm 2026                               | deadline.vague
đầu tháng 6/2026                            | deadline.vague
Đầu quý II/2026                             | deadline.vague
trước cuối năm 2026                         | deadline.vague
từ 30/6/2026 đến 01/3/2026                  | deadline.backwards
2030-2025                                   | deadline.backwards
3 lần/năm                                   | deadline.rhythm
hàng 5 tháng                                | deadline.rhythm
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip().replace("\\n", "\n") for cell in line.split("|")] for line in table.strip("\n").splitlines()]
