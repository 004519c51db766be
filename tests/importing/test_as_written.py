"""Text of old fonts given back the characters of the file, for one row or for all."""

from __future__ import annotations

from pathlib import Path

import pytest

from nq57desk.importing.as_written import ALL, legacy_rows, with_originals
from nq57desk.importing.limits import AS_WRITTEN
from nq57desk.importing.open_file import read_raw
from nq57desk.importing.recognise import recognise
from nq57desk.sentences import sentence
from tests.builders import files
from tests.builders.files import cell, row, run, table

OLD = files.font(".VnTime")


def old(text: str) -> str:
    return cell(f"<w:p>{run(text, OLD)}</w:p>")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    head = row("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")
    rows = (
        row("1", old("Tæ chøc héi nghÞ"), old("V¨n phßng"), "Quý I/2026"),
        row("2", old("KÕ ho¹ch chuyÓn ®æi sè"), "Công an phường", "Quý II/2026"),
        row("3", "Việc gõ bằng Unicode", "Văn phòng", "Quý III/2026"),
    )
    return files.docx(tmp_path / "cu.docx", table(head, *rows))


def test_rows_of_old_fonts_are_known_and_told_with_their_font(file: Path) -> None:
    raw = read_raw(file)
    result = recognise(raw)
    assert [each.name for each in result.tables[0].rows][:2] == ["Tổ chức hội nghị", "Kế hoạch chuyển đổi số"]
    assert legacy_rows(raw, result) == {"0:0", "0:1"}
    told = next(sentence(one) for one in result.problems if one.code == "reading.legacy_converted")
    assert told.startswith("3 ô dùng phông cũ (.VnTime), đã chuyển sang Unicode")
    assert told.endswith("nếu sai bấm [Giữ chữ gốc].")


@pytest.mark.parametrize(("keys", "kept"), [({ALL}, (True, True)), ({"0:1"}, (False, True))])
def test_the_characters_of_the_file_come_back(file: Path, keys: set[str], kept: tuple[bool, bool]) -> None:
    raw, original = read_raw(file), read_raw(file, limits=AS_WRITTEN)
    assert all(one.code != "reading.legacy_converted" for one in original.problems)
    rows = with_originals(recognise(raw), raw, original, keys).tables[0].rows
    written = ("Tæ chøc héi nghÞ", "KÕ ho¹ch chuyÓn ®æi sè")
    turned = ("Tổ chức hội nghị", "Kế hoạch chuyển đổi số")
    assert [each.name for each in rows[:2]] == [written[n] if kept[n] else turned[n] for n in (0, 1)]
    assert dict(rows[1].cells)["Nội dung nhiệm vụ"] == rows[1].name
    assert rows[2].name == "Việc gõ bằng Unicode"
    assert rows[1].lead == "Công an phường"
