"""The codes for comparison (mã đối chiếu) of the desk's own data, and of what a bundle brings."""

from __future__ import annotations

from collections.abc import Sequence

from nq57desk.bundle.manifest import Manifest
from nq57desk.domain.fingerprints import Codes, codes_of
from nq57desk.domain.fingerprints import codes as codes_from
from nq57desk.domain.periods import Period, as_period, read_period
from nq57desk.domain.snapshot import SnapshotLine
from nq57desk.errors import refuse
from nq57desk.store.traces import traces
from nq57desk.workspace import Desk


def codes(desk: Desk, period: Period | str, *, office_code: str | None = None) -> Codes:
    """Both codes of a period and its plan year: the own office's, or another one's at a city.

    Raises:
        ValueError: the text names no period.
    """
    office, it = office_code or desk.office.code, as_period(period)
    return codes_from(office, it, traces(desk.store, office, it.year))


def period_code(desk: Desk, period: Period | str) -> str:
    """The code on papers made for a period."""
    return codes(desk, period).period


def plan_code(desk: Desk, year: int) -> str:
    """The code on papers without a period."""
    return codes(desk, str(year)).plan


def check(head: Manifest, lines: Sequence[SnapshotLine]) -> Codes:
    """The codes of what a bundle brings; a bundle of an older program names none to compare them with.

    Raises:
        Refused: "bundle.fingerprint": its manifest names others; "bundle.manifest": codes of a period that is none.
    """
    if read_period(head.period) is None:
        if head.fingerprint:
            raise refuse("bundle.manifest", what="period")
        return Codes("", "")
    return _as_named(head, codes_of(head.office, head.period, lines))


def named(head: Manifest) -> Codes | None:
    """The codes that a manifest names, to be compared with what lies in the tables after merging; None of an older
    program's."""
    if not head.fingerprint or read_period(head.period) is None:
        return None
    return Codes(head.fingerprint, head.plan_fingerprint)


def check_merged(desk: Desk, head: Manifest) -> Codes:
    """The codes of what lies in the tables after a bundle was merged whole.

    Raises:
        Refused: "bundle.fingerprint".
    """
    return _as_named(head, codes(desk, head.period, office_code=head.office))


def _as_named(head: Manifest, found: Codes) -> Codes:
    if head.fingerprint and (head.fingerprint, head.plan_fingerprint) != (found.period, found.plan):
        raise refuse("bundle.fingerprint", named=head.fingerprint, found=found.period)
    return found
