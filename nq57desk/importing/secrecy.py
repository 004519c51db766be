"""A state-secret mark at the head of a document: the file is refused, and nothing of it is kept.

The mark (MẬT, TỐI MẬT, TUYỆT MẬT; Law on the Protection of State Secrets 2018, circular 24/2020/TT-BCA) stands alone
in a line or a box, in capitals. The word "Mật" inside a task does not block, nor does a cell of a list: what counts
stands above the list's header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nq57desk.domain.problems import Place
from nq57desk.domain.vietnamese import fold, tidy
from nq57desk.errors import refuse
from nq57desk.importing.legacy import decode
from nq57desk.importing.reading import RawBlock, RawFile, RawTable
from nq57desk.importing.word_text import Run

_HEAD = 25
"""As many lines as a paper's frame, number, date and title can take."""
_NARROW = 3
"""A frame or a box around the mark is a table of at most so many columns; task lists have more."""
SHEET_ROWS = 10
"""As many rows of a sheet can stand above its list."""
_NUMBER_HEADINGS = {"tt", "stt", "so tt", "so thu tu"}
"""The heading of the first column of nearly every list, folded."""
_MARKS = {"MẬT", "TỐIMẬT", "TUYỆTMẬT"}
_NO_LETTER = re.compile(r"[\W_]+")


def refuse_secret(file: RawFile) -> None:
    """Look at the head of a file as read.

    Raises:
        Refused: "reading.secret".
    """
    for count, line in enumerate(_head(file.blocks)):
        if count >= _HEAD:
            return
        if is_mark(line):
            raise refuse("reading.secret", Place(file=file.name), name=file.name)


def refuse_secret_lines(runs: Iterable[Run], name: str) -> None:
    """The same for the lines of a page header.

    Raises:
        Refused: "reading.secret".
    """
    text, _ = decode((run.text, run.encoding) for run in runs)
    refuse_secret_texts([text], name)


def is_mark(line: str) -> bool:
    """Whether a line is a mark and nothing else: "TỐI MẬT", "M Ậ T", "[MẬT]", "ĐỘ MẬT: MẬT"."""
    letters = _NO_LETTER.sub("", line)
    return letters.removeprefix("ĐỘMẬT") in _MARKS if len(line) < 40 else False


def refuse_secret_texts(texts: Iterable[str], name: str) -> None:
    """The same for boxes, page headers and lettering that stand above everything.

    Raises:
        Refused: "reading.secret".
    """
    if any(is_mark(line) for text in texts for line in tidy(text).split("\n")):
        raise refuse("reading.secret", Place(file=name), name=name)


def _head(blocks: tuple[RawBlock, ...]) -> Iterator[str]:
    for block in blocks:
        if not isinstance(block, RawTable):
            yield block.text
        else:
            yield from _above_the_list(block)


def _above_the_list(table: RawTable) -> Iterator[str]:
    """The lines of a frame or a box, and of a table or sheet what stands above its list's header."""
    for row in table.rows[:SHEET_ROWS]:
        texts = [cell.text for cell in row.cells if cell is not None and cell.text]
        is_header = len(texts) >= _NARROW and any(fold(text) in _NUMBER_HEADINGS for text in texts)
        if is_header or (len(texts) > _NARROW and not table.sheet):
            return
        yield from (line for text in texts for line in text.split("\n") if line)
