"""The manual: its few marks, its pictures, the words of the screen in it, and all of it as a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from babel.messages.pofile import read_po

from installer import manual_pictures
from nq57desk import paths
from nq57desk.documents import manual_pages
from nq57desk.documents.layout import Layout, Margins, Orientation, Pages, Paragraph, Picture, TextStyle, text
from nq57desk.documents.manual_pages import Grid, Heading, Piece, Shot, Span, Typed, Words, pieces, spans
from nq57desk.documents.manual_paper import compose_manual, listed, size_of
from nq57desk.documents.render_docx import render_docx
from nq57desk.documents.render_pdf import Rendered, render_pdf
from nq57desk.documents.render_xlsx import render_xlsx
from nq57desk.usecases.manual import manual_pdf
from tests.documents.words import opened as as_word
from tests.documents.words import words as words_of

MARGINS = Margins(20.0, 20.0, 20.0, 20.0)
SMALL = TextStyle("Small", 10.0)


def _pages() -> Iterator[tuple[str, tuple[Piece, ...]]]:
    for name in manual_pages.ORDER:
        yield name, pieces(manual_pages.page(name))


def _shots() -> list[Shot]:
    return [piece for _name, page in _pages() for piece in page if isinstance(piece, Shot)]


@pytest.fixture(scope="module")
def printed() -> Rendered:
    return manual_pdf()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("# Tên", (Heading(1, "Tên"),)),
        ("### Có không?\nCó.", (Heading(3, "Có không?"), Words("Có."))),
        ("một\nhai\n\nba", (Words("một hai"), Words("ba"))),
        ("- một\n  hai\n- ba", (Words("một hai", "•"), Words("ba", "•"))),
        ("1. mở\n2. đóng", (Words("mở", "1."), Words("đóng", "2."))),
        ("2026 là năm", (Words("2026 là năm"),)),
        ("| a | b |\n|---|---|\n| 1 | 2 |\nsau", (Grid((("a", "b"), ("1", "2"))), Words("sau"))),
        ("![Cửa sổ](pictures/month.png)", (Shot("month", "Cửa sổ"),)),
        ("![Cửa sổ](pictures/../../x.png)", (Words("![Cửa sổ](pictures/../../x.png)"),)),
        ("    unzip goi.nq57\n    minisign", (Typed("unzip goi.nq57"), Typed("minisign"))),
        ("#thẻ <b>[x](https://a)</b>", (Words("#thẻ <b>[x](https://a)</b>"),)),
        ("", ()),
    ],
)
def test_what_a_page_says(written: str, said: tuple[Piece, ...]) -> None:
    assert pieces(written) == said


def test_the_weight_of_words() -> None:
    said = (Span("bấm "), Span("Xong", bold=True), Span(" hay "), Span("check", typed=True), Span(" ** `"))
    assert spans("bấm **Xong** hay `check` ** `") == said


def test_every_page_is_there_and_begins_with_its_name() -> None:
    for name, page in _pages():
        assert isinstance(page[0], Heading), name
        assert [piece.level for piece in page if isinstance(piece, Heading)].count(1) == 1, name
    files = {file.stem for file in manual_pages.folder().glob("*.md")}
    assert files == {*manual_pages.ORDER, manual_pages.COVER}


def test_every_picture_named_is_there_and_every_one_there_is_named() -> None:
    named = [shot.name for shot in _shots()]
    files = list((manual_pages.folder() / "pictures").iterdir())
    assert sorted(named) == sorted(file.stem for file in files) == sorted(manual_pictures.PICTURES)
    assert sum(file.stat().st_size for file in files) <= manual_pictures.LIMIT
    assert {size_of(file.read_bytes())[0] <= manual_pictures.WIDTH for file in files} == {True}


def test_buttons_are_called_as_on_the_screen() -> None:
    with (paths.translations() / "nq57desk.pot").open("rb") as file:
        every = (one.id if isinstance(one.id, str) else one.id[0] for one in read_po(file))
        known = {re.sub("[&{}]", "", str(one)) for one in every}
    bold = re.findall(r"\*\*([^*]+…)\*\*", "".join(map(manual_pages.page, manual_pages.ORDER)))
    names = {name.rpartition(" → ")[2] for name in bold}
    assert len(names) > 30
    assert sorted(names - known) == []


def test_the_questions_are_many_and_answered_shortly() -> None:
    page = pieces(manual_pages.page("questions"))
    asked = [at for at, piece in enumerate(page) if isinstance(piece, Heading) and piece.level == 3]
    answers = [page[at + 1] for at in asked]
    assert len(asked) >= 30
    assert all(isinstance(one, Words) and len(re.findall(r"[.…](?: |$)", one.words)) <= 4 for one in answers)


def test_the_list_of_contents_names_the_right_pages(printed: Rendered) -> None:
    assert printed.problems == ()
    headings = listed([page for _name, page in _pages()])
    places = [place for place in printed.headings if place.level <= 2]
    assert [place.title for place in places] == [heading.words for heading in headings]
    document = pypdfium2.PdfDocument(printed.data)
    sheets = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    assert len(sheets) == printed.pages
    contents = " ".join(sheets[1 : places[0].page - 1])
    for place in places:
        assert place.title in sheets[place.page - 1]
        assert f"{place.title} {place.page}" in contents


def test_the_pictures_are_in_the_paper() -> None:
    taken: list[str] = []

    def picture(name: str) -> bytes:
        taken.append(name)
        return manual_pages.picture(name).read_bytes()

    layout = compose_manual((Heading(1, "NQ57"), Heading(2, "Mục lục")), [page for _name, page in _pages()], picture)
    assert taken == [shot.name for shot in _shots()]
    assert sum(isinstance(block, Picture) for block in layout.pages[0].blocks) == len(taken)


def _with_picture(*before: Paragraph, height: float) -> Layout:
    data = manual_pages.picture("stick").read_bytes()
    shot = Picture(data, 100.0, height, text("Chọn USB", SMALL))
    return Layout("Tranh", (Pages(Orientation.PORTRAIT, MARGINS, (*before, shot), None),))


def test_a_picture_is_never_split_and_never_larger_than_the_page() -> None:
    lines = tuple(text(f"Dòng {n}", SMALL) for n in range(40))
    assert render_pdf(_with_picture(height=900.0)).pages == 1
    assert render_pdf(_with_picture(*lines, height=60.0)).pages == 1
    assert render_pdf(_with_picture(*lines, height=200.0)).pages == 2
    assert render_pdf(_with_picture(height=60.0)).data == render_pdf(_with_picture(height=60.0)).data


def test_word_and_excel_keep_the_words_of_a_picture() -> None:
    layout = _with_picture(text("Trước", SMALL), height=60.0)
    assert "ChọnUSB" in words_of(as_word(layout))
    assert render_docx(layout).data[:2] == render_xlsx(layout).data[:2] == b"PK"


def test_the_saved_manual_is_that_paper(printed: Rendered, tmp_path: Path) -> None:
    from nq57desk.cli.main import run, understand

    file = tmp_path / "mới" / "cam-nang.pdf"
    assert run(understand(["manual", "-o", str(file)])) == 0
    assert file.read_bytes() == printed.data
    assert run(understand(["manual", "-o", str(file / "x.pdf")])) == 1
