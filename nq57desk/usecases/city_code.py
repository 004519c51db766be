"""The code for comparison (mã đối chiếu) on a city's papers: what the city has of every office, and its own list.

A pure function of the city's code, the period, the digest of each office's bundle in force, whether the period is
locked, the plan code of the reference list, and the officer's links with it: the same city data give the same code on
every machine.
"""

from __future__ import annotations

from hashlib import sha256

from nq57desk.domain.assignments import INDICATOR, TASK
from nq57desk.domain.periods import Period
from nq57desk.domain.short_code import short_code
from nq57desk.domain.snapshot import Outcome
from nq57desk.usecases import fingerprints
from nq57desk.usecases.reference_list import answers
from nq57desk.workspace import Desk


def city_code(desk: Desk, period: Period) -> str:
    """The code of a period's papers."""
    in_force: dict[str, str] = {}
    for one in desk.store.received_bundles(year=period.year):
        if one.outcome is Outcome.APPLIED:
            in_force[one.office] = one.digest
    locked = "locked" if period.code in desk.store.locks() else "open"
    found = sha256(f"city\n{desk.office.code}\n{period.code}\n{locked}\n".encode())
    found.update(f"{fingerprints.plan_code(desk, period.year)}\n".encode())
    for office, digest in sorted(in_force.items()):
        found.update(f"{office} {digest}\n".encode())
    for kind in (TASK, INDICATOR):
        for (office, record_id), answered in sorted(answers(desk, kind, period.year).linked.items()):
            found.update(f"link {office} {kind} {record_id} {answered}\n".encode())
    return short_code(found.hexdigest())
