"""A receipt: written once for one state, believed only from the trusted city, and changing nothing the second time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nq57desk.bundle import envelope, receipts, signing
from nq57desk.domain.conflicts import Conflict
from nq57desk.domain.organisation import Role
from nq57desk.domain.plan import Task
from nq57desk.domain.receipts import OpenConflict, RefusedRow
from nq57desk.domain.sending import SentState, sent_state
from nq57desk.domain.snapshot import Outcome
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.store import conflicts as kept_conflicts
from nq57desk.usecases import city_receipts, history, keys, moving_in, receipt_findings
from nq57desk.usecases.receipts import import_receipt, type_code
from nq57desk.workspace import Desk, open_desk
from tests.bundle import offices
from tests.bundle.answered import Both, known


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    with known(tmp_path) as opened:
        yield opened


def refusal(desk: Desk, file: Path | bytes, folder: Path) -> str:
    """What importing comes to; nothing is changed by it, and the sentence names the file."""
    path = file if isinstance(file, Path) else folder / "hostile.nq57receipt"
    if isinstance(file, bytes):
        path.write_bytes(file)
    before = desk.store.made_bundles(), len(desk.store.journal(limit=10_000))
    with pytest.raises(Refused) as refused:
        import_receipt(desk, path=path)
    assert (desk.store.made_bundles(), len(desk.store.journal(limit=10_000))) == before
    first = refused.value.problems[0]
    assert sentence(first)
    assert first.place.file == path.name or first.code == "receipt.only_ward"
    return first.code


def state(desk: Desk) -> list[SentState]:
    newest = max(bundle.sequence for bundle in desk.store.made_bundles())
    return [sent_state(one, newest=one.sequence == newest) for one in desk.store.made_bundles()]


def test_a_bundle_is_received_only_by_its_receipt(both: Both) -> None:
    sent = both.send()
    assert both.merge(sent) == ["applied"]
    assert state(both.ward) == [SentState.EXPORTED]
    issued = both.receipt()
    taken = import_receipt(both.ward, path=issued.file)
    assert taken.fresh
    assert state(both.ward) == [SentState.RECEIVED]
    (bundle,) = both.ward.store.made_bundles()
    assert (bundle.outcome, bundle.confirmed) == ("applied", "file")
    assert bundle.receipt_at == both.city.store.received_bundles()[0].received_at
    said = taken.receipt
    assert said.counts == {"task": 2, "indicator": 0, "progress_update": 1, "indicator_value": 0}
    assert said.fingerprint == sent.manifest.fingerprint
    assert said.city_key == signing.fingerprint(both.city.office.sign_key)
    assert said.office_key == signing.fingerprint(both.ward.office.sign_key)
    assert said.newest is not None
    assert (said.newest.digest, said.newest.in_force, said.newest.changes.new) == (sent.digest, True, 6)
    assert said.newest.rows["task"] == 2
    assert history.check(both.ward) == ()
    assert history.check(both.city) == ()


def test_the_same_receipt_again_changes_nothing_and_says_so(both: Both) -> None:
    both.merge(both.send())
    issued = both.receipt()
    import_receipt(both.ward, path=issued.file)
    before = both.ward.store.made_bundles(), len(both.ward.store.journal(limit=10_000))
    again = import_receipt(both.ward, path=issued.file)
    assert not again.fresh
    assert [one.code for one in again.problems] == ["receipt.already"]
    assert (both.ward.store.made_bundles(), len(both.ward.store.journal(limit=10_000))) == before


def test_the_same_state_gives_the_same_bytes_and_a_new_one_the_next_number(both: Both) -> None:
    both.merge(both.send())
    first = both.receipt()
    data = first.file.read_bytes()
    again = both.receipt()
    assert (again.fresh, again.receipt.number, again.file.read_bytes()) == (False, 1, data)
    both.edit("Số hóa toàn bộ hồ sơ")
    both.merge(both.send())
    later = both.receipt()
    assert (later.fresh, later.receipt.number, len(later.receipt.bundles)) == (True, 2, 2)
    assert later.code != first.code


def test_an_older_receipt_after_a_newer_one_is_kept_but_changes_nothing(both: Both) -> None:
    both.merge(both.send())
    first = both.receipt()
    both.edit("Số hóa toàn bộ hồ sơ")
    both.merge(both.send())
    second = both.receipt()
    import_receipt(both.ward, path=second.file)
    before = both.ward.store.made_bundles()
    older = import_receipt(both.ward, path=first.file)
    assert not older.fresh
    assert [one.code for one in older.problems] == ["receipt.older"]
    assert both.ward.store.made_bundles() == before
    assert [(at.number) for _kept, at in receipt_findings.taken(both.ward)] == [2, 1]


def test_a_receipt_of_a_stale_bundle_says_that_it_came(both: Both) -> None:
    first = both.send()
    both.edit("Số hóa toàn bộ hồ sơ")
    assert both.merge(both.send(), first) == ["applied", "stale"]
    import_receipt(both.ward, path=both.receipt().file)
    assert [one.outcome for one in both.ward.store.made_bundles()] == ["stale", "applied"]


def test_every_changed_byte_of_a_receipt_is_seen(both: Both) -> None:
    both.merge(both.send())
    data = both.receipt().file.read_bytes()
    found = set()
    for at in range(0, len(data), 7):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        with pytest.raises(Refused) as refused:
            receipts.read(receipts.opened(changed), both.city.office.sign_key)
        found.add(refused.value.problems[0].code)
    assert all(code.startswith("receipt.") for code in found), found


@pytest.mark.parametrize(("data", "code"), [(b"", "truncated"), (b"PK", "truncated"), (b"%PDF-1.7", "wrong_type")])
def test_other_files(both: Both, data: bytes, code: str) -> None:
    assert refusal(both.ward, data, both.folder) == f"receipt.{code}"


def test_a_bundle_and_a_card_are_no_receipts(both: Both) -> None:
    assert refusal(both.ward, both.send().file, both.folder) == "receipt.other_file"
    assert refusal(both.ward, both.city_card(), both.folder) == "receipt.other_file"


def test_a_large_file_is_not_read(both: Both) -> None:
    assert refusal(both.ward, bytes(5 << 20), both.folder) == "receipt.too_large"


def forged(both: Both, pair: signing.Keys, comment: dict[str, object] | None = None, **changes: Any) -> bytes:
    """The city's receipt with other words, signed by any key."""
    issued = both.receipt()
    fields = {**json.loads(receipts.encode(issued.receipt)), **changes}
    said = issued.receipt
    words = {"city": said.city, "office": said.office, "period": said.period, "number": said.number}
    data = json.dumps(fields, ensure_ascii=False).encode()
    claimed = {**words, **(comment or {})}
    return envelope.close(receipts.FORM.member, data, pair, envelope.comment(receipts.FORM.what, **claimed))


