"""The ward settles what a receipt of the city names: it decides, its data follow, and its next bundle says so.

What is decided is an edit of the ward's own data like any other, in one journal entry with the decision. The next
bundle carries the value and, of the other computer's value, that it was seen (:mod:`nq57desk.usecases.own_chain`), so
that the city's conflict is over when that bundle arrives, also where the ward keeps what it had.
"""

from __future__ import annotations

from collections.abc import Sequence

from nq57desk.domain.changes import Applied
from nq57desk.domain.conflicts import WHOLE, Conflict, conflict_id
from nq57desk.domain.organisation import Role
from nq57desk.domain.records import KIND
from nq57desk.errors import refuse
from nq57desk.usecases.changing import writable
from nq57desk.usecases.reasons import reason_said
from nq57desk.usecases.receipt_findings import Finding
from nq57desk.usecases.resolving import Decision, decided_as, settle_here
from nq57desk.workspace import Desk


def as_conflict(desk: Desk, found: Finding) -> Conflict:
    """What a receipt names as the conflict that it is: ``a`` is the side whose value stands here, ``b`` the other."""
    first, second = found.sides
    a, b = (second, first) if found.own == second else (first, second)
    year = int(found.period[:4])
    one = conflict_id(desk.office.code, year, found.kind, found.id, found.field, frozenset(found.sides))
    at = desk.now().isoformat(timespec="seconds")
    return Conflict(one, desk.office.code, year, found.kind, found.record_id, found.field, found.base, a, b, "", "", at)


def settle(desk: Desk, *, found: Sequence[Finding], decision: Decision) -> Applied:
    """Settle conflicts that a receipt names, all by the same decision, in one step that can be undone.

    Raises:
        Refused: "workspace.no_ward", "conflict.take", "conflict.reason", "conflict.value", "conflict.whole",
            "conflict.row_gone", "workspace.closed_period", "workspace.read_only", and what the store refuses.
    """
    writable(desk)
    if desk.office.role is not Role.WARD:
        raise refuse("workspace.no_ward")
    if decision.take not in ("a", "b", "other"):
        raise refuse("conflict.take", take=decision.take[:10])
    reason_said(decision.reason, "conflict.reason" if decision.take == "other" else "")
    for one in found:
        here = one.kind in KIND and desk.store.get(KIND[one.kind].type, one.record_id) is not None
        if one.kind not in KIND or not (here or one.field == WHOLE):
            raise refuse("conflict.row_gone")
    chosen = tuple(decided_as(desk, as_conflict(desk, one), decision) for one in found)
    return settle_here(desk, chosen, "settle")
