"""Rows of a ruled table that a page's end cuts without a rule.

Decides that where at least three upright rules of a page end at one height and no level rule meets them there, the
table is only cut: a rule is thought there, so that the cut row's cells are cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pdfplumber.page import Page

_TOUCH = 3.0
"""Points within which two rules meet, as pdfplumber takes it."""
_FEWEST = 3

Rule = dict[str, Any]
"""An edge as pdfplumber gives it: x0, x1, top, bottom, orientation."""


def thought_rules(page: Page) -> list[Rule]:
    """The level rules that the page lacks, as pdfplumber's ``explicit_horizontal_lines`` takes them."""
    edges: Sequence[Rule] = page.edges
    upright = [edge for edge in edges if edge["orientation"] == "v" and edge["bottom"] - edge["top"] > _TOUCH]
    level = [edge for edge in edges if edge["orientation"] == "h"]
    found: list[Rule] = []
    for height, ends in _by_height(upright).items():
        open_ends = sorted(_open(ends, height, level, upright))
        if len(open_ends) >= _FEWEST and open_ends[-1] - open_ends[0] > _TOUCH:
            found.append(_rule(open_ends[0], open_ends[-1], height))
    return found


def _by_height(upright: Iterable[Rule]) -> dict[float, set[float]]:
    """The places where upright rules begin or end, by height; heights within reach of each other are one."""
    ends = sorted((float(edge[side]), float(edge["x0"])) for edge in upright for side in ("top", "bottom"))
    found: dict[float, set[float]] = {}
    height = None
    for at, x in ends:
        height = at if height is None or at - height > _TOUCH else height
        found.setdefault(height, set()).add(round(x, 1))
    return found


def _open(xs: Iterable[float], height: float, level: Sequence[Rule], upright: Sequence[Rule]) -> set[float]:
    """Those of the ends that no level rule meets and no other upright rule goes on from."""
    near = [rule for rule in level if abs(rule["top"] - height) <= 2 * _TOUCH]
    through = [rule for rule in upright if rule["top"] < height - _TOUCH and rule["bottom"] > height + _TOUCH]
    above = {round(rule["x0"], 1) for rule in upright if abs(rule["bottom"] - height) <= _TOUCH}
    below = {round(rule["x0"], 1) for rule in upright if abs(rule["top"] - height) <= _TOUCH}
    met = {x for x in xs if any(rule["x0"] - _TOUCH <= x <= rule["x1"] + _TOUCH for rule in near)}
    passed = {x for x in xs if any(abs(rule["x0"] - x) <= _TOUCH for rule in through)}
    return set(xs) - met - passed - (above & below)


def _rule(left: float, right: float, height: float) -> Rule:
    return {
        "object_type": "line",
        "x0": left,
        "x1": right,
        "top": height,
        "bottom": height,
        "width": right - left,
        "height": 0.0,
    }