@pytest.fixture
def city_keys(both: Both) -> signing.Keys:
    both.merge(both.send())
    return signing.load_keys(both.city.keys_folder)


def test_a_receipt_that_another_signed(both: Both, city_keys: signing.Keys, other_keys: signing.Keys) -> None:
    assert city_keys.public != other_keys.public
    assert refusal(both.ward, forged(both, other_keys), both.folder) == "receipt.wrong_signer"


def test_a_receipt_of_a_foreign_city(both: Both, city_keys: signing.Keys) -> None:
    assert refusal(both.ward, forged(both, city_keys, {"city": "32"}), both.folder) == "receipt.foreign_city"


def test_a_receipt_for_another_office(both: Both, city_keys: signing.Keys) -> None:
    other = {"code": "90002", "name": "xã Bình Minh", "key_fingerprint": ""}
    file = forged(both, city_keys, {"office": "90002"}, office=other)
    assert refusal(both.ward, file, both.folder) == "receipt.other_office"


def test_a_receipt_whose_comment_names_another_office(both: Both, city_keys: signing.Keys) -> None:
    assert refusal(both.ward, forged(both, city_keys, {"office": "90002"}), both.folder) == "receipt.claims"


def test_a_receipt_of_bundles_that_nobody_made_here(both: Both, city_keys: signing.Keys) -> None:
    issued = both.receipt().receipt
    (one,) = json.loads(receipts.encode(issued))["bundles"]
    file = forged(both, city_keys, bundles=[{**one, "digest": "f" * 64}])
    assert refusal(both.ward, file, both.folder) == "receipt.unknown_bundle"


def test_a_bundle_of_the_other_computer_is_noted(both: Both, city_keys: signing.Keys) -> None:
    (one,) = json.loads(receipts.encode(both.receipt().receipt))["bundles"]
    path = both.folder / "two.nq57receipt"
    path.write_bytes(forged(both, city_keys, bundles=[one, {**one, "digest": "f" * 64, "sequence": 2}]))
    taken = import_receipt(both.ward, path=path)
    assert taken.fresh
    assert [one.code for one in taken.problems] == ["receipt.other_computer"]


