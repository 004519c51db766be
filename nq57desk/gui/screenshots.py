"""Pictures of every page and dialog, taken from the real window on a copy of an office, so that nothing is changed.

Works without a screen. The city's page is shown by a city made for the moment that takes in the office's own bundle.
``python -m nq57desk.gui.screenshots DIR`` takes them of the sample office on one fixed day, so they can be compared.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from nq57desk.domain.organisation import Role
from nq57desk.gui import app as desk_app
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.catalogue import pages_for
from nq57desk.gui.pages.importing import ImportPage
from nq57desk.gui.pages.indicators import IndicatorsPage
from nq57desk.gui.pages.month import MonthPage
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.gui.resting import until_rest
from nq57desk.gui.screenshot_assigned_scenes import assigned_scenes
from nq57desk.gui.screenshot_city_scenes import city_scenes
from nq57desk.gui.screenshot_conflict_scenes import conflict_scenes
from nq57desk.gui.screenshot_exchange_scenes import exchange_scenes
from nq57desk.gui.screenshot_frame_scenes import frame_scenes
from nq57desk.gui.screenshot_import_scenes import import_scenes
from nq57desk.gui.screenshot_paper_scenes import paper_scenes
from nq57desk.gui.screenshot_plan_scenes import plan_scenes

WIDTH, HEIGHT = 1366, 768
SAMPLE_DAY = date(2026, 11, 13)
"""The day before a month's reports are due: the busiest one."""
_SOON_MS = 400
"""A page that draws itself a little later is waited for."""


@dataclass(slots=True)
class Camera:
    """Takes numbered pictures into a folder."""

    folder: Path
    taken: list[Path]

    def take(self, name: str, what: QWidget) -> None:
        """Save what a widget looks like now."""
        file = self.folder / f"{len(self.taken) + 1:02d}-{name}.png"
        if not what.grab().save(str(file)):
            raise OSError(f"cannot write {file.name}")
        self.taken.append(file)


def settle(window: MainWindow) -> None:
    """Let the window's events, its working lines and its timers come to rest.

    Raises:
        TimeoutError: they do not.
    """
    until_rest(window, soon_ms=_SOON_MS)


def take(folder: Path, desk_folder: Path, *, as_of: date | None = None, percent: int = 100) -> tuple[Path, ...]:
    """Open each page and dialog on the office in ``desk_folder`` and save a PNG of each in ``folder``.

    ``percent`` is the text size.

    Raises:
        Refused: there is no office in ``desk_folder``.
        OSError: ``folder`` cannot be written.
    """
    from nq57desk.workspace import open_desk

    open_desk(desk_folder, read_only=True).close()
    folder.mkdir(parents=True, exist_ok=True)
    camera = Camera(folder, [])
    desk_app.application()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        copy = Path(scratch) / "office"
        shutil.copytree(desk_folder, copy)
        window = desk_app.make_window(Path(scratch) / "none", as_of)
        window.resize(WIDTH, HEIGHT)
        window.show()
        window.comfort.use_size(percent)
        try:
            for name, part in scenes(window, copy, Path(scratch), as_of):
                settle(window)
                camera.take(name, part)
                shut(window)
        finally:
            window.comfort.use_size(100)
            window.close()
            window.deleteLater()
    return tuple(camera.taken)


def scenes(window: MainWindow, office: Path, scratch: Path, as_of: date | None) -> Iterator[tuple[str, QWidget]]:
    """One thing to look at after the other."""
    actions = window.office_actions
    actions.start()
    yield from _dialog(window, "bat-dau")
    actions.set_up()
    yield from _dialog(window, "thiet-lap")
    actions.open_office(office)
    settle(window)
    opened = window.session.office
    if opened is None or opened.is_city:
        yield "thanh-pho", window
        return
    for spec in pages_for(is_city=False):
        window.open_page(spec.name)
        yield spec.name, window
    yield from frame_scenes(window, settle)
    yield from _task_scenes(window)
    yield from plan_scenes(window)
    yield from paper_scenes(window)
    yield from _import_scene(window)
    yield from import_scenes(window, settle)
    yield from _city_scenes(window, office, scratch, as_of)
    yield from city_scenes(window, settle, scratch, as_of)
    yield from conflict_scenes(window, settle, scratch, as_of)


def _task_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    window.open_page("tasks")
    settle(window)
    page = window.page("tasks")
    if not isinstance(page, TasksPage) or page.current() is None:
        return
    page.doing.edit()
    yield from _dialog(window, "sua-nhiem-vu")
    page.doing.add()
    yield from _dialog(window, "them-nhiem-vu")
    page.doing.record_progress()
    yield from _dialog(window, "ghi-tien-do")
    for name in ("indicators", "month"):
        window.open_page(name)
        settle(window)
        window.run_action("value" if name == "indicators" else "progress")
        yield from _dialog(window, f"{name}-ghi")
        page_of = window.page(name)
        if isinstance(page_of, IndicatorsPage):
            page_of.explain()
            yield from _dialog(window, "chi-tieu-vi-sao-chua-co")
            page_of.add()
            yield from _dialog(window, "them-chi-tieu")
    yield from _month_scenes(window)
    window.open_page("tasks")
    window.search.setText("nhiem vu")
    yield "tim", window
    window.search.clear()
    window.office_actions.about()
    yield from _dialog(window, "gioi-thieu")


