"""The monthly grid's lines: filters with their figures, sections, and lines patched row by row."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nq57desk.gui.models.grid import GridModel, Line
from nq57desk.gui.models.month_columns import columns
from nq57desk.gui.pages.month_lines import FILTERS, View, counts, lines, listing, recounted
from nq57desk.gui.pages.month_work import can_edit
from nq57desk.usecases import month_patch
from nq57desk.usecases.month_sheet import SheetRow, month_sheet
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY, PERIOD
from tests.usecases.month_steps import Step, steps, take

views = st.builds(
    View,
    filter=st.sampled_from(["all", "missing", "partial", "late"]),
    search=st.sampled_from(["", "", "ke hoach"]),
    by_lead=st.booleans(),
)


def test_each_filter_counts_what_it_finds(office: Path) -> None:
    with open_desk(office, as_of=DAY) as desk:
        rows = [row for row in month_sheet(desk, period=PERIOD).rows if not row.group]
    found = {name: sum(map(wanted, rows)) for name, wanted in FILTERS.items()}
    found["all"] -= found["ended"]
    assert counts(rows) == found
    assert found["missing"] > 0


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=steps, view=views)
def test_patched_lines_are_the_lines_made_anew(office: Path, taken: list[Step], view: View) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(shutil.copytree(office, Path(scratch) / "office"))
        with open_desk(folder, as_of=DAY) as desk:
            sheet = month_sheet(desk, period=PERIOD)
            listed, figures = listing(sheet.rows, view), counts(sheet.rows)
            model: GridModel[SheetRow] = GridModel(columns(), can_edit)
            model.show(listed.lines)
            for step in taken:
                applied = take(desk, step)
                found = None if applied is None else month_patch.patched(desk, sheet, applied.touched)
                sheet = month_sheet(desk, period=PERIOD) if found is None else found.sheet
                patch = None if found is None else listed.patched(found.rows, view)
                if patch is None:
                    listed = listing(sheet.rows, view)
                    model.show(listed.lines)
                else:
                    model.put(patch)
                figures = counts(sheet.rows) if found is None else {**figures, **recounted(figures, found.rows)}
                assert figures == counts(sheet.rows)
                assert shown(model.lines) == shown(lines(sheet.rows, view.copy()))


def shown(found: tuple[Line[SheetRow], ...]) -> list[tuple[str, str, bool | None, SheetRow | None]]:
    """What a person sees of the lines."""
    return [(line.key, line.heading, line.closed, line.row) for line in found]
