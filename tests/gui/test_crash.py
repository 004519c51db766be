"""The report of an unforeseen fault holds what mends it and nothing of the office."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from nq57desk import crash

AT = datetime(2026, 11, 13, 9, 30, tzinfo=UTC)


def _fault(text: str) -> Exception:
    try:
        try:
            raise KeyError(text)
        except KeyError as error:
            raise ValueError(f"cannot take {text!r} of {Path.home() / 'du-lieu'}") from error
    except ValueError as error:
        return error


@pytest.mark.parametrize(
    "private",
    ["Nguyễn Văn Nam", "lãnh đạo", "nam@haiduong.gov.vn", "0912345678", "Báo cáo mật số 12"],
)
def test_nothing_of_the_users_is_in_it(private: str) -> None:
    text = crash.report(_fault(private), at=AT, doing="import")
    assert private not in text
    assert str(Path.home()) not in text
    assert "ValueError" in text
    assert "KeyError" in text
    assert "in _fault" in text
    assert "doing: import" in text


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("unexpected keyword argument", "unexpected keyword argument"),
        ("no such column: 'Họ tên'", "no such column: …"),
        ("[Errno 28] No space left on device: '/home/a/b'", "[Errno 28] No space left on device: …"),
        ("at D:\\Ho so\\kế hoạch.docx", "at … … …"),
    ],
)
def test_messages_keep_our_own_words(message: str, kept: str) -> None:
    assert crash.redacted(message).split()[:3] == kept.split()[:3]


def test_the_report_is_saved_under_its_moment(tmp_path: Path) -> None:
    file = crash.save(_fault("x"), tmp_path / "su-co", at=AT)
    assert file.name == "su-co-20261113-093000-000000.txt"
    assert file.read_text(encoding="utf-8").startswith("NQ57 Desk ")
