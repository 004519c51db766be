"""The pages as data: name, words, symbol, which offices have it, and how it is made when first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nq57desk.gui.pages.page import Actions, Page
from nq57desk.gui.session import Session
from nq57desk.wording import mark

Make = Callable[[Session, Actions], Page]


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page; ``key`` is the digit of Ctrl+digit, 0 none."""

    name: str
    words: str
    symbol: str
    key: int
    make: Make
    ward: bool = True
    city: bool = True
    on_rail: bool = True


def _overview(session: Session, actions: Actions) -> Page:
    from nq57desk.gui.pages.overview import OverviewPage

    return OverviewPage(session, actions)


def _tasks(session: Session, actions: Actions) -> Page:
    from nq57desk.gui.pages.tasks import TasksPage

    return TasksPage(session, actions)


def _month(session: Session, actions: Actions) -> Page:
    from nq57desk.gui.pages.month import MonthPage

    return MonthPage(session, actions)


def _indicators(session: Session, actions: Actions) -> Page:
    from nq57desk.gui.pages.indicators import IndicatorsPage

    return IndicatorsPage(session, actions)


def _papers(session: Session, actions: Actions) -> Page:
    from nq57desk.gui.pages.papers import PapersPage

    return PapersPage(session, actions)


def _exchange(session: Session, actions: Actions) -> Page:
    from nq57desk.gui.pages.exchange import ExchangePage

    return ExchangePage(session, actions)


def _city(session: Session, actions: Actions) -> Page:
    from nq57desk.gui.pages.city import CityPage

    return CityPage(session, actions)


def _consolidated(session: Session, actions: Actions) -> Page:
    from nq57desk.gui.pages.consolidated import ConsolidatedPage

    return ConsolidatedPage(session, actions)


def _importing(session: Session, actions: Actions) -> Page:
    from nq57desk.gui.pages.importing import ImportPage

    return ImportPage(session, actions)


def _settings(session: Session, actions: Actions) -> Page:
    from nq57desk.gui.pages.settings import SettingsPage

    return SettingsPage(session, actions)


PAGES = (
    PageSpec("overview", mark("Tổng quan"), "overview", 1, _overview, city=False),
    PageSpec("tasks", mark("Kế hoạch & nhiệm vụ"), "tasks", 2, _tasks, city=False),
    PageSpec("month", mark("Tiến độ kỳ"), "progress", 3, _month, city=False),
    PageSpec("indicators", mark("Chỉ tiêu"), "indicators", 4, _indicators, city=False),
    PageSpec("city", mark("Thành phố"), "city", 7, _city, ward=False),
    PageSpec("consolidated", mark("Tổng hợp"), "overview", 9, _consolidated, ward=False),
    PageSpec("papers", mark("Văn bản"), "papers", 5, _papers),
    PageSpec("exchange", mark("Trao đổi"), "exchange", 6, _exchange, city=False),
    PageSpec("settings", mark("Cài đặt"), "settings", 8, _settings),
    PageSpec("importing", mark("Nhập từ tệp"), "import", 0, _importing, city=False, on_rail=False),
)
BY_NAME = {spec.name: spec for spec in PAGES}


def pages_for(*, is_city: bool) -> tuple[PageSpec, ...]:
    """The pages that an office of this role has on its rail, in order."""
    return tuple(spec for spec in PAGES if spec.on_rail and (spec.city if is_city else spec.ward))
