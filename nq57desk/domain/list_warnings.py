"""The warning list (danh sách cảnh báo): the open tasks that were not updated in time with enough data.

Source: plan 001 (xã Thái Tân): a task updated late or without enough data goes on the warning list; see
:mod:`nq57desk.domain.update_rate`.
"""

from __future__ import annotations

from nq57desk.domain import paper_words as words
from nq57desk.domain.list_lines import item, number_cell
from nq57desk.domain.listings import Listing, ListingColumn, ListingLine
from nq57desk.domain.reported import Reported, ReportedTask
from nq57desk.domain.update_rate import WarnedTask

COLUMNS = (
    ListingColumn("place", "TT", centred=True, width=10),
    ListingColumn("number", "TT trong kế hoạch", centred=True, width=19),
    ListingColumn("name", "Nhiệm vụ", width=75),
    ListingColumn("lead", "Cơ quan chủ trì", width=38),
    ListingColumn("supervisor", "Lãnh đạo phụ trách", width=34),
    ListingColumn("deadline", "Thời hạn", centred=True, width=26),
    ListingColumn("reason", "Lý do cảnh báo", width=36),
    ListingColumn("periods", "Số kỳ liên tiếp", centred=True, width=16),
)


def warning_list(it: Reported) -> Listing:
    """The tasks that the rule asks for and that lack something, in the plan's order."""
    by_id = {row.task.id: row for row in it.tasks}
    ranks = {row.task.id: place for place, row in enumerate(it.tasks)}
    warned = sorted(it.rate.warning_list, key=lambda one: ranks.get(one.task.id, len(ranks)))
    lines = tuple(_line(place, one, by_id.get(one.task.id)) for place, one in enumerate(warned, start=1))
    return Listing(COLUMNS, lines, "Không có nhiệm vụ nào trong danh sách cảnh báo của kỳ.")


def _line(place: int, one: WarnedTask, row: ReportedTask | None) -> ListingLine:
    lead = row.lead if row is not None else one.lead
    return item(
        number_cell(place),
        one.task.number,
        one.task.name,
        lead,
        one.supervisor,
        one.task.deadline,
        reason(one),
        number_cell(one.periods),
    )


def reason(one: WarnedTask) -> str:
    """ "Cập nhật chưa đủ số liệu (thiếu kết quả trong kỳ)"."""
    said = words.LACKS[one.lack]
    missing = ", ".join(words.FIELDS.get(name, name) for name in one.missing)
    return f"{said} (thiếu {missing})" if missing else said