def _month_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """A cell being typed into, a block before it is pasted, who has not answered, and the checks before closing."""
    window.open_page("month")
    settle(window)
    page = window.page("month")
    if not isinstance(page, MonthPage) or not page.model.writable:
        return
    page.grid.setFocus()
    page.grid.open_cell()
    editor = page.grid.cells.open_editor()
    if editor is not None:
        editor.insert("Đã đăng 15 tin, bài trên trang thông tin điện tử")
    yield "month-dang-go", window
    page.grid.leave_cell()
    settle(window)
    QApplication.clipboard().setText("Đã hoàn thành\t12/QĐ-UBND\r\nĐang lấy ý kiến các phòng\t\r\n")
    page.paste()
    yield from _dialog(window, "month-dan")
    page.forms.show_status()
    yield from _dialog(window, "month-ai-chua-tra-loi")
    window.run_action("close_period")
    yield from _dialog(window, "month-chot-ky")


def _import_scene(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The program's own sample appendix, read again after a few rows were changed."""
    from nq57desk.usecases import edits
    from nq57desk.usecases.sample import sample_files

    page = window.page("tasks")
    if isinstance(page, TasksPage):
        first, second, third = [each for each in page.model.order.ids if each][:3]
        late, other, paper = {"deadline": "Quý IV/2026"}, {"lead": "Công an phường"}, "45/KH-UBND ngày 10/6/2026"
        change = window.session.change
        change(lambda desk, _m: edits.edit_task(desk, task_id=first, changes=late, document=paper))
        change(lambda desk, _m: edits.edit_task(desk, task_id=second, changes=other, document=paper))
        change(lambda desk, _m: edits.delete_task(desk, task_id=third))
        settle(window)
    window.import_from(sample_files()[0])
    yield "nhap-tu-tep", window
    preview = window.page("importing")
    if isinstance(preview, ImportPage):
        preview.cancel()
        settle(window)


def _city_scenes(window: MainWindow, office: Path, scratch: Path, as_of: date | None) -> Iterator[tuple[str, QWidget]]:
    from nq57desk.gui.pages.city import CityPage
    from nq57desk.usecases import city, offices, sending
    from nq57desk.workspace import open_desk

    card, bundle, folder = scratch / "don-vi.nq57card", scratch / "goi.nq57", scratch / "city"
    with open_desk(office, as_of=as_of) as ward:
        offices.save_card(ward, path=card)
        sending.make(ward, path=bundle)
    window.open_page("exchange")
    window.page("exchange").refresh()
    yield "trao-doi-da-xuat", window
    yield from exchange_scenes(window, scratch, settle)
    shut(window)
    yield from assigned_scenes(window, scratch, settle)
    offices.create_office(folder=folder, code="99", name="Ủy ban nhân dân thành phố mẫu", role=Role.CITY, sample=True)
    with open_desk(folder, as_of=as_of) as desk:
        city.enrol(desk, cards=[card])
    window.office_actions.open_office(folder)
    settle(window)
    yield "thanh-pho", window
    page = window.page("city")
    if isinstance(page, CityPage):
        page.take_in([bundle])
        yield "thanh-pho-da-gop", window


def _dialog(window: MainWindow, name: str) -> Iterator[tuple[str, QWidget]]:
    settle(window)
    for dialog in _dialogs(window)[:1]:
        yield name, dialog


def _dialogs(window: MainWindow) -> list[QDialog]:
    found = cast("list[QDialog]", window.findChildren(QDialog))
    return [dialog for dialog in found if dialog.isVisible()]


def shut(window: MainWindow) -> None:
    """Close the dialogs that are open."""
    for dialog in _dialogs(window):
        dialog.reject()
    settle(window)


def _say(_kind: QtMsgType, _where: QMessageLogContext, words: str | None) -> None:
    """What Qt says, but for the offscreen platform's remark that a dialog's least size means nothing to it."""
    if words and "propagateSizeHints" not in words:
        print(words, file=sys.stderr)


def main() -> int:
    """Take the pictures of a new sample office into the folder named; exit status 2 where none is."""
    if len(sys.argv) != 2:
        print("python -m nq57desk.gui.screenshots DIR", file=sys.stderr)
        return 2
    from nq57desk.usecases.sample import make_sample

    qInstallMessageHandler(_say)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        office = Path(scratch) / "sample"
        make_sample(folder=office, as_of=SAMPLE_DAY)
        for percent, folder in ((100, Path(sys.argv[1])), (150, Path(sys.argv[1]) / "150")):
            for file in take(folder, office, as_of=SAMPLE_DAY, percent=percent):
                print(file)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
