"""What a progress report says from the data alone: figures in words and tables, results, difficulties, what comes next.

Every figure is counted from the same rows as the month's board (:mod:`nq57desk.domain.reported`); shares are exact
fractions cut to one decimal. What the bodies wrote stands in their own words ("- nhiệm vụ: kết quả"), never reworded.
What there is none of is said in a sentence of its own, never left out silently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nq57desk.domain import paper_words as words
from nq57desk.domain.indicator_results import Word
from nq57desk.domain.list_indicators import actual_cell
from nq57desk.domain.list_lines import item, number_cell
from nq57desk.domain.list_next import coming, duties, next_tasks
from nq57desk.domain.listings import LineKind, Listing, ListingCell, ListingColumn, ListingLine
from nq57desk.domain.papers import Body, Words
from nq57desk.domain.periods import Period, PeriodKind
from nq57desk.domain.plan import Plan
from nq57desk.domain.progress import State
from nq57desk.domain.report_outline import ReportPart, TextState
from nq57desk.domain.reported import Figures, Reported, ReportedTask, figures
from nq57desk.domain.timeliness import Timeliness
from nq57desk.domain.vietnamese import official_day, tidy, write_number

_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The points of a paper: the Vietnamese alphabet with đ (the decree itself runs …d, đ, e, g)."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """What is drafted from: the period's rows, the period that follows, and where the lists are attached."""

    it: Reported
    following: Period
    following_last: date
    labels: Mapping[str, str]
    """ "tasks", "indicators" and "warnings" -> "Phụ lục I"; a list that is not attached has none."""

    @property
    def figures(self) -> Figures:
        """The period counted."""
        return figures(self.it)


def report_body(parts: Sequence[ReportPart], drafting: Drafting, opening: str, closing: str) -> Body:
    """The whole text in the outline's order."""
    body: list[Words | Listing] = [Words(opening)]
    for part in parts:
        body.append(Words(part.heading_line, part.level))
        if not part.heading:
            body += _part(part, drafting)
    return (*body, Words(closing))


def _part(part: ReportPart, drafting: Drafting) -> Iterable[Words | Listing]:
    if part.draft and part.state is TextState.DRAFTED:
        return DRAFTS[part.draft](drafting)
    if not part.text.strip():
        return (Words("", field=part.field),)
    carried = part.field if part.state is TextState.CARRIED else ""
    return tuple(Words(line, field=carried) for line in tidy(part.text).split("\n"))


def plans_named(plans: Sequence[Plan]) -> str:
    """ "Kế hoạch số 18/KH-UBND ngày 20 tháng 01 năm 2026 và Kế hoạch số …"; "các kế hoạch" where none is there."""
    named = [_plan_named(plan) for plan in plans]
    if not named:
        return "chương trình, kế hoạch được giao"
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} và {named[-1]}"


def _plan_named(plan: Plan) -> str:
    kind = words.capital(words.one_line(plan.kind).lower())
    if not plan.number:
        return " ".join(filter(None, (kind, words.one_line(plan.title)))) or "kế hoạch"
    signed = f"{kind} số {plan.number.zfill(2)}/{plan.symbol}".rstrip("/")
    return f"{signed} {official_day(plan.issued_on)}" if plan.issued_on else signed


# ---- figures ---------------------------------------------------------------------------------------------------------


def _tasks(drafting: Drafting) -> Body:
    it, found = drafting.it, drafting.figures
    if not found.total:
        return (Words("Trong kỳ chưa có nhiệm vụ nào được giao."),)
    late = found.standings[Timeliness.DONE_LATE]
    in_time = "chưa có nhiệm vụ nào hoàn thành"
    if found.done:
        in_time = f"đã hoàn thành {words.count(found.done)} nhiệm vụ, đạt {words.share(found.done, found.total)}"
    if late:
        in_time += f" (trong đó {words.count(late)} nhiệm vụ hoàn thành quá hạn)"
    states = (State.IN_PROGRESS, State.NOT_STARTED, State.PAUSED, State.STOPPED)
    rest = [f"{words.STATES[s].lower()} {words.count(found.states[s])} nhiệm vụ" for s in states if found.states[s]]
    first = f"Tổng số nhiệm vụ theo dõi là {words.count(found.total)}. Đến {official_day(it.today)}, "
    lines: list[Words | Listing] = [Words(first + "; ".join((in_time, *rest)) + ".")]
    lines.append(Words(_deadlines(found)))
    lines.append(Words("Tổng hợp theo thời hạn như sau:"))
    return (*lines, _standing_table(found), *_see(drafting, "tasks"))


def _deadlines(found: Figures) -> str:
    late, soon = found.standings[Timeliness.LATE], found.standings[Timeliness.DUE_SOON]
    said = [f"{words.count(late)} nhiệm vụ quá hạn chưa hoàn thành"] if late else []
    said += [f"{words.count(soon)} nhiệm vụ sắp đến hạn"] if soon else []
    return f"Có {', '.join(said)}." if said else "Không có nhiệm vụ quá hạn chưa hoàn thành."


