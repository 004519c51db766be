"""What is fuzzed: each reader with the recogniser behind it, each signed file of ours, the two small languages.

A target takes bytes and says "read" or "refused"; anything else that comes out of it is a find. A refusal must have
its sentence. What a reader gives must pass to the program unchanged, and must be recognised without a fault; a signed
file of which one bit differs must never be believed.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from nq57desk.bundle import archive, assignments, bundles, cards, contents, envelope, receipts, signing
from nq57desk.bundle.manifest import SUMS_NAME
from nq57desk.domain.assignments import (
    INDICATOR,
    TASK,
    AssignedIndicator,
    AssignedTask,
    Assignment,
    DirectionNote,
    Link,
    Withdrawn,
)
from nq57desk.domain.changes import Counts
from nq57desk.domain.deadlines import understand
from nq57desk.domain.organisation import Office
from nq57desk.domain.receipts import BundleAnswer, OpenConflict, PeriodLock, Receipt, RefusedRow
from nq57desk.domain.snapshot import Outcome
from nq57desk.domain.targets import understand_target
from nq57desk.errors import Refused
from nq57desk.importing.assemble import assemble
from nq57desk.importing.form_reading import read_form
from nq57desk.importing.html import read_html
from nq57desk.importing.open_file import read_raw
from nq57desk.importing.reading import RawFile
from nq57desk.importing.recognise import recognise
from nq57desk.importing.wire import pack, unpack
from nq57desk.sentences import sentence
from tests.bundle import made
from tests.fuzz import mutations, samples


class Believed(AssertionError):
    """A signed file was accepted although its bytes are not those that were signed."""


@dataclass(frozen=True, slots=True)
class Target:
    """``run`` raises ``Refused`` or returns; ``change`` makes a hostile input of a good one."""

    name: str
    samples: Callable[[], Sequence[bytes]]
    change: Callable[[bytes, Random], bytes]
    run: Callable[[bytes], None]

    def make(self, seed: str) -> bytes:
        """The input of a seed: the same in every run."""
        rng = Random(seed)
        return self.change(rng.choice(self.samples()), rng)

    def outcome(self, data: bytes) -> str:
        """ "read" or "refused"; what else is raised is a find."""
        try:
            self.run(data)
        except Refused as refusal:
            for problem in refusal.problems:
                if not sentence(problem):
                    raise AssertionError(problem.code) from refusal
            return "refused"
        return "read"


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="nq57desk-fuzz-")


def file_reader(suffix: str) -> Callable[[bytes], None]:
    """Read as the child process does, then do with it what the program does."""

    def run(data: bytes) -> None:
        path = Path(_scratch().name, f"hostile{suffix}")
        path.write_bytes(data)
        raw = read_raw(path)
        if unpack(pack(raw)) != raw:
            raise AssertionError("not the same after the way to the program")
        use(raw)

    return run


def use(raw: RawFile) -> None:
    """Recognised, assembled to a proposal, read as a returned form; every problem has its sentence."""
    found = recognise(raw)
    numbers = itertools.count(1)
    proposal = assemble(
        found, None, plan_id=None, new_id=lambda: f"{next(numbers)}", year=2026, office_name="UBND phường Sao Mai"
    )
    for problem in proposal.problems:
        sentence(problem)
    read_form(raw)


def _pasted(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    use(read_html(text, text if data[:1] != b"<" else ""))


@cache
def _keys() -> signing.Keys:
    return made.keys_in(Path(_scratch().name, "keys"))


def _good_key(file: bytes) -> str:
    """The key that the kept ward's card names."""
    return cards.read_card(file).office.sign_key


def _bundle(data: bytes) -> None:
    contents.check(bundles.read(bundles.opened(data), _good_key(samples.cards()[0])))
    _must_be(data, samples.bundles())


def _must_be(data: bytes, good: Sequence[bytes]) -> None:
    if data not in good:
        raise Believed


