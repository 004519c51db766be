"""What a task says never gets into a report of a fault, a log or what a fault leaves behind; a key never leaves."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

from nq57desk.cli.main import run, understand
from nq57desk.domain.plan import Task
from nq57desk.store.store import Store
from nq57desk.usecases import importing, journey
from nq57desk.workspace import Desk
from tests.builders import files
from tests.builders.files import paragraph, row, table

WORDS = "Kẹo dừa zqxjmark"
_SAID = [word.encode(coding) for word in ("Kẹo dừa", "zqxjmark") for coding in ("utf-8", "utf-16-le", "unicode-escape")]


def insides(data: bytes) -> Iterator[bytes]:
    """A file's bytes, and those of everything packed in it."""
    yield data
    if data.startswith(b"PK\3\4"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from insides(archive.read(name))


def holding(folder: Path, said: list[bytes], *, but: str = "") -> list[str]:
    """The files below a folder in which something stands, outside folders named ``but``."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and but not in path.parts:
            data = path.read_bytes()
            if any(one in inside for inside in insides(data) for one in said):
                found.append(path.name)
    return found


def broken_edit(desk: Desk, monkeypatch: pytest.MonkeyPatch, _folder: Path) -> list[str]:
    def fails(_store: Store, change_set: object, **_more: object) -> None:
        raise ValueError(f"{WORDS} {change_set}")

    monkeypatch.setattr(Store, "apply", fails)
    task = next(one for one in desk.store.all(Task) if one.number == "9")
    return ["progress", "set", task.id, "--period", "2026-11", "--state", "in_progress", "--result", WORDS]


def broken_import(_desk: Desk, monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[str]:
    def fails(result: object, *_: object, **_more: object) -> None:
        raise KeyError(f"{result}")

    monkeypatch.setattr(importing, "assemble", fails)
    rows = (("TT", "Nhiệm vụ", "Thời gian hoàn thành"), ("1", WORDS, "Quý IV/2026"))
    path = files.docx(folder / "a.docx", paragraph("KẾ HOẠCH") + table(*(row(*cells) for cells in rows)))
    return ["import", str(path), "--yes"]


FAULTS: dict[str, Callable[[Desk, pytest.MonkeyPatch, Path], list[str]]] = {
    "an edit": broken_edit,
    "an import": broken_import,
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_tells_nothing_of_a_task(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    outside, scratch = tmp_path / "outside", tmp_path / "scratch"
    outside.mkdir()
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    command = FAULTS[name](desk, monkeypatch, outside)
    desk.close()
    assert run(understand([*command, "--office", str(desk.folder)])) == 3
    (report,) = (desk.folder / "reports").glob("*.txt")
    assert "nq57desk/" in report.read_text(encoding="utf-8")
    assert holding(desk.folder, _SAID) == []
    assert holding(scratch, _SAID) == []
    told = capsys.readouterr()
    assert WORDS not in told.out + told.err


def test_no_private_key_stands_outside_its_folder(tmp_path: Path) -> None:
    assert journey.self_test(folder=tmp_path / "journey").ok
    keys = [line for path in tmp_path.rglob("keys/*") if path.is_file() for line in path.read_bytes().splitlines()]
    secret = [line for line in keys if line.startswith((b"AGE-SECRET-KEY-", b"RWQAAEIy", b"RWRT"))]
    assert len(secret) >= 4
    assert holding(tmp_path, secret, but="keys") == []
    assert holding(tmp_path, [b"AGE-SECRET-KEY-"], but="keys") == []
