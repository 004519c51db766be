"""The overview on one A4 page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from nq57desk import paths, settings
from nq57desk.documents.charts import Drawing, Words
from nq57desk.documents.overview_page import LateLine, OverviewPage, compose
from nq57desk.documents.render_pdf_charts import draw_pages, measured
from nq57desk.domain.periods import title
from nq57desk.domain.vietnamese import TonePlace, place_tones
from nq57desk.errors import refuse
from nq57desk.sentences.disk import why
from nq57desk.usecases.overview import Overview, overview
from nq57desk.wording import _, on_paper
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


def overview_pdf(desk: Desk, *, period: str | None = None) -> bytes:
    """The page as a PDF, in Vietnamese whatever language the window speaks.

    Raises:
        Refused: the period is none.
    """
    with on_paper():
        made = page(desk, overview(desk, period=period))
        drawing = compose(made, measured)
        return draw_pages((_spelled(drawing, settings.tones(desk.store)),), title=made.heading)


def _spelled(drawing: Drawing, place: TonePlace) -> Drawing:
    shapes = (
        replace(each, text=place_tones(each.text, place)) if isinstance(each, Words) else each
        for each in drawing.shapes
    )
    return replace(drawing, shapes=tuple(shapes))


def save_overview(desk: Desk, *, path: Path, period: str | None = None) -> Path:
    """Write the page as a PDF, whole or not at all; the file.

    Raises:
        Refused: the period is none, or the file cannot be written.
    """
    data = overview_pdf(desk, period=period)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(path, data)
    except OSError as error:
        raise refuse("workspace.cannot_write", file=path, reason=why(error)) from error
    return path
