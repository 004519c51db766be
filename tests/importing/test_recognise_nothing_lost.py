"""Whatever a table looks like, recognition neither fails nor loses a word without saying so."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from nq57desk.domain.problems import Place
from nq57desk.importing.reading import RawBlock, RawCell, RawFile, RawParagraph, RawRow, RawTable
from nq57desk.importing.recognise import recognise
from nq57desk.importing.result import ReadResult
from nq57desk.sentences import sentence

WORDS = st.sampled_from(
    [
        "",
        "",
        "1",
        "1.",
        "1.1",
        "1,2",
        "2",
        "10",
        "a)",
        "I",
        "II.",
        "A",
        "-",
        "- Việc nhỏ",
        "I. Hạ tầng số",
        "Hạ tầng số:",
        "Nâng cấp mạng",
        "tiếp theo của câu",
        "x",
        "\n",
        "Văn phòng HĐND và",
        "UBND phường",
        "Quý I/2026",
        "Ghi chú: xem sau",
        "Tổng cộng",
        "STT",
        "Nhiệm vụ",
        "Chủ trì",
        "100%",
        "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN",
        "(1)",
        "(2)",
    ]
)
CELL = st.builds(RawCell, WORDS, st.sampled_from([1, 1, 1, 2]), st.sampled_from([1, 1, 1, 2, 5]), bold=st.booleans())
HEAD = tuple(RawCell(text) for text in ("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"))


def rows(cells: int) -> st.SearchStrategy[list[RawRow]]:
    row = st.lists(st.one_of(st.none(), CELL), min_size=cells, max_size=cells)
    return st.lists(
        st.builds(
            lambda found, hint: RawRow(tuple(found), Place(table=1, row=2), continues=hint),
            row,
            st.sampled_from([None, True, False]),
        ),
        max_size=7,
    )


def recognised(*blocks: RawBlock) -> ReadResult:
    result = recognise(RawFile("a.docx", "docx", blocks))
    assert all(sentence(problem) for problem in result.problems)
    return result


@settings(deadline=None)
@given(rows(4), rows(4))
def test_every_word_of_a_list_comes_out_or_is_told(first: list[RawRow], second: list[RawRow]) -> None:
    head = RawRow(HEAD)
    result = recognised(RawTable((head, *first), 4), RawTable((head, *second), 4))
    told = {problem.code for problem in result.problems}
    if told & {"recognise.total_left_out", "recognise.note_left_out", "recognise.after_left_out"}:
        return
    text = " ".join(
        [text for read in result.tables for row in read.rows for _, text in row.cells]
        + [f"{section.number} {section.title}" for read in result.tables for section in read.sections]
        + [heading for read in result.tables for heading in read.columns]
        + [line for read in result.tables for line in (read.title, read.label)]
        + [paragraph.text for paragraph in result.body]
    ).replace("1.2", "1,2")
    for row in (*first, *second):
        for cell in row.cells:
            if cell is not None and not all(
                other is None
                or other.text in ("(1)", "(2)", "1", "2", "10", "", "\n", "A", "STT", "Nhiệm vụ", "Chủ trì")
                for other in row.cells
            ):
                assert all(word.rstrip(".") in text for word in cell.text.split()), cell.text


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(st.builds(RawParagraph, WORDS), rows(3).map(lambda found: RawTable(tuple(found), 3))), max_size=5
    )
)
def test_no_file_is_too_strange(blocks: list[RawBlock]) -> None:
    result = recognised(*blocks)
    assert result.name == "a.docx"


@settings(deadline=None)
@given(rows(5))
def test_no_sheet_is_too_strange(found: list[RawRow]) -> None:
    table = RawTable(tuple(found), 5, Place(sheet="A"), hidden_columns=(1,), sheet=True)
    assert recognise(RawFile("a.xlsx", "xlsx", (table,))).name == "a.xlsx"
