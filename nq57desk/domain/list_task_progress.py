"""The list of task progress (biểu tiến độ thực hiện nhiệm vụ): each task of the period, where it stands, what came out.

Numbers, sections and words are the plan's own. A task that only heads its sub-tasks stands there without a state.
"""

from __future__ import annotations

from nq57desk.domain import paper_words as words
from nq57desk.domain.list_lines import item, percent_cell, under_headings
from nq57desk.domain.listings import Listing, ListingColumn, ListingLine
from nq57desk.domain.reported import Reported, ReportedTask

COLUMNS = (
    ListingColumn("number", "TT", centred=True),
    ListingColumn("name", "Nội dung nhiệm vụ", width=58),
    ListingColumn("lead", "Cơ quan chủ trì", width=33),
    ListingColumn("deadline", "Thời hạn", centred=True, width=25),
    ListingColumn("state", "Tiến độ / Trạng thái", centred=True, width=24),
    ListingColumn("percent", "Tiến độ / Tỷ lệ", centred=True, width=15),
    ListingColumn("timeliness", "Đánh giá thời hạn", centred=True, width=27),
    ListingColumn("result", "Kết quả trong kỳ", width=45),
    ListingColumn("product_document", "Sản phẩm, văn bản", width=25),
)


def task_progress(it: Reported) -> Listing:
    """Every task of the period."""
    return Listing(COLUMNS, under_headings(it.tasks, _line), "Chưa có nhiệm vụ nào trong kỳ.")


def _line(row: ReportedTask) -> ListingLine:
    task, now, sub = row.task, row.now, bool(row.task.parent_id)
    if row.group:
        return item(task.number, task.name, "", "", "", "", "", "", "", sub=sub)
    return item(
        task.number,
        task.name,
        task.lead,
        task.deadline,
        words.STATES[now.state],
        percent_cell(now.percent),
        words.standing_words(now),
        said_in_period(row),
        row.product,
        sub=sub,
    )


def said_in_period(row: ReportedTask) -> str:
    """The result in the office's words, else that nothing arose; of a task that said nothing, nothing."""
    if row.result:
        return row.result
    return "Không phát sinh." if row.said and row.said[-1].nothing_arose else ""
