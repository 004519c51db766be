"""The five things that must be clear of a task: "rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ kết quả"."""

from __future__ import annotations

from enum import StrEnum


class Clear(StrEnum):
    """One of the five, in the order in which they are always named."""

    WHO = "who"
    WHAT = "what"
    WHEN = "when"
    ANSWERABLE = "answerable"
    RESULT = "result"
