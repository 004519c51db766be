"""Numbers and days in every paper of the sample office, of every kind of period: right Vietnamese, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from nq57desk.domain.papers import PaperKind
from nq57desk.usecases import papers
from nq57desk.workspace import Desk
from tests.builders.office_papers import AskedPaper, every_paper
from tests.usecases.paper_office import MONTH, text_of

PERIODS = (MONTH, "2026-Q3", "2026-H1", "2026-9M", "2026")
WRONG = {
    "a decimal point before a percent sign": r"\d\.\d+ ?%",
    "a space before a percent sign": r"\d %",
    "a day without its zero": r"[Nn]gày \d tháng",
    "months 1 and 2 without their zero": r"tháng [12] năm",
    "a month with a zero that is not wanted": r"ngày \d+ tháng 0[3-9]",
    "a count below ten without its zero": r"(?<![\d.,/-])\b[1-9] nhiệm vụ",
    "a quarter in digits": r"[Qq]u[ýí] [1-4](?= năm|/)",
    "a quarter with a capital inside a sentence": r"[a-zà-ỹ] Quý [IV]+ năm",
    "a name left open in a wording": r"[{}]|None\b|Decimal\(",
    "two stops": r"(?<!\.)\.\.(?!\.)|,\.|;\.|:\.",
    "a space before a sign": r"\w [,;.](?![./\d])",
    "an English word": r"\b(the|of|task|month|late|done)\b",
}
"""What no paper may say, and how it would look; a plan's own words in the sample are right themselves."""


def fault(said: str) -> Iterator[tuple[str, str]]:
    """What a paper says wrong, with the words around it."""
    for name, pattern in WRONG.items():
        for place in re.finditer(pattern, said):
            yield name, said[max(place.start() - 30, 0) : place.end() + 20]


def test_nothing_wrong_is_said(sample: Desk) -> None:
    reports = (AskedPaper(period, PaperKind.PROGRESS_REPORT, period=period) for period in PERIODS)
    found = [
        (one.name, *told)
        for one in (*every_paper(sample, MONTH), *reports)
        for told in fault(text_of(one.make(sample).data))
    ]
    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (MONTH, "tháng 10 năm 2026"),
        ("2026-Q3", "quý III năm 2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-9M", "9 tháng đầu năm 2026"),
        ("2026", "năm 2026"),
    ],
)
def test_the_report_names_its_period(sample: Desk, period: str, said: str) -> None:
    text = text_of(papers.make_paper(sample, kind="progress-report", period=period).data)
    assert said in text
    assert f"báo cáo kết quả thực hiện {said}" in text
