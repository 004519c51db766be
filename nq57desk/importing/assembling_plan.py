"""Which plan a read paper is, of which year, and what it says about it.

Decides that the year comes from the paper's own words ("năm 2026" of the title, then of the tables' titles, then of
its date), that a date is only a date when it is complete, that a new plan whose paper has no number or no complete
date is a draft, and that what the paper does not say leaves the plan as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from nq57desk.domain.changes import Proposed
from nq57desk.domain.identity import KnownPlan, PaperIdentity, same_plan
from nq57desk.domain.names import strict_name
from nq57desk.domain.plan import Paragraph, Plan, PlanStatus
from nq57desk.domain.positions import place_in_order
from nq57desk.importing.result import ReadDocument, ReadParagraph, ReadResult

_YEAR = re.compile(r"(?<!đến )(?<!tới )(?<!từ )(?<!trước )năm (20\d\d)(?!\s*[-–]\s*20\d\d)", re.IGNORECASE)
_DATE_WORDS = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_DATE_SIGNS = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_IN_DATE = re.compile(r"tháng\s*\d{0,2}\s*năm 20\d\d", re.IGNORECASE)


def plan_year(result: ReadResult, fallback: int) -> int:
    """The year that the paper plans for. A year far from the paper's own date ("đến năm 2030") is not it."""
    document = result.document
    issued = re.search(r"(20\d\d)", document.date_text or "")
    near = int(issued[1]) if issued else None
    titles = [document.title or "", *(table.title for table in result.tables), *_headings(result)]
    for year in _years(titles):
        if near is None or year - near in (0, 1):
            return year
    return near or fallback


def _headings(result: ReadResult) -> Iterable[str]:
    return (line for table in result.tables for line in table.heading_lines)


def _years(titles: Iterable[str]) -> list[int]:
    """Years named in titles, the last of each title first: subjects come before "năm 2026" at the end."""
    return [int(year) for title in titles for year in reversed(_YEAR.findall(_IN_DATE.sub("", title)))]


def complete_date(text: str) -> date | None:
    """The day of "ngày 28 tháng 01 năm 2026" or "28/01/2026"; None where a part is left blank or impossible."""
    found = _DATE_WORDS.search(text) or _DATE_SIGNS.search(text)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_plan(known: Sequence[KnownPlan], result: ReadResult, *, year: int) -> str | None:
    """The id of the plan that the office already has and this paper is, or None; ``year`` if the paper names none."""
    document = result.document
    paper = PaperIdentity(
        plan_year(result, year),
        document.number or "",
        document.symbol or "",
        document.org or "",
        tuple(row.name for table in result.tables for row in table.rows),
    )
    plan = same_plan(known, paper)
    return plan.id if plan else None


_SAID = {
    "kind": "kind",
    "number": "number",
    "symbol": "symbol",
    "title": "title",
    "place": "place",
    "date_text": "date_text",
    "issuing_body": "org",
    "governing_body": "governing_body",
    "signer_form": "signer_form",
    "signer_title": "signer_title",
    "signer_name": "signer_name",
}
"""Fields of a plan and where the paper says them."""


def proposed_plan(base: Plan, document: ReadDocument, *, new: bool) -> Plan:
    """The plan with what the paper says.

    Blanks on the paper leave the plan's own words. Words that say the same leave those of a plan that is not new (an
    appendix alone calls it "Kế hoạch", its own first page "KẾ HOẠCH"), as does a date left incomplete.
    """
    said: dict[str, Any] = {field: value for field, source in _SAID.items() if (value := getattr(document, source))}
    if not new:
        said = {
            field: value for field, value in said.items() if _same_words(getattr(base, field)) != _same_words(value)
        }
    issued = complete_date(document.date_text or "")
    if new and not (document.number and issued):
        said["status"] = PlanStatus.DRAFT
    if issued is None and base.issued_on is not None:
        said.pop("date_text", None)
    recipients = document.recipients or base.recipients
    return replace(base, **said, issued_on=issued or base.issued_on, recipients=recipients)


def _same_words(text: str) -> str:
    """What two ways of writing the same have in common: case and "UBND" written out are no difference, marks are."""
    return strict_name(text).replace("ủy ban nhân dân", "ubnd")


def proposed_body(
    plan_id: str, body: Sequence[ReadParagraph], known: Sequence[Paragraph], new_id: Callable[[], str]
) -> list[Proposed]:
    """The plan's body as the paper has it, whole: an edited paragraph keeps its id, one that fell out is deleted.

    A paper without a body (a spreadsheet) proposes nothing.
    """
    if not body:
        return []
    ordered = sorted(known, key=lambda paragraph: paragraph.position)
    same, gone = _same_paragraphs(ordered, body)
    positions = place_in_order([old.position if old else None for old in same])
    proposed = [
        Paragraph(old.id if old else new_id(), plan_id, position, new.level, new.text)
        for new, old, position in zip(body, same, positions, strict=True)
    ]
    records = [Proposed("paragraph", paragraph.id, paragraph) for paragraph in proposed]
    return records + [Proposed("paragraph", paragraph.id, None) for paragraph in gone]


_LONG_BODY = 4000
"""More paragraphs than any plan has are only taken one after the other: comparing them all would take minutes."""


def _same_paragraphs(
    known: Sequence[Paragraph], body: Sequence[ReadParagraph]
) -> tuple[list[Paragraph | None], list[Paragraph]]:
    """For each new paragraph the old one it takes the place of, and the old ones that fall out."""
    same: list[Paragraph | None] = [None] * len(body)
    gone: list[Paragraph] = []
    if len(known) + len(body) > _LONG_BODY:
        same[: len(known)] = known[: len(body)]
        return same, list(known[len(body) :])
    compared = SequenceMatcher(None, [p.text for p in known], [p.text for p in body], autojunk=False)
    for _, old_from, old_to, new_from, new_to in compared.get_opcodes():
        paired = min(old_to - old_from, new_to - new_from)
        same[new_from : new_from + paired] = known[old_from : old_from + paired]
        gone += known[old_from + paired : old_to]
    return same, gone
