"""The city's papers: the consolidated report with its appendices, the reminder with the list of the absent.

Both overdue denominators of FORMAT 3.2 stand in the report: of all tasks, and of those that have a deadline. A report
is a draft on every page until the city has locked the period.
"""

from __future__ import annotations

from dataclasses import replace

from nq57desk import settings
from nq57desk.domain import paper_words as words
from nq57desk.domain.consolidation import RULES, Comparison, TaskCounts, fraction
from nq57desk.domain.listings import Listing
from nq57desk.domain.papers import Attached, Paper, PaperHead, Words
from nq57desk.domain.periods import Period, PeriodKind, city_due_day, preceding, window
from nq57desk.domain.plan import Plan
from nq57desk.domain.progress import State
from nq57desk.domain.report_drafting import plans_named
from nq57desk.domain.submission import CellState
from nq57desk.domain.timeliness import Timeliness
from nq57desk.domain.vietnamese import official_day
from nq57desk.errors import refuse
from nq57desk.usecases import city_listings as lists
from nq57desk.usecases import paper_heads
from nq57desk.usecases.city_gathering import gathered
from nq57desk.usecases.city_matrix import Matrix, matrix
from nq57desk.usecases.city_matrix import missing as missing_rows
from nq57desk.usecases.city_tables import CityTables, tables_before, tables_of
from nq57desk.usecases.paper_asked import Asked
from nq57desk.workspace import Desk


def report(desk: Desk, asked: Asked) -> Paper:
    """The consolidated report: by office, by task, by indicator, what stands in the way, who is absent."""
    period = _period(asked)
    it, found = tables_of(desk, period), matrix(desk, period=period.code)
    when = words.period_words(period)
    head = _head(desk, asked, word="Báo cáo", subject=f"Tổng hợp kết quả thực hiện Nghị quyết số 57-NQ/TW {when}")
    said = gathered(desk, period=period.code)
    told = [Words(note) for note in lists.notes(it)]
    attached = (
        Attached(f"Tổng hợp theo đơn vị {when}", (lists.by_office(it), *told)),
        Attached(f"Tổng hợp theo nhiệm vụ {when}", (lists.by_task(it), *told)),
        Attached(
            f"Tổng hợp theo chỉ tiêu {when}",
            (lists.by_indicator(it), *told, *(Words(note) for note in lists.indicator_notes(it))),
        ),
        Attached(f"Khó khăn, vướng mắc, kiến nghị {when}", (lists.said(said),)),
        Attached(f"Danh sách đơn vị chưa gửi số liệu {when}", (lists.absent(found, missing_rows(found)),)),
    )
    return Paper(
        head, (*_opening(desk, it, head), *_sent(it, found), *_tasks(desk, it), *_rest(it, len(said))), attached
    )


def missing(desk: Desk, asked: Asked) -> Paper:
    """The letter to the offices that have not sent their data, the list of them attached."""
    period = _period(asked)
    found = matrix(desk, period=period.code)
    rows = missing_rows(found)
    when, due = words.period_words(period), city_due_day(found.chosen, settings.calendar(desk.store))
    head = _head(desk, asked, word="", subject=f"đôn đốc gửi số liệu thực hiện Nghị quyết số 57-NQ/TW {when}")
    head = replace(head, draft=False, addressees=("Ủy ban nhân dân các phường, xã, đặc khu có tên trong danh sách",))
    listing = lists.absent(found, rows)
    label = f"Danh sách đơn vị chưa gửi số liệu {when}"
    if not rows:
        body: tuple[Words | Listing, ...] = (
            Words(f"Đến {official_day(desk.today)} tất cả {len(found.rows)} đơn vị đã gửi số liệu {when}."),
        )
        return Paper(head, body)
    over = due < desk.today
    counted = _count(len(rows))
    body = (
        Words(
            f"Theo quy định, số liệu {when} gửi về {head.issuing_body} chậm nhất hết {official_day(due)}. "
            f"Đến {official_day(desk.today)} còn {counted}/{len(found.rows)} đơn vị chưa gửi số liệu hoặc gói số liệu "
            "chưa nhận được (danh sách kèm theo)."
        ),
        Words(
            f"{head.issuing_body} đề nghị Ủy ban nhân dân các phường, xã, đặc khu có tên trong danh sách cập nhật "
            f"đầy đủ, chốt kỳ, xuất gói số liệu {when} và gửi về {head.issuing_body} "
            + ("ngay sau khi nhận được văn bản này." if over else f"trước khi hết {official_day(due)}.")
        ),
        Words("Đề nghị các đơn vị quan tâm, thực hiện."),
    )
    return Paper(head, body, (Attached(label, (listing,), landscape=False),))


