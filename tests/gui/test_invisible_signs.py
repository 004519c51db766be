"""Signs without width that another office sent are shown by their number wherever its words are read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nq57desk.gui import city_words
from nq57desk.gui.models.city_matrix import NAME, CityMatrixModel
from nq57desk.gui.models.rows import plain_tip
from nq57desk.gui.widgets.plain import label
from nq57desk.gui.widgets.task_detail import TaskDetail
from nq57desk.usecases import city_matrix, task_list
from nq57desk.workspace import open_desk
from tests.builders.small_city import DAY

TURNED = "Số hóa \u202egnod\u200b"
SHOWN = "Số hóa ‹202E›gnod‹200B›"


def test_they_are_shown_in_details_and_in_the_citys_matrix(made_city: Path, office: Path, qtbot: QtBot) -> None:
    assert plain_tip(TURNED) == f"<p>{SHOWN}</p>"
    heading = label(TURNED)
    qtbot.addWidget(heading)
    assert heading.text() == SHOWN
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        task = task_list.tasks(desk)[0]
    detail = TaskDetail()
    qtbot.addWidget(detail)
    detail.show_task(replace(task, name=TURNED, product=TURNED))
    assert detail.name.text() == SHOWN
    assert detail._values["product"][1].text() == SHOWN
    with open_desk(made_city, as_of=DAY, read_only=True) as desk:
        found = city_matrix.matrix(desk)
    row = replace(found.rows[0], unit=replace(found.rows[0].unit, name=TURNED))
    model = CityMatrixModel()
    model.show(replace(found, rows=(row,)))
    place = model.index(model.place_of(row.unit.code), NAME)
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
    assert all(SHOWN in str(place.data(role)) for role in roles)
    assert SHOWN in city_words.about(row, row.cells[0])
