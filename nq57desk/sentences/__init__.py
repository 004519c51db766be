"""Every problem code with its Vietnamese sentence: what happened, what is safe, what to do.

One module for each room of the house holds ``SENTENCES``: a mapping of codes to templates with
``{names}`` that a Problem's words fill in. A code once released keeps its meaning.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from datetime import datetime
from functools import cache

from nq57desk.domain.problems import Place, Problem
from nq57desk.wording import _, mark

_KINDS: Mapping[str, str] = {
    "org_unit": mark("cơ quan, đơn vị"),
    "reporting_period": mark("kỳ báo cáo"),
    "plan": mark("kế hoạch"),
    "paragraph": mark("đoạn văn"),
    "appendix": mark("phụ lục"),
    "section": mark("mục"),
    "task": mark("nhiệm vụ"),
    "indicator": mark("chỉ tiêu"),
    "progress_update": mark("cập nhật tiến độ"),
    "indicator_value": mark("số liệu chỉ tiêu"),
    "attachment": mark("tệp minh chứng"),
}
"""The domain's words for kinds of records as a person says them."""


_MOMENTS = frozenset(("on", "since", "at"))
"""The words of a problem that are a day or a moment."""


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


@cache
def catalogue() -> Mapping[str, str]:
    """All codes with their templates.

    Raises:
        ValueError: two rooms use the same code.
    """
    found: dict[str, str] = {}
    for module in pkgutil.iter_modules(__path__):
        room: Mapping[str, str] = importlib.import_module(f"{__name__}.{module.name}").SENTENCES
        twice = found.keys() & room.keys()
        if twice:
            raise ValueError(f"code used twice: {sorted(twice)}")
        found.update(room)
    return found


def sentence(problem: Problem) -> str:
    """The problem's sentence in the language in use, its words filled in as plain text.

    ``{file}`` is the place's file where the problem names none; ``{kind}`` is the word for a kind of record, ``{part}``
    the member of a bundle that holds that kind; of ``{on}``, ``{since}`` and ``{at}`` an ISO day or moment is written
    as a person reads it.
    """
    words = _Blank(problem.words)
    if problem.place.file:
        words.setdefault("file", problem.place.file)
    words.update((name, _moment(words[name])) for name in _MOMENTS & words.keys())
    if "kind" in words:
        words["part"] = f"data/{words['kind']}.jsonl"
    if words.get("kind") in _KINDS:
        words["kind"] = _(_KINDS[words["kind"]])
    return _(catalogue()[problem.code]).format_map(words)


def _moment(text: str) -> str:
    """An ISO day or moment as it is said: "13/11/2026", "13/11/2026 lúc 14:12"; anything else stands as it is."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    day = f"{at:%d/%m/%Y}"
    return _("{day} lúc {time}").format(day=day, time=f"{at:%H:%M}") if len(text) > len("2026-11-13") else day


def kind_words(kind: str) -> str:
    """The word for a kind of record; a kind that is not known stands as it is."""
    return _(_KINDS[kind]) if kind in _KINDS else kind


def where(place: Place) -> str:
    """The place as a person says it: "Bảng 2, dòng 17, cột Thời gian, trang 11"."""
    parts = [
        f"{place.sheet}!{place.cell}" if place.sheet and place.cell else place.sheet or place.cell,
        _("bảng {n}").format(n=place.table) if place.table else "",
        _("dòng {n}").format(n=place.row) if place.row else "",
        _("cột {name}").format(name=place.column) if place.column else "",
        _("trang {n}").format(n=place.page) if place.page else "",
    ]
    text = ", ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]