def _count(number: int) -> str:
    """As in any running text, but none is "0": "00 đơn vị" is nothing that people write."""
    return words.count(number) if number else "0"


def _period(asked: Asked) -> Period:
    if asked.period is None:
        raise refuse("workspace.bad_period", text="")
    return asked.period


def _head(desk: Desk, asked: Asked, *, word: str, subject: str) -> PaperHead:
    locked = asked.about in desk.store.locks()
    return paper_heads.full_head(
        desk,
        asked.kind,
        asked.about,
        word=word,
        subject=subject,
        fingerprint=asked.code,
        year=desk.today.year,
        draft=not locked,
        issued=asked.issued,
    )


def _opening(desk: Desk, it: CityTables, head: PaperHead) -> tuple[Words, ...]:
    first, last = window(it.period, settings.calendar(desk.store))
    plans = tuple(plan for plan in desk.store.all(Plan) if plan.year == it.period.year)
    when = words.period_words(it.period)
    return (
        Words(
            f"Thực hiện {plans_named(plans)}, {head.issuing_body} tổng hợp kết quả thực hiện {when} của các phường, "
            f"xã, đặc khu (số liệu từ ngày {words.short_day(first)} đến ngày {words.short_day(last)}) như sau:"
        ),
    )


def _sent(it: CityTables, found: Matrix) -> tuple[Words, ...]:
    counts, of = found.counts(), len(found.rows)
    accepted = counts.get("accepted", 0)
    late = sum(row.cells[found.at].late for row in found.rows)
    told = [
        f"{_count(counts.get(str(state), 0))} đơn vị {lists.CELL_WORDS[state].lower()}"
        for state in (CellState.INCOMPLETE, CellState.MISSING, CellState.HELD, CellState.REJECTED)
        if counts.get(str(state), 0)
    ]
    rest = f" Trong số còn lại và chưa đủ: {', '.join(told)}." if told else ""
    muted = f", trong đó {_count(late)} đơn vị gửi sau hạn" if late else ""
    return (
        Words("I. TÌNH HÌNH GỬI SỐ LIỆU", 1),
        Words(f"Đã nhận số liệu của {accepted}/{of} đơn vị ({words.share(accepted, of) or '0%'}){muted}.{rest}"),
        *_absent_words(it),
    )


def _absent_words(it: CityTables) -> tuple[Words, ...]:
    if not it.without_data:
        return ()
    return (
        Words(
            f"{_count(len(it.without_data))} đơn vị chưa có số liệu của kỳ được nêu tên dưới từng bảng và "
            "không tính vào các tỷ lệ dưới đây."
        ),
    )


