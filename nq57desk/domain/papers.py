"""What an official paper says, apart from how it looks: its head, its words and lists, its signature.

Composers (documents/) lay a paper out in the state's form (Nghị định 30/2020/NĐ-CP) or the Party's; use cases fill it
from the data. What is not known is left empty here and stands as an open blank on the page, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nq57desk.domain.listings import Listing


class PaperKind(StrEnum):
    """The papers of an office, by their word on the command line; the last two are a city's."""

    PLAN = "plan"
    DECISION = "decision"
    APPENDIX = "appendix"
    ADJUSTED_APPENDIX = "adjusted-appendix"
    PROGRESS_REPORT = "progress-report"
    TASK_PROGRESS = "task-progress"
    INDICATORS = "indicators"
    WARNING_LIST = "warning-list"
    ASSIGNMENTS = "assignments"
    REMINDER = "reminder"
    CITY_REPORT = "city-report"
    CITY_MISSING = "city-missing"


class FormKind(StrEnum):
    """Whose form a paper has: the state's (Nghị định 30/2020/NĐ-CP) or the Party's (Hướng dẫn 05-HD/VPTW)."""

    STATE = "state"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class PaperHead:
    """Everything around a paper's words. Empty means: not known yet, left open on the page.

    ``word`` is the kind as it is printed ("Báo cáo"), "" for a letter (công văn has none); ``subject`` the abstract
    (trích yếu). ``powers`` are the signature's lines above the name, in their order ("TM. ỦY BAN NHÂN DÂN",
    "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"). ``drafter`` is the sign of who drafted it with the number of copies
    ("PL.(300)"). ``electronic``: number and date come from the agency's own signing tool. ``draft``: each page is
    marked. ``fingerprint`` is the code for comparison at each page's foot. ``year`` is printed where the day is not
    known yet ("ngày … tháng … năm 2026"); 0: left open as well.
    """

    word: str
    subject: str = ""
    form: FormKind = FormKind.STATE
    issuing_body: str = ""
    governing: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    issued_on: date | None = None
    addressees: tuple[str, ...] = ()
    powers: tuple[str, ...] = ()
    signer: str = ""
    recipients: tuple[str, ...] = ()
    drafter: str = ""
    urgency: str = ""
    electronic: bool = False
    draft: bool = False
    fingerprint: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. ``level`` 0 is plain text, 1 "I. TITLE", 2 "1. Title", 3 "a) …"; the number stands in the text.

    ``field`` names what a preview asks for where the text is still missing ("report.results").
    """

    text: str
    level: int = 0
    field: str = ""


Body = tuple[Words | Listing, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """An appendix made here: its title and what stands in it. Labels (Phụ lục I, II) come from the composer."""

    title: str
    body: Body
    landscape: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of running text: a report, a plan, a letter."""

    head: PaperHead
    body: Body
    attached: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision (Nghị định 30, mẫu 1.2 and 1.3). ``authority`` is the line above the bases ("CHỦ TỊCH ỦY BAN …").

    ``articles`` are the texts of Điều 1, 2, 3 without their "Điều n."; ``issues`` is the text that the decision puts
    in force (indirect form), printed after it under a head of its own; None for the direct form.
    """

    head: PaperHead
    authority: str
    bases: tuple[str, ...]
    proposed_by: str
    articles: tuple[str, ...]
    issues: Paper | None = None


@dataclass(frozen=True, slots=True)
class ListPaper:
    """A list alone on its sheet: ``title`` in capitals, ``below`` the lines under it, the list, then the closing.

    ``framed``: the national header and the issuing body stand above it; ``signed``: the signature below it.
    """

    head: PaperHead
    title: str
    listing: Listing
    below: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    framed: bool = True
    signed: bool = True
