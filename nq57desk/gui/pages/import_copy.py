"""What concerns a previewed file as a whole: the sentence above it, and its copy with the findings written in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from nq57desk.domain.problems import Problem, problem
from nq57desk.gui import words
from nq57desk.gui.models.import_rows import GONE
from nq57desk.gui.models.import_ticks import Followed
from nq57desk.gui.pages.page import Page, said
from nq57desk.usecases.import_preview import Preview
from nq57desk.wording import _


def told(preview: Preview, name: str) -> tuple[str, str]:
    """The sentence and the verb beside it, both "" where there is nothing to say."""
    if preview.nothing_new and preview.imported_on is not None:
        text = _("{name} đã nhập ngày {day}, không có gì mới. 0 dòng thay đổi.")
        return text.format(name=name, day=words.day(preview.imported_on)), _("Đóng tệp")
    if preview.nothing_new:
        return _("{name} không có gì mới so với dữ liệu đang có. 0 dòng thay đổi.").format(name=name), _("Đóng tệp")
    if preview.reissue is not None:
        text = _("{share}% dòng trùng tên với kế hoạch số {number}: có thể là bản ban hành lại. Chưa nhập gì.")
        offer = preview.reissue
        return text.format(share=offer.share, number=offer.number), _("Đối chiếu với kế hoạch cũ")
    if preview.carried is not None:
        kept = preview.carried
        text = _("Kế hoạch mới giữ tiến độ của kế hoạch cũ: {n} dòng, {m} lần cập nhật; {k} dòng cũ không còn.")
        return text.format(n=len(kept.pairs), m=kept.updates, k=len(kept.absent)), ""
    return "", ""


def unread(problems: Sequence[Problem]) -> str:
    """Why a file could not be previewed; one without any table has its own words (M05)."""
    return said(
        tuple(
            problem("recognise.no_table_at_all", one.severity, one.place, **dict(one.words)) if _bare(one) else one
            for one in problems
        )
    )


def _bare(found: Problem) -> bool:
    return found.code == "recognise.no_table" and dict(found.words).get("tables") == "0"


def can_choose(problems: Sequence[Problem]) -> bool:
    """Whether the clerk may point at a table herself: the file has some, none of them known as a list."""
    return any(one.code in ("recognise.no_table", "recognise.no_such_choice") and not _bare(one) for one in problems)


def words_of_followed(followed: Followed) -> str:
    """Why other lines were ticked or unticked along with one."""
    row, count = followed.row, len(followed.others)
    number = row.number or (row.record.name[:40] if row.record is not None else "?")
    if row.table == GONE:
        text = _("Đánh dấu bỏ dòng {number} thì {n} dòng con của nó cũng bỏ theo.")
        back = _("Giữ lại dòng {number} thì {n} dòng cha của nó cũng được giữ.")
        return (text if followed.ticked else back).format(number=number, n=count)
    if followed.ticked:
        return _("Dòng {number} cần dòng cha nên {n} dòng cha mới cũng được chọn.").format(number=number, n=count)
    text = _("Bỏ chọn dòng {number} thì {n} dòng con mới của nó cũng không nhập, vì chưa có dòng cha.")
    return text.format(number=number, n=count)


def ask_where(page: Page, path: Path, problems: Sequence[Problem]) -> None:
    """Ask where the copy goes, then write it."""
    offered = path.with_name(_("{name} (ghi chú)").format(name=path.stem) + path.suffix)
    name, _chosen = QFileDialog.getSaveFileName(page, _("Lưu bản sao tệp có ghi chú lỗi"), str(offered))
    if name:
        write_copy(page, path, Path(name), problems)


def write_copy(page: Page, path: Path, target: Path, problems: Sequence[Problem]) -> None:
    """Write the annotated copy of the file; the original is not touched."""
    from nq57desk.usecases.annotated_copy import save_annotated

    page.session.ask(
        lambda desk, _monitor: save_annotated(desk, path=path, problems=problems, target=target),
        lambda copy: page.notice.say(_("Đã lưu {name}. Tệp gốc không đổi.").format(name=copy.name)),
        refused=page.refuse,
    )
