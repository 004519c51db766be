"""A bundle on its way: which sticks there are, copied and read back, an e-mail's draft, ticked by the clerk."""

from __future__ import annotations

import email
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.policy import default
from pathlib import Path

import pytest

from nq57desk import paths
from nq57desk.bundle import bundles, signing
from nq57desk.domain.periods import Calendar
from nq57desk.domain.sending import SentState, sent_state, unanswered
from nq57desk.domain.snapshot import MadeBundle
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.usecases import handing_over, offices, overview, receipts, sending, trusting
from nq57desk.usecases.drives import Mount, block_of, linux_mounts, removable_drives, windows_mounts
from nq57desk.usecases.handing_over import in_units
from nq57desk.usecases.mail_drafts import draft
from tests.bundle.answered import Both, known
from tests.bundle.made import HEAD


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    with known(tmp_path) as opened:
        yield opened


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    assert sentence(refused.value.problems[0])
    return refused.value.problems[0].code


# which sticks there are

MOUNTS = r"""/dev/sda2 / ext4 rw,relatime 0 0
/dev/sda1 /boot/efi vfat rw 0 0
proc /proc proc rw 0 0
/dev/sdb1 /media/an/KING\040STON vfat rw,nosuid 0 0
/dev/sdc1 /run/media/an/Thẻ exfat ro,nosuid 0 0
/dev/sdd /mnt/stick vfat rw 0 0
/dev/mmcblk0p1 /mnt/card vfat rw 0 0
/dev/nvme0n1p3 /home ext4 rw 0 0
//may-chu/chung /media/chung cifs rw 0 0
tmpfs /media/an/tam tmpfs rw 0 0
"""


def test_sticks_among_the_lines_of_proc_mounts() -> None:
    found = linux_mounts(MOUNTS, {"sdd", "mmcblk0"}.__contains__)
    assert found == (
        Mount(Path("/media/an/KING STON"), "KING STON"),
        Mount(Path("/mnt/card"), "card"),
        Mount(Path("/mnt/stick"), "stick"),
        Mount(Path("/run/media/an/Thẻ"), "Thẻ", writable=False),
    )


@pytest.mark.parametrize(
    ("device", "block"),
    [
        ("/dev/sdb1", "sdb"),
        ("/dev/sdb", "sdb"),
        ("/dev/sdaa12", "sdaa"),
        ("/dev/mmcblk0p1", "mmcblk0"),
        ("/dev/mmcblk0", "mmcblk0"),
        ("/dev/nvme0n1p2", "nvme0n1"),
        ("/dev/nvme0n1", "nvme0n1"),
        ("/dev/loop3p1", "loop3"),
    ],
)
def test_the_block_device_under_a_partition(device: str, block: str) -> None:
    assert block_of(device) == block


def test_sticks_among_the_drive_letters() -> None:
    kinds = {"A:\\": 2, "C:\\": 3, "D:\\": 5, "E:\\": 2, "F:\\": 2, "Z:\\": 4}
    letters = sum(1 << ord(root[0]) - ord("A") for root in kinds)
    found = windows_mounts(letters, kinds.__getitem__, {"E:\\": "KINGSTON", "F:\\": ""}.__getitem__)
    assert [(str(mount.path), mount.name) for mount in found] == [("E:\\", "KINGSTON (E:)"), ("F:\\", "F:")]


def test_this_machine_can_be_asked() -> None:
    assert all(drive.size > 0 for drive in removable_drives())


# copying


def test_a_copy_is_read_back_and_remembered(both: Both, stick: Path) -> None:
    sent = both.send()
    done = handing_over.copy_to(both.ward, digest=sent.digest, folder=stick)
    assert done.file == stick / "90001_2026-11_1.nq57"
    assert bundles.digest_of(done.file.read_bytes()) == sent.digest
    assert [path.name for path in stick.iterdir()] == [done.file.name]
    (bundle,) = both.ward.store.made_bundles()
    assert bundle.copied_to == str(done.file)
    assert sent_state(bundle, newest=True) is SentState.EXPORTED
    assert both.merge(replace(sent, file=done.file)) == ["applied"]


def test_a_sealed_bundle_leaves_sealed(both: Both, stick: Path) -> None:
    made = sending.make(both.ward, path=both.folder / "s.nq57", period="2026-11", seal=True)
    done = handing_over.copy_to(both.ward, digest=made.code, folder=stick)
    assert signing.is_sealed(done.file.read_bytes())
    assert both.merge(replace(made, file=done.file)) == ["applied"]


def test_a_stick_that_gives_back_something_else(both: Both, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flawed(path: Path, data: bytes) -> None:
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))

    sent = both.send()
    monkeypatch.setattr(paths, "write_atomically", flawed)
    with pytest.raises(Refused) as refused:
        handing_over.copy_to(both.ward, digest=sent.digest, folder=stick)
    assert code_of(refused) == "sending.differs"
    assert both.ward.store.made_bundles()[0].copied_to == ""


def test_a_full_stick_is_said_before_anything_is_written(
    both: Both, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = both.send()
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 1000})())
    with pytest.raises(Refused) as refused:
        handing_over.copy_to(both.ward, digest=sent.digest, folder=stick)
    assert code_of(refused) == "sending.no_space"
    assert list(stick.iterdir()) == []