def test_a_receipt_of_a_newer_program(both: Both, city_keys: signing.Keys) -> None:
    assert refusal(both.ward, forged(both, city_keys, min_reader=2), both.folder) == "receipt.newer_format"


def test_further_members_are_passed_over(both: Both, city_keys: signing.Keys) -> None:
    path = both.folder / "more.nq57receipt"
    path.write_bytes(forged(both, city_keys, weather="fine", format=2))
    assert import_receipt(both.ward, path=path).fresh


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "card"},
        {"number": 0},
        {"number": "1"},
        {"period": "2026-13"},
        {"year": 12},
        {"city": {}},
        {"office": []},
        {"bundles": {}},
        {"bundles": [{"digest": "x"}]},
        {"bundles": []},
        {"counts": []},
        {"counts": {"task": -1}},
        {"counts": {"task": 1.5}},
        {"refused": [{"kind": "task"}]},
        {"conflicts": [{"kind": "task", "id": "t1", "field": 5}]},
        {"lock": {"locked": 1, "at": ""}},
        {"fingerprint": "xxxx"},
        {"sample": "no"},
        {"made_at": "x" * 41},
        {"program": "Tie\u0302\u0301ng"},
    ],
)
def test_a_receipt_with_a_wrong_member(both: Both, city_keys: signing.Keys, changes: dict[str, Any]) -> None:
    code = refusal(both.ward, forged(both, city_keys, **changes), both.folder)
    assert code in ("receipt.contents", "receipt.claims")


def test_a_deep_receipt(both: Both, city_keys: signing.Keys) -> None:
    data = b'{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}"
    file = receipts.FORM.close(data, city_keys, city="31", office="90001", period="2026-11", number=1)
    assert refusal(both.ward, file, both.folder) == "receipt.contents"


def test_a_ward_that_trusts_nobody(tmp_path: Path) -> None:
    with known(tmp_path) as both:
        both.merge(both.send())
        issued = both.receipt()
    with offices.opened(tmp_path / "alone", offices.SAO_MAI) as alone:
        assert refusal(alone, issued.file, tmp_path) == "receipt.no_city"


def test_a_city_takes_no_receipt(both: Both) -> None:
    both.merge(both.send())
    assert both.city.office.role is Role.CITY
    assert refusal(both.city, both.receipt().file, both.folder) == "receipt.only_ward"


def test_without_a_bundle_there_is_no_receipt(both: Both) -> None:
    with pytest.raises(Refused, match=r"receipt\.none"):
        both.receipts()
    with pytest.raises(Refused, match=r"workspace\.no_city"):
        city_receipts.issue(both.ward, folder=both.folder)


def test_only_the_newest_period_and_what_changed_is_written(both: Both) -> None:
    for period in ("2026-09", "2026-10"):
        both.edit(f"Tên kỳ {period}")
        both.merge(both.send(period))
    assert [one.receipt.period for one in both.receipts()] == ["2026-09", "2026-10"]
    assert [one.receipt.period for one in both.receipts()] == ["2026-10"]
    both.edit("Tên tháng 11")
    both.merge(both.send("2026-11"))
    assert [one.receipt.period for one in both.receipts()] == ["2026-11"]
    assert [one.receipt.period for one in both.receipts("2026-09")] == ["2026-09"]


def test_the_list_of_codes_lies_beside(both: Both) -> None:
    both.merge(both.send())
    issued = both.receipt()
    listed = (issued.file.parent / city_receipts.LIST_NAME).read_bytes().decode("utf-8-sig").splitlines()
    assert issued.code in listed[1]
    assert ",tháng 11 năm 2026,1,Đã gộp," in listed[1]
    assert len(listed) == 2


def test_a_lock_is_told(both: Both) -> None:
    both.merge(both.send())
    assert not both.receipt().receipt.lock.locked
    both.city.store.lock("2026-11", who="an", at=both.city.now())
    assert both.receipt().receipt.lock.locked