_ORDER = (
    Timeliness.DONE_IN_TIME,
    Timeliness.DONE_LATE,
    Timeliness.IN_TIME,
    Timeliness.DUE_SOON,
    Timeliness.LATE,
    Timeliness.DUTY_DONE,
    Timeliness.DUTY_MISSING,
    Timeliness.NO_DEADLINE,
)
_TABLE = (
    ListingColumn("place", "TT", centred=True, width=1),
    ListingColumn("name", "Tình hình thực hiện", width=7),
    ListingColumn("count", "Số nhiệm vụ", centred=True, width=3),
    ListingColumn("share", "Tỷ lệ", centred=True, width=2),
)
_SAID = {
    Timeliness.IN_TIME: "Đang thực hiện, trong hạn",
    Timeliness.DUE_SOON: "Đang thực hiện, sắp đến hạn",
    Timeliness.LATE: "Quá hạn, chưa hoàn thành",
}


def _standing_table(found: Figures) -> Listing:
    rows = [
        (_SAID.get(word, words.TIMELINESS[word]), found.standings[word]) for word in _ORDER if found.standings[word]
    ]
    lines = [_counted(place, name, number, found.total) for place, (name, number) in enumerate(rows, start=1)]
    total = item("", "Tổng số", number_cell(found.total), ListingCell("100%", 1))
    return Listing(_TABLE, (*lines, ListingLine(LineKind.TOTAL, total.cells)))


def _counted(place: int, name: str, number: int, total: int) -> ListingLine:
    return item(number_cell(place), name, number_cell(number), words.share(number, total))


def _indicators(drafting: Drafting) -> Body:
    found = drafting.figures
    if not found.indicators:
        return (Words("Trong kỳ không có chỉ tiêu nào được giao."),)
    met, number = found.words[Word.MET], found.indicators
    said = ["chưa có chỉ tiêu nào đạt"]
    if met:
        said = [f"{words.count(met)} chỉ tiêu đạt, bằng {words.share(met, number)} số chỉ tiêu"]
    for word, phrase in (
        (Word.NOT_YET, "chỉ tiêu chưa đạt"),
        (Word.NOT_MET, "chỉ tiêu không đạt khi đã hết thời hạn"),
        (Word.NO_DATA, "chỉ tiêu chưa có số liệu để đánh giá"),
    ):
        if found.words[word]:
            said.append(f"{words.count(found.words[word])} {phrase}")
    lines = [Words(f"Trong tổng số {words.count(number)} chỉ tiêu: {'; '.join(said)}.")]
    behind = [r for r in drafting.it.indicators if r.counted and r.found.word in (Word.NOT_YET, Word.NOT_MET)]
    if behind:
        lines.append(Words("Các chỉ tiêu chưa đạt, không đạt:"))
    for row in behind:
        unit = row.indicator.unit or (row.found.target.unit if row.found.target else "") or ""
        actual, wanted = actual_cell(row, unit).text, words.unbroken(row.found.wording)
        lines.append(Words(f"- {words.one_line(row.indicator.name)}: thực hiện {actual}, mục tiêu {wanted}."))
    return (*lines, *_see(drafting, "indicators"))


def _disbursement(drafting: Drafting) -> Body:
    rows = [row for row in drafting.it.counted_tasks if row.disbursed]
    if not rows:
        return (Words("Trong kỳ chưa ghi nhận kinh phí giải ngân cho các nhiệm vụ."),)
    total = write_number(Decimal(sum(row.disbursed for row in rows)))
    lines = [Words(f"Trong kỳ đã giải ngân {total} đồng cho {words.count(len(rows))} nhiệm vụ, gồm:")]
    for row in rows:
        amount = write_number(Decimal(row.disbursed))
        lines.append(Words(f"- {words.one_line(row.task.name).rstrip('.:;,')}: {amount} đồng."))
    return tuple(lines)


def _updating(drafting: Drafting) -> Body:
    it, found = drafting.it, drafting.figures
    if not found.asked:
        return (Words("Trong kỳ không có nhiệm vụ nào phải cập nhật."),)
    month = it.period.kind is PeriodKind.MONTH
    when = "Có" if month else f"Trong {words.period_words(it.judged_month)} có"
    level = f"{'đạt' if found.reached else 'thấp hơn'} mức yêu cầu {found.threshold}%"
    said = f"{when} {found.updated}/{found.asked} nhiệm vụ được cập nhật đúng thời hạn và đủ số liệu"
    lines: list[Words | Listing] = [Words(f"{said}, đạt {words.share(found.updated, found.asked)}, {level}.")]
    warned = len(it.rate.warning_list)
    if warned:
        label = drafting.labels.get("warnings", "")
        at = f" tại {label} kèm theo" if label else ""
        lines.append(Words(f"{words.count(warned)} nhiệm vụ trong danh sách cảnh báo{at}."))
    if len(it.rates) > 1:
        lines += [Words("Kết quả cập nhật theo từng tháng như sau:"), _rate_table(it)]
    return tuple(lines)