def test_what_cannot_be_copied(both: Both, stick: Path) -> None:
    sent = both.send()
    for digest, folder, code in (
        (sent.digest, stick / "gone", "sending.no_folder"),
        ("f" * 64, stick, "sending.unknown"),
    ):
        with pytest.raises(Refused) as refused:
            handing_over.copy_to(both.ward, digest=digest, folder=folder)
        assert code_of(refused) == code
    kept = both.ward.folder / both.ward.store.made_bundles()[0].file
    kept.write_bytes(kept.read_bytes()[:-1])
    with pytest.raises(Refused) as refused:
        handing_over.copy_to(both.ward, digest=sent.digest, folder=stick)
    assert code_of(refused) == "sending.kept_gone"


def test_a_stick_locked_by_its_switch(both: Both, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_path: Path, _data: bytes) -> None:
        raise OSError(30, os.strerror(30))

    sent = both.send()
    monkeypatch.setattr(paths, "write_atomically", locked)
    with pytest.raises(Refused) as refused:
        handing_over.copy_to(both.ward, digest=sent.digest, folder=stick)
    assert code_of(refused) == "sending.cannot_copy"


@pytest.mark.parametrize(
    ("size", "words"), [(10, "1 KB"), (38_400, "38 KB"), (1_440_000, "1,4 MB"), (14_200_000_000, "14,2 GB")]
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert in_units(size) == words


# the draft of an e-mail


def test_a_draft_has_the_bundle_and_the_citys_address(both: Both, tmp_path: Path) -> None:
    offices.keep_email(both.city, address="vanthu@bienxanh.gov.vn")
    trusting.trust(both.ward, path=both.city_card())
    sent = both.send()
    made = handing_over.draft_mail(both.ward, digest=sent.digest, path=tmp_path / "thu")
    assert (made.file.suffix, made.to, made.large) == (".eml", "vanthu@bienxanh.gov.vn", False)
    letter = email.message_from_bytes(made.file.read_bytes(), policy=default)
    assert letter["X-Unsent"] == "1"
    assert letter["To"] == "vanthu@bienxanh.gov.vn"
    assert letter["From"] is None
    assert letter["Date"] is None
    assert letter["Subject"] == "Ủy ban nhân dân phường Sao Mai: gói dữ liệu kỳ 2026-11, lần 1"
    body = letter.get_body()
    assert body is not None
    assert sent.code in body.get_content()
    assert "đã gửi" not in body.get_content()
    (attached,) = letter.iter_attachments()
    assert attached.get_filename() == "90001_2026-11_1.nq57"
    assert bundles.digest_of(attached.get_content()) == sent.digest


def test_a_name_cannot_add_to_the_letters_head() -> None:
    letter = email.message_from_bytes(
        draft(to="", subject="Phường A\r\nBcc: x@y.vn", text="…", files={"a.nq57": b"x"}), policy=default
    )
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Phường A Bcc: x@y.vn"


# handed over, received


def test_the_clerk_ticks_and_takes_the_tick_away(both: Both) -> None:
    sent = both.send()
    told = handing_over.hand_over(both.ward, digest=sent.digest)
    assert (told.handed_by, sent_state(told, newest=True)) == (both.ward.who, SentState.HANDED_OVER)
    assert told.receipt_at == ""
    assert handing_over.hand_over(both.ward, digest=sent.digest) == told
    back = handing_over.hand_over(both.ward, digest=sent.digest, handed=False)
    assert (back.handed_at, sent_state(back, newest=True)) == ("", SentState.EXPORTED)
    assert [entry.action for entry in both.ward.store.journal(limit=3)] == ["bundle"] * 3


def made(period: str, sequence: int, **told: str) -> MadeBundle:
    return MadeBundle(f"{sequence:064d}", "b", 2026, period, sequence, 1, "2026-11-13T10:00:00", **told)


@pytest.mark.parametrize(
    ("day", "bundles_", "found"),
    [
        (date(2026, 11, 18), [made("2026-11", 1)], []),
        (date(2026, 11, 19), [made("2026-11", 1)], [("2026-11", 2, "exported")]),
        (date(2026, 11, 19), [made("2026-11", 1, handed_at="x")], [("2026-11", 2, "handed_over")]),
        (date(2026, 11, 19), [made("2026-11", 1, receipt_at="x", outcome="applied")], []),
        (date(2026, 11, 19), [made("2026-11", 1, outcome="rejected")], [("2026-11", 2, "rejected")]),
        (date(2026, 11, 19), [made("2026-11", 1, receipt_at="x", outcome="stale"), made("2026-11", 2)],
         [("2026-11", 2, "exported")]),
        (date(2026, 11, 20), [made("2026-10", 1), made("2026-11", 2)],
         [("2026-11", 3, "exported"), ("2026-10", 35, "exported")]),
    ],
)  # fmt: skip
def test_what_is_spoken_of_from_the_second_day_on(
    day: date, bundles_: list[MadeBundle], found: list[tuple[str, int, str]]
) -> None:
    said = unanswered(bundles_, today=day, calendar=Calendar())
    assert [(one.period, one.days, one.state.value) for one in said] == found
    later = Calendar(city_due_days=(("2026-11", date(2026, 11, 20)), ("2026-10", date(2026, 11, 20))))
    assert unanswered(bundles_, today=day, calendar=later) == (), "the city's own calendar says another day"


def test_the_overview_says_so_until_the_receipt_comes(both: Both) -> None:
    assert both.ward.today == date(2026, 11, 20)
    both.merge(both.send(HEAD.period))
    (late,) = overview.overview(both.ward).without_receipt
    assert (late.period, late.days, late.due) == ("2026-11", 3, date(2026, 11, 17))
    receipts.import_receipt(both.ward, path=both.receipt().file)
    assert overview.overview(both.ward).without_receipt == ()