def _tasks(desk: Desk, it: CityTables) -> tuple[Words, ...]:
    total = it.total
    if not total.total:
        return (Words("II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ", 1), Words("Chưa có số liệu nhiệm vụ của kỳ."))
    in_time, late = total.standing(Timeliness.DONE_IN_TIME), total.standing(Timeliness.DONE_LATE)
    running, over = total.standing(Timeliness.IN_TIME, Timeliness.DUE_SOON), total.standing(Timeliness.LATE)
    n = _count
    return (
        Words("II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ", 1),
        Words(
            f"Tổng số {n(total.total)} nhiệm vụ của {n(len(it.by_office))} đơn vị. Đã hoàn thành {n(total.done)} "
            f"nhiệm vụ (đúng hạn {n(in_time)}, quá hạn {n(late)}, không có hạn {n(total.done - in_time - late)}), "
            f"đạt {_of(total, Comparison.DONE)}. Chưa hoàn thành còn trong hạn {n(running)}, đã quá hạn {n(over)}; "
            f"dừng, thay thế {n(total.state(State.STOPPED))}."
        ),
        Words(
            f"Nhiệm vụ quá hạn, kể cả hoàn thành quá hạn, là {n(total.overdue)}: bằng "
            f"{_of(total, Comparison.OVERDUE)} tổng số nhiệm vụ và bằng {_of(total, Comparison.OVERDUE_DATED)} "
            f"số nhiệm vụ có thời hạn ({n(total.dated)})."
        ),
        Words(
            f"Tỷ lệ cập nhật đúng hạn, đủ số liệu: {total.updated}/{total.asked} ({_of(total, Comparison.UPDATED)})."
        ),
        *_compared(desk, it),
    )


def _of(counts: TaskCounts, by: Comparison) -> str:
    return words.share(*fraction(counts, by)) or "–"


def _compared(desk: Desk, it: CityTables) -> tuple[Words, ...]:
    """With the period before, where there was one; and the rule in its own words."""
    if it.period.kind is PeriodKind.MONTH and it.period.ordinal == 1:
        return ()
    before = tables_before(desk, it.period)
    rule = RULES[Comparison.DONE]
    if not before.total.total:
        return (Words(f"Cách tính tỷ lệ hoàn thành: {rule[:1].lower()}{rule[1:]}."),)
    when = words.period_words(preceding(it.period))
    return (
        Words(
            f"So với {when} ({_count(len(before.by_office))} đơn vị có số liệu): tỷ lệ hoàn thành kỳ trước "
            f"{_of(before.total, Comparison.DONE)}, kỳ này {_of(it.total, Comparison.DONE)}; tỷ lệ quá hạn trên tổng "
            f"số kỳ trước {_of(before.total, Comparison.OVERDUE)}, kỳ này {_of(it.total, Comparison.OVERDUE)}. "
            f"Cách tính tỷ lệ hoàn thành: {rule[:1].lower()}{rule[1:]}."
        ),
    )


def _rest(it: CityTables, said: int) -> tuple[Words, ...]:
    met = sum(row.assessment.word.value == "met" for row in it.indicators)
    without = sum(row.assessment.word.value == "no_data" for row in it.indicators)
    goals = (
        f"Có {_count(len(it.indicators))} chỉ tiêu trong danh mục: {_count(met)} đạt, {_count(without)} "
        "chưa có số liệu. Chỉ tiêu của toàn thành phố bằng tổng tử số chia tổng mẫu số của các đơn vị có số liệu, "
        "không lấy trung bình các tỷ lệ."
        if it.indicators
        else "Thành phố chưa có danh mục chỉ tiêu để tổng hợp."
    )
    return (
        Words("III. KẾT QUẢ THỰC HIỆN CHỈ TIÊU", 1),
        Words(goals),
        Words("IV. KHÓ KHĂN, VƯỚNG MẮC, KIẾN NGHỊ", 1),
        Words(
            f"Các đơn vị nêu {_count(said)} khó khăn, vướng mắc, kiến nghị, tổng hợp tại Phụ lục IV."
            if said
            else "Các đơn vị không nêu khó khăn, vướng mắc, kiến nghị nào trong kỳ."
        ),
        Words(
            f"Còn {it.unlinked_tasks} nhiệm vụ, {it.unlinked_indicators} chỉ tiêu của các đơn vị có số liệu chưa liên "
            "kết với danh mục của thành phố."
        ),
    )
