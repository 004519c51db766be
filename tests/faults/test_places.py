"""Where an office may lie and files may go: long paths, Vietnamese and decomposed names, the network, locked files."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from nq57desk import paths
from nq57desk.domain.plan import Task
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.sentences.disk import as_refusal, why
from nq57desk.store import connection
from nq57desk.usecases import backups, history, importing, moving_in, papers, sending
from nq57desk.usecases.sample import sample_files
from nq57desk.workspace import open_desk
from tests.builders import offices

DECOMPOSED = unicodedata.normalize("NFD", "Ủy ban phường Sao Hôm – kế hoạch năm 2026")
LONG = "Thư mục dùng chung của Ủy ban nhân dân phường"


def long_folder(root: Path) -> Path:
    """A folder whose path has more than 260 characters."""
    folder = root
    while len(str(folder)) < 290:
        folder /= LONG
    return folder


@pytest.mark.parametrize("name", [DECOMPOSED, "long", "tên có dấu cách, 'nháy' & [ngoặc] %20 #1"])
def test_an_office_works_wherever_it_lies(tmp_path: Path, name: str) -> None:
    folder = long_folder(tmp_path) if name == "long" else tmp_path / name
    folder.mkdir(parents=True)
    source = folder / unicodedata.normalize("NFD", "Phụ lục kèm theo.docx")
    source.write_bytes(sample_files()[0].read_bytes())
    with offices.ward(folder / "đơn vị") as desk:
        importing.apply_preview(desk, preview=importing.preview_file(desk, path=source))
        assert desk.store.count(Task) > 0
        made = sending.make(desk, path=folder / unicodedata.normalize("NFD", "gói gửi.nq57"), period="2026-11")
        papers.save_paper(desk, kind="task-progress", period="2026-11", path=folder / "giấy tiến độ.xlsx")
        backup = history.backup(desk)
        restored = backups.restore(desk, backup_file=backup)
    assert restored.lost == ()
    assert made.file.is_file()
    assert (folder / "giấy tiến độ.xlsx").stat().st_size > 1000
    moved = moving_in.move_in(backup, folder=folder / "máy mới", who="Mai", at=desk.now())
    with open_desk(moved.folder, as_of=offices.DAY) as again:
        assert history.check(again) == ()
    assert [one.name for one in folder.rglob(".*")] == []


@pytest.mark.parametrize("length", [200, 250, 255, 256, 300])
def test_a_name_as_long_as_the_disk_allows(tmp_path: Path, length: int) -> None:
    path = tmp_path / ("b" * (length - 4) + ".pdf")
    longest = os.pathconf(tmp_path, "PC_NAME_MAX") if hasattr(os, "pathconf") else 255
    if length <= longest:
        paths.write_atomically(path, b"x")
        assert path.read_bytes() == b"x"
    else:
        with pytest.raises(OSError) as caught:
            paths.write_atomically(path, b"x")
        assert "quá dài" in why(caught.value)
    assert len(list(tmp_path.iterdir())) == (length <= longest)


@pytest.mark.parametrize("number", sorted(set(errno.errorcode) - {errno.EPIPE}))
def test_no_answer_of_a_disk_is_told_in_english_where_it_is_known(number: int) -> None:
    told = as_refusal(OSError(number, os.strerror(number)))
    assert told is None or os.strerror(number) not in sentence(told.problems[0])
    assert (told is None) == (number not in KNOWN)


KNOWN = {
    errno.ENOSPC, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.ENXIO, errno.ENODEV, errno.EFBIG,
    errno.EBUSY, errno.ETIMEDOUT, errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENOTCONN, errno.ENAMETOOLONG,
    errno.EDQUOT, errno.ESTALE, errno.EHOSTDOWN, errno.ETXTBSY,
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "words"),
    [(32, "chương trình khác mở"), (112, "đã đầy"), (206, "quá dài"), (53, "thư mục mạng"), (19, "chỉ cho đọc"),
     (21, "có thể đã bị rút")],
)  # fmt: skip
def test_what_windows_answers(code: int, words: str) -> None:
    of_windows = type("OfWindows", (OSError,), {"winerror": code})
    assert words in why(of_windows(errno.EACCES, "Access is denied"))


def test_no_temporary_folder_is_told_as_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", list)
    with pytest.raises(FileNotFoundError) as caught:
        tempfile.gettempdir()
    told = as_refusal(caught.value)
    assert told is not None
    assert "thư mục tạm" in sentence(told.problems[0])
    assert as_refusal(FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "a")) is None


def test_in_a_network_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "on_network", lambda _path: True)
    with offices.ward_with_plans(tmp_path / "office") as desk:
        assert desk.store._db.journal_mode.upper() == "DELETE"
        backup = history.backup(desk)
        backups.restore(desk, backup_file=backup)
    with open_desk(tmp_path / "office", as_of=date(2026, 11, 14)) as again:
        assert history.check(again) == ()
        assert backups.begin_day(again).problems == ()


def test_what_a_dead_process_left_is_swept_and_a_living_one_s_is_not(tmp_path: Path) -> None:
    left = subprocess.run(
        [sys.executable, "-c", "import sys; from nq57desk import paths; from pathlib import Path\n"
         "paths.part_of(Path(sys.argv[1])).write_bytes(b'half')", str(tmp_path / "giấy.pdf")],
        check=True,
    )  # fmt: skip
    assert left.returncode == 0
    mine = paths.part_of(tmp_path / "khác.pdf")
    mine.write_bytes(b"half")
    (tmp_path / ".nq57-ghi-chu.part").write_bytes(b"a person's own")
    assert len(list(tmp_path.iterdir())) == 3
    assert paths.sweep((tmp_path, tmp_path / "nowhere")) == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([mine.name, ".nq57-ghi-chu.part"])


def test_a_folder_in_the_place_of_a_paper(tmp_path: Path) -> None:
    (tmp_path / "giấy.pdf").mkdir()
    with offices.ward_with_plans(tmp_path / "office") as desk, pytest.raises(Refused) as refused:
        papers.save_paper(desk, kind="task-progress", period="2026-11", path=tmp_path / "giấy.pdf")
    assert "đã có một thư mục trùng tên" in sentence(refused.value.problems[0])
