"""What becomes of each file at the city: the good ones merge, the others are answered with a code of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from nq57desk.bundle import archive, contents, manifest, signing
from nq57desk.domain.changes import Counts
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.plan import Appendix, Plan, Task
from nq57desk.domain.snapshot import Outcome, SnapshotLine
from nq57desk.errors import Refused
from nq57desk.monitor import Monitor
from nq57desk.sentences import sentence
from nq57desk.usecases import city
from nq57desk.workspace import Desk
from tests.bundle import made, offices
from tests.bundle.inbox import BINH_MINH, ONE, TWO, answer, chain, merge
from tests.bundle.made import HEAD, LINES, line


def test_a_bundle_is_applied_and_remembered(desk: Desk, keys: signing.Keys) -> None:
    written = made.bundle(keys)
    (one,) = merge(desk, written.file)
    assert (one.outcome, one.office, one.office_name) == (Outcome.APPLIED, made.CODE, HEAD.office_name)
    assert one.counts == Counts(new=len(LINES))
    assert desk.store.all(Task, office=made.CODE) == [made.RECORDS[3], made.RECORDS[4]]
    received = desk.store.received_bundle(written.digest)
    assert received is not None
    assert (received.outcome, received.sequence, received.installation) == (Outcome.APPLIED, 1, "pc-1")
    assert (desk.folder / received.file).read_bytes() == written.file
    assert desk.store.check() == ()


def test_the_senders_revisions_are_kept(desk: Desk, keys: signing.Keys) -> None:
    merge(desk, made.bundle(keys).file)
    assert set(desk.store.revisions(Task, office=made.CODE).values()) == {3}


def test_the_same_again_changes_nothing(desk: Desk, keys: signing.Keys) -> None:
    file = made.bundle(keys).file
    merge(desk, file)
    before = offices.tables(desk)
    (again,) = merge(desk, file)
    assert (again.outcome, again.counts) == (Outcome.ALREADY_RECEIVED, Counts())
    assert [p.code for p in again.problems] == ["bundle.already_received"]
    assert offices.tables(desk) == before


def test_a_later_bundle_edits_and_an_older_one_is_stale(desk: Desk, keys: signing.Keys) -> None:
    first, second, third = chain(keys, [ONE], [replace(ONE, name="Sửa")], [replace(ONE, name="Sửa nữa"), TWO])
    assert answer(desk, first.file) == (Outcome.APPLIED, "")
    assert answer(desk, third.file) == (Outcome.APPLIED, "bundle.gap")
    assert answer(desk, second.file) == (Outcome.STALE, "bundle.stale")
    assert [task.name for task in desk.store.all(Task, office=made.CODE)] == ["Sửa nữa", "Hai"]
    stale = desk.store.received_bundle(second.digest)
    assert stale is not None
    assert (desk.folder / stale.file).read_bytes() == second.file
    assert answer(desk, second.file)[0] is Outcome.ALREADY_RECEIVED


def test_a_gap_is_no_reason_to_wait(desk: Desk, keys: signing.Keys) -> None:
    (one,) = merge(desk, chain(keys, [ONE], [TWO], [ONE, TWO])[2].file)
    assert (one.outcome, [dict(p.words)["missing"] for p in one.problems]) == (Outcome.APPLIED, ["1, 2"])


def test_an_unknown_office_is_taken_once_it_is_enrolled(desk: Desk, keys: signing.Keys) -> None:
    file = made.bundle(keys, replace(HEAD, office="90009")).file
    assert answer(desk, file) == (Outcome.REJECTED, "bundle.unknown_office")
    office = Office("90009", "xã Mới", sign_key=keys.public.sign_key)
    desk.store.keep_office(office, who="an", at=desk.now())
    assert answer(desk, file) == (Outcome.APPLIED, "")


def test_another_offices_key_does_not_sign_for_this_one(desk: Desk, other_keys: signing.Keys) -> None:
    assert answer(desk, made.bundle(other_keys).file) == (Outcome.REJECTED, "bundle.wrong_signer")


def test_a_manifest_that_names_another_office_than_the_signer(desk: Desk, other_keys: signing.Keys) -> None:
    payload = contents.write(HEAD, LINES)[1]
    file = made.signed(other_keys, payload, BINH_MINH)
    assert answer(desk, file) == (Outcome.REJECTED, "bundle.claims")


def test_an_office_cannot_touch_anothers_rows(desk: Desk, keys: signing.Keys, other_keys: signing.Keys) -> None:
    merge(desk, made.bundle(keys).file)
    lines = tuple(replace(one, content=one.content.replace("Số hóa".encode(), b"Hack")) for one in LINES)
    assert answer(desk, made.bundle(other_keys, BINH_MINH, lines).file) == (Outcome.APPLIED, "")
    assert desk.store.all(Task, office=made.CODE) == [made.RECORDS[3], made.RECORDS[4]]
    assert desk.store.count(Task, office="90002") == 2


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (replace(HEAD, sample=True), "bundle.sample"),
        (replace(HEAD, office="99901", sample=True), "bundle.sample"),
        (replace(HEAD, office="99901"), "bundle.unknown_office"),
        (replace(HEAD, role=Role.CITY), "bundle.not_from_ward"),
    ],
)
def test_bundles_that_do_not_belong_in_a_city(
    desk: Desk, keys: signing.Keys, head: manifest.Manifest, code: str
) -> None:
    assert answer(desk, made.bundle(keys, head).file) == (Outcome.REJECTED, code)


def test_a_sample_city_takes_sample_bundles(tmp_path: Path, keys: signing.Keys) -> None:
    with offices.opened(tmp_path / "sample", replace(offices.CITY, sample=True)) as desk:
        office = Office(made.CODE, "mẫu", sign_key=keys.public.sign_key, sample=True)
        desk.store.keep_office(office, who="an", at=desk.now())
        assert answer(desk, made.bundle(keys, replace(HEAD, sample=True)).file) == (Outcome.APPLIED, "")


def without(record_id: str) -> tuple[SnapshotLine, ...]:
    return tuple(one for one in LINES if one.id != record_id)


def with_content(record_id: str, old: bytes, new: bytes) -> tuple[SnapshotLine, ...]:
    return tuple(replace(one, content=one.content.replace(old, new)) if one.id == record_id else one for one in LINES)


@pytest.mark.parametrize(
    "lines",
    [
        without("p1"),
        without("a1"),
        without("t1"),
        with_content("t1", b'"appendix_id":"a1"', b'"appendix_id":"a9"'),
        with_content("t1", b'"appendix_id":"a1"', b'"appendix_id":""'),
        with_content("u1", b'"state":"done"', b'"state":"won"'),
        with_content("u1", b'"percent":100', b'"percent":101'),
        with_content("u1", b'"percent":100', b'"percent":"100"'),
        with_content("u1", b'"2024-02-29"', b'"2023-02-29"'),
        with_content("u1", b'"period":"2026-11"', b'"period":"2026-99"'),
        with_content("t1", b'"position":0', b'"position":00'),
        with_content("t1", b'"position":0', b'"position":' + b"9" * 30),
        with_content("t1", b'"cells":[', b'"cells":' + b"[" * 5000),
        with_content("t1", b'"note":""', b'"note":"a\\u00e1"'),
        with_content("p1", b'"year":2026', b'"year":2025'),
        (*LINES, line(replace(made.RECORDS[5], id="u2"))),
    ],
)
def test_contents_that_an_enrolled_office_should_not_send(
    desk: Desk, keys: signing.Keys, lines: tuple[SnapshotLine, ...]
) -> None:
    assert tuple(lines) != LINES
    file = made.bundle(keys, lines=lines).file
    before = offices.tables(desk)
    (one,) = merge(desk, file)
    assert one.outcome is Outcome.REJECTED
    assert one.problems[0].code.startswith(("bundle.", "store."))
    assert sentence(one.problems[0])
    assert offices.tables(desk) == before
    assert desk.store.check() == ()
    assert answer(desk, made.bundle(keys).file) == (Outcome.APPLIED, "")


def test_a_folder_of_anything(desk: Desk, keys: signing.Keys, other_keys: signing.Keys, tmp_path: Path) -> None:
    good = made.bundle(keys).file
    inbox = tmp_path / "usb"
    (inbox / "sub").mkdir(parents=True)
    files = {
        "a.nq57": good,
        "b-copy.nq57": good,
        "c-cut.nq57": good[:-40],
        "d-edited.nq57": good.replace(b"manifest", b"manifesT"),
        "e.nq57": b"%PDF-1.7",
        "f-empty.nq57": b"",
        "sub/g.NQ57": made.bundle(other_keys, BINH_MINH).file,
        "readme.txt": b"x",
        ".h.nq57.77.part": good[:50],
    }
    for name, data in files.items():
        (inbox / name).write_bytes(data)
    report = city.merge(desk, paths=[inbox, inbox / "a.nq57", inbox / "missing.nq57"])
    found = {one.file.name: (one.outcome, [p.code for p in one.problems]) for one in report.bundles}
    assert found == {
        "a.nq57": (Outcome.APPLIED, []),
        "b-copy.nq57": (Outcome.ALREADY_RECEIVED, ["bundle.already_received"]),
        "c-cut.nq57": (Outcome.REJECTED, ["bundle.truncated", "bundle.no_receipt"]),
        "d-edited.nq57": (Outcome.REJECTED, ["bundle.damaged", "bundle.no_receipt"]),
        "e.nq57": (Outcome.REJECTED, ["bundle.wrong_type", "bundle.no_receipt"]),
        "f-empty.nq57": (Outcome.REJECTED, ["bundle.truncated", "bundle.no_receipt"]),
        "g.NQ57": (Outcome.APPLIED, []),
        ".h.nq57.77.part": (Outcome.REJECTED, ["bundle.being_written"]),
        "missing.nq57": (Outcome.REJECTED, ["bundle.unreadable"]),
    }
    assert report.total == Counts(new=2 * len(LINES))


def test_a_dry_run_keeps_nothing(desk: Desk, keys: signing.Keys) -> None:
    file = made.bundle(keys).file
    before = offices.tables(desk)
    (one,) = merge(desk, file, dry_run=True)
    assert (one.outcome, one.counts.new) == (Outcome.APPLIED, len(LINES))
    assert offices.tables(desk) == before
    assert desk.store.received_bundles() == []
    assert not desk.bundles_folder.exists()
    assert not desk.backups_folder.exists()
    assert merge(desk, file)[0].outcome is Outcome.APPLIED


def test_a_file_that_cannot_be_kept_is_not_applied(desk: Desk, keys: signing.Keys) -> None:
    first, second = chain(keys, [ONE], [TWO])
    desk.bundles_folder.write_bytes(b"in the way")
    assert answer(desk, second.file) == (Outcome.REJECTED, "bundle.cannot_keep")
    assert desk.store.received_bundles() == []
    desk.bundles_folder.unlink()
    assert answer(desk, second.file) == (Outcome.APPLIED, "bundle.gap")
    (desk.bundles_folder / "received").rename(desk.folder / "elsewhere")
    (desk.bundles_folder / "received").write_bytes(b"in the way")
    (one,) = merge(desk, first.file)
    assert [p.code for p in one.problems] == ["bundle.cannot_keep", "bundle.stale"]


def test_one_backup_before_the_first_change(desk: Desk, keys: signing.Keys, other_keys: signing.Keys) -> None:
    files = (made.bundle(keys).file, made.bundle(other_keys, BINH_MINH).file)
    merge(desk, b"PK\3\4 nothing")
    assert not desk.backups_folder.exists()
    merge(desk, *files)
    merge(desk, *files)
    assert len(list(desk.backups_folder.iterdir())) == 1


def test_a_person_breaks_off(desk: Desk, keys: signing.Keys, other_keys: signing.Keys) -> None:
    paths = offices.put(desk.folder / "inbox", [made.bundle(keys).file, made.bundle(other_keys, BINH_MINH).file])
    seen: list[tuple[int, int, str]] = []

    def listen(done: int, total: int, what: str) -> None:
        seen.append((done, total, what))
        monitor.cancel()

    monitor = Monitor(listen)
    report = city.merge(desk, paths=paths, monitor=monitor)
    assert (len(report.bundles), report.stopped, seen) == (1, True, [(0, 2, paths[0].name)])
    assert city.merge(desk, paths=paths).total.new == len(LINES)


def test_who_has_sent_what(desk: Desk, keys: signing.Keys, other_keys: signing.Keys) -> None:
    first, second = chain(keys, [ONE], [ONE, TWO])
    merge(desk, second.file, first.file)
    merge(desk, made.bundle(other_keys, replace(BINH_MINH, period="2026-10")).file)
    sao_mai, binh_minh = city.status(desk, year=2026, period="2026-11")
    assert (sao_mai.code, sao_mai.outcome, sao_mai.sequence) == (made.CODE, Outcome.APPLIED, 2)
    assert sao_mai.received_at.startswith("2026-11-20T")
    assert (binh_minh.name, binh_minh.outcome) == (BINH_MINH.office_name, None)
    assert city.status(desk, year=2026, period="2026-10")[1].outcome is Outcome.APPLIED


def test_a_ward_does_not_merge(tmp_path: Path, keys: signing.Keys) -> None:
    paths = offices.put(tmp_path, [made.bundle(keys).file])
    with offices.opened(tmp_path / "ward", offices.SAO_MAI) as desk, pytest.raises(Refused) as refused:
        city.merge(desk, paths=paths)
    assert refused.value.problems[0].code == "workspace.no_city"


def test_nothing_to_merge(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refused) as refused:
        city.merge(desk, paths=[tmp_path / "empty"])
    assert refused.value.problems[0].code == "bundle.none"


def flipped(desk: Desk, file: bytes, every: int) -> set[Outcome]:
    outcomes = set()
    before = offices.tables(desk)
    for at in range(0, len(file), every):
        outcomes |= {one.outcome for one in merge(desk, file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :])}
    assert offices.tables(desk) == before
    return outcomes


def test_a_changed_byte_is_never_applied(desk: Desk, keys: signing.Keys) -> None:
    file = made.bundle(keys, lines=LINES[:2]).file
    assert flipped(desk, file, 43) == {Outcome.REJECTED}
    assert answer(desk, file) == (Outcome.APPLIED, "")


@pytest.mark.long
def test_a_changed_byte_is_never_applied_at_any_position(desk: Desk, keys: signing.Keys) -> None:
    assert flipped(desk, made.bundle(keys, lines=LINES[:2]).file, 1) == {Outcome.REJECTED}


def test_the_whole_way(tmp_path: Path) -> None:
    """Two real wards enrol, send, change, delete, send again."""
    wards = [offices.SAO_MAI, Office("90002", "Ủy ban nhân dân xã Bình Minh", installation="pc-2")]
    with (
        offices.opened(tmp_path / "city", offices.CITY) as desk,
        offices.opened(tmp_path / "one", wards[0]) as one,
        offices.opened(tmp_path / "two", wards[1]) as two,
    ):
        cards = [offices.card_of(ward, tmp_path / f"{ward.office.code}.nq57card") for ward in (one, two)]
        assert [office.code for office in city.enrol(desk, cards=cards).offices] == ["90001", "90002"]
        for ward in (one, two):
            offices.change(ward, *made.RECORDS)
            offices.send(ward, tmp_path / "usb" / f"{ward.office.code}-1.nq57")
        assert city.merge(desk, paths=[tmp_path / "usb"]).total == Counts(new=2 * len(LINES))
        more = [Task(f"m{n:02}", "p1", "a1", position=n) for n in range(12)]
        offices.change(one, *more)
        offices.send(one, tmp_path / "usb" / "90001-1b.nq57")
        assert city.merge(desk, paths=[tmp_path / "usb"]).total.new == 12
        offices.change(one, replace(ONE, name="Đổi tên"), gone=[made.RECORDS[4]])
        offices.send(one, tmp_path / "usb" / "90001-2.nq57")
        report = city.merge(desk, paths=[tmp_path / "usb"])
        assert report.total == Counts(edited=1, deleted=1, same=len(LINES) + 10)
        assert "Đổi tên" in [task.name for task in desk.store.all(Task, office="90001")]
        assert desk.store.all(Task, office="90002") == [made.RECORDS[3], made.RECORDS[4]]
        assert desk.store.check() == ()
        undone = desk.store.undo(who="an", at=desk.now())
        assert undone is not None
        assert desk.store.count(Task, office="90001") == 14
        assert city.merge(desk, paths=[tmp_path / "usb"]).total == report.total


def test_two_years_of_one_office_stand_side_by_side(desk: Desk, keys: signing.Keys) -> None:
    last = replace(HEAD, year=2025, period="2025-12", first_day=date(2025, 12, 1), last_day=date(2025, 12, 9))
    lines = (line(Appendix("a0", "p0", 1)), line(Plan("p0", 2025)))
    merge(desk, made.bundle(keys).file, made.bundle(keys, last, lines).file)
    assert [plan.year for plan in desk.store.all(Plan, office=made.CODE)] in ([2025, 2026], [2026, 2025])
    assert desk.store.count(Task, office=made.CODE) == 2


def test_archives_signed_by_an_enrolled_office_are_not_trusted(desk: Desk, keys: signing.Keys) -> None:
    """The signature says who made it, not that it is harmless."""
    bomb = archive.pack((archive.deflated("manifest.json", bytes(3 << 20)),))
    escape = archive.pack((archive.stored("../../autostart.sh", b"x"),))
    twice = archive.pack((archive.stored("manifest.json", b"{}"), archive.stored("manifest.json", b"{}")))
    for payload, code in ((bomb, "bundle.bomb"), (escape, "bundle.unsafe_name"), (twice, "bundle.members")):
        assert answer(desk, made.signed(keys, payload)) == (Outcome.REJECTED, code)
