"""The list of what waits says in each line why; only what needs figures sends the reader to the text below."""

from __future__ import annotations

import pytest

from nq57desk.domain.snapshot import Outcome
from nq57desk.gui.dialogs.waiting import why
from nq57desk.usecases.waiting import Waiting


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("bundle.unknown_office", "đơn vị chưa đăng ký với thành phố"),
        ("bundle.other_recipient", "gói niêm phong cho nơi khác"),
        ("bundle.sample", "gói của đơn vị mẫu"),
        ("bundle.manifest", "nội dung gói không đúng mẫu, chưa nhận"),
        ("bundle.returned", "đã trả lại: Sai kỳ"),
    ],
)
def test_why_a_file_was_refused_is_said_in_its_line(code: str, said: str) -> None:
    at, file = "2026-11-13T10:00:00+07:00", "gói.nq57"
    one = Waiting("0" * 64, "", "", Outcome.REJECTED, code, at, "kept", file=file, reason="Sai kỳ")
    assert why(one) == said