def _payload(data: bytes) -> None:
    """As an enrolled office with bad intentions: its signature is good, what it signed is not."""
    signed = bundles.opened(made.signed(_keys(), data))
    contents.check(bundles.read(signed, _keys().public.sign_key))


@cache
def _payloads() -> tuple[bytes, ...]:
    return (contents.write(made.HEAD, made.LINES)[1],)


def _changed_payload(data: bytes, rng: Random) -> bytes:
    """One member changed, packed and summed again in our own form, so that the change gets through to the lines."""
    if rng.random() < 0.2:
        return mutations.changed(data, rng)
    found = {member.name: archive.contents_of(member) for member in archive.unpack(data)}
    name = rng.choice([one for one in found if one != SUMS_NAME])
    old = bundles.digest_of(found[name])
    found[name] = mutations.changed(found[name], rng)
    if rng.random() < 0.9:
        new = bundles.digest_of(found[name])
        found = {key: value.replace(old.encode(), new.encode()) for key, value in found.items()}
        listed = {key: value for key, value in found.items() if key != SUMS_NAME}
        sums = "".join(f"{bundles.digest_of(value)}  {key}\n" for key, value in listed.items())
        found[SUMS_NAME] = sums.encode()
    return archive.pack([archive.deflated(key, value) for key, value in found.items()])


def changed_envelope(data: bytes, rng: Random) -> bytes:
    """One member of a signed file changed, and packed again so that only the signature can tell."""
    if rng.random() < 0.3:
        return mutations.changed(data, rng)
    members = list(archive.unpack(data))
    at = rng.randrange(len(members))
    members[at] = archive.stored(members[at].name, mutations.changed(archive.contents_of(members[at]), rng))
    return archive.pack(members)


def _card(data: bytes) -> None:
    cards.read_card(data)
    _must_be(data, samples.cards())


@cache
def _card_texts() -> tuple[bytes, ...]:
    office = Office("90001", "Ủy ban nhân dân phường Sao Mai", installation="pc-1")
    own = replace(office, sign_key=_keys().public.sign_key, seal_recipient=_keys().public.seal_recipient)
    file = cards.make_card(own, _keys(), [cards.ListedUnit("90001", "Phường Sao Mai")], email="a@example.vn")
    return (envelope.open_envelope(cards.MEMBER, cards.WHAT, file).data,)


def _own_card(data: bytes) -> None:
    """A card says who it is itself, so whoever makes one can sign anything."""
    signed = envelope.comment(cards.WHAT, office="90001")
    cards.read_card(envelope.close(cards.MEMBER, data, _keys(), signed))


_RECEIPT = Receipt(
    city="31",
    city_name="Ủy ban nhân dân thành phố Biển Xanh",
    city_key="7K4F-92QD-0M3X-V5TB",
    office="90001",
    office_name="Ủy ban nhân dân phường Sao Mai",
    office_key="7K4F-92QD-0M3X-V5TB",
    year=2026,
    period="2026-11",
    number=1,
    made_at="2026-11-26T08:00:00+07:00",
    program="0.5.0",
    bundles=(
        BundleAnswer(
            "a" * 64, 1, Outcome.APPLIED, "", "2026-11-26T08:00:00+07:00", "", True, Counts(new=3), {"task": 2}
        ),
    ),
    counts={"task": 2},
    refused=(RefusedRow("task", "t1", "bundle.line", (("kind", "task"),)),),
    conflicts=(OpenConflict("task", "t1", "name", "open", "", "một", "hai", "ba"),),
    lock=PeriodLock(True, "2026-11-26"),
    fingerprint="",
    plan_fingerprint="",
    sample=False,
)


@cache
def _receipts() -> tuple[bytes, ...]:
    return (receipts.write(_RECEIPT, _keys()),)


@cache
def _receipt_texts() -> tuple[bytes, ...]:
    return (receipts.encode(_RECEIPT),)


def _receipt(data: bytes) -> None:
    receipts.read(receipts.opened(data), _keys().public.sign_key)
    _must_be(data, _receipts())


