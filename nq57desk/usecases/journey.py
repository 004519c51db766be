"""The whole way once, in folders of its own: a Word appendix in, paper out, a bundle merged, its receipt back.

It is what ``self-test`` runs on a fresh machine, and one of the two journeys that the tests compare.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from nq57desk.domain.changes import Counts
from nq57desk.domain.organisation import Role
from nq57desk.domain.plan import Appendix, Task
from nq57desk.domain.progress import State
from nq57desk.domain.snapshot import Outcome
from nq57desk.domain.update_rate import group_rows
from nq57desk.errors import Refused
from nq57desk.monitor import Monitor
from nq57desk.sentences import sentence
from nq57desk.usecases import (
    city,
    city_receipts,
    fingerprints,
    history,
    importing,
    indicators,
    offices,
    papers,
    progress,
    receipts,
    sending,
    task_list,
    trusting,
)
from nq57desk.usecases.sample import sample_files
from nq57desk.workspace import Desk, open_desk

_DAY = date(2026, 11, 13)
_PERIOD = "2026-11"


@dataclass(frozen=True, slots=True)
class Step:
    """One step with what it found."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Journey:
    """All steps up to the first that failed."""

    ok: bool
    steps: tuple[Step, ...]


class _Way:
    """The folders of one journey and what its steps hand on."""

    def __init__(self, folder: Path, as_of: date) -> None:
        self.folder = folder
        self.as_of = as_of
        self.ward_folder = folder / "ward"
        self.city_folder = folder / "city"
        self.bundle = folder / "bundle.nq57"

    def ward(self) -> Desk:
        return open_desk(self.ward_folder, as_of=self.as_of, who="self-test")

    def city(self) -> Desk:
        return open_desk(self.city_folder, as_of=self.as_of, who="self-test")

    def make_offices(self) -> str:
        made = offices.create_office(
            folder=self.ward_folder, code="99902", name="Ủy ban nhân dân phường Sao Hôm", role=Role.WARD
        )
        offices.create_office(
            folder=self.city_folder, code="99", name="Ủy ban nhân dân thành phố Ngàn Sao", role=Role.CITY
        )
        return made.fingerprint

    def exchange_cards(self) -> str:
        with self.ward() as ward, self.city() as at_city:
            ward_card, city_card = self.folder / "ward.nq57card", self.folder / "city.nq57card"
            offices.save_card(ward, path=ward_card)
            offices.save_card(at_city, path=city_card)
            city.enrol(at_city, cards=[ward_card])
            return trusting.trust(ward, path=city_card).office.name

    def import_word(self) -> str:
        total = Counts()
        with self.ward() as desk:
            for file in sample_files():
                preview = importing.preview_file(desk, path=file)
                importing.apply_preview(desk, preview=preview)
                total += preview.counts
                again = importing.preview_file(desk, path=file)
                importing.discard_preview(desk, preview=again)
                _expect(again.counts.differing == 0, "nhập lại cùng tệp không thay đổi gì")
        _expect(total.new > 0, "có dòng mới")
        return f"{total.new} dòng"

    def record(self) -> str:
        with self.ward() as desk:
            tasks = desk.store.all(Task)
            groups = group_rows(tasks)
            counted = [task for task in tasks if task.id not in groups]
            for place, task in enumerate(counted):
                done = place % 4 == 0
                progress.set_progress(
                    desk,
                    task_id=task.id,
                    period=_PERIOD,
                    state=State.DONE if done else State.IN_PROGRESS,
                    percent=100 if done else 50,
                    result="Đã thực hiện theo kế hoạch." if place % 3 else None,
                    nothing_arose=None if place % 3 else True,
                    product_document="88/QĐ-UBND" if done else None,
                    product_date=date(2026, 11, 5) if done else None,
                )
            first = indicators.indicators(desk, period=_PERIOD)[0]
            indicators.set_value(
                desk, indicator_id=first.id, period=_PERIOD, numerator=Decimal(55), denominator=Decimal(56)
            )
            late = task_list.tasks(desk, late=True, period=_PERIOD)
            return f"{len(counted)} nhiệm vụ, {len(late)} quá hạn"

    def close(self) -> str:
        with self.ward() as desk:
            closed = progress.close_period(desk, period=_PERIOD)
            return f"{closed.updated}/{closed.of}"

    def print_papers(self) -> str:
        pages = 0
        with self.ward() as desk:
            for place, appendix in enumerate(desk.store.all(Appendix), 1):
                file = self.folder / "papers" / f"{place:02d}-appendix.pdf"
                pages += papers.save_paper(desk, kind="appendix", path=file, appendix_id=appendix.id).pages
        _expect(pages > 0, "có trang in")
        return f"{pages} trang"

    def send(self) -> str:
        with self.ward() as desk:
            return sending.make(desk, path=self.bundle, period=_PERIOD).code

    def merge(self) -> str:
        with self.city() as desk:
            first = city.merge(desk, paths=[self.bundle])
            again = city.merge(desk, paths=[self.bundle])
            _expect(first.bundles[0].outcome is Outcome.APPLIED, "gói được gộp")
            _expect(again.bundles[0].outcome is Outcome.ALREADY_RECEIVED, "gộp lần hai là đã nhận")
            _expect(again.total.differing == 0, "gộp lần hai không thay đổi gì")
            theirs = task_list.tasks(desk, office_code="99902", period=_PERIOD)
        with self.ward() as desk:
            ours = task_list.tasks(desk, period=_PERIOD)
        _expect([t.id for t in theirs] == [t.id for t in ours], "thành phố có đúng các nhiệm vụ của phường")
        _expect([t.state for t in theirs] == [t.state for t in ours], "trạng thái giống nhau")
        return f"{first.total.new} dòng mới"

    def answer(self) -> str:
        with self.city() as desk:
            (issued,) = city_receipts.issue(desk, folder=self.folder / "receipts").receipts
            (again,) = city_receipts.issue(desk, folder=self.folder / "receipts").receipts
            _expect(again.file.read_bytes() == issued.file.read_bytes(), "biên nhận viết lại không khác")
        shutil.copyfile(issued.file, self.folder / "receipt.nq57receipt")
        with self.ward() as desk:
            typed = receipts.type_code(desk, code=issued.code)
            _expect(typed.outcome is Outcome.APPLIED, "mã biên nhận đọc qua điện thoại được hiểu")
            taken = receipts.import_receipt(desk, path=issued.file)
            _expect(taken.fresh and bool(taken.bundles[0].receipt_at), "gói thành đã nhận")
            _expect(not receipts.import_receipt(desk, path=issued.file).fresh, "nạp lại biên nhận không thay đổi gì")
            codes = fingerprints.codes(desk, _PERIOD)
            _expect(taken.receipt.fingerprint == codes.period, "mã đối chiếu của kỳ giống nhau")
        return issued.code

    def check(self) -> str:
        with self.ward() as ward, self.city() as at_city:
            found = (*history.check(ward), *history.check(at_city))
        _expect(not found, "; ".join(sentence(one) for one in found))
        return "0"


