"""Filling in what a paper still lacks: an open blank leads to its field, and a field that was left is remembered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nq57desk.domain.papers import FormKind
from nq57desk.gui.pages.page import said
from nq57desk.gui.pages.papers_heads import DAY, NUMBER, Beside, changed_head, read_day
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.pages.papers import PapersPage
    from nq57desk.usecases.settings_edits import SettingChanged
    from nq57desk.workspace import Desk


class Filling:
    """Each field is a step of its own: it is kept at once, drawn at once, and Ctrl+Z takes it back."""

    def __init__(self, page: PapersPage) -> None:
        self.page = page

    def fill(self, field: str) -> None:
        """An open blank was clicked: go to where it is filled in."""
        page, (room, _dot, name) = self.page, field.partition(".")
        if not page.editable:
            return
        page.side.show()
        if room != "head" or not page.side.fill(name):
            page.doing.fill(room, name)

    def keep(self, name: str, value: str) -> None:
        """A field beside the paper was filled in: remember it."""
        page = self.page
        made = page.paper
        if made is None or made.beside is None or made.asked is None or not page.editable:
            return
        page.side.settle()
        if name in (NUMBER, DAY):
            self._number(made.beside, made.asked.about, name)
            return
        beside = made.beside
        page.session.change(
            lambda desk, _m: keep_head_field(desk, beside, name, value),
            refused=lambda problems: page.side.refuse(name, said(problems)),
        )

    def _number(self, beside: Beside, about: str, name: str) -> None:
        """Number and day belong to this paper alone."""
        from nq57desk.usecases import paper_heads

        page, kind, values = self.page, beside.choice.kind, self.page.side.form.values()
        try:
            day = read_day(values[DAY])
        except ValueError:
            text = _("Không đọc được “{text}” thành ngày. Giá trị cũ còn nguyên. Gõ lại, ví dụ 28/02/2026.")
            page.side.refuse(DAY, text.format(text=values[DAY]))
            return
        number = values[NUMBER]
        page.session.change(
            lambda desk, _m: paper_heads.keep_number(desk, kind=kind, about=about, number=number, issued_on=day),
            refused=lambda problems: page.side.refuse(name, said(problems)),
        )

    def reset(self) -> None:
        """The kind's head as it follows from settings and plans."""
        from nq57desk.usecases import paper_heads

        made = self.page.paper
        if made is None or made.beside is None or not self.page.editable:
            return
        kind = made.beside.choice.kind
        self.page.session.change(
            lambda desk, _m: paper_heads.keep_head(desk, kind=kind, head=paper_heads.default_head(desk, kind=kind)),
            refused=self.page.refuse,
        )


def keep_head_field(desk: Desk, beside: Beside, name: str, value: str) -> SettingChanged:
    """One field of a kind's head, on top of what is kept now; another form begins from its own usual head."""
    from nq57desk.usecases import paper_heads

    kind = beside.choice.kind
    if name == "form":
        head = paper_heads.default_head(desk, kind=kind, form=FormKind(value))
    else:
        head = changed_head(replace(beside, head=paper_heads.head_memory(desk, kind=kind)), name, value)
    return paper_heads.keep_head(desk, kind=kind, head=head)