_RATES = (
    ListingColumn("place", "TT", centred=True, width=1),
    ListingColumn("month", "Tháng", width=5),
    ListingColumn("updated", "Đã cập nhật", centred=True, width=3),
    ListingColumn("asked", "Phải cập nhật", centred=True, width=3),
    ListingColumn("share", "Tỷ lệ", centred=True, width=2),
)


def _rate_table(it: Reported) -> Listing:
    lines = []
    for place, rate in enumerate(it.rates, start=1):
        month = words.capital(words.period_words(rate.period))
        cells = (number_cell(place), month, number_cell(rate.updated), number_cell(rate.of))
        lines.append(item(*cells, words.share(rate.updated, rate.of)))
    return Listing(_RATES, tuple(lines))


def _see(drafting: Drafting, which: str) -> tuple[Words, ...]:
    label = drafting.labels.get(which)
    return (Words(f"(Chi tiết tại {label} kèm theo Báo cáo này)."),) if label else ()


# ---- the bodies' own words -------------------------------------------------------------------------------------------


def _sections(drafting: Drafting) -> Body:
    """Each section with "- task: result", in the plan's order; rows of no section stand under their list's title."""
    lines: list[Words] = []
    rows = [row for row in drafting.it.counted_tasks if row.result]
    several = len({_group(row)[0] for row in rows}) > 1
    group = ""
    headings = 0
    for row in rows:
        key, title = _group(row)
        if several and key != group:
            group, headings = key, headings + 1
            lines.append(Words(f"{point(headings)} {title}", 3))
        lines.append(Words(f"- {_named(row)}: {_result(row)}"))
    return tuple(lines) or (Words("Trong kỳ chưa ghi nhận kết quả mới."),)


def _group(row: ReportedTask) -> tuple[str, str]:
    """What a row stands under: its section's id and title, else its list's."""
    if row.section is not None and row.section.title.strip():
        return row.section.id, words.one_line(row.section.title)
    title = words.one_line(row.appendix.title or row.appendix.label)
    return row.appendix.id, words.capital(title.lower()) if title.isupper() else title


def point(number: int) -> str:
    """ "a)", "b)", … "đ)", … "y)", then "aa)": the points of a paper."""
    place = (number - 1) % len(_LETTERS)
    return _LETTERS[place] * ((number - 1) // len(_LETTERS) + 1) + ")"


def _named(row: ReportedTask) -> str:
    return words.one_line(row.task.name).rstrip(".:;, ")


def _result(row: ReportedTask) -> str:
    said = words.sentence(row.result)
    document = words.one_line(row.product)
    return f"{said[:-1]} ({document})." if document and document not in said else said


def _led(row: ReportedTask) -> str:
    lead = words.one_line(row.lead)
    return f"{_named(row)} ({lead})" if lead else _named(row)


def _late(drafting: Drafting) -> Body:
    rows = [row for row in drafting.it.counted_tasks if row.now.timeliness is Timeliness.LATE]
    if not rows:
        return (Words("Không có nhiệm vụ quá hạn chưa hoàn thành."),)
    rows.sort(key=lambda row: row.now.days or 0)
    return tuple(Words(f"- {_led(row)}: {words.standing_words(row.now).lower()}.") for row in rows)


def _obstacles(drafting: Drafting) -> Body:
    return _own_words(drafting.it.counted_tasks, lambda row: row.difficulty) or (
        Words("Các cơ quan, đơn vị không báo cáo khó khăn, vướng mắc trong kỳ."),
    )


def _bodies(drafting: Drafting) -> Body:
    return _own_words(drafting.it.counted_tasks, lambda row: row.proposal) or (
        Words("Các cơ quan, đơn vị không có kiến nghị trong kỳ."),
    )


def _own_words(rows: Iterable[ReportedTask], said: Callable[[ReportedTask], str]) -> tuple[Words, ...]:
    return tuple(Words(f"- {_led(row)}: {words.sentence(said(row))}") for row in rows if said(row))


def _next(drafting: Drafting) -> Body:
    it = drafting.it
    rows, going_on = coming(it, drafting.following_last), duties(it)
    lines: list[Words | Listing] = []
    if rows:
        late = sum(row.now.timeliness is Timeliness.LATE for row in rows)
        of = f", trong đó {words.count(late)} nhiệm vụ đã quá hạn" if late else ""
        lines.append(Words(f"Tập trung hoàn thành {words.count(len(rows))} nhiệm vụ{of}, theo thứ tự thời hạn:"))
        lines.append(next_tasks(it, drafting.following_last))
    else:
        lines.append(Words("Không có nhiệm vụ nào đến hạn trong kỳ tới."))
    if going_on:
        lines.append(Words(f"Tiếp tục thực hiện {words.count(len(going_on))} nhiệm vụ thường xuyên, định kỳ."))
    return tuple(lines)


DRAFTS: Mapping[str, Callable[[Drafting], Body]] = {
    "tasks": _tasks,
    "sections": _sections,
    "indicators": _indicators,
    "disbursement": _disbursement,
    "updating": _updating,
    "late": _late,
    "obstacles": _obstacles,
    "bodies": _bodies,
    "next": _next,
}
"""What can be drafted, by the word that an outline names it with."""