def _receipt_text(data: bytes) -> None:
    receipts.decode(data)


_ASSIGNMENT = Assignment(
    city="31",
    city_name="Ủy ban nhân dân thành phố Biển Xanh",
    city_key="7K4F-92QD-0M3X-V5TB",
    office="90001",
    office_name="Ủy ban nhân dân phường Sao Mai",
    year=2026,
    number=2,
    made_at="2026-11-26T08:00:00+07:00",
    program="0.5.0",
    tasks=(AssignedTask("t1", "1", "Số hóa hồ sơ", "Quý IV/2026", "Báo cáo"),),
    indicators=(AssignedIndicator("i1", "1", "Tỷ lệ hồ sơ trực tuyến", "%", "≥ 95"),),
    notes=(DirectionNote("n1", TASK, "t1", "Làm trước", "12/TB-UBND", date(2026, 11, 20), "Chủ tịch"),),
    links=(Link(TASK, "w1", "t1"),),
    withdrawn=(Withdrawn(INDICATOR, "i9", "trùng"),),
)


@cache
def _assignments() -> tuple[bytes, ...]:
    return (assignments.write(_ASSIGNMENT, _keys()),)


@cache
def _assignment_texts() -> tuple[bytes, ...]:
    return (assignments.encode(_ASSIGNMENT),)


def _assignment(data: bytes) -> None:
    assignments.read(assignments.opened(data), _keys().public.sign_key)
    _must_be(data, _assignments())


def _assignment_text(data: bytes) -> None:
    assignments.decode(data)


@cache
def _sealed() -> tuple[bytes, ...]:
    return (signing.seal(_keys().public.seal_recipient, samples.bundles()[0]),)


def _unseal(data: bytes) -> None:
    signing.unseal(signing.sealing_identities(Path(_scratch().name, "keys")), data)
    _must_be(data, _sealed())


def _deadline(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for year in (2026, None):
        found = understand(text, year)
        for one in (found, *found.parts):
            if one.first_day and one.last_day and one.first_day > one.last_day:
                raise AssertionError(one)
            if one.problem is not None:
                sentence(one.problem)


def _target(data: bytes) -> None:
    found = understand_target(data.decode("utf-8", "replace"))
    for one in (found, *found.parts):
        if one.value is not None and not one.value.is_finite():
            raise AssertionError(one)
        if one.problem is not None:
            sentence(one.problem)


TARGETS = {
    target.name: target
    for target in (
        Target("docx", samples.docx, mutations.changed_zip, file_reader(".docx")),
        Target("xlsx", samples.xlsx, mutations.changed_zip, file_reader(".xlsx")),
        Target("xls", samples.xls, mutations.changed, file_reader(".xls")),
        Target("pdf", samples.pdf, mutations.changed, file_reader(".pdf")),
        Target("html", samples.html, mutations.changed_markup, file_reader(".html")),
        Target("text", samples.text, mutations.changed, file_reader(".csv")),
        Target("pasted", samples.html, mutations.changed_markup, _pasted),
        Target("pasted text", samples.text, mutations.changed, _pasted),
        Target("bundle", samples.bundles, changed_envelope, _bundle),
        Target("bundle, signed", _payloads, _changed_payload, _payload),
        Target("card", samples.cards, changed_envelope, _card),
        Target("card, signed", _card_texts, mutations.changed, _own_card),
        Target("receipt", _receipts, changed_envelope, _receipt),
        Target("receipt, signed", _receipt_texts, mutations.changed, _receipt_text),
        Target("assignment", _assignments, changed_envelope, _assignment),
        Target("assignment, signed", _assignment_texts, mutations.changed, _assignment_text),
        Target("sealed", _sealed, mutations.changed, _unseal),
        Target("deadline", lambda: samples.DEADLINES, mutations.changed_words, _deadline),
        Target("target", lambda: samples.TARGETS, mutations.changed_words, _target),
    )
}
