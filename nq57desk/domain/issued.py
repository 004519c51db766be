"""A paper that was issued: its number, day and signer, and what ties the kept copy to the data of that moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """One issued paper, kept for good. ``about`` is what it was made for: a period's code, a plan's or appendix's id,
    a letter's "period/body". ``pdf`` and ``docx`` are the SHA-256 of the kept files ("" where there is none);
    ``revision`` and ``fingerprint`` the state of the data; ``kept_at`` ISO with offset."""

    id: str
    kind: str
    about: str
    year: int
    number: str
    symbol: str
    issued_on: date
    signer: str
    title: str
    revision: int
    fingerprint: str
    pages: int
    pdf: str
    docx: str
    kept_at: str
    kept_by: str


def newest(papers: Iterable[IssuedPaper], kind: str, about: str) -> IssuedPaper | None:
    """The paper of this kind that was issued last for this; None where there is none."""
    its = [paper for paper in papers if (paper.kind, paper.about) == (kind, about)]
    return max(its, key=lambda paper: (paper.issued_on, paper.kept_at), default=None)


def same_number(papers: Iterable[IssuedPaper], number: str, symbol: str, year: int) -> tuple[IssuedPaper, ...]:
    """Those that carry this number already: it is unique for each symbol within a year (Nghị định 30, điều 15)."""
    plain = number.lstrip("0")
    return tuple(p for p in papers if (p.number.lstrip("0"), p.symbol, p.year) == (plain, symbol, year))
