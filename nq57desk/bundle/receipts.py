"""A receipt as a signed file (.nq57receipt): what the city says became of an office's bundles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from nq57desk.bundle import limits, signing
from nq57desk.bundle.envelope import Envelope
from nq57desk.bundle.json_form import DIGEST, PERIOD, SAFE_CODE, SHORT_CODE, Fields
from nq57desk.bundle.signed_form import SignedForm
from nq57desk.domain.changes import Counts
from nq57desk.domain.receipts import BundleAnswer, OpenConflict, PeriodLock, Receipt, RefusedRow
from nq57desk.domain.snapshot import Outcome

ENDING = ".nq57receipt"
FORM = SignedForm("receipt", 1, limits.CARD_BYTES)
_MOST_BUNDLES = 10_000
_MOST_ROWS = 20_000
_LONGEST_VALUE = 100_000


def write(receipt: Receipt, keys: signing.Keys) -> bytes:
    """The signed file's bytes."""
    claims = {"city": receipt.city, "office": receipt.office, "period": receipt.period, "number": receipt.number}
    return FORM.close(encode(receipt), keys, **claims)


def encode(receipt: Receipt) -> bytes:
    """The bytes of receipt.json."""
    fields = {
        "program": receipt.program,
        "sample": receipt.sample,
        "city": {"code": receipt.city, "name": receipt.city_name, "key_fingerprint": receipt.city_key},
        "office": {"code": receipt.office, "name": receipt.office_name, "key_fingerprint": receipt.office_key},
        "year": receipt.year,
        "period": receipt.period,
        "number": receipt.number,
        "made_at": receipt.made_at,
        "fingerprint": receipt.fingerprint,
        "plan_fingerprint": receipt.plan_fingerprint,
        "counts": dict(receipt.counts),
        "bundles": [_bundle_fields(one) for one in receipt.bundles],
        "refused": [{"kind": r.kind, "id": r.id, "code": r.code, "words": dict(r.words)} for r in receipt.refused],
        "conflicts": [asdict(one) for one in receipt.conflicts],
        "lock": asdict(receipt.lock),
    }
    return FORM.encode(fields)


def _bundle_fields(one: BundleAnswer) -> dict[str, object]:
    return {
        "digest": one.digest,
        "sequence": one.sequence,
        "outcome": one.outcome.value,
        "code": one.code,
        "words": dict(one.words),
        "received_at": one.received_at,
        "fingerprint": one.fingerprint,
        "in_force": one.in_force,
        "changes": asdict(one.changes),
        "rows": dict(one.rows),
    }


def opened(file: bytes) -> Envelope:
    """The outer form alone; says which city claims to have signed, and for whom.

    Raises:
        Refused: as ``SignedForm.opened``.
    """
    return FORM.opened(file)


def read(signed: Envelope, sign_key: str) -> Receipt:
    """The receipt, once the city's signature is verified.

    Raises:
        Refused: as ``SignedForm.read`` and ``decode``.
    """
    return FORM.read(signed, sign_key, decode, _claims)


def _claims(found: Receipt) -> Mapping[str, str]:
    return {"city": found.city, "office": found.office, "period": found.period, "number": str(found.number)}


def decode(data: bytes) -> Receipt:
    """The receipt in the bytes of receipt.json.

    Raises:
        Refused: "receipt.newer_format", "receipt.contents", "bundle.deep_json".
    """
    top = FORM.top(data)
    city, office = top.object("city"), top.object("office")
    return Receipt(
        city=city.text("code", SAFE_CODE),
        city_name=city.text("name"),
        city_key=city.text("key_fingerprint", longest=40),
        office=office.text("code", SAFE_CODE),
        office_name=office.text("name"),
        office_key=office.text("key_fingerprint", longest=40),
        year=top.number("year", least=1900, most=9999),
        period=top.text("period", PERIOD),
        number=top.number("number", least=1),
        made_at=top.text("made_at", longest=40),
        program=top.text("program"),
        bundles=tuple(map(_bundle, top.objects("bundles", most=_MOST_BUNDLES))),
        counts=_counts(top, "counts"),
        refused=tuple(map(_refused, top.objects("refused", most=_MOST_ROWS))),
        conflicts=tuple(map(_conflict, top.objects("conflicts", most=_MOST_ROWS))),
        lock=_lock(top.object("lock")),
        fingerprint=_short(top, "fingerprint"),
        plan_fingerprint=_short(top, "plan_fingerprint"),
        sample=top.take("sample", bool),
    )


def _short(fields: Fields, name: str) -> str:
    text = fields.text(name, longest=20)
    return fields.text(name, SHORT_CODE) if text else ""


def _counts(fields: Fields, name: str) -> Mapping[str, int]:
    inner = fields.object(name)
    return {kind: inner.number(kind) for kind in fields.take(name, dict) if len(kind) <= 40}


def _bundle(entry: Fields) -> BundleAnswer:
    outcome, changes = entry.text("outcome", longest=40), entry.object("changes")
    if outcome not in {one.value for one in Outcome}:
        raise entry.wrong("outcome")
    names = ("new", "edited", "same", "conflict", "deleted")
    return BundleAnswer(
        digest=entry.text("digest", DIGEST),
        sequence=entry.number("sequence"),
        outcome=Outcome(outcome),
        code=entry.text("code", longest=80),
        received_at=entry.text("received_at", longest=40),
        fingerprint=_short(entry, "fingerprint"),
        in_force=entry.take("in_force", bool),
        changes=Counts(*(changes.number(name) for name in names)),
        rows=_counts(entry, "rows"),
        words=_words(entry),
    )


def _refused(entry: Fields) -> RefusedRow:
    return RefusedRow(
        entry.text("kind", longest=40), entry.text("id", longest=100), entry.text("code", longest=80), _words(entry)
    )


def _words(entry: Fields) -> tuple[tuple[str, str], ...]:
    words = entry.object("words")
    return tuple((name, words.text(name)) for name in sorted(entry.take("words", dict)) if len(name) <= 40)


def _conflict(entry: Fields) -> OpenConflict:
    values = {name: entry.text(name, longest=_LONGEST_VALUE) for name in ("in_force", "other", "base")}
    return OpenConflict(
        kind=entry.text("kind", longest=40),
        id=entry.text("id", longest=100),
        field=entry.text("field", longest=80),
        state=entry.text("state", longest=40),
        reason=entry.text("reason", longest=2000),
        third=entry.text("third", longest=_LONGEST_VALUE) if entry.has("third") else "",
        of=entry.text("of", longest=100) if entry.has("of") else "",
        month=entry.text("month", longest=20) if entry.has("month") else "",
        **values,
    )


def _lock(entry: Fields) -> PeriodLock:
    return PeriodLock(entry.take("locked", bool), entry.text("at", longest=40))
