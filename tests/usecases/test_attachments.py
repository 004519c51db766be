"""Evidence files taken in, opened, removed, and carried to the city."""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nq57desk import settings
from nq57desk.bundle import archive, bundles, contents
from nq57desk.domain.attachments import Attachment
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import State
from nq57desk.domain.snapshot import Outcome
from nq57desk.errors import Refused
from nq57desk.usecases import attachments, city, deleted, edits, history, offices, progress, sending
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.workspace import Desk, open_desk
from tests.builders.offices import city as city_office

PERIOD = "2026-11"
PDF = b"%PDF-1.4\n" + b"minh chung " * 50


@pytest.fixture
def task(desk: Desk) -> Task:
    return next(t for t in desk.store.all(Task) if t.number == "9")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "Quyết định 88.pdf"
    path.write_bytes(PDF)
    return path


def files(desk: Desk) -> list[str]:
    return sorted(one.name for one in desk.files_folder.iterdir())


def test_a_file_is_kept_once_under_its_hash_and_listed(desk: Desk, task: Task, paper: Path) -> None:
    attachments.add(desk, task_id=task.id, period=PERIOD, path=paper)
    assert attachments.add(desk, task_id=task.id, period=PERIOD, path=paper).entry is None
    other = next(t for t in desk.store.all(Task) if t.number == "10")
    attachments.add(desk, task_id=other.id, period=PERIOD, path=paper)
    digest = hashlib.sha256(PDF).hexdigest()
    assert files(desk) == [digest]
    (row,) = attachments.listed(desk, task_id=task.id, period=PERIOD)
    assert (row.file.name, row.file.size, row.file.sha256, row.here) == (paper.name, len(PDF), digest, True)
    assert (row.file.media_type, row.file.added_by) == ("application/pdf", "Nguyễn Văn Thử")
    assert len(attachments.listed(desk)) == 2
    assert attachments.listed(desk, task_id=task.id, period="2026-10") == ()


def test_a_removed_file_stays_for_undo(desk: Desk, task: Task, paper: Path) -> None:
    attachments.add(desk, task_id=task.id, period=PERIOD, path=paper)
    (row,) = attachments.listed(desk)
    attachments.remove(desk, attachment_id=row.file.id)
    assert attachments.listed(desk) == ()
    history.undo(desk)
    (back,) = attachments.listed(desk)
    assert back == row
    assert history.check(desk) == ()


def test_evidence_falls_and_comes_back_with_its_task(desk: Desk, task: Task, paper: Path) -> None:
    attachments.add(desk, task_id=task.id, period=PERIOD, path=paper)
    edits.delete_task(desk, task_id=task.id)
    assert attachments.listed(desk) == ()
    deleted.restore_task(desk, task_id=task.id)
    assert len(attachments.listed(desk, task_id=task.id)) == 1


def test_a_copy_is_opened_read_only_under_the_real_name(desk: Desk, task: Task, paper: Path, tmp_path: Path) -> None:
    attachments.add(desk, task_id=task.id, period=PERIOD, path=paper)
    (row,) = attachments.listed(desk)
    copy = attachments.open_copy(desk, attachment_id=row.file.id, folder=tmp_path)
    assert (copy.name, copy.read_bytes()) == (paper.name, PDF)
    assert not copy.stat().st_mode & stat.S_IWUSR
    assert copy.parent != desk.files_folder


def test_altered_and_missing_bytes_are_not_opened(desk: Desk, task: Task, paper: Path) -> None:
    attachments.add(desk, task_id=task.id, period=PERIOD, path=paper)
    (row,) = attachments.listed(desk)
    kept = desk.files_folder / row.file.sha256
    kept.write_bytes(PDF + b"!")
    with pytest.raises(Refused, match=r"attachment\.altered"):
        attachments.open_copy(desk, attachment_id=row.file.id)
    attachments.add(desk, task_id=task.id, period="2026-10", path=paper)
    assert kept.read_bytes() == PDF
    kept.unlink()
    assert not attachments.listed(desk)[0].here
    with pytest.raises(Refused, match=r"attachment\.missing"):
        attachments.open_copy(desk, attachment_id=row.file.id)
    with pytest.raises(Refused, match=r"attachment\.missing"):
        sending.make(desk, path=desk.folder / "x.nq57", period=PERIOD, with_files=True)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"", "attachment.empty"),
        ("a.pdf", b"MZ\x90", "attachment.program"),
        ("a.exe", PDF, "attachment.program"),
        ("a.txt", b"chao", "attachment.unknown_kind"),
        ("a.docx", b"PK\x03\x04 khong phai", "attachment.unknown_kind"),
        ("a.pdf", PDF + b" " * (1 << 20), "attachment.too_large"),
    ],
)
def test_what_is_not_taken(desk: Desk, task: Task, tmp_path: Path, name: str, data: bytes, code: str) -> None:
    desk.store.set_setting(settings.LARGEST_FILE, "1", who="x", at=desk.now())
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        attachments.add(desk, task_id=task.id, period=PERIOD, path=path)
    assert refused.value.problems[0].code == code
    assert attachments.listed(desk) == ()
    with pytest.raises(Refused, match=r"attachment\.unreadable"):
        attachments.add(desk, task_id=task.id, period=PERIOD, path=tmp_path)


def test_a_word_file_is_known_by_what_is_in_its_package(desk: Desk, task: Task, tmp_path: Path) -> None:
    path = tmp_path / "Biên bản.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w/>")
    attachments.add(desk, task_id=task.id, period=PERIOD, path=path)
    assert attachments.listed(desk)[0].file.media_type.endswith("wordprocessingml.document")


