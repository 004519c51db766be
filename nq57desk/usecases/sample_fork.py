"""A fictitious city with one ward that works on two computers, for looking at what differs and at what waits.

Every name is invented. Both computers report the same month; the city has five cells in conflict, another ward's bundle
that deletes much and waits, and two files that it refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.organisation import Role
from nq57desk.domain.plan import Appendix, AppendixKind, Plan, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import Record
from nq57desk.usecases import city, moving_in, offices, sending, trusting
from nq57desk.usecases.changing import apply_records, deletion, proposed
from nq57desk.workspace import Desk, open_desk

PERIOD = "2026-10"
_PLAN = Plan("p", 2026, number="24", symbol="KH-UBND", title="thực hiện Nghị quyết 57-NQ/TW năm 2026")
_LISTS = (
    Appendix("p-a", "p", 1, "Phụ lục I"),
    Appendix("p-b", "p", 2, "Phụ lục II", kind=AppendixKind.INDICATORS),
)
_NAMES = (
    "Triển khai nền tảng số dùng chung tại bộ phận một cửa",
    "Rà soát, số hóa hồ sơ đất đai trên địa bàn",
    "Tổ chức tập huấn kỹ năng số cho người dân",
    "Ban hành danh mục cơ sở dữ liệu của đơn vị",
    "Duy trì hoạt động của Tổ công nghệ số cộng đồng",
    "Bảo đảm an toàn thông tin theo cấp độ",
    "Làm sạch dữ liệu dân cư",
    "Bố trí trang thiết bị, đường truyền",
    "Công khai dữ liệu mở",
    "Báo cáo kết quả hằng quý",
    "Kiểm tra việc xử lý hồ sơ trực tuyến",
    "Đánh giá mức độ hài lòng của người dân",
)
_TASKS = tuple(
    Task(f"t{at}", "p", "p-a", position=at, number=str(at), name=name, lead="Phòng VH-XH", deadline="Quý IV/2026")
    for at, name in enumerate(_NAMES, start=1)
)
_GOAL = Indicator("g1", "p", "p-b", position=1, number="1", name="Tỷ lệ hồ sơ nộp trực tuyến", target="≥ 80%", unit="%")


@dataclass(frozen=True, slots=True)
class Forked:
    """Where the offices lie: the city, and both computers of the ward; ``other_bundle`` is what the second one made."""

    city: Path
    one: Path
    other: Path
    other_bundle: Path


def make_fork(*, folder: Path, as_of: date) -> Forked:
    """Make all of it below a folder that is empty.

    Raises:
        Refused: the folder cannot be written.
    """
    made = Forked(folder / "city", folder / "one", folder / "other", folder / "hai.nq57")
    _ward(made.one, as_of, "99901", "Ủy ban nhân dân phường Sao Mai")
    _ward(folder / "second", as_of, "99903", "Ủy ban nhân dân xã Trăng Thu")
    name = "Ủy ban nhân dân thành phố Ngàn Sao"
    offices.create_office(folder=made.city, code="99", name=name, role=Role.CITY, sample=True)
    with open_desk(made.city, as_of=as_of, who="Trần Thị Mẫu") as at_city:
        offices.save_card(at_city, path=folder / "city.nq57card")
        for ward in (made.one, folder / "second"):
            with open_desk(ward, as_of=as_of, who="Trần Thị Hoa") as desk:
                trusting.trust(desk, path=folder / "city.nq57card")
                offices.save_card(desk, path=folder / f"{ward.name}.nq57card")
                city.enrol(at_city, cards=[folder / f"{ward.name}.nq57card"])
                _send(at_city, desk, folder / f"{ward.name}-0.nq57")
        _two_computers(at_city, made, folder, as_of)
        _what_waits(at_city, made, folder, as_of)
    return made


def _ward(folder: Path, as_of: date, code: str, name: str) -> None:
    offices.create_office(folder=folder, code=code, name=name, role=Role.WARD, sample=True)
    with open_desk(folder, as_of=as_of, who="Trần Thị Hoa") as desk:
        _put(desk, _PLAN, *_LISTS, *_TASKS, _GOAL, *map(_update, _TASKS[:6]), _value("81"))


def _update(task: Task) -> ProgressUpdate:
    return ProgressUpdate(
        f"{task.id}-u",
        "p",
        task.id,
        PERIOD,
        State.IN_PROGRESS,
        percent=40,
        result="Đã ban hành kế hoạch.",
        by="Trần Thị Hoa",
        at="2026-10-13T09:12:00+07:00",
    )


def _value(numerator: str) -> IndicatorValue:
    return IndicatorValue("g1-v", "p", "g1", PERIOD, None, Decimal(numerator), Decimal("100"), by="Trần Thị Hoa")


def _put(desk: Desk, *records: Record) -> None:
    apply_records(desk, "edit", map(proposed, records))


def _send(at_city: Desk, desk: Desk, path: Path) -> None:
    sending.make(desk, path=path, period=PERIOD)
    city.merge(at_city, paths=[path])


def _two_computers(at_city: Desk, made: Forked, folder: Path, as_of: date) -> None:
    with open_desk(made.one, as_of=as_of, who="Trần Thị Hoa") as desk:
        moving_in.move_in(made.one, folder=made.other, who="Nguyễn Văn Nam", at=desk.now())
        first, second = (replace(_update(one), at="2026-10-15T09:12:00+07:00") for one in _TASKS[:2])
        _put(
            desk,
            replace(first, result="Đã ban hành kế hoạch số 12.", percent=60),
            replace(second, result="Số hóa được 1.250 hồ sơ.", state=State.DONE, finished_on=as_of),
            replace(_TASKS[2], deadline="Tháng 11/2026"),
            _value("82"),
        )
        _send(at_city, desk, folder / "mot.nq57")
    with open_desk(made.other, as_of=as_of, who="Nguyễn Văn Nam") as desk:
        by, at = "Nguyễn Văn Nam", "2026-10-16T08:40:00+07:00"
        first, second = (replace(_update(one), by=by, at=at) for one in _TASKS[:2])
        _put(
            desk,
            replace(first, result="Đã triển khai 3/5 hạng mục.", percent=75),
            replace(second, result="Số hóa được 1.310 hồ sơ, còn 40 hồ sơ thiếu giấy tờ."),
            replace(_TASKS[2], deadline="Tháng 12/2026", lead="Văn phòng HĐND và UBND"),
        )
        _put(desk, _value("85.5"))
        _send(at_city, desk, made.other_bundle)


def _what_waits(at_city: Desk, made: Forked, folder: Path, as_of: date) -> None:
    with open_desk(folder / "second", as_of=as_of, who="Lê Văn Bắc") as desk:
        apply_records(desk, "delete", map(deletion, _TASKS[6:10]))
        _send(at_city, desk, folder / "xoa.nq57")
    (folder / "ghi-chu.nq57").write_bytes(b"khong phai goi")
    damaged = made.other_bundle.read_bytes()[:-40]
    (folder / "hong.nq57").write_bytes(damaged)
    city.merge(at_city, paths=[folder / "ghi-chu.nq57", folder / "hong.nq57"])
