"""The manual as a PDF, made by the same engine as the office's papers; it needs no office."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nq57desk import paths
from nq57desk.documents import manual_pages
from nq57desk.documents.manual_paper import compose_manual, listed
from nq57desk.documents.render_pdf import Rendered, render_pdf
from nq57desk.errors import refuse
from nq57desk.monitor import Monitor
from nq57desk.sentences.disk import why


@dataclass(frozen=True, slots=True)
class SavedManual:
    """The file and how many pages it has."""

    file: Path
    pages: int


def manual_pdf(monitor: Monitor | None = None) -> Rendered:
    """All pages of the manual in their order, with a cover and a list of contents.

    Raises:
        Cancelled: the monitor was cancelled.
    """
    written = [manual_pages.pieces(text) for text in map(manual_pages.page, manual_pages.ORDER) if text]
    cover = manual_pages.pieces(manual_pages.page(manual_pages.COVER))
    first = render_pdf(compose_manual(cover, written, _picture), monitor=monitor)
    deepest = max(heading.level for heading in listed(written))
    numbers = [place.page for place in first.headings if place.level <= deepest]
    return render_pdf(compose_manual(cover, written, _picture, numbers), monitor=monitor)


def save_manual(path: Path, monitor: Monitor | None = None) -> SavedManual:
    """Write the manual as a PDF.

    Raises:
        Refused: "workspace.cannot_write".
        Cancelled: the monitor was cancelled.
    """
    made = manual_pdf(monitor)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(path, made.data)
    except OSError as error:
        raise refuse("workspace.cannot_write", file=path, reason=why(error)) from error
    return SavedManual(path, made.pages)


def _picture(name: str) -> bytes:
    return manual_pages.picture(name).read_bytes()
