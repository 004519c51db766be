"""Reasons as people type them: kept as one plain paragraph that every reader of a receipt or card takes."""

from __future__ import annotations

import pytest

from nq57desk.bundle import receipts
from nq57desk.domain.receipts import BundleAnswer, OpenConflict, Receipt
from nq57desk.domain.snapshot import Outcome
from nq57desk.errors import Refused
from nq57desk.usecases.reasons import LONGEST, ON_CARD, reason_said


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Đã gọi điện \n cho đơn vị ", "Đã gọi điện cho đơn vị"),
        ("Sai\x07 kỳ \u202ecũ", "Sai kỳ cũ"),
        ("x" * LONGEST, "x" * LONGEST),
    ],
)
def test_a_reason_is_one_plain_paragraph(typed: str, kept: str) -> None:
    assert reason_said(typed, "bundle.reason") == kept


@pytest.mark.parametrize(
    ("typed", "missing", "most", "code"),
    [
        (" \u200b\n", "bundle.reason", LONGEST, "bundle.reason"),
        ("x" * (LONGEST + 1), "", LONGEST, "workspace.long_reason"),
        ("x" * (ON_CARD + 1), "keys.no_reason", ON_CARD, "workspace.long_reason"),
    ],
)
def test_no_reason_and_one_that_is_too_long(typed: str, missing: str, most: int, code: str) -> None:
    with pytest.raises(Refused) as refused:
        reason_said(typed, missing, most)
    assert refused.value.problems[0].code == code


def test_the_longest_reason_comes_through_in_a_receipt() -> None:
    answer = BundleAnswer("0" * 64, 1, Outcome.REJECTED, "bundle.returned", words=(("reason", "x" * LONGEST),))
    conflict = OpenConflict(
        "progress_update", "u1", "percent", "1", "2", reason="x" * LONGEST, of="t1", month="2026-12"
    )
    said = Receipt("31", "", "", "90001", "", "", 2026, "2026-11", 1, "", "", (answer,), conflicts=(conflict,))
    read = receipts.decode(receipts.encode(said))
    assert (read.bundles[0].words, read.conflicts) == (answer.words, (conflict,))