class _Unmet(Exception):
    pass


def _expect(holds: bool, what: str) -> None:
    if not holds:
        raise _Unmet(what)


def self_test(*, folder: Path | None = None, as_of: date | None = None, monitor: Monitor | None = None) -> Journey:
    """Walk the whole way; with ``folder`` the offices, papers and bundle stay there."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        return _walk(_Way(folder, as_of or _DAY), monitor or Monitor())
    with tempfile.TemporaryDirectory(prefix="nq57desk-", ignore_cleanup_errors=True) as scratch:
        return _walk(_Way(Path(scratch), as_of or _DAY), monitor or Monitor())


def _walk(way: _Way, monitor: Monitor) -> Journey:
    legs: tuple[tuple[str, Callable[[], str]], ...] = (
        ("Tạo đơn vị và khóa", way.make_offices),
        ("Trao đổi phiếu đăng ký", way.exchange_cards),
        ("Nhập phụ lục Word", way.import_word),
        ("Ghi tiến độ", way.record),
        ("Chốt kỳ", way.close),
        ("In phụ lục", way.print_papers),
        ("Xuất gói", way.send),
        ("Gộp tại thành phố", way.merge),
        ("Biên nhận", way.answer),
        ("Kiểm tra dữ liệu", way.check),
    )
    steps: list[Step] = []
    for place, (name, leg) in enumerate(legs):
        monitor.report(place, len(legs), name)
        try:
            steps.append(Step(name, True, leg()))
        except Refused as refused:
            steps.append(Step(name, False, "; ".join(sentence(one) for one in refused.problems)))
            break
        except _Unmet as unmet:
            steps.append(Step(name, False, str(unmet)))
            break
    return Journey(all(step.ok for step in steps), tuple(steps))
