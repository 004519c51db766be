"""Excel's own bar charts on a sheet of a list: they go on following the cells when a person changes or sorts them.

The colours are those of the program's own charts: green done in time, amber done late, blue under way, red late.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from nq57desk.domain.listings import Listing

_HIGH_CM, _HIGHER_CM, _MANY = 9, 14, 40
"""A chart's height; with many bars, whose names stand upright, it is higher."""
_ROW_CM = 0.5
_CM_OF_LETTER = 0.19
_LEAST_CM, _MOST_CM = 18, 44
_LABELLED = 24
"""More bars than these stand too close for their figures."""
_USUAL = "2F73BF"
_GRID = "D5DAE0"
_SERIES = {
    "done_in_time": "2E8B57",
    "done_late": "B27600",
    "open_in_time": "2F73BF",
    "open_late": "C62839",
    "overdue_all": "C62839",
    "done_share": "2E8B57",
    "share": "2E8B57",
    "met": "2E8B57",
}


@dataclass(frozen=True, slots=True)
class BookChart:
    """A bar chart: what stands in ``columns`` (by key) against the column ``names``; stacked where there are several.

    ``per_cent``: the values are shares. At most ``most`` lines are drawn. ``fills``: a colour for each bar of a single
    column, in the order of the lines.
    """

    title: str
    names: str
    columns: tuple[str, ...]
    per_cent: bool = False
    most: int = 200
    fills: tuple[str, ...] = ()


def place_chart(made: Worksheet, listing: Listing, chart: BookChart, lines: tuple[int, Sequence[int]], at: str) -> int:
    """Put a chart at a cell; ``lines`` are the row of the headings and the rows that are drawn.

    How many rows of the sheet it covers.
    """
    top, rows = lines
    if not rows:
        return 0
    keys = [column.key for column in listing.columns]
    first, last = rows[0], min(rows[-1], rows[0] + chart.most - 1)
    drawn = BarChart()
    drawn.type, drawn.style, drawn.gapWidth = "col", 10, 45
    drawn.title = chart.title
    drawn.height = _HIGHER_CM if last - first > _MANY else _HIGH_CM
    drawn.width = _wide(made, len(keys))
    if len(chart.columns) > 1:
        drawn.grouping, drawn.overlap = "stacked", 100
        drawn.legend.position = "b"
    else:
        drawn.legend = None
    for key in chart.columns:
        column = keys.index(key) + 1
        drawn.add_data(Reference(made, min_col=column, min_row=first, max_row=last), titles_from_data=False)
        drawn.series[-1].tx = _name(made, column, top)
        drawn.series[-1].graphicalProperties = GraphicalProperties(solidFill=_SERIES.get(key, _USUAL))
    for place, fill in enumerate(chart.fills[: last - first + 1]):
        point = DataPoint(idx=place, spPr=GraphicalProperties(solidFill=fill))
        drawn.series[0].dPt.append(point)
    if len(chart.columns) == 1 and last - first < _LABELLED:
        drawn.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    drawn.set_categories(Reference(made, min_col=keys.index(chart.names) + 1, min_row=first, max_row=last))
    _axes(drawn, per_cent=chart.per_cent)
    made.add_chart(drawn, at)
    return round(drawn.height / _ROW_CM) + 1


def _axes(drawn: BarChart, *, per_cent: bool) -> None:
    drawn.y_axis.numFmt = "0%" if per_cent else "#,##0"
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.scaling.min = 0
    drawn.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=_GRID)))
    drawn.y_axis.spPr = GraphicalProperties(ln=LineProperties(noFill=True))


def _wide(made: Worksheet, columns: int) -> int:
    """As wide as the table above it."""
    letters = sum(made.column_dimensions[get_column_letter(at + 1)].width for at in range(columns))
    return min(_MOST_CM, max(_LEAST_CM, round(letters * _CM_OF_LETTER)))


def _name(made: Worksheet, column: int, top: int) -> SeriesLabel:
    quoted = made.title.replace("'", "''")
    return SeriesLabel(strRef=StrRef(f"'{quoted}'!${get_column_letter(column)}${top}"))