def test_a_closed_period_keeps_its_evidence(desk: Desk, task: Task, paper: Path) -> None:
    attachments.add(desk, task_id=task.id, period=PERIOD, path=paper)
    progress.close_period(desk, period=PERIOD)
    (row,) = attachments.listed(desk)
    with pytest.raises(Refused, match=r"workspace\.closed_period"):
        attachments.remove(desk, attachment_id=row.file.id)
    with pytest.raises(Refused, match=r"workspace\.closed_period"):
        attachments.add(desk, task_id=task.id, period=PERIOD, path=paper)


@pytest.fixture
def above(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    card = tmp_path / "ward.nq57card"
    offices.save_card(desk, path=card)
    with city_office(tmp_path / "city") as opened:
        city.enrol(opened, cards=[card])
        yield opened


def bundle(desk: Desk, path: Path, *, with_files: bool) -> Path:
    return sending.make(desk, path=path, period=PERIOD, with_files=with_files).file


def test_on_request_the_files_travel_and_the_city_keeps_and_opens_them(
    desk: Desk, above: Desk, task: Task, paper: Path, tmp_path: Path
) -> None:
    progress.set_progress(desk, task_id=task.id, period=PERIOD, state=State.IN_PROGRESS, result="Đã trình")
    attachments.add(desk, task_id=task.id, period=PERIOD, path=paper)
    plain = bundle(desk, tmp_path / "plain.nq57", with_files=False)
    assert city.merge(above, paths=[plain]).bundles[0].outcome is Outcome.APPLIED
    (row,) = attachments.listed(above, office_code=desk.office.code)
    assert not row.here
    whole = bundle(desk, tmp_path / "whole.nq57", with_files=True)
    merged = city.merge(above, paths=[whole]).bundles[0]
    assert (merged.outcome, merged.counts.differing) == (Outcome.APPLIED, 0)
    (row,) = attachments.listed(above, office_code=desk.office.code)
    assert row.here
    copy = attachments.open_copy(above, attachment_id=row.file.id, office_code=desk.office.code, folder=tmp_path)
    assert copy.read_bytes() == PDF


def test_only_a_bundle_with_files_asks_for_a_newer_reader(desk: Desk, task: Task, paper: Path, tmp_path: Path) -> None:
    attachments.add(desk, task_id=task.id, period=PERIOD, path=paper)
    plain = sending.make(desk, path=tmp_path / "plain.nq57", period=PERIOD).manifest
    whole = sending.make(desk, path=tmp_path / "whole.nq57", period=PERIOD, with_files=True).manifest
    assert (plain.format, plain.min_reader, plain.files) == (2, 1, ())
    assert (whole.format, whole.min_reader, len(whole.files)) == (2, 2, 1)


def test_files_of_a_bundle_are_held_to_hash_size_form_and_a_record_that_names_them(
    desk: Desk, task: Task, paper: Path, tmp_path: Path
) -> None:
    attachments.add(desk, task_id=task.id, period=PERIOD, path=paper)
    file = bundle(desk, tmp_path / "whole.nq57", with_files=True)
    payload = bundles.opened(file.read_bytes()).data
    members = list(archive.unpack(payload))
    at = next(at for at, member in enumerate(members) if member.name.startswith("files/"))
    name = members[at].name
    assert contents.read(payload).files == {name.split("/")[1]: PDF}
    for member, code in (
        (archive.stored(name, PDF[:-1] + b"!"), "bundle.sums"),
        (archive.stored(name, PDF + b"!"), "bundle.members"),
        (archive.deflated(name, PDF), "bundle.members"),
        (archive.stored("files/" + "0" * 64, PDF), "bundle.members"),
    ):
        with pytest.raises(Refused) as refused:
            contents.read(archive.pack([*members[:at], member, *members[at + 1 :]]))
        assert refused.value.problems[0].code == code
    head = contents.read(payload).manifest
    lines = [line for line in contents.lines(contents.read(payload)) if line.kind != "attachment"]
    with pytest.raises(Refused, match=r"bundle\.members"):
        contents.read(contents.write(head, lines, {name.split("/")[1]: PDF})[1])


def test_too_many_bytes_for_one_bundle_are_refused_before_anything_is_read(
    desk: Desk, task: Task, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attachments.add(desk, task_id=task.id, period=PERIOD, path=paper)
    monkeypatch.setattr("nq57desk.bundle.limits.EVIDENCE_BYTES", len(PDF) - 1)
    with pytest.raises(Refused, match=r"attachment\.too_much"):
        sending.make(desk, path=desk.folder / "x.nq57", period=PERIOD, with_files=True)


def test_a_record_from_outside_cannot_name_another_folder(desk: Desk, task: Task) -> None:
    wrong = Attachment("x", task.plan_id, task.id, PERIOD, "a.pdf", 1, "../nq57.db", "application/pdf")
    apply_records(desk, "attach", [proposed(wrong)])
    assert not attachments.listed(desk)[0].here
    with pytest.raises(Refused, match=r"attachment\.missing"):
        attachments.open_copy(desk, attachment_id="x")


def test_a_desk_that_only_looks_takes_nothing_in_but_opens(desk: Desk, task: Task, paper: Path, tmp_path: Path) -> None:
    attachments.add(desk, task_id=task.id, period=PERIOD, path=paper)
    folder = desk.folder
    desk.close()
    with open_desk(folder, read_only=True, as_of=desk.today) as looking:
        (row,) = attachments.listed(looking)
        assert attachments.open_copy(looking, attachment_id=row.file.id, folder=tmp_path).is_file()
        with pytest.raises(Refused, match=r"workspace\.read_only"):
            attachments.remove(looking, attachment_id=row.file.id)
