"""What the city's pages do with assignments and links: both dialogs, opened with what they need."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from nq57desk.gui.dialogs.assigning import AssigningDialog, issued_words
from nq57desk.gui.dialogs.linking import LinkingDialog
from nq57desk.gui.dialogs.question import tell
from nq57desk.gui.pages.page import Page

if TYPE_CHECKING:
    from nq57desk.usecases.assigning import Board, Issued
    from nq57desk.usecases.linking import Links


def open_assigning(page: Page) -> None:
    """Choose what is given to whom."""
    from nq57desk.usecases import assigning

    def issued(found: Issued) -> None:
        tell(page, issued_words(found), str(found.folder))

    def came(board: Board) -> None:
        dialog = AssigningDialog(page, page.session, board)
        dialog.issued.connect(issued)
        dialog.open()

    page.session.ask(lambda desk, _m: assigning.board(desk), came, refused=page.refuse)


def open_linking(page: Page, year: int | None, then: Callable[[], object]) -> None:
    """Link offices' rows with the reference list of a year; ``then`` is called after each step."""
    from nq57desk.usecases import linking

    def came(found: Links) -> None:
        dialog = LinkingDialog(page, page.session, found)
        dialog.linked.connect(lambda _n: then())
        dialog.open()

    page.session.ask(lambda desk, _m: linking.links(desk, year=year), came, refused=page.refuse)
