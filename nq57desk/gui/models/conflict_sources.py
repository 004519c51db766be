"""Where conflicts come from and how they are decided: at the city, between a ward's computers, from a receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.domain.changes import Applied
    from nq57desk.usecases.conflict_sheet import ConflictRow
    from nq57desk.usecases.resolving import Decision
    from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class Headings:
    """The words over the three values, and for the two choices."""

    title: str
    base: str
    a: str
    b: str
    keep: str
    take: str
    after: str
    """What a decision means here."""


class Source(Protocol):
    """One kind of conflicts; ``read`` and ``decide`` work in the office's line."""

    @property
    def headings(self) -> Headings:
        """The words of the window."""
        ...

    def read(self, desk: Desk) -> tuple[ConflictRow, ...]:
        """The conflicts as they now stand."""
        ...

    def decide(self, desk: Desk, rows: Sequence[ConflictRow], decision: Decision) -> Applied:
        """Decide all of these alike."""
        ...


@dataclass(frozen=True, slots=True)
class AtCity:
    """Between the bundles of wards: of one office, of one month, or all."""

    office: str = ""
    period: str = ""

    @property
    def headings(self) -> Headings:
        """What the city chooses is shown until the ward settles it."""
        return Headings(
            _("Giải quyết xung đột"),
            _("Lần nhận trước (gốc)"),
            _("Đang có ở thành phố"),
            _("Trong gói mới"),
            _("giữ giá trị đang có"),
            _("dùng giá trị trong gói"),
            _(
                "Thành phố dùng giá trị được chọn cho đến khi đơn vị thống nhất; biên nhận báo cho đơn vị cả hai "
                "giá trị. Quyết định lại được cho đến khi khóa kỳ."
            ),
        )

    def read(self, desk: Desk) -> tuple[ConflictRow, ...]:
        """What the wards have not settled."""
        from nq57desk.usecases import conflict_sheet

        return conflict_sheet.rows(desk, office=self.office or None, period=self.period)

    def decide(self, desk: Desk, rows: Sequence[ConflictRow], decision: Decision) -> Applied:
        """What the city shows meanwhile."""
        from nq57desk.usecases import resolving

        return resolving.decide(desk, conflict_ids=[one.conflict.id for one in rows], decision=decision)


@dataclass(frozen=True, slots=True)
class BetweenComputers:
    """Between this computer of a ward and its other one."""

    @property
    def headings(self) -> Headings:
        """The ward's own word settles it."""
        return Headings(
            _("Hai máy ghi khác nhau"),
            _("Gói chung gần nhất (gốc)"),
            _("Trên máy này"),
            _("Trong gói của máy kia"),
            _("giữ giá trị trên máy này"),
            _("dùng giá trị của máy kia"),
            _("Giá trị được chọn thành số liệu của đơn vị; gói xuất sau báo cho thành phố."),
        )

    def read(self, desk: Desk) -> tuple[ConflictRow, ...]:
        """What nobody has decided yet."""
        from nq57desk.usecases import conflict_sheet

        return conflict_sheet.rows(desk, office=desk.office.code)

    def decide(self, desk: Desk, rows: Sequence[ConflictRow], decision: Decision) -> Applied:
        """An edit of the ward's own data."""
        from nq57desk.usecases import resolving

        return resolving.decide(desk, conflict_ids=[one.conflict.id for one in rows], decision=decision)


@dataclass(frozen=True, slots=True)
class FromReceipts:
    """What the city's newest receipts name."""

    @property
    def headings(self) -> Headings:
        """The ward's own word settles it at the city too."""
        return Headings(
            _("Thống nhất các ô thành phố hỏi lại"),
            _("Gói chung gần nhất (gốc)"),
            _("Đang có ở máy này"),
            _("Thành phố nhận từ máy kia"),
            _("giữ giá trị đang có"),
            _("dùng giá trị của máy kia"),
            _("Gói xuất sau mang giá trị được chọn; thành phố nhận gói thì ô này hết xung đột."),
        )

    def read(self, desk: Desk) -> tuple[ConflictRow, ...]:
        """What the ward has not settled yet."""
        from nq57desk.usecases import conflict_sheet, receipt_findings

        return conflict_sheet.from_receipts(desk, receipt_findings.findings(desk))

    def decide(self, desk: Desk, rows: Sequence[ConflictRow], decision: Decision) -> Applied:
        """An edit of the ward's own data, said in its next bundle."""
        from nq57desk.usecases import settling

        found = [one.finding for one in rows if one.finding is not None]
        return settling.settle(desk, found=found, decision=decision)
