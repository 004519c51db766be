"""The overview on one A4 page."""

from __future__ import annotations

from pathlib import Path

from nq57desk import paths
from nq57desk.documents.overview_page import LateLine, OverviewPage, compose
from nq57desk.documents.render_pdf_charts import draw_pages, measured
from nq57desk.domain.periods import title
from nq57desk.errors import refuse
from nq57desk.usecases.overview import Overview, overview
from nq57desk.wording import _
from nq57desk.workspace import Desk


def page(desk: Desk, seen: Overview) -> OverviewPage:
    """What stands on the page."""
    board = seen.board
    rate = board.rate
    late = tuple(
        LateLine(
            row.task.number,
            " ".join(row.task.name.split()),
            " ".join(row.task.lead.split()),
            _("quá {n} ngày").format(n=-(row.task.days or 0)),
        )
        for row in board.late
    )
    figures = (
        _("{n} quá hạn").format(n=len(board.late)),
        _("{n} sắp đến hạn").format(n=len(board.due_soon)),
        _("{n} chưa cập nhật xong kỳ").format(n=len(board.missing)),
        _("{n} chỉ tiêu chưa đạt").format(n=seen.indicators[0]),
        _("đã cập nhật {updated}/{of} = {percent}").format(updated=rate.updated, of=rate.of, percent=rate.percent),
    )
    heading = _("Tổng quan {period}").format(period=title(board.period))
    sample = _("ĐƠN VỊ MẪU – số liệu giả. ") if desk.office.sample else ""
    foot = sample + _("Lập ngày {day}, NQ57 Desk").format(day=desk.today.strftime("%d/%m/%Y"))
    return OverviewPage(desk.office.name, heading, figures, seen.bodies, late, seen.due, seen.rates, foot)


def save_overview(desk: Desk, *, path: Path, period: str | None = None) -> Path:
    """Write the page as a PDF, whole or not at all; the file.

    Raises:
        Refused: the period is none, or the file cannot be written.
    """
    made = page(desk, overview(desk, period=period))
    data = draw_pages((compose(made, measured),), title=made.heading)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(path, data)
    except OSError as error:
        raise refuse("workspace.cannot_write", file=path, reason=error.strerror or error) from error
    return path