def test_open_conflicts_come_to_the_row_they_concern(both: Both) -> None:
    both.merge(both.send())
    conflict = Conflict(
        "c1", "90001", 2026, "progress_update", "u1", "percent", "100", "100", "60", "a" * 64, "b" * 64, "2026-11-20"
    )
    with both.city.store.writing() as db:
        kept_conflicts.put(db, [conflict])
    said = both.receipt().receipt
    assert said.conflicts == (
        OpenConflict("progress_update", "u1", "percent", "100", "60", "100", of="t1", month="2026-11"),
    )
    import_receipt(both.ward, path=both.receipt().file)
    (finding,) = receipt_findings.findings(both.ward)
    assert (finding.task_id, finding.number, finding.field) == ("t1", "1", "percent")
    assert (finding.in_force, finding.other, finding.own) == ("100", "60", "100")
    both.report(75)
    assert receipt_findings.findings(both.ward) == ()


def test_two_computers_of_one_ward_hear_of_what_differs(both: Both, tmp_path: Path) -> None:
    both.merge(both.send())
    moved = moving_in.move_in(both.ward.folder, folder=tmp_path / "second", who="b", at=both.ward.now())
    both.edit("Tên ở máy một")
    here = both.send()
    with open_desk(moved.folder, as_of=both.ward.today) as second:
        offices.change(second, Task("t1", "p1", "a1", number="1", name="Tên ở máy hai"))
        there = offices.send(second, tmp_path / "second.nq57")
        assert [*both.merge(here), *both.merge(there)] == ["applied", "conflict"]
        issued = both.receipt()
        for desk in (both.ward, second):
            taken = import_receipt(desk, path=issued.file)
            assert [one.code for one in taken.problems] == ["receipt.other_computer"]
            (finding,) = receipt_findings.findings(desk)
            assert (finding.task_id, finding.field) == ("t1", "name")
            assert {finding.in_force, finding.other} == {'"Tên ở máy một"', '"Tên ở máy hai"'}
        assert state(second)[-1] is SentState.IN_CONFLICT
    assert [one.in_force for one in issued.receipt.bundles] == [False, True, True]


def test_a_refused_row_comes_to_its_task(both: Both) -> None:
    both.merge(both.send())
    pair, issued = signing.load_keys(both.city.keys_folder), both.receipt()
    row = RefusedRow("progress_update", "u1", "store.twice_in_period", (("kind", "progress_update"),))
    gone = RefusedRow("indicator", "i-gone", "future.code")
    path = both.folder / "rows.nq57receipt"
    path.write_bytes(receipts.write(replace(issued.receipt, number=7, refused=(row, gone)), pair))
    import_receipt(both.ward, path=path)
    first, second = receipt_findings.findings(both.ward)
    assert (first.task_id, first.code) == ("t1", "store.twice_in_period")
    assert (second.task_id, second.indicator_id, second.code) == ("", "", "future.code")


def test_a_bundle_that_is_held_is_not_received(both: Both) -> None:
    both.merge(both.send())
    held = replace(both.receipt().receipt, number=9)
    bundle = replace(held.bundles[0], outcome=Outcome.HELD, code="bundle.many_deletions")
    path = both.folder / "held.nq57receipt"
    path.write_bytes(receipts.write(replace(held, bundles=(bundle,)), signing.load_keys(both.city.keys_folder)))
    import_receipt(both.ward, path=path)
    assert state(both.ward) == [SentState.HELD]
    assert both.ward.store.made_bundles()[0].receipt_at == ""


def test_a_rejected_bundle_gets_its_answer_too(both: Both) -> None:
    """The ward renewed its keys and the city does not know yet: the newer bundle is refused, the older one stays."""
    first = both.send()
    both.merge(first)
    keys.renew_keys(both.ward, reason="máy hỏng")
    second = both.send()
    assert both.merge(second) == ["rejected"]
    issued = both.receipt()
    said = {one.digest: (one.outcome, one.code) for one in issued.receipt.bundles}
    assert said == {first.digest: (Outcome.APPLIED, ""), second.digest: (Outcome.REJECTED, "bundle.wrong_signer")}
    assert issued.receipt.newest is not None
    assert issued.receipt.newest.digest == first.digest
    assert type_code(both.ward, code=issued.codes[second.digest]).outcome is Outcome.REJECTED
    import_receipt(both.ward, path=issued.file)
    assert [bundle.outcome for bundle in both.ward.store.made_bundles()] == ["applied", "rejected"]
    listed = (issued.file.parent / city_receipts.LIST_NAME).read_text("utf-8-sig").splitlines()
    assert [issued.codes[second.digest] in line for line in listed[1:]].count(True) == 1
