"""Receipts in the exchange's state machine: what the city says must be what it has, and what the ward believes."""

from __future__ import annotations

from nq57desk.bundle.bundles import digest_of
from nq57desk.domain.receipts import Receipt
from nq57desk.usecases import chains, city_receipts, fingerprints, receipts
from nq57desk.usecases.city_receipts import IssuedReceipt
from nq57desk.workspace import Desk
from tests.usecases.city_machine_world import MONTHS, Computer, World, tried

NONE_OF_OURS = "receipt.unknown_bundle"


def issue(world: World, month: str | None = None) -> list[IssuedReceipt]:
    """The city writes receipts; each says what the city has now. Nothing where no bundle came yet."""
    folder = world.folder / "receipts" / f"{len(list((world.folder / 'receipts').glob('*'))):03}"
    code, made = tried(lambda: city_receipts.issue(world.city, folder=folder, period=month))
    if made is None:
        assert code == "receipt.none"
        return []
    for one in made.receipts:
        check_said(world.city, one.receipt)
    return list(made.receipts)


def check_said(city: Desk, receipt: Receipt) -> None:
    """A receipt agrees with the city's tables."""
    its = {digest: said for digest, (period, *said) in has(city, receipt.office).items() if period == receipt.period}
    assert {one.digest: [one.outcome.value, one.code] for one in receipt.bundles} == its
    codes = fingerprints.codes(city, receipt.period, office_code=receipt.office)
    assert (receipt.fingerprint, receipt.plan_fingerprint) == (codes.period, codes.plan)
    assert receipt.lock.locked == (receipt.period in city.store.locks())
    open_ = {(one.kind, one.record_id, one.field) for one in city.store.conflicts(office=receipt.office)}
    assert {(one.kind, one.id, one.field) for one in receipt.conflicts} <= open_


def has(city: Desk, ward: str) -> dict[str, tuple[str, str, str]]:
    """The period, outcome and code of each of a ward's bundles that the city knows; one taken back waits."""
    back = {b.digest: (b.period, "held", city_receipts.TAKEN_BACK) for b in city.store.bundles_taken_back()}
    now = {b.digest: (b.period, b.outcome.value, b.code) for b in city.store.received_bundles(office=ward)}
    return {b.digest: back[b.digest] for b in city.store.bundles_taken_back() if b.office == ward} | now


def take(one: Computer, issued: IssuedReceipt) -> None:
    """A computer takes a receipt, perhaps again or too late; only a newer one changes what it believes."""
    before = {made.digest: made for made in one.desk.store.made_bundles()}
    code, taken = tried(lambda: receipts.import_receipt(one.desk, path=issued.file))
    if taken is None:
        assert code == NONE_OF_OURS
        assert not before.keys() & {answer.digest for answer in issued.receipt.bundles}
        return
    now = {made.digest: made for made in one.desk.store.made_bundles()}
    if not taken.fresh:
        assert now == before
        return
    said = {answer.digest: answer.outcome.value for answer in issued.receipt.bundles}
    assert {digest: now[digest].outcome for digest in now if digest in said} == {
        digest: outcome for digest, outcome in said.items() if digest in now
    }


def agree(world: World) -> int:
    """Issue receipts for all months, let every computer take its own: both sides say the same. How many were taken."""
    count = 0
    issued = [one for month in MONTHS for one in issue(world, month)]
    for one in world.computers.values():
        for receipt in (r for r in issued if r.receipt.office == one.ward):
            take(one, receipt)
            count += 1
        believed = {made.digest: made.outcome for made in one.desk.store.made_bundles()}
        known = has(world.city, one.ward)
        assert believed == {digest: known[digest][1] if digest in known else "" for digest in believed}
        _same_codes(world, one)
    return count


def _same_codes(world: World, one: Computer) -> None:
    """Where the city shows a computer's newest bundle alone and nothing was edited since, both print the same codes."""
    tops = chains.heads(chains.taken(world.city, one.ward, 2026))
    sent = {bundle.digest: bundle for bundle in world.sent}
    if len(tops) != 1 or world.city.store.conflicts(office=one.ward):
        return
    newest = sent[tops[0].digest]
    if newest.ward == one.ward and newest.known == one.known and newest.revision == one.desk.store.revision:
        assert digest_of(newest.file.read_bytes()) == newest.digest
        for month in MONTHS:
            assert fingerprints.codes(one.desk, month) == fingerprints.codes(world.city, month, office_code=one.ward)
